//! Who is asked next if the partner says no; staff skip one, put one first, or stop it.

use domain::{
    ids::PartnerId,
    opportunity::{Named, StaffOpportunity, Status},
    routing::QueueDeed,
};
use leptos::prelude::*;
use ui::{Button, ButtonSize};

use crate::{
    shared::{
        form_summary::FormSummary,
        post_form::{Post, PostForm},
    },
    text::RoutingText,
};

/// What the list can be changed with.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub data: Signal<StaffOpportunity>,
    pub post: Post,
    pub on_done: Callback<()>,
}

/// The list; with buttons while the answer is waited for.
pub(super) fn queue(next: &[Named<PartnerId>], line: Line) -> AnyView {
    let t = RoutingText::get();
    let Some(first) = next.first().map(|one| one.id) else {
        // The last one was asked meanwhile: why the press did nothing is still to be read.
        return view! { <FormSummary state=line.post.state() labels=Vec::new() /> }.into_any();
    };
    let waits = line.data.with_untracked(|of| of.may_edit && of.status == Status::Delivered);
    let row = |place: usize, one: &Named<PartnerId>| {
        let earlier = (waits && place > 0).then(|| deed(line, one, QueueDeed::First, t.ask_first));
        let skip = waits.then(|| deed(line, one, QueueDeed::Skip, t.skip));
        view! {
            <li>
                <span class="cluster">{one.name.clone()} {earlier} {skip}</span>
            </li>
        }
    };
    let rows = next.iter().enumerate().map(|(place, one)| row(place, one)).collect_view();
    let nobody = Named { id: first, name: String::new() };
    let stop = waits.then(|| deed(line, &nobody, QueueDeed::Stop, t.stop));
    view! {
        <h4>{t.next}</h4>
        <FormSummary state=line.post.state() labels=Vec::new() />
        <ol class="stack-sm">{rows}</ol>
        <div class="cluster">{stop}</div>
    }
    .into_any()
}

fn deed(line: Line, one: &Named<PartnerId>, deed: QueueDeed, word: &str) -> AnyView {
    let Line { data, post, on_done } = line;
    let id = data.with_untracked(|of| of.id.to_string());
    let partner = one.id.to_string();
    let name = one.name.clone();
    let word = word.to_owned();
    view! {
        <PostForm post on_done class="contents">
            <input type="hidden" name="id" value=id />
            <input type="hidden" name="partner" value=partner />
            <input type="hidden" name="deed" value=deed.to_string() />
            <Button submit=true size=ButtonSize::Small pending=post.pending()>
                {word}
                " "
                <span class="vh">{name}</span>
            </Button>
        </PostForm>
    }
    .into_any()
}
