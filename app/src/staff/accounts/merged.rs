//! What was merged into an account: the records as they were, so that nothing that they said is lost.

use domain::{
    account_merge::{FIELDS, MergedRecord, value},
    format,
};
use leptos::prelude::*;
use ui::{Card, Fact};

use super::label;
use crate::{
    shared::moment,
    text::{self, MergeText},
};

/// The latest first.
pub(super) fn card(records: Vec<MergedRecord>) -> AnyView {
    let records: Vec<_> = records.into_iter().map(record).collect();
    view! {
        <Card id="merged" title=MergeText::get().merged>
            {records}
        </Card>
    }
    .into_any()
}

fn record(record: MergedRecord) -> AnyView {
    let (t, lang) = (MergeText::get(), text::lang());
    let said =
        FIELDS.into_iter().filter(|field| !value(&record.form, field).is_empty()).map(|field| {
            let value = value(&record.form, field).to_owned();
            view! { <Fact term=label(field)>{value}</Fact> }
        });
    let said: Vec<_> = said.collect();
    let partner = record.managing_partner.map(|name| {
        view! { <Fact term=t.managing_partner>{name}</Fact> }
    });
    let entered = format::date(lang, record.created_at.date_naive());
    let by = record.merged_by.map(|name| [" · ", &name].concat());
    let when = [t.merged_at, " ", &moment(record.merged_at), by.as_deref().unwrap_or_default()];
    view! {
        <div class="stack-sm">
            <h3>{record.form.name.clone()}</h3>
            <p class="sm muted">{when.concat()}</p>
            <dl class="kv">
                {said} {partner} <Fact term=t.entered_on>{entered}</Fact>
            </dl>
        </div>
    }
    .into_any()
}
