//! The first pages of both sides.

use testkit::Portal;

use crate::{
    data,
    list::{self, CLIENTS, PAGES},
    server::Server,
};

/// Periods whose figures nobody has asked for since the last write; the one that the page opens with is read by all.
const UNREAD: [u32; 3] = [7, 90, 365];

/// Prints median and 95th percentile of each.
pub async fn measure(portal: &Portal, server: &Server, staff: &str) {
    let partner = portal.session(portal.beta.administrator, data::today()).await;
    println!("\ndashboards, {CLIENTS} clients: {:>27} {:>8} {:>8}", "p50 ms", "p95 ms", "kB");
    for (name, path, token) in [
        ("of staff", "/staff/dashboard", staff),
        ("of a partner with 20 offers and 60 managed", "/dashboard", partner.as_str()),
    ] {
        list::read(server, token, path, CLIENTS, 2).await;
        let mut times = list::read(server, token, path, CLIENTS, PAGES).await;
        list::print_line(name, &mut times);
    }
    let mut times = Vec::new();
    for days in UNREAD {
        let path = format!("/staff/dashboard?days={days}");
        times.append(&mut list::read(server, staff, &path, 1, 1).await);
    }
    list::print_line("of staff, figures not known yet, one client", &mut times);
}
