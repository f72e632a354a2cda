//! Who would be chosen is shown without writing anything, one of them can be asked, and a partner reads of itself only.

use backend::{Error, portal as pages, routing};
use domain::{
    assignment::State,
    opportunity::{PartnerOpportunity, Status},
    refusal::Refusal,
    routing::{Fit, Obstacle},
};
use testkit::{Company, Deal, Portal};

use crate::refused::{refused, standing};

const ZLIN: &str = r#"[{"country":"CZ","region":null,"postal_prefix":null},{"country":"CZ","region":"Zlínský kraj","postal_prefix":"76"}]"#;

async fn placed(portal: &Portal, deal: &Deal) {
    let values = vec![
        ("country", "CZ".into()),
        ("region", "Zlínský kraj".into()),
        ("postal_code", "760 01".into()),
        ("products", r#"["WMS Standard","Čtečky"]"#.into()),
    ];
    portal.set("opportunity", deal.id.0, values).await;
}

async fn works_there(portal: &Portal, company: &Company) {
    let products = r#"["wms standard","Dopravníky"]"#;
    let values = vec![("territories", ZLIN.into()), ("products", products.into())];
    portal.set("partner", company.id.0, values).await;
}

async fn works_elsewhere(portal: &Portal, company: &Company) {
    let territory = r#"[{"country":"SK","region":null,"postal_prefix":null}]"#;
    portal.set("partner", company.id.0, vec![("territories", territory.into())]).await;
}

#[tokio::test]
async fn a_suggestion_writes_nothing_and_one_press_takes_it() {
    let portal = Portal::open().await;
    works_there(&portal, &portal.beta).await;
    works_elsewhere(&portal, &portal.gama).await;
    let deal = portal.opportunity().create().await;
    placed(&portal, &deal).await;
    let staff = portal.staff_manager();
    let before = portal.digest().await;

    let shown = routing::suggest(&staff, deal.id).await.unwrap();

    assert!(portal.digest().await == before);
    let names: Vec<&str> = shown.ranked.iter().map(|one| one.partner.name.as_str()).collect();
    assert_eq!(names, [&portal.beta.name, &portal.alfa.name]);
    assert_eq!(shown.out.len(), 1);
    assert_eq!(shown.out[0].partner.name, portal.gama.name);
    assert_eq!(shown.out[0].obstacles, [Obstacle::Territory]);

    let elsewhere = routing::take(&staff, deal.id, portal.gama.id);
    let error = refused(&portal, elsewhere).await;
    let Error::Refused(Refusal::PartnerUnfit { reasons }) = error else { panic!("{error:?}") };
    assert_eq!(reasons, [(Obstacle::Territory, 1)]);

    routing::take(&staff, deal.id, portal.alfa.id).await.unwrap();
    assert_eq!(standing(&portal, &deal).await, (Status::Delivered, vec![State::Offered]));
    assert!(routing::explain(&staff, deal.id).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_partner_is_told_why_in_its_own_terms() {
    let portal = Portal::open().await;
    works_there(&portal, &portal.beta).await;
    works_elsewhere(&portal, &portal.alfa).await;
    works_elsewhere(&portal, &portal.gama).await;
    let deal = portal.opportunity().create().await;
    placed(&portal, &deal).await;

    routing::distribute(&portal.staff_manager(), deal.id).await.unwrap();

    let seen = pages::show(&portal.manager_of(&portal.beta), &deal.reference).await.unwrap();
    let PartnerOpportunity::Offer(offer) = seen else { panic!("{seen:?}") };
    let Some(Fit { territory, products }) = offer.card.fit else { panic!("no reason") };
    assert_eq!(territory.unwrap().to_string(), "CZ; Zlínský kraj; 76");
    assert_eq!(products, ["WMS Standard"]);
    let explained = routing::explain(&portal.staff_manager(), deal.id).await.unwrap();
    assert_eq!(explained[0].chosen, Some(portal.beta.id));
    assert!(explained[0].by.is_some());
    assert_eq!(explained[0].out.len(), 2);
    for other in [&portal.alfa, &portal.gama] {
        let hidden = routing::explain(&portal.manager_of(other), deal.id).await;
        assert!(matches!(hidden, Err(Error::Denied(_))), "{hidden:?}");
    }
}
