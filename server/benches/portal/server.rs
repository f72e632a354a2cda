//! The real binary on the portal's database, in a process of its own.

use std::{
    fs,
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use axum::{
    body::Bytes,
    http::{Request, header},
};
use http_body_util::{BodyExt as _, Empty};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tempfile::TempDir;
use tokio::net::TcpStream;

/// A running server. It stops when this is dropped.
pub struct Server {
    /// From starting the process to its first answer.
    pub started_in: Duration,
    address: String,
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
        let mut server = Self { started_in: Duration::ZERO, address, child, _data: data };
        while !server.is_ready().await {
            assert!(begin.elapsed() < Duration::from_secs(30), "the server does not answer");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        server.started_in = begin.elapsed();
        server
    }

    async fn is_ready(&self) -> bool {
        let Some(mut client) = self.client("").await else { return false };
        client.get("/readyz").await.is_some()
    }

    /// Somebody new with this session.
    pub async fn client(&self, token: &str) -> Option<Client> {
        let stream = TcpStream::connect(&self.address).await.ok()?;
        let (http, connection) = handshake(TokioIo::new(stream)).await.ok()?;
        // It ends with the client; what goes wrong the client is told.
        tokio::spawn(connection);
        Some(Client { http, host: self.address.clone(), cookie: format!("sid={token}") })
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

/// A browser with one connection.
pub struct Client {
    http: SendRequest<Empty<Bytes>>,
    host: String,
    cookie: String,
}

impl Client {
    /// Reads one page to its end as a browser does; how long it took and how many bytes came.
    pub async fn get(&mut self, path: &str) -> Option<(Duration, usize)> {
        let request = Request::get(path)
            .header(header::HOST, &self.host)
            .header(header::ACCEPT, "text/html")
            .header(header::ACCEPT_ENCODING, "gzip, deflate, br, zstd")
            .header(header::ACCEPT_LANGUAGE, "cs")
            .header(header::COOKIE, &self.cookie)
            .body(Empty::new())
            .expect("a request");
        self.http.ready().await.ok()?;
        let begin = Instant::now();
        let answer = self.http.send_request(request).await.ok()?;
        if !answer.status().is_success() {
            return None;
        }
        let bytes = answer.into_body().collect().await.ok()?.to_bytes().len();
        Some((begin.elapsed(), bytes))
    }
}
