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

/// The answer to the next question, as rows of this kind.
pub(crate) fn next_rows<M: FromQueryResult>(
    answers: &mut impl Iterator<Item = Vec<QueryResult>>,
) -> Result<Vec<M>, DbErr> {
    let rows = answers.next().unwrap_or_default();
    rows.iter().map(|row| M::from_query_result(row, "")).collect()
}
