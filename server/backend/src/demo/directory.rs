//! Writes the demo's people, partners, accounts and contacts as rows, in one transaction.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::{
    ids::{AccountId, PartnerId, UserId},
    place::Place,
    policy::{PartnerRole, StaffRole},
};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::Expr};
use sea_orm::{ColumnTrait, QueryFilter};
use uuid::Uuid;

use super::{
    companies::{ACCOUNTS, FIRST, FOREIGN, LAST, PARTNERS, registration_number},
    mark::{self, Mark},
    rates,
    topics::TOPICS,
    towns,
};
use crate::{
    Backend, Context, Error,
    db::WriteTxn,
    entity::{account, contact, partner, product, user_account},
    fold, password,
};

/// A partner with the people who act for it.
pub struct Company {
    pub id: PartnerId,
    pub name: &'static str,
    pub manager: UserId,
    pub seller: UserId,
}

/// A customer with one person.
pub struct Customer {
    pub id: AccountId,
    pub name: &'static str,
    pub contact: Uuid,
    pub person: String,
    pub city: &'static str,
    pub region: &'static str,
    pub country: &'static str,
}

/// Everybody.
pub struct Directory {
    pub manager: UserId,
    pub sellers: Vec<UserId>,
    pub partners: Vec<Company>,
    pub customers: Vec<Customer>,
}

impl Directory {
    /// Writes them, all with the demo password.
    pub async fn write(backend: &Backend) -> Result<Self, Error> {
        let mut past = backend.system();
        let salt = past.new_id().into_bytes();
        let hash = password::hash_with(super::PASSWORD, salt).await?;
        past.now -= TimeDelta::days(400);
        let writer = Writer { txn: past.db.begin_write().await?, cx: past, hash };

        let staff = |role: StaffRole| ("staff", role.to_string(), None);
        writer.person(staff(StaffRole::Admin), "Ivana Křížová", "admin@stafeta.example").await?;
        let manager = writer
            .person(staff(StaffRole::Manager), "Ondřej Marek", "manager@stafeta.example")
            .await?;
        let mut sellers = Vec::new();
        for (name, email) in [
            ("Jana Přibylová", "seller@stafeta.example"),
            ("Matěj Konečný", "m.konecny@stafeta.example"),
            ("Olga Mrázová", "o.mrazova@stafeta.example"),
        ] {
            sellers.push(writer.person(staff(StaffRole::Seller), name, email).await?);
        }
        writer.products().await?;
        rates::write(&writer.txn, &writer.cx, backend.system().now).await?;
        let mut partners = Vec::new();
        for index in 0..PARTNERS.len() {
            partners.push(writer.partner(index).await?);
        }
        let mut customers = Vec::new();
        for (index, (name, city, region, industry)) in ACCOUNTS.iter().enumerate() {
            customers.push(writer.customer(index, (name, city, region, "CZ", industry)).await?);
        }
        for (index, foreign) in FOREIGN.iter().enumerate() {
            customers.push(writer.customer(ACCOUNTS.len() + index, *foreign).await?);
        }
        mark::write(&writer.txn, &writer.cx, Mark::Loading).await?;
        writer.txn.commit().await?;
        Ok(Self { manager, sellers, partners, customers })
    }
}

struct Writer {
    txn: WriteTxn,
    cx: Context,
    hash: String,
}

impl Writer {
    async fn person(
        &self,
        (kind, role, partner): (&str, String, Option<Uuid>),
        name: &str,
        email: &str,
    ) -> Result<UserId, Error> {
        let id = self.cx.new_id();
        let row = user_account::ActiveModel {
            id: Set(id),
            kind: Set(kind.to_owned()),
            role: Set(role),
            partner_id: Set(partner),
            email: Set(email.to_owned()),
            email_folded: Set(fold::fold(email)),
            name: Set(name.to_owned()),
            name_folded: Set(fold::fold(name)),
            name_sort: Set(fold::sort_key(name)),
            password_hash: Set(Some(self.hash.clone())),
            sessions_valid_from: Set(self.cx.now),
            version: Set(1),
            created_at: Set(self.cx.now),
            updated_at: Set(self.cx.now),
            ..user_account::ActiveModel::default()
        };
        user_account::Entity::insert(row).exec_without_returning(&self.txn).await?;
        Ok(UserId(id))
    }

    /// What the opportunities of the demo are about.
    async fn products(&self) -> Result<(), Error> {
        let names: BTreeSet<&str> = TOPICS.iter().map(|topic| topic.product).collect();
        for name in names {
            let row = product::ActiveModel {
                id: Set(self.cx.new_id()),
                name: Set(name.to_owned()),
                name_folded: Set(fold::fold(name)),
                is_active: Set(true),
                version: Set(1),
                created_at: Set(self.cx.now),
                updated_at: Set(self.cx.now),
                ..product::ActiveModel::default()
            };
            product::Entity::insert(row).exec_without_returning(&self.txn).await?;
        }
        Ok(())
    }

    async fn account(
        &self,
        name: &str,
        number: usize,
        (city, region, country): (&str, &str, &str),
        (domain, industry): (String, Option<&str>),
    ) -> Result<Uuid, Error> {
        let id = self.cx.new_id();
        let place = towns::place(city);
        let row = account::ActiveModel {
            id: Set(id),
            name: Set(name.to_owned()),
            name_folded: Set(fold::fold(name)),
            name_sort: Set(fold::sort_key(name)),
            registration_number: Set((country == "CZ").then(|| registration_number(number))),
            domain: Set(Some(domain)),
            industry: Set(industry.map(str::to_owned)),
            city: Set(Some(city.to_owned())),
            region: Set(Some(region.to_owned())),
            country: Set(Some(country.to_owned())),
            latitude: Set(place.map(Place::latitude)),
            longitude: Set(place.map(Place::longitude)),
            version: Set(1),
            created_at: Set(self.cx.now),
            updated_at: Set(self.cx.now),
            ..account::ActiveModel::default()
        };
        account::Entity::insert(row).exec_without_returning(&self.txn).await?;
        Ok(id)
    }

    async fn partner(&self, index: usize) -> Result<Company, Error> {
        let data = &PARTNERS[index];
        let country = match data.region {
            "Bayern" => "DE",
            "Žilinský kraj" => "SK",
            "Śląskie" => "PL",
            _ => "CZ",
        };
        let place = (data.city, data.region, country);
        let account =
            self.account(data.name, 200 + index, place, (data.domain.to_owned(), None)).await?;
        let id = self.cx.new_id();
        let products: Vec<&str> = data.products.split(',').collect();
        let row = partner::ActiveModel {
            id: Set(id),
            account_id: Set(account),
            status: Set("onboarding".to_owned()),
            tier: Set(data.tier.to_string()),
            ranking: Set(50),
            accept_hours: Set(48),
            first_update_days: Set(5),
            time_zone: Set("Europe/Prague".to_owned()),
            calendar: Set(if country == "SK" { "SK" } else { "CZ" }.to_owned()),
            territories: Set(serde_json::json!([{
                "country": country,
                // Some go wherever the customer is.
                "region": index.is_multiple_of(2).then_some(data.region),
            }])
            .to_string()),
            capacity_open: Set(Some(12)),
            regions: Set(serde_json::json!([data.region]).to_string()),
            products: Set(serde_json::json!(products).to_string()),
            languages: Set("[\"cs\"]".to_owned()),
            certifications: Set(
                serde_json::json!([{ "name": "ISO 27001", "valid_until": "2028-06-30" }])
                    .to_string(),
            ),
            version: Set(1),
            created_at: Set(self.cx.now),
            updated_at: Set(self.cx.now),
            ..partner::ActiveModel::default()
        };
        partner::Entity::insert(row).exec_without_returning(&self.txn).await?;
        let [administrator, manager, seller] = self.team(id, index).await?;
        self.activate(id, administrator).await?;
        Ok(Company { id: PartnerId(id), name: data.name, manager, seller })
    }

    async fn team(&self, id: Uuid, index: usize) -> Result<[UserId; 3], Error> {
        let data = &PARTNERS[index];
        let mut team = [UserId(id); 3];
        let roles = [PartnerRole::Administrator, PartnerRole::Manager, PartnerRole::Seller];
        for (slot, role) in roles.into_iter().enumerate() {
            let mailbox = ["admin", "manager", "seller"][slot];
            let email = format!("{mailbox}@{}", data.domain);
            let kind = ("partner", role.to_string(), Some(id));
            team[slot] = self.person(kind, data.people[slot], &email).await?;
        }
        Ok(team)
    }

    async fn activate(&self, id: Uuid, administrator: UserId) -> Result<(), Error> {
        partner::Entity::update_many()
            .col_expr(partner::Column::Status, Expr::value("active"))
            .col_expr(partner::Column::DefaultRecipientId, Expr::value(administrator.0))
            .filter(partner::Column::Id.eq(id))
            .exec(&self.txn)
            .await?;
        Ok(())
    }

    async fn customer(
        &self,
        index: usize,
        (name, city, region, country, industry): (
            &'static str,
            &'static str,
            &'static str,
            &'static str,
            &str,
        ),
    ) -> Result<Customer, Error> {
        let word = fold::fold(name.split(' ').next().unwrap_or(name));
        let domain = format!("{word}-{index}.example");
        let account = self
            .account(name, index, (city, region, country), (domain.clone(), Some(industry)))
            .await?;
        let (first, last) = (FIRST[index % FIRST.len()], LAST[index % LAST.len()]);
        let person = format!("{first} {last}");
        let contact = self.cx.new_id();
        let email = format!("{}.{}@{domain}", fold::fold(first), fold::fold(last));
        let row = contact::ActiveModel {
            id: Set(contact),
            first_name: Set(Some(first.to_owned())),
            last_name: Set(last.to_owned()),
            name_folded: Set(fold::fold(&person)),
            name_sort: Set(fold::sort_key(&format!("{last} {first}"))),
            email: Set(Some(email.clone())),
            email_folded: Set(Some(email)),
            phone: Set(Some(format!("+420 555 {:03} {:03}", 100 + index, 200 + 7 * index))),
            job_title: Set(Some(
                ["vedoucí výroby", "finanční ředitelka", "vedoucí skladu"][index % 3].to_owned(),
            )),
            account_id: Set(Some(account)),
            version: Set(1),
            created_at: Set(self.cx.now),
            updated_at: Set(self.cx.now),
            ..contact::ActiveModel::default()
        };
        contact::Entity::insert(row).exec_without_returning(&self.txn).await?;
        Ok(Customer { id: AccountId(account), name, contact, person, city, region, country })
    }
}
