//! Who at the company works on an opportunity, and a plain form to hand it to a colleague.

use domain::opportunity::ManagedDetail;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, Choice, SelectField};

use super::{card, words};
use crate::partner::api::AssignSeller;

/// The card; nothing where nobody can be chosen.
pub(super) fn seller(detail: &ManagedDetail) -> AnyView {
    if !detail.may_assign {
        return ().into_any();
    }
    let t = words();
    let present = detail.seller.as_ref().map(|seller| seller.id.to_string()).unwrap_or_default();
    let people = detail
        .colleagues
        .iter()
        .map(|person| Choice::new(person.id.to_string(), person.name.clone()));
    let choices = std::iter::once(Choice::new("", t.nobody_yet)).chain(people).collect();
    let form = view! {
        <form class="stack-sm" method="post" action=AssignSeller::PATH>
            <input type="hidden" name="id" value=detail.id.to_string() />
            <SelectField
                label=t.assigned_to
                name="seller"
                id="assigned-seller"
                hint=t.assigned_hint
                choices
                initial=present
            />
            <div>
                <Button submit=true>{t.hand_over}</Button>
            </div>
        </form>
    };
    card("seller-h", t.who_works, form.into_any())
}
