//! A server that is told to stop answers what it has begun, and nothing new.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Command, Stdio},
    time::Duration,
};

use crate::server::{FORM, tiny_site};

const BODY: &str = "email=nobody@alfa.example&password=wrong+password";

#[test]
fn a_request_in_flight_is_answered_before_the_server_ends() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let _written = tiny_site(&site);
    let mut server = Command::new(env!("CARGO_BIN_EXE_stafeta"))
        .env_clear()
        .env("STAFETA_LOG", "warn")
        .args(["serve", "--listen", "127.0.0.1:0", "--site"])
        .arg(&site)
        .arg("--data")
        .arg(folder.path().join("data"))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(server.stdout.take().unwrap()).lines();
    let listens = |line: String| Some(line.strip_prefix("Stafeta listens on http://")?.to_owned());
    let address = said.find_map(|line| listens(line.unwrap())).unwrap();

    let mut asked = TcpStream::connect(&address).unwrap();
    asked.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
    let head = format!(
        "POST /api/session/sign_in HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\n\
         content-type: {FORM}\r\ncontent-length: {}\r\nexpect: 100-continue\r\n\
         connection: close\r\n\r\n",
        BODY.len()
    );
    asked.write_all(head.as_bytes()).unwrap();
    let mut answer = BufReader::new(asked.try_clone().unwrap());
    let mut begun = String::new();
    answer.read_line(&mut begun).unwrap();
    // This is said when the call waits for what is posted.
    assert_eq!(begun, "HTTP/1.1 100 Continue\r\n");

    let stop = Command::new("kill").args(["-s", "TERM", &server.id().to_string()]).status();
    assert!(stop.unwrap().success());
    while TcpStream::connect(&address).is_ok() {}
    asked.write_all(BODY.as_bytes()).unwrap();
    let mut rest = String::new();
    answer.read_to_string(&mut rest).unwrap();

    assert!(rest.contains("HTTP/1.1 422 "), "{rest}");
    assert!(server.wait().unwrap().success());
}
