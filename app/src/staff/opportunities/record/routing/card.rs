//! The section about automatic distribution: what was decided and why, or who would be chosen.

use domain::{
    ids::OpportunityId,
    opportunity::StaffOpportunity,
    routing::{Explanation, Shown},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Button, ButtonSize, Card};

use super::{
    super::super::routing_api::{explain_routing, suggest_partners},
    deed::{Refused, is_open},
    queue::{Line, queue},
    shown,
};
use crate::{
    error::AppError,
    live::live,
    shared::post_form::{Post, PostForm},
    staff::places,
    text::{self, RoutingText},
};

/// Name of the wish in the URL.
const SUGGEST: &str = "suggest";

/// The section; nothing while there is nothing to say.
#[component]
pub(in super::super) fn RoutingCard(
    data: Signal<StaffOpportunity>,
    take: Post,
    queue: Post,
    /// It was offered.
    on_done: Callback<()>,
    /// Who is asked next was changed.
    on_change: Callback<()>,
) -> impl IntoView {
    let asking = Line { data, post: queue, on_done: on_change };
    let query = use_query_map();
    let id = data.with_untracked(|record| record.id);
    let open = Memo::new(move |_| data.with(is_open));
    let wanted = Memo::new(move |_| query.with(|query| query.get(SUGGEST).is_some()));
    let heard = live();
    let loaded = Resource::new_blocking(
        move || (heard.get(), open.get() && wanted.get()),
        move |(_, wanted)| load(id, wanted),
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let (decided, suggested) = loaded.await;
                let suggested = suggested.map(|found| suggestions(data, found, take, on_done));
                let link = (suggested.is_none() && open.get()).then(|| ask(data));
                let refused = open.get().then(|| view! { <Refused post=take /> });
                (!decided.is_empty() || link.is_some() || suggested.is_some())
                    .then(|| {
                        view! {
                            <Card id="routing" title=RoutingText::get().routing>
                                {refused}
                                {link}
                                {suggested}
                                {decided
                                    .iter()
                                    .enumerate()
                                    .map(|(age, of)| decision(of, (age == 0).then_some(asking)))
                                    .collect_view()}
                            </Card>
                        }
                    })
            })}
        </Transition>
    }
}

type Loaded = (Vec<Explanation>, Option<Result<Explanation, AppError>>);

async fn load(id: OpportunityId, wanted: bool) -> Loaded {
    let suggested = if wanted { Some(suggest_partners(id).await) } else { None };
    (explain_routing(id).await.unwrap_or_default(), suggested)
}

/// The way to the suggestions: it looks at all partners, so it is only done when somebody wants it.
fn ask(data: Signal<StaffOpportunity>) -> AnyView {
    let path = data.with_untracked(|record| places::opportunity(&record.reference));
    let href = [&path, "?", SUGGEST, "=1#routing"].concat();
    view! {
        <p>
            <a class="btn" href=href>
                {RoutingText::get().suggest}
            </a>
        </p>
    }
    .into_any()
}

fn suggestions(
    data: Signal<StaffOpportunity>,
    found: Result<Explanation, AppError>,
    take: Post,
    on_done: Callback<()>,
) -> AnyView {
    let (t, lang) = (RoutingText::get(), text::lang());
    let found = match found {
        Ok(found) => found,
        Err(error) => {
            return view! { <p class="error">{text::failure(lang, &error)}</p> }.into_any();
        }
    };
    let id = data.with_untracked(|record| record.id.to_string());
    let deed = |one: &Shown| {
        let id = id.clone();
        let partner = one.partner.id.to_string();
        let words = [t.offer_to, " ", &one.partner.name].concat();
        let form = view! {
            <PostForm post=take on_done class="contents">
                <input type="hidden" name="id" value=id />
                <input type="hidden" name="partner" value=partner />
                <Button submit=true size=ButtonSize::Small pending=take.pending()>
                    {words}
                </Button>
            </PostForm>
        };
        Some(form.into_any())
    };
    let nobody = found.ranked.is_empty().then(|| view! { <p>{t.nobody}</p> });
    view! {
        <h3>{t.suggested}</h3>
        {shown::head(&found)}
        {nobody}
        {shown::ranked(&found, deed)}
        {shown::out(&found)}
    }
    .into_any()
}

fn decision(of: &Explanation, line: Option<Line>) -> AnyView {
    let next = line.map(|line| queue(&of.next, line));
    let t = RoutingText::get();
    let title = if of.is_taken_back() { t.taken_back } else { t.why };
    view! {
        <h3>{title}</h3>
        {shown::head(of)}
        {shown::asked(of)}
        {next}
        {shown::ranked(of, |_| None)}
        {shown::out(of)}
    }
    .into_any()
}
