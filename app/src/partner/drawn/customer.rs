//! The customer, shown on acceptance: somebody to call or to write to.

use domain::opportunity::CustomerCard;
use leptos::prelude::*;
use ui::{Glyph, Icon};

use super::{card, fact_list, words};

/// The card.
pub(super) fn customer(customer: CustomerCard) -> AnyView {
    let t = words();
    let CustomerCard { company, registration_number, address, person, job_title, email, phone } =
        customer;
    let who = person.clone().or_else(|| company.clone());
    let what = match person {
        Some(_) => {
            [job_title, company.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        None => String::new(),
    };
    let call = phone.as_ref().map(|phone| reach(t.call, Glyph::Phone, ["tel:", &dialled(phone)]));
    let write = email.as_ref().map(|email| reach(t.write, Glyph::Mail, ["mailto:", email]));
    let facts = [
        (t.company, company),
        (t.registration_number, registration_number),
        (t.address, address),
        (t.email, email),
        (t.phone, phone),
    ];
    let content = view! {
        <div class="contact-row">
            <span>
                <strong>{who}</strong>
                <small>{what}</small>
            </span>
            {call}
            {write}
        </div>
        {fact_list(facts.into())}
    };
    card("customer-h", t.customer, content.into_any())
}

fn reach(word: &'static str, glyph: Glyph, href: [&str; 2]) -> AnyView {
    view! {
        <a class="icon-btn" href=href.concat() aria-label=word title=word>
            <Icon glyph />
        </a>
    }
    .into_any()
}

/// A number as a telephone dials it.
fn dialled(phone: &str) -> String {
    phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_number_is_dialled_without_what_makes_it_readable() {
        assert_eq!(super::dialled("+420 (555) 010-477"), "+420555010477");
    }
}
