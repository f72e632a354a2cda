//! Server functions of the session: all of them plain forms, so that signing in needs no script.

#[cfg(feature = "ssr")]
use backend::session::PasswordChange;
use domain::{
    lang::Lang,
    mail::{MailForm, Topic},
    person::{LinkView, Me, Site, Theme},
};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::{
    request::{Answer, context, context_of_anybody, fail},
    session::{
        cookie::{client, cookie, signed_in, token, who},
        local_path,
    },
};

/// Who is signed in.
#[server(endpoint = "session/me")]
pub async fn read_me() -> Result<Me, AppError> {
    let cx = context().await?;
    backend::session::me(&cx).await.answer()
}

/// What everybody may know of the installation.
#[server(endpoint = "session/site")]
pub async fn read_site() -> Result<Site, AppError> {
    context_of_anybody().await?;
    use_context::<Site>().ok_or_else(|| fail(AppError::Internal))
}

/// Starts a session and goes on to `next`, when that is a page of this site.
#[server(endpoint = "session/sign_in")]
pub async fn sign_in(
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    let cx = context_of_anybody().await?;
    let signed_in = backend::session::sign_in(&cx, &email, &password, &client()?).await.answer()?;
    cookie()?.set(&signed_in.token, signed_in.expires_at - cx.now);
    leptos_axum::redirect(local_path(&next));
    Ok(())
}

/// Ends this session.
#[server(endpoint = "session/sign_out")]
pub async fn sign_out() -> Result<(), AppError> {
    let cx = context_of_anybody().await?;
    backend::session::sign_out(&cx, &token()?).await.answer()?;
    cookie()?.clear();
    leptos_axum::redirect("/sign-in");
    Ok(())
}

/// Ends all sessions of the person.
#[server(endpoint = "session/sign_out_everywhere")]
pub async fn sign_out_everywhere() -> Result<(), AppError> {
    let cx = context().await?;
    backend::session::sign_out_everywhere(&cx).await.answer()?;
    cookie()?.clear();
    leptos_axum::redirect("/sign-in");
    Ok(())
}

/// Chooses language or colours, or both; what is left out stays. Works before the sign-in, too.
#[server(endpoint = "session/set_preferences")]
pub async fn set_preferences(
    #[server(default)] language: Option<Lang>,
    #[server(default)] theme: Option<Theme>,
) -> Result<(), AppError> {
    let cx = context_of_anybody().await?;
    cookie()?.prefer(language, theme);
    let Some(who) = signed_in() else { return Ok(()) };
    let (language, theme) = (language.or(who.lang), theme.unwrap_or(who.theme));
    backend::session::set_preferences(&cx, language, theme).await.answer()
}

/// Chooses another password and comes back to `next`.
#[server(endpoint = "session/change_password")]
pub async fn change_password(
    #[server(default)] old_password: String,
    #[server(default)] password: String,
    #[server(default)] password_again: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    let cx = context().await?;
    let change = PasswordChange { old: old_password, new: password, again: password_again };
    backend::session::change_password(&cx, who()?.session, &change).await.answer()?;
    leptos_axum::redirect(local_path(&next));
    Ok(())
}

/// Sends a link to a new password, if there is somebody with this address.
#[server(endpoint = "session/request_reset")]
pub async fn request_reset(#[server(default)] email: String) -> Result<(), AppError> {
    let cx = context_of_anybody().await?;
    backend::session::request_reset(&cx, &email, &client()?).await.answer()?;
    leptos_axum::redirect("/forgotten?sent");
    Ok(())
}

/// Which kinds of message the reader may choose, and chose.
#[server(endpoint = "session/mail_choice")]
pub async fn read_mail_choice() -> Result<Vec<(Topic, bool)>, AppError> {
    let cx = context().await?;
    backend::mail::chosen(&cx).await.answer()
}

/// Chooses which kinds of message come, and comes back to `next`.
#[server(endpoint = "session/choose_mail")]
pub async fn choose_mail(
    #[server(default)] form: MailForm,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    let cx = context().await?;
    backend::mail::choose(&cx, &form).await.answer()?;
    leptos_axum::redirect(local_path(&next));
    Ok(())
}

/// What an invitation or the set-up link is for.
#[server(endpoint = "session/link")]
pub async fn read_link(token: String) -> Result<LinkView, AppError> {
    let cx = context_of_anybody().await?;
    backend::session::link(&cx, &token).await.answer()
}

/// Takes an invitation or makes the first administrator, and starts a session.
#[server(endpoint = "session/redeem")]
pub async fn redeem(
    token: String,
    #[server(default)] name: String,
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] password_again: String,
) -> Result<(), AppError> {
    let cx = context_of_anybody().await?;
    let typed = backend::session::Redeem { token, name, email, password, password_again };
    let signed_in = backend::session::redeem(&cx, &typed, &client()?).await.answer()?;
    cookie()?.set(&signed_in.token, signed_in.expires_at - cx.now);
    leptos_axum::redirect("/");
    Ok(())
}
