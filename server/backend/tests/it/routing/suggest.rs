//! Who would be chosen is shown without writing anything, one of them can be asked, and a partner reads of itself only.

use backend::{Error, portal as pages, routing};
use domain::{
    assignment::State,
    ids::AccountId,
    opportunity::{PartnerOpportunity, Status},
    refusal::Refusal,
    routing::{Fit, Obstacle, PlaceFrom},
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

const PRAGUE: (i32, i32) = (50_075_500, 14_437_800);
const BRNO: (i32, i32) = (49_195_100, 16_606_800);
const ZLIN_TOWN: (i32, i32) = (49_224_400, 17_662_700);

async fn on_the_map(portal: &Portal, account: AccountId, (latitude, longitude): (i32, i32)) {
    let place = vec![("latitude", latitude.into()), ("longitude", longitude.into())];
    portal.set("account", account.0, place).await;
}

/// Those who are suggested, with their distances.
async fn suggested(portal: &Portal, deal: &Deal) -> Vec<(String, Option<u32>)> {
    let shown = routing::suggest(&portal.staff_manager(), deal.id).await.unwrap();
    shown.ranked.into_iter().map(|one| (one.partner.name, one.kilometres)).collect()
}

#[tokio::test]
async fn of_two_with_the_same_territory_the_nearer_comes_first() {
    let portal = Portal::open().await;
    let (alfa, beta) = (&portal.alfa, &portal.beta);
    works_there(&portal, alfa).await;
    works_there(&portal, beta).await;
    works_elsewhere(&portal, &portal.gama).await;
    let customer = portal.add_account("Pivovar Lípa a.s.").await;
    on_the_map(&portal, customer, ZLIN_TOWN).await;
    let deal = portal.opportunity().account(customer).create().await;
    placed(&portal, &deal).await;

    for (near, far) in [(alfa, beta), (beta, alfa)] {
        on_the_map(&portal, near.account, BRNO).await;
        on_the_map(&portal, far.account, PRAGUE).await;
        let expected = [(near.name.clone(), Some(77)), (far.name.clone(), Some(251))];
        assert_eq!(suggested(&portal, &deal).await, expected);
    }

    let staff = portal.staff_manager();
    routing::distribute(&staff, deal.id).await.unwrap();
    let decisions = routing::decisions(&staff, deal.id).await.unwrap();
    assert_eq!(decisions[0].chosen, Some(beta.id));
    assert_eq!(decisions[0].shortlist[0].evidence.kilometres, Some(77));
    assert_eq!(decisions[0].recomputed(), decisions[0]);
}

#[tokio::test]
async fn an_opportunity_in_another_town_than_its_account_has_no_distance() {
    let portal = Portal::open().await;
    let customer = portal.add_account("Pivovar Lípa a.s.").await;
    on_the_map(&portal, customer, ZLIN_TOWN).await;
    on_the_map(&portal, portal.alfa.account, BRNO).await;
    let deal = portal.opportunity().account(customer).create().await;
    placed(&portal, &deal).await;
    let alfas = async || {
        let all = suggested(&portal, &deal).await;
        all.into_iter().find(|(name, _)| *name == portal.alfa.name).unwrap().1
    };

    for (column, there, elsewhere) in [
        ("city", "ZLÍN", "Vsetín"),
        ("postal_code", "76001", "755 01"),
        ("region", "zlinsky  kraj", "Olomoucký kraj"),
        ("country", "cz", "SK"),
    ] {
        for (stands, expected) in [(there, Some(77)), (elsewhere, None), (there, Some(77))] {
            portal.set("account", customer.0, vec![(column, stands.into())]).await;
            portal.set("opportunity", deal.id.0, vec![("city", "Zlín".into())]).await;
            assert_eq!(alfas().await, expected, "{column} {stands}");
        }
    }
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

#[tokio::test]
async fn where_the_opportunity_names_no_country_its_account_says_where_it_is() {
    let portal = Portal::open().await;
    works_there(&portal, &portal.beta).await;
    works_elsewhere(&portal, &portal.alfa).await;
    works_elsewhere(&portal, &portal.gama).await;
    let customer = portal.add_account("Pivovar Lípa a.s.").await;
    let there = vec![
        ("country", "CZ".into()),
        ("region", "Zlínský kraj".into()),
        ("postal_code", "760 01".into()),
    ];
    portal.set("account", customer.0, there).await;
    let deal = portal.opportunity().account(customer).create().await;
    let none = || None::<String>.into();
    let nowhere =
        vec![("country", none()), ("region", none()), ("postal_code", none()), ("city", none())];
    portal.set("opportunity", deal.id.0, nowhere).await;
    let staff = portal.staff_manager();

    let shown = routing::suggest(&staff, deal.id).await.unwrap();

    assert_eq!(shown.place_from, Some(PlaceFrom::Account));
    assert_eq!(shown.ranked.len(), 1);
    assert_eq!(shown.out[0].obstacles, [Obstacle::Territory]);
    portal.set("account", customer.0, vec![("country", none())]).await;
    let unknown = routing::suggest(&staff, deal.id).await.unwrap();
    assert_eq!((unknown.place_from, unknown.ranked.len()), (Some(PlaceFrom::Nowhere), 3));
    portal.set("account", customer.0, vec![("country", "CZ".into())]).await;
    portal.set("opportunity", deal.id.0, vec![("country", "SK".into())]).await;
    let own = routing::suggest(&staff, deal.id).await.unwrap();
    assert_eq!((own.place_from, own.ranked.len()), (Some(PlaceFrom::Opportunity), 2));
    portal.set("opportunity", deal.id.0, vec![("country", none())]).await;

    routing::distribute(&staff, deal.id).await.unwrap();

    let decision = routing::decisions(&staff, deal.id).await.unwrap().remove(0);
    assert_eq!(decision.place_from, Some(PlaceFrom::Account));
    assert_eq!(decision.recomputed(), decision);
    let seen = pages::show(&portal.manager_of(&portal.beta), &deal.reference).await.unwrap();
    let PartnerOpportunity::Offer(offer) = seen else { panic!("{seen:?}") };
    let territory = offer.card.fit.and_then(|fit| fit.territory).unwrap();
    assert_eq!(territory.to_string(), "CZ; Zlínský kraj; 76");
}
