//! The page of an opportunity that is not stored yet.

use domain::opportunity::Draft;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{
    super::api::{CreateOpportunity, draft_opportunity},
    course::Course,
    fields::{Fields, Mode},
    form::{FORM, RecordForm},
    page::{Loaded, echo_of},
    save::{RecordSaveBar, dirty},
    tabs::{self, RecordTabs},
};
use crate::{
    forms::Echo,
    shared::{
        failure::Failure,
        guard_unsaved,
        page_title::{PageTitle, provide_page_failed},
        post_form::Post,
    },
    text::RecordText,
};

/// The page at `/staff/opportunities/new`.
#[component]
pub(crate) fn NewOpportunityPage() -> impl IntoView {
    let query = use_query_map();
    let draft = Resource::new_blocking(
        || (),
        move |()| {
            let echo = query.with_untracked(|query| query.get("echo"));
            async move { (draft_opportunity().await, echo_of(echo).await) }
        },
    );
    let retry = Callback::new(move |()| draft.refetch());
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let (draft, echo): Loaded<Draft> = draft.await;
                match draft {
                    Ok(draft) => view! { <Blank draft echo /> }.into_any(),
                    Err(error) => view! { <Failure error retry /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Blank(draft: Draft, echo: Option<Echo>) -> impl IntoView {
    let t = RecordText::get();
    provide_page_failed();
    let create = Post::new::<CreateOpportunity>(echo.as_ref());
    let f = Fields::new(create.state(), Mode::New, (&draft.form, &draft.choices), 0);
    let course = Signal::stored(Course::from(&draft));
    let owners = StoredValue::new(draft.owners);
    let tab = tabs::start(create.state());
    tabs::follow(tab);
    let created = RwSignal::new(false);
    let dirty = dirty(f);
    guard_unsaved(Signal::derive(move || dirty.get() && !created.get()));
    let on_done = Callback::new(move |()| created.set(true));
    view! {
        <PageTitle title=t.new_title />
        <div class="record-head">
            <div class="record-title">
                <h1>{t.new_title}</h1>
            </div>
        </div>
        <RecordTabs form=FORM tab />
        <div class="record-main page--form">
            <RecordForm f course owners tab post=create on_done />
        </div>
        <RecordSaveBar f stored_at=Signal::stored(None) owners pending=create.pending() />
    }
}
