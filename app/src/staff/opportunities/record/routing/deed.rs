//! The button *Distribute automatically*, and why nobody could be chosen.

use domain::{
    opportunity::{StaffOpportunity, Status},
    refusal::Refusal,
};
use leptos::prelude::*;
use ui::{Button, ButtonKind, ButtonLink, Glyph};

use super::shown;
use crate::{
    error::AppError,
    shared::{
        form_summary::FormSummary,
        post_form::{Post, PostForm},
    },
    staff::places,
    text::RoutingText,
};

/// Whether a partner can be asked now.
pub(super) fn is_open(record: &StaffOpportunity) -> bool {
    let delivered = record.status != Status::Delivered && record.status != Status::OnHold;
    record.may_edit && delivered && record.targets.contains(&Status::Delivered)
}

/// The button, while it can be offered to somebody.
#[component]
pub(in super::super) fn Distribute(
    data: Signal<StaffOpportunity>,
    post: Post,
    on_done: Callback<()>,
) -> impl IntoView {
    let possible = Memo::new(move |_| data.with(is_open));
    let id = StoredValue::new(data.with_untracked(|record| record.id.to_string()));
    let preview = data.with_untracked(|record| places::preview_of(&record.reference));
    let preview = StoredValue::new(preview);
    view! {
        <Show when=move || possible.get()>
            <PostForm post on_done class="contents">
                <input type="hidden" name="id" value=id.get_value() />
                <Button
                    kind=ButtonKind::Primary
                    submit=true
                    pending=post.pending()
                    glyph=Glyph::Send
                >
                    {RoutingText::get().distribute}
                </Button>
            </PostForm>
            <ButtonLink href=preview.get_value()>{RoutingText::get().preview}</ButtonLink>
        </Show>
    }
}

/// Why nobody was asked: the refusal, and how many partners are out for which reason.
#[component]
pub(in super::super) fn Refused(post: Post) -> impl IntoView {
    let failure = post.state().failure();
    let reasons = move || {
        failure.with(|failure| match failure {
            Some(AppError::Refused(Refusal::NobodyFits { reasons })) if !reasons.is_empty() => {
                Some(shown::reasons(reasons))
            }
            _ => None,
        })
    };
    view! {
        <FormSummary state=post.state() labels=Vec::new() />
        {reasons}
    }
}
