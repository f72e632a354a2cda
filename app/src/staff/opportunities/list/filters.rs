//! Search and filters: chips for those that are on, a small form for more.

use domain::{
    choice::{Chosen, List},
    format,
    ids::UserId,
    money::Currency,
    opportunity::{ListQuery, Occasion, Status, View},
};
use leptos::prelude::*;
use strum::IntoEnumIterator as _;
use ui::{
    Button, ButtonKind, ButtonLink, ButtonSize, Choice, FilterChip, Glyph, Icon, InputKind, Picked,
    SelectField, TextField,
};

use super::query;
use crate::{
    shared::{Lookup, RecordPicker},
    staff::{places::OPPORTUNITIES, search::Search},
    text::{self, ListText},
};

/// The row above the list.
#[component]
pub(super) fn Filters(
    query: ListQuery,
    /// Names behind the ids: owner, partner, account.
    names: [Option<String>; 3],
    /// The reason, if it is one of them.
    reason: Option<Chosen>,
    owners: Vec<(UserId, String)>,
    typing: Typing,
) -> impl IntoView {
    let t = ListText::get();
    let clear = query::is_filtered(&query).then(|| query::href(&query::unfiltered(&query)));
    let [owner, partner, account] = names;
    let how = [&partner, &account].map(|name| if name.is_some() { t.is } else { t.contains });
    let partner = named(partner, &query.partner_name);
    let account = named(account, &query.account_name);
    let chosen = [partner.clone(), account.clone()].map(Option::unwrap_or_default);
    let names = [owner, partner, account];
    view! {
        <div class="filterbar">
            <div class="contents only-narrow">
                <Search id="list-search" query=query.clone() />
            </div>
            {chips(&query, names, how, reason.as_ref()).into_iter().map(Chip::view).collect_view()}
            <AddFilter query owners chosen typing />
            {clear
                .map(|href| {
                    view! {
                        <ButtonLink href kind=ButtonKind::Quiet size=ButtonSize::Small>
                            {t.clear}
                        </ButtonLink>
                    }
                })}
        </div>
    }
}

/// What was typed stands for itself where nobody is called just so.
fn named(found: Option<String>, typed: &str) -> Option<String> {
    let typed = typed.trim();
    found.or_else(|| (!typed.is_empty()).then(|| typed.to_owned()))
}

/// A filter that is on.
struct Chip {
    field: &'static str,
    how: &'static str,
    value: String,
    without: String,
}

impl Chip {
    fn view(self) -> AnyView {
        let Self { field, how, value, without } = self;
        let remove = format!("{} {field}", ListText::get().remove_filter);
        view! { <FilterChip field how value without remove /> }.into_any()
    }
}

fn chips(
    query: &ListQuery,
    names: [Option<String>; 3],
    // Whether partner and account are called so or their names contain it.
    [partner_how, account_how]: [&'static str; 2],
    reason: Option<&Chosen>,
) -> Vec<Chip> {
    let (t, lang) = (ListText::get(), text::lang());
    let [owner, partner, account] = names;
    let status = query.status.parse::<Status>().ok().map(|s| text::status(lang, s).to_owned());
    let currency = query.currency.parse::<Currency>().ok().map(|currency| currency.to_string());
    let search = Some(query.q.trim().to_owned()).filter(|q| !q.is_empty());
    let least =
        domain::money::Money::parse(&query.min_value, query.currency.parse().unwrap_or_default());
    let least = least.ok().flatten();
    let least = least.map(|money| format::money(lang, money, format::Decimals::IfAny));
    let close = query.close_to.parse().ok().map(|day| format::date(lang, day));
    let event = query.event.parse::<Occasion>().ok();
    let event = event.map(|event| text::occasion_since(lang, event, query.since.parse().ok()));
    let reason = reason.map(|reason| text::choice(lang, List::Decline, reason));
    let chip = |field, how, value: Option<String>, change: fn(&mut ListQuery)| {
        value.map(|value| Chip { field, how, value, without: query::with(query, change) })
    };
    [
        chip(t.searched, t.contains, search, |q| q.q.clear()),
        chip(t.event, t.is, event, |q| {
            q.event.clear();
            q.since.clear();
            q.reason.clear();
        }),
        chip(t.reason, t.is, reason, |q| q.reason.clear()),
        chip(t.status, t.is, status, |q| q.status.clear()),
        chip(t.owner, t.is, owner, |q| q.owner.clear()),
        chip(t.partner, partner_how, partner, |q| {
            q.partner.clear();
            q.partner_name.clear();
        }),
        chip(t.account, account_how, account, |q| {
            q.account.clear();
            q.account_name.clear();
        }),
        chip(t.currency, t.is, currency, |q| q.currency.clear()),
        chip(t.value, t.at_least, least, |q| q.min_value.clear()),
        chip(t.close, t.until, close, |q| q.close_to.clear()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What the form asks for itself.
const OWN: [&str; 9] = [
    "status",
    "owner",
    "partner",
    "partner_name",
    "account",
    "account_name",
    "currency",
    "min_value",
    "close_to",
];

/// A form that asks for the same list with more filters; it works as it stands, without script.
#[component]
fn AddFilter(
    query: ListQuery,
    owners: Vec<(UserId, String)>,
    /// Names of the partner and of the account that are chosen.
    chosen: [String; 2],
    typing: Typing,
) -> impl IntoView {
    let t = ListText::get();
    let [partner, account] = chosen;
    let kept = query::pairs(&query::first_page(&query));
    let kept = kept.into_iter().filter(|(name, _)| !OWN.contains(name));
    let hidden = kept.map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    let hidden = hidden.collect_view();
    view! {
        <details class="menu filter-menu">
            <summary class="chip">
                <span>
                    <Icon glyph=Glyph::Plus />
                    {t.add_filter}
                </span>
            </summary>
            <form class="menu-list" method="get" action=OPPORTUNITIES>
                {hidden}
                <SelectField
                    label=t.status
                    name="status"
                    id="filter-status"
                    choices=statuses(query::view(&query))
                    initial=query.status
                />
                <SelectField
                    label=t.owner
                    name="owner"
                    id="filter-owner"
                    choices=people(owners)
                    initial=query.owner
                />
                {picker(
                    Lookup::Partners,
                    (t.partner, "partner", "partner_name"),
                    typing.partner.beginning(query.partner, partner),
                )}
                {picker(
                    Lookup::Accounts,
                    (t.account, "account", "account_name"),
                    typing.account.beginning(query.account, account),
                )}
                <SelectField
                    label=t.currency
                    name="currency"
                    id="filter-currency"
                    choices=currencies()
                    initial=query.currency
                />
                <TextField
                    label=t.min_value
                    name="min_value"
                    id="filter-value"
                    kind=InputKind::Decimal
                    initial=query.min_value
                />
                <TextField
                    label=t.close_to
                    name="close_to"
                    id="filter-close"
                    kind=InputKind::Date
                    initial=query.close_to
                />
                <Button kind=ButtonKind::Accent submit=true>
                    {t.apply_filter}
                </Button>
            </form>
        </details>
    }
}

/// What is being typed into the pickers: kept outside of the list, which is drawn anew whenever something changes.
#[derive(Clone, Copy, Default)]
pub(super) struct Typing {
    partner: Typed,
    account: Typed,
}

/// What is typed into one picker.
#[derive(Clone, Copy, Default)]
struct Typed {
    value: RwSignal<String>,
    picked: RwSignal<Picked>,
    /// What the URL said when it began.
    from: RwSignal<Picked>,
}

impl Typed {
    /// Begins with what the URL says, unless it began with that before.
    fn beginning(self, id: String, text: String) -> Self {
        let said = Picked { id, text };
        if self.from.get_untracked() != said {
            self.value.set(said.text.clone());
            self.picked.set(said.clone());
            self.from.set(said);
        }
        self
    }
}

/// A record to choose, or a part of its name.
fn picker(
    lookup: Lookup,
    (label, id_name, name): (&'static str, &'static str, &'static str),
    Typed { value, picked, .. }: Typed,
) -> AnyView {
    let id = ["filter-", id_name].concat();
    view! { <RecordPicker lookup label name id_name id picked value /> }.into_any()
}

/// Only statuses that the view can hold.
fn statuses(view: View) -> Vec<Choice> {
    let lang = text::lang();
    let possible = |status: &Status| match view {
        View::Closed => !status.is_open(),
        View::Delivered => *status == Status::Delivered,
        View::Decision => status.needs_decision() || *status == Status::InProgress,
        View::Mine | View::Open => status.is_open(),
    };
    let choices = Status::iter().filter(possible);
    let choices = choices.map(|status| Choice::new(status.to_string(), text::status(lang, status)));
    std::iter::once(Choice::new("", ListText::get().any)).chain(choices).collect()
}

fn people(owners: Vec<(UserId, String)>) -> Vec<Choice> {
    let choices = owners.into_iter().map(|(id, name)| Choice::new(id.to_string(), name));
    std::iter::once(Choice::new("", ListText::get().any)).chain(choices).collect()
}

fn currencies() -> Vec<Choice> {
    let choices =
        Currency::all().map(|currency| Choice::new(currency.to_string(), currency.to_string()));
    std::iter::once(Choice::new("", ListText::get().any_currency)).chain(choices).collect()
}
