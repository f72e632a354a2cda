//! Complete pages of the 50-row opportunities list, read by many clients at once.

use std::time::{Duration, Instant};

use backend::opportunity;
use domain::opportunity::{Direction, ListQuery, OpportunityPage, Sort};
use futures_util::future::join_all;
use testkit::Portal;

use crate::server::Server;

/// Clients that read at once.
pub const CLIENTS: usize = 16;
/// Pages that each of them reads of each list.
pub const PAGES: usize = 40;
/// Clients under which memory is looked at, and for how long.
const CROWD: (usize, Duration) = (64, Duration::from_secs(10));

/// Prints median and 95th percentile of each list, and memory under a crowd.
pub async fn measure(portal: &Portal, server: &Server, token: &str) {
    println!(
        "\nopportunities list, {CLIENTS} clients: {:>17} {:>8} {:>8}",
        "p50 ms", "p95 ms", "kB"
    );
    let walks = walks(portal).await;
    let begin = Instant::now();
    let mut unread = read_each(server, token, walks).await;
    print_line("pages that nobody has asked for", &mut unread);
    print_rate(unread.len(), begin);

    let mut all = Vec::new();
    let begin = Instant::now();
    for (name, query) in lists(portal).await {
        let path = format!("/staff/opportunities?{query}");
        // The first pages fill caches; what people wait for is the rest.
        read(server, token, &path, CLIENTS, 2).await;
        let mut times = read(server, token, &path, CLIENTS, PAGES).await;
        print_line(name, &mut times);
        all.append(&mut times);
    }
    print_line("all of these", &mut all);
    print_rate(all.len(), begin);

    let (clients, span) = CROWD;
    let until = Instant::now() + span;
    let crowd = (0..clients).map(async |_| {
        let mut client = server.client(token).await.expect("a connection");
        while Instant::now() < until {
            client.get("/staff/opportunities").await.expect("a page");
        }
    });
    join_all(crowd).await;
    server.print_memory(&format!("after {clients} clients"));
}

/// The ways of as many clients through lists, each in an order of its own, so that no page is asked for twice.
async fn walks(portal: &Portal) -> Vec<Vec<String>> {
    let cx = portal.staff_manager();
    let sorts = [Sort::Activity, Sort::Value, Sort::Close, Sort::Topic, Sort::Reference];
    let mut orders = Vec::new();
    for view in ["open", "closed"] {
        for sort in sorts {
            orders
                .extend([Direction::Asc, Direction::Desc].map(|direction| (view, sort, direction)));
        }
    }
    let walk = async |(view, sort, direction): (&str, Sort, Direction)| {
        let mut query = ListQuery {
            view: view.to_owned(),
            sort: sort.to_string(),
            dir: direction.to_string(),
            ..ListQuery::default()
        };
        let mut paths = Vec::with_capacity(PAGES);
        while paths.len() < PAGES {
            paths.push(format!(
                "/staff/opportunities?view={view}&sort={sort}&dir={direction}&after={}",
                query.after
            ));
            let page = opportunity::list(&cx, &query).await.expect("a page");
            let Some(next) = page.next else { break };
            query.after = next;
        }
        paths
    };
    join_all(orders.into_iter().take(CLIENTS).map(walk)).await
}

async fn lists(portal: &Portal) -> Vec<(&'static str, String)> {
    let cx = portal.staff_manager();
    let page = async |query: ListQuery| -> OpportunityPage {
        opportunity::list(&cx, &query).await.expect("a page")
    };
    let second = page(ListQuery { view: "open".into(), ..ListQuery::default() }).await.next;
    vec![
        ("my open", "view=mine".to_owned()),
        ("all open", "view=open".to_owned()),
        ("its second page", format!("view=open&after={}", second.expect("a second page"))),
        ("delivered", "view=delivered".to_owned()),
        ("closed", "view=closed".to_owned()),
        ("by value", "view=open&sort=value&dir=desc".to_owned()),
        ("by close date", "view=open&sort=close&dir=asc".to_owned()),
        ("by topic", "view=open&sort=topic&dir=asc".to_owned()),
        ("search for two words", "view=open&q=vyrobni+linka".to_owned()),
        (
            "in euro, large, this year",
            "view=open&currency=EUR&min_value=1000000&close_to=2026-12-31".to_owned(),
        ),
    ]
}

/// Every client reads this page so many times one after another; how long each took and how many bytes came.
pub async fn read(
    server: &Server,
    token: &str,
    path: &str,
    clients: usize,
    pages: usize,
) -> Vec<(Duration, usize)> {
    read_each(server, token, vec![vec![path.to_owned(); pages]; clients]).await
}

/// Every client reads its own pages one after another.
async fn read_each(
    server: &Server,
    token: &str,
    walks: Vec<Vec<String>>,
) -> Vec<(Duration, usize)> {
    let readers = walks.into_iter().map(async |walk| {
        let mut client = server.client(token).await.expect("a connection");
        let mut times = Vec::with_capacity(walk.len());
        for path in walk {
            times.push(client.get(&path).await.expect("a page"));
        }
        times
    });
    join_all(readers).await.concat()
}

fn print_rate(pages: usize, begin: Instant) {
    println!("{:.0} pages per second", pages as f64 / begin.elapsed().as_secs_f64());
}

/// One line of the table.
pub fn print_line(name: &str, taken: &mut [(Duration, usize)]) {
    taken.sort_unstable();
    let at = |percent: usize| taken[(taken.len() - 1) * percent / 100].0.as_secs_f64() * 1e3;
    let bytes = taken.iter().map(|(_, bytes)| bytes).sum::<usize>() / taken.len();
    println!("  {name:46} {:8.1} {:8.1} {:8.1}", at(50), at(95), bytes as f64 / 1e3);
}
