//! One portal with something of everybody's, and requests for it.

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use backend::{
    file::{self, Upload},
    import::{self, DateOrder},
    mail, note, opportunity, partner,
};
use domain::{
    assignment::State,
    ids::{AccountId, AttachmentId, ContactId, UserId},
    person::InviteForm,
    policy::PartnerRole,
    timeline::NoteForm,
};
use testkit::{Deal, Digest, Portal};
use uuid::Uuid;

use super::row::{Actor, Row};
use crate::server::{Answer, FORM, Server, asked};

/// Separates the parts of an upload.
const BOUNDARY: &str = "stafeta-boundary";

/// Which opportunity a request names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Offered to Alfa, declined by Beta before.
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

/// An opportunity and what hangs on it.
struct Item {
    deal: Deal,
    file: AttachmentId,
    registration: Uuid,
    receipt: Uuid,
}

/// The portal of some cells: a new one follows when a cell changed it.
pub struct Fixture {
    pub server: Server,
    offered: Item,
    managed: Item,
    foreign: Item,
    unknown: Item,
    deactivated: String,
    owner: Option<UserId>,
    digest: Option<Digest>,
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
        let offered = deal().formerly_with(&portal.beta, State::Declined).offered_to(&portal.alfa);
        let offered = with_file(&server, offered.create().await).await;
        let managed = deal().worked_by_seller_of(&portal.alfa).create().await;
        let managed = with_file(&server, managed).await;
        let foreign = with_file(&server, deal().accepted_by(&portal.beta).create().await).await;

        let (customer, person) = customer_of_alfa(portal).await;
        let names = vec![
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
            ("{run}", previewed_import(&server).await),
            ("{link}", invitation(&server).await),
        ];
        let deactivated = deactivated(&server).await;
        Self {
            offered,
            managed,
            foreign,
            unknown: unknown(),
            deactivated,
            owner: None,
            digest: None,
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

    /// The database as it is now. Read again only when [`Self::request`] wrote: cells that change anything are the last.
    pub async fn digest(&mut self) -> Digest {
        if self.digest.is_none() {
            self.digest = Some(self.server.portal.digest().await);
        }
        self.digest.clone().unwrap()
    }

    async fn give_to(&mut self, owner: UserId) {
        if self.owner.replace(owner) == Some(owner) {
            return;
        }
        self.digest = None;
        for Item { deal, .. } in [&self.offered, &self.managed, &self.foreign] {
            let owner = vec![("owner_id", owner.0.into())];
            self.server.portal.set("opportunity", deal.id.0, owner).await;
        }
    }

    /// The request of one cell; makes whoever has to be the owner the owner.
    pub async fn request(&mut self, row: &Row, actor: Actor, target: Target) -> Request<Body> {
        let portal = &self.server.portal;
        let owns = actor == Actor::Owner;
        let owner = if owns { portal.staff_seller() } else { portal.staff_manager() };
        self.give_to(user(&owner)).await;
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
            Actor::OfferedAdministrator | Actor::ManagingAdministrator => portal.alfa.administrator,
            Actor::OfferedManager | Actor::ManagingManager => portal.alfa.manager,
            Actor::OfferedSeller | Actor::ManagingSeller => portal.alfa.seller,
            Actor::Stranger => portal.gama.administrator,
            Actor::Decliner => portal.beta.administrator,
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

fn names_of(item: &Item) -> Vec<(&'static str, String)> {
    vec![
        ("{opportunity}", item.deal.id.to_string()),
        ("{reference}", item.deal.reference.clone()),
        ("{assignment}", item.deal.assignments.last().unwrap().to_string()),
        ("{file}", item.file.to_string()),
        ("{registration}", item.registration.to_string()),
        ("{receipt}", item.receipt.to_string()),
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

/// With a file that everybody who manages the opportunity may read.
async fn with_file(server: &Server, deal: Deal) -> Item {
    let (portal, cx) = (&server.portal, server.portal.staff_manager());
    let upload = Upload { name: "a.txt".to_owned(), bytes: b"hello".to_vec() };
    let file = file::upload(&cx, &server.folder, deal.id, upload).await.unwrap().id;
    let form =
        NoteForm { body: "Příloha".to_owned(), files: file.to_string(), ..NoteForm::default() };
    let entry = note::write(&cx, deal.id, form).await.unwrap();
    let audience = || vec![("audience", "all_partners".into())];
    portal.set("timeline_entry", entry.0, audience()).await;
    portal.set("attachment", file.0, audience()).await;
    let registration = registered(portal, &deal).await;
    let receipt = receipt(portal, &deal).await;
    Item { deal, file, registration, receipt }
}

/// A request of whoever has the opportunity, sent by a seller.
async fn registered(portal: &Portal, deal: &Deal) -> Uuid {
    let cx = portal.system();
    let company = holder(portal, deal).await;
    let id = cx.new_id();
    let row = vec![
        ("id", id.into()),
        ("reference", cx.new_reference().replace("OPP", "REG").into()),
        ("opportunity_id", deal.id.0.into()),
        ("partner_id", company.id.0.into()),
        ("customer_name", "Pivovar Lípa a.s.".into()),
        ("customer_folded", "pivovar lipa".into()),
        ("products", "[\"Lis\"]".into()),
        ("currency", "CZK".into()),
        ("justification", "Zákazníka jsme navštívili.".into()),
        ("submitted_at", cx.now.into()),
        ("submitted_by", company.seller.0.into()),
        ("decide_by", cx.now.into()),
        ("created_at", cx.now.into()),
        ("updated_at", cx.now.into()),
    ];
    portal.insert("deal_registration", row).await;
    id
}

async fn holder<'a>(portal: &'a Portal, deal: &Deal) -> &'a testkit::Company {
    let page = opportunity::show(&portal.staff_manager(), &deal.reference).await.unwrap();
    let of_beta = page.partner.is_some_and(|partner| partner.id == portal.beta.id);
    if of_beta { &portal.beta } else { &portal.alfa }
}

/// A receipt of whoever has the opportunity.
async fn receipt(portal: &Portal, deal: &Deal) -> Uuid {
    let (cx, company) = (portal.system(), holder(portal, deal).await);
    let id = cx.new_id();
    let at = "2026-03-02T08:00:00Z";
    let payload = format!(
        r#"{{"schema":"stafeta.receipt/1","id":"{id}","at":"{at}","vendor":"Stafeta","partner":"{name}","company":"{name}","person":null,"opportunity":"{reference}","topic":"Linka","fact":{{"acceptance":{{"offered_at":null,"accept_by":null,"first_report_by":"{at}"}}}}}}"#,
        name = company.name,
        reference = deal.reference,
    );
    let row = vec![
        ("id", id.into()),
        ("kind", "acceptance".into()),
        ("opportunity_id", deal.id.0.into()),
        ("partner_id", company.id.0.into()),
        ("at", cx.now.into()),
        ("payload", payload.into()),
        ("signature", "unsigned".into()),
        ("key_id", "none".into()),
    ];
    portal.insert("receipt", row).await;
    id
}

fn unknown() -> Item {
    let id = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001);
    let deal =
        Deal { id: id.into(), reference: "OPP-2222-2222".to_owned(), assignments: vec![id.into()] };
    Item { deal, file: id.into(), registration: id, receipt: id }
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
