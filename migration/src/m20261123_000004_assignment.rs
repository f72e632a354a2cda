//! One row for each opportunity with a partner, from being queued to its last answer, and who saw the customer when.

use sea_orm_migration::{
    prelude::*,
    schema::{
        text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

use crate::shape::{
    create_indexes, drop_tables, index, one_of, points_to, rule, unique, with_audit,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_assignment(manager).await?;
        create_indexes(manager, constraints()).await?;
        create_indexes(manager, lists()).await?;
        create_reveal(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["reveal", "assignment"]).await
    }
}

async fn create_assignment(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("assignment")
        .col(uuid("id").primary_key())
        .col(uuid("opportunity_id"))
        .col(uuid("partner_id"))
        .col(text("state"))
        .col(text("mode"))
        .col(uuid_null("seller_id"))
        .col(text_null("override_reason"))
        .col(timestamp_with_time_zone_null("offered_at"))
        .col(timestamp_with_time_zone_null("accept_by"))
        .col(timestamp_with_time_zone_null("answered_at"))
        .col(uuid_null("answered_by"))
        .col(text_null("decline_reason"))
        .col(text_null("return_reason"))
        // The words that came with a declining, a return, a recall or a leaving.
        .col(text_null("reason_text"))
        .col(timestamp_with_time_zone_null("ended_at"))
        .col(timestamp_with_time_zone_null("revealed_at"));
    add_rules(&mut table);
    table
        .foreign_key(&mut points_to("assignment", "opportunity_id", "opportunity"))
        .foreign_key(&mut points_to("assignment", "partner_id", "partner"))
        .foreign_key(&mut points_to("assignment", "seller_id", "user_account"))
        .foreign_key(&mut points_to("assignment", "answered_by", "user_account"));
    with_audit(&mut table);
    manager.create_table(table).await
}

/// Each state has its facts and no other state has them; the domain's `State` is built from these.
fn add_rules(table: &mut TableCreateStatement) {
    table
        .check(one_of("assignment_state_known", "state", STATES))
        .check(one_of("assignment_mode_known", "mode", &["exclusive", "collaboration"]))
        // An offer may stand without a deadline; it cannot lapse then.
        .check(rule(
            "assignment_offer_has_date",
            "state NOT IN ('offered', 'expired') OR offered_at IS NOT NULL",
        ))
        .check(rule("assignment_lapsed_deadline", "state <> 'expired' OR accept_by IS NOT NULL"))
        // A recalled one may have been answered before; nobody answered a queued, open or lapsed one.
        .check(rule(
            "assignment_answer_has_date",
            "state = 'recalled' \
             OR (state IN ('queued', 'offered', 'expired')) = (answered_at IS NULL)",
        ))
        .check(rule(
            "assignment_end_has_date",
            "(state IN ('queued', 'offered', 'accepted')) = (ended_at IS NULL)",
        ))
        .check(rule(
            "assignment_decline_has_reason",
            "(state = 'declined') = (decline_reason IS NOT NULL)",
        ))
        .check(rule(
            "assignment_return_has_reason",
            "(state = 'returned') = (return_reason IS NOT NULL)",
        ))
        // "Other" says nothing by itself.
        .check(rule(
            "assignment_other_reason_has_text",
            "reason_text IS NOT NULL \
             OR (coalesce(decline_reason, '') <> 'other' AND coalesce(return_reason, '') <> 'other')",
        ))
        // Customer data shows on acceptance, never before.
        .check(rule(
            "assignment_reveal_after_answer",
            "revealed_at IS NULL OR answered_at IS NOT NULL",
        ));
}

fn constraints() -> Vec<IndexCreateStatement> {
    vec![
        // The promise of the whole product: an opportunity has one exclusive winner, whatever the
        // code believes and however many servers run.
        unique("assignment", "one_exclusive_winner", &["opportunity_id"])
            .and_where(Expr::cust("mode = 'exclusive' AND state = 'accepted'"))
            .to_owned(),
        // A partner holds one opportunity once: two live rows would be answered twice.
        unique("assignment", "one_live_per_partner", &["opportunity_id", "partner_id"])
            .and_where(Expr::cust("state IN ('queued', 'offered', 'accepted')"))
            .to_owned(),
    ]
}

fn lists() -> Vec<IndexCreateStatement> {
    vec![
        // The partner's two lists: what waits for an answer, the soonest deadline first, and what
        // it manages. Also the staff filter by partner.
        index("assignment", "inbox", &["partner_id", "state", "accept_by"]),
        // Everything about one opportunity, and every check whether a partner may see it.
        index("assignment", "by_opportunity", &["opportunity_id", "partner_id", "state"]),
        // The worker that expires offers takes the overdue ones.
        index("assignment", "deadline", &["state", "accept_by"]),
        // What a partner's seller sees: the rows given to that person.
        index("assignment", "by_seller", &["seller_id", "state"]),
    ]
}

async fn create_reveal(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("reveal")
        .col(uuid("assignment_id"))
        .col(uuid("user_id"))
        .col(timestamp_with_time_zone("at"))
        // A person sees the customer of one assignment for the first time once.
        .primary_key(Index::create().name("reveal_pkey").col("assignment_id").col("user_id"))
        .foreign_key(&mut points_to("reveal", "assignment_id", "assignment"))
        .foreign_key(&mut points_to("reveal", "user_id", "user_account"));
    manager.create_table(table).await
}

const STATES: &[&str] = &[
    "queued",
    "offered",
    "accepted",
    "declined",
    "expired",
    "recalled",
    "returned",
    "left",
    "completed",
];
