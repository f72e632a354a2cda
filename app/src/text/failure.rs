//! Why something was not done, where no field is to blame.

use domain::lang::Lang;

use super::refusal;
use crate::error::AppError;

/// A failure that belongs to no field; empty when the fields tell it all.
pub(crate) fn failure(lang: Lang, failure: &AppError) -> String {
    let say =
        |czech: &str, english: &str| if lang == Lang::Cs { czech } else { english }.to_owned();
    match failure {
        AppError::Invalid(_) | AppError::Continue | AppError::Similar(_) => String::new(),
        AppError::Refused(why) => refusal(lang, why),
        AppError::SignedOut => say("Přihlaste se prosím znovu.", "Please sign in again."),
        AppError::NotFound => say(
            "Záznam neexistuje, nebo k němu nemáte přístup.",
            "The record does not exist, or it is not yours to see.",
        ),
        AppError::Forbidden => say("K tomu nemáte oprávnění.", "You may not do this."),
        AppError::Conflict(_) | AppError::Stale => {
            say("Záznam mezitím změnil někdo jiný.", "Somebody else changed the record meanwhile.")
        }
        AppError::Malformed => say(
            "Tomu server nerozumí. Načtěte stránku znovu, možná je už jiná.",
            "The server does not understand this. Load the page again, it may have changed.",
        ),
        AppError::Busy => say(
            "Server teď neodpovídá. Zkuste to za chvíli, nic se neztratilo.",
            "The server does not answer now. Try again in a moment, nothing was lost.",
        ),
        AppError::Offline => say(
            "Bez připojení. Nic se neodeslalo, zkuste to znovu.",
            "No connection. Nothing was sent, try again.",
        ),
        AppError::Internal => say(
            "Něco se pokazilo a není to vaše chyba. Nic se nezměnilo.",
            "Something went wrong and it is not your fault. Nothing was changed.",
        ),
    }
}
