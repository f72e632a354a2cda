//! Messages: their words, their way into the outbox, and their way out.

mod arrives;
mod choice;
mod delivery;
mod offers;
mod outgoing;
mod server;
mod smtp;
mod words;

use backend::{
    Backend,
    mail::{self, Notice, To},
    settings::Settings,
};
use domain::policy::Actor;
use testkit::Portal;

/// The portal as an operator with a mail server has set it up.
pub fn with_mail_server(portal: &Portal) -> Backend {
    portal.backend.clone().configured(Settings {
        vendor: "Dodavatel & syn s.r.o.".to_owned(),
        public_url: "https://portal.example/".to_owned(),
        sends_mail: true,
        ..Settings::default()
    })
}

/// Tells somebody something, with a commit; how many messages that makes.
pub async fn tell(backend: &Backend, to: To, notice: Notice) -> usize {
    let cx = backend.context(Actor::System, domain::lang::Lang::Cs);
    let txn = cx.db.begin_write().await.unwrap();
    let count = mail::notify(&txn, &cx, to, notice).await.unwrap();
    txn.commit().await.unwrap();
    count
}

/// Something to tell.
pub fn lapsed() -> Notice {
    Notice::Lapsed { reference: "OPP-7K3Q-9F2M".to_owned(), topic: "Linka č. 5".to_owned() }
}
