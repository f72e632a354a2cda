//! The own company as its people see it.

use domain::{
    ids::UserId,
    opportunity::Named,
    partner::{CompanyForm, CompanyView},
    person::Role,
    policy::{Action, Denied, PartnerRole, Relation, authorize, may},
};
use sea_orm::{QueryOrder, prelude::Uuid};

use crate::{
    Context, Error,
    entity::{partner, user_account},
    partner::row,
    person,
};

/// Profile and team. All of the team may read them.
pub async fn show(cx: &Context) -> Result<CompanyView, Error> {
    authorize(&cx.actor, Action::ReadCompany, Relation::Own)?;
    let reader = cx.actor.user().ok_or(Denied::SignedOut)?;
    let db = cx.db.read();
    let (row, account) = super::own(db, cx).await?;
    let people = user_account::Entity::visible_to(&cx.actor)
        .order_by_asc(user_account::Column::NameSort)
        .order_by_asc(user_account::Column::Id)
        .all(db)
        .await?;
    let profile = row::profile(&row)?;
    let answerers = person::answerers(db, row.id.into()).await?;
    let may_manage = may(&cx.actor, Action::ManageTeam, Relation::Own);
    let grants = |role: &PartnerRole| !person::exceeds(&cx.actor, Role::Partner(*role));
    let roles = [PartnerRole::Administrator, PartnerRole::Manager, PartnerRole::Seller];
    Ok(CompanyView {
        version: row.version,
        name: account.name,
        status: row::status(&row)?,
        tier: row::tier(&row)?,
        ranking: profile.ranking,
        form: form(&row, &profile.languages),
        recipient: recipient(&row, &people),
        recipients: answerers
            .into_iter()
            .map(|person| Named { id: UserId(person.id), name: person.name })
            .collect(),
        people: person::lines(db, cx, &people).await?,
        reader,
        roles: if may_manage { roles.into_iter().filter(grants).collect() } else { Vec::new() },
        may_edit: may(&cx.actor, Action::EditCompany, Relation::Own),
        may_manage,
        territories: profile.territories,
        products: profile.products,
        certifications: profile.certifications,
        limits: profile.limits,
        accept_hours: profile.accept_hours,
        first_update_days: profile.first_update_days,
        calendar: profile.calendar,
    })
}

fn form(row: &partner::Model, languages: &[String]) -> CompanyForm {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    CompanyForm {
        about: text(&row.about),
        website: text(&row.website),
        phone: text(&row.phone),
        languages: languages.join(", "),
        default_recipient: row.default_recipient_id.map(|id| id.to_string()).unwrap_or_default(),
        time_zone: row.time_zone.clone(),
    }
}

fn recipient(row: &partner::Model, people: &[user_account::Model]) -> Option<String> {
    let id: Uuid = row.default_recipient_id?;
    people.iter().find(|person| person.id == id).map(|person| person.name.clone())
}
