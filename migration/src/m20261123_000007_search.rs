//! Full-text search over `opportunity.search_text`, kept by the database itself.
//!
//! Both sides index the same words: the text is folded by the application (no marks, lower case,
//! only letters, digits and single spaces), so neither database needs a dictionary, and a search
//! for beginnings of words finds the same rows on both.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, if is_sqlite(manager) { SQLITE_UP } else { POSTGRES_UP }).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, if is_sqlite(manager) { SQLITE_DOWN } else { POSTGRES_DOWN }).await
    }
}

fn is_sqlite(manager: &SchemaManager<'_>) -> bool {
    manager.get_database_backend() == DbBackend::Sqlite
}

async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    for sql in statements {
        manager.get_connection().execute_unprepared(sql).await?;
    }
    Ok(())
}

/// FTS5 names rows by an integer, and the hidden row numbers of `opportunity` change on VACUUM, so
/// `opportunity_search_row` gives each opportunity a number of its own that stays. The index holds no
/// text (`content=''`), only words; `prefix` makes the beginnings of words as quick as whole ones.
const SQLITE_UP: &[&str] = &[
    "CREATE TABLE opportunity_search_row (
        number INTEGER PRIMARY KEY,
        opportunity_id uuid_text NOT NULL UNIQUE REFERENCES opportunity (id) ON DELETE CASCADE
    )",
    "CREATE VIRTUAL TABLE opportunity_search USING fts5(
        words, content='', contentless_delete=1, prefix='2 3', detail=none,
        tokenize='unicode61 remove_diacritics 0'
    )",
    "INSERT INTO opportunity_search_row (opportunity_id) SELECT id FROM opportunity",
    "INSERT INTO opportunity_search (rowid, words)
        SELECT r.number, o.search_text
        FROM opportunity_search_row r JOIN opportunity o ON o.id = r.opportunity_id",
    "CREATE TRIGGER opportunity_search_insert AFTER INSERT ON opportunity BEGIN
        INSERT INTO opportunity_search_row (opportunity_id) VALUES (new.id);
        INSERT INTO opportunity_search (rowid, words)
            SELECT number, new.search_text FROM opportunity_search_row WHERE opportunity_id = new.id;
    END",
    "CREATE TRIGGER opportunity_search_update AFTER UPDATE OF search_text ON opportunity
    WHEN old.search_text <> new.search_text BEGIN
        INSERT OR REPLACE INTO opportunity_search (rowid, words)
            SELECT number, new.search_text FROM opportunity_search_row WHERE opportunity_id = new.id;
    END",
    "CREATE TRIGGER opportunity_search_delete BEFORE DELETE ON opportunity BEGIN
        DELETE FROM opportunity_search
            WHERE rowid = (SELECT number FROM opportunity_search_row WHERE opportunity_id = old.id);
        DELETE FROM opportunity_search_row WHERE opportunity_id = old.id;
    END",
];

const SQLITE_DOWN: &[&str] = &[
    "DROP TRIGGER opportunity_search_delete",
    "DROP TRIGGER opportunity_search_update",
    "DROP TRIGGER opportunity_search_insert",
    "DROP TABLE opportunity_search",
    "DROP TABLE opportunity_search_row",
];

/// `array_to_tsvector` takes the words as they are; `to_tsvector` would run its own parser over
/// them and see numbers, hosts and mail addresses where SQLite sees words.
const POSTGRES_UP: &[&str] = &[
    "ALTER TABLE opportunity ADD COLUMN search_words tsvector GENERATED ALWAYS AS
        (array_to_tsvector(array_remove(string_to_array(search_text, ' '), ''))) STORED",
    "CREATE INDEX opportunity_by_words ON opportunity USING gin (search_words)",
];

const POSTGRES_DOWN: &[&str] =
    &["DROP INDEX opportunity_by_words", "ALTER TABLE opportunity DROP COLUMN search_words"];
