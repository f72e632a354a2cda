//! Which partners must not get which customer.

use std::collections::{BTreeSet, HashMap};

use domain::{
    account::{number_of_vat_id, vat_id_of},
    ids::PartnerId,
    policy::Actor,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::{
    Error,
    entity::{
        account::{Column, Entity},
        opportunity, partner,
    },
    partner::row,
};

/// So many customers are looked up at a time, each in three columns: a statement takes only so many values.
const BATCH: usize = 1000;

/// Made once for all partners, so that no opportunity costs a query.
pub(super) struct Conflicts {
    /// By the id of an account: the partner that it is itself, and those whose lists name it.
    accounts: HashMap<Uuid, BTreeSet<PartnerId>>,
    /// By registration number or domain, as the lists have them.
    customers: HashMap<String, BTreeSet<PartnerId>>,
}

/// An account's id, registration number, VAT id and domain.
type Known = (Uuid, Option<String>, Option<String>, Option<String>);

impl Conflicts {
    /// A partner is not asked to sell to itself, nor to whom staff keep from it.
    pub async fn of(db: &impl ConnectionTrait, rows: &[partner::Model]) -> Result<Self, Error> {
        let mut accounts: HashMap<Uuid, BTreeSet<PartnerId>> = HashMap::new();
        let mut customers: HashMap<String, BTreeSet<PartnerId>> = HashMap::new();
        for row in rows {
            let partner = PartnerId(row.id);
            accounts.entry(row.account_id).or_default().insert(partner);
            for customer in row::conflicts(row)? {
                customers.entry(customer).or_default().insert(partner);
            }
        }
        let listed: Vec<&String> = customers.keys().collect();
        for some in listed.chunks(BATCH) {
            for (id, number, vat_id, domain) in known_by(db, some).await? {
                let of_vat_id = vat_id.as_deref().and_then(number_of_vat_id);
                let names = [number, of_vat_id, domain].into_iter().flatten();
                let partners = names.filter_map(|name| customers.get(&name));
                accounts.entry(id).or_default().extend(partners.flatten().copied());
            }
        }
        Ok(Self { accounts, customers })
    }

    /// Who must not get this one. What was typed of the customer counts beside its account, which may know less.
    pub fn with(&self, of: &opportunity::Model) -> BTreeSet<PartnerId> {
        let account = of.account_id.and_then(|id| self.accounts.get(&id));
        let typed = [&of.lead_number, &of.lead_domain].into_iter().flatten();
        let typed = typed.filter_map(|name| self.customers.get(name));
        account.into_iter().chain(typed).flatten().copied().collect()
    }
}

/// The accounts that these name.
async fn known_by(db: &impl ConnectionTrait, names: &[&String]) -> Result<Vec<Known>, Error> {
    let each = || names.iter().map(|name| name.as_str());
    let any = Condition::any()
        .add(Column::RegistrationNumber.is_in(each()))
        .add(Column::VatId.is_in(each().map(vat_id_of)))
        .add(Column::Domain.is_in(each()));
    Ok(Entity::visible_to(&Actor::System)
        .select_only()
        .column(Column::Id)
        .column(Column::RegistrationNumber)
        .column(Column::VatId)
        .column(Column::Domain)
        .filter(any)
        .into_tuple()
        .all(db)
        .await?)
}
