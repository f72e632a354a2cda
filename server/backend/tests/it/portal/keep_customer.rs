//! A partner corrects what is known of its customer, as long as no other partner has it.

use backend::{Context, Error, account, contact, portal};
use domain::{
    account::{AccountDetail, AccountForm},
    assignment::State,
    contact::ContactForm,
    ids::{AccountId, ContactId},
    invalid::{FieldError, Problem},
    opportunity::{CustomerForm, OwnCustomerDetail, PersonForm, ReachForm, Status},
    policy::Denied,
    refusal::Refusal,
};
use testkit::Portal;

use crate::refused::{fields, refusal, refused};

/// A customer of alfa alone, worked by its seller, with somebody who is named on the opportunity.
async fn brewery(portal: &Portal) -> (AccountId, ContactId) {
    let account = portal.add_account("Pivovar Lípa a.s.").await;
    let named = portal.add_contact(account, "Jana", "Malá").await;
    let deal = portal.opportunity().account(account).contact(named);
    deal.worked_by_seller_of(&portal.alfa).create().await;
    (account, named)
}

async fn page(cx: &Context, id: AccountId) -> OwnCustomerDetail {
    portal::own_customer(cx, id, None).await.unwrap()
}

async fn record(portal: &Portal, id: AccountId) -> AccountDetail {
    account::show(&portal.staff_manager(), id).await.unwrap()
}

fn in_street(street: &str) -> CustomerForm {
    CustomerForm { street: street.to_owned(), ..CustomerForm::default() }
}

fn called(last_name: &str) -> PersonForm {
    PersonForm { last_name: last_name.to_owned(), ..PersonForm::default() }
}

fn is_hidden(error: &Error) -> bool {
    matches!(error, Error::Denied(Denied::Hidden))
}

#[tokio::test]
async fn everybody_of_the_company_corrects_it_and_nobody_else() {
    let portal = Portal::open().await;
    let (id, named) = brewery(&portal).await;
    for (name, cx) in portal.everybody() {
        let street = format!("Ulice {name}");
        let (form, reach, person) = (in_street(&street), ReachForm::default(), called(&name));
        let version = record(&portal, id).await.version;
        let save = portal::save_customer(&cx, id, version, &form);
        if name.starts_with("alfa") {
            save.await.unwrap();
            assert_eq!(record(&portal, id).await.form.street, street);
            let of_person = contact::show(&portal.staff_manager(), named).await.unwrap().version;
            portal::save_person(&cx, id, named, of_person, &reach).await.unwrap();
            portal::add_person(&cx, id, &person).await.unwrap();
            continue;
        }
        let errors = [
            refused(&portal, save).await,
            refused(&portal, portal::save_person(&cx, id, named, 1, &reach)).await,
            refused(&portal, portal::add_person(&cx, id, &person)).await,
        ];
        for error in errors {
            let hidden = name.starts_with("beta") || name.starts_with("gama");
            assert!(matches!(error, Error::Denied(_)), "{name}: {error:?}");
            assert_eq!(is_hidden(&error), hidden, "{name}: {error:?}");
        }
    }
}

#[tokio::test]
async fn a_seller_corrects_the_customers_of_their_own_opportunities_only() {
    let portal = Portal::open().await;
    let account = portal.add_account("Mlékárna Sever a.s.").await;
    portal.opportunity().account(account).accepted_by(&portal.alfa).create().await;
    let (seller, manager) = (portal.seller_of(&portal.alfa), portal.manager_of(&portal.alfa));

    let form = in_street("Nová 2");
    let error = refused(&portal, portal::save_customer(&seller, account, 1, &form)).await;
    assert!(is_hidden(&error), "{error:?}");
    portal::save_customer(&manager, account, 1, &form).await.unwrap();
    let own = portal.alfa.account;
    let error = refused(&portal, portal::save_customer(&manager, own, 1, &form)).await;
    assert!(is_hidden(&error), "the own company is no customer: {error:?}");
}

#[tokio::test]
async fn where_it_is_changes_and_who_it_is_stays() {
    let portal = Portal::open().await;
    let (id, _) = brewery(&portal).await;
    let facts = vec![
        ("registration_number", "45274649".into()),
        ("vat_id", "CZ45274649".into()),
        ("domain", "pivovar.example".into()),
    ];
    portal.set("account", id.0, facts).await;
    let (manager, before) = (portal.manager_of(&portal.alfa), record(&portal, id).await);
    let seen = page(&manager, id).await;
    assert!(seen.may_edit);
    assert_eq!((seen.vat_id.as_deref(), seen.version), (Some("CZ45274649"), before.version));

    let form = CustomerForm {
        street: " Nová 2 ".into(),
        city: "Zlín".into(),
        region: "Zlínský kraj".into(),
        postal_code: "760 01".into(),
        country: "sk".into(),
        industry: "Pivovarnictví".into(),
    };
    portal::save_customer(&manager, id, seen.version, &form).await.unwrap();

    let after = record(&portal, id).await;
    let expected = AccountForm {
        street: "Nová 2".into(),
        city: form.city.clone(),
        region: form.region.clone(),
        postal_code: form.postal_code.clone(),
        country: "SK".into(),
        industry: form.industry.clone(),
        ..before.form.clone()
    };
    assert_eq!((after.form, after.version), (expected, before.version + 1));

    // Whoever has an older page is told so, on either side.
    let staff = portal.staff_manager();
    let error = refused(&portal, account::save(&staff, id, before.version, &before.form)).await;
    assert!(matches!(error, Error::Stale), "{error:?}");
    let error = refused(&portal, portal::save_customer(&manager, id, seen.version, &form)).await;
    assert!(matches!(error, Error::Stale), "{error:?}");
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field() {
    let portal = Portal::open().await;
    let (id, named) = brewery(&portal).await;
    let manager = portal.manager_of(&portal.alfa);

    let form = CustomerForm { country: "Atlantida".into(), ..in_street(&"x".repeat(121)) };
    let error = refused(&portal, portal::save_customer(&manager, id, 1, &form)).await;
    assert_eq!(fields(&error), ["street", "country"]);
    let form = ReachForm { email: "jana".into(), phone: "volejte".into(), ..ReachForm::default() };
    let error = refused(&portal, portal::save_person(&manager, id, named, 1, &form)).await;
    assert_eq!(fields(&error), ["email", "phone"]);
    let form = PersonForm { email: "petr".into(), ..called(" ") };
    let error = refused(&portal, portal::add_person(&manager, id, &form)).await;
    assert_eq!(fields(&error), ["last_name", "email"]);
}

/// Accounts that alfa has together with beta, and how.
async fn shared(portal: &Portal) -> Vec<(&'static str, AccountId)> {
    let (alfa, beta) = (&portal.alfa, &portal.beta);
    let mut accounts = Vec::new();
    for how in ["managed", "shared", "brought", "won", "looked after", "a partner itself"] {
        let account = match how {
            "a partner itself" => beta.account,
            _ => portal.add_account(how).await,
        };
        let deal = || portal.opportunity().account(account);
        deal().accepted_by(alfa).create().await;
        match how {
            "managed" => drop(deal().accepted_by(beta).create().await),
            "shared" => drop(deal().shared_by(&[alfa, beta]).create().await),
            "brought" => drop(deal().brought_by(beta, beta.seller).create().await),
            "won" => {
                let won = deal().formerly_with(beta, State::Completed).status(Status::Won);
                won.create().await;
            }
            "looked after" => {
                let partner = vec![("managing_partner_id", beta.id.0.into())];
                portal.set("account", account.0, partner).await;
            }
            _ => {}
        }
        accounts.push((how, account));
    }
    accounts
}

#[tokio::test]
async fn nothing_is_corrected_while_another_partner_has_it() {
    let portal = Portal::open().await;
    let manager = portal.manager_of(&portal.alfa);
    for (how, id) in shared(&portal).await {
        assert!(!page(&manager, id).await.may_edit, "{how}");
        let (form, person) = (in_street("Nová 2"), called("Nová"));
        let errors = [
            refused(&portal, portal::save_customer(&manager, id, 1, &form)).await,
            refused(&portal, portal::add_person(&manager, id, &person)).await,
        ];
        for error in errors {
            assert_eq!(refusal(&error), Some(&Refusal::CustomerShared), "{how}");
        }
    }
}

#[tokio::test]
async fn who_was_asked_or_gave_it_back_does_not_stand_in_the_way() {
    let portal = Portal::open().await;
    let (alfa, beta) = (&portal.alfa, &portal.beta);
    let (id, _) = brewery(&portal).await;
    let deal = || portal.opportunity().account(id);
    deal().offered_to(beta).create().await;
    deal().formerly_with(beta, State::Declined).create().await;
    deal().formerly_with(beta, State::Returned).create().await;
    let partner = vec![("managing_partner_id", alfa.id.0.into())];
    portal.set("account", id.0, partner).await;
    let manager = portal.manager_of(alfa);

    assert!(page(&manager, id).await.may_edit);
    portal::save_customer(&manager, id, 1, &in_street("Nová 2")).await.unwrap();
}

#[tokio::test]
async fn a_person_is_reached_otherwise_and_called_the_same() {
    let portal = Portal::open().await;
    let (id, named) = brewery(&portal).await;
    let hidden = portal.add_contact(id, "Utajený", "Ředitel").await;
    let elsewhere = portal.add_account("Cizí").await;
    let foreign = portal.add_contact(elsewhere, "Cizí", "Člověk").await;
    portal.set("contact", named.0, vec![("language", "cs".into())]).await;
    let (manager, staff) = (portal.manager_of(&portal.alfa), portal.staff_manager());
    let before = contact::show(&staff, named).await.unwrap();

    let form = ReachForm {
        job_title: "Sládková".into(),
        email: "jana@pivovar.example".into(),
        phone: "+420 555 010 218".into(),
    };
    portal::save_person(&manager, id, named, before.version, &form).await.unwrap();

    let after = contact::show(&staff, named).await.unwrap();
    let expected = ContactForm {
        job_title: form.job_title.clone(),
        email: form.email.clone(),
        phone: form.phone.clone(),
        ..before.form.clone()
    };
    assert_eq!((after.form, after.version), (expected, before.version + 1));
    let call = portal::save_person(&manager, id, named, before.version, &form);
    assert!(matches!(refused(&portal, call).await, Error::Stale));
    for (account, person) in [(id, hidden), (id, foreign), (elsewhere, foreign)] {
        let call = portal::save_person(&manager, account, person, 1, &form);
        let error = refused(&portal, call).await;
        assert!(is_hidden(&error), "{error:?}");
    }
}

#[tokio::test]
async fn who_is_added_is_seen_by_the_company_and_by_staff_and_by_nobody_else() {
    let portal = Portal::open().await;
    let (id, _) = brewery(&portal).await;
    portal.add_contact(id, "Utajený", "Ředitel").await;
    let (manager, seller) = (portal.manager_of(&portal.alfa), portal.seller_of(&portal.alfa));
    let people = async |cx: &Context| {
        let people = page(cx, id).await.people.into_iter();
        people.map(|person| person.name).collect::<Vec<_>>()
    };

    let form = PersonForm { first_name: "Petr".into(), ..called("Nový") };
    portal::add_person(&manager, id, &form).await.unwrap();
    // A second press, however it is written.
    let again = PersonForm { first_name: "petr".into(), ..called("NOVY") };
    let error = refused(&portal, portal::add_person(&manager, id, &again)).await;
    let Error::Invalid(errors) = error else { panic!("{error:?}") };
    assert_eq!(errors, [FieldError::new("last_name", Problem::Taken)]);
    // That the vendor knows somebody of the name is told to nobody.
    let same = PersonForm { first_name: "Utajený".into(), ..called("Ředitel") };
    portal::add_person(&manager, id, &same).await.unwrap();

    for cx in [&manager, &seller] {
        assert_eq!(people(cx).await, ["Jana Malá", "Petr Nový", "Utajený Ředitel"]);
    }
    assert_eq!(record(&portal, id).await.contacts.len(), 4);
    portal.opportunity().account(id).accepted_by(&portal.beta).create().await;
    assert!(people(&portal.manager_of(&portal.beta)).await.is_empty());
}
