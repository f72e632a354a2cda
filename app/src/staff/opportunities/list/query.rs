//! The state of the list in the URL: read from it, and written into links.

use domain::opportunity::{Direction, ListQuery, Sort, View};
use leptos_router::params::ParamsMap;

use crate::staff::places::OPPORTUNITIES;

/// What the URL asks for.
pub(crate) fn read(map: &ParamsMap) -> ListQuery {
    let get = |name: &str| map.get(name).unwrap_or_default();
    // A name that was emptied takes its id with it, which without script stands beside it still.
    let chosen = |id: &str, name: &str| {
        let is_emptied = map.get(name).is_some_and(|text| text.trim().is_empty());
        if is_emptied { String::new() } else { get(id) }
    };
    ListQuery {
        view: get("view"),
        q: get("q"),
        status: get("status"),
        owner: get("owner"),
        partner: chosen("partner", "partner_name"),
        partner_name: get("partner_name"),
        account: chosen("account", "account_name"),
        account_name: get("account_name"),
        currency: get("currency"),
        min_value: get("min_value"),
        close_to: get("close_to"),
        event: get("event"),
        since: get("since"),
        reason: get("reason"),
        sort: get("sort"),
        dir: get("dir"),
        after: get("after"),
        before: get("before"),
    }
}

/// Names and values in the order in which they stand in the URL; empty ones are left out.
pub(crate) fn pairs(query: &ListQuery) -> Vec<(&'static str, String)> {
    [
        ("view", &query.view),
        ("q", &query.q),
        ("status", &query.status),
        ("owner", &query.owner),
        ("partner", &query.partner),
        ("partner_name", &query.partner_name),
        ("account", &query.account),
        ("account_name", &query.account_name),
        ("currency", &query.currency),
        ("min_value", &query.min_value),
        ("close_to", &query.close_to),
        ("event", &query.event),
        ("since", &query.since),
        ("reason", &query.reason),
        ("sort", &query.sort),
        ("dir", &query.dir),
        ("after", &query.after),
        ("before", &query.before),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| (name, value.clone()))
    .collect()
}

/// The URL of a list.
pub(super) fn href(query: &ListQuery) -> String {
    let map: ParamsMap = pairs(query).into_iter().collect();
    [OPPORTUNITIES, &map.to_query_string()].concat()
}

/// The same list with something else; it then begins at its first page.
pub(super) fn with(query: &ListQuery, change: impl FnOnce(&mut ListQuery)) -> String {
    let mut next = first_page(query);
    change(&mut next);
    href(&next)
}

/// Without the place in the list.
pub(crate) fn first_page(query: &ListQuery) -> ListQuery {
    ListQuery { after: String::new(), before: String::new(), ..query.clone() }
}

/// The same view without filters; what is searched for stays.
pub(super) fn searched_only(query: &ListQuery) -> ListQuery {
    ListQuery { q: query.q.clone(), ..unfiltered(query) }
}

/// Whether filters narrow what the search finds.
pub(super) fn is_narrowed(query: &ListQuery) -> bool {
    pairs(&first_page(query)) != pairs(&searched_only(query))
}

/// Without search and filters.
pub(super) fn unfiltered(query: &ListQuery) -> ListQuery {
    ListQuery {
        view: query.view.clone(),
        sort: query.sort.clone(),
        dir: query.dir.clone(),
        ..ListQuery::default()
    }
}

/// Whether search or filters narrow the view.
pub(super) fn is_filtered(query: &ListQuery) -> bool {
    pairs(&first_page(query)) != pairs(&unfiltered(query))
}

/// The view that is open.
pub(super) fn view(query: &ListQuery) -> View {
    query.view.parse().unwrap_or_default()
}

/// How the list is sorted.
pub(super) fn order(query: &ListQuery) -> (Sort, Direction) {
    (query.sort.parse().unwrap_or_default(), query.dir.parse().unwrap_or_default())
}

/// The direction in which a column is wanted first.
pub(super) fn natural(sort: Sort) -> Direction {
    match sort {
        Sort::Activity | Sort::Value => Direction::Desc,
        Sort::Close | Sort::Topic | Sort::Reference => Direction::Asc,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_keeps_everything_but_the_place() {
        let query = ListQuery {
            view: "mine".to_owned(),
            q: "žlutý kůň & vůz".to_owned(),
            after: "abc".to_owned(),
            ..ListQuery::default()
        };

        let next = with(&query, |q| q.status = "delivered".to_owned());

        assert!(next.starts_with("/staff/opportunities?view=mine&q=%C5%BElut"), "{next}");
        assert!(next.ends_with("&status=delivered"), "{next}");
        assert!(!next.contains("& "), "{next}");
    }

    #[test]
    fn a_name_that_is_emptied_takes_its_id_with_it() {
        let partner = |name: &str| {
            let sent = [("partner", "x".to_owned()), ("partner_name", name.to_owned())];
            let map: ParamsMap = sent.into_iter().collect();
            read(&map).partner
        };
        assert_eq!(partner("Alfa"), "x");
        assert_eq!(partner(" "), "");
    }

    #[test]
    fn sorting_narrows_nothing() {
        let sorted = ListQuery { sort: "topic".to_owned(), ..ListQuery::default() };
        assert!(!is_filtered(&sorted));
        let searched = ListQuery { q: "x".to_owned(), ..sorted };
        assert!(is_filtered(&searched));
        assert!(!is_narrowed(&searched));
        let narrowed = ListQuery { status: "won".to_owned(), ..searched.clone() };
        assert!(is_narrowed(&narrowed));
        assert_eq!(searched_only(&narrowed), searched);
    }
}
