//! Taking it back: with a reason at any time, without one within ten minutes.

use domain::opportunity::StaffOpportunity;
use leptos::prelude::*;
use ui::{
    Button, ButtonKind, Dialog, DialogButton, DialogClose, DialogState, Glyph, Notice, NoticeKind,
    TextArea,
};

use super::{
    super::api::{RecallOpportunity, UndoDistribution},
    course::Course,
};
use crate::{
    forms::Echo,
    shared::{
        deadline,
        form_summary::FormSummary,
        now,
        post_form::{Post, PostForm},
    },
    text::{CommonText, RecordText},
};

/// The button **Recall…** with its dialog, while partners have it.
#[component]
pub(super) fn Recall(
    data: Signal<StaffOpportunity>,
    course: Signal<Course>,
    post: Post,
    on_done: Callback<()>,
) -> impl IntoView {
    let t = RecordText::get();
    let possible =
        Memo::new(move |_| course.with(Course::may_recall) && data.with(|record| record.may_edit));
    let id = data.with_untracked(|record| record.id.to_string());
    let dialog = StoredValue::new(DialogState::new("recall", post.failed_before()));
    let id = StoredValue::new(id);
    let reason = RwSignal::new(post.state().posted("reason").unwrap_or_default());
    let done = Callback::new(move |()| {
        dialog.with_value(DialogState::close);
        reason.set(String::new());
        on_done.run(());
    });
    view! {
        <Show when=move || possible.get()>
            <DialogButton dialog=dialog.get_value() glyph=Some(Glyph::Undo)>
                {t.recall}
            </DialogButton>
            <Dialog dialog=dialog.get_value() title=t.recall_title>
                <PostForm post on_done=done>
                    <input type="hidden" name="id" value=id.get_value() />
                    <div class="dialog-body stack">
                        <p>{t.recall_text}</p>
                        <FormSummary
                            state=post.state()
                            prefix="recall-"
                            labels=vec![("reason", t.recall_reason)]
                        />
                        <TextArea
                            label=t.recall_reason
                            name="reason"
                            id="recall-reason"
                            value=reason
                            error=post.state().error("reason")
                            required=true
                        />
                    </div>
                    <footer>
                        <DialogClose dialog=dialog.get_value() word=CommonText::get().cancel />
                        <Button kind=ButtonKind::Danger submit=true pending=post.pending()>
                            {t.recall_do}
                        </Button>
                    </footer>
                </PostForm>
            </Dialog>
        </Show>
    }
}

/// What the two deeds need, made by the page.
#[derive(Clone, Copy)]
pub(super) struct Withdrawals {
    pub recall: Post,
    pub undo: Post,
}

impl Withdrawals {
    pub(super) fn new(echo: Option<&Echo>) -> Self {
        Self {
            recall: Post::new::<RecallOpportunity>(echo),
            undo: Post::new::<UndoDistribution>(echo),
        }
    }
}

/// The offer to undo the hand-over, until its ten minutes are over.
#[component]
pub(super) fn Undo(
    data: Signal<StaffOpportunity>,
    post: Post,
    on_done: Callback<()>,
) -> impl IntoView {
    let t = RecordText::get();
    let until =
        Memo::new(move |_| data.with(|record| record.undo_until.filter(|_| record.may_edit)));
    let over = RwSignal::new(false);
    Effect::new(move |_| {
        over.set(false);
        let Some(until) = until.get() else { return };
        let left = until.signed_duration_since(now()).to_std().unwrap_or_default();
        if let Ok(timer) = set_timeout_with_handle(move || over.set(true), left) {
            on_cleanup(move || timer.clear());
        }
    });
    let id = data.with_untracked(|record| record.id.to_string());
    move || {
        let until = until.get().filter(|_| !over.get())?;
        let id = id.clone();
        let button = move || {
            view! {
                <PostForm post on_done class="contents">
                    <input type="hidden" name="id" value=id.clone() />
                    <Button submit=true pending=post.pending() glyph=Glyph::Undo>
                        {t.undo}
                    </Button>
                </PostForm>
            }
        };
        Some(view! {
            <Notice kind=NoticeKind::Info glyph=Glyph::Clock actions=button>
                {format!("{} {}.", t.undo_until, deadline(until))}
            </Notice>
            <FormSummary state=post.state() labels=Vec::new() />
        })
    }
}
