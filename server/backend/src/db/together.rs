//! Questions that do not wait for each other's answers.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, FromQueryResult, QueryResult, Statement};

use super::later::{Later, Trip};

/// A row between the answers of two questions.
const NEXT: &str = "SELECT 1 AS next_question";

/// Asks in one trip to the thread that reads where SQLite answers, else one after the other. Answers the rows of each, in
/// the order of the questions.
pub(crate) async fn together(
    db: &impl ConnectionTrait,
    questions: Vec<Statement>,
) -> Result<Vec<Vec<QueryResult>>, DbErr> {
    let mut answers = Vec::with_capacity(questions.len());
    if questions.is_empty() {
        return Ok(answers);
    }
    if db.get_database_backend() != DbBackend::Sqlite {
        for question in questions {
            answers.push(db.query_all_raw(question).await?);
        }
        return Ok(answers);
    }
    let count = questions.len();
    let next = || Statement::from_string(DbBackend::Sqlite, NEXT);
    let all = questions.into_iter().flat_map(|question| [next(), question]).skip(1);
    let all = all.map(Later::from);
    let mut rows = db.query_all_raw(Trip::of(all).into_statement()).await?.into_iter();
    let is_next = |row: &QueryResult| row.try_get::<i32>("", "next_question").is_ok();
    for _ in 0..count {
        answers.push(rows.by_ref().take_while(|row| !is_next(row)).collect());
    }
    Ok(answers)
}

/// The same where not everything has to be asked: what is not has no rows.
pub(crate) async fn as_needed<const N: usize>(
    db: &impl ConnectionTrait,
    questions: [Option<Statement>; N],
) -> Result<[Vec<QueryResult>; N], DbErr> {
    let asked = questions.each_ref().map(Option::is_some);
    let mut answers = together(db, questions.into_iter().flatten().collect()).await?.into_iter();
    Ok(asked.map(|asked| if asked { answers.next().unwrap_or_default() } else { Vec::new() }))
}

/// The answer to the next question, as rows of this kind.
pub(crate) fn next_rows<M: FromQueryResult>(
    answers: &mut impl Iterator<Item = Vec<QueryResult>>,
) -> Result<Vec<M>, DbErr> {
    let rows = answers.next().unwrap_or_default();
    rows.iter().map(|row| M::from_query_result(row, "")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{Db, Options};

    #[tokio::test]
    async fn every_question_has_its_own_answer_and_what_is_not_asked_has_none() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/questions.sqlite", folder.path().display());
        let db = Db::connect(&url, &Options::default()).await.unwrap();
        let ask = |sql: &str| Some(Statement::from_string(DbBackend::Sqlite, sql));
        let questions = [
            None,
            ask("SELECT 1 AS n UNION ALL SELECT 2"),
            ask("SELECT 3 AS n WHERE FALSE"),
            None,
            ask("SELECT 4 AS n"),
        ];
        let answers = as_needed(db.read(), questions).await.unwrap();
        let numbers = answers.map(|rows| {
            let numbers = rows.iter().map(|row| row.try_get("", "n").unwrap());
            numbers.collect::<Vec<i32>>()
        });
        assert_eq!(numbers, [vec![], vec![1, 2], vec![], vec![], vec![4]]);
        let nothing = as_needed(db.read(), [const { None }; 2]).await.unwrap();
        assert!(nothing.iter().all(Vec::is_empty));
    }
}
