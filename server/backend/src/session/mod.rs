//! Sign-ins: from the password or a link to a session, and from the cookie back to the person.

mod change_password;
mod link;
mod me;
mod open;
mod redeem;
mod reset;
mod resolve;
mod setup;
mod sign_in;
mod sign_out;
mod sweep;
mod throttle;
pub(crate) mod token;

use std::net::IpAddr;

use chrono::{DateTime, Utc};

pub use change_password::{PasswordChange, change_password};
pub use link::link;
pub use me::{me, set_preferences};
pub use redeem::{Redeem, redeem};
pub use reset::request_reset;
pub use resolve::{Who, resolve};
pub use setup::setup_link;
pub(crate) use sign_in::has_departed;
pub use sign_in::sign_in;
pub(crate) use sign_out::end_all;
pub use sign_out::{sign_out, sign_out_everywhere};
pub use sweep::sweep;
pub(crate) use throttle::admit_check;

/// What is known of the device that signs in.
#[derive(Debug, Clone, Default)]
pub struct ClientInfo {
    /// What it calls itself.
    pub user_agent: Option<String>,
    /// Where it connects from, behind trusted proxies only.
    pub address: Option<IpAddr>,
    /// The token that it held before: that session ends when a new one begins.
    pub previous: Option<String>,
}

/// A new session.
#[derive(Debug, Clone)]
#[must_use = "the token is nowhere else: without it in a cookie nobody is signed in"]
pub struct SignedIn {
    /// The secret for the cookie.
    pub token: String,
    /// When the session ends at the latest.
    pub expires_at: DateTime<Utc>,
}
