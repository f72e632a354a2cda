//! Decides what a line comes to, by reading alone.

use domain::{
    choice::Choices,
    ids::AccountId,
    invalid::{FieldError, Problem},
    opportunity::{OpportunityForm, Status},
    policy::Actor,
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};
use uuid::Uuid;

use super::{
    ahead::Ahead,
    columns::words,
    line::{self, Cells, Key, Owners},
    parties::{self, Parties},
    run::DateOrder,
    sheet::Row,
    tally::Seen,
};
use crate::{
    Context, Error, choice,
    entity::{opportunity, user_account},
    opportunity::absorb::{self, Customer, Verdict},
    routing::Automatic,
};

/// What all lines of a file have in common.
pub struct Desk<'a> {
    cx: &'a Context,
    dates: DateOrder,
    owners: Owners,
    choices: Choices,
    automatic: Automatic,
}

/// A good line.
pub struct Decision {
    /// Its id.
    pub id: String,
    /// Its values.
    pub form: OpportunityForm,
    pub parties: Parties,
    pub verdict: Verdict,
}

impl<'a> Desk<'a> {
    /// Learns who may own opportunities and what can be chosen.
    pub async fn open(
        conn: &impl ConnectionTrait,
        cx: &'a Context,
        dates: DateOrder,
    ) -> Result<Self, Error> {
        let people = user_account::Entity::visible_to(&Actor::System)
            .filter(user_account::Column::Kind.eq("staff"))
            .filter(user_account::Column::DeactivatedAt.is_null())
            .all(conn)
            .await?;
        let mut owners = Owners::new();
        for person in people {
            let id = person.id.into();
            owners.insert(words(&person.email), Some(id));
            owners.entry(words(&person.name)).and_modify(|known| *known = None).or_insert(Some(id));
        }
        let (choices, automatic) =
            (choice::all(conn, cx).await?, Automatic::known(conn, cx).await?);
        Ok(Self { cx, dates, owners, choices, automatic })
    }

    /// The opportunity that the line creates, when a rule distributes it then.
    pub async fn distributed(
        &self,
        conn: &impl ConnectionTrait,
        decision: &Decision,
    ) -> Result<Option<Uuid>, Error> {
        let Some(new) = decision.verdict.created() else { return Ok(None) };
        Ok(self.automatic.takes(conn, self.cx, new).await?.then_some(new.id))
    }

    /// What a line comes to, or what is wrong with it. `ahead` is what lines before it would have made, unless that is
    /// in the database.
    pub async fn decide(
        &self,
        conn: &impl ConnectionTrait,
        (ahead, seen): (&Ahead, &Seen),
        row: &Row,
        cells: &Cells<'_>,
    ) -> Result<Result<Decision, Vec<FieldError>>, Error> {
        if let Some(problem) = &row.problem {
            return Ok(Err(vec![FieldError::new("", problem.clone())]));
        }
        let (mut form, (system, id)) = match self.read(seen, cells) {
            Ok(read) => read,
            Err(errors) => return Ok(Err(errors)),
        };
        let on = (conn, self.cx);
        let old = opportunity::Entity::visible_to(&self.cx.actor)
            .filter(opportunity::Column::ExternalSystem.eq(system))
            .filter(opportunity::Column::ExternalId.eq(id.as_str()))
            .one(conn)
            .await?;
        let account = old.as_ref().and_then(|old| old.account_id).map(AccountId);
        let parties = match parties::settle(on, ahead, &mut form, cells, account).await? {
            Ok(parties) => parties,
            Err(error) => return Ok(Err(vec![error])),
        };
        let account = parties.account.as_ref().map(|account| account.id);
        let customer = Customer { account, contact: parties.contact };
        let on = (conn, self.cx, &self.choices);
        let verdict = match old {
            None => absorb::add(on, form.clone(), customer, (system, &id)).await?,
            Some(old) => {
                absorb::refresh(on, old, customer, |stored| {
                    let _checked_before = line::fill(stored, cells, self.known(), self.dates);
                })
                .await?
            }
        };
        Ok(verdict.map(|verdict| Decision { id, form, parties, verdict }))
    }

    /// Whom and what a cell can name.
    fn known(&self) -> (&Owners, &Choices) {
        (&self.owners, &self.choices)
    }

    /// The form and the key of a line, as far as it can be checked by itself.
    fn read(
        &self,
        seen: &Seen,
        cells: &Cells<'_>,
    ) -> Result<(OpportunityForm, Key), Vec<FieldError>> {
        let mut errors = Vec::new();
        let key = line::external_id(cells).map_err(|error| errors.push(error)).ok();
        if key.as_ref().is_some_and(|(_, id)| seen.knows(id)) {
            return Err(vec![FieldError::new("external_id", Problem::Taken)]);
        }
        let mut form = OpportunityForm {
            status: Status::InProgress.to_string(),
            ..OpportunityForm::default()
        };
        errors.extend(line::fill(&mut form, cells, self.known(), self.dates));
        errors.extend(line::status(&mut form, cells).err());
        errors.extend(parties::check(cells));
        errors.extend(form.check().err().unwrap_or_default());
        key.filter(|_| errors.is_empty()).map(|key| (form, key)).ok_or(errors)
    }
}
