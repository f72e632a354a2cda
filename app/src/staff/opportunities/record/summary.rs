//! Tab *Summary*: what is sold to whom.

use domain::{ids::AccountId, money::Currency};
use leptos::prelude::*;
use ui::{Card, Choice, InputKind};

use super::{
    currency::CurrencyChange,
    fields::Fields,
    parts::{Area, Choose, Customer, Line},
};
use crate::{shared::Lookup, text, text::RecordText};

/// The section of that name.
#[component]
pub(super) fn Summary(f: Fields) -> impl IntoView {
    let t = RecordText::get();
    let currency = f.line("currency");
    let lang = text::lang();
    let symbol = Signal::derive(move || {
        currency
            .with(|code| code.parse::<Currency>().ok())
            .map(|c| domain::format::symbol(lang, c).to_owned())
    });
    let account = Signal::derive(move || {
        let text = f.line("account_name").get_untracked();
        f.account.with_untracked(|picked| {
            if picked.text == text { picked.id.parse::<AccountId>().ok() } else { None }
        })
    });
    view! {
        <Card id="summary" title=t.summary body="form-grid">
            <Line f field="topic" class="c8" required=true />
            <div class="c4 stack-sm">
                <Choose f field="currency" choices=currencies() class="" />
                <CurrencyChange f />
            </div>
            <Customer f what="contact" lookup=Lookup::Contacts(account) create_words=t.create_contact />
            <Customer f what="account" lookup=Lookup::Accounts create_words=t.create_account />
            <Line f field="estimated_value" kind=InputKind::Decimal affix=symbol />
            <Area f field="situation" />
            <Area f field="needs" />
            <Area f field="solution" />
            <Area f field="description" class="c8" />
            <Line f field="estimated_close_on" kind=InputKind::Date />
        </Card>
    }
}

fn currencies() -> Vec<Choice> {
    let lang = text::lang();
    Currency::all()
        .map(|currency| {
            let code = currency.to_string();
            let words = format!("{code} – {}", text::currency(lang, currency));
            Choice::new(code, words)
        })
        .collect()
}
