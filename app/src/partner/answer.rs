//! The two answers to an offer. Neither is optimistic: the server says what became of it.

use domain::refusal::Refusal;
use leptos::prelude::*;
use ui::{Button, ButtonKind, ButtonSize, DialogButton, Glyph, Icon, Notice, NoticeKind};

use super::{
    api::{AcceptOffer, AssignSeller, DeclineOffer},
    deed::{Deed, DeedDialog, reason_fields},
    follow::Refresh,
};
use crate::{
    error::AppError,
    forms::Echo,
    shared::post_form::{Post, PostForm},
    text::{self, PartnerText},
};

/// What became of an answer that was not taken, told above what the page shows then.
#[derive(Clone, Copy)]
pub(super) struct Told(RwSignal<Option<String>>);

impl Told {
    /// Starts with what a page without script has to tell.
    pub(super) fn new(echo: Option<&Echo>) -> Self {
        let answers = [
            Post::path_of::<AcceptOffer>(),
            Post::path_of::<DeclineOffer>(),
            Post::path_of::<AssignSeller>(),
        ];
        let before = echo.filter(|echo| answers.contains(&echo.path.as_str()));
        Self(RwSignal::new(before.and_then(|echo| words(&echo.error))))
    }

    /// Tells it, if it is no matter of a field.
    fn tell(self, failure: &AppError) {
        self.0.set(words(failure));
    }

    /// Where it is told.
    pub(super) fn view(self) -> AnyView {
        let told = move || {
            self.0.get().map(|words| view! { <Notice kind=NoticeKind::Warn>{words}</Notice> })
        };
        view! { <div role="alert">{told}</div> }.into_any()
    }
}

fn words(failure: &AppError) -> Option<String> {
    let (lang, t) = (text::lang(), PartnerText::get());
    let told = text::failure(lang, failure);
    let more = match failure {
        AppError::Refused(Refusal::Lapsed) => t.lapsed_hint,
        AppError::Refused(Refusal::AlreadyAnswered) => t.answered_hint,
        _ => "",
    };
    (!told.is_empty()).then(|| [&told, " ", more].concat())
}

/// Decline and Accept, side by side.
#[component]
pub(super) fn Answers(
    /// The offer.
    id: String,
    /// Its topic.
    topic: String,
    /// Id of the heading that the buttons are about.
    describedby: String,
    /// Why it can be declined: codes and their words.
    reasons: Vec<(String, String)>,
    /// Style of the pair.
    class: &'static str,
    /// What was posted without script.
    echo: Option<Echo>,
    /// Where a refusal is told.
    told: Told,
    /// Asks the server again.
    refresh: Refresh,
) -> AnyView {
    let t = PartnerText::get();
    let accept = Post::new::<AcceptOffer>(None);
    let decline = Deed::new::<DeclineOffer>("decline", id.clone(), echo.as_ref());
    for post in [accept, decline.post] {
        post.on_failure(Callback::new(move |failure| {
            told.tell(&failure);
            // A refusal means that the page is behind.
            if matches!(failure, AppError::Refused(_) | AppError::NotFound) {
                refresh.now();
            }
        }));
    }
    let about = Oco::from(describedby);
    view! {
        <div class=class>
            <DialogButton
                dialog=decline.dialog.clone()
                size=ButtonSize::Touch
                describedby=Some(about.clone())
            >
                {t.decline}
            </DialogButton>
            <PostForm post=accept class="contents" on_done=refresh.callback()>
                <input type="hidden" name="id" value=id />
                <Button
                    kind=ButtonKind::Primary
                    size=ButtonSize::Touch
                    submit=true
                    pending=accept.pending()
                    describedby=about
                >
                    <Icon glyph=Glyph::Check />
                    {move || if accept.pending().get() { t.accepting } else { t.accept }}
                </Button>
            </PostForm>
        </div>
        {decline_dialog(decline, &topic, reasons, refresh)}
    }
    .into_any()
}

fn decline_dialog(
    deed: Deed,
    topic: &str,
    reasons: Vec<(String, String)>,
    refresh: Refresh,
) -> AnyView {
    let t = PartnerText::get();
    let fields = reason_fields(&deed, reasons);
    view! {
        <DeedDialog
            deed
            title=[t.decline, " ", &text::quoted(text::lang(), topic), "?"].concat()
            confirm=t.decline
            kind=ButtonKind::Danger
            labels=vec![("reason", t.reason), ("text", t.words)]
            on_done=refresh.callback()
        >
            {fields}
        </DeedDialog>
    }
    .into_any()
}
