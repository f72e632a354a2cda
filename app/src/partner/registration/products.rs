//! Products of a request, with what is known of them already.

use domain::registration::RegisterPage;
use leptos::prelude::*;

use super::{
    super::product_boxes::{Products, product_boxes},
    PRODUCT, SUBMIT,
};
use crate::{
    forms::{Echo, FormState},
    text::RegisterText,
};

/// The boxes, and the field for what is not on the list.
pub(super) fn products(state: FormState, page: &RegisterPage, echo: Option<&Echo>) -> AnyView {
    let (ticked, others) = match echo.filter(|echo| echo.path == SUBMIT) {
        Some(echo) => (ticked(echo), state.value("form[products]", "")),
        None => apart(&page.form.products, &page.product_names),
    };
    let (names, hint) = (page.product_names.as_slice(), RegisterText::get().products_hint);
    let products = Products { names, ticked, others, hint, required: true };
    product_boxes(state, products, |_| PRODUCT.to_owned())
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
