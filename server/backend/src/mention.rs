//! People who are named in a note with `@`: found among those who can be meant, shown, and told.

use std::collections::{HashMap, hash_map::Entry};

use domain::{
    ids::{PartnerId, UserId},
    invalid::Problem,
    opportunity::{Mentionable, Named},
    policy::{Action, Actor, PartnerRole, Relation, may},
    text::NOTE_MAX,
    timeline::Audience,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::{
    Context, Error,
    assignment::{names, standing},
    db::WriteTxn,
    entity::{
        opportunity,
        user_account::{Column, Entity, Model, PersonName},
    },
    fold::fold,
    person::row,
};

/// A note with the names in it marked, and whose names these are.
pub(crate) struct Mentions {
    /// What is stored: a name that was understood is bold.
    pub source: String,
    /// Each once, in the order of the text.
    pub people: Vec<UserId>,
}

/// Finds the people in a note that is written for this audience. A name that nobody has whom the author may know, or
/// that two have, stays text. Whoever is meant and may not read the note is said at its field.
pub(crate) async fn find(
    txn: &WriteTxn,
    cx: &Context,
    opportunity: &opportunity::Model,
    (audience, partners): (Audience, &[PartnerId]),
    source: String,
) -> Result<Mentions, Error> {
    if !source.contains('@') {
        return Ok(Mentions { source, people: Vec::new() });
    }
    let found = marked(&source, &known(txn, cx, partners).await?);
    for user in &found.people {
        let person = Entity::visible_to(&Actor::System)
            .filter(Column::Id.eq(user.0))
            .one(txn)
            .await?
            .ok_or(Error::Stale)?;
        if !may_read(txn, opportunity, audience, &person).await? {
            return Err(Error::field("body", Problem::NotReader { name: person.name }));
        }
    }
    // Marks make it longer; the words matter more than they.
    let fits = found.source.chars().count() <= NOTE_MAX as usize;
    Ok(Mentions { source: if fits { found.source } else { source }, people: found.people })
}

/// Those who can be named in a note on it, in the order of their names. Two of one name can neither be: see [`marked`].
pub(crate) async fn readers(
    db: &impl ConnectionTrait,
    cx: &Context,
    opportunity: &opportunity::Model,
    partners: &[PartnerId],
) -> Result<Vec<Mentionable>, Error> {
    let known = known(db, cx, partners).await?;
    let alone = |name: &Vec<String>| known.iter().filter(|(other, _)| other == name).count() == 1;
    let ids = known.iter().filter(|(name, _)| alone(name)).map(|(_, id)| *id);
    // Read for what they may read: their names are known to whoever asks.
    let people = Entity::visible_to(&Actor::System)
        .filter(Column::Id.is_in(ids))
        .order_by_asc(Column::NameSort)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    let companies = names::partners(db, people.iter().filter_map(|one| one.partner_id)).await?;
    let mut relations = HashMap::new();
    let mut found = Vec::with_capacity(people.len());
    for person in people {
        let actor = row::actor(&person)?;
        let Some(partner) = actor.partner() else {
            found.push(Mentionable { name: person.name, partner: None, reads_all: true });
            continue;
        };
        let relation = match relations.entry(stands_as(&actor)) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(unknown) => *unknown.insert(relation(db, opportunity, &actor).await?),
        };
        if reads(&actor, relation, Audience::Partner(partner)) {
            let name = companies.get(&partner.0).cloned().unwrap_or_default();
            found.push(Mentionable {
                name: person.name,
                partner: Some(Named { id: partner, name }),
                reads_all: reads(&actor, relation, Audience::AllPartners),
            });
        }
    }
    Ok(found)
}

/// Those who stand alike to every opportunity: the sellers of a partner each for themselves, all others of it together.
fn stands_as(actor: &Actor) -> (Option<PartnerId>, Option<UserId>) {
    match actor {
        Actor::Partner { role: PartnerRole::Seller, .. } => (actor.partner(), actor.user()),
        _ => (actor.partner(), None),
    }
}

/// Those whose names the author may know: the vendor's people, and those of partners that the opportunity concerns.
async fn known(
    db: &impl ConnectionTrait,
    cx: &Context,
    partners: &[PartnerId],
) -> Result<Vec<(Vec<String>, Uuid)>, Error> {
    let concerned = partners.iter().copied().chain(cx.actor.partner()).map(|partner| partner.0);
    let people = Entity::names_for(&cx.actor)
        .filter(Column::DeactivatedAt.is_null())
        .filter(Column::PasswordHash.is_not_null())
        .filter(
            Condition::any()
                .add(Column::PartnerId.is_null())
                .add(Column::PartnerId.is_in(concerned)),
        )
        .order_by_asc(Column::Id)
        .into_partial_model::<PersonName>()
        .all(db)
        .await?;
    let words = |name: &str| name.split_whitespace().map(fold).collect();
    Ok(people.into_iter().map(|person| (words(&person.name), person.id)).collect())
}

/// Whether the person reads the opportunity, and on it what is written for this audience.
async fn may_read(
    txn: &WriteTxn,
    opportunity: &opportunity::Model,
    audience: Audience,
    person: &Model,
) -> Result<bool, Error> {
    let actor = row::actor(person)?;
    if actor.partner().is_none() {
        return Ok(true);
    }
    Ok(reads(&actor, relation(txn, opportunity, &actor).await?, audience))
}

async fn relation(
    db: &impl ConnectionTrait,
    opportunity: &opportunity::Model,
    actor: &Actor,
) -> Result<Relation, Error> {
    Ok(standing::of_partner(db, actor, opportunity.id, opportunity.closed_at).await?.relation)
}

/// The same for a partner's person who stands so to the opportunity.
fn reads(actor: &Actor, relation: Relation, audience: Audience) -> bool {
    let works = matches!(relation, Relation::Managing | Relation::Collaborating);
    let reads = match audience {
        Audience::Staff => false,
        Audience::Partner(reader) => {
            actor.partner() == Some(reader) && (works || relation == Relation::Brought)
        }
        Audience::AllPartners => works,
    };
    reads && may(actor, Action::ReadOpportunity, relation)
}

/// Makes each name after an `@` bold.
fn marked(source: &str, people: &[(Vec<String>, Uuid)]) -> Mentions {
    let mut found = Mentions { source: String::with_capacity(source.len()), people: Vec::new() };
    let mut rest = source;
    while let Some(at) = rest.find('@') {
        let (before, after) = (&rest[..at], &rest[at + 1..]);
        found.source.push_str(before);
        // An address of a mailbox is none.
        let begins = !before.ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == '_');
        rest = if let Some((end, id)) = named(after, people).filter(|_| begins) {
            found.source.extend(["**@", &after[..end], "**"]);
            if !found.people.contains(&UserId(id)) {
                found.people.push(UserId(id));
            }
            &after[end..]
        } else {
            found.source.push('@');
            after
        };
    }
    found.source.push_str(rest);
    found
}

/// The longest name that the text begins with, and where it ends; nobody when two people have it.
fn named(text: &str, people: &[(Vec<String>, Uuid)]) -> Option<(usize, Uuid)> {
    let line = text.lines().next().unwrap_or_default();
    let mut best: Option<(usize, Option<Uuid>)> = None;
    for (name, id) in people {
        let Some(end) = end_of(line, name) else { continue };
        best = match best {
            Some((longest, _)) if longest > end => best,
            Some((longest, _)) if longest == end => Some((end, None)),
            _ => Some((end, Some(*id))),
        };
    }
    best.and_then(|(end, id)| id.map(|id| (end, id)))
}

/// Where the name ends when the line begins with it, whatever its case and marks. A full stop behind it is not a part of it.
fn end_of(line: &str, name: &[String]) -> Option<usize> {
    let mut end = 0;
    for (index, wanted) in name.iter().enumerate() {
        let rest = &line[end..];
        let gap = rest.len() - rest.trim_start().len();
        if (index == 0) != (gap == 0) {
            return None;
        }
        let start = end + gap;
        let word = line[start..].split(char::is_whitespace).next().unwrap_or_default();
        let mut typed = word;
        if index + 1 == name.len() {
            while fold(typed) != *wanted && typed.ends_with(|c: char| !c.is_alphanumeric()) {
                let mut letters = typed.chars();
                letters.next_back();
                typed = letters.as_str();
            }
        }
        if typed.is_empty() || fold(typed) != *wanted {
            return None;
        }
        end = start + typed.len();
    }
    (end > 0).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> Vec<(Vec<String>, Uuid)> {
        ["Jana Malá", "Jana", "Petr Černý", "Petr Cerny", "Milan z Alfa s.r.o."]
            .iter()
            .zip(1..)
            .map(|(name, id)| (name.split_whitespace().map(fold).collect(), Uuid::from_u128(id)))
            .collect()
    }

    fn seen(text: &str) -> (String, Vec<u128>) {
        let found = marked(text, &people());
        (found.source, found.people.iter().map(|user| user.0.as_u128()).collect())
    }

    #[test]
    fn the_longest_name_counts_whatever_its_case_and_marks() {
        assert_eq!(
            seen("Ahoj @jana mala, volej."),
            ("Ahoj **@jana mala**, volej.".into(), vec![1])
        );
        assert_eq!(
            seen("@Jana: volej @Jana Malá."),
            ("**@Jana**: volej **@Jana Malá**.".into(), vec![2, 1])
        );
        assert_eq!(seen("(@Milan z Alfa s.r.o.)"), ("(**@Milan z Alfa s.r.o.**)".into(), vec![5]));
    }

    #[test]
    fn what_means_nobody_or_two_stays_text() {
        for text in ["jana@malá.cz", "@Petr Černý", "@", "@Nikdo Takový", "@ Jana", "a@Jana"] {
            assert_eq!(seen(text), (text.to_owned(), Vec::new()), "{text}");
        }
    }
}
