//! Ways in which a message can leave: by SMTP, into a folder, into memory.

use std::{
    path::PathBuf,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{Header, HeaderName, HeaderValue},
    },
    transport::smtp::{self, extension::ClientId},
};
use uuid::Uuid;

use crate::Error;

/// A message that is ready to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// Stays the same when the message is sent again, so that receivers can tell.
    pub id: Uuid,
    /// Address.
    pub to: String,
    /// Name.
    pub name: Option<String>,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as HTML.
    pub html: Option<String>,
}

/// Why a message did not leave.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// It may go another time.
    #[error("{0}")]
    Later(String),
    /// It never will: no such mailbox, an address that is none.
    #[error("{0}")]
    Never(String),
}

/// Something that takes messages out of the house.
#[async_trait]
pub trait Mailer: Send + Sync + std::fmt::Debug {
    /// Hands one message over.
    async fn send(&self, parcel: &Parcel) -> Result<(), SendError>;
}

/// Who the portal's messages are from.
#[derive(Debug, Clone)]
pub struct Sender(Mailbox);

impl Sender {
    /// `Vendor <portal@vendor.example>`, or the address alone.
    pub fn parse(from: &str) -> Result<Self, Error> {
        from.parse().map(Self).map_err(|error| Error::Setup(format!("sender {from}: {error}")))
    }

    fn compose(&self, parcel: &Parcel) -> Result<Message, SendError> {
        let never = |error: &dyn std::fmt::Display| SendError::Never(error.to_string());
        let to: Address = parcel.to.parse().map_err(|error| never(&error))?;
        let builder = Message::builder()
            .from(self.0.clone())
            .to(Mailbox::new(parcel.name.clone(), to))
            .subject(&parcel.subject)
            .message_id(Some(format!("<{}@{}>", parcel.id, self.0.email.domain())))
            .header(AutoSubmitted);
        match &parcel.html {
            Some(html) => builder
                .multipart(MultiPart::alternative_plain_html(parcel.text.clone(), html.clone())),
            None => builder.body(parcel.text.clone()),
        }
        .map_err(|error| never(&error))
    }
}

/// Keeps holiday notices from answering (RFC 3834).
#[derive(Debug, Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// Hands messages to a mail server.
#[derive(Debug)]
pub struct Smtp {
    sender: Sender,
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

/// A mail server that says nothing for so long has failed.
const SMTP_PATIENCE: Duration = Duration::from_secs(30);

impl Smtp {
    /// `smtps://user:password@host`, `smtp://user:password@host:587?tls=required`, or `smtp://host:25` for a
    /// server on the same machine.
    pub fn connect(url: &str, sender: Sender) -> Result<Self, Error> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            // The address holds the password: it must not get into a message.
            .map_err(|error| Error::Setup(format!("address of the mail server: {error}")))?
            .hello_name(ClientId::Domain(sender.0.email.domain().to_owned()))
            .timeout(Some(SMTP_PATIENCE))
            .build();
        Ok(Self { sender, transport })
    }

    /// Tries to connect and to sign in, without sending anything. The error says why not.
    pub async fn reach(&self) -> Result<(), String> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err("it does not answer".to_owned()),
            Err(error) => Err(told(&error)),
        }
    }
}

#[async_trait]
impl Mailer for Smtp {
    async fn send(&self, parcel: &Parcel) -> Result<(), SendError> {
        let message = self.sender.compose(parcel)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) if is_final(&error) => Err(SendError::Never(told(&error))),
            Err(error) => Err(SendError::Later(told(&error))),
        }
    }
}

/// The server refuses this message for good. Refusing *us* (RFC 4954: 530, 534, 535, 538) is a wrong setting
/// that somebody will put right.
fn is_final(error: &smtp::Error) -> bool {
    let code = error.status().map(|code| code.to_string());
    error.is_permanent() && !matches!(code.as_deref(), Some("530" | "534" | "535" | "538"))
}

/// The error with its causes.
fn told(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}

/// Writes messages as `.eml` files, for trying out.
#[derive(Debug)]
pub struct Folder {
    sender: Sender,
    path: PathBuf,
}

impl Folder {
    /// Into the folder `path`, which must be there.
    pub fn new(path: impl Into<PathBuf>, sender: Sender) -> Self {
        Self { sender, path: path.into() }
    }
}

#[async_trait]
impl Mailer for Folder {
    async fn send(&self, parcel: &Parcel) -> Result<(), SendError> {
        let message = self.sender.compose(parcel)?.formatted();
        let file = self.path.join(format!("{}.eml", parcel.id));
        tokio::task::spawn_blocking(move || std::fs::write(file, message))
            .await
            .map_err(std::io::Error::other)
            .and_then(|written| written)
            .map_err(|error| SendError::Later(error.to_string()))
    }
}

/// Keeps messages, for tests.
#[derive(Debug, Default)]
pub struct Memory {
    kept: Mutex<Vec<Parcel>>,
    failure: Mutex<Option<SendError>>,
}

impl Memory {
    /// All messages so far.
    pub fn parcels(&self) -> Vec<Parcel> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// From now on every message fails like this, or none does.
    pub fn fail(&self, failure: Option<SendError>) {
        *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = failure;
    }
}

#[async_trait]
impl Mailer for Memory {
    async fn send(&self, parcel: &Parcel) -> Result<(), SendError> {
        let failure = self.failure.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(failure) = failure {
            return Err(failure);
        }
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).push(parcel.clone());
        Ok(())
    }
}
