//! Names of products under a field in which several are typed, separated by commas.

use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::request::{Answer, context};

/// Names to choose from.
#[server(endpoint = "product/names")]
pub async fn product_names() -> Result<Vec<String>, AppError> {
    let cx = context().await?;
    backend::product::names(&cx).await.answer()
}

/// The choices for the item that is being typed: each of them is the whole text of the field with the item at its end.
#[component]
pub(super) fn ProductNames(
    /// Id of the list, which the field names.
    id: &'static str,
    /// What stands in the field.
    typed: RwSignal<String>,
) -> impl IntoView {
    let names = Resource::new(|| (), |()| product_names());
    view! {
        <datalist id=id>
            <Suspense>
                {move || Suspend::new(async move {
                    let names = StoredValue::new(names.await.unwrap_or_default());
                    move || {
                        let choices = names.with_value(|names| choices(names, &typed.get()));
                        choices.into_iter().map(|text| view! { <option value=text></option> }).collect_view()
                    }
                })}
            </Suspense>
        </datalist>
    }
}

fn choices(names: &[String], typed: &str) -> Vec<String> {
    let (before, _) = typed.rsplit_once(',').unwrap_or_default();
    let chosen: Vec<&str> = before.split(',').map(str::trim).collect();
    let whole = |name: &String| match before.trim_end() {
        "" => name.clone(),
        before => [before, ", ", name].concat(),
    };
    names.iter().filter(|name| !chosen.contains(&name.as_str())).map(whole).collect()
}

#[cfg(test)]
mod tests {
    use super::choices;

    #[test]
    fn the_last_item_is_completed_and_none_is_offered_twice() {
        let names = ["WMS", "Čtečky"].map(str::to_owned);
        assert_eq!(choices(&names, ""), ["WMS", "Čtečky"]);
        assert_eq!(choices(&names, "W"), ["WMS", "Čtečky"]);
        assert_eq!(choices(&names, "WMS, č"), ["WMS, Čtečky"]);
    }
}
