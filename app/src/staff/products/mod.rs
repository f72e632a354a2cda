//! `/staff/settings/products`: the list of what the vendor sells.

pub mod api;

use domain::{policy::Action, product::ProductRow};
use leptos::{prelude::*, server_fn::ServerFn as _};
use ui::{Button, ButtonSize, Card, Cell, Row, Table, TextField, Th};

use self::api::{AddProduct, RenameProduct, SetProductActive, list_products};
use super::records::Done;
use crate::{
    forms::{Echo, FormState, echo},
    session::me,
    shared::{failure::Failure, form_summary::FormSummary, page_title::PageTitle},
    text::ProductText,
};

/// The page.
#[component]
pub(crate) fn ProductsPage() -> impl IntoView {
    let (me, echo) = (me(), echo());
    let list = Resource::new_blocking(
        || (),
        move |()| async move {
            super::allowed(me.await, Action::ManageSettings)?;
            list_products().await
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let echo = echo.await;
                match list.await {
                    Ok(products) => page(products, echo.as_ref()),
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn page(products: Vec<ProductRow>, echo: Option<&Echo>) -> AnyView {
    let t = ProductText::get();
    let adding = FormState::of_page::<AddProduct>(echo);
    let renaming = FormState::of_page::<RenameProduct>(echo);
    let failed = Signal::derive(move || {
        [adding, renaming].into_iter().any(|state| state.failure().get().is_some())
    });
    view! {
        <PageTitle title=t.products failed />
        <div class="page">
            <div class="hello">
                <h1>{t.products}</h1>
                <p>{t.lead}</p>
            </div>
            <Done />
            <div class="halves">
                {table(products, renaming)} {add(adding)}
            </div>
        </div>
    }
    .into_any()
}

fn add(state: FormState) -> AnyView {
    let t = ProductText::get();
    view! {
        <Card id="add" title=t.add_heading>
            <form class="stack" method="post" action=AddProduct::PATH novalidate=true>
                <FormSummary state labels=vec![("name", t.name)] prefix="a-" />
                <TextField
                    label=t.name
                    name="name"
                    id="a-name"
                    required=true
                    initial=state.value("name", "")
                    error=state.error("name")
                />
                <div>
                    <Button submit=true>{t.add}</Button>
                </div>
            </form>
        </Card>
    }
    .into_any()
}

fn table(products: Vec<ProductRow>, renaming: FormState) -> AnyView {
    let t = ProductText::get();
    if products.is_empty() {
        return view! {
            <Card id="products" title=t.list>
                <p class="muted">{t.none}</p>
            </Card>
        }
        .into_any();
    }
    let head = move || {
        view! {
            <Th word=t.name />
            <Th word=t.state />
            <Th word=t.change hidden=true />
        }
    };
    let rows: Vec<AnyView> = products.into_iter().map(|product| row(product, renaming)).collect();
    // The field is on one of the lines: the message names what is wrong and not where.
    let labels = vec![("name", t.name)];
    let prefix = renaming.posted("id").map(|id| ["p-", &id, "-"].concat()).unwrap_or_default();
    view! {
        <Card id="products" title=t.list body="">
            <FormSummary state=renaming labels prefix />
            <Table caption=t.list class="table--cards table--slim" head>
                {rows}
            </Table>
        </Card>
    }
    .into_any()
}

fn row(product: ProductRow, renaming: FormState) -> AnyView {
    let t = ProductText::get();
    let ProductRow { id, version, name, is_active } = product;
    let is_mine = renaming.posted("id") == Some(id.to_string());
    let typed = renaming.posted("name").filter(|_| is_mine).unwrap_or_else(|| name.clone());
    let error = renaming.error("name");
    let error = Signal::derive(move || error.get().filter(|_| is_mine));
    let field = ["p-", &id.to_string(), "-name"].concat();
    let described = field.clone();
    let (word, state) = if is_active { (t.switch_off, t.on) } else { (t.switch_on, t.off) };
    view! {
        <Row>
            <Cell class="main-cell wrap">
                <form class="cluster" method="post" action=RenameProduct::PATH novalidate=true>
                    <input type="hidden" name="id" value=id.to_string() />
                    <input type="hidden" name="version" value=version.to_string() />
                    <TextField
                        label=[t.name, ": ", &name].concat()
                        hide_label=true
                        name="name"
                        id=field.clone()
                        initial=typed
                        error
                    />
                    <Button submit=true size=ButtonSize::Small describedby=field.clone()>
                        {t.rename}
                    </Button>
                </form>
            </Cell>
            <Cell label=t.state>{state}</Cell>
            <Cell class="num">
                <form class="contents" method="post" action=SetProductActive::PATH>
                    <input type="hidden" name="id" value=id.to_string() />
                    <input type="hidden" name="active" value=(!is_active).to_string() />
                    <Button submit=true size=ButtonSize::Small describedby=described>
                        {word}
                    </Button>
                </form>
            </Cell>
        </Row>
    }
    .into_any()
}
