//! Products of a request: those of the vendor's list as boxes to tick, so that nothing has to be spelled, and others as text.

use domain::registration::RegisterPage;
use leptos::prelude::*;
use ui::{CheckboxField, TextField};

use super::{PRODUCT, SUBMIT};
use crate::{
    forms::{Echo, FormState},
    text::{RegisterText, RegistrationText},
};

/// The boxes, and the field for what is not on the list.
pub(super) fn products(state: FormState, page: &RegisterPage, echo: Option<&Echo>) -> AnyView {
    let (t, r) = (RegistrationText::get(), RegisterText::get());
    let (ticked, others) = match echo.filter(|echo| echo.path == SUBMIT) {
        Some(echo) => (ticked(echo), state.value("form[products]", "")),
        None => apart(&page.form.products, &page.product_names),
    };
    let label = if page.product_names.is_empty() { t.products } else { r.other_products };
    let boxes = (!page.product_names.is_empty()).then(|| {
        let boxes = page.product_names.iter().enumerate().map(|(at, name)| {
            let initial = ticked.contains(name);
            let id = ["product-", &at.to_string()].concat();
            view! { <CheckboxField label=name.clone() name=PRODUCT id value=name.clone() initial /> }
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
            hint=r.products_hint
            initial=others
            error=state.error("products")
            required=page.product_names.is_empty()
            maxlength=4000
        />
    }
    .into_any()
}

/// What was ticked when the form was sent before.
fn ticked(echo: &Echo) -> Vec<String> {
    echo.fields.iter().filter(|(name, _)| name == PRODUCT).map(|(_, value)| value.clone()).collect()
}

/// Products that are known already: those of the list, and the rest as it is typed.
fn apart(known: &str, names: &[String]) -> (Vec<String>, String) {
    let all = known.split([',', ';']).map(str::trim).filter(|name| !name.is_empty());
    let (listed, others): (Vec<String>, Vec<String>) =
        all.map(str::to_owned).partition(|name| names.contains(name));
    (listed, others.join(", "))
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn what_is_on_the_list_is_ticked_and_the_rest_stays_text() {
        let names = ["Servis", "WMS"].map(str::to_owned);
        let (listed, others) = apart("WMS, Lis,, Servis ; Linka", &names);
        assert_eq!(listed, ["WMS", "Servis"]);
        assert_eq!(others, "Lis, Linka");
        assert_eq!(apart("", &names), (Vec::new(), String::new()));
    }
}
