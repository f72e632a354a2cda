//! Deal registrations, what they protect, what the vendor asked about, and who checked for conflicts.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, date_null, integer, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

use crate::shape::{
    bytewise, create_indexes, drop_tables, index, json_list, minor_units_null, one_of, points_to,
    rule, unique, with_audit,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // A customer that a partner names and that is no account yet is known by these, too.
        for column in LEAD_COLUMNS {
            let column = text_null(column);
            let add = Table::alter().table("opportunity").add_column(column).to_owned();
            manager.alter_table(add).await?;
        }
        create_registration(manager).await?;
        create_protection(manager).await?;
        create_info_request(manager).await?;
        create_conflict_check(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = ["conflict_check", "info_request", "protection", "deal_registration"];
        drop_tables(manager, &tables).await?;
        for column in LEAD_COLUMNS {
            let column = Alias::new(column);
            let drop = Table::alter().table("opportunity").drop_column(column).to_owned();
            manager.alter_table(drop).await?;
        }
        Ok(())
    }
}

const LEAD_COLUMNS: [&str; 2] = ["lead_number", "lead_domain"];

async fn create_registration(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("deal_registration")
        .col(uuid("id").primary_key())
        .col(bytewise(manager, "reference"))
        .col(uuid("opportunity_id"))
        .col(uuid("partner_id"))
        .col(text("state").default("submitted"))
        .col(text("customer_name"))
        .col(bytewise(manager, "customer_folded"))
        .col(text_null("registration_number"))
        .col(text_null("vat_id"))
        .col(text_null("domain"))
        .col(json_list("products"))
        .col(text("currency"))
        .col(minor_units_null("value"))
        .col(date_null("close_on"))
        .col(text("justification"))
        // The entry of the timeline that carries the evidence.
        .col(uuid_null("evidence_entry_id"))
        .col(timestamp_with_time_zone("submitted_at"))
        .col(uuid("submitted_by"))
        // By when staff have to decide; stands still while they wait for an answer.
        .col(timestamp_with_time_zone("decide_by"))
        .col(timestamp_with_time_zone_null("asked_at"))
        // The last question and its answer.
        .col(text_null("question"))
        .col(text_null("answer"))
        .col(boolean("escalated").default(false))
        .col(timestamp_with_time_zone_null("decided_at"))
        .col(uuid_null("decided_by"))
        .col(text_null("reason_code"))
        .col(text_null("reason_text"))
        .col(timestamp_with_time_zone_null("protected_until"))
        .col(integer("extension_count").default(0))
        // Days before the end of which the partner was warned already.
        .col(integer("warned_days").default(0))
        .col(timestamp_with_time_zone_null("appealed_at"))
        .col(text_null("appeal_text"))
        .col(timestamp_with_time_zone_null("ended_at"));
    add_rules(&mut table);
    table
        .foreign_key(&mut points_to("deal_registration", "opportunity_id", "opportunity"))
        .foreign_key(&mut points_to("deal_registration", "partner_id", "partner"))
        .foreign_key(&mut points_to("deal_registration", "submitted_by", "user_account"))
        .foreign_key(&mut points_to("deal_registration", "decided_by", "user_account"));
    with_audit(&mut table);
    manager.create_table(table).await?;
    create_indexes(manager, registration_indexes()).await
}

/// Each state has its facts and no other state has them.
fn add_rules(table: &mut TableCreateStatement) {
    table
        .check(one_of("deal_registration_state_known", "state", STATES))
        .check(rule("deal_registration_customer_length", "length(customer_name) BETWEEN 1 AND 160"))
        .check(rule("deal_registration_justification_length", "length(justification) <= 2000"))
        .check(rule("deal_registration_value_range", "value BETWEEN 0 AND 1000000000000000"))
        // Protection is what an approval gives, and it keeps its date when it ends.
        .check(rule(
            "deal_registration_approved_is_protected",
            "state NOT IN ('approved', 'expired', 'revoked') OR protected_until IS NOT NULL",
        ))
        .check(rule(
            "deal_registration_decision_has_date",
            "state NOT IN ('approved', 'rejected') OR decided_at IS NOT NULL",
        ))
        .check(rule(
            "deal_registration_rejection_has_reason",
            "state NOT IN ('rejected', 'revoked') OR reason_code IS NOT NULL",
        ))
        // The clock of the vendor stands while it waits for an answer.
        .check(rule(
            "deal_registration_asked_has_date",
            "(state = 'info_requested') = (asked_at IS NOT NULL)",
        ))
        .check(rule("deal_registration_extensions", "extension_count BETWEEN 0 AND 2"))
        .check(rule(
            "deal_registration_appeal_is_whole",
            "(appealed_at IS NULL) = (appeal_text IS NULL)",
        ));
}

fn registration_indexes() -> Vec<IndexCreateStatement> {
    vec![
        unique("deal_registration", "one_reference", &["reference"]),
        // The exclusive right to an opportunity is one.
        unique("deal_registration", "one_approved", &["opportunity_id"])
            .and_where(Expr::cust("state = 'approved'"))
            .to_owned(),
        // A partner asks once at a time.
        unique("deal_registration", "one_open", &["opportunity_id", "partner_id"])
            .and_where(Expr::cust("state IN ('submitted', 'in_review', 'info_requested')"))
            .to_owned(),
        index("deal_registration", "by_opportunity", &["opportunity_id", "submitted_at"]),
        // The partner's own, and its quota.
        index("deal_registration", "by_partner", &["partner_id", "state", "submitted_at"]),
        // The queue of staff: the soonest deadline first; also the escalation.
        index("deal_registration", "by_deadline", &["state", "decide_by"]),
        // Lapsing and its warnings.
        index("deal_registration", "by_protection", &["state", "protected_until"]),
        // Similar ones side by side.
        index("deal_registration", "by_customer", &["customer_folded"]),
        index("deal_registration", "by_number", &["registration_number"]),
        index("deal_registration", "by_domain", &["domain"]),
    ]
}

/// What approved registrations hold: a customer under each of its names (`ico:…`, `domain:…`, `name:…`) and a product.
/// The primary key is what makes two approvals for the same customer and product impossible.
async fn create_protection(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("protection")
        .col(bytewise(manager, "customer_key"))
        .col(bytewise(manager, "product_key"))
        .col(uuid("registration_id"))
        .col(timestamp_with_time_zone("until"))
        .primary_key(Index::create().col("customer_key").col("product_key"))
        .foreign_key(&mut points_to("protection", "registration_id", "deal_registration"));
    manager.create_table(table).await?;
    // What ends with its registration.
    manager.create_index(index("protection", "by_registration", &["registration_id"])).await
}

async fn create_info_request(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("info_request")
        .col(uuid("id").primary_key())
        .col(uuid("opportunity_id"))
        .col(uuid("partner_id"))
        // Names of the fields that the partner may change meanwhile.
        .col(json_list("fields"))
        .col(text("question"))
        .col(timestamp_with_time_zone("asked_at"))
        .col(uuid("asked_by"))
        .col(timestamp_with_time_zone_null("answered_at"))
        .col(uuid_null("answered_by"))
        .col(text_null("answer"))
        .check(rule("info_request_question_length", "length(question) BETWEEN 1 AND 1000"))
        .foreign_key(&mut points_to("info_request", "opportunity_id", "opportunity"))
        .foreign_key(&mut points_to("info_request", "partner_id", "partner"))
        .foreign_key(&mut points_to("info_request", "asked_by", "user_account"))
        .foreign_key(&mut points_to("info_request", "answered_by", "user_account"));
    manager.create_table(table).await?;
    create_indexes(
        manager,
        vec![
            // One question at a time.
            unique("info_request", "one_open", &["opportunity_id"])
                .and_where(Expr::cust("answered_at IS NULL"))
                .to_owned(),
            index("info_request", "by_opportunity", &["opportunity_id", "asked_at"]),
            index("info_request", "by_partner", &["partner_id"]),
        ],
    )
    .await
}

async fn create_conflict_check(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("conflict_check")
        .col(uuid("id").primary_key())
        .col(uuid("partner_id"))
        .col(uuid("user_id"))
        .col(text("query"))
        .col(text("answer"))
        // Until when the customer is protected, if that was the answer.
        .col(timestamp_with_time_zone_null("until"))
        .col(timestamp_with_time_zone("at"))
        .check(one_of("conflict_check_answer_known", "answer", &["free", "protected", "ask"]))
        .foreign_key(&mut points_to("conflict_check", "partner_id", "partner"))
        .foreign_key(&mut points_to("conflict_check", "user_id", "user_account"));
    manager.create_table(table).await?;
    create_indexes(
        manager,
        vec![
            // How many a company has asked lately, and what its foreign key looks up.
            index("conflict_check", "by_partner", &["partner_id", "at"]),
            index("conflict_check", "by_user", &["user_id", "at"]),
        ],
    )
    .await
}

const STATES: &[&str] = &[
    "submitted",
    "in_review",
    "info_requested",
    "approved",
    "rejected",
    "withdrawn",
    "expired",
    "revoked",
    "converted",
    "closed",
];
