//! Complete pages of the 50-row opportunities list, read by many clients at once.

use std::time::{Duration, Instant};

use backend::opportunity;
use domain::opportunity::{ListQuery, OpportunityPage};
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
    let rate = all.len() as f64 / begin.elapsed().as_secs_f64();
    print_line("all of these", &mut all);
    println!("{rate:.0} pages per second");

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

/// Every client reads that many pages one after another; how long each took and how many bytes came.
pub async fn read(
    server: &Server,
    token: &str,
    path: &str,
    clients: usize,
    pages: usize,
) -> Vec<(Duration, usize)> {
    let readers = (0..clients).map(async |_| {
        let mut client = server.client(token).await.expect("a connection");
        let mut times = Vec::with_capacity(pages);
        for _ in 0..pages {
            times.push(client.get(path).await.expect("a page"));
        }
        times
    });
    join_all(readers).await.concat()
}

/// One line of the table.
pub fn print_line(name: &str, taken: &mut [(Duration, usize)]) {
    taken.sort_unstable();
    let at = |percent: usize| taken[(taken.len() - 1) * percent / 100].0.as_secs_f64() * 1e3;
    let bytes = taken.iter().map(|(_, bytes)| bytes).sum::<usize>() / taken.len();
    println!("  {name:46} {:8.1} {:8.1} {:8.1}", at(50), at(95), bytes as f64 / 1e3);
}
