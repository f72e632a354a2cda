//! What may be the same customer as that of a request: other registrations and accounts, with the reasons.

use std::collections::HashMap;

use domain::{
    account::{number_of_vat_id, vat_id_of},
    registration::{Match, MatchBy, MatchKind},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::SelectStatement,
};
use uuid::Uuid;

use super::{
    customer::former,
    request::{products, state},
};
use crate::{
    Context, Error,
    account::{is_public_domain, legal_form::core_name},
    assignment::names,
    entity::{
        account,
        deal_registration::{Column, Entity, Model},
        merged_account, opportunity,
    },
    fold,
    listing::begins,
};

/// As many are shown; more would not be read.
const SHOWN: usize = 12;
/// As many rows are compared.
const COMPARED: u64 = 200;

/// What a customer is known by.
struct Known<'a> {
    number: Option<&'a str>,
    vat: Option<&'a str>,
    domain: Option<&'a str>,
    core: &'a str,
}

impl Known<'_> {
    /// The registration number that its VAT id holds, and the VAT id that its registration number makes.
    fn other_numbers(&self) -> (Option<String>, Option<String>) {
        (self.vat.and_then(number_of_vat_id), self.number.map(vat_id_of))
    }

    /// What both have in common, the surest first. A Czech VAT id is the IČO with two letters before it.
    fn common(&self, other: &Known<'_>) -> Vec<MatchBy> {
        let same = |a: Option<&str>, b: Option<&str>| a.is_some() && a == b;
        let (ours, theirs) = (self.number.map(vat_id_of), other.number.map(vat_id_of));
        let vat = same(self.vat, other.vat)
            || same(self.vat, theirs.as_deref())
            || same(ours.as_deref(), other.vat);
        let differ = self.number.is_some() && other.number.is_some() && self.number != other.number;
        let found = [
            (same(self.number, other.number), MatchBy::RegistrationNumber),
            (vat, MatchBy::VatId),
            (same(self.domain, other.domain), MatchBy::Domain),
            // Namesakes with two different numbers are two companies.
            (self.core == other.core && !self.core.is_empty() && !differ, MatchBy::Name),
        ];
        found.into_iter().filter_map(|(is, by)| is.then_some(by)).collect()
    }
}

/// The surest reason, and a little more for each further one.
fn score(why: &[MatchBy]) -> u8 {
    let best = why.iter().map(|by| by.score()).max().unwrap_or_default();
    let more = u8::try_from(why.len().saturating_sub(1)).unwrap_or_default();
    best.saturating_add(5 * more).min(100)
}

/// All of them, the surest first.
pub(super) async fn of(
    db: &impl ConnectionTrait,
    cx: &Context,
    row: &Model,
) -> Result<Vec<Match>, Error> {
    let mut found = registrations(db, cx, row).await?;
    found.extend(accounts(db, cx, row).await?);
    found.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.name.cmp(&b.name)));
    found.truncate(SHOWN);
    Ok(found)
}

fn known(row: &Model) -> Known<'_> {
    Known {
        number: row.registration_number.as_deref(),
        vat: row.vat_id.as_deref(),
        domain: row.domain.as_deref().filter(|domain| !is_public_domain(domain)),
        core: &row.customer_folded,
    }
}

async fn registrations(
    db: &impl ConnectionTrait,
    cx: &Context,
    row: &Model,
) -> Result<Vec<Match>, Error> {
    let ours = known(row);
    let mut same = Condition::any().add(Column::CustomerFolded.eq(ours.core));
    let (number, vat) = ours.other_numbers();
    for (column, value) in [
        (Column::RegistrationNumber, ours.number),
        (Column::RegistrationNumber, number.as_deref()),
        (Column::VatId, ours.vat),
        (Column::VatId, vat.as_deref()),
        (Column::Domain, ours.domain),
    ] {
        if let Some(value) = value {
            same = same.add(column.eq(value));
        }
    }
    let rows: Vec<(Model, Option<opportunity::Model>)> = Entity::visible_to(&cx.actor)
        .find_also_related(opportunity::Entity)
        .filter(Column::Id.ne(row.id))
        .filter(same)
        .order_by_desc(Column::SubmittedAt)
        .limit(COMPARED)
        .all(db)
        .await?;
    let partners = names::partners(db, rows.iter().map(|(row, _)| row.partner_id)).await?;
    let wanted = products(row)?;
    let mut found = Vec::new();
    for (other, opportunity) in rows {
        let why = ours.common(&known(&other));
        let folded: Vec<String> = products(&other)?.iter().map(|name| fold::fold(name)).collect();
        found.push(Match {
            kind: MatchKind::Registration,
            id: other.id,
            reference: opportunity.map(|opportunity| opportunity.reference),
            partner: partners.get(&other.partner_id).cloned(),
            state: Some(state(&other)?),
            protected_until: other.protected_until.map(|at| cx.local(at)),
            products: wanted.iter().filter(|p| folded.contains(&fold::fold(p))).cloned().collect(),
            score: score(&why),
            why,
            name: other.customer_name,
            registration_number: other.registration_number,
            vat_id: other.vat_id,
            domain: other.domain,
        });
    }
    found.retain(|found| !found.why.is_empty());
    Ok(found)
}

async fn accounts(
    db: &impl ConnectionTrait,
    cx: &Context,
    row: &Model,
) -> Result<Vec<Match>, Error> {
    use account::Column;

    let ours = known(row);
    let first = ours.core.split(' ').next().unwrap_or_default();
    let mut same = Condition::any();
    if !first.is_empty() {
        same = same.add(begins(Column::NameFolded, first));
    }
    let (number, vat) = ours.other_numbers();
    for (column, value) in [
        (Column::RegistrationNumber, ours.number),
        (Column::RegistrationNumber, number.as_deref()),
        (Column::VatId, ours.vat),
        (Column::VatId, vat.as_deref()),
        (Column::Domain, ours.domain),
    ] {
        if let Some(value) = value {
            same = same.add(column.eq(value));
        }
    }
    if let Some(heirs) = heirs(cx, &ours) {
        same = same.add(Column::Id.in_subquery(heirs));
    }
    let rows = account::Entity::visible_to(&cx.actor)
        .filter(same)
        .order_by_asc(Column::NameSort)
        .limit(COMPARED)
        .all(db)
        .await?;
    let formerly = former(db, cx, rows.iter().map(|row| row.id).collect()).await?;
    let managing = rows.iter().filter_map(|row| row.managing_partner_id);
    let partners = names::partners(db, managing).await?;
    let found = rows.into_iter().map(|other| account_match(&ours, other, &formerly, &partners));
    Ok(found.filter(|found| !found.why.is_empty()).collect())
}

/// The accounts of which a record became part that was known by the same number, VAT id or domain.
fn heirs(cx: &Context, ours: &Known<'_>) -> Option<SelectStatement> {
    use merged_account::Column;

    let (number, vat) = ours.other_numbers();
    let known = [
        (Column::RegistrationNumber, ours.number),
        (Column::RegistrationNumber, number.as_deref()),
        (Column::VatId, ours.vat),
        (Column::VatId, vat.as_deref()),
        (Column::Domain, ours.domain),
    ];
    let mut same = Condition::any();
    for (column, value) in known {
        if let Some(value) = value {
            same = same.add(column.eq(value));
        }
    }
    let ids = merged_account::Entity::visible_to(&cx.actor).select_only().column(Column::AccountId);
    (!same.is_empty()).then(|| ids.filter(same).into_query())
}

/// What one has in common with what the other one was before.
fn formerly_common(ours: &Known<'_>, before: &merged_account::Model) -> Vec<MatchBy> {
    ours.common(&Known {
        number: before.registration_number.as_deref(),
        vat: before.vat_id.as_deref(),
        domain: before.domain.as_deref().filter(|domain| !is_public_domain(domain)),
        core: &core_name(&before.name_folded),
    })
}

fn account_match(
    ours: &Known<'_>,
    other: account::Model,
    formerly: &[merged_account::Model],
    partners: &HashMap<Uuid, String>,
) -> Match {
    let core = core_name(&other.name_folded);
    let theirs = Known {
        number: other.registration_number.as_deref(),
        vat: other.vat_id.as_deref(),
        domain: other.domain.as_deref().filter(|domain| !is_public_domain(domain)),
        core: &core,
    };
    let mut why = ours.common(&theirs);
    for before in formerly.iter().filter(|before| before.account_id == other.id) {
        why.extend(formerly_common(ours, before));
    }
    why.sort_unstable();
    why.dedup();
    Match {
        kind: MatchKind::Account,
        id: other.id,
        reference: None,
        partner: other.managing_partner_id.and_then(|id| partners.get(&id).cloned()),
        state: None,
        protected_until: None,
        products: Vec::new(),
        score: score(&why),
        why,
        name: other.name,
        registration_number: other.registration_number,
        vat_id: other.vat_id,
        domain: other.domain,
    }
}
