//! Who the customer is, which the vendor keeps, and where it is, which the partner may correct.

use domain::{
    ids::AccountId,
    opportunity::{CustomerForm, OwnCustomerDetail},
};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, ButtonKind};

use super::{
    api::SaveCustomer,
    forms::{Named, labels, line},
};
use crate::{
    forms::FormState,
    partner::drawn::fact_list,
    shared::form_summary::FormSummary,
    text::{CustomerText, DirectoryText, PartnerPartsText},
};

/// The card.
pub(in crate::partner) fn about(
    id: AccountId,
    customer: &OwnCustomerDetail,
    state: FormState,
) -> AnyView {
    let t = CustomerText::get();
    // What stands in the form is not said twice.
    let read_only = |value: &Option<String>| value.clone().filter(|_| !customer.may_edit);
    let facts = fact_list(vec![
        (PartnerPartsText::get().company, Some(customer.name.clone())),
        (t.number, customer.registration_number.clone()),
        (t.vat_id, customer.vat_id.clone()),
        (t.address, read_only(&customer.address)),
        (t.web, customer.domain.clone()),
        (t.industry, read_only(&customer.industry)),
    ]);
    let content = if customer.may_edit {
        form(id, customer, state)
    } else {
        view! { <p class="sm muted">{t.shared}</p> }.into_any()
    };
    view! {
        <section class="card block" aria-labelledby="about-h">
            <h2 id="about-h">{t.about}</h2>
            {facts}
            {content}
        </section>
    }
    .into_any()
}

fn fields(form: &CustomerForm) -> [(Named, &str); 6] {
    let t = DirectoryText::get();
    [
        (("street", t.street), form.street.as_str()),
        (("city", t.city), form.city.as_str()),
        (("region", t.region), form.region.as_str()),
        (("postal_code", t.postal_code), form.postal_code.as_str()),
        (("country", t.country), form.country.as_str()),
        (("industry", t.industry), form.industry.as_str()),
    ]
}

fn form(id: AccountId, customer: &OwnCustomerDetail, state: FormState) -> AnyView {
    let t = CustomerText::get();
    let fields = fields(&customer.form);
    let labels = labels(&fields.map(|(field, _)| field));
    let lines = fields.map(|(field, stored)| line(state, "c-", field, stored));
    view! {
        <form class="stack" method="post" action=SaveCustomer::PATH novalidate=true>
            <p class="sm muted">{t.vendor_keeps}</p>
            <FormSummary state labels prefix="c-" />
            <input type="hidden" name="id" value=id.to_string() />
            <input type="hidden" name="version" value=customer.version.to_string() />
            {Vec::from(lines)}
            <div>
                <Button kind=ButtonKind::Primary submit=true>
                    {t.save}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
