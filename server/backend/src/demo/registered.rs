//! Deal registrations of what partners brought: one of each kind that staff and partners meet.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ids::{OpportunityId, RegistrationId, UserId},
    opportunity::ReasonForm,
    registration::{Reason, RegistrationForm},
};

use super::{directory::Company, stage::Stage};
use crate::{Context, Error, account::legal_form::core_name, fold::fold, registration};

/// Whose opportunity it is and who decides.
pub struct Registered<'a> {
    pub stage: &'a Stage,
    pub company: &'a Company,
    pub manager: UserId,
    pub id: OpportunityId,
}

impl Registered<'_> {
    /// What becomes of the `nth` one; some are never registered.
    pub async fn tell(&self, nth: usize) -> Result<(), Error> {
        let day = |days| self.stage.ago(TimeDelta::days(days));
        match nth {
            0 => self.submitted(self.stage.ago(TimeDelta::hours(3))).await.map(drop),
            1 => self.reviewed(day(1)).await.map(drop),
            2 => {
                let id = self.reviewed(day(2)).await?;
                registration::ask(&self.staff(day(1)), id, "Kdo u zákazníka rozhoduje?").await
            }
            4 => {
                let id = self.reviewed(day(5)).await?;
                registration::approve(&self.staff(day(4)), id, "").await
            }
            5 => {
                let id = self.reviewed(day(5)).await?;
                let reason = Reason::NotQualified.to_string();
                let text = "Zatím chybí potvrzený rozpočet.".to_owned();
                registration::reject(&self.staff(day(4)), id, ReasonForm { reason, text }).await
            }
            _ => Ok(()),
        }
    }

    fn staff(&self, when: DateTime<Utc>) -> Context {
        self.stage.staff(when, self.manager)
    }

    async fn submitted(&self, when: DateTime<Utc>) -> Result<RegistrationId, Error> {
        let cx = self.stage.partner(when, self.company);
        let reference = self.stage.reference(self.id).await?;
        let page = registration::page(&cx, &reference).await?;
        // Where nothing else says which company it is, its web does.
        let name = core_name(&fold(&page.form.customer)).replace(' ', "-");
        let known = Some(page.form.domain.clone()).filter(|domain| !domain.is_empty());
        let form = RegistrationForm {
            domain: known.unwrap_or_else(|| [&name, ".example"].concat()),
            products: "Řídicí systém, Servis".to_owned(),
            justification: "Zákazníka jsme dvakrát navštívili a připravujeme pro něj studii."
                .to_owned(),
            ..page.form
        };
        registration::submit(&cx, self.id, form, &[]).await?;
        let page = registration::page(&cx, &reference).await?;
        page.registration.map(|registration| registration.id).ok_or(Error::Stale)
    }

    async fn reviewed(&self, when: DateTime<Utc>) -> Result<RegistrationId, Error> {
        let id = self.submitted(when).await?;
        registration::review(&self.staff(when + TimeDelta::hours(2)), id).await?;
        Ok(id)
    }
}
