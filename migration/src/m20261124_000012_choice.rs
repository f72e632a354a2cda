//! Stages and reasons as lists that administrators keep.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, integer, integer_null, text, text_null, timestamp_with_time_zone_null, uuid_null,
    },
    sea_orm::DbBackend,
};

use crate::shape::{bytewise, drop_tables, one_of, rule};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// What the program came with, in order. Labels stay empty: the program's own words stand until somebody writes others, so
/// that a later version can better them.
const FIRST: [(&str, &[&str]); 4] = [
    ("stage", &["qualify", "develop", "propose", "close"]),
    (
        "decline",
        &[
            "no_capacity",
            "outside_territory",
            "no_expertise",
            "unclear_need",
            "already_known",
            "conflict_of_interest",
            "other",
        ],
    ),
    (
        "return",
        &["no_response", "not_qualified", "no_budget", "capability_gap", "no_capacity", "other"],
    ),
    ("loss", &["price", "competitor", "no_budget", "no_decision", "no_response", "other"]),
];

/// The four stages that there were, as the database was told of them.
const KNOWN: (&str, &str) =
    ("opportunity_stage_known", "stage IN ('qualify', 'develop', 'propose', 'close')");
/// Now any code may be a stage; the list of them is data.
const SHAPE: (&str, &str) = ("opportunity_stage_shape", "length(stage) BETWEEN 2 AND 40");

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_choice(manager).await?;
        for (list, codes) in FIRST {
            for (position, code) in (1..).zip(codes) {
                let mut row = Query::insert();
                row.into_table("choice").columns(["list", "code", "position"]);
                row.values_panic([list.into(), (*code).into(), (position * 10).into()]);
                manager.execute(row).await?;
            }
        }
        replace_check(manager, KNOWN, SHAPE).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let lost = Query::update()
            .table("opportunity")
            .value("stage", "qualify")
            .cond_where(Expr::cust(format!("NOT ({})", KNOWN.1)))
            .to_owned();
        manager.execute(lost).await?;
        replace_check(manager, SHAPE, KNOWN).await?;
        drop_tables(manager, &["choice"]).await
    }
}

async fn create_choice(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("choice")
        .col(text("list"))
        .col(bytewise(manager, "code"))
        .col(text_null("label_cs"))
        .col(text_null("label_en"))
        .col(integer("position"))
        .col(boolean("is_active").default(true))
        // How likely a sale in this stage is, in percent.
        .col(integer_null("probability"))
        // Empty until somebody changes the line.
        .col(integer("version").default(1))
        .col(timestamp_with_time_zone_null("updated_at"))
        .col(uuid_null("updated_by"))
        .primary_key(Index::create().col("list").col("code"))
        .check(one_of("choice_list_known", "list", &["stage", "decline", "return", "loss"]))
        .check(rule("choice_code_length", "length(code) BETWEEN 2 AND 40"))
        .check(rule("choice_label_cs_length", "length(label_cs) BETWEEN 1 AND 80"))
        .check(rule("choice_label_en_length", "length(label_en) BETWEEN 1 AND 80"))
        .check(rule("choice_probability_range", "probability BETWEEN 0 AND 100"))
        .check(rule("choice_other_stays", "code <> 'other' OR list = 'stage' OR is_active"));
    manager.create_table(table).await
}

type Rule = (&'static str, &'static str);

/// Puts one check of `opportunity` in the place of another.
async fn replace_check(manager: &SchemaManager<'_>, old: Rule, new: Rule) -> Result<(), DbErr> {
    let db = manager.get_connection();
    if manager.get_database_backend() == DbBackend::Postgres {
        let sql = format!(
            "ALTER TABLE opportunity DROP CONSTRAINT {}, ADD CONSTRAINT {} CHECK ({})",
            old.0, new.0, new.1
        );
        return db.execute_unprepared(&sql).await.map(drop);
    }
    replace_in_text(db, old, new).await
}

/// SQLite cannot alter a check, and making the table anew would tear down all that points to it. A change that leaves the
/// rows as they are may be written into the text of the schema: <https://www.sqlite.org/lang_altertable.html#otheralter>.
async fn replace_in_text(
    db: &SchemaManagerConnection<'_>,
    old: Rule,
    new: Rule,
) -> Result<(), DbErr> {
    let text = |(name, sql): Rule| format!("CONSTRAINT \"{name}\" CHECK ({sql})");
    let quoted = |rule| text(rule).replace('\'', "''");
    let number = "PRAGMA schema_version";
    let row = db.query_one_raw(sea_orm::Statement::from_string(DbBackend::Sqlite, number)).await?;
    let version: i32 = match row {
        Some(row) => row.try_get_by_index(0)?,
        None => 0,
    };
    db.execute_unprepared("PRAGMA writable_schema = ON").await?;
    let update = format!(
        "UPDATE sqlite_schema SET sql = replace(sql, '{}', '{}')
         WHERE type = 'table' AND name = 'opportunity' AND instr(sql, '{}') > 0",
        quoted(old),
        quoted(new),
        quoted(old)
    );
    let written = db.execute_unprepared(&update).await?;
    // Every connection reads the schema again.
    db.execute_unprepared(&format!("{number} = {}", version + 1)).await?;
    db.execute_unprepared("PRAGMA writable_schema = OFF").await?;
    if written.rows_affected() == 1 {
        Ok(())
    } else {
        Err(DbErr::Migration(format!("the check {} was not found", old.0)))
    }
}
