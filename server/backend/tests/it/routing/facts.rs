//! What is known of partners and opportunities is read from the database, each fact of it.

use backend::{opportunity, partner, routing};
use domain::{
    assignment::State,
    ids::PartnerId,
    lang::Lang,
    partner::PartnerForm,
    routing::{Course, Explanation, Obstacle, RuleForm, RuleSettings},
};
use testkit::{Deal, Portal};

async fn suggested(portal: &Portal, deal: &Deal) -> Explanation {
    routing::suggest(&portal.staff_manager(), deal.id).await.unwrap()
}

/// Why Alfa is out.
async fn reasons(portal: &Portal, deal: &Deal) -> Vec<Obstacle> {
    let shown = suggested(portal, deal).await;
    let alfa = shown.out.into_iter().find(|out| out.partner.id == portal.alfa.id);
    alfa.map(|out| out.obstacles).unwrap_or_default()
}

/// Everything asks for a certification.
async fn certified(portal: &Portal) {
    let form = RuleForm {
        certification: "iso 27001".to_owned(),
        ..RuleForm::of("S certifikátem", &RuleSettings::of_everything_else(), Lang::Cs)
    };
    let staff = portal.staff_manager();
    let rule = routing::save_rule(&staff, None, &form).await.unwrap();
    routing::activate_rule(&staff, rule, 1).await.unwrap();
}

/// A customer's person who speaks English.
async fn english(portal: &Portal) -> Deal {
    let account = portal.add_account("Brewery Ltd").await;
    let contact = portal.add_contact(account, "Anna", "Small").await;
    portal.set("contact", contact.0, vec![("language", "en".into())]).await;
    portal.opportunity().account(account).contact(contact).create().await
}

#[tokio::test]
async fn each_fact_that_keeps_a_partner_out_is_found_and_its_absence_too() {
    let portal = Portal::open().await;
    let plain = portal.opportunity().create().await;
    let english = english(&portal).await;
    let own = portal.opportunity().account(portal.alfa.account).create().await;
    let alfa = portal.alfa.id.0;
    for deal in [&plain, &english] {
        assert!(reasons(&portal, deal).await.is_empty());
    }
    assert_eq!(reasons(&portal, &own).await, [Obstacle::Conflict]);

    portal.set("partner", alfa, vec![("languages", r#"["cs"]"#.into())]).await;
    assert_eq!(reasons(&portal, &english).await, [Obstacle::Language]);
    portal.set("partner", alfa, vec![("languages", r#"["cs","EN"]"#.into())]).await;
    assert!(reasons(&portal, &english).await.is_empty());

    portal.set("partner", alfa, vec![("capacity_month", 1.into())]).await;
    assert!(reasons(&portal, &plain).await.is_empty());
    portal.opportunity().offered_to(&portal.alfa).create().await;
    assert_eq!(reasons(&portal, &plain).await, [Obstacle::MonthFull]);
    portal.set("partner", alfa, vec![("capacity_month", 2.into())]).await;
    assert!(reasons(&portal, &plain).await.is_empty());

    certified(&portal).await;
    assert_eq!(reasons(&portal, &plain).await, [Obstacle::Certification]);
    for (until, expected) in [("2026-03-01", vec![Obstacle::Certification]), ("2026-03-02", vec![])]
    {
        let proof = format!(r#"[{{"name":"ISO 27001","valid_until":"{until}"}}]"#);
        portal.set("partner", alfa, vec![("certifications", proof.into())]).await;
        assert_eq!(reasons(&portal, &plain).await, expected, "{until}");
    }

    for person in [portal.alfa.administrator, portal.alfa.manager] {
        let left = vec![("deactivated_at", portal.now().into())];
        portal.set("user_account", person.0, left).await;
    }
    assert_eq!(reasons(&portal, &plain).await, [Obstacle::NoRecipient]);
}

/// Types the customers that Alfa is kept from.
async fn keep_from_alfa(portal: &Portal, customers: &str) {
    let (staff, alfa) = (portal.staff_manager(), portal.alfa.id);
    let stored = partner::show(&staff, alfa).await.unwrap();
    let form = PartnerForm { conflicts: customers.to_owned(), ..stored.form };
    partner::save(&staff, alfa, stored.version, &form).await.unwrap();
}

/// One customer for each thing that a list can name it by: of an account, of a lead without one, and of one whose account
/// says less than what was typed.
async fn customers(portal: &Portal) -> [(&'static str, &'static str, Deal); 6] {
    let of = async |column: &'static str, value: &'static str| {
        let account = portal.add_account("Pivovar Lípa a.s.").await;
        portal.set("account", account.0, vec![(column, value.into())]).await;
        portal.opportunity().account(account).create().await
    };
    let lead = async |column: &'static str, value: &'static str| {
        let deal = portal.opportunity().create().await;
        portal.set("opportunity", deal.id.0, vec![(column, value.into())]).await;
        deal
    };
    let both = of("street", "Dlouhá 1").await;
    portal.set("opportunity", both.id.0, vec![("lead_number", "00025593".into())]).await;
    [
        ("00006947", "an account's number", of("registration_number", "00006947").await),
        ("25596641", "an account's VAT id", of("vat_id", "CZ25596641").await),
        ("lipa.example", "an account's domain", of("domain", "lipa.example").await),
        ("45274649", "a lead's number", lead("lead_number", "45274649").await),
        ("huty.example", "a lead's domain", lead("lead_domain", "huty.example").await),
        ("00025593", "a number beside an account", both),
    ]
}

#[tokio::test]
async fn a_partner_is_kept_from_listed_customers_and_from_no_others() {
    let portal = Portal::open().await;
    let customers = customers(&portal).await;

    for (listed, what, _) in &customers {
        keep_from_alfa(&portal, listed).await;
        for (name, _, deal) in &customers {
            let expected = if name == listed { vec![Obstacle::Conflict] } else { Vec::new() };
            assert_eq!(reasons(&portal, deal).await, expected, "{what}, asked for {name}");
        }
    }
    keep_from_alfa(&portal, "").await;
    for (_, what, deal) in &customers {
        assert!(reasons(&portal, deal).await.is_empty(), "{what}");
    }
}

#[tokio::test]
async fn a_list_holds_for_its_partner_alone_and_a_person_may_still_choose_it() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    portal.set("opportunity", deal.id.0, vec![("lead_domain", "huty.example".into())]).await;
    keep_from_alfa(&portal, "https://www.huty.example/").await;

    let shown = suggested(&portal, &deal).await;
    assert!(shown.ranked.iter().any(|one| one.partner.id == portal.beta.id));
    assert!(shown.ranked.iter().all(|one| one.partner.id != portal.alfa.id));

    let staff = portal.staff_manager();
    let page = opportunity::show(&staff, &deal.reference).await.unwrap();
    let mut form = page.form.clone();
    form.partner_name.clone_from(&portal.alfa.name);
    form.partner_id = portal.alfa.id.to_string();
    form.status = "delivered".into();
    opportunity::save(&staff, page.id, page.version, Some(page.form), form).await.unwrap();
    let page = opportunity::show(&staff, &deal.reference).await.unwrap();
    assert_eq!(page.assignments[0].partner, portal.alfa.id);
}

#[tokio::test]
async fn a_postal_code_is_compared_without_its_marks() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().create().await;
    let place = vec![("country", "PL".into()), ("postal_code", "00-950".into())];
    portal.set("opportunity", deal.id.0, place).await;
    let territory = r#"[{"country":"PL","region":null,"postal_prefix":"0095"}]"#;
    portal.set("partner", portal.alfa.id.0, vec![("territories", territory.into())]).await;

    assert!(reasons(&portal, &deal).await.is_empty());
}

#[tokio::test]
async fn only_what_a_partner_was_asked_alone_counts_as_its_answer() {
    let portal = Portal::open().await;
    let alfa = &portal.alfa;
    portal.opportunity().accepted_by(alfa).create().await;
    portal.opportunity().shared_by(&[alfa, &portal.beta]).create().await;
    let approved = portal.opportunity().accepted_by(alfa).create().await;
    let nobody = vec![("answered_by", None::<uuid::Uuid>.into())];
    portal.set("assignment", approved.assignment().0, nobody).await;
    for ending in [State::Declined, State::Expired] {
        portal.opportunity().formerly_with(alfa, ending).create().await;
    }
    let deal = portal.opportunity().create().await;

    let shown = suggested(&portal, &deal).await;

    let course =
        |id: PartnerId| shown.ranked.iter().find(|one| one.partner.id == id).unwrap().course;
    let Course { accepted, answered, .. } = course(alfa.id);
    assert_eq!((accepted, answered), (1, 3));
    assert_eq!(course(portal.beta.id).answered, 0);
}
