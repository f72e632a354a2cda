//! Who the customer of a request is: what the partner typed, and what is known where its opportunity has an account.

use std::collections::BTreeSet;

use domain::{
    account::{number_of_vat_id, vat_id_of},
    policy::Actor,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::LockType,
};
use uuid::Uuid;

use super::{
    protection::{account_key, domain_key, goods},
    request::{Request, facts},
    submit::HELD,
};
use crate::{
    Context, Error,
    account::is_public_domain,
    db::WriteTxn,
    entity::{
        account,
        deal_registration::{Column, Entity, Model},
        merged_account, opportunity,
    },
};

/// Everything that it is known by.
pub(super) struct Customer {
    numbers: BTreeSet<String>,
    vat_ids: BTreeSet<String>,
    domains: BTreeSet<String>,
    account: Option<Uuid>,
    /// Its name without case, marks and legal form.
    core: String,
}

impl Customer {
    /// Reads what is not in the request itself.
    pub async fn of(txn: &WriteTxn, cx: &Context, request: &Request) -> Result<Self, Error> {
        let row = &request.row;
        let mut customer = Self {
            numbers: row.registration_number.iter().cloned().collect(),
            vat_ids: row.vat_id.iter().cloned().collect(),
            domains: row.domain.iter().cloned().collect(),
            account: request.opportunity.account_id,
            core: row.customer_folded.clone(),
        };
        if let Some(account) = linked(txn, &cx.actor, &request.opportunity).await? {
            for before in former(txn, cx, vec![account.id]).await? {
                customer.numbers.extend(before.registration_number);
                customer.vat_ids.extend(before.vat_id);
                customer.domains.extend(before.domain);
            }
            customer.numbers.extend(account.registration_number);
            customer.vat_ids.extend(account.vat_id);
            customer.domains.extend(account.domain);
        }
        customer.domains.retain(|domain| !is_public_domain(domain));
        // Whoever names it by the other one of the two means the same company.
        let numbers: Vec<_> =
            customer.vat_ids.iter().filter_map(|vat| number_of_vat_id(vat)).collect();
        customer.numbers.extend(numbers);
        customer.vat_ids.extend(customer.numbers.iter().map(|number| vat_id_of(number)));
        Ok(customer)
    }

    /// The names under which it is protected: numbers and a domain of its own say who it is, and where there are none,
    /// its name without legal form. Namesakes with different numbers are different companies.
    pub fn keys(&self) -> BTreeSet<String> {
        let key = |kind: &str, value: &String| format!("{kind}:{value}");
        let mut keys: BTreeSet<String> =
            self.numbers.iter().map(|number| key("ico", number)).collect();
        // A Czech VAT id is its number again.
        let foreign = self.vat_ids.iter().filter(|vat| number_of_vat_id(vat).is_none());
        keys.extend(foreign.map(|vat| key("vat", vat)));
        keys.extend(self.domains.iter().filter_map(|domain| domain_key(Some(domain))));
        keys.extend(self.account.map(account_key));
        if keys.is_empty() {
            keys.insert(key("name", &self.core));
        }
        keys
    }

    /// The approval that protects it for another partner and one of the same products, if there is one.
    ///
    /// Finds what no key of the table of protections can: one partner named it by number and the other one by domain, but
    /// both by one name. All requests for it are locked in one order first, so that of two approvals at once the second
    /// sees the first. Whoever is refused by mistake says more: with two different numbers they are two companies.
    pub async fn protected_for_another(
        &self,
        txn: &WriteTxn,
        cx: &Context,
        request: &Request,
    ) -> Result<Option<Model>, Error> {
        let rows = Entity::visible_to(&Actor::System)
            .filter(self.may_be())
            .filter(Column::State.is_in(HELD))
            .order_by_asc(Column::Id)
            .lock(LockType::NoKeyUpdate)
            .all(txn)
            .await?;
        let wanted = goods(&request.row)?;
        for row in rows {
            let others = row.partner_id != request.row.partner_id;
            if others
                && facts(&row)?.protects(cx.now)
                && self.is(&row)
                && !wanted.is_disjoint(&goods(&row)?)
            {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }

    fn may_be(&self) -> Condition {
        Condition::any()
            .add(Column::RegistrationNumber.is_in(&self.numbers))
            .add(Column::VatId.is_in(&self.vat_ids))
            .add(Column::Domain.is_in(&self.domains))
            .add(Column::CustomerFolded.eq(&self.core))
    }

    fn is(&self, other: &Model) -> bool {
        let vat_id = other.vat_id.as_deref();
        let number =
            other.registration_number.clone().or_else(|| vat_id.and_then(number_of_vat_id));
        let same = number.as_ref().is_some_and(|number| self.numbers.contains(number))
            || vat_id.is_some_and(|vat_id| self.vat_ids.contains(vat_id))
            || other.domain.as_ref().is_some_and(|domain| self.domains.contains(domain));
        let two_numbers = number.is_some() && !self.numbers.is_empty();
        let two_vat_ids =
            vat_id.is_some_and(|theirs| self.vat_ids.iter().any(|ours| are_alike(ours, theirs)));
        let namesake = !self.core.is_empty() && self.core == other.customer_folded;
        same || (namesake && !two_numbers && !two_vat_ids)
    }
}

/// Whether two VAT ids are of one country and neither holds another number of the company.
fn are_alike(one: &str, other: &str) -> bool {
    let country = |vat_id: &str| vat_id.chars().take(2).collect::<String>();
    number_of_vat_id(one).is_none()
        && number_of_vat_id(other).is_none()
        && country(one) == country(other)
}

/// The account of the opportunity.
pub(super) async fn linked(
    db: &impl ConnectionTrait,
    actor: &Actor,
    opportunity: &opportunity::Model,
) -> Result<Option<account::Model>, Error> {
    let Some(id) = opportunity.account_id else { return Ok(None) };
    Ok(account::Entity::visible_to(actor).filter(account::Column::Id.eq(id)).one(db).await?)
}

/// The records that became part of these accounts.
pub(super) async fn former(
    db: &impl ConnectionTrait,
    cx: &Context,
    accounts: Vec<Uuid>,
) -> Result<Vec<merged_account::Model>, Error> {
    Ok(merged_account::Entity::visible_to(&cx.actor)
        .filter(merged_account::Column::AccountId.is_in(accounts))
        .all(db)
        .await?)
}
