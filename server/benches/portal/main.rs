//! The figures of README.md: start, memory and the opportunities list and dashboards of the real server over HTTP. Run by
//! `cargo xtask bench`.
//!
//! `STAFETA_BENCH_OPPORTUNITIES` says how many opportunities there are, 20,000 when it is not set. The clients run
//! on the same machine and take their share of it.
#![expect(
    clippy::expect_used,
    clippy::cast_precision_loss,
    clippy::print_stdout,
    reason = "a measurement that fails ends at once, and its result is what it prints"
)]

mod dashboards;
mod data;
mod list;
mod server;

use std::env;

use testkit::Portal;

use crate::server::Server;

fn main() {
    let count = env::var("STAFETA_BENCH_OPPORTUNITIES").ok().and_then(|text| text.parse().ok());
    let count = count.unwrap_or(20_000);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let portal = Portal::open().await;
        data::fill(&portal, count).await;
        let token = portal.session(data::reader(&portal), data::today()).await;

        let server = Server::start(portal.url()).await;
        println!("start to the first answer: {:.0} ms", server.started_in.as_secs_f64() * 1e3);
        server.print_memory("idle");
        list::measure(&portal, &server, &token).await;
        dashboards::measure(&portal, &server, &token).await;
    });
}
