//! The people of the test portal: three of the vendor's, and partner companies with three each.

use backend::{Context, db::WriteTxn, fold};
use domain::{
    ids::{AccountId, PartnerId, UserId},
    policy::{PartnerRole, StaffRole},
};

use crate::rows::{insert, update};

/// A partner company with one person in each role.
#[derive(Debug, Clone)]
pub struct Company {
    /// Its id.
    pub id: PartnerId,
    /// The account behind it.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Accepts, declines, manages the team.
    pub administrator: UserId,
    /// Accepts and declines.
    pub manager: UserId,
    /// Works what is assigned to them.
    pub seller: UserId,
}

/// The vendor's people.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Staff {
    pub admin: UserId,
    pub manager: UserId,
    pub seller: UserId,
}

impl Staff {
    pub(crate) async fn create(txn: &WriteTxn, cx: &Context) -> Self {
        let admin = staff(txn, cx, StaffRole::Admin, "Adéla Správná", "admin").await;
        let manager = staff(txn, cx, StaffRole::Manager, "Marek Řídicí", "manager").await;
        let seller = staff(txn, cx, StaffRole::Seller, "Simona Prodejná", "seller").await;
        Self { admin, manager, seller }
    }
}

pub(crate) async fn staff(
    txn: &WriteTxn,
    cx: &Context,
    role: StaffRole,
    name: &str,
    mailbox: &str,
) -> UserId {
    let email = format!("{mailbox}@stafeta.example");
    person(txn, cx, (None, role.to_string()), name, &email).await
}

impl Company {
    /// An active partner named `name`, whose people have addresses at `domain`.
    pub(crate) async fn create(txn: &WriteTxn, cx: &Context, name: &str, domain: &str) -> Self {
        let account = account(txn, cx, name, Some(domain)).await;
        let id = PartnerId(cx.new_id());
        let row = vec![
            ("id", id.0.into()),
            ("account_id", account.0.into()),
            ("status", "onboarding".into()),
            ("accept_hours", 48.into()),
            ("created_at", cx.now.into()),
            ("updated_at", cx.now.into()),
        ];
        insert(txn, "partner", row).await;

        let one = |role: PartnerRole, name: String| async move {
            let email = format!("{}@{domain}", mailbox_of(role));
            person(txn, cx, (Some(id), role.to_string()), &name, &email).await
        };
        let administrator = one(PartnerRole::Administrator, format!("Alena z {name}")).await;
        let manager = one(PartnerRole::Manager, format!("Milan z {name}")).await;
        let seller = one(PartnerRole::Seller, format!("Soňa z {name}")).await;

        let active =
            vec![("status", "active".into()), ("default_recipient_id", administrator.0.into())];
        update(txn, "partner", id.0, active).await;
        Self { id, account, name: name.to_owned(), administrator, manager, seller }
    }
}

fn mailbox_of(role: PartnerRole) -> &'static str {
    match role {
        PartnerRole::Administrator => "admin",
        PartnerRole::Manager => "manager",
        PartnerRole::Seller => "seller",
    }
}

/// A person; without a partner one of the vendor's.
pub(crate) async fn person(
    txn: &WriteTxn,
    cx: &Context,
    (partner, role): (Option<PartnerId>, String),
    name: &str,
    email: &str,
) -> UserId {
    let id = UserId(cx.new_id());
    let kind = if partner.is_some() { "partner" } else { "staff" };
    let row = vec![
        ("id", id.0.into()),
        ("kind", kind.into()),
        ("role", role.into()),
        ("partner_id", partner.map(|partner| partner.0).into()),
        ("email", email.into()),
        ("email_folded", fold::fold(email).into()),
        ("name", name.into()),
        ("name_folded", fold::fold(name).into()),
        ("name_sort", fold::sort_key(name).into()),
        ("language", "cs".into()),
        // They have come and chosen a password; none fits this one.
        ("password_hash", "!".into()),
        ("sessions_valid_from", cx.now.into()),
        ("created_at", cx.now.into()),
        ("updated_at", cx.now.into()),
    ];
    insert(txn, "user_account", row).await;
    id
}

pub(crate) async fn account(
    txn: &WriteTxn,
    cx: &Context,
    name: &str,
    domain: Option<&str>,
) -> AccountId {
    let id = AccountId(cx.new_id());
    let row = vec![
        ("id", id.0.into()),
        ("name", name.into()),
        ("name_folded", fold::fold(name).into()),
        ("name_sort", fold::sort_key(name).into()),
        ("domain", domain.map(ToOwned::to_owned).into()),
        ("city", "Brno".into()),
        ("country", "CZ".into()),
        ("created_at", cx.now.into()),
        ("updated_at", cx.now.into()),
    ];
    insert(txn, "account", row).await;
    id
}
