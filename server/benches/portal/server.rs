//! The real binary on the portal's database, in a process of its own.

use std::{
    fs,
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use http_body_util::{BodyExt as _, Empty};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use tempfile::TempDir;

type Http = Client<HttpConnector, Empty<axum::body::Bytes>>;

/// A running server. It stops when this is dropped.
pub struct Server {
    /// From starting the process to its first answer.
    pub started_in: Duration,
    /// What every client of one browser shares.
    pub http: Http,
    base: String,
    child: Child,
    _data: TempDir,
}

impl Server {
    /// Starts it and waits for its first answer.
    pub async fn start(database: &str) -> Self {
        let data = tempfile::tempdir().expect("a folder");
        let port = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr());
        let address = port.expect("a free port").to_string();
        let begin = Instant::now();
        let child = Command::new(env!("CARGO_BIN_EXE_stafeta"))
            .args(["serve", "--listen", &address, "--data"])
            .arg(data.path())
            .env("STAFETA_DATABASE_URL", database)
            .stdout(Stdio::null())
            .spawn()
            .expect("the server");
        let http = Client::builder(TokioExecutor::new()).build_http();
        let base = format!("http://{address}");
        let mut server = Self { started_in: Duration::ZERO, http, base, child, _data: data };
        while server.get("/readyz", "").await.is_none() {
            assert!(begin.elapsed() < Duration::from_secs(30), "the server does not answer");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        server.started_in = begin.elapsed();
        server
    }

    /// Reads one page to its end as a browser with this session does; how long it took and how many bytes came.
    pub async fn get(&self, path: &str, token: &str) -> Option<(Duration, usize)> {
        let request = axum::http::Request::get(format!("{}{path}", self.base))
            .header("accept", "text/html")
            .header("accept-encoding", "gzip, deflate, br, zstd")
            .header("accept-language", "cs")
            .header("cookie", format!("sid={token}"))
            .body(Empty::new())
            .expect("a request");
        let begin = Instant::now();
        let answer = self.http.request(request).await.ok()?;
        if !answer.status().is_success() {
            return None;
        }
        let bytes = answer.into_body().collect().await.ok()?.to_bytes().len();
        Some((begin.elapsed(), bytes))
    }

    /// Prints what the process holds in memory, where the system tells (Linux).
    pub fn print_memory(&self, when: &str) {
        let status = fs::read_to_string(format!("/proc/{}/smaps_rollup", self.child.id()));
        let status = status.unwrap_or_default();
        let kib = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name))?;
            line.split_whitespace().nth(1)?.parse::<f64>().ok()
        };
        let megabytes = |name| kib(name).map_or(f64::NAN, |kib| kib * 1024.0 / 1e6);
        // Every connection maps the whole database file; `Pss` counts its pages once.
        println!(
            "memory {when}: {:.0} MB, of which {:.0} MB are not the database file",
            megabytes("Pss:"),
            megabytes("Pss_Anon:")
        );
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Measured is over: nothing has to be finished.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
