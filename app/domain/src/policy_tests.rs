//! The whole policy as one table, and what holds whatever the table says.

use std::fmt::Write as _;

use strum::IntoEnumIterator;
use uuid::Uuid;

use super::*;

fn relations_of(actor: &Actor) -> Vec<Relation> {
    Relation::iter()
        .filter(|r| {
            matches!(r, Relation::Own | Relation::Colleagues)
                == matches!(actor, Actor::Staff { .. })
        })
        .collect()
}

/// The whole policy on one page: a change of rights shows up as a change of this table.
#[test]
fn golden_table() {
    let user = UserId(Uuid::from_u128(1));
    let partner = PartnerId(Uuid::from_u128(2));
    let people =
        StaffRole::iter().map(|role| (format!("staff {role}"), Actor::Staff { user, role })).chain(
            PartnerRole::iter()
                .map(|role| (format!("partner {role}"), Actor::Partner { user, partner, role })),
        );

    let mut table = String::new();
    for (who, actor) in people {
        for relation in relations_of(&actor) {
            writeln!(table, "{who}, {relation}").unwrap();
            for action in Action::iter() {
                let answer = match authorize(&actor, action, relation) {
                    Ok(()) => "yes",
                    Err(Denied::Forbidden) => "-",
                    Err(Denied::Hidden) => "hidden",
                    Err(Denied::SignedOut) => "sign in",
                };
                writeln!(table, "    {action:24} {answer}").unwrap();
            }
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn nobody_without_a_sign_in_may_anything() {
    for action in Action::iter() {
        for relation in Relation::iter() {
            assert_eq!(authorize(&Actor::Anonymous, action, relation), Err(Denied::SignedOut));
        }
    }
}

#[test]
fn foreign_is_hidden_from_every_partner_person_whatever_they_ask() {
    let (user, partner) = (UserId(Uuid::from_u128(1)), PartnerId(Uuid::from_u128(2)));
    for role in PartnerRole::iter() {
        for action in Action::iter() {
            let actor = Actor::Partner { user, partner, role };
            assert_eq!(authorize(&actor, action, Relation::Foreign), Err(Denied::Hidden));
        }
    }
}
