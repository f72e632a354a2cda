//! One line of an import: a new opportunity, new values of one that came before, or nothing new.
//!
//! What a line comes to is decided by reading alone, so that a preview can ask for it, too.

use domain::{
    choice::Choices,
    ids::{AccountId, ContactId},
    invalid::{Collector, FieldError, Problem},
    opportunity::{OpportunityForm, Origin},
};
use sea_orm::{ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter};

use super::{
    create,
    fields::{self, Links},
    form::{self, Names},
    holders::Holders,
    plan::{self, Plan},
    row, write,
};
use crate::{
    Context, Error,
    db::WriteTxn,
    entity::{contact, opportunity::Model},
};

/// What becomes of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Absorbed {
    /// It is new.
    Created,
    /// It changes values.
    Updated,
    /// Everything stands there already.
    Unchanged,
}

/// A decision that is not carried out yet.
#[derive(Debug)]
pub(crate) struct Verdict(Deed);

#[derive(Debug)]
enum Deed {
    Create(Box<Model>, Option<Plan>),
    Update { old: Box<Model>, next: Box<Model>, holders: Holders },
    Nothing,
}

impl Verdict {
    /// What it comes to.
    pub(crate) fn absorbed(&self) -> Absorbed {
        match self.0 {
            Deed::Create(..) => Absorbed::Created,
            Deed::Update { .. } => Absorbed::Updated,
            Deed::Nothing => Absorbed::Unchanged,
        }
    }

    /// What is created and stays with staff, as far as the line goes.
    pub(crate) fn created(&self) -> Option<&Model> {
        match &self.0 {
            Deed::Create(new, None) => Some(new),
            _ => None,
        }
    }

    /// Carries it out. The account and the contact are there by now.
    pub(crate) async fn store(self, txn: &WriteTxn, cx: &Context) -> Result<(), Error> {
        match self.0 {
            Deed::Create(new, plan) => {
                write::insert(txn, cx, *new, plan.as_ref()).await?;
            }
            Deed::Update { old, next, holders } => {
                write::update(txn, cx, &old, *next, &holders, None).await?;
            }
            Deed::Nothing => {}
        }
        Ok(())
    }
}

/// The customer of a line, known or about to be made.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Customer {
    /// The organization.
    pub account: Option<AccountId>,
    /// The person.
    pub contact: Option<ContactId>,
}

/// Decides to create it with its external id; the outer error is ours, the inner one the line's.
pub(crate) async fn add(
    (conn, cx, choices): (&impl ConnectionTrait, &Context, &Choices),
    form: OpportunityForm,
    customer: Customer,
    (system, id): (&str, &str),
) -> Result<Result<Verdict, Vec<FieldError>>, Error> {
    let input = match form::composed(form).check() {
        Ok(input) => input,
        Err(errors) => return Ok(Err(errors)),
    };
    let mut errors = Collector::default();
    let mut new = create::empty(cx, Origin::Import);
    new.external_system = Some(system.to_owned());
    new.external_id = Some(id.to_owned());
    let links = Links::to(customer.account, customer.contact, input.owner).at_stage(
        input.stage.as_ref(),
        &new,
        choices,
        &mut errors,
    );
    // What is brought along from elsewhere may be late.
    fields::in_reach(cx, input.estimated_close_on, None, false, &mut errors);
    let wish = input.wish.clone();
    fields::put(&mut new, input, links, cx.now);
    let wanted = plan::read(conn, cx, &new, &Holders::default(), &wish, &mut errors).await?;
    if !errors.is_empty() {
        return Ok(Err(errors.into_errors()));
    }
    Ok(Ok(Verdict(Deed::Create(Box::new(new), wanted.plan))))
}

/// Lets `change` put the line's values over the stored ones. A line that names nobody leaves who was there. The status
/// stays: what happened to it here is ours to say.
pub(crate) async fn refresh(
    (conn, cx, choices): (&impl ConnectionTrait, &Context, &Choices),
    old: Model,
    customer: Customer,
    change: impl FnOnce(&mut OpportunityForm),
) -> Result<Result<Verdict, Vec<FieldError>>, Error> {
    let holders = Holders::of(conn, cx, &old).await?;
    let names = Names::of(conn, cx, &old).await?;
    let mut form = form::stored(cx, &old, &names, &holders)?;
    change(&mut form);
    let input = match form::composed(form).check() {
        Ok(input) => input,
        Err(errors) => return Ok(Err(errors)),
    };
    let mut errors = Collector::default();
    fields::in_reach(cx, input.estimated_close_on, old.estimated_close_on, false, &mut errors);
    let account = customer.account.or(old.account_id.map(AccountId));
    let contact = customer.contact.or(old.contact_id.map(ContactId));
    let links = Links::to(account, contact, input.owner).at_stage(
        input.stage.as_ref(),
        &old,
        choices,
        &mut errors,
    );
    if !errors.is_empty() {
        return Ok(Err(errors.into_errors()));
    }
    if leaves_contact_behind(conn, cx, &old, customer).await? {
        return Ok(Err(vec![FieldError::new("contact_name", Problem::OtherAccount)]));
    }
    let mut next = old.clone();
    fields::put(&mut next, input, links, cx.now);
    if fields::changed(&old, &next).is_empty() {
        return Ok(Ok(Verdict(Deed::Nothing)));
    }
    row::status(&old)?;
    let (old, next) = (Box::new(old), Box::new(next));
    Ok(Ok(Verdict(Deed::Update { old, next, holders })))
}

/// Whether the line moves it to another account while its contact belongs to the one before.
async fn leaves_contact_behind(
    conn: &impl ConnectionTrait,
    cx: &Context,
    old: &Model,
    customer: Customer,
) -> Result<bool, Error> {
    let (Some(account), None, Some(kept)) = (customer.account, customer.contact, old.contact_id)
    else {
        return Ok(false);
    };
    if old.account_id == Some(account.0) {
        return Ok(false);
    }
    let elsewhere = contact::Entity::visible_to(&cx.actor)
        .filter(contact::Column::Id.eq(kept))
        .filter(contact::Column::AccountId.ne(account.0))
        .count(conn)
        .await?;
    Ok(elsewhere > 0)
}
