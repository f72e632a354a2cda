//! What the operator decides about an installation, as far as use cases need to know it.

use chrono::TimeDelta;

/// Settings of one installation. The server reads them from its configuration.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The vendor's name, as it stands in mails and on the sign-in page.
    pub vendor: String,
    /// Where people reach the portal, without a slash at the end: the beginning of every link in a mail.
    pub public_url: String,
    /// Whether a mail server is set up. Without one messages are held for somebody to pass on by hand.
    pub sends_mail: bool,
    /// A session ends after so long without a request.
    pub session_idle: TimeDelta,
    /// A session ends so long after the sign-in, whatever happens.
    pub session_longest: TimeDelta,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            vendor: "Stafeta".to_owned(),
            public_url: "http://127.0.0.1:3000".to_owned(),
            sends_mail: false,
            session_idle: TimeDelta::days(7),
            session_longest: TimeDelta::days(30),
        }
    }
}

impl Settings {
    /// The full address of a page of the portal; `path` begins with a slash.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        [self.public_url.trim_end_matches('/'), path].concat()
    }
}
