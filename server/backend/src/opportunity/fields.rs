//! The plain fields of the form: what they point to, how they go into the row, which of them changed.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    choice::{Choices, Code, List},
    ids::{AccountId, ContactId, UserId},
    invalid::{Collector, Problem},
    opportunity::{OpportunityInput, reach},
};
use sea_orm::{ColumnTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    Context, Error, account, choice, contact,
    db::WriteTxn,
    entity::{opportunity::Model, user_account},
    fold,
};

/// The records that the form points to.
#[derive(Debug, Clone, Default)]
pub(super) struct Links {
    account: Option<Uuid>,
    contact: Option<Uuid>,
    owner: Option<Uuid>,
    /// `None` leaves the stage as it is.
    stage: Option<Entered>,
}

/// A stage, and the probability that a record has in it if nobody types another one.
#[derive(Debug, Clone)]
struct Entered {
    code: Code,
    probability: Option<i32>,
}

impl Entered {
    fn new(choices: &Choices, row: &Model, code: Code) -> Self {
        let probability = choices.probability_after(&row.stage, &code, row.probability);
        Self { code, probability }
    }
}

impl Links {
    /// To a customer that was found in another way.
    pub(super) fn to_account(account: Option<AccountId>) -> Self {
        Self { account: account.map(|id| id.0), ..Self::default() }
    }

    /// To what an import has found or makes.
    pub(super) fn to(
        account: Option<AccountId>,
        contact: Option<ContactId>,
        owner: Option<UserId>,
    ) -> Self {
        let (account, contact) = (account.map(|id| id.0), contact.map(|id| id.0));
        Self { account, contact, owner: owner.map(|id| id.0), stage: None }
    }

    /// Where the row points already.
    pub(super) fn of(row: &Model) -> Self {
        let (account, contact, owner) = (row.account_id, row.contact_id, row.owner_id);
        Self { account, contact, owner, stage: None }
    }

    /// And to the stage that the form names. A row that has none yet begins at the first.
    pub(super) fn at_stage(
        self,
        typed: Option<&Code>,
        row: &Model,
        choices: &Choices,
        errors: &mut Collector,
    ) -> Self {
        let Some(typed) = typed else {
            return if row.stage.is_empty() { self.at_first_stage(row, choices) } else { self };
        };
        let code = choices.read(List::Stage, typed.as_ref(), Some(&row.stage));
        let code = errors.take("stage", code);
        Self { stage: code.map(|code| Entered::new(choices, row, code)), ..self }
    }

    /// A new row begins there.
    pub(super) fn at_first_stage(self, row: &Model, choices: &Choices) -> Self {
        let first = choices.first(List::Stage).cloned();
        Self { stage: first.map(|code| Entered::new(choices, row, code)), ..self }
    }
}

/// Finds or creates what was picked. What cannot be found becomes an error of its field.
pub(super) async fn links(
    txn: &WriteTxn,
    cx: &Context,
    input: &OpportunityInput,
    row: &Model,
    errors: &mut Collector,
) -> Result<Links, Error> {
    let account = account::resolve(txn, cx, &input.account).await?;
    let account = errors.take("account_name", account).flatten().map(|AccountId(id)| id);
    let contact = contact::resolve(txn, cx, &input.contact, account.map(AccountId)).await?;
    let contact = errors.take("contact_name", contact).flatten().map(|ContactId(id)| id);
    let owner = match input.owner {
        Some(owner) if row.owner_id != Some(owner.0) => owner_exists(txn, cx, owner).await?,
        _ => true,
    };
    if !owner {
        errors.add("owner_id", Problem::Choice);
    }
    let choices = choice::all(txn, cx).await?;
    let links = Links { account, contact, owner: input.owner.map(|owner| owner.0), stage: None };
    Ok(links.at_stage(input.stage.as_ref(), row, &choices, errors))
}

/// An owner is one of the vendor's people who may sign in.
async fn owner_exists(txn: &WriteTxn, cx: &Context, owner: UserId) -> Result<bool, Error> {
    use user_account::Column;

    let found = user_account::Entity::visible_to(&cx.actor)
        .filter(Column::Id.eq(owner.0))
        .filter(Column::Kind.eq("staff"))
        .filter(Column::DeactivatedAt.is_null())
        .one(txn)
        .await?;
    Ok(found.is_some())
}

/// A day of closing that nobody can mean becomes an error, and one that is over while the closing `is_to_come`; one that was
/// stored before may stay.
pub(super) fn in_reach(
    cx: &Context,
    new: Option<NaiveDate>,
    old: Option<NaiveDate>,
    is_to_come: bool,
    errors: &mut Collector,
) {
    if let Some(day) = new.filter(|_| new != old) {
        let today = cx.local(cx.now).date_naive();
        let reach = if is_to_come { reach::planned_close } else { reach::close_day };
        errors.take("estimated_close_on", reach(day, today));
    }
}

/// Writes the form's values into the row. The input is taken apart, so that a new field of the form
/// cannot be forgotten here.
#[expect(clippy::too_many_lines, reason = "one line for each field")]
pub(super) fn put(row: &mut Model, input: OpportunityInput, links: Links, now: DateTime<Utc>) {
    let OpportunityInput {
        topic,
        account: _,
        contact: _,
        currency,
        estimated_value,
        estimated_close_on,
        situation,
        needs,
        solution,
        description,
        stage: _,
        probability,
        owner: _,
        source,
        products,
        country,
        region,
        city,
        postal_code,
        lead_company,
        lead_number,
        lead_domain,
        lead_person,
        lead_email,
        lead_phone,
        legal_basis,
        wish: _,
    } = input;
    row.topic_folded = fold::fold(&topic);
    row.topic_sort = fold::sort_key(&topic);
    row.topic = topic;
    row.account_id = links.account;
    row.contact_id = links.contact;
    row.owner_id = links.owner;
    row.currency = currency.to_string();
    row.estimated_value = estimated_value.map(|money| money.minor);
    row.estimated_close_on = estimated_close_on;
    row.situation = situation;
    row.needs = needs;
    row.solution = solution;
    row.description = description;
    let is_typed = probability != row.probability;
    row.probability = probability;
    if let Some(Entered { code, probability }) = links.stage {
        if row.stage != code.as_ref() {
            row.stage = code.to_string();
            row.stage_entered_at = now;
        }
        if !is_typed {
            row.probability = probability;
        }
    }
    row.source = source;
    row.products = serde_json::Value::from(products).to_string();
    row.country = country;
    row.region = region;
    row.city = city;
    row.postal_code = postal_code;
    row.lead_company = lead_company;
    row.lead_number = lead_number;
    row.lead_domain = lead_domain;
    row.lead_person = lead_person;
    row.lead_email = lead_email;
    row.lead_phone = lead_phone;
    row.legal_basis = legal_basis.map(|basis| basis.to_string());
}

/// Names of the form's fields whose values differ between two rows, in the order of the form.
pub(super) fn changed(old: &Model, new: &Model) -> Vec<String> {
    let pairs = [
        ("topic", old.topic != new.topic),
        ("account_name", old.account_id != new.account_id),
        ("contact_name", old.contact_id != new.contact_id),
        ("currency", old.currency != new.currency),
        ("estimated_value", old.estimated_value != new.estimated_value),
        ("estimated_close_on", old.estimated_close_on != new.estimated_close_on),
        ("situation", old.situation != new.situation),
        ("needs", old.needs != new.needs),
        ("solution", old.solution != new.solution),
        ("description", old.description != new.description),
        ("stage", old.stage != new.stage),
        ("probability", old.probability != new.probability),
        ("owner_id", old.owner_id != new.owner_id),
        ("source", old.source != new.source),
        ("products", old.products != new.products),
        ("country", old.country != new.country),
        ("region", old.region != new.region),
        ("city", old.city != new.city),
        ("postal_code", old.postal_code != new.postal_code),
        ("lead_company", old.lead_company != new.lead_company),
        ("lead_number", old.lead_number != new.lead_number),
        ("lead_domain", old.lead_domain != new.lead_domain),
        ("lead_person", old.lead_person != new.lead_person),
        ("lead_email", old.lead_email != new.lead_email),
        ("lead_phone", old.lead_phone != new.lead_phone),
        ("legal_basis", old.legal_basis != new.legal_basis),
        ("accept_by", old.accept_by != new.accept_by),
        ("actual_value", old.actual_value != new.actual_value),
    ];
    pairs.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name.to_owned()).collect()
}
