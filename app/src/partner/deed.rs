//! A deed that asks something first: a button, and a dialog with a form, which works without script, too.

use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, ButtonKind, Dialog, DialogClose, DialogState, Glyph, Icon, TextArea};

use crate::{
    forms::{Echo, FormState},
    shared::{
        form_summary::FormSummary,
        post_form::{Post, PostForm},
    },
    text::{CommonText, PartnerText},
};

/// One deed on one record.
#[derive(Clone)]
pub(super) struct Deed {
    /// Its form.
    pub post: Post,
    /// Its dialog.
    pub dialog: DialogState,
    record: String,
    prefix: String,
}

impl Deed {
    /// `name` is unique among the deeds of a page, `record` is the id that is posted.
    pub(super) fn new<S: ServerFn>(name: &str, record: String, echo: Option<&Echo>) -> Self {
        let mine =
            |echo: &&Echo| echo.fields.iter().any(|(key, value)| key == "id" && *value == record);
        let post = Post::new::<S>(echo.filter(mine));
        let prefix = [name, "-", &record, "-"].concat();
        let dialog = DialogState::new([name, "-", &record].concat(), post.failed_before());
        Self { post, dialog, record, prefix }
    }

    /// Id of a control in the dialog.
    pub(super) fn id(&self, field: &str) -> String {
        [&self.prefix, field].concat()
    }

    /// Messages and typed values.
    pub(super) fn state(&self) -> FormState {
        self.post.state()
    }
}

/// The dialog of a deed.
#[component]
pub(super) fn DeedDialog(
    /// Which deed.
    deed: Deed,
    /// Names the deed and the record.
    #[prop(into)]
    title: Oco<'static, str>,
    /// Word of the button that does it.
    confirm: &'static str,
    /// Look of that button.
    kind: ButtonKind,
    /// What it means, above the fields.
    #[prop(optional, into)]
    lead: Option<Oco<'static, str>>,
    /// Names and labels of the fields.
    labels: Vec<(&'static str, &'static str)>,
    /// Called when it is done.
    #[prop(into)]
    on_done: Callback<()>,
    /// The fields.
    children: Children,
) -> AnyView {
    let Deed { post, dialog, record, prefix } = deed;
    let closer = dialog.clone();
    let done = move |()| {
        closer.close();
        on_done.run(());
    };
    view! {
        <Dialog dialog=dialog.clone() title>
            <PostForm post on_done=done>
                <div class="dialog-body stack">
                    <FormSummary state=post.state() prefix labels />
                    {lead.map(|lead| view! { <p class="muted">{lead}</p> })}
                    <input type="hidden" name="id" value=record />
                    {children()}
                </div>
                <footer>
                    <DialogClose dialog word=CommonText::get().cancel />
                    <Button kind submit=true pending=post.pending()>
                        {confirm}
                    </Button>
                </footer>
            </PostForm>
        </Dialog>
    }
    .into_any()
}

/// A list of reasons, of which one is chosen, and words to it.
pub(super) fn reason_fields(deed: &Deed, reasons: Vec<(String, String)>) -> AnyView {
    let t = PartnerText::get();
    view! {
        {radios(t.reason, deed.id("reason"), deed.state(), reasons)}
        {words_field(deed, "form[text]", "text", t.words, t.words_hint)}
    }
    .into_any()
}

/// A list of reasons, of which one is chosen.
pub(super) fn radios(
    legend: &'static str,
    id: String,
    state: FormState,
    reasons: Vec<(String, String)>,
) -> AnyView {
    let error = state.error("reason");
    let chosen = state.posted("form[reason]");
    let radios = reasons
        .into_iter()
        .enumerate()
        .map(|(at, (value, word))| {
            let checked = chosen.as_ref() == Some(&value);
            // The summary of errors leads to the first one.
            let id = (at == 0).then(|| id.clone());
            view! {
                <label class="check">
                    <input type="radio" id=id name="form[reason]" value=value checked=checked />
                    {word}
                </label>
            }
        })
        .collect_view();
    let message = move || {
        error.get().map(|message| {
            view! {
                <p class="error">
                    <Icon glyph=Glyph::Warn />
                    {message}
                </p>
            }
        })
    };
    view! {
        <fieldset class="stack-sm">
            <legend class="strong">{legend}</legend>
            {radios}
            {message}
        </fieldset>
    }
    .into_any()
}

/// A field for words.
pub(super) fn words_field(
    deed: &Deed,
    name: &'static str,
    field: &'static str,
    label: &'static str,
    hint: &'static str,
) -> AnyView {
    let state = deed.state();
    view! {
        <TextArea
            label
            name
            id=deed.id(field)
            hint
            initial=state.value(name, "")
            error=state.error(field)
        />
    }
    .into_any()
}
