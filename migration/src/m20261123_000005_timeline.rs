//! What happened on an opportunity, in order, and the files that belong to it.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, integer, text, text_null, timestamp_with_time_zone, uuid, uuid_null},
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
        create_timeline_entry(manager).await?;
        create_attachment(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["attachment", "timeline_entry"]).await
    }
}

const AUDIENCES: &[&str] = &["staff", "partner", "all_partners"];
/// One partner as audience is named; the others name nobody.
const AUDIENCE_IS_WHOLE: &str = "(audience = 'partner') = (audience_partner_id IS NOT NULL)";

async fn create_timeline_entry(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("timeline_entry")
        .col(uuid("id").primary_key())
        .col(uuid("opportunity_id"))
        .col(integer("seq"))
        .col(text("kind"))
        .col(uuid_null("author_id"))
        .col(uuid_null("author_partner_id"))
        .col(text("audience"))
        .col(uuid_null("audience_partner_id"))
        .col(text_null("body"))
        .col(text_null("body_html"))
        .col(text("facts").default("{}"))
        .col(timestamp_with_time_zone("at"))
        .check(one_of("timeline_entry_audience_known", "audience", AUDIENCES))
        .check(rule("timeline_entry_audience_is_whole", AUDIENCE_IS_WHOLE))
        .check(rule("timeline_entry_seq_positive", "seq > 0"))
        .check(rule("timeline_entry_body_length", "length(body) <= 4000"))
        // Shown text is made from its source, never without it.
        .check(rule("timeline_entry_html_has_source", "body_html IS NULL OR body IS NOT NULL"))
        .foreign_key(&mut points_to("timeline_entry", "opportunity_id", "opportunity"))
        .foreign_key(&mut points_to("timeline_entry", "author_id", "user_account"))
        .foreign_key(&mut points_to("timeline_entry", "author_partner_id", "partner"))
        .foreign_key(&mut points_to("timeline_entry", "audience_partner_id", "partner"));
    manager.create_table(table).await?;

    create_indexes(
        manager,
        vec![
            // The order of what happened has no gaps and no ties; also how the timeline is read.
            unique("timeline_entry", "one_seq", &["opportunity_id", "seq"]),
        ],
    )
    .await
}

async fn create_attachment(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("attachment")
        .col(uuid("id").primary_key())
        .col(uuid("opportunity_id"))
        .col(uuid_null("entry_id"))
        .col(uuid("uploader_id"))
        .col(uuid_null("uploader_partner_id"))
        .col(text("audience"))
        .col(uuid_null("audience_partner_id"))
        .col(text("file_name"))
        .col(text("media_type"))
        .col(big_integer("size"))
        .col(text("sha256"))
        .col(text("storage_key"))
        .col(timestamp_with_time_zone("at"))
        .check(one_of("attachment_audience_known", "audience", AUDIENCES))
        .check(rule("attachment_audience_is_whole", AUDIENCE_IS_WHOLE))
        .check(rule("attachment_size_not_negative", "size >= 0"))
        .check(rule("attachment_sha256_length", "length(sha256) = 64"))
        .foreign_key(&mut points_to("attachment", "opportunity_id", "opportunity"))
        .foreign_key(&mut points_to("attachment", "entry_id", "timeline_entry"))
        .foreign_key(&mut points_to("attachment", "uploader_id", "user_account"))
        .foreign_key(&mut points_to("attachment", "uploader_partner_id", "partner"))
        .foreign_key(&mut points_to("attachment", "audience_partner_id", "partner"));
    manager.create_table(table).await?;

    create_indexes(
        manager,
        vec![
            // Two rows with one file would let the clean-up of one delete the other's content.
            unique("attachment", "one_storage_key", &["storage_key"]),
            // The files of one opportunity, in the order they came.
            index("attachment", "by_opportunity", &["opportunity_id", "at"]),
            // The files under one entry, and what its foreign key looks up.
            index("attachment", "by_entry", &["entry_id"]),
        ],
    )
    .await
}
