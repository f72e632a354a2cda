//! `/opportunities/new`: a partner brings an opportunity of its own. What is typed is kept while there is no connection.

use domain::{money::Currency, opportunity::OwnCustomer};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Button, ButtonKind, ButtonLink, Choice, InputKind, Notice, NoticeKind, SelectField, TextField,
};

use super::{
    OPPORTUNITIES,
    bring_api::BringOpportunity,
    fields::{Form, heading},
    plain_page::plain_page,
    product_boxes::{Products, product_boxes},
};
use crate::{
    error::AppError,
    forms::{Echo, FormState},
    request::{Answer, context},
    shared::{form_summary::FormSummary, page_title::PageTitle},
    text::{self, BringText, CommonText, PartnerText},
};

/// Fields of the form, from the top.
const FIELDS: [&str; 18] = [
    "topic",
    "account_id",
    "lead_company",
    "lead_number",
    "lead_domain",
    "lead_person",
    "lead_email",
    "lead_phone",
    "currency",
    "estimated_value",
    "estimated_close_on",
    "situation",
    "needs",
    "solution",
    "products",
    "city",
    "region",
    "postal_code",
];

/// The page.
#[component]
pub(super) fn BringPage() -> AnyView {
    plain_page(page)
}

/// What an empty form starts with.
struct Start {
    key: String,
    user: String,
    customers: Vec<OwnCustomer>,
    products: AnyView,
}

/// What the name of each product that is ticked begins with.
const PRODUCT: &str = "form[product][";

async fn page(echo: Option<Echo>) -> Result<AnyView, AppError> {
    let cx = context().await?;
    let customers = backend::portal::own_customers(&cx).await.answer()?;
    let user = cx.user_id().map(|id| id.to_string()).unwrap_or_default();
    let names = backend::product::names_to_bring(&cx).await.answer()?;
    let state = FormState::of_page::<BringOpportunity>(echo.as_ref());
    let products = products(state, &names, echo.as_ref());
    let start = Start { key: cx.new_id().to_string(), user, customers, products };
    Ok(form(start, state))
}

fn products(state: FormState, names: &[String], echo: Option<&Echo>) -> AnyView {
    let posted = echo.filter(|echo| echo.path == BringOpportunity::PATH);
    let fields = posted.into_iter().flat_map(|echo| &echo.fields);
    let ticked = fields.filter(|(name, _)| name.starts_with(PRODUCT));
    let products = Products {
        names,
        ticked: ticked.map(|(_, value)| value.clone()).collect(),
        others: state.value("form[products]", ""),
        hint: BringText::get().products_hint,
        required: false,
    };
    product_boxes(state, products, |at| format!("{PRODUCT}p{at:03}]"))
}

fn form(start: Start, state: FormState) -> AnyView {
    let (t, title) = (BringText::get(), PartnerText::get().new);
    let f = Form { state, prefix: "form" };
    let failed = state.failure().with_untracked(Option::is_some);
    let Start { key, user, customers, products } = start;
    view! {
        <PageTitle title failed=Signal::stored(failed) />
        <div class="page page--form">
            <div class="hello">
                <h1>{title}</h1>
                <p>{t.lead}</p>
            </div>
            <form
                class="stack"
                method="post"
                action=BringOpportunity::PATH
                novalidate=true
                data-draft="new-opportunity"
                data-draft-user=user
            >
                {restored()}
                <FormSummary state labels=labels() />
                <input type="hidden" name="form[key]" value=state.posted("form[key]").unwrap_or(key) />
                {deal(f)}
                {customer(f, customers)}
                {need(f, products)}
                {place(f)}
                <div class="cluster">
                    <Button kind=ButtonKind::Primary submit=true>
                        {t.send}
                    </Button>
                    <ButtonLink href=OPPORTUNITIES>{CommonText::get().cancel}</ButtonLink>
                </div>
            </form>
        </div>
    }
    .into_any()
}

fn labels() -> Vec<(&'static str, &'static str)> {
    let label = |field: &'static str| match field {
        "account_id" => BringText::get().which_customer,
        _ => heading(field),
    };
    FIELDS.map(|field| (field, label(field))).into()
}

/// Shown by the script that puts a kept draft back.
fn restored() -> AnyView {
    let t = BringText::get();
    let discard = move || view! { <button class="btn" type="reset">{t.discard}</button> };
    view! {
        <div data-draft-notice="" hidden=true>
            <Notice kind=NoticeKind::Info actions=discard>
                {t.restored}
            </Notice>
        </div>
    }
    .into_any()
}

fn customer(f: Form, customers: Vec<OwnCustomer>) -> AnyView {
    let t = BringText::get();
    let has_known = !customers.is_empty();
    let choose = has_known.then(|| {
        let known = customers.into_iter().map(|customer| {
            let place = customer.city.map(|city| [", ", &city].concat()).unwrap_or_default();
            Choice::new(customer.id.to_string(), [customer.name.as_str(), &place].concat())
        });
        let choices = std::iter::once(Choice::new("", t.new_customer)).chain(known).collect();
        view! {
            <SelectField
                label=t.which_customer
                name="form[account_id]"
                id="account_id"
                choices
                hint=t.new_customer_hint
                initial=f.state.value("form[account_id]", "")
                error=f.state.error("account_id")
            />
        }
    });
    view! {
        <section class="card block" aria-labelledby="customer-h">
            <h2 id="customer-h">{t.customer}</h2>
            {choose}
            {company(f, has_known)}
            {f.line("lead_number", InputKind::Digits)}
            {f.line("lead_domain", InputKind::Text)}
            {f.line("lead_person", InputKind::Text)}
            {f.line("lead_email", InputKind::Email)}
            {f.line("lead_phone", InputKind::Tel)}
        </section>
    }
    .into_any()
}

/// The company of a new customer: it must be told, unless one of the known customers is chosen.
fn company(f: Form, has_known: bool) -> AnyView {
    const NAME: &str = "form[lead_company]";
    let label = heading("lead_company");
    let (id, initial, error) =
        ("lead_company", f.state.value(NAME, ""), f.state.error("lead_company"));
    if has_known {
        let optional = BringText::get().of_new_customer;
        return view! { <TextField label name=NAME id initial error optional /> }.into_any();
    }
    view! { <TextField label name=NAME id initial error required=true /> }.into_any()
}

fn deal(f: Form) -> AnyView {
    let lang = text::lang();
    let choices = Currency::all()
        .map(|currency| {
            let label = [currency.as_ref(), " · ", text::currency(lang, currency)].concat();
            Choice::new(currency.to_string(), label)
        })
        .collect();
    view! {
        <section class="card block" aria-labelledby="deal-h">
            <h2 id="deal-h">{BringText::get().deal}</h2>
            {f.line("topic", InputKind::Text)}
            <SelectField
                label=heading("currency")
                name="form[currency]"
                id="currency"
                choices
                initial=f.state.value("form[currency]", Currency::default().to_string())
                error=f.state.error("currency")
            />
            {f.line("estimated_value", InputKind::Decimal)}
            {f.line("estimated_close_on", InputKind::Date)}
        </section>
    }
    .into_any()
}

fn need(f: Form, products: AnyView) -> AnyView {
    let t = BringText::get();
    view! {
        <section class="card block" aria-labelledby="need-h">
            <h2 id="need-h">{t.need}</h2>
            {f.area("situation")}
            {f.area("needs")}
            {f.area("solution")}
            {products}
        </section>
    }
    .into_any()
}

fn place(f: Form) -> AnyView {
    view! {
        <section class="card block" aria-labelledby="place-h">
            <h2 id="place-h">{BringText::get().place}</h2>
            {f.line("city", InputKind::Text)}
            {f.line("region", InputKind::Text)}
            {f.line("postal_code", InputKind::Text)}
        </section>
    }
    .into_any()
}
