//! The second clock and its reminders, what a partner can take on, links that act, and what administrators set.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, date_null, integer, integer_null, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

use crate::shape::{
    bytewise, create_indexes, drop_tables, index, json_list, one_of, points_to, rule, unique,
    with_audit,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in assignment_columns() {
            add(manager, "assignment", column).await?;
        }
        for column in partner_columns() {
            add(manager, "partner", column).await?;
        }
        // The first report that is overdue, and the reminders on the way to it.
        manager
            .create_index(
                index("assignment", "by_first_update", &["first_update_by"])
                    .and_where(Expr::cust("state = 'accepted' AND first_update_at IS NULL"))
                    .to_owned(),
            )
            .await?;
        // What the timer looks for with every beat.
        manager
            .create_index(
                index("assignment", "by_reminder", &["remind_at"])
                    .and_where(Expr::cust("remind_at IS NOT NULL"))
                    .to_owned(),
            )
            .await?;
        create_indexes(manager, happenings()).await?;
        create_product(manager).await?;
        create_setting(manager).await?;
        create_mail_mute(manager).await?;
        create_answer_link(manager).await?;
        create_receipt(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = ["receipt", "answer_link", "mail_mute", "setting", "product"];
        drop_tables(manager, &tables).await?;
        for (table, name) in [
            ("opportunity", "opportunity_by_closed"),
            ("opportunity", "opportunity_by_created"),
            ("assignment", "assignment_by_need"),
            ("assignment", "assignment_by_ended"),
            ("assignment", "assignment_by_answered"),
            ("assignment", "assignment_by_offered"),
        ] {
            manager.drop_index(Index::drop().name(name).table(table).to_owned()).await?;
        }
        for name in ["assignment_by_reminder", "assignment_by_first_update"] {
            manager.drop_index(Index::drop().name(name).table("assignment").to_owned()).await?;
        }
        for (table, columns) in
            [("partner", partner_columns()), ("assignment", assignment_columns())]
        {
            for column in columns.into_iter().rev() {
                let name = column.get_column_name();
                manager
                    .alter_table(
                        Table::alter().table(table).drop_column(Alias::new(name)).to_owned(),
                    )
                    .await?;
            }
        }
        Ok(())
    }
}

/// What happened since a day, for the figures of the dashboard and the lists behind them.
fn happenings() -> Vec<IndexCreateStatement> {
    vec![
        // With all that the figures ask of a row, so that none of the thousands of a year is looked up.
        index("assignment", "by_offered", &["offered_at", "state", "opportunity_id"]),
        index(
            "assignment",
            "by_answered",
            &[
                "answered_at",
                "state",
                "mode",
                "answered_by",
                "partner_id",
                "opportunity_id",
                "offered_at",
            ],
        ),
        index(
            "assignment",
            "by_ended",
            &["state", "ended_at", "mode", "partner_id", "opportunity_id"],
        ),
        index("assignment", "by_need", &["opportunity_id"])
            .and_where(Expr::cust("needs_help"))
            .to_owned(),
        index("opportunity", "by_created", &["created_at"]),
        index("opportunity", "by_closed", &["closed_at", "status", "currency", "actual_value"])
            .and_where(Expr::cust("closed_at IS NOT NULL"))
            .to_owned(),
    ]
}

async fn add(
    manager: &SchemaManager<'_>,
    table: &'static str,
    column: ColumnDef,
) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await
}

fn assignment_columns() -> Vec<ColumnDef> {
    vec![
        // Until when the partner has to report for the first time, and when it did.
        timestamp_with_time_zone_null("first_update_by"),
        timestamp_with_time_zone_null("first_update_at"),
        // The customer asked to be left alone until then.
        date_null("waiting_until"),
        // The partner is stuck and asked for help.
        boolean("needs_help").default(false).take(),
        // The share of each clock, in percent, of which a reminder was sent.
        integer("reminded_accept").default(0).take(),
        integer("reminded_update").default(0).take(),
        // When the next reminder of the clock that runs is due.
        timestamp_with_time_zone_null("remind_at"),
    ]
}

fn partner_columns() -> Vec<ColumnDef> {
    vec![
        // `CZ` or `SK`: whose weekends and holidays its clocks skip.
        text("calendar").default("CZ").take(),
        // Country, region and beginning of the postal code, as a list.
        json_list("territories"),
        integer_null("capacity_month"),
        text_null("about"),
        text_null("website"),
        text_null("phone"),
    ]
}

async fn create_product(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("product")
        .col(uuid("id").primary_key())
        .col(text("name"))
        .col(bytewise(manager, "name_folded"))
        .col(boolean("is_active").default(true))
        .check(rule("product_name_length", "length(name) BETWEEN 1 AND 80"));
    with_audit(&mut table);
    manager.create_table(table).await?;
    manager.create_index(unique("product", "one_name", &["name_folded"])).await
}

async fn create_setting(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table.table("setting").col(text("key").primary_key()).col(text("value"));
    with_audit(&mut table);
    manager.create_table(table).await
}

async fn create_mail_mute(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("mail_mute")
        .col(uuid("user_id"))
        .col(text("topic"))
        .primary_key(Index::create().col("user_id").col("topic"))
        .foreign_key(&mut points_to("mail_mute", "user_id", "user_account"));
    manager.create_table(table).await
}

/// Kept as the SHA-256 of its secret in hex: who reads the table cannot use the link.
async fn create_answer_link(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("answer_link")
        .col(text("token_hash").primary_key())
        .col(uuid("assignment_id"))
        .col(uuid("user_id"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(timestamp_with_time_zone_null("used_at"))
        .foreign_key(&mut points_to("answer_link", "assignment_id", "assignment"))
        .foreign_key(&mut points_to("answer_link", "user_id", "user_account"));
    manager.create_table(table).await?;

    create_indexes(
        manager,
        vec![
            // The links that an answer ends, and what the foreign keys look up.
            index("answer_link", "by_assignment", &["assignment_id"]),
            index("answer_link", "by_user", &["user_id"]),
        ],
    )
    .await
}

/// What was confirmed to a partner, signed: kept as it was given.
async fn create_receipt(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("receipt")
        .col(uuid("id").primary_key())
        .col(text("kind"))
        .col(uuid("opportunity_id"))
        .col(uuid("partner_id"))
        .col(uuid_null("registration_id"))
        .col(timestamp_with_time_zone("at"))
        .col(text("payload"))
        .col(text("signature"))
        .col(text("key_id"))
        .check(one_of("receipt_kind_known", "kind", &["acceptance", "registration", "protection"]))
        .foreign_key(&mut points_to("receipt", "opportunity_id", "opportunity"))
        .foreign_key(&mut points_to("receipt", "partner_id", "partner"))
        .foreign_key(&mut points_to("receipt", "registration_id", "deal_registration"));
    manager.create_table(table).await?;
    create_indexes(
        manager,
        vec![
            index("receipt", "by_opportunity", &["opportunity_id", "partner_id"]),
            index("receipt", "by_partner", &["partner_id", "at"]),
            index("receipt", "by_registration", &["registration_id"]),
        ],
    )
    .await
}
