//! People who can sign in, for tests of everything around the password.

use backend::{
    Backend, Context, mail,
    session::{self, ClientInfo, Redeem, SignedIn, Who},
};
use domain::{ids::UserId, person::InviteForm};
use testkit::Portal;
use tokio::sync::OnceCell;

/// What everybody signs in with.
pub const PASSWORD: &str = "kolo jede do kopce";

static HASH: OnceCell<String> = OnceCell::const_new();

/// Gives somebody of the portal [`PASSWORD`].
pub async fn with_password(portal: &Portal, user: UserId) {
    let hash = HASH.get_or_init(async || backend::password::hash(PASSWORD).await.unwrap()).await;
    portal.set("user_account", user.0, vec![("password_hash", hash.as_str().into())]).await;
}

/// Whoever a context is for.
pub fn user_of(cx: &Context) -> UserId {
    cx.actor.user().unwrap()
}

/// Gives the person of a context [`PASSWORD`] and signs them in.
pub async fn signed_in(portal: &Portal, cx: &Context, email: &str) -> SignedIn {
    with_password(portal, user_of(cx)).await;
    sign_in(portal, email, PASSWORD).await.unwrap()
}

/// Signs in from nowhere in particular.
pub async fn sign_in(
    portal: &Portal,
    email: &str,
    password: &str,
) -> Result<SignedIn, backend::Error> {
    session::sign_in(&portal.anonymous(), email, password, &ClientInfo::default()).await
}

/// The person behind a token, now.
pub async fn who(portal: &Portal, token: &str) -> Option<Who> {
    session::resolve(&portal.backend, token).await.unwrap()
}

/// What is typed to invite somebody.
pub fn invitation(email: &str, role: &str) -> InviteForm {
    InviteForm {
        name: "Nová Posila".to_owned(),
        email: email.to_owned(),
        role: role.to_owned(),
        language: "cs".to_owned(),
    }
}

/// The token of the newest link that waits in the outgoing mail.
pub async fn newest_token(portal: &Portal) -> String {
    let mails = mail::outgoing(&portal.staff_admin()).await.unwrap();
    let link = mails.into_iter().find_map(|mail| mail.link).unwrap();
    link.rsplit('/').next().unwrap().to_owned()
}

/// What is typed behind a link.
pub fn acceptance(token: &str) -> Redeem {
    Redeem {
        token: token.to_owned(),
        name: "Nová Posila".to_owned(),
        email: String::new(),
        password: PASSWORD.to_owned(),
        password_again: PASSWORD.to_owned(),
    }
}

/// Follows the link of a token on one server.
pub async fn redeem(backend: &Backend, token: &str) -> Result<SignedIn, backend::Error> {
    let cx = backend.context(domain::policy::Actor::Anonymous, domain::lang::Lang::Cs);
    session::redeem(&cx, &acceptance(token), &ClientInfo::default()).await
}
