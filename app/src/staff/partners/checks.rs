//! What the partner asked of the conflict check, and what it was told.

use domain::{
    format,
    ids::PartnerId,
    registration::{AskedCheck, ChecksPage},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Card, Cell, Row, Table, Th};

use super::api::partner_checks;
use crate::{
    shared::{failure::Failure, moment, turn},
    staff::places::PARTNERS,
    text::{self, texts},
};

texts! {
    /// Words of the log.
    ChecksText {
        title: "Kontroly kolize" | "Conflict checks";
        nothing: "Partner se zatím na žádného zákazníka neptal." | "The partner has not asked about any customer yet.";
        asked: "Na koho se ptal" | "Asked about";
        said: "Odpověď" | "Answer";
        who: "Kdo" | "Who";
        when: "Kdy" | "When";
        earlier: "Dřívější kontroly" | "Earlier checks";
        newest: "Poslední kontroly" | "Latest checks";
    }
}

/// Name of the place in the URL.
const BEFORE: &str = "checks";

/// The latest first. Turning its pages leaves the form beside it as it is.
#[component]
pub(super) fn Checks(of: PartnerId) -> impl IntoView {
    let query = use_query_map();
    let before =
        Memo::new(move |_| query.with(|query| query.get(BEFORE)).and_then(|id| id.parse().ok()));
    let page = Resource::new_blocking(
        move || before.get(),
        move |before| async move { (partner_checks(of, before).await, before.is_some()) },
    );
    let retry = Callback::new(move |()| page.refetch());
    view! {
        <Card id="checks" title=ChecksText::get().title>
            <Transition>
                {move || Suspend::new(async move {
                    match page.await {
                        (Ok(page), is_later) => drawn(of, page, is_later),
                        (Err(error), _) => view! { <Failure error retry /> }.into_any(),
                    }
                })}
            </Transition>
        </Card>
    }
}

fn drawn(of: PartnerId, page: ChecksPage, is_later: bool) -> AnyView {
    let t = ChecksText::get();
    let ChecksPage { rows, earlier } = page;
    let path = [PARTNERS, "/", &of.to_string()].concat();
    let newest = is_later.then(|| turn([&path, "#checks"].concat(), t.newest));
    let earlier = earlier.map(|last| {
        let href = [&path, "?", BEFORE, "=", &last.to_string(), "#checks"].concat();
        turn(href, t.earlier)
    });
    let turns = (newest.is_some() || earlier.is_some())
        .then(|| view! { <p class="cluster">{newest} {earlier}</p> });
    view! {
        {table(rows)}
        {turns}
    }
    .into_any()
}

fn table(rows: Vec<AskedCheck>) -> AnyView {
    let t = ChecksText::get();
    if rows.is_empty() {
        return view! { <p class="muted">{t.nothing}</p> }.into_any();
    }
    let head = move || {
        view! {
            <Th word=t.asked />
            <Th word=t.said />
            <Th word=t.who />
            <Th word=t.when />
        }
    };
    view! {
        <Table caption=t.title class="table--cards table--slim" head>
            {rows.into_iter().map(row).collect_view()}
        </Table>
    }
    .into_any()
}

fn row(row: AskedCheck) -> AnyView {
    let (t, lang) = (ChecksText::get(), text::lang());
    let AskedCheck { check, author } = row;
    let until = check.until.map(|day| format::date(lang, day));
    view! {
        <Row>
            <Cell class="main-cell">{check.query}</Cell>
            <Cell label=t.said>{text::check_answer(lang, check.answer, until)}</Cell>
            <Cell label=t.who>{author}</Cell>
            <Cell label=t.when>{moment(check.at)}</Cell>
        </Row>
    }
    .into_any()
}
