//! Lists of ids in a statement.

use std::collections::BTreeSet;

use uuid::Uuid;

/// Each id once, and the last one again up to the next power of two: pages of any length then share a few prepared
/// statements, which the database would otherwise parse and plan for each of them.
pub fn ids(ids: impl IntoIterator<Item = Uuid>) -> Vec<Uuid> {
    ids_of(0, ids)
}

/// The same for lists that are asked with together: each is as long as one of so many ids would be, so that they all have
/// one length. None stay none.
pub fn ids_of(rows: usize, ids: impl IntoIterator<Item = Uuid>) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = ids.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    if let Some(last) = ids.last().copied() {
        ids.resize(ids.len().max(rows).next_power_of_two(), last);
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_filled_up_with_its_last_id() {
        let [a, b, c] = [1, 2, 3].map(Uuid::from_u128);
        assert!(ids([]).is_empty());
        assert_eq!(ids([a]), [a]);
        assert_eq!(ids([c, a, b, a]), [a, b, c, c]);
        assert_eq!(ids_of(3, [b, a]), [a, b, b, b]);
        assert_eq!(ids_of(1, [b, a]), [a, b]);
        assert!(ids_of(3, []).is_empty());
    }
}
