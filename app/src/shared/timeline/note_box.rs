//! The box to write a note in, with files; it stands inside the caller's form.

use domain::{
    ids::{OpportunityId, PartnerId},
    timeline::{AudienceChoice, FileView},
};
use leptos::prelude::*;
use ui::{
    Button, ButtonSize, Choice, Composer, Glyph, Icon, IconButton, Readers, SelectField, TextArea,
};

use super::{Side, story::TimelineText, upload};
use crate::forms::FormState;

/// Who may be chosen to read, and the sentence that says so: "Partners will not see it."
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NoteReader {
    /// The choice.
    pub audience: AudienceChoice,
    /// Who exactly.
    pub sentence: String,
}

impl NoteReader {
    fn for_composer(self, side: Side) -> Readers {
        let t = TimelineText::get();
        let (word, glyph, private) = match (self.audience, side) {
            (AudienceChoice::Internal, Side::Staff) => (t.only_us, Glyph::Lock, true),
            (AudienceChoice::Internal, Side::Partner) => (t.us_and_vendor, Glyph::Lock, true),
            (AudienceChoice::One, _) => (t.one, Glyph::User, false),
            (AudienceChoice::All, _) => (t.all_partners, Glyph::Users, false),
        };
        let value = self.audience.to_string().into();
        Readers { value, word: word.into(), glyph, sentence: self.sentence.into(), private }
    }
}

/// What is being written. The page keeps it, so that it outlives a box that is drawn anew.
#[derive(Clone, Copy)]
pub(crate) struct NoteDraft {
    body: RwSignal<String>,
    files: RwSignal<Vec<FileView>>,
    /// How many files are on their way.
    uploads: RwSignal<u32>,
}

impl NoteDraft {
    /// Empty, or what was posted without script.
    pub(crate) fn new(state: FormState) -> Self {
        Self {
            body: RwSignal::new(state.posted("form[body]").unwrap_or_default()),
            files: RwSignal::new(Vec::new()),
            uploads: RwSignal::new(0),
        }
    }

    /// Starts anew once a note was written.
    pub(crate) fn clear_after(self, written: Signal<bool>) {
        Effect::new(move |_| {
            if written.get() {
                self.body.set(String::new());
                self.files.set(Vec::new());
            }
        });
    }

    /// Whether something would be lost.
    pub(crate) fn is_dirty(self) -> bool {
        !self.body.with(|body| body.trim().is_empty())
            || !self.files.with(Vec::is_empty)
            || self.uploads.get() > 0
    }
}

/// The label of the text field, for messages about it.
pub(crate) fn note_label() -> &'static str {
    TimelineText::get().note
}

/// The label of the file field, for messages about it.
pub(crate) fn file_label() -> &'static str {
    TimelineText::get().attach
}

/// Text, readers, files and the button.
#[component]
pub(crate) fn NoteBox(
    /// What the note is about.
    opportunity: OpportunityId,
    /// Messages of the form that the box stands in.
    state: FormState,
    /// What is being written.
    draft: NoteDraft,
    /// Who may be chosen to read it, the first one at the start.
    readers: Vec<NoteReader>,
    /// Whom *one partner* may mean.
    #[prop(optional)]
    partners: Vec<(PartnerId, String)>,
    /// Who writes.
    side: Side,
    /// Stands under the text.
    #[prop(optional, into)]
    below: ViewFnOnce,
    /// The note is on its way.
    #[prop(into)]
    pending: Signal<bool>,
) -> impl IntoView {
    let t = TimelineText::get();
    let first = readers.first().map(|r| r.audience.to_string()).unwrap_or_default();
    let initial = state.posted("form[audience]").unwrap_or(first);
    let readers = readers.into_iter().map(|reader| reader.for_composer(side)).collect();
    // A note that goes before its file has arrived would go without it.
    let pending = Signal::derive(move || pending.get() || draft.uploads.get() > 0);
    let actions = move || {
        view! {
            <Attach opportunity draft state />
            <Button size=ButtonSize::Small submit=true pending class="push">
                {t.add_note}
            </Button>
        }
    };
    view! {
        <input type="hidden" name="id" value=opportunity.to_string() />
        <input type="hidden" name="form[files]" value=move || ids(&draft.files.get()) />
        <Composer
            legend=t.readers
            word=t.seen_by
            name="form[audience]"
            readers
            initial
            actions
        >
            {one_partner(partners, state)}
            <TextArea
                label=t.note
                name="form[body]"
                id="note-body"
                hide_label=true
                placeholder=t.placeholder
                value=draft.body
                rows=2
                error=state.error("body")
            />
            {below.run()}
            <Attached files=draft.files />
        </Composer>
    }
}

/// With one partner there is nothing to choose.
fn one_partner(partners: Vec<(PartnerId, String)>, state: FormState) -> AnyView {
    match partners.as_slice() {
        [] => ().into_any(),
        [(id, _)] => {
            view! { <input type="hidden" name="form[partner]" value=id.to_string() /> }.into_any()
        }
        _ => {
            let choices =
                partners.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone()));
            view! {
                <div class="composer-one">
                    <SelectField
                        label=TimelineText::get().one_partner
                        name="form[partner]"
                        id="note-partner"
                        choices=choices.collect()
                        error=state.error("partner")
                    />
                </div>
            }
            .into_any()
        }
    }
}

/// Chosen files go to the server at once; the note then only names them. Needs script.
#[component]
fn Attach(opportunity: OpportunityId, draft: NoteDraft, state: FormState) -> impl IntoView {
    const MESSAGE: &str = "note-file-error";
    let t = TimelineText::get();
    let upload = upload::Upload::new(opportunity, draft.files, draft.uploads);
    let posted = state.error("file");
    let error = Memo::new(move |_| upload.failure().or_else(|| posted.get()));
    let invalid = move || error.with(Option::is_some).then_some("true");
    let described = move || error.with(Option::is_some).then_some(MESSAGE);
    view! {
        <label class="without-script">
            {t.attach}
            <input
                type="file"
                id="note-file"
                name="file"
                multiple=true
                aria-invalid=invalid
                aria-describedby=described
            />
        </label>
        <label class="icon-btn needs-script" title=t.attach>
            <Icon glyph=Glyph::Clip />
            <span class="vh">{t.attach}</span>
            <input
                type="file"
                class="vh"
                multiple=true
                aria-invalid=invalid
                aria-describedby=described
                on:change=move |event| upload.start(&event)
            />
        </label>
        <span class="xs muted" role="status">
            {move || upload.pending().then_some(t.attaching)}
        </span>
        <span class="error" id=MESSAGE role="alert">
            {move || error.get()}
        </span>
    }
}

#[component]
fn Attached(files: RwSignal<Vec<FileView>>) -> impl IntoView {
    let t = TimelineText::get();
    let row = move |file: FileView| {
        let id = file.id;
        let label = format!("{}: {}", t.detach, file.name);
        view! {
            <span class="chip">
                <span>{file.name}</span>
                <IconButton
                    glyph=Glyph::X
                    label
                    class="rm"
                    on_click=move |_| files.update(|files| files.retain(|file| file.id != id))
                />
            </span>
        }
    };
    view! {
        <div class="composer-files cluster">
            <For each=move || files.get() key=|file| file.id children=row />
        </div>
    }
}

fn ids(files: &[FileView]) -> String {
    files.iter().map(|file| file.id.to_string()).collect::<Vec<_>>().join(",")
}
