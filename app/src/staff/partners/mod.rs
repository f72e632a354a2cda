//! Partners: the reselling companies and their people.

pub mod api;
mod checks;
mod fields;

use domain::{
    account::Listing,
    calendar::Calendar,
    format,
    ids::PartnerId,
    money::Currency,
    partner::{
        DEFAULT_ACCEPT_HOURS, DEFAULT_FIRST_UPDATE_DAYS, PartnerDetail, PartnerForm, PartnerRow,
        PartnerStatus,
    },
    policy::Action,
    timeline::Subject,
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{Cell, Notice, Row};

use self::{
    api::{
        CreatePartner, InvitePartnerPerson, SavePartner, SetPartnerPersonActive,
        SetPartnerPersonRole, list_partners, show_partner,
    },
    checks::Checks,
    fields::PartnerFields,
};
use super::{
    places::PARTNERS,
    records::{
        Done, Field, Found, Invite, Manage, Opportunities, People, RecordForm, RecordList,
        RecordsTimeline, Registrations, listing_query,
    },
};
use crate::{
    error::AppError,
    forms::{Echo, FormState, echo},
    session::me,
    shared::{PartnerBadge, failure::Failure, page_title::PageTitle},
    text::{self, DirectoryText},
};

/// The list.
#[component]
pub(crate) fn PartnersPage() -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| map.with(listing_query));
    let (me, page) = (
        me(),
        Resource::new_blocking(
            move || query.get(),
            |query| async move { (list_partners(query.clone()).await, query) },
        ),
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let t = DirectoryText::get();
                let may_create = me.await.is_ok_and(|me| me.may(Action::WritePartners));
                let todo = if may_create { t.no_partners_text } else { t.no_partners_read };
                let list = RecordList {
                    title: t.partners,
                    path: PARTNERS,
                    search: t.search_partners,
                    may_create,
                    none: (t.no_partners, todo),
                    first: t.new_partner,
                    // A file names partners of opportunities; it makes none.
                    may_import: false,
                };
                let columns = vec![
                    (t.name, ""),
                    (t.status, ""),
                    (t.tier, ""),
                    (t.city, ""),
                    (t.offered, "num"),
                    (t.managed, "num"),
                ];
                match page.await {
                    (Ok(found), query) => {
                        let Listing { rows, total, next, previous } = found;
                        let rows = rows.into_iter().map(row).collect();
                        let found = Listing { rows, total, next, previous };
                        view! { <Found list columns query found /> }.into_any()
                    }
                    (Err(error), _) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn row(row: PartnerRow) -> AnyView {
    let (t, lang) = (DirectoryText::get(), text::lang());
    let count = move |number: u64| format::number(lang, i64::try_from(number).unwrap_or(i64::MAX));
    view! {
        <Row>
            <Cell class="main-cell">
                <a href=[PARTNERS, "/", &row.id.to_string()].concat()>{row.name}</a>
            </Cell>
            <Cell label=t.status>
                <PartnerBadge status=row.status />
            </Cell>
            <Cell label=t.tier>{text::tier(lang, row.tier)}</Cell>
            <Cell label=t.city>{row.city}</Cell>
            <Cell class="num" label=t.offered>
                {count(row.offered_count)}
            </Cell>
            <Cell class="num" label=t.managed>
                {count(row.managed_count)}
            </Cell>
        </Row>
    }
    .into_any()
}

/// An empty partner.
#[component]
pub(crate) fn NewPartnerPage() -> impl IntoView {
    let (me, echo) = (me(), echo());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let echo = echo.await;
                if let Err(error) = super::allowed(me.await, Action::WritePartners) {
                    return view! { <Failure error /> }.into_any();
                }
                let state = FormState::of_page::<CreatePartner>(echo.as_ref());
                let title = DirectoryText::get().new_partner;
                let form = PartnerForm {
                    status: PartnerStatus::Onboarding.to_string(),
                    time_zone: "Europe/Prague".to_owned(),
                    ranking: "50".to_owned(),
                    accept_hours: DEFAULT_ACCEPT_HOURS.to_string(),
                    first_update_days: DEFAULT_FIRST_UPDATE_DAYS.to_string(),
                    calendar: Calendar::Cz.to_string(),
                    value_currency: Currency::default().to_string(),
                    ..PartnerForm::default()
                };
                view! {
                    <PageTitle title failed=Signal::derive(move || state.failure().get().is_some()) />
                    <div class="page page--form">
                        <div class="hello">
                            <h1>{title}</h1>
                        </div>
                        <PartnerFields
                            action=CreatePartner::PATH
                            hidden=Vec::new()
                            form
                            people=Vec::new()
                            state
                        />
                    </div>
                }
                .into_any()
            })}
        </Suspense>
    }
}

/// One partner.
#[component]
pub(crate) fn PartnerPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|p| p.get("id")).and_then(|id| id.parse::<PartnerId>().ok())
    });
    let (echo, record) = (
        echo(),
        Resource::new_blocking(
            move || id.get(),
            |id| async move {
                match id {
                    Some(id) => show_partner(id).await,
                    None => Err(AppError::NotFound),
                }
            },
        ),
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let echo = echo.await;
                match record.await {
                    Ok(partner) => view! { <Partner partner echo /> }.into_any(),
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Partner(partner: PartnerDetail, echo: Option<Echo>) -> AnyView {
    let PartnerDetail { id, version, form, people, opportunities, registrations, may_edit, .. } =
        partner;
    let t = DirectoryText::get();
    let state = FormState::of_page::<SavePartner>(echo.as_ref());
    let inviting = FormState::of_page::<InvitePartnerPerson>(echo.as_ref());
    let name = form.name.clone();
    let back = [PARTNERS, "/", &id.to_string(), "?done=changed"].concat();
    let hidden = vec![("id", id.to_string()), ("version", version.to_string())];
    let fields = if may_edit {
        let people = people.clone();
        view! { <PartnerFields action=SavePartner::PATH hidden form people state /> }.into_any()
    } else {
        view! { <Notice>{t.read_only}</Notice> }.into_any()
    };
    let manage = may_edit.then_some(Manage {
        switch: SetPartnerPersonActive::PATH,
        role: SetPartnerPersonRole::PATH,
        highest: "administrator",
        back,
    });
    let states = [
        FormState::of_page::<SetPartnerPersonRole>(echo.as_ref()),
        FormState::of_page::<SetPartnerPersonActive>(echo.as_ref()),
    ];
    let failed = Signal::derive(move || {
        [state, inviting].into_iter().chain(states).any(|state| state.failure().get().is_some())
    });
    let invite = may_edit.then(|| {
        view! {
            <Invite
                action=InvitePartnerPerson::PATH
                hidden=vec![("id", id.to_string())]
                highest="administrator"
                state=inviting
            />
        }
    });
    view! {
        <PageTitle title=name.clone() failed />
        <div class="page">
            <div class="hello">
                <h1>{name}</h1>
            </div>
            <Done />
            <div class="halves">
                <div class="stack">{fields} <People people title=t.people manage states /> {invite}</div>
                <div class="stack">
                    <Opportunities rows=opportunities />
                    <Registrations rows=registrations of_partner=true />
                    <Checks of=id />
                    <RecordsTimeline of=Subject::Partner(id) />
                </div>
            </div>
        </div>
    }
    .into_any()
}
