//! The account and the contact that a line means: which known ones, or which new ones.

use domain::{
    account::AccountInput,
    contact::ContactInput,
    ids::{AccountId, ContactId},
    invalid::{FieldError, Problem},
    opportunity::OpportunityForm,
};
use sea_orm::ConnectionTrait;

use super::{ahead::Ahead, columns::Column, line::Cells};
use crate::{
    Context, Error,
    account::{self, Namesake},
    contact,
    picked::only,
};

/// Both, and what has to be written so that they are there.
#[derive(Debug, Default)]
pub struct Parties {
    pub account: Option<Namesake>,
    pub contact: Option<ContactId>,
    pub account_deed: AccountDeed,
    pub contact_deed: ContactDeed,
}

/// What an account needs.
#[derive(Debug, Default)]
pub enum AccountDeed {
    #[default]
    Nothing,
    Make(Box<AccountInput>),
    /// It gets this registration number.
    Number(String),
}

/// What a contact needs.
#[derive(Debug, Default)]
pub enum ContactDeed {
    #[default]
    Nothing,
    Make {
        name: String,
        input: Box<ContactInput>,
        account: Option<AccountId>,
    },
}

/// What a line says of both that cannot be right, whoever they are.
pub fn check(cells: &Cells<'_>) -> Vec<FieldError> {
    let cell = |column| cells.get(&column).copied().unwrap_or_default();
    let checked = [
        (
            Column::AccountNumber,
            domain::account::registration_number(cell(Column::AccountNumber)).err(),
        ),
        (Column::ContactEmail, domain::text::email(cell(Column::ContactEmail)).err()),
        (Column::ContactPhone, domain::text::phone(cell(Column::ContactPhone)).err()),
    ];
    let error = |(column, problem): (Column, Option<Problem>)| {
        problem.map(|problem| FieldError::new(column.name(), problem))
    };
    checked.into_iter().filter_map(error).collect()
}

/// Finds both. `known` is the account of an opportunity that is known already.
pub async fn settle(
    (conn, cx): (&impl ConnectionTrait, &Context),
    ahead: &Ahead,
    form: &mut OpportunityForm,
    cells: &Cells<'_>,
    known: Option<AccountId>,
) -> Result<Result<Parties, FieldError>, Error> {
    let mut parties = Parties::default();
    match one_account((conn, cx), ahead, &form.account_name, cells).await? {
        Ok(None) => {}
        Ok(Some((account, deed))) => {
            form.account_name.clone_from(&account.name);
            (parties.account, parties.account_deed) = (Some(account), deed);
        }
        Err(error) => return Ok(Err(error)),
    }
    if form.contact_name.is_empty() {
        return Ok(Ok(parties));
    }
    let account = parties.account.as_ref().map(|account| account.id).or(known);
    match one_contact((conn, cx), ahead, &form.contact_name, account).await? {
        Ok((id, deed)) => (parties.contact, parties.contact_deed) = (Some(id), deed),
        Err(problem) => return Ok(Err(FieldError::new("contact_name", problem))),
    }
    Ok(Ok(parties))
}

type Account = (Namesake, AccountDeed);

/// A registration number says which account is meant, whatever it is called; a name only when one is called so.
async fn one_account(
    (conn, cx): (&impl ConnectionTrait, &Context),
    ahead: &Ahead,
    name: &str,
    cells: &Cells<'_>,
) -> Result<Result<Option<Account>, FieldError>, Error> {
    let typed = cells.get(&Column::AccountNumber).copied().unwrap_or_default();
    let number = match domain::account::registration_number(typed) {
        Ok(number) => number,
        Err(problem) => return Ok(Err(FieldError::new("registration_number", problem))),
    };
    let found = match number {
        Some(number) => {
            let known = match ahead.of_number(&number) {
                None => account::of_number(conn, cx, &number).await?,
                known => known,
            };
            if let Some(known) = known {
                return Ok(Ok(Some((known, AccountDeed::Nothing))));
            }
            if name.is_empty() {
                return Ok(Err(FieldError::new("registration_number", Problem::NotFound)));
            }
            numbered((conn, cx), ahead, name, number).await?
        }
        None if name.is_empty() => return Ok(Ok(None)),
        None => named((conn, cx), ahead, name).await?,
    };
    Ok(found.map(Some).map_err(|problem| FieldError::new("account_name", problem)))
}

/// The account of this name whose number is not known yet. Who has another number is another company.
async fn numbered(
    (conn, cx): (&impl ConnectionTrait, &Context),
    ahead: &Ahead,
    name: &str,
    number: String,
) -> Result<Result<Account, Problem>, Error> {
    let namesakes: Vec<_> = account::namesakes(conn, cx, name)
        .await?
        .into_iter()
        .filter(|account| account.number.is_none())
        .chain(ahead.accounts(name))
        .filter(|account| !ahead.is_numbered(account.id))
        .collect();
    Ok(match only(namesakes) {
        Ok(account) => Ok((account, AccountDeed::Number(number))),
        Err(Problem::NotFound) => account::named(name).map(|input| {
            let input = AccountInput { registration_number: Some(number), ..input };
            (made(cx, &input), AccountDeed::Make(Box::new(input)))
        }),
        Err(problem) => Err(problem),
    })
}

async fn named(
    (conn, cx): (&impl ConnectionTrait, &Context),
    ahead: &Ahead,
    name: &str,
) -> Result<Result<Account, Problem>, Error> {
    let known = account::namesakes(conn, cx, name).await?;
    Ok(match only(known.into_iter().chain(ahead.accounts(name)).collect()) {
        Ok(account) => Ok((account, AccountDeed::Nothing)),
        Err(Problem::NotFound) => {
            account::named(name).map(|input| (made(cx, &input), AccountDeed::Make(Box::new(input))))
        }
        Err(problem) => Err(problem),
    })
}

fn made(cx: &Context, input: &AccountInput) -> Namesake {
    let number = input.registration_number.clone();
    Namesake { id: AccountId(cx.new_id()), name: input.name.clone(), number }
}

async fn one_contact(
    (conn, cx): (&impl ConnectionTrait, &Context),
    ahead: &Ahead,
    name: &str,
    account: Option<AccountId>,
) -> Result<Result<(ContactId, ContactDeed), Problem>, Error> {
    let known = contact::namesakes(conn, cx, name).await?;
    let known = known.into_iter().chain(ahead.contacts(name)).collect();
    Ok(match contact::choose(known, account) {
        Ok(id) => Ok((id, ContactDeed::Nothing)),
        Err(Problem::NotFound | Problem::OtherAccount) => contact::named(name).map(|input| {
            let input = Box::new(input);
            let deed = ContactDeed::Make { name: name.to_owned(), input, account };
            (ContactId(cx.new_id()), deed)
        }),
        Err(problem) => Err(problem),
    })
}
