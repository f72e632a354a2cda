//! Products of a form: those of the vendor's list as boxes to tick, so that nothing has to be spelled, others as text.

use leptos::prelude::*;
use ui::{CheckboxField, TextField};

use crate::{
    forms::FormState,
    text::{RegisterText, RegistrationText},
};

/// What there is to tick and to type.
pub(super) struct Products<'a> {
    /// The vendor's list.
    pub names: &'a [String],
    /// What of it is ticked at first.
    pub ticked: Vec<String>,
    /// What else is typed at first.
    pub others: String,
    pub hint: &'static str,
    /// One of them at least has to be named.
    pub required: bool,
}

/// The boxes, each sent under what `name` calls it, and the field for what is not on the list.
pub(super) fn product_boxes(
    state: FormState,
    products: Products<'_>,
    name: impl Fn(usize) -> String,
) -> AnyView {
    let (t, r) = (RegistrationText::get(), RegisterText::get());
    let Products { names, ticked, others, hint, required } = products;
    let required = required && names.is_empty();
    let label = if names.is_empty() { t.products } else { r.other_products };
    let boxes = (!names.is_empty()).then(|| {
        let boxes = names.iter().enumerate().map(|(at, product)| {
            let initial = ticked.contains(product);
            let (name, id) = (name(at), ["product-", &at.to_string()].concat());
            view! { <CheckboxField label=product.clone() name id value=product.clone() initial /> }
        });
        view! {
            <fieldset class="ticks">
                <legend class="label">{t.products}</legend>
                {boxes.collect_view()}
            </fieldset>
        }
    });
    view! {
        {boxes}
        <TextField
            label
            name="form[products]"
            id="products"
            hint
            initial=others
            error=state.error("products")
            required
        />
    }
    .into_any()
}
