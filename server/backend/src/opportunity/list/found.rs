//! All that is found for a page of the list, before anybody reads it: words and clocks come with the reader.

use domain::{money::Money, opportunity::ListQuery};

use super::{
    figures,
    filter::Filter,
    names::{self, Known},
    page::{self, Page},
};
use crate::{Context, Error};

/// What is found.
#[derive(Debug)]
pub(crate) struct Found {
    pub(super) filter: Filter,
    /// All that match.
    pub(super) total: u64,
    /// What they are worth, by currency.
    pub(super) sums: Vec<Money>,
    pub(super) page: Page,
    /// What has to be known to show the rows of the page.
    pub(super) known: Known,
    /// Names of the owner, partner and account of the filter.
    pub(super) filter_names: [Option<String>; 3],
}

impl Found {
    /// Reads what the URL asks for.
    pub(super) async fn read(cx: &Context, query: &ListQuery) -> Result<Self, Error> {
        let filter = Filter::read(cx, query).await?;
        let total = async || figures::total(cx, &filter).await;
        let (total, sums) = cx.figures.totals.get(cx, filter.question(cx), total).await?;
        let page = page::fetch(cx, &filter, total).await?;
        Ok(Self {
            known: Known::of(cx, &page.rows).await?,
            filter_names: names::of_filter(cx, &filter).await?,
            filter,
            total,
            sums,
            page,
        })
    }
}
