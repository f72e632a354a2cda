//! The page: what the vendor keeps of the company, what it says itself, its people.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Notice, NoticeKind};

use super::{
    api::{InviteColleague, SaveCompany, SetColleagueActive, SetColleagueRole},
    profile::{kept, said},
    team::{invite, team},
};
use crate::{
    error::AppError,
    forms::{Echo, FormState},
    partner::plain_page::plain_page,
    request::{Answer, context},
    shared::page_title::PageTitle,
    text::CompanyText,
};

/// `/company`.
#[component]
pub(in crate::partner) fn CompanyPage() -> AnyView {
    let done = use_query_map().with_untracked(|query| query.get("done"));
    plain_page(move |echo| page(echo, done.clone()))
}

/// The forms of the page after a refused post.
pub(super) struct Forms {
    pub save: FormState,
    pub invite: FormState,
    pub active: FormState,
    pub role: FormState,
}

impl Forms {
    fn of(echo: Option<&Echo>) -> Self {
        Self {
            save: FormState::of_page::<SaveCompany>(echo),
            invite: FormState::of_page::<InviteColleague>(echo),
            active: FormState::of_page::<SetColleagueActive>(echo),
            role: FormState::of_page::<SetColleagueRole>(echo),
        }
    }

    fn failed(&self) -> bool {
        let all = [self.save, self.invite, self.active, self.role];
        all.into_iter().any(|state| state.failure().with_untracked(Option::is_some))
    }
}

async fn page(echo: Option<Echo>, done: Option<String>) -> Result<AnyView, AppError> {
    let cx = context().await?;
    let company = backend::company::show(&cx).await.answer()?;
    let forms = Forms::of(echo.as_ref());
    let t = CompanyText::get();
    let failed = forms.failed();
    let told = done.filter(|_| !failed).map(|done| {
        let words = match done.as_str() {
            "invited" => t.invited,
            "changed" => t.changed,
            _ => t.saved,
        };
        view! { <Notice kind=NoticeKind::Ok>{words}</Notice> }
    });
    let invitation = company.may_manage.then(|| invite(&company, forms.invite));
    Ok(view! {
        <PageTitle title=t.company failed=Signal::stored(failed) />
        <div class="page">
            <div class="hello">
                <h1>{t.company}</h1>
                <p>{company.name.clone()}</p>
            </div>
            {told}
            <div class="halves">
                <div class="stack">{team(&company, &forms)} {invitation}</div>
                <div class="stack">{kept(&company)} {said(&company, forms.save)}</div>
            </div>
        </div>
    }
    .into_any())
}
