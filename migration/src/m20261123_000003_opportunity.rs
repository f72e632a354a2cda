//! The opportunity: the sales chance that staff create, hand to partners and close.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, boolean, date, date_null, integer, integer_null, text, text_null,
        timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

use crate::shape::{
    bytewise, create_indexes, drop_tables, index, json_list, minor_units_null, one_of, points_to,
    rule, unique, with_audit, with_place,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table.table("opportunity").col(uuid("id").primary_key());
        add_what_it_is_about(manager, &mut table);
        add_who_and_where(&mut table);
        add_sales(&mut table);
        add_course(&mut table);
        with_audit(&mut table);
        manager.create_table(table).await?;

        create_indexes(manager, lookups()).await?;
        create_indexes(manager, filters()).await?;
        for (prefix, rows, first) in VIEWS {
            create_indexes(manager, sorts_of_view(prefix, rows, *first)).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["opportunity"]).await
    }
}

fn add_what_it_is_about(manager: &SchemaManager<'_>, table: &mut TableCreateStatement) {
    table
        .col(bytewise(manager, "reference"))
        .col(text("topic"))
        .col(bytewise(manager, "topic_folded"))
        .col(bytewise(manager, "topic_sort"))
        // Words of everything that the list's search looks through, folded, one space between them.
        .col(bytewise(manager, "search_text"))
        .col(text_null("situation"))
        .col(text_null("needs"))
        .col(text_null("solution"))
        .col(text_null("description"))
        .col(text_null("source"))
        .col(json_list("products"))
        .col(text_null("legal_basis"))
        .col(text_null("external_system"))
        .col(text_null("external_id"))
        // The domain says the same; these stop a write that went around it.
        .check(rule("opportunity_topic_length", "length(topic) BETWEEN 1 AND 300"))
        .check(rule(
            "opportunity_text_lengths",
            "length(situation) <= 2000 AND length(needs) <= 2000 AND length(solution) <= 2000 \
             AND length(description) <= 4000",
        ))
        // Half of a foreign key to another system identifies nothing.
        .check(rule(
            "opportunity_external_is_whole",
            "(external_system IS NULL) = (external_id IS NULL)",
        ));
}

fn add_who_and_where(table: &mut TableCreateStatement) {
    table
        .col(uuid_null("account_id"))
        .col(uuid_null("contact_id"))
        .col(text_null("lead_company"))
        .col(text_null("lead_person"))
        .col(text_null("lead_email"))
        .col(text_null("lead_phone"))
        .col(uuid_null("owner_id"))
        .col(text("origin"))
        .col(uuid_null("origin_partner_id"))
        .check(one_of("opportunity_origin_known", "origin", &["staff", "partner", "import"]))
        // Who brought it decides who may see it before anybody accepted.
        .check(rule(
            "opportunity_origin_partner",
            "(origin = 'partner') = (origin_partner_id IS NOT NULL)",
        ))
        .foreign_key(&mut points_to("opportunity", "account_id", "account"))
        .foreign_key(&mut points_to("opportunity", "contact_id", "contact"))
        .foreign_key(&mut points_to("opportunity", "owner_id", "user_account"))
        .foreign_key(&mut points_to("opportunity", "origin_partner_id", "partner"));
    with_place(table);
}

fn add_sales(table: &mut TableCreateStatement) {
    table
        .col(text("currency"))
        .col(minor_units_null("estimated_value"))
        .col(minor_units_null("actual_value"))
        .col(date_null("estimated_close_on"))
        .col(text("stage").default("qualify"))
        .col(timestamp_with_time_zone("stage_entered_at"))
        .col(integer_null("probability"))
        // NULL sorts first on one database and last on the other, and no cursor can point at it.
        .col(generated(big_integer("value_sort"), "coalesce(estimated_value, -1)"))
        .col(generated(date("close_sort"), "coalesce(estimated_close_on, '9999-12-31')"))
        .check(rule("opportunity_currency_shape", "length(currency) = 3"))
        // 1e12 units of a currency with three decimals; sums of 9,000 such rows still fit an i64.
        .check(rule(
            "opportunity_estimated_value_range",
            "estimated_value BETWEEN 0 AND 1000000000000000",
        ))
        .check(rule(
            "opportunity_actual_value_range",
            "actual_value BETWEEN 0 AND 1000000000000000",
        ))
        .check(one_of(
            "opportunity_stage_known",
            "stage",
            &["qualify", "develop", "propose", "close"],
        ))
        .check(rule("opportunity_probability_range", "probability BETWEEN 0 AND 100"));
}

fn add_course(table: &mut TableCreateStatement) {
    table
        .col(text("status").default("in_progress"))
        .col(text_null("status_reason_code"))
        .col(text_null("status_note"))
        .col(text_null("held_from"))
        .col(timestamp_with_time_zone_null("held_at"))
        .col(boolean("partner_collaboration").default(false))
        .col(boolean("awaiting_approval").default(false))
        // "Needs a decision" as the database sees it, so that one index serves four reasons.
        .col(generated(
            boolean("needs_decision"),
            "status IN ('declined', 'expired', 'returned') OR awaiting_approval",
        ))
        .col(timestamp_with_time_zone_null("accept_by"))
        .col(timestamp_with_time_zone_null("delivered_at"))
        .col(timestamp_with_time_zone_null("accepted_at"))
        .col(timestamp_with_time_zone_null("closed_at"))
        .col(timestamp_with_time_zone("last_activity_at"))
        // The number of the newest timeline entry; taking the next one locks this row.
        .col(integer("last_event_seq").default(0))
        .check(one_of("opportunity_status_known", "status", STATUSES))
        // A hold knows where it goes back to and since when clocks stand; nothing else does.
        .check(rule(
            "opportunity_hold_is_whole",
            "(status = 'on_hold') = (held_from IS NOT NULL) \
             AND (held_from IS NULL) = (held_at IS NULL)",
        ))
        .check(one_of("opportunity_held_from_known", "held_from", STATUSES))
        // Only what a partner brought is approved, and only before anything else happens to it.
        .check(rule(
            "opportunity_approval_of_partner",
            "NOT awaiting_approval OR (origin = 'partner' AND status IN ('in_progress', 'on_hold'))",
        ))
        // Closed is one fact in two columns: lists use the date, people read the status.
        .check(rule(
            "opportunity_closed_has_date",
            "(status IN ('won', 'canceled', 'out_sold', 'rejected')) = (closed_at IS NOT NULL)",
        ))
        // The ten minutes of undo and the clock of the offer start there.
        .check(rule(
            "opportunity_delivered_has_date",
            "status <> 'delivered' OR delivered_at IS NOT NULL",
        ))
        .check(rule(
            "opportunity_accepted_has_date",
            "status <> 'accepted' OR accepted_at IS NOT NULL",
        ));
}

fn generated(mut column: ColumnDef, sql: &'static str) -> ColumnDef {
    column.generated(Expr::cust(sql), true).take()
}

fn lookups() -> Vec<IndexCreateStatement> {
    vec![
        // People and links name an opportunity by its reference.
        unique("opportunity", "one_reference", &["reference"]),
        // A second import of the same file changes nothing.
        unique("opportunity", "one_external", &["external_system", "external_id"]),
        // What the foreign key of the contact looks up, and the page of a contact.
        index("opportunity", "by_contact", &["contact_id"])
            .and_where(Expr::col("contact_id").is_not_null())
            .to_owned(),
        // What one partner brought: seen by it, and by its foreign key.
        index("opportunity", "by_origin_partner", &["origin_partner_id", "last_activity_at", "id"])
            .and_where(Expr::col("origin_partner_id").is_not_null())
            .to_owned(),
    ]
}

/// Filters that may be set in any view; they narrow so much that other sorts are cheap.
fn filters() -> Vec<IndexCreateStatement> {
    vec![
        index("opportunity", "by_account", &["account_id", "last_activity_at", "id"]),
        index("opportunity", "by_owner", &["owner_id", "last_activity_at", "id"]),
        index("opportunity", "by_status", &["status", "last_activity_at", "id"]),
    ]
}

/// The views of the staff list: prefix of the index names, its rows, and a column fixed by it.
/// The conditions hold no parameter, so a query that repeats them (`backend::entity::opportunity`
/// does) lets both databases see that the partial index applies, however many rows are elsewhere.
const VIEWS: &[(&str, &str, Option<&str>)] = &[
    ("open", "closed_at IS NULL", None),
    // "My open" is the page that staff open most.
    ("mine", "closed_at IS NULL", Some("owner_id")),
    ("decision", "needs_decision", None),
    // Not `status = 'delivered'`: SQLite would take the index by status for it and sort the rows itself.
    ("delivered", "NOT (status <> 'delivered')", None),
    ("closed", "closed_at IS NOT NULL", None),
];

/// One index for each sort that a view offers; `id` makes the order total, as a cursor needs it.
/// Values are compared within one currency, so that comes first.
fn sorts_of_view(
    prefix: &str,
    rows: &'static str,
    first: Option<&'static str>,
) -> Vec<IndexCreateStatement> {
    const SORTS: &[(&str, &[&str])] = &[
        ("activity", &["last_activity_at", "id"]),
        ("value", &["currency", "value_sort", "id"]),
        ("close", &["close_sort", "id"]),
        ("topic", &["topic_sort", "id"]),
        ("reference", &["reference"]),
    ];
    SORTS
        .iter()
        .map(|(sort, columns)| {
            let columns: Vec<_> = first.into_iter().chain(columns.iter().copied()).collect();
            index("opportunity", &format!("{prefix}_by_{sort}"), &columns)
                .and_where(Expr::cust(rows))
                .to_owned()
        })
        .collect()
}

const STATUSES: &[&str] = &[
    "in_progress",
    "on_hold",
    "delivered",
    "accepted",
    "declined",
    "expired",
    "returned",
    "won",
    "canceled",
    "out_sold",
    "rejected",
];
