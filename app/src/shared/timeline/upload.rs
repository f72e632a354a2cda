//! Sends chosen files to the server at once, so that a note only has to name them.

use domain::{ids::OpportunityId, lang::Lang, timeline::FileView};
use leptos::{ev::Event, prelude::*};

/// The uploads of one box.
#[derive(Clone, Copy)]
pub(super) struct Upload {
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only browsers send files"))]
    opportunity: OpportunityId,
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only browsers send files"))]
    files: RwSignal<Vec<FileView>>,
    running: RwSignal<u32>,
    failure: RwSignal<Option<String>>,
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only browsers send files"))]
    lang: Lang,
}

impl Upload {
    /// `running` counts the files that are on their way.
    pub(super) fn new(
        opportunity: OpportunityId,
        files: RwSignal<Vec<FileView>>,
        running: RwSignal<u32>,
    ) -> Self {
        let failure = RwSignal::new(None);
        Self { opportunity, files, running, failure, lang: crate::text::lang() }
    }

    /// Something is on its way.
    pub(super) fn pending(self) -> bool {
        self.running.get() > 0
    }

    /// Why the last file could not be taken.
    pub(super) fn failure(self) -> Option<String> {
        self.failure.get()
    }

    /// Takes what was chosen in a file field and empties the field.
    #[cfg(not(feature = "hydrate"))]
    pub(super) fn start(self, _event: &Event) {
        self.failure.set(None);
    }

    /// Takes what was chosen in a file field and empties the field.
    #[cfg(feature = "hydrate")]
    pub(super) fn start(self, event: &Event) {
        let input = event_target::<leptos::web_sys::HtmlInputElement>(event);
        let chosen = input.files();
        let count = chosen.as_ref().map_or(0, leptos::web_sys::FileList::length);
        self.failure.set(None);
        for file in (0..count).filter_map(|at| chosen.as_ref()?.get(at)) {
            self.running.update(|running| *running += 1);
            leptos::task::spawn_local_scoped(self.send(file));
        }
        input.set_value("");
    }

    #[cfg(feature = "hydrate")]
    async fn send(self, file: leptos::web_sys::File) {
        match post(self.opportunity, &file).await {
            Ok(stored) => self.files.update(|files| files.extend(stored)),
            Err(failure) => self.failure.set(Some(words(self.lang, &file.name(), &failure))),
        }
        self.running.update(|running| *running = running.saturating_sub(1));
    }
}

#[cfg(feature = "hydrate")]
async fn post(
    opportunity: OpportunityId,
    file: &leptos::web_sys::File,
) -> Result<Vec<FileView>, crate::error::AppError> {
    use crate::error::AppError;
    use leptos::web_sys::FormData;

    let form = FormData::new().map_err(|_| AppError::Internal)?;
    let filled = form
        .append_with_str("opportunity", &opportunity.to_string())
        .and_then(|()| form.append_with_blob_and_filename("file", file, &file.name()));
    filled.map_err(|_| AppError::Internal)?;
    let request = gloo_net::http::Request::post("/files")
        .header("Accept", "application/json")
        .body(form)
        .map_err(|_| AppError::Internal)?;
    let answer = request.send().await.map_err(|_| AppError::Offline)?;
    if answer.ok() {
        return answer.json().await.map_err(|_| AppError::Internal);
    }
    Err(answer.json().await.unwrap_or(AppError::Internal))
}

#[cfg(feature = "hydrate")]
fn words(lang: Lang, name: &str, failure: &crate::error::AppError) -> String {
    use crate::text;

    let told = match failure.fields().first() {
        Some(wrong) => text::problem(lang, &wrong.problem),
        None => text::failure(lang, failure),
    };
    format!("{name}: {told}")
}
