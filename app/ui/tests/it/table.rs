//! Tables keep their meaning when the style sheet takes them apart.

use leptos::prelude::*;
use ui::{Cell, Pager, Row, SortTh, Sorted, Table, Th};

use crate::{html, tag};

#[test]
fn every_element_says_its_role() {
    let page = html(|| {
        view! {
            <Table
                caption="People"
                head=|| {
                    view! {
                        <SortTh word="Name" href="?sort=name" sorted=Some(Sorted::Descending) />
                        <Th word="Since" />
                    }
                }
            >
                <Row>
                    <Cell class="main-cell">"Jana"</Cell>
                    <Cell label="Since">"2026"</Cell>
                </Row>
            </Table>
        }
    });
    for role in ["table", "rowgroup", "row", "columnheader", "cell"] {
        assert!(page.contains(&format!("role=\"{role}\"")), "{role}: {page}");
    }
    assert!(tag(&page, "aria-sort").contains("descending"), "{page}");
    assert!(page.contains("<tbody role=\"rowgroup\">"), "{page}");
    assert!(tag(&page, "<td").starts_with("<td role=\"cell\" class=\"main-cell\""), "{page}");
    assert!(tag(&page, "data-label").contains("data-label=\"Since\""), "{page}");
}

#[test]
fn the_first_page_has_no_way_back() {
    let page = html(|| {
        view! {
            <Pager
                label="Pages"
                previous_word="Previous"
                next_word="Next"
                previous=None
                next=Some("?after=7".into())
            />
        }
    });
    assert!(tag(&page, "aria-label=\"Previous\"").contains("disabled"), "{page}");
    assert!(tag(&page, "<a ").contains("?after=7"), "{page}");
}
