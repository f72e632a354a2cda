//! People who sign in: their accounts, sessions, invitations, the sign-in throttle, and what they typed before an error.

use sea_orm_migration::{
    prelude::*,
    schema::{
        integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
        uuid_null,
    },
};

use crate::shape::{
    add_later, bytewise, create_indexes, cut_pointer, drop_tables, index, one_of, points_to, rule,
    unique, with_audit,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_user_account(manager).await?;
        create_session(manager).await?;
        create_invitation(manager).await?;
        create_sign_in_throttle(manager).await?;
        create_form_echo(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // An active partner needs a recipient; without people there are no active partners.
        let step_back = Query::update()
            .table("partner")
            .value("status", "onboarding")
            .and_where(Expr::col("status").eq("active"))
            .to_owned();
        manager.execute(step_back).await?;
        cut_pointer(manager, "partner", "default_recipient_id").await?;
        drop_tables(
            manager,
            &["form_echo", "sign_in_throttle", "invitation", "session", "user_account"],
        )
        .await
    }
}

/// Which roles belong to which kind of person; NULL in both passes.
const ROLE_OF_KIND: &str = "(kind = 'staff' AND role IN ('seller', 'manager', 'admin')) \
     OR (kind = 'partner' AND role IN ('seller', 'manager', 'administrator'))";

async fn create_user_account(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("user_account")
        .col(uuid("id").primary_key())
        .col(text("kind"))
        .col(text("role"))
        .col(uuid_null("partner_id"))
        .col(text("email"))
        .col(bytewise(manager, "email_folded"))
        .col(text("name"))
        .col(bytewise(manager, "name_folded"))
        .col(bytewise(manager, "name_sort"))
        .col(text_null("phone"))
        .col(text_null("password_hash"))
        .col(text_null("language"))
        .col(text_null("theme"))
        .col(text_null("time_zone"))
        .col(timestamp_with_time_zone_null("deactivated_at"))
        .col(timestamp_with_time_zone_null("last_sign_in_at"))
        .col(timestamp_with_time_zone("sessions_valid_from"))
        .check(rule("user_account_role_of_kind", ROLE_OF_KIND))
        // The isolation boundary: partner people always have their company, staff never one.
        .check(rule(
            "user_account_partner_of_kind",
            "(kind = 'partner') = (partner_id IS NOT NULL)",
        ))
        .check(one_of("user_account_language_known", "language", &["cs", "en"]))
        .check(one_of("user_account_theme_known", "theme", &["light", "dark", "system"]))
        .foreign_key(&mut points_to("user_account", "partner_id", "partner"));
    with_audit(&mut table);
    manager.create_table(table).await?;
    add_later(manager, points_to("partner", "default_recipient_id", "user_account")).await?;

    create_indexes(
        manager,
        vec![
            // Sign-in looks people up by address, and an address is one person in the whole portal.
            unique("user_account", "one_email", &["email_folded"]),
            // The team of one partner, and who there may be told of an offer.
            index("user_account", "by_partner", &["partner_id", "name_sort"]),
        ],
    )
    .await
}

async fn create_session(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("session")
        // SHA-256 of the cookie's token in hex: who reads the table still cannot sign in.
        .col(text("token_hash").primary_key())
        // A name for one session that may be shown, to end it from another device.
        .col(uuid("id"))
        .col(uuid("user_id"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("last_seen_at"))
        .col(timestamp_with_time_zone("idle_expires_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(text_null("user_agent"))
        .col(text_null("remote_address"))
        .check(rule("session_token_hash_length", "length(token_hash) = 64"))
        .check(rule("session_idle_before_end", "idle_expires_at <= expires_at"))
        .foreign_key(&mut points_to("session", "user_id", "user_account"));
    manager.create_table(table).await?;

    create_indexes(
        manager,
        vec![
            unique("session", "one_id", &["id"]),
            // "Sign out everywhere" and the list of one's devices.
            index("session", "by_user", &["user_id"]),
            // The clean-up of sessions that are over.
            index("session", "by_end", &["idle_expires_at"]),
        ],
    )
    .await
}

async fn create_invitation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("invitation")
        .col(uuid("id").primary_key())
        .col(text("token_hash"))
        .col(text("purpose"))
        .col(text_null("kind"))
        .col(text_null("role"))
        .col(uuid_null("partner_id"))
        .col(uuid_null("user_id"))
        .col(text_null("email"))
        .col(text_null("name"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(timestamp_with_time_zone_null("used_at"))
        .col(timestamp_with_time_zone_null("revoked_at"))
        .col(timestamp_with_time_zone("created_at"))
        .col(uuid_null("created_by"))
        .check(rule("invitation_token_hash_length", "length(token_hash) = 64"))
        .check(one_of("invitation_purpose_known", "purpose", &["setup", "invite", "reset"]))
        .check(rule("invitation_role_of_kind", ROLE_OF_KIND))
        // An invitation for a person who does not exist yet says of what kind, in what role and
        // under what address that person will be.
        .check(rule(
            "invitation_invite_is_whole",
            "purpose <> 'invite' OR user_id IS NOT NULL \
             OR (kind IS NOT NULL AND role IS NOT NULL AND email IS NOT NULL)",
        ))
        .check(rule(
            "invitation_partner_of_kind",
            "kind IS NULL OR (kind = 'partner') = (partner_id IS NOT NULL)",
        ))
        // A reset is for one person who exists.
        .check(rule("invitation_reset_has_user", "purpose <> 'reset' OR user_id IS NOT NULL"))
        // A link works once: it is either used or taken back.
        .check(rule("invitation_one_end", "used_at IS NULL OR revoked_at IS NULL"))
        .foreign_key(&mut points_to("invitation", "partner_id", "partner"))
        .foreign_key(&mut points_to("invitation", "user_id", "user_account"));
    manager.create_table(table).await?;

    create_indexes(
        manager,
        vec![
            // The link holds the token; its hash finds the row.
            unique("invitation", "one_token", &["token_hash"]),
            // Open invitations of one partner.
            index("invitation", "by_partner", &["partner_id"]),
        ],
    )
    .await
}

async fn create_sign_in_throttle(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("sign_in_throttle")
        // `account:<hash of the address>` or `address:<network address>`.
        .col(text("key").primary_key())
        .col(timestamp_with_time_zone("window_started_at"))
        .col(integer("failure_count").default(0))
        .check(rule("sign_in_throttle_count_not_negative", "failure_count >= 0"));
    manager.create_table(table).await?;

    // The clean-up of windows that are over.
    manager.create_index(index("sign_in_throttle", "by_window", &["window_started_at"])).await
}

async fn create_form_echo(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("form_echo")
        .col(uuid("id").primary_key())
        // Whose typed text it is: hash of the session's token, or of an anonymous cookie.
        .col(text("owner_key"))
        .col(text("path"))
        .col(text("payload"))
        .col(timestamp_with_time_zone("created_at"));
    manager.create_table(table).await?;

    // The clean-up: an echo lives minutes.
    manager.create_index(index("form_echo", "by_age", &["created_at"])).await
}
