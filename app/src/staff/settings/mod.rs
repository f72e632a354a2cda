//! Settings: the vendor's people and outgoing mail.

pub mod api;
mod overview;

use domain::{
    mail::OutgoingMail,
    overview::Overview,
    person::{Me, PersonRow},
    policy::Action,
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use ui::{Card, Notice};

use self::{
    api::{
        InvitePerson, SetPersonActive, SetPersonRole, list_outgoing_mail, list_people,
        settings_overview,
    },
    overview::Tiles,
};
use super::records::{Done, Invite, Manage, People};
use crate::{
    error::AppError,
    forms::{Echo, FormState, echo},
    session::me,
    shared::{failure::Failure, moment, page_title::PageTitle},
    text::{self, DirectoryText},
};

/// So many messages are listed before the older ones are folded away.
const MAIL_IN_SIGHT: usize = 20;

/// What the page shows; a part that the reader may not see is not asked for.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
struct Parts {
    people: Option<Vec<PersonRow>>,
    mail: Option<Vec<OutgoingMail>>,
    /// The reader keeps the lists of the settings.
    may_list: bool,
    /// Figures, for those who keep a part.
    overview: Option<Overview>,
}

async fn load(me: Result<Me, AppError>) -> Result<Parts, AppError> {
    let me = me?;
    let people = if me.may(Action::ManageStaff) { Some(list_people().await?) } else { None };
    let mail =
        if me.may(Action::ReadOutgoingMail) { Some(list_outgoing_mail().await?) } else { None };
    let may_list = me.may(Action::ManageSettings);
    let overview =
        if me.may(Action::ManageRouting) { Some(settings_overview().await?) } else { None };
    Ok(Parts { people, mail, may_list, overview })
}

/// The page at `/staff/settings`.
#[component]
pub(crate) fn SettingsPage() -> impl IntoView {
    let (me, echo) = (me(), echo());
    let parts = Resource::new_blocking(|| (), move |()| async move { load(me.await).await });
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let echo = echo.await;
                match parts.await {
                    Ok(parts) => view! { <Settings parts echo /> }.into_any(),
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Settings(parts: Parts, echo: Option<Echo>) -> AnyView {
    let t = DirectoryText::get();
    let state = FormState::of_page::<InvitePerson>(echo.as_ref());
    let states = [
        FormState::of_page::<SetPersonRole>(echo.as_ref()),
        FormState::of_page::<SetPersonActive>(echo.as_ref()),
    ];
    let failed = Signal::derive(move || {
        states.into_iter().chain([state]).any(|state| state.failure().get().is_some())
    });
    let known = parts.people.clone().unwrap_or_default();
    let people = match parts.people {
        Some(people) => {
            let manage = Some(Manage {
                switch: SetPersonActive::PATH,
                role: SetPersonRole::PATH,
                highest: "admin",
                back: String::new(),
            });
            view! {
                <People people title=t.staff_people manage states />
                <Invite action=InvitePerson::PATH hidden=Vec::new() highest="admin" state />
            }
            .into_any()
        }
        None => view! { <Notice>{t.admins_only}</Notice> }.into_any(),
    };
    let mail = match parts.mail {
        Some(mail) => view! { <Mail mail /> }.into_any(),
        None => view! { <Notice>{t.mail_roles}</Notice> }.into_any(),
    };
    view! {
        <PageTitle title=t.settings failed />
        <div class="page">
            <div class="hello">
                <h1>{t.settings}</h1>
            </div>
            <Done />
            <Tiles overview=parts.overview people=known may_list=parts.may_list />
            <div class="halves">
                <div class="stack">{people}</div>
                {mail}
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Mail(mail: Vec<OutgoingMail>) -> AnyView {
    let t = DirectoryText::get();
    let none = mail.is_empty().then(|| view! { <p class="muted">{t.no_mail}</p> });
    let mut newest = mail;
    let older = newest.split_off(newest.len().min(MAIL_IN_SIGHT));
    let older = (!older.is_empty()).then(|| {
        let count = older.len();
        view! {
            <details>
                <summary class="btn">{t.older_mail} " " <span class="muted">{count}</span></summary>
                <ul class="mail">{older.into_iter().map(item).collect_view()}</ul>
            </details>
        }
    });
    view! {
        <Card id="mail" title=t.mail>
            <p class="muted">{t.mail_text}</p>
            {none}
            <ul class="mail">{newest.into_iter().map(item).collect_view()}</ul>
            {older}
        </Card>
    }
    .into_any()
}

fn item(mail: OutgoingMail) -> AnyView {
    let (t, lang) = (DirectoryText::get(), text::lang());
    let link = mail.link.map(|link| {
        let id = ["link-", &mail.id.to_string()].concat();
        view! {
            <p class="field">
                <label for=id.clone()>{t.link}</label>
                <input class="input" id=id readonly=true value=link />
            </p>
        }
    });
    let about =
        [&mail.to, " · ", text::mail_state(lang, mail.state), " · ", &moment(mail.created_at)]
            .concat();
    view! {
        <li>
            <details>
                <summary>
                    <b>{mail.subject}</b>
                    " "
                    <span class="muted">{about}</span>
                </summary>
                {link}
                {mail.last_error.map(|error| view! { <p class="error">{error}</p> })}
                <pre class="letter" tabindex="0">{mail.text}</pre>
            </details>
        </li>
    }
    .into_any()
}
