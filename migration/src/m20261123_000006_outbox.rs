//! Messages that leave after the commit, and the runs of the import.

use sea_orm_migration::{
    prelude::*,
    schema::{
        integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
        uuid_null,
    },
};

use crate::shape::{create_indexes, drop_tables, index, one_of, points_to, rule, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_outbox(manager).await?;
        create_import_run(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["import_run", "outbox"]).await
    }
}

async fn create_outbox(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("outbox")
        .col(uuid("id").primary_key())
        .col(text("topic"))
        .col(text("key"))
        .col(uuid_null("recipient_id"))
        .col(text("recipient_email"))
        .col(text_null("recipient_name"))
        .col(text("language"))
        .col(text("template"))
        .col(text("subject"))
        .col(text("payload").default("{}"))
        .col(text("text"))
        .col(text_null("html"))
        .col(text("state").default("pending"))
        .col(integer("attempt_count").default(0))
        .col(timestamp_with_time_zone("next_attempt_at"))
        .col(timestamp_with_time_zone_null("lease_until"))
        .col(text_null("lease_owner"))
        .col(text_null("last_error"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("sent_at"))
        .check(one_of("outbox_state_known", "state", &["pending", "sent", "failed", "held"]))
        .check(rule("outbox_sent_has_date", "(state = 'sent') = (sent_at IS NOT NULL)"))
        // A lease is of somebody and until some time.
        .check(rule("outbox_lease_is_whole", "(lease_until IS NULL) = (lease_owner IS NULL)"))
        .check(rule("outbox_attempts_not_negative", "attempt_count >= 0"))
        .foreign_key(&mut points_to("outbox", "recipient_id", "user_account"));
    manager.create_table(table).await?;

    create_indexes(
        manager,
        vec![
            // The same event told twice is one message: the key says what it is about.
            unique("outbox", "one_key", &["key"]),
            // The delivery worker takes what is due.
            index("outbox", "due", &["state", "next_attempt_at"]),
            // Settings > Outgoing mail: the newest first.
            index("outbox", "by_age", &["created_at", "id"]),
        ],
    )
    .await
}

async fn create_import_run(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("import_run")
        .col(uuid("id").primary_key())
        .col(text("file_name"))
        .col(uuid_null("started_by"))
        .col(timestamp_with_time_zone("started_at"))
        .col(timestamp_with_time_zone_null("finished_at"))
        .col(integer("created_count").default(0))
        .col(integer("updated_count").default(0))
        .col(integer("unchanged_count").default(0))
        .col(integer("refused_count").default(0))
        .col(text("report").default("{}"))
        .foreign_key(&mut points_to("import_run", "started_by", "user_account"));
    manager.create_table(table).await?;

    // The list of runs, the newest first.
    manager.create_index(index("import_run", "by_age", &["started_at"])).await
}
