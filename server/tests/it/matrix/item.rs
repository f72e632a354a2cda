//! An opportunity of the fixture, with one of everything that hangs on it.

use backend::{
    file::{self, Upload},
    note, opportunity,
};
use domain::{ids::AttachmentId, timeline::NoteForm};
use testkit::{Deal, Portal};
use uuid::Uuid;

use crate::server::Server;

/// An opportunity and what hangs on it.
pub struct Item {
    pub deal: Deal,
    pub file: AttachmentId,
    pub registration: Uuid,
    pub receipt: Uuid,
}

/// Names in braces that it gives a meaning.
pub fn names_of(item: &Item) -> Vec<(&'static str, String)> {
    vec![
        ("{opportunity}", item.deal.id.to_string()),
        ("{reference}", item.deal.reference.clone()),
        ("{assignment}", item.deal.assignments.last().unwrap().to_string()),
        ("{file}", item.file.to_string()),
        ("{registration}", item.registration.to_string()),
        ("{receipt}", item.receipt.to_string()),
    ]
}

/// With a file that everybody who manages the opportunity may read.
pub async fn with_file(server: &Server, deal: Deal) -> Item {
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

/// What stands nowhere.
pub fn unknown() -> Item {
    let id = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001);
    let deal =
        Deal { id: id.into(), reference: "OPP-2222-2222".to_owned(), assignments: vec![id.into()] };
    Item { deal, file: id.into(), registration: id, receipt: id }
}
