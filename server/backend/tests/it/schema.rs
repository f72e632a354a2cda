//! The migrations make the same schema on both databases, and take it back without a trace.

use std::fmt::Write as _;

use backend::db::Db;
use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Database as Connect, DatabaseConnection, DbBackend, Statement};
use testkit::Database;

/// Both databases are held against one text: whoever changes a migration sees in review what it
/// does, and a difference between the two fails on one of them.
#[tokio::test]
async fn both_databases_have_this_schema() {
    let database = Database::migrated().await;
    let connection = Connect::connect(&database.url).await.unwrap();

    insta::assert_snapshot!("schema", normal_form(&connection).await);
}

#[tokio::test]
async fn up_down_up_comes_back_to_the_same_schema() {
    let database = Database::empty().await;
    let connection = Connect::connect(&database.url).await.unwrap();
    Migrator::up(&connection, None).await.unwrap();
    let first = normal_form(&connection).await;

    Migrator::down(&connection, None).await.unwrap();
    assert_eq!(normal_form(&connection).await, "");
    Migrator::up(&connection, None).await.unwrap();

    assert!(normal_form(&connection).await == first);
}

#[tokio::test]
async fn every_step_can_be_taken_back_alone() {
    let database = Database::empty().await;
    let connection = Connect::connect(&database.url).await.unwrap();
    for step in Migrator::migrations() {
        let before = everything(&connection).await;
        Migrator::up(&connection, Some(1)).await.unwrap();
        let after = everything(&connection).await;
        assert!(after != before, "{} did nothing", step.name());

        Migrator::down(&connection, Some(1)).await.unwrap();
        let back = everything(&connection).await;
        assert!(back == before, "{} left something", step.name());
        Migrator::up(&connection, Some(1)).await.unwrap();
    }
}

/// Names of all objects, those of the search included, and what the others look like.
async fn everything(connection: &DatabaseConnection) -> (Vec<String>, String) {
    (column(connection, &[], OBJECTS).await, normal_form(connection).await)
}

#[tokio::test]
async fn steps_with_people_and_partners_in_the_tables_can_be_taken_back() {
    let portal = testkit::Portal::open().await;
    let connection = Connect::connect(portal.url()).await.unwrap();

    Migrator::down(&connection, None).await.unwrap();

    assert_eq!(normal_form(&connection).await, "");
}

/// The check on stages is replaced in a table full of rows, which on SQLite happens in the text of the schema.
#[tokio::test]
async fn stages_become_a_list_and_back_with_opportunities_in_the_table() {
    let portal = testkit::Portal::open().await;
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    portal.set("opportunity", deal.id.0, vec![("stage", "demo".into())]).await;
    let connection = Connect::connect(portal.url()).await.unwrap();
    let later = Migrator::migrations();
    let steps = later.iter().rev().position(|step| step.name().ends_with("_choice")).unwrap();
    let steps = Some(u32::try_from(steps).unwrap() + 1);
    let demo = "UPDATE opportunity SET stage = 'demo'";
    let stages = "SELECT stage FROM opportunity";

    Migrator::down(&connection, steps).await.unwrap();
    assert_eq!(column(&connection, &[], (stages, stages)).await, ["qualify"]);
    let refused = connection.execute_unprepared(demo).await.unwrap_err().to_string();
    assert!(refused.contains("opportunity_stage_known"), "{refused}");

    Migrator::up(&connection, steps).await.unwrap();
    connection.execute_unprepared(demo).await.unwrap();
    let sound = ("PRAGMA integrity_check", "SELECT 'ok'");
    assert_eq!(column(&connection, &[], sound).await, ["ok"]);
}

#[tokio::test]
async fn what_is_pending_is_told_without_writing() {
    let database = Database::empty().await;
    let db: Db = database.connect().await;
    assert_eq!(db.pending_migrations().await.unwrap().len(), Migrator::migrations().len());

    db.migrate().await.unwrap();

    assert_eq!(db.pending_migrations().await.unwrap(), Vec::<String>::new());
}

/// Tables, columns, keys, indexes and named checks as text, in words that fit both databases. What
/// only one of them has (the search) is left out and tested by what it finds.
async fn normal_form(db: &DatabaseConnection) -> String {
    let mut text = String::new();
    for table in column(db, &[], TABLES).await {
        writeln!(text, "{table}").unwrap();
        for part in PARTS {
            for line in column(db, &[&table], *part).await {
                writeln!(text, "    {line}").unwrap();
            }
        }
    }
    text
}

/// One question in the SQL of SQLite and of PostgreSQL.
type Question = (&'static str, &'static str);

const TABLES: Question = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
     AND name NOT LIKE 'opportunity_search%' AND name <> 'seaql_migrations' ORDER BY name",
    "SELECT table_name::text FROM information_schema.tables
     WHERE table_schema = 'public' AND table_name <> 'seaql_migrations'
     ORDER BY table_name::text COLLATE \"C\"",
);

/// Everything with a name, the search included.
const OBJECTS: Question = (
    "SELECT type || ' ' || name FROM sqlite_schema WHERE name NOT LIKE '%seaql_migrations%' ORDER BY 1",
    "SELECT c.relname || coalesce('.' || a.attname, '') FROM pg_class c
     LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE 'seaql_migrations%'
     ORDER BY 1",
);

const PARTS: &[Question] = &[COLUMNS, PRIMARY_KEY, FOREIGN_KEYS, INDEXES, CHECKS];

const COLUMNS: Question = (
    "SELECT name || ' ' || CASE lower(type)
         WHEN 'uuid_text' THEN 'uuid'
         WHEN 'timestamp_with_timezone_text' THEN 'instant'
         WHEN 'date_text' THEN 'date'
         ELSE lower(type) END
     || CASE WHEN \"notnull\" OR pk THEN '' ELSE ' null' END
     || CASE WHEN hidden IN (2, 3) THEN ' generated' ELSE '' END
     || coalesce(' default ' || replace(replace(dflt_value, 'FALSE', 'false'), 'TRUE', 'true'), '')
     FROM pragma_table_xinfo($1) ORDER BY name",
    "SELECT column_name || ' ' || CASE udt_name
         WHEN 'timestamptz' THEN 'instant'
         WHEN 'int4' THEN 'integer'
         WHEN 'int8' THEN 'integer'
         WHEN 'bool' THEN 'boolean'
         ELSE udt_name END
     || CASE WHEN is_nullable = 'YES' THEN ' null' ELSE '' END
     || CASE WHEN is_generated = 'ALWAYS' THEN ' generated' ELSE '' END
     || coalesce(' default ' || replace(column_default, '::text', ''), '')
     FROM information_schema.columns
     WHERE table_name = $1 AND table_schema = 'public' AND udt_name <> 'tsvector'
     ORDER BY column_name::text COLLATE \"C\"",
);

const PRIMARY_KEY: Question = (
    "SELECT 'primary key ' || group_concat(name, ', ')
     FROM (SELECT name FROM pragma_table_info($1) WHERE pk > 0 ORDER BY pk)",
    "SELECT 'primary key ' || string_agg(a.attname, ', ' ORDER BY array_position(i.indkey, a.attnum))
     FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
     WHERE i.indrelid = $1::regclass AND i.indisprimary",
);

const FOREIGN_KEYS: Question = (
    "SELECT \"from\" || ' -> ' || \"table\" || '.' || \"to\" || ' on delete ' || lower(on_delete)
     FROM pragma_foreign_key_list($1) ORDER BY 1",
    "SELECT a.attname || ' -> ' || c.confrelid::regclass || '.' || b.attname || ' on delete '
         || CASE c.confdeltype WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade'
            ELSE c.confdeltype::text END
     FROM pg_constraint c
     JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
     JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[1]
     WHERE c.conrelid = $1::regclass AND c.contype = 'f'
     ORDER BY a.attname::text COLLATE \"C\"",
);

const INDEXES: Question = (
    "SELECT CASE WHEN l.\"unique\" THEN 'unique ' ELSE 'index ' END || l.name || ' ('
         || (SELECT group_concat(name, ', ')
             FROM (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno))
         || ')' || CASE WHEN l.partial THEN ' partial' ELSE '' END
     FROM pragma_index_list($1) l WHERE l.origin = 'c' ORDER BY l.name",
    "SELECT CASE WHEN i.indisunique THEN 'unique ' ELSE 'index ' END || x.relname || ' ('
         || (SELECT string_agg(a.attname, ', ' ORDER BY k.place)
             FROM unnest(i.indkey) WITH ORDINALITY AS k (number, place)
             JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number)
         || ')' || CASE WHEN i.indpred IS NULL THEN '' ELSE ' partial' END
     FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
     JOIN pg_am m ON m.oid = x.relam
     WHERE i.indrelid = $1::regclass AND NOT i.indisprimary AND m.amname = 'btree'
     ORDER BY x.relname::text COLLATE \"C\"",
);

/// SQLite keeps its checks only as text, so their names are cut out of it.
const CHECKS: Question = (
    "WITH RECURSIVE part (rest, name) AS (
         SELECT sql, NULL FROM sqlite_schema WHERE name = $1 AND type = 'table'
         UNION ALL
         SELECT substr(rest, instr(rest, 'CONSTRAINT \"') + 12),
             substr(rest, instr(rest, 'CONSTRAINT \"') + 12,
                 instr(substr(rest, instr(rest, 'CONSTRAINT \"') + 12), '\" CHECK') - 1)
         FROM part WHERE instr(rest, 'CONSTRAINT \"') > 0
     )
     SELECT 'check ' || name FROM part WHERE name IS NOT NULL AND name NOT LIKE '%\"%'
     ORDER BY name",
    "SELECT 'check ' || conname FROM pg_constraint
     WHERE conrelid = $1::regclass AND contype = 'c' ORDER BY conname::text COLLATE \"C\"",
);

async fn column(db: &DatabaseConnection, arguments: &[&str], question: Question) -> Vec<String> {
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => question.0,
        _ => question.1,
    };
    let values = arguments.iter().map(|argument| (*argument).into());
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let rows = db.query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}
