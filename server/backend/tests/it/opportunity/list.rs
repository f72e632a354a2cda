//! The list: views, filters, search, sums, and what stands in a row.

use backend::{Context, account, fold, opportunity};
use chrono::TimeDelta;
use domain::{
    account::AccountForm,
    assignment::State,
    ids::UserId,
    money::{Currency, Money},
    opportunity::{Count, ListQuery, OpportunityPage, Status, View},
    policy::{Actor, StaffRole},
};
use testkit::Portal;
use uuid::Uuid;

use super::{offer_to, save, share_with};

async fn list(portal: &Portal, query: ListQuery) -> OpportunityPage {
    opportunity::list(&portal.staff_seller(), &query).await.unwrap()
}

/// Somebody else of the same role.
fn colleague(portal: &Portal) -> Context {
    let user = UserId(Uuid::from_u128(9));
    portal.context(Actor::Staff { user, role: StaffRole::Seller })
}

/// Topics of the rows, sorted by topic.
async fn topics(portal: &Portal, query: ListQuery) -> Vec<String> {
    let query = ListQuery { sort: "topic".to_owned(), dir: "asc".to_owned(), ..query };
    list(portal, query).await.rows.into_iter().map(|row| row.topic).collect()
}

fn view(view: View) -> ListQuery {
    ListQuery { view: view.to_string(), ..ListQuery::default() }
}

fn search(q: &str) -> ListQuery {
    ListQuery { q: q.to_owned(), ..ListQuery::default() }
}

#[tokio::test]
async fn each_view_has_its_rows_and_their_count() {
    let portal = Portal::open().await;
    let seller = portal.staff_seller().actor.user().unwrap();
    let (alfa, deal) = (&portal.alfa, || portal.opportunity());
    deal().topic("moje").owner(seller).create().await;
    deal().topic("vrácená").formerly_with(alfa, State::Returned).create().await;
    deal().topic("od partnera").brought_by(alfa, alfa.seller).create().await;
    deal().topic("dodaná").offered_to(alfa).create().await;
    deal().topic("vyhraná").status(Status::Won).owner(seller).create().await;

    assert_eq!(topics(&portal, view(View::Mine)).await, ["moje"]);
    let open = ["dodaná", "moje", "od partnera", "vrácená"];
    assert_eq!(topics(&portal, view(View::Open)).await, open);
    assert_eq!(topics(&portal, view(View::Decision)).await, ["od partnera", "vrácená"]);
    assert_eq!(topics(&portal, view(View::Delivered)).await, ["dodaná"]);
    assert_eq!(topics(&portal, view(View::Closed)).await, ["vyhraná"]);

    let page = list(&portal, ListQuery { view: "nesmysl".into(), ..ListQuery::default() }).await;
    assert_eq!(page.total, Count::Exactly(4));
    let counts: Vec<_> = page.views.iter().map(|v| (v.view, v.count)).collect();
    assert_eq!(
        counts,
        [
            (View::Mine, Count::Exactly(1)),
            (View::Open, Count::Exactly(4)),
            (View::Decision, Count::Exactly(2)),
            (View::Delivered, Count::Exactly(1)),
            (View::Closed, Count::Exactly(1)),
        ]
    );
}

#[tokio::test]
async fn partners_and_accounts_are_filtered_by_name() {
    let portal = Portal::open().await;
    let account = portal.add_account("Lakovna").await;
    portal.opportunity().topic("partner").offered_to(&portal.beta).create().await;
    portal.opportunity().topic("zákazník").account(account).create().await;

    let by = |partner: &str, account: &str| ListQuery {
        partner_name: partner.to_owned(),
        account_name: account.to_owned(),
        ..ListQuery::default()
    };
    assert_eq!(topics(&portal, by(" beta solutions A.S.", "")).await, ["partner"]);
    assert_eq!(topics(&portal, by("", "lakovna")).await, ["zákazník"]);
    let renamed = ListQuery { partner: portal.alfa.id.to_string(), ..by(&portal.beta.name, "") };
    assert_eq!(topics(&portal, renamed).await, ["partner"]);
    // Two companies of one name: whoever does not choose means both.
    let namesake = portal.add_account("Lakovna").await;
    portal.opportunity().topic("jmenovec").account(namesake).create().await;
    let mut both = topics(&portal, by("", "lakovna")).await;
    both.sort();
    assert_eq!(both, ["jmenovec", "zákazník"]);
    let chosen = ListQuery { account: namesake.to_string(), ..by("", "lakovna") };
    assert_eq!(topics(&portal, chosen).await, ["jmenovec"]);
    for nobody in [by("Omega", ""), by("", "Omega")] {
        assert_eq!(topics(&portal, nobody).await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_part_of_a_name_means_all_that_have_it() {
    let portal = Portal::open().await;
    let plant = portal.add_account("Krušnohorská lakovna").await;
    let other = portal.add_account("Lakovna Žďár").await;
    let delta = portal.add_partner("Krušnohor Automation").await;
    portal.opportunity().topic("první").account(plant).offered_to(&delta).create().await;
    portal.opportunity().topic("druhá").account(other).offered_to(&portal.beta).create().await;
    let by = |partner: &str, account: &str| ListQuery {
        partner_name: partner.to_owned(),
        account_name: account.to_owned(),
        ..ListQuery::default()
    };

    for part in ["krusno", "Krušnohor AUT", " automation "] {
        assert_eq!(topics(&portal, by(part, "")).await, ["první"], "{part}");
        let delivered = ListQuery { event: "delivered".into(), ..by(part, "") };
        assert_eq!(topics(&portal, delivered).await, ["první"], "{part}");
    }
    assert_eq!(topics(&portal, by("", "lako")).await, ["druhá", "první"]);
    assert_eq!(topics(&portal, by("", "krusnohorska l")).await, ["první"]);
    assert_eq!(topics(&portal, by("krusno", "zdar")).await, Vec::<String>::new());
    let page = list(&portal, by("krusno", "lako")).await;
    assert_eq!((page.total, page.filter_names), (Count::Exactly(1), [None, None, None]));
    // Wildcards are letters, and what has no letters is part of no name.
    let long = "x".repeat(60_000);
    for nobody in ["%", "_", "krus%", "k_us", ",", "rusno", long.as_str()] {
        for query in [by(nobody, ""), by("", nobody)] {
            assert_eq!(topics(&portal, query).await, Vec::<String>::new(), "{nobody:.9}");
        }
    }
    // A whole name means those of that name only.
    let exact = portal.add_account("Lakovna").await;
    portal.opportunity().topic("přesně").account(exact).create().await;
    assert_eq!(topics(&portal, by("", "lakovna")).await, ["přesně"]);
}

#[tokio::test]
async fn a_name_of_several_partners_means_all_of_them_until_one_is_chosen() {
    let portal = Portal::open().await;
    let namesake = portal.add_partner("Beta Brno").await;
    let name = "Beta Solutions A.S.";
    let same = vec![("name", name.into()), ("name_folded", fold::fold(name).into())];
    portal.set("account", namesake.account.0, same).await;
    portal.opportunity().topic("první").offered_to(&portal.beta).create().await;
    portal.opportunity().topic("jmenovec").offered_to(&namesake).create().await;
    portal.opportunity().topic("cizí").offered_to(&portal.alfa).create().await;
    let named = ListQuery { partner_name: portal.beta.name.clone(), ..ListQuery::default() };
    let delivered = ListQuery { event: "delivered".into(), ..named.clone() };

    for (all, which) in [(named, "in a view"), (delivered, "of what happened")] {
        assert_eq!(topics(&portal, all.clone()).await, ["jmenovec", "první"], "{which}");
        assert_eq!(list(&portal, all.clone()).await.total, Count::Exactly(2), "{which}");
        let chosen = ListQuery { partner: namesake.id.to_string(), ..all.clone() };
        assert_eq!(topics(&portal, chosen).await, ["jmenovec"], "{which}");
        // Another one was chosen before the name was typed over.
        let renamed = ListQuery { partner: portal.alfa.id.to_string(), ..all };
        assert_eq!(topics(&portal, renamed).await, ["jmenovec", "první"], "{which}");
    }
}

#[tokio::test]
async fn filters_narrow_the_view() {
    let portal = Portal::open().await;
    let manager = portal.staff_manager().actor.user().unwrap();
    let account = portal.add_account("Lakovna").await;
    let day = |text: &str| Some(text.parse().unwrap());
    let deal = || portal.opportunity().close_on(day("2026-06-30")).value(100, "CZK");
    deal().topic("stav").formerly_with(&portal.alfa, State::Declined).create().await;
    deal().topic("vlastník").owner(manager).create().await;
    deal().topic("partner").shared_by(&[&portal.beta, &portal.gama]).create().await;
    deal().topic("bývalý").formerly_with(&portal.beta, State::Recalled).create().await;
    deal().topic("zákazník").account(account).create().await;
    deal().topic("měna").value(500_000, "EUR").create().await;
    deal().topic("hodnota").value(5_000_000, "CZK").create().await;
    deal().topic("termín").close_on(day("2026-03-31")).create().await;
    deal().topic("bez termínu").close_on(None).create().await;

    let all = ListQuery::default();
    let cases = [
        (ListQuery { status: "declined".into(), ..all.clone() }, "stav"),
        (ListQuery { owner: manager.to_string(), ..all.clone() }, "vlastník"),
        (ListQuery { partner: portal.beta.id.to_string(), ..all.clone() }, "partner"),
        (ListQuery { account: account.to_string(), ..all.clone() }, "zákazník"),
        (ListQuery { currency: "EUR".into(), ..all.clone() }, "měna"),
        (ListQuery { min_value: "50 000".into(), ..all.clone() }, "hodnota"),
        (ListQuery { close_to: "2026-03-31".into(), ..all.clone() }, "termín"),
    ];
    for (query, topic) in cases {
        assert_eq!(topics(&portal, query).await, [topic]);
    }
    let page = list(
        &portal,
        ListQuery {
            owner: manager.to_string(),
            partner: portal.beta.id.to_string(),
            account: account.to_string(),
            ..ListQuery::default()
        },
    )
    .await;
    assert_eq!(
        page.filter_names,
        [Some("Marek Řídicí"), Some("Beta Solutions a.s."), Some("Lakovna")]
            .map(|name| name.map(str::to_owned))
    );
}

#[tokio::test]
async fn a_search_reads_topic_reference_customer_number_and_partners_without_marks() {
    let portal = Portal::open().await;
    let account = portal.add_account("Kovárna Žďár").await;
    let number = vec![("registration_number", "27082440".into())];
    portal.set("account", account.0, number).await;
    let deal = portal.opportunity().topic("Svařovací přípravek").account(account).create().await;
    portal.opportunity().topic("Jiná").create().await;
    // The words are made when it is saved.
    save(&portal.staff_manager(), &deal.reference, offer_to(&portal.alfa)).await.unwrap();

    for found in ["svarovaci", "PRIPRAV svar", "kovarna zdar", "27082440", "alfa sys"] {
        assert_eq!(topics(&portal, search(found)).await, ["Svařovací přípravek"], "{found}");
    }
    for missed in ["vařovací", "svařovací jiná", "beta"] {
        assert!(topics(&portal, search(missed)).await.is_empty(), "{missed}");
    }
    let hostile = ["\" OR *", "a' | b", "NEAR(x y)", "svar*:)(", "\\", "%_", "-"];
    for typed in hostile {
        list(&portal, search(typed)).await;
    }
}

#[tokio::test]
async fn a_search_knows_the_new_name_of_a_customer_and_of_a_partner() {
    let portal = Portal::open().await;
    let cx = portal.staff_manager();
    let account = portal.add_account("Kovárna Žďár").await;
    let deal = portal.opportunity().topic("Lis").account(account).create().await;
    save(&cx, &deal.reference, offer_to(&portal.alfa)).await.unwrap();
    let rename = async |id, name: &str| {
        let stored = account::show(&cx, id).await.unwrap();
        let form = AccountForm { name: name.to_owned(), ..stored.form };
        account::save(&cx, id, stored.version, &form).await.unwrap();
    };

    rename(account, "Slévárna Brno").await;
    rename(portal.alfa.account, "Omega").await;

    for found in ["slevarna", "omega", "lis"] {
        assert_eq!(topics(&portal, search(found)).await, ["Lis"], "{found}");
    }
    for missed in ["kovarna", "alfa"] {
        assert!(topics(&portal, search(missed)).await.is_empty(), "{missed}");
    }
    assert_eq!(super::shown(&cx, &deal.reference).await.version, 2);
}

#[tokio::test]
async fn a_reference_is_found_as_it_is_heard_and_a_word_that_looks_like_one_stays_a_word() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().topic("Podle čísla").create().await;
    portal.opportunity().topic("Database migration").create().await;
    let heard = deal.reference.trim_start_matches("OPP-").replace('-', "").replace('0', "o");

    assert_eq!(topics(&portal, search(&heard)).await, ["Podle čísla"]);
    assert_eq!(topics(&portal, search(&deal.reference)).await, ["Podle čísla"]);
    assert_eq!(topics(&portal, search(&deal.reference[4..8])).await, ["Podle čísla"]);
    assert_eq!(topics(&portal, search("database")).await, ["Database migration"]);
}

#[tokio::test]
async fn values_are_added_up_per_currency() {
    let portal = Portal::open().await;
    for (value, currency) in
        [(Some(100), "EUR"), (Some(250), "EUR"), (Some(7), "CZK"), (None, "CZK"), (None, "USD")]
    {
        portal.opportunity().value(value, currency).create().await;
    }

    let page = list(&portal, ListQuery::default()).await;

    assert_eq!(page.sums, [Money::new(7, Currency::Czk), Money::new(350, Currency::Eur)]);
    assert_eq!(page.total, Count::Exactly(5));
}

#[tokio::test]
async fn a_row_says_who_has_it_and_how_long() {
    let portal = Portal::open().await;
    let owner = portal.staff_manager().actor.user().unwrap();
    let delta = portal.add_partner("Delta Automatizace").await;
    let shared = portal.opportunity().topic("b").owner(owner).create().await;
    portal.opportunity().topic("a").offered_to(&portal.alfa).create().await;
    let four = share_with(&[&portal.gama, &portal.alfa, &delta, &portal.beta]);
    save(&portal.staff_manager(), &shared.reference, four).await.unwrap();

    let query = ListQuery { sort: "topic".into(), dir: "asc".into(), ..ListQuery::default() };
    let rows = list(&portal, query).await.rows;

    assert_eq!(rows[0].partners, ["Alfa Systems s.r.o."]);
    assert_eq!(rows[0].clock.as_ref().unwrap().seconds_left, 48 * 3600);
    assert_eq!(rows[0].account.as_deref(), Some("Kovárna Viktoria, a.s."));
    assert_eq!((rows[1].partners.len(), rows[1].more_partners), (3, 1));
    assert_eq!(rows[1].partners[1], "Beta Solutions a.s.");
    assert_eq!(rows[1].owner.as_deref(), Some("Marek Řídicí"));
    assert_eq!(rows[1].clock, None);
}

/// Pages are remembered for all who ask for them; the clock goes on, and whose own they are comes with the reader.
#[tokio::test]
async fn two_readers_of_a_page_have_their_own_clock_and_rows() {
    let portal = Portal::open().await;
    let seller = portal.staff_seller().actor.user().unwrap();
    let offered = portal.opportunity().owner(seller).offered_to(&portal.alfa).create().await;
    let (mine, open) = (view(View::Mine), view(View::Open));
    let earlier = opportunity::list(&colleague(&portal), &open).await.unwrap();
    portal.clock.advance(TimeDelta::seconds(3));
    let later = list(&portal, open.clone()).await;
    let first = |page: &OpportunityPage| page.rows[0].clone();
    let seconds = |page: &OpportunityPage| first(page).clock.unwrap().seconds_left;
    assert_eq!(seconds(&earlier) - seconds(&later), 3);

    assert_eq!(list(&portal, mine.clone()).await.rows.len(), 1);
    assert!(opportunity::list(&colleague(&portal), &mine).await.unwrap().rows.is_empty());

    portal.set("opportunity", offered.id.0, vec![("topic", "Jinak".into())]).await;
    for cx in [&portal.staff_seller(), &colleague(&portal)] {
        assert_eq!(first(&opportunity::list(cx, &open).await.unwrap()).topic, "Jinak");
    }
}

#[tokio::test]
async fn topics_are_in_czech_order() {
    let portal = Portal::open().await;
    for topic in ["čerpadlo", "chladič", "hala", "cívka", "Čep"] {
        portal.opportunity().topic(topic).create().await;
    }

    let order = ["cívka", "Čep", "čerpadlo", "hala", "chladič"];
    assert_eq!(topics(&portal, ListQuery::default()).await, order);
}

#[tokio::test]
async fn what_is_in_no_row_of_a_view_is_found_in_the_others() {
    let portal = Portal::open().await;
    let seller = portal.staff_seller().actor.user().unwrap();
    let deal = || portal.opportunity().value(100, "EUR");
    for topic in ["Lis jedna", "Lis dvě"] {
        deal().topic(topic).status(Status::Won).create().await;
    }
    deal().topic("Lis tři").formerly_with(&portal.alfa, State::Returned).create().await;
    deal().topic("Pec").owner(seller).create().await;
    let elsewhere = async |query: ListQuery| {
        let page = list(&portal, query).await;
        page.elsewhere.into_iter().map(|found| (found.view, found.count)).collect::<Vec<_>>()
    };
    let mine = |query: ListQuery| ListQuery { view: "mine".into(), ..query };
    let (one, two) = (Count::Exactly(1), Count::Exactly(2));
    assert_eq!(
        elsewhere(mine(search("lis"))).await,
        [(View::Open, one), (View::Decision, one), (View::Closed, two)]
    );
    let won = ListQuery { status: "won".into(), ..search("lis jedna") };
    assert_eq!(elsewhere(mine(won)).await, [(View::Closed, one)]);
    let worth =
        ListQuery { min_value: "0,5".into(), currency: "EUR".into(), ..view(View::Delivered) };
    assert_eq!(
        elsewhere(worth.clone()).await,
        [(View::Mine, one), (View::Open, two), (View::Decision, one), (View::Closed, two)]
    );
    let theirs = opportunity::list(&colleague(&portal), &worth).await.unwrap().elsewhere;
    assert_eq!(theirs.len(), 3, "nothing of it is their own");
    assert_eq!(elsewhere(mine(search("nic takového"))).await, []);
    assert_eq!(elsewhere(view(View::Delivered)).await, [], "nothing was asked for");
}

#[tokio::test]
async fn a_reference_leads_to_its_record_from_any_view_and_a_word_does_not() {
    let portal = Portal::open().await;
    let deal = portal.opportunity().topic("Vyhraná").status(Status::Won).create().await;
    let typed = deal.reference.replace('-', " ").to_lowercase();

    let page = list(&portal, ListQuery { q: typed, ..view(View::Mine) }).await;

    assert_eq!(page.exact.as_ref(), Some(&deal.reference));
    assert_eq!(list(&portal, search("Vyhraná")).await.exact, None);
    assert_eq!(list(&portal, search("OPP-0000-0000")).await.exact, None);
    assert_eq!(list(&portal, search(&deal.reference[..8])).await.exact, None);
}
