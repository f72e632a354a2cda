//! `/opportunities/{reference}/check-in`: says how it goes. A plain form: only the server draws it.

use chrono::Days;
use domain::{
    opportunity::{ManagedDetail, PartnerOpportunity},
    refusal::Refusal,
    timeline,
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::{Button, ButtonKind, ButtonLink, Glyph, Icon, InputKind, TextArea, TextField};

use super::{api::CheckIn, frame::framed, opportunity_path};
use crate::{
    error::AppError,
    forms::{FormState, read_echo},
    request::{Answer, context, fail},
    shared::{failure::Failure, form_summary::FormSummary, now, page_title::PageTitle},
    text::CheckInText,
};

/// Days that are suggested for waiting.
const WAIT: u64 = 14;

/// The page.
#[component]
pub(super) fn CheckInPage() -> AnyView {
    let reference =
        use_params_map().with_untracked(|params| params.get("reference")).unwrap_or_default();
    let (kind, echo) =
        use_query_map().with_untracked(|query| (query.get("kind"), query.get("echo")));
    let page = move || {
        let (reference, kind, echo) = (reference.clone(), kind.clone(), echo.clone());
        Suspend::new(async move {
            ui::in_earnest().await;
            let echo = match echo {
                Some(id) => read_echo(id).await.ok().flatten(),
                None => None,
            };
            match read(&reference).await {
                Ok(detail) => {
                    let state = FormState::of_page::<CheckIn>(echo.as_ref());
                    form(&detail, state, kind.unwrap_or_default())
                }
                Err(error) => view! { <Failure error /> }.into_any(),
            }
        })
    };
    let page = view! {
        <div data-static="">
            <Suspense>{page}</Suspense>
        </div>
    };
    framed(page.into_any())
}

/// What the reader's company manages and can say something of.
async fn read(reference: &str) -> Result<ManagedDetail, AppError> {
    let cx = context().await?;
    match backend::portal::show(&cx, reference).await.answer()? {
        PartnerOpportunity::Managed(detail) if detail.may_progress => Ok(*detail),
        PartnerOpportunity::Managed(detail) => {
            Err(fail(AppError::Refused(Refusal::WrongStatus { from: detail.status })))
        }
        _ => Err(fail(AppError::NotFound)),
    }
}

fn form(detail: &ManagedDetail, state: FormState, kind: String) -> AnyView {
    let t = CheckInText::get();
    let labels = vec![("kind", t.how), ("until", t.until), ("text", t.words)];
    let failed = state.failure().with_untracked(Option::is_some);
    let suggested = now().date_naive().checked_add_days(Days::new(WAIT));
    let suggested = suggested.map(|day| day.to_string()).unwrap_or_default();
    view! {
        <PageTitle title=t.how failed=Signal::stored(failed) />
        <div class="page page--form">
            <div class="hello">
                <h1>{t.how}</h1>
                <p>{detail.topic.clone()}</p>
            </div>
            <form class="card block" method="post" action=CheckIn::PATH novalidate=true>
                <FormSummary state labels />
                <input type="hidden" name="id" value=detail.id.to_string() />
                {kinds(state, state.value("form[kind]", kind))}
                <TextField
                    kind=InputKind::Date
                    label=t.until
                    name="form[until]"
                    id="until"
                    hint=t.until_hint
                    initial=state.value("form[until]", suggested)
                    error=state.error("until")
                />
                <TextArea
                    label=t.words
                    name="form[text]"
                    id="text"
                    hint=t.words_hint
                    initial=state.value("form[text]", "")
                    error=state.error("text")
                />
                <div class="cluster">
                    <Button kind=ButtonKind::Primary submit=true>
                        {t.send}
                    </Button>
                    <ButtonLink href=opportunity_path(&detail.reference)>{t.cancel}</ButtonLink>
                </div>
            </form>
        </div>
    }
    .into_any()
}

fn kinds(state: FormState, chosen: String) -> AnyView {
    let t = CheckInText::get();
    let error = state.error("kind").get_untracked();
    let kinds = [
        (timeline::CheckIn::Progressing, t.goes_on),
        (timeline::CheckIn::Waiting, t.waiting),
        (timeline::CheckIn::Stuck, t.stuck),
    ];
    let radios = kinds
        .into_iter()
        .enumerate()
        .map(|(at, (kind, word))| {
            // The summary of errors leads to the first one.
            let id = (at == 0).then_some("kind");
            let checked = chosen == kind.as_ref();
            view! {
                <label class="check">
                    <input type="radio" id=id name="form[kind]" value=kind.to_string() checked=checked />
                    {word}
                </label>
            }
        })
        .collect_view();
    let message = error.map(|message| {
        view! {
            <p class="error">
                <Icon glyph=Glyph::Warn />
                {message}
            </p>
        }
    });
    view! {
        <fieldset class="stack-sm">
            <legend class="strong">{t.how}</legend>
            {radios}
            {message}
        </fieldset>
    }
    .into_any()
}
