//! What each partner sold: a bar beside each amount, in one table a currency, because amounts of several have no sum.

use std::{cmp::Reverse, collections::BTreeMap};

use domain::{
    dashboard::{PartnerFigures, Sales},
    format::{self, Decimals},
    money::{Currency, Money},
};
use leptos::prelude::*;

use super::{bars::bar, figure::href};
use crate::text::{self, DashboardText};

/// So many partners are in sight in each currency; the others are folded away.
const IN_SIGHT: usize = 8;

/// A partner and what it sold.
type Line = (String, Sales);

/// The card; `note` is the period in words.
pub(super) fn sales_chart(partners: &[PartnerFigures], note: String) -> AnyView {
    let t = DashboardText::get();
    let charts = by_currency(partners);
    let nothing = charts.is_empty().then(|| view! { <p class="muted">{t.nothing_won}</p> });
    let hint = (!charts.is_empty()).then(|| view! { <p class="xs muted">{t.sales_hint}</p> });
    let charts = charts.into_iter().map(|(currency, lines)| chart(currency, lines)).collect_view();
    view! {
        <section class="card" aria-labelledby="sales-h">
            <div class="card-head">
                <h2 id="sales-h">{t.sales}</h2>
                <span class="sub">{note}</span>
            </div>
            <div class="card-body stack">{nothing} {charts} {hint}</div>
        </section>
    }
    .into_any()
}

/// The most sales first.
fn by_currency(partners: &[PartnerFigures]) -> BTreeMap<Currency, Vec<Line>> {
    let mut found: BTreeMap<Currency, Vec<Line>> = BTreeMap::new();
    for partner in partners {
        for sale in &partner.sales {
            let line = (partner.name.clone(), sale.clone());
            found.entry(sale.sum.currency).or_default().push(line);
        }
    }
    for lines in found.values_mut() {
        lines.sort_by_key(|(_, sale)| Reverse(sale.sum.minor));
    }
    found
}

fn chart(currency: Currency, lines: Vec<Line>) -> AnyView {
    let most = lines.first().map(|(_, sale)| length(sale.sum)).unwrap_or_default();
    let mut first = lines;
    let others = first.split_off(first.len().min(IN_SIGHT));
    let others = (!others.is_empty()).then(|| {
        let count = others.len();
        view! {
            <details class="data-alt">
                <summary>
                    {DashboardText::get().other_partners} " " <span class="muted">{count}</span>
                </summary>
                {table(currency, others, most)}
            </details>
        }
    });
    view! {
        {table(currency, first, most)}
        {others}
    }
    .into_any()
}

fn table(currency: Currency, lines: Vec<Line>, most: u64) -> AnyView {
    let t = DashboardText::get();
    view! {
        <table class="bars bars--sums">
            <caption>
                <span class="vh">{t.sales} ", "</span>
                {currency.to_string()}
            </caption>
            <thead class="vh">
                <tr>
                    <th scope="col">{t.partner}</th>
                    <th scope="col">{t.won_value}</th>
                </tr>
            </thead>
            <tbody>{lines.into_iter().map(|of| line(of, most)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn line((partner, sale): Line, most: u64) -> AnyView {
    view! {
        <tr>
            <th scope="row">{partner}</th>
            <td>
                <span class="bar-cell">{bar(length(sale.sum), most)} {amount(&sale)}</span>
            </td>
        </tr>
    }
    .into_any()
}

/// The amount as a link to what it was added up from; how many these are is said to those who do not see the page.
pub(super) fn amount(sale: &Sales) -> AnyView {
    let lang = text::lang();
    let count = text::count(lang, sale.sold.count);
    view! {
        <a class="figure" href=href(&sale.sold)>
            <span class="vh">{count} " " {DashboardText::get().won_count} ": "</span>
            {format::money(lang, sale.sum, Decimals::IfAny)}
        </a>
    }
    .into_any()
}

/// An amount as bars measure it.
fn length(sum: Money) -> u64 {
    u64::try_from(sum.minor).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use domain::{dashboard::Figure, ids::PartnerId, opportunity::Count};
    use uuid::Uuid;

    use super::*;

    fn figure() -> Figure {
        Figure { count: Count::Exactly(1), query: String::new() }
    }

    fn partner(name: &str, sums: &[(i64, Currency)]) -> PartnerFigures {
        let sale = |&(minor, currency): &(i64, Currency)| Sales {
            sum: Money::new(minor, currency),
            sold: figure(),
        };
        PartnerFigures {
            id: PartnerId(Uuid::from_u128(1)),
            name: name.to_owned(),
            settled: figure(),
            accepted: figure(),
            closed: figure(),
            won: figure(),
            sales: sums.iter().map(sale).collect(),
            median: None,
            answered: figure(),
        }
    }

    #[test]
    fn currencies_stand_apart_and_the_most_sales_come_first() {
        let (czk, eur) = (Currency::Czk, Currency::Eur);
        let partners =
            [partner("Alfa", &[(100, czk), (900_000, eur)]), partner("Beta", &[(i64::MAX, czk)])];

        let charts = by_currency(&partners);

        let names = |currency| {
            let lines: &Vec<Line> = &charts[&currency];
            lines.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(czk), ["Beta", "Alfa"]);
        assert_eq!(names(eur), ["Alfa"]);
        assert_eq!(charts.len(), 2);
    }
}
