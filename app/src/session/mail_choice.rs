//! Which kinds of message come: one box for each.

use domain::mail::Topic;
use leptos::{prelude::*, server_fn::ServerFn as _};
use ui::{Button, Card, CheckboxField};

use super::api::ChooseMail;
use crate::text::{self, MailChoiceText};

/// The card. `path` is the page that it is on.
pub(super) fn mail_choice(choice: Vec<(Topic, bool)>, path: &'static str) -> AnyView {
    let (t, lang) = (MailChoiceText::get(), text::lang());
    let boxes = choice
        .into_iter()
        .map(|(topic, wanted)| {
            let name = ["form[", topic.as_ref(), "]"].concat();
            let id = ["mail-", topic.as_ref()].concat();
            view! {
                <CheckboxField label=text::mail_topic(lang, topic) name id initial=wanted />
            }
        })
        .collect_view();
    view! {
        <Card id="mail" title=t.title>
            <form class="stack" method="post" action=ChooseMail::PATH>
                <p class="sm muted">{t.hint}</p>
                {boxes}
                <input type="hidden" name="next" value=[path, "?done=mail"].concat() />
                <div>
                    <Button submit=true>{t.save}</Button>
                </div>
            </form>
        </Card>
    }
    .into_any()
}
