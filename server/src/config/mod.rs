//! What the operator decides: flags before environment before the TOML file before defaults.

mod file;

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::PathBuf,
};

use backend::{
    mail::{Sender, Smtp},
    settings::Settings,
};
use chrono::TimeDelta;

use self::file::File;

/// Where the portal listens unless told otherwise: this machine only.
const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 3000);

/// Flags of every command that needs the database, each with its environment variable.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Flags {
    /// TOML file with the same keys as the flags, `_` for `-`.
    #[arg(long, env = "STAFETA_CONFIG", value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// Address and port to listen on; port 0 lets the system choose a free one.
    #[arg(long, env = "STAFETA_LISTEN", value_name = "ADDR", global = true)]
    pub listen: Option<SocketAddr>,
    /// Folder of the embedded database and of attachments [default: data].
    #[arg(long, env = "STAFETA_DATA", value_name = "DIR", global = true)]
    pub data: Option<PathBuf>,
    /// `sqlite://…` or `postgres://…` [default: stafeta.sqlite in the data folder].
    #[arg(
        long,
        env = "STAFETA_DATABASE_URL",
        value_name = "URL",
        hide_env_values = true,
        global = true
    )]
    pub database_url: Option<String>,
    /// Where people reach the portal; links in mails begin with it [default: the listening address].
    #[arg(long, env = "STAFETA_PUBLIC_URL", value_name = "URL", global = true)]
    pub public_url: Option<String>,
    /// The vendor's name.
    #[arg(long, env = "STAFETA_VENDOR", value_name = "NAME", global = true)]
    pub vendor: Option<String>,
    /// Mail server, e.g. `smtps://user:password@mail.example.com`.
    #[arg(
        long,
        env = "STAFETA_SMTP_URL",
        value_name = "URL",
        hide_env_values = true,
        global = true
    )]
    pub smtp_url: Option<String>,
    /// Sender of mails, e.g. `Portal <portal@example.com>`.
    #[arg(long, env = "STAFETA_MAIL_FROM", value_name = "ADDRESS", global = true)]
    pub mail_from: Option<String>,
    /// Trust the last `X-Forwarded-For` address: only behind a proxy that sets it.
    #[arg(long, env = "STAFETA_TRUST_FORWARDED", value_name = "BOOL", num_args = 0..=1, default_missing_value = "true", global = true)]
    pub trust_forwarded: Option<bool>,
}

/// The settled configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Folder of the embedded database and of attachments.
    pub data: PathBuf,
    /// Address of the database.
    pub database_url: String,
    /// Where people reach the portal; `None` is the listening address.
    pub public_url: Option<String>,
    /// The vendor's name; `None` is the product's.
    pub vendor: Option<String>,
    /// Mail server and sender.
    pub mail: Option<Mail>,
    /// Whether `X-Forwarded-For` is believed.
    pub trust_forwarded: bool,
    session_idle: TimeDelta,
    session_longest: TimeDelta,
}

/// How mails leave.
#[derive(Debug, Clone)]
pub struct Mail {
    /// Address of the server.
    pub smtp_url: String,
    /// Sender.
    pub from: String,
}

/// Why the configuration cannot work: a sentence for the operator that names the key.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be read.
    #[error("cannot read {0}: {1}")]
    Read(PathBuf, std::io::Error),
    /// The file is no TOML, or has an unknown key.
    #[error("{0}: {1}")]
    Parse(PathBuf, toml::de::Error),
    /// A value cannot work.
    #[error("{key}: {problem}")]
    Value {
        /// Name of the key.
        key: &'static str,
        /// What is wrong with it.
        problem: &'static str,
    },
}

impl Config {
    /// Puts flags, environment, file and defaults together and checks them.
    pub fn load(flags: &Flags) -> Result<Self, Error> {
        let file = match &flags.config {
            Some(path) => File::read(path)?,
            None => File::default(),
        };
        Self::settle(flags.clone(), file)
    }

    fn settle(flags: Flags, file: File) -> Result<Self, Error> {
        let data = flags.data.or(file.data).unwrap_or_else(|| PathBuf::from("data"));
        let database_url = flags
            .database_url
            .or(file.database_url)
            .unwrap_or_else(|| format!("sqlite://{}", data.join("stafeta.sqlite").display()));
        if !["sqlite:", "postgres:", "postgresql:"].iter().any(|s| database_url.starts_with(s)) {
            return Err(wrong("database_url", "begins with sqlite: or postgres:"));
        }
        let public_url = flags.public_url.or(file.public_url);
        if let Some(url) = &public_url
            && !(url.starts_with("https://") || url.starts_with("http://"))
        {
            return Err(wrong("public_url", "begins with https:// or http://"));
        }
        let days = |value: Option<u16>, default: u16| {
            TimeDelta::days(value.unwrap_or(default).max(1).into())
        };
        Ok(Self {
            listen: flags.listen.or(file.listen).unwrap_or(LISTEN),
            mail: mail(flags.smtp_url.or(file.smtp_url), flags.mail_from.or(file.mail_from))?,
            vendor: flags.vendor.or(file.vendor),
            trust_forwarded: flags.trust_forwarded.or(file.trust_forwarded).unwrap_or_default(),
            session_idle: days(file.session_idle_days, 7),
            session_longest: days(file.session_longest_days, 30),
            data,
            database_url,
            public_url,
        })
    }

    /// What use cases need to know, once the port is known.
    #[must_use]
    pub fn settings(&self, address: SocketAddr, demo_vendor: Option<&str>) -> Settings {
        let vendor = self.vendor.as_deref().or(demo_vendor).unwrap_or("Stafeta").to_owned();
        Settings {
            vendor,
            public_url: self.public_url.clone().unwrap_or_else(|| format!("http://{address}")),
            sends_mail: self.mail.is_some(),
            session_idle: self.session_idle,
            session_longest: self.session_longest,
        }
    }

    /// The way to the mail server, when there is one.
    pub fn mailer(&self) -> Result<Option<Smtp>, backend::Error> {
        let connect = |mail: &Mail| Smtp::connect(&mail.smtp_url, Sender::parse(&mail.from)?);
        self.mail.as_ref().map(connect).transpose()
    }

    /// The file of an embedded database.
    #[must_use]
    pub fn database_file(&self) -> Option<PathBuf> {
        let address = self.database_url.strip_prefix("sqlite:")?;
        let path = address.strip_prefix("//").unwrap_or(address);
        Some(PathBuf::from(path.split_once('?').map_or(path, |(path, _)| path)))
    }

    /// Whether cookies may rely on https.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }
}

fn mail(smtp_url: Option<String>, from: Option<String>) -> Result<Option<Mail>, Error> {
    match (smtp_url, from) {
        (Some(smtp_url), Some(from)) => Ok(Some(Mail { smtp_url, from })),
        (Some(_), None) => Err(wrong("mail_from", "is needed beside smtp_url")),
        (None, _) => Ok(None),
    }
}

fn wrong(key: &'static str, problem: &'static str) -> Error {
    Error::Value { key, problem }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> File {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn flags_win_over_the_file_and_the_file_over_defaults() {
        let flags = Flags { vendor: Some("Flag".to_owned()), ..Flags::default() };
        let config = Config::settle(flags, file("vendor = 'File'\ndata = '/srv/stafeta'")).unwrap();
        assert_eq!(config.vendor.as_deref(), Some("Flag"));
        assert_eq!(config.database_url, "sqlite:///srv/stafeta/stafeta.sqlite");
        assert_eq!(config.listen, LISTEN);
        assert_eq!(config.database_file(), Some("/srv/stafeta/stafeta.sqlite".into()));
    }

    #[test]
    fn what_cannot_work_is_named() {
        let settle = |text| Config::settle(Flags::default(), file(text)).unwrap_err().to_string();
        assert_eq!(
            settle("database_url = 'mysql://x'"),
            "database_url: begins with sqlite: or postgres:"
        );
        assert_eq!(settle("public_url = 'portal'"), "public_url: begins with https:// or http://");
        assert_eq!(settle("smtp_url = 'smtp://x'"), "mail_from: is needed beside smtp_url");
        assert!(toml::from_str::<File>("databse_url = 'x'").is_err());
    }
}
