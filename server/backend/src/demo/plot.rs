//! Who did what with which opportunity, and when.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    choice::List,
    ids::{OpportunityId, UserId},
    opportunity::{
        AskForm, AskedField, BringForm, FinishForm, OpportunityForm, PickedPartner, ProgressForm,
        ReasonForm, Status,
    },
    refusal::Refusal,
    timeline::NoteForm,
};

use super::{
    directory::{Company, Directory},
    registered::Registered,
    stage::Stage,
    topics::{NOTES, TOPICS},
};
use crate::{Context, Error, assignment, info, note, opportunity, portal, routing};

/// How one opportunity ends up, and how many do.
const ENDINGS: &[(Ending, usize)] = &[
    (Ending::Expired, 12),
    (Ending::With(Status::InProgress), 40),
    (Ending::With(Status::OnHold), 8),
    (Ending::Delivered, 34),
    (Ending::Accepted, 50),
    (Ending::Shared, 14),
    (Ending::Declined, 14),
    (Ending::Returned, 8),
    (Ending::Won, 20),
    (Ending::Lost, 14),
    (Ending::With(Status::OutSold), 6),
    (Ending::Brought, 8),
    (Ending::Rejected, 2),
];

#[derive(Debug, Clone, Copy)]
enum Ending {
    With(Status),
    Delivered,
    Accepted,
    Shared,
    Declined,
    Expired,
    Returned,
    Won,
    Lost,
    Brought,
    Rejected,
}

/// Minutes until the next offers run out; later ones have days.
const SOON: [i64; 6] = [24, 72, 190, 340, 800, 1_300];

/// Tells all of it.
pub async fn tell(stage: &Stage, people: &Directory) -> Result<(), Error> {
    let mut number = 0;
    for (ending, count) in ENDINGS {
        for nth in 0..*count {
            Story { stage, people, number, nth }.run(*ending).await?;
            number += 1;
        }
    }
    Ok(())
}

/// One opportunity; `number` decides everything about it.
struct Story<'a> {
    stage: &'a Stage,
    people: &'a Directory,
    number: usize,
    nth: usize,
}

impl Story<'_> {
    async fn run(&self, ending: Ending) -> Result<(), Error> {
        match ending {
            Ending::With(status) => self.decided_by_staff(status).await,
            Ending::Delivered => self.delivered().await,
            Ending::Accepted => self.managed().await.map(drop),
            Ending::Shared => self.shared().await,
            Ending::Declined => self.declined().await,
            Ending::Expired => self.expired().await,
            Ending::Returned => self.returned().await,
            Ending::Won => self.won().await,
            Ending::Lost => self.lost().await,
            Ending::Brought => self.brought(None).await,
            Ending::Rejected => self.brought(Some(Status::Rejected)).await,
        }
    }

    fn company(&self) -> &Company {
        // The three companies whose people sign in get two of three stories.
        let all = &self.people.partners;
        let index = if self.number % 3 == 2 {
            3 + self.number / 3 % (all.len() - 3)
        } else {
            self.number % 3 + self.nth % 2
        };
        &all[index % all.len()]
    }

    /// When it was created: the older, the further it got.
    fn start(&self) -> DateTime<Utc> {
        let spread = i64::try_from(self.number * 37 % 83).unwrap_or_default();
        self.stage.ago(TimeDelta::days(6 + spread) + TimeDelta::minutes(spread * 11))
    }

    fn owner(&self) -> UserId {
        let sellers = &self.people.sellers;
        if self.number % 5 == 4 {
            self.people.manager
        } else {
            sellers[self.number % sellers.len()]
        }
    }

    fn staff(&self, when: DateTime<Utc>) -> Context {
        self.stage.staff(when, self.owner())
    }

    fn form(&self) -> OpportunityForm {
        let topic = &TOPICS[self.number % TOPICS.len()];
        let customer = &self.people.customers[self.number * 7 % self.people.customers.len()];
        let (currency, scale) = currency_of(customer.country, self.number);
        let figure = (3 + i64::try_from(self.number * 13 % 97).unwrap_or_default()) * 6_500 * scale;
        let close = self.stage.now
            + TimeDelta::days(14 + i64::try_from(self.number * 11 % 160).unwrap_or_default());
        OpportunityForm {
            topic: topic.name.to_owned(),
            account_name: customer.name.to_owned(),
            account_id: customer.id.to_string(),
            contact_name: customer.person.clone(),
            contact_id: customer.contact.to_string(),
            owner_id: self.owner().to_string(),
            currency: currency.to_owned(),
            estimated_value: figure.to_string(),
            estimated_close_on: close.date_naive().to_string(),
            situation: topic.situation.to_owned(),
            needs: topic.needs.to_owned(),
            solution: topic.solution.to_owned(),
            stage: List::Stage.built_in()[self.number % 2].to_owned(),
            source: ["veletrh", "doporučení", "web", "stávající zákazník"][self.number % 4]
                .to_owned(),
            products: topic.product.to_owned(),
            country: customer.country.to_owned(),
            region: customer.region.to_owned(),
            city: customer.city.to_owned(),
            status: Status::InProgress.to_string(),
            ..OpportunityForm::default()
        }
    }

    fn offer(&self, cx: &Context, accept_by: DateTime<Utc>) -> OpportunityForm {
        let company = self.company();
        OpportunityForm {
            status: Status::Delivered.to_string(),
            partner_name: company.name.to_owned(),
            partner_id: company.id.to_string(),
            accept_by: cx.local(accept_by).format(domain::opportunity::ACCEPT_BY).to_string(),
            ..self.form()
        }
    }

    async fn decided_by_staff(&self, status: Status) -> Result<(), Error> {
        let start = self.start();
        let cx = self.staff(start);
        let id = self.stage.create(&cx, self.form()).await?;
        self.staff_note(id, start + TimeDelta::hours(2)).await?;
        if status != Status::InProgress {
            let later = self.staff(start + TimeDelta::days(3));
            self.stage.change(&later, id, |form| form.status = status.to_string()).await?;
        }
        Ok(())
    }

    async fn delivered(&self) -> Result<(), Error> {
        let left = SOON
            .get(self.nth)
            .copied()
            .unwrap_or_else(|| 1_440 + 170 * i64::try_from(self.nth).unwrap_or_default());
        let cx = self.staff(self.stage.ago(TimeDelta::minutes(45 + 3 * left / 2 % 1_900)));
        if self.nth >= SOON.len() && self.nth.is_multiple_of(3) {
            let id = self.stage.create(&cx, self.form()).await?;
            match routing::distribute(&cx, id).await {
                Ok(_) => return Ok(()),
                // Where nobody is left, a person decides.
                Err(Error::Refused(Refusal::NobodyFits { .. })) => {}
                Err(error) => return Err(error),
            }
            let offer = self.offer(&cx, self.stage.now + TimeDelta::minutes(left));
            return self.stage.change(&cx, id, |form| *form = offer).await;
        }
        let offer = self.offer(&cx, self.stage.now + TimeDelta::minutes(left));
        self.stage.create(&cx, offer).await.map(drop)
    }

    /// Offered two days before it is answered.
    async fn offered(&self) -> Result<(OpportunityId, DateTime<Utc>), Error> {
        let start = self.start();
        let cx = self.staff(start);
        let offer = self.offer(&cx, start + TimeDelta::days(2));
        let id = self.stage.create(&cx, offer).await?;
        Ok((id, start))
    }

    /// Accepted, and worked a little.
    async fn managed(&self) -> Result<(OpportunityId, DateTime<Utc>), Error> {
        let (id, start) = self.offered().await?;
        let answered = start
            + TimeDelta::minutes(40 + 19 * i64::try_from(self.number % 90).unwrap_or_default());
        let offer = self.stage.assignment(id, self.company().id).await?;
        assignment::accept(&self.stage.partner(answered, self.company()), offer).await?;
        if self.nth % 4 == 1 {
            self.stage.give_to_seller(offer, self.company()).await?;
        }
        let worked = answered + TimeDelta::days(1);
        if self.number % 4 != 3 {
            let leg = List::Stage.built_in()[1 + self.number % 3];
            let form = ProgressForm {
                stage: leg.to_string(),
                note: NOTES[self.number % NOTES.len()].to_owned(),
                ..ProgressForm::default()
            };
            portal::progress(&self.stage.partner(worked, self.company()), id, form).await?;
        }
        if self.number.is_multiple_of(3) {
            self.staff_note(id, worked + TimeDelta::hours(5)).await?;
        }
        Ok((id, worked + TimeDelta::days(2)))
    }

    async fn shared(&self) -> Result<(), Error> {
        let start = self.start();
        let cx = self.staff(start);
        let all = &self.people.partners;
        // Always two of those whose people sign in, often a third company.
        let count = 2 + self.number % 2;
        let partners: Vec<&Company> = (0..count)
            .map(|step| {
                if step < 2 {
                    &all[(self.nth + step) % 3]
                } else {
                    &all[3 + self.nth % (all.len() - 3)]
                }
            })
            .collect();
        let collaborators = partners
            .iter()
            .map(|company| PickedPartner {
                name: company.name.to_owned(),
                id: company.id.to_string(),
            })
            .collect();
        let form = OpportunityForm {
            status: Status::Accepted.to_string(),
            collaboration: "on".to_owned(),
            collaborators,
            ..self.form()
        };
        let id = self.stage.create(&cx, form).await?;
        for (step, company) in partners.iter().enumerate() {
            let when = start + TimeDelta::hours(20 + 9 * i64::try_from(step).unwrap_or_default());
            let words = NOTES[(self.number + step) % NOTES.len()];
            note::write(&self.stage.partner(when, company), id, to_all(words)).await?;
        }
        Ok(())
    }

    /// Each in turn.
    fn reason(&self, list: List) -> String {
        let codes = list.built_in();
        codes[self.nth % codes.len()].to_owned()
    }

    async fn declined(&self) -> Result<(), Error> {
        let (id, start) = self.offered().await?;
        let offer = self.stage.assignment(id, self.company().id).await?;
        let cx = self.stage.partner(start + TimeDelta::hours(6), self.company());
        let reason = self.reason(List::Decline);
        let text = "Do konce ledna nemáme volného projektanta.".to_owned();
        assignment::decline(&cx, offer, ReasonForm { reason, text }).await
    }

    async fn expired(&self) -> Result<(), Error> {
        let (id, _) = self.offered().await?;
        let late = self.stage.deadline(id, self.company().id).await? + TimeDelta::minutes(1);
        assignment::expire_due(&self.stage.system(late), 10).await.map(drop)
    }

    async fn returned(&self) -> Result<(), Error> {
        let (id, when) = self.managed().await?;
        let reason = self.reason(List::Return);
        let form = ReasonForm { reason, text: "Zákazník se měsíc neozval.".to_owned() };
        portal::give_back(&self.stage.partner(when, self.company()), id, form).await
    }

    async fn won(&self) -> Result<(), Error> {
        let (id, when) = self.managed().await?;
        let form =
            FinishForm { actual_value: self.form().estimated_value, ..FinishForm::default() };
        portal::win(&self.stage.partner(when, self.company()), id, form).await
    }

    async fn lost(&self) -> Result<(), Error> {
        let (id, when) = self.managed().await?;
        let reason = self.reason(List::Loss);
        let form = FinishForm {
            reason,
            text: "Rozhodli se pro jiné řešení.".to_owned(),
            ..FinishForm::default()
        };
        portal::lose(&self.stage.partner(when, self.company()), id, form).await
    }

    /// Brought by a partner; staff have yet to say yes, have asked something, or said no.
    async fn brought(&self, answer: Option<Status>) -> Result<(), Error> {
        let start = self.start();
        let cx = self.stage.partner(start, self.company());
        let reference = opportunity::bring(&cx, self.brought_form(&cx)).await?;
        let id = self.stage.find(&reference).await?;
        let staff = self.staff(start + TimeDelta::days(1));
        if let Some(status) = answer {
            self.stage
                .change(&staff, id, |form| {
                    form.status = status.to_string();
                    "Se zákazníkem už jednáme přímo.".clone_into(&mut form.reason);
                })
                .await?;
        } else if self.nth % 4 == 3 {
            let asked = [AskedField::EstimatedValue, AskedField::Needs];
            let form = AskForm {
                fields: asked.map(|field| (field.to_string(), "on".to_owned())).into(),
                question: "Kolik pracovišť to bude a kdo u zákazníka rozhoduje?".to_owned(),
            };
            info::ask(&staff, id, form).await?;
        } else {
            let (stage, manager) = (self.stage, self.people.manager);
            let company = self.company();
            Registered { stage, company, manager, id }.tell(self.nth).await?;
        }
        Ok(())
    }

    fn brought_form(&self, cx: &Context) -> BringForm {
        let form = self.form();
        BringForm {
            key: cx.new_id().to_string(),
            topic: form.topic,
            lead_company: form.account_name,
            lead_person: form.contact_name,
            currency: form.currency,
            estimated_value: form.estimated_value,
            estimated_close_on: form.estimated_close_on,
            situation: form.situation,
            needs: form.needs,
            solution: form.solution,
            products: form.products,
            city: form.city,
            region: form.region,
            ..BringForm::default()
        }
    }

    async fn staff_note(&self, id: OpportunityId, when: DateTime<Utc>) -> Result<(), Error> {
        let words = NOTES[self.number % NOTES.len()];
        note::write(
            &self.staff(when),
            id,
            NoteForm { body: words.to_owned(), ..NoteForm::default() },
        )
        .await
        .map(drop)
    }
}

/// What a customer pays in, and how many crowns one unit is worth, roughly.
fn currency_of(country: &str, number: usize) -> (&'static str, i64) {
    match country {
        "DE" | "AT" | "SK" => ("EUR", 1),
        "PL" => ("PLN", 5),
        "GB" => ("GBP", 1),
        "US" => ("USD", 1),
        _ if number % 9 == 2 => ("EUR", 1),
        _ => ("CZK", 20),
    }
}

fn to_all(words: &str) -> NoteForm {
    NoteForm { body: words.to_owned(), audience: "all".to_owned(), ..NoteForm::default() }
}
