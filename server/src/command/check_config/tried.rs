//! What a configuration meets on this machine: folder, database, addresses, mail server.

use std::{io::ErrorKind, net::IpAddr, path::Path, time::Duration};

use tokio::{net::TcpListener, time::timeout};
use url::{Host, Url};

use super::super::{failure, portal};
use crate::config::{Config, Mail};

/// How long a database or a mail server may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// What came out of one attempt, as a sentence.
#[derive(Debug, PartialEq, Eq)]
pub enum Finding {
    /// It works.
    Fine(String),
    /// It works, and there is something to know.
    Note(String),
    /// It does not, and this is to be done.
    Problem(String),
}

use Finding::{Fine, Note, Problem};

/// Tries everything, each with its name.
pub async fn all(config: &Config) -> Vec<(&'static str, Finding)> {
    vec![
        ("data folder", folder(&config.data)),
        ("database", database(config).await),
        ("listen", listen(config).await),
        ("public URL", public_url(config)),
        ("mail", mail(config).await),
    ]
}

/// Whether files can be made there; the attempt leaves none behind.
fn folder(data: &Path) -> Finding {
    let is_there = data.exists();
    if is_there && !data.is_dir() {
        return Problem(format!("{} is no folder; choose another one with --data", data.display()));
    }
    // Of a folder that is not there yet, the nearest one above it will hold it.
    let above = data.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("."));
    let above = if above.as_os_str().is_empty() { Path::new(".") } else { above };
    match tempfile::tempfile_in(above) {
        Ok(_) if is_there => Fine("it can be written to".to_owned()),
        Ok(_) => Fine("it will be made at the first start".to_owned()),
        Err(error) => Problem(format!(
            "nothing can be written to {}: {error}; give its user the right to, or choose another one with --data",
            above.display()
        )),
    }
}

async fn database(config: &Config) -> Finding {
    if config.database_file().is_some_and(|file| !file.exists()) {
        return Fine("it will be made at the first start".to_owned());
    }
    match timeout(PATIENCE, pending(config)).await {
        Ok(Ok(0)) => Fine("it answers, and its schema is up to date".to_owned()),
        Ok(Ok(count)) => Note(format!(
            "it answers; {count} migrations are missing: `stafeta migrate` runs them, and so does serving"
        )),
        Ok(Err(why)) => Problem(format!(
            "{why}; start it, correct database_url, or use the program that it was last used with"
        )),
        Err(_) => Problem("it does not answer; start it, or correct database_url".to_owned()),
    }
}

/// How many migrations are missing. The error is a sentence.
async fn pending(config: &Config) -> Result<usize, String> {
    let told = |error: Box<dyn std::error::Error>| failure::sentence(error.as_ref());
    let db = portal::existing(config).await.map_err(told)?;
    let pending = db.pending_migrations().await;
    let closed = db.close().await;
    let pending = pending.map_err(|error| failure::sentence(&error))?;
    closed.map_err(|error| failure::sentence(&error))?;
    Ok(pending.len())
}

async fn listen(config: &Config) -> Finding {
    match TcpListener::bind(config.listen).await {
        Ok(_) => Fine(format!("{} is free", config.listen)),
        Err(error) if error.kind() == ErrorKind::AddrInUse => Note(format!(
            "something listens on {} already; stop it before serving, unless it is this portal",
            config.listen
        )),
        Err(error) => Problem(format!(
            "cannot listen on {}: {error}; choose another address with --listen",
            config.listen
        )),
    }
}

fn public_url(config: &Config) -> Finding {
    let Some(address) = &config.public_url else {
        return if config.listen.ip().is_loopback() {
            Note("not set: links in mails work on this machine only".to_owned())
        } else {
            Problem(format!(
                "not set: links in mails would begin with http://{}; set public_url",
                config.listen
            ))
        };
    };
    let url = match Url::parse(address) {
        Ok(url) => url,
        Err(error) => return Problem(format!("{address} is no address: {error}")),
    };
    let is_bare = url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.path() == "/";
    if !is_bare {
        return Problem(format!("{address}: leave out everything behind the name and the port"));
    }
    if url.scheme() == "https" {
        return if config.listen.ip().is_loopback() && !config.trust_forwarded {
            Note(
                "behind a proxy set trust_forwarded, or all people share one address and slow each other's sign-in down"
                    .to_owned(),
            )
        } else {
            Fine("https".to_owned())
        };
    }
    if is_this_machine(url.host()) {
        Fine("this machine only".to_owned())
    } else {
        Problem(
            "passwords would travel in the open: use https:// and a proxy with a certificate"
                .to_owned(),
        )
    }
}

fn is_this_machine(host: Option<Host<&str>>) -> bool {
    match host {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        None => false,
    }
}

async fn mail(config: &Config) -> Finding {
    let Some(mail) = &config.mail else {
        return Note("no server: staff copy links from Settings > Outgoing mail".to_owned());
    };
    let smtp = match config.mailer() {
        Ok(Some(smtp)) => smtp,
        Ok(None) => return Problem("no server".to_owned()),
        Err(error) => {
            return Problem(format!(
                "{}; correct smtp_url or mail_from",
                failure::sentence(&error)
            ));
        }
    };
    match timeout(PATIENCE, smtp.reach()).await {
        Ok(Ok(())) if is_open(mail) => Note(
            "the server answers, but messages travel in the open: use smtps:// or ?tls=required"
                .to_owned(),
        ),
        Ok(Ok(())) => Fine("the server answers and lets us in".to_owned()),
        Ok(Err(why)) => Problem(format!("the server does not let us in: {why}; correct smtp_url")),
        Err(_) => Problem(
            "the server does not answer; correct smtp_url, or let the connection through"
                .to_owned(),
        ),
    }
}

/// Whether messages leave this machine without encryption.
fn is_open(mail: &Mail) -> bool {
    let Ok(url) = Url::parse(&mail.smtp_url) else { return false };
    let host = url.host_str().unwrap_or_default();
    // `smtp` is no scheme that the parser knows hosts of: an address stays a name.
    let is_near = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    let asks_for_tls = url.query_pairs().any(|(name, value)| name == "tls" && value == "required");
    url.scheme() == "smtp" && !is_near && !asks_for_tls
}
