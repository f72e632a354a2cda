//! The page of one opportunity.

use domain::{
    ids::UserId,
    opportunity::{Named, StaffOpportunity},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{
    super::{
        api::{NoteOpportunity, SaveOpportunity, show_opportunity},
        routing_api::{ChangeQueue, DistributeOpportunity, TakeSuggestion},
    },
    ask::{self, Ask, BroughtNotices},
    course::Course,
    fields::{Fields, Mode},
    form::RecordForm,
    fresh::Fresh,
    head::Head,
    history::History,
    notices::Notices,
    recall::{Recall, Withdrawals},
    registration::Registration,
    routing::{Distribute, Refused, RoutingCard},
    save::{RecordSaveBar, dirty},
    side::TimelineColumn,
    tabs::{self, RecordTabs},
};
use crate::{
    error::AppError,
    forms::{Echo, read_echo},
    shared::{
        NoteDraft,
        failure::Failure,
        guard_unsaved,
        page_title::{PageTitle, provide_page_failed},
        post_form::Post,
    },
    staff::receipt_card::Receipts,
};

/// What the page is made from.
pub(super) type Loaded<T> = (Result<T, AppError>, Option<Echo>);

/// What was posted from this page without script. Read with the record, so that the page is made once.
pub(super) async fn echo_of(id: Option<String>) -> Option<Echo> {
    match id {
        Some(id) => read_echo(id).await.ok().flatten(),
        None => None,
    }
}

/// The page at `/staff/opportunities/{reference}`.
#[component]
pub(crate) fn OpportunityPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let reference = Memo::new(move |_| params.with(|p| p.get("reference").unwrap_or_default()));
    let record = Resource::new_blocking(
        move || reference.get(),
        move |reference| {
            let echo = query.with_untracked(|query| query.get("echo"));
            async move { (show_opportunity(reference).await, echo_of(echo).await) }
        },
    );
    let retry = Callback::new(move |()| record.refetch());
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let (record, echo): Loaded<StaffOpportunity> = record.await;
                ui::in_earnest().await;
                match record {
                    Ok(record) => view! { <Record record echo /> }.into_any(),
                    Err(error) => view! { <Failure error retry /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// Everything that the parts of the page share.
#[derive(Clone, Copy)]
struct Desk {
    fields: Fields,
    fresh: Fresh,
    course: Signal<Course>,
    owners: StoredValue<Vec<Named<UserId>>>,
    tab: RwSignal<String>,
    save: Post,
    note: Post,
    draft: NoteDraft,
    withdrawals: Withdrawals,
    ask: Post,
    distribute: Post,
    take: Post,
    queue: Post,
}

impl Desk {
    fn new(record: &StaffOpportunity, echo: Option<&Echo>) -> Self {
        let save = Post::new::<SaveOpportunity>(echo);
        let note = Post::new::<NoteOpportunity>(echo);
        let mode = if record.may_edit { Mode::Edit } else { Mode::Read };
        let fields =
            Fields::new(save.state(), mode, (&record.form, &record.choices), record.version);
        let fresh = Fresh::new(record, fields, save);
        let data = fresh.data;
        let course = Memo::new(move |_| data.with(|record| Course::from(record)));
        choose_on_conflict(fields, save, fresh.moved);
        Self {
            fields,
            fresh,
            course: course.into(),
            owners: StoredValue::new(record.owners.clone()),
            tab: tabs::start(save.state()),
            save,
            note,
            draft: NoteDraft::new(note.state()),
            withdrawals: Withdrawals::new(echo),
            ask: ask::post(echo),
            distribute: Post::new::<DistributeOpportunity>(echo),
            take: Post::new::<TakeSuggestion>(echo),
            queue: Post::new::<ChangeQueue>(echo),
        }
    }
}

/// A refused save that asks which value is right: at once for a page without script, later with it.
fn choose_on_conflict(f: Fields, save: Post, moved: RwSignal<bool>) {
    let failure = save.state().failure();
    if let Some(conflict) = failure.with_untracked(|f| Fields::conflict_of(f.as_ref())) {
        f.choose_between(&conflict);
    }
    Effect::new(move |before: Option<()>| {
        let conflict = failure.with(|failure| Fields::conflict_of(failure.as_ref()));
        if let Some(conflict) = conflict.filter(|_| before.is_some()) {
            moved.set(false);
            f.choose_between(&conflict);
        }
    });
}

#[component]
fn Record(record: StaffOpportunity, echo: Option<Echo>) -> impl IntoView {
    provide_page_failed();
    let desk = Desk::new(&record, echo.as_ref());
    let Desk { fields, fresh, course, withdrawals, .. } = desk;
    let data: Signal<StaffOpportunity> = fresh.data.into();
    let dirty = dirty(fields);
    guard_unsaved(Signal::derive(move || dirty.get() || desk.draft.is_dirty()));
    tabs::follow(desk.tab);
    let stored_at = Signal::derive(move || data.with(|record| Some(record.updated_at)));
    let actions = move || {
        view! {
            <Ask data post=desk.ask on_done=fresh.refresh />
            <Recall data course post=withdrawals.recall on_done=fresh.refresh />
            <Distribute data post=desk.distribute on_done=fresh.saved />
        }
    };
    let notices = move || {
        view! {
            <Refused post=desk.distribute />
            <BroughtNotices data />
            <Notices fresh undo=withdrawals.undo />
        }
    };
    view! {
        <PageTitle title=move || data.with(|record| record.form.topic.clone()) />
        <Head data actions notices on_expire=fresh.refresh />
        <RecordTabs form=super::form::FORM tab=desk.tab />
        <div class="record">
            <div class="record-main">
                <Form desk id=record.id.to_string() />
                <RoutingCard
                    data
                    take=desk.take
                    queue=desk.queue
                    on_done=fresh.saved
                    on_change=fresh.refresh
                />
                <Registration id=record.id echo=echo.clone() on_done=fresh.refresh />
                <Receipts reference=record.reference.clone() />
                <History data />
            </div>
            <Timeline desk />
        </div>
        {record
            .may_edit
            .then(|| {
                view! {
                    <RecordSaveBar
                        f=fields
                        stored_at
                        owners=desk.owners
                        pending=desk.save.pending()
                    />
                }
            })}
    }
}

#[component]
fn Form(desk: Desk, id: String) -> impl IntoView {
    let Desk { fields, tab, .. } = desk;
    let data = desk.fresh.data;
    let assignments = Memo::new(move |_| data.with(|record| record.assignments.clone()));
    let seen = move || fields.seen.with(|form| serde_json::to_string(form).unwrap_or_default());
    let hidden = move || {
        view! {
            <input type="hidden" name="id" value=id.clone() />
            <input type="hidden" name="version" value=move || fields.version.get() />
            <input type="hidden" name="seen" value=seen />
            <input type="hidden" name="tab" value=move || tab.get() />
        }
    };
    view! {
        <RecordForm
            f=fields
            course=desk.course
            owners=desk.owners
            tab
            post=desk.save
            on_done=desk.fresh.saved
            assignments
            hidden
        />
    }
}

#[component]
fn Timeline(desk: Desk) -> impl IntoView {
    let Desk { fresh, note, draft, .. } = desk;
    draft.clear_after(note.done());
    view! { <TimelineColumn data=fresh.data.into() post=note draft on_done=fresh.refresh /> }
}
