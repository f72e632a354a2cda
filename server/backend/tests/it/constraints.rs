//! What the database refuses by itself, whatever the code believes.

use backend::Error;
use domain::assignment::State;
use sea_orm::ConnectionTrait;
use testkit::Portal;

/// Runs one statement and says why it was refused: the name of a check on PostgreSQL and SQLite alike.
async fn refusal(portal: &Portal, sql: &str) -> String {
    let txn = portal.backend.db.begin_write().await.unwrap();
    let result = txn.execute_unprepared(sql).await;
    result.err().map_or_else(|| "nothing".to_owned(), |error| error.to_string())
}

async fn unique(portal: &Portal, sql: &str) -> bool {
    let txn = portal.backend.db.begin_write().await.unwrap();
    let result = txn.execute_unprepared(sql).await;
    result.is_err_and(|error| Error::from(error).is_unique_violation())
}

#[tokio::test]
async fn an_opportunity_has_one_exclusive_winner() {
    let portal = Portal::open().await;
    portal
        .opportunity()
        .formerly_with(&portal.gama, State::Declined)
        .offered_to(&portal.alfa)
        .offered_to(&portal.beta)
        .create()
        .await;

    let accept_all = "UPDATE assignment SET state = 'accepted', answered_at = offered_at \
                      WHERE state = 'offered'";
    assert!(unique(&portal, accept_all).await);
    let collaborate = "UPDATE assignment SET state = 'accepted', answered_at = offered_at, \
                       mode = 'collaboration' WHERE state = 'offered'";
    assert!(!unique(&portal, collaborate).await, "several may win together");
}

#[tokio::test]
async fn a_partner_holds_an_opportunity_once_at_a_time() {
    let portal = Portal::open().await;
    portal
        .opportunity()
        .formerly_with(&portal.alfa, State::Declined)
        .formerly_with(&portal.alfa, State::Recalled)
        .offered_to(&portal.alfa)
        .create()
        .await;

    let revive = "UPDATE assignment SET state = 'queued', answered_at = NULL, ended_at = NULL, \
                  decline_reason = NULL WHERE state = 'declined'";
    assert!(unique(&portal, revive).await);
}

#[tokio::test]
async fn every_state_of_an_assignment_has_its_facts() {
    let portal = Portal::open().await;
    portal.opportunity().offered_to(&portal.alfa).create().await;
    for (change, check) in [
        (
            "state = 'lost', answered_at = offered_at, ended_at = offered_at",
            "assignment_state_known",
        ),
        ("mode = 'alone'", "assignment_mode_known"),
        ("offered_at = NULL", "assignment_offer_has_date"),
        (
            "state = 'expired', accept_by = NULL, ended_at = offered_at",
            "assignment_lapsed_deadline",
        ),
        ("state = 'accepted'", "assignment_answer_has_date"),
        ("answered_at = offered_at", "assignment_answer_has_date"),
        ("ended_at = offered_at", "assignment_end_has_date"),
        (
            "state = 'declined', answered_at = offered_at, ended_at = offered_at",
            "assignment_decline_has_reason",
        ),
        ("decline_reason = 'no_capacity'", "assignment_decline_has_reason"),
        (
            "state = 'declined', answered_at = offered_at, ended_at = offered_at, \
             decline_reason = 'other'",
            "assignment_other_reason_has_text",
        ),
        (
            "state = 'returned', answered_at = offered_at, ended_at = offered_at",
            "assignment_return_has_reason",
        ),
        ("revealed_at = offered_at", "assignment_reveal_after_answer"),
    ] {
        let why = refusal(&portal, &format!("UPDATE assignment SET {change}")).await;
        assert!(why.contains(check), "{change}: {why}");
    }
}

#[tokio::test]
async fn an_opportunity_cannot_contradict_itself() {
    let portal = Portal::open().await;
    portal.opportunity().create().await;
    for (change, check) in [
        ("topic = ''", "opportunity_topic_length"),
        ("status = 'lost'", "opportunity_status_known"),
        ("status = 'won'", "opportunity_closed_has_date"),
        ("closed_at = created_at", "opportunity_closed_has_date"),
        ("status = 'delivered'", "opportunity_delivered_has_date"),
        ("status = 'accepted'", "opportunity_accepted_has_date"),
        ("status = 'on_hold'", "opportunity_hold_is_whole"),
        ("held_from = 'delivered'", "opportunity_hold_is_whole"),
        ("origin = 'partner'", "opportunity_origin_partner"),
        ("awaiting_approval = TRUE", "opportunity_approval_of_partner"),
        ("estimated_value = -1", "opportunity_estimated_value_range"),
        ("actual_value = 1000000000000001", "opportunity_actual_value_range"),
        ("currency = 'KČ'", "opportunity_currency_shape"),
        ("stage = 'x'", "opportunity_stage_shape"),
        ("probability = 101", "opportunity_probability_range"),
        ("external_id = '1'", "opportunity_external_is_whole"),
    ] {
        let why = refusal(&portal, &format!("UPDATE opportunity SET {change}")).await;
        assert!(why.contains(check), "{change}: {why}");
    }
}

#[tokio::test]
async fn people_and_partners_cannot_contradict_themselves() {
    let portal = Portal::open().await;
    for (statement, check) in [
        (
            "UPDATE user_account SET role = 'admin' WHERE kind = 'partner'",
            "user_account_role_of_kind",
        ),
        (
            "UPDATE user_account SET partner_id = NULL WHERE kind = 'partner'",
            "user_account_partner_of_kind",
        ),
        (
            "UPDATE user_account SET partner_id = (SELECT id FROM partner LIMIT 1)",
            "user_account_partner_of_kind",
        ),
        ("UPDATE user_account SET language = 'de'", "user_account_language_known"),
        ("UPDATE partner SET default_recipient_id = NULL", "partner_active_has_recipient"),
        ("UPDATE partner SET status = 'gone'", "partner_status_known"),
        ("UPDATE partner SET min_value = 1", "partner_value_has_currency"),
        (
            "UPDATE partner SET min_value = 2, max_value = 1, value_currency = 'CZK'",
            "partner_value_order",
        ),
        ("UPDATE partner SET accept_hours = 0", "partner_accept_hours_positive"),
        ("UPDATE account SET latitude = 90000001, longitude = 0", "account_latitude_range"),
        ("UPDATE account SET latitude = 0, longitude = 180000001", "account_longitude_range"),
        ("UPDATE account SET latitude = 0", "account_longitude_range"),
    ] {
        let why = refusal(&portal, statement).await;
        assert!(why.contains(check), "{statement}: {why}");
    }
    assert!(unique(&portal, "UPDATE user_account SET email_folded = 'a@b.cz'").await);
    let one_account = "UPDATE partner SET account_id = (SELECT min(name) FROM account) IS NOT NULL";
    assert!(refusal(&portal, one_account).await != "nothing");
}

#[tokio::test]
async fn what_is_referred_to_stays() {
    let portal = Portal::open().await;
    portal.opportunity().offered_to(&portal.alfa).create().await;
    for table in ["account", "partner", "user_account", "opportunity"] {
        let why = refusal(&portal, &format!("DELETE FROM {table}")).await;
        assert!(why.to_lowercase().contains("foreign key"), "{table}: {why}");
    }
}

#[tokio::test]
async fn missing_values_and_days_sort_after_the_rest() {
    let portal = Portal::open().await;
    portal.opportunity().value(None, "CZK").close_on(None).create().await;
    portal.opportunity().value(0, "CZK").create().await;

    let why = refusal(&portal, "UPDATE opportunity SET value_sort = 5").await;
    assert!(why.contains("value_sort"), "{why}");
    let sorted = "SELECT 1 / (CASE WHEN count(*) = 1 THEN 1 ELSE 0 END) FROM opportunity \
                  WHERE value_sort = -1 AND close_sort = '9999-12-31'";
    assert_eq!(refusal(&portal, sorted).await, "nothing");
}
