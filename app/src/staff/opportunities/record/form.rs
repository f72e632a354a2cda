//! The one form of a record: both tabs, with what is wrong and what is to be chosen above them.

use domain::{assignment::AssignmentRow, ids::UserId, opportunity::Named};
use leptos::prelude::*;
use ui::TabPanel;

use super::{
    collaborators::Collaborators,
    conflict::ConflictChoice,
    course::Course,
    errors::Errors,
    fields::Fields,
    general::{MoreDetails, Pipeline},
    partner_details::PartnerDetails,
    summary::Summary,
    tabs::{GENERAL, SUMMARY},
};
use crate::shared::post_form::{Post, PostForm};

/// Id of the form, for the buttons outside.
pub(super) const FORM: &str = "opportunity";

/// The form.
#[component]
pub(super) fn RecordForm(
    f: Fields,
    course: Signal<Course>,
    owners: StoredValue<Vec<Named<UserId>>>,
    tab: RwSignal<String>,
    post: Post,
    on_done: Callback<()>,
    /// Who has it now.
    #[prop(optional, into)]
    assignments: Signal<Vec<AssignmentRow>>,
    /// Fields that nobody sees: id, version.
    #[prop(optional, into)]
    hidden: ViewFnOnce,
) -> impl IntoView {
    let on_summary = Signal::derive(move || tab.with(|tab| tab == SUMMARY));
    let on_general = Signal::derive(move || tab.with(|tab| tab == GENERAL));
    view! {
        <PostForm post id=FORM class="stack" on_done>
            {hidden.run()}
            <Errors f tab />
            <ConflictChoice f owners />
            <TabPanel id=SUMMARY selected=tab>
                <Summary f />
                <PartnerDetails f course open=on_summary />
            </TabPanel>
            <TabPanel id=GENERAL selected=tab>
                <Pipeline f course open=on_general />
                <Collaborators f form=FORM assignments />
                <MoreDetails f owners=owners.get_value() />
            </TabPanel>
        </PostForm>
    }
}
