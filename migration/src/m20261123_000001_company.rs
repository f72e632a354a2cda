//! Accounts (end customers and partner companies), their contacts, and the partner profile.

use sea_orm_migration::{
    prelude::*,
    schema::{integer, integer_null, text, text_null, uuid, uuid_null},
};

use crate::shape::{
    add_later, bytewise, bytewise_null, create_indexes, cut_pointer, drop_tables, index, json_list,
    minor_units_null, one_of, points_ahead, points_to, rule, unique, with_audit, with_place,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_account(manager).await?;
        create_contact(manager).await?;
        create_partner(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        cut_pointer(manager, "account", "managing_partner_id").await?;
        drop_tables(manager, &["partner", "contact", "account"]).await
    }
}

async fn create_account(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("account")
        .col(uuid("id").primary_key())
        .col(text("name"))
        .col(bytewise(manager, "name_folded"))
        .col(bytewise(manager, "name_sort"))
        .col(text_null("registration_number"))
        .col(text_null("vat_id"))
        .col(text_null("domain"))
        .col(text_null("street"))
        .col(text_null("industry"))
        .col(uuid_null("managing_partner_id"))
        // Nameless companies cannot be picked, sorted or told apart.
        .check(rule("account_name_length", "length(name) BETWEEN 1 AND 160"));
    with_place(&mut table);
    with_audit(&mut table);
    points_ahead(manager, &mut table, points_to("account", "managing_partner_id", "partner"));
    manager.create_table(table).await?;

    create_indexes(
        manager,
        vec![
            // The list of accounts, in Czech order, page by page.
            index("account", "by_name", &["name_sort", "id"]),
            // The picker and the import find a company by the beginning of its name without marks.
            index("account", "by_folded_name", &["name_folded"]),
            // Duplicate warning and import: the same company by its registration number …
            index("account", "by_registration_number", &["registration_number"]),
            // … or by the domain of its mail and web.
            index("account", "by_domain", &["domain"]),
            // The accounts that a partner looks after; also what its foreign key looks up.
            index("account", "by_managing_partner", &["managing_partner_id"]),
        ],
    )
    .await
}

async fn create_contact(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("contact")
        .col(uuid("id").primary_key())
        .col(text_null("first_name"))
        .col(text("last_name"))
        .col(bytewise(manager, "name_folded"))
        .col(bytewise(manager, "name_sort"))
        .col(text_null("email"))
        .col(bytewise_null(manager, "email_folded"))
        .col(text_null("phone"))
        .col(text_null("job_title"))
        .col(uuid_null("account_id"))
        .col(text_null("language"))
        .check(rule("contact_last_name_length", "length(last_name) BETWEEN 1 AND 160"))
        // An address is found by its folded form only, so neither may be there alone.
        .check(rule("contact_email_folded", "(email IS NULL) = (email_folded IS NULL)"))
        .check(one_of("contact_language_known", "language", &["cs", "en"]))
        .foreign_key(&mut points_to("contact", "account_id", "account"));
    with_audit(&mut table);
    manager.create_table(table).await?;

    create_indexes(
        manager,
        vec![
            // The list of contacts, in Czech order, page by page.
            index("contact", "by_name", &["name_sort", "id"]),
            // The picker finds a person by the beginning of the name without marks.
            index("contact", "by_folded_name", &["name_folded"]),
            // The people of one account, and what its foreign key looks up.
            index("contact", "by_account", &["account_id"]),
            // The import recognises a person by the address.
            index("contact", "by_email", &["email_folded"]),
        ],
    )
    .await
}

async fn create_partner(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("partner")
        .col(uuid("id").primary_key())
        .col(uuid("account_id"))
        .col(text("status"))
        .col(text("tier").default("registered"))
        .col(integer("ranking").default(0))
        .col(integer("accept_hours").default(48))
        .col(integer("first_update_days").default(5))
        .col(text("time_zone").default("Europe/Prague"))
        .col(uuid_null("default_recipient_id"))
        .col(json_list("regions"))
        .col(json_list("products"))
        .col(json_list("languages"))
        .col(json_list("certifications"))
        .col(minor_units_null("min_value"))
        .col(minor_units_null("max_value"))
        .col(text_null("value_currency"))
        .col(integer_null("capacity_open"))
        .check(one_of("partner_status_known", "status", STATUSES))
        .check(one_of("partner_tier_known", "tier", &["registered", "silver", "gold", "platinum"]))
        // An offer without a person who hears of it would lapse in silence.
        .check(rule(
            "partner_active_has_recipient",
            "status <> 'active' OR default_recipient_id IS NOT NULL",
        ))
        .check(rule("partner_accept_hours_positive", "accept_hours > 0"))
        .check(rule("partner_first_update_days_positive", "first_update_days > 0"))
        .check(rule("partner_value_order", "min_value <= max_value"))
        .check(rule("partner_value_not_negative", "min_value >= 0 AND max_value >= 0"))
        // A limit without its currency compares with nothing.
        .check(rule(
            "partner_value_has_currency",
            "(min_value IS NULL AND max_value IS NULL) OR value_currency IS NOT NULL",
        ))
        .check(rule("partner_capacity_not_negative", "capacity_open >= 0"))
        .foreign_key(&mut points_to("partner", "account_id", "account"));
    with_audit(&mut table);
    points_ahead(manager, &mut table, points_to("partner", "default_recipient_id", "user_account"));
    manager.create_table(table).await?;
    add_later(manager, points_to("account", "managing_partner_id", "partner")).await?;

    create_indexes(
        manager,
        vec![
            // One company is one partner: two profiles would split its offers and its people.
            unique("partner", "one_profile_per_account", &["account_id"]),
            // The picker and the routing start from active partners.
            index("partner", "by_status", &["status"]),
        ],
    )
    .await
}

const STATUSES: &[&str] = &["prospect", "onboarding", "active", "suspended", "ended"];
