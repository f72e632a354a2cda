//! `stafeta user add`: lets somebody in without the web, for operators who lock themselves out.

use std::{error::Error, str::FromStr};

use backend::{mail, person};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use domain::{person::InviteForm, policy::StaffRole};

use super::portal;
use crate::config::Config;

/// What can be done with people.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Invites one of the vendor's people and prints the link that lets them choose a password.
    Add {
        /// E-mail, the sign-in name.
        email: String,
        /// Full name.
        #[arg(long)]
        name: String,
        /// `seller`, `manager` or `admin`.
        #[arg(long, default_value = "seller", value_parser = one_of::<StaffRole>(["seller", "manager", "admin"]))]
        role: StaffRole,
        /// `cs` or `en`.
        #[arg(long, default_value = "cs", value_parser = ["cs", "en"])]
        language: String,
    },
}

/// Words of the domain, all of which clap names when another one is typed.
fn one_of<T>(words: [&'static str; 3]) -> impl TypedValueParser<Value = T>
where
    T: FromStr + Clone + Send + Sync + 'static,
    T::Err: Error + Send + Sync + 'static,
{
    PossibleValuesParser::new(words).try_map(|word| word.parse())
}

/// Runs it.
pub async fn run(config: &Config, command: Command) -> Result<(), Box<dyn Error>> {
    let Command::Add { email, name, role, language } = command;
    let backend = portal::open(config, config.listen, None).await?;
    let form = InviteForm { name, email, role: role.to_string(), language };
    let cx = backend.system();
    person::invite(&cx, &form).await?;
    let to = form.email.trim().to_lowercase();
    let letters = mail::outgoing(&cx).await?;
    let link =
        letters.into_iter().find(|letter| letter.to.contains(&to)).and_then(|letter| letter.link);
    backend.db.close().await?;
    println!(
        "Open this link once to choose a password:\n  {}",
        link.ok_or("the invitation was not written")?
    );
    Ok(())
}
