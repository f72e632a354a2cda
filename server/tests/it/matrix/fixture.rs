//! One portal with something of everybody's, and requests for it.

use std::{collections::HashMap, mem};

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use backend::{
    import::{self, DateOrder},
    mail, partner,
};
use domain::{
    assignment::State,
    ids::{AccountId, ContactId, UserId},
    person::InviteForm,
    policy::PartnerRole,
};
use testkit::{Digest, Portal};

use super::{
    item::{Item, names_of, unknown, with_file},
    row::{Actor, Row},
};
use crate::server::{Answer, FORM, Server, asked};

/// Separates the parts of an upload.
const BOUNDARY: &str = "stafeta-boundary";

/// Which opportunity a request names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Offered to Alfa; declined by Beta before, expired at Orion and recalled from Polaris.
    Offered,
    /// Managed by Alfa, worked by its seller.
    Managed,
    /// Managed by Beta alone.
    Foreign,
    /// Nowhere.
    Unknown,
}

impl Target {
    /// The one that a column of the table is about.
    pub fn of(actor: Actor) -> Self {
        match actor {
            Actor::ManagingAdministrator | Actor::ManagingManager | Actor::ManagingSeller => {
                Self::Managed
            }
            _ => Self::Offered,
        }
    }
}

/// The portal of some cells: a new one follows when a cell changed it.
pub struct Fixture {
    pub server: Server,
    offered: Item,
    managed: Item,
    foreign: Item,
    unknown: Item,
    /// The administrator of Orion.
    expired: UserId,
    /// The administrator of Polaris.
    recalled: UserId,
    deactivated: String,
    owner: Option<UserId>,
    /// Whether Alfa is suspended now.
    suspended: bool,
    /// By owner, and whether Alfa is suspended.
    digests: HashMap<(Option<UserId>, bool), Digest>,
    /// Names in braces that mean the same in every cell.
    names: Vec<(&'static str, String)>,
}

impl Fixture {
    pub async fn open() -> Self {
        // Boxed: it calls many use cases, and its future would be too large for a stack.
        Box::pin(Self::furnish(Server::open().await)).await
    }

    async fn furnish(server: Server) -> Self {
        let portal = &server.portal;
        backend::receipt::prepare(&portal.system()).await.unwrap();
        let account = portal.add_account("Pivovar Lípa a.s.").await;
        let contact = portal.add_contact(account, "Jana", "Malá").await;
        let deal = || portal.opportunity().account(account).contact(contact);
        let orion = portal.add_partner("Orion Technik").await;
        let polaris = portal.add_partner("Polaris Servis").await;
        let offered = deal()
            .formerly_with(&portal.beta, State::Declined)
            .formerly_with(&orion, State::Expired)
            .formerly_with(&polaris, State::Recalled)
            .offered_to(&portal.alfa);
        let offered = with_file(&server, offered.create().await).await;
        let managed = deal().worked_by_seller_of(&portal.alfa).create().await;
        let managed = with_file(&server, managed).await;
        let foreign = with_file(&server, deal().accepted_by(&portal.beta).create().await).await;

        let names = names(&server, account, contact).await;
        let deactivated = deactivated(&server).await;
        Self {
            offered,
            managed,
            foreign,
            unknown: unknown(),
            expired: orion.administrator,
            recalled: polaris.administrator,
            deactivated,
            owner: None,
            suspended: false,
            digests: HashMap::new(),
            names,
            server,
        }
    }

    fn item(&self, target: Target) -> &Item {
        match target {
            Target::Offered => &self.offered,
            Target::Managed => &self.managed,
            Target::Foreign => &self.foreign,
            Target::Unknown => &self.unknown,
        }
    }

    /// The database as it is now. Read once for each way in which [`Self::request`] arranges it, and that puts back all
    /// that it arranges: cells that change anything are the last.
    pub async fn digest(&mut self) -> Digest {
        let arranged = (self.owner, self.suspended);
        if let Some(known) = self.digests.get(&arranged) {
            return known.clone();
        }
        let digest = self.server.portal.digest().await;
        self.digests.insert(arranged, digest.clone());
        digest
    }

    /// Suspends Alfa, or lets it begin again.
    async fn suspend(&mut self, suspended: bool) {
        if mem::replace(&mut self.suspended, suspended) == suspended {
            return;
        }
        let portal = &self.server.portal;
        let status = if suspended { "suspended" } else { "active" };
        portal.set_partner_status(portal.alfa.id, status).await;
    }

    async fn give_to(&mut self, owner: UserId) {
        if self.owner.replace(owner) == Some(owner) {
            return;
        }
        for Item { deal, .. } in [&self.offered, &self.managed, &self.foreign] {
            let owner = vec![("owner_id", owner.0.into())];
            self.server.portal.set("opportunity", deal.id.0, owner).await;
        }
    }

    /// The request of one cell; makes whoever has to be the owner the owner, and suspends Alfa for its suspended person.
    pub async fn request(&mut self, row: &Row, actor: Actor, target: Target) -> Request<Body> {
        let portal = &self.server.portal;
        let owns = actor == Actor::Owner;
        let owner = if owns { portal.staff_seller() } else { portal.staff_manager() };
        self.give_to(user(&owner)).await;
        self.suspend(actor == Actor::Suspended).await;
        let item = self.item(target);
        let (method, path) = row.name.split_once(' ').unwrap();
        let path = self.named(&with_names_of_their_own(path), item);
        let (kind, body) = content(path.as_str(), self.named(&row.body, item));
        let token = self.token(actor).await;
        asked(Method::from_bytes(method.as_bytes()).unwrap(), &path, token.as_deref())
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .unwrap()
    }

    fn named(&self, text: &str, item: &Item) -> String {
        let own = names_of(item);
        let all = self.names.iter().chain(&own);
        all.fold(text.to_owned(), |text, (name, value)| text.replace(name, value))
    }

    async fn token(&self, actor: Actor) -> Option<String> {
        let portal = &self.server.portal;
        let user = match actor {
            Actor::Anonymous => return None,
            Actor::Deactivated => return Some(self.deactivated.clone()),
            Actor::Colleague | Actor::Owner => user(&portal.staff_seller()),
            Actor::StaffManager => user(&portal.staff_manager()),
            Actor::StaffAdmin => user(&portal.staff_admin()),
            Actor::OfferedAdministrator | Actor::ManagingAdministrator | Actor::Suspended => {
                portal.alfa.administrator
            }
            Actor::OfferedManager | Actor::ManagingManager => portal.alfa.manager,
            Actor::OfferedSeller | Actor::ManagingSeller => portal.alfa.seller,
            Actor::Stranger => portal.gama.administrator,
            Actor::Decliner => portal.beta.administrator,
            Actor::Expired => self.expired,
            Actor::Recalled => self.recalled,
        };
        Some(self.server.token(user).await)
    }

    /// The answer without the nonce and without what the asker had said.
    pub fn without_what_was_asked(&self, answer: &Answer, target: Target) -> String {
        let policy = answer.header("content-security-policy");
        let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next());
        let text = answer.text().replace(nonce.unwrap(), "(nonce)");
        let own = names_of(self.item(target));
        own.iter().fold(text, |text, (name, value)| text.replace(value.as_str(), name))
    }
}

/// What the names in braces mean that are the same in every cell.
async fn names(
    server: &Server,
    account: AccountId,
    contact: ContactId,
) -> Vec<(&'static str, String)> {
    let portal = &server.portal;
    let (customer, person) = customer_of_alfa(portal).await;
    vec![
        ("{account}", account.to_string()),
        ("{contact}", contact.to_string()),
        ("{customer}", customer.to_string()),
        ("{customer_person}", person.to_string()),
        ("{partner}", portal.alfa.id.to_string()),
        ("{seller}", user(&portal.staff_seller()).to_string()),
        ("{partner_person}", portal.beta.seller.to_string()),
        ("{alfa_manager}", portal.alfa.manager.to_string()),
        ("{colleague}", portal.alfa.seller.to_string()),
        ("{duplicate}", portal.add_account("Pivovar Lípa").await.to_string()),
        ("{product}", product(portal).await),
        ("{list}", "decline".to_owned()),
        ("{run}", previewed_import(server).await),
        ("{link}", invitation(server).await),
    ]
}

/// Routes call every id `id`.
fn with_names_of_their_own(path: &str) -> String {
    let id = match path {
        "/files/{id}" => "{file}",
        "/receipts/{id}" | "/receipts/{id}/receipt.json" | "/staff/receipts/{id}" => "{receipt}",
        "/customers/{id}" | "/staff/accounts/{id}" | "/staff/accounts/{id}/merge" => "{account}",
        "/staff/contacts/{id}" => "{contact}",
        _ => "{partner}",
    };
    path.replace("{id}", id).replace("{token}", "{link}").replace("{*any}", "no-such-page")
}

/// What the operation at `path` is posted.
fn content(path: &str, form: String) -> (String, String) {
    let csv = "topic;account;currency\r\nLinka;Pivovar;CZK\r\n";
    let parts = match path {
        "/files" => vec![("opportunity", form.as_str()), ("file\"; filename=\"a.txt", "hello")],
        "/registrations/submit" => vec![("id", form.as_str())],
        "/verify" => vec![("receipt", form.as_str())],
        "/import" => vec![("file\"; filename=\"a.csv", csv)],
        _ => return (FORM.to_owned(), form),
    };
    let part = |(name, value)| {
        format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        )
    };
    let body: String = parts.into_iter().map(part).collect();
    (format!("multipart/form-data; boundary={BOUNDARY}"), format!("{body}--{BOUNDARY}--\r\n"))
}

fn user(cx: &backend::Context) -> UserId {
    cx.actor.user().unwrap()
}

/// A customer whom no other partner has, and somebody there.
async fn customer_of_alfa(portal: &Portal) -> (AccountId, ContactId) {
    let account = portal.add_account("Sodovkárna a.s.").await;
    let person = portal.add_contact(account, "Petr", "Malý").await;
    let deal = portal.opportunity().account(account).contact(person);
    deal.worked_by_seller_of(&portal.alfa).create().await;
    (account, person)
}

async fn product(portal: &testkit::Portal) -> String {
    backend::product::add(&portal.staff_admin(), "WMS").await.unwrap().to_string()
}

async fn previewed_import(server: &Server) -> String {
    let csv = b"topic;account;currency\nLinka;Pivovar;CZK\n".to_vec();
    let cx = server.portal.staff_manager();
    let run = import::prepare(&cx, &server.folder, "a.csv", csv, DateOrder::DayFirst).await;
    run.unwrap().to_string()
}

/// The secret of a link that was sent to somebody new.
async fn invitation(server: &Server) -> String {
    let form = InviteForm {
        name: "Nová Posila".to_owned(),
        email: "nova@alfa.example".to_owned(),
        role: "manager".to_owned(),
        language: "cs".to_owned(),
    };
    let portal = &server.portal;
    partner::invite(&portal.staff_manager(), portal.alfa.id, &form).await.unwrap();
    let mails = mail::outgoing(&portal.staff_admin()).await.unwrap();
    let link = mails.into_iter().find_map(|mail| mail.link).unwrap();
    link.rsplit('/').next().unwrap().to_owned()
}

/// The session of somebody who was let go after it began.
async fn deactivated(server: &Server) -> String {
    let portal = &server.portal;
    let former = portal.add_person(&portal.alfa, PartnerRole::Manager, "byvala@alfa.example").await;
    let token = server.token(former).await;
    let since = vec![("deactivated_at", portal.now().into())];
    portal.set("user_account", former.0, since).await;
    token
}
