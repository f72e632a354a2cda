//! `stafeta check-config`: what the configuration means and whether it works, without changing anything.

mod tried;

use std::error::Error;

use self::tried::Finding;
use crate::config::Config;

/// Prints every setting but secrets, then what was tried. Fails where serving would fail or be unsafe.
pub async fn run(config: &Config) -> Result<(), Box<dyn Error>> {
    println!("listen:       {}", config.listen);
    println!("data folder:  {}", config.data.display());
    println!("database:     {}", without_password(&config.database_url));
    println!("public URL:   {}", config.public_url.as_deref().unwrap_or("the listening address"));
    println!("vendor:       {}", config.vendor.as_deref().unwrap_or("Stafeta"));
    match &config.mail {
        None => println!("mail:         no server; messages wait under Settings > Outgoing mail"),
        Some(mail) => {
            println!("mail:         {} from {}", without_password(&mail.smtp_url), mail.from);
        }
    }
    println!("cookies:      {}", if config.is_secure() { "https only" } else { "plain http" });
    println!();
    let findings = tried::all(config).await;
    for (what, finding) in &findings {
        let (word, text) = match finding {
            Finding::Fine(text) => ("ok", text),
            Finding::Note(text) => ("note", text),
            Finding::Problem(text) => ("problem", text),
        };
        println!("{word:9}{what}: {text}");
    }
    match findings.iter().filter(|(_, finding)| matches!(finding, Finding::Problem(_))).count() {
        0 => Ok(()),
        1 => Err("1 problem has to be solved before serving".into()),
        count => Err(format!("{count} problems have to be solved before serving").into()),
    }
}

/// An address as it may be shown.
pub(super) fn without_password(address: &str) -> String {
    match url::Url::parse(address) {
        Ok(mut url) if url.password().is_some() => {
            let _has_no_host = url.set_password(Some("***"));
            url.to_string()
        }
        Ok(_) | Err(_) => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_not_shown() {
        assert_eq!(without_password("postgres://me:secret@db/x"), "postgres://me:***@db/x");
        assert_eq!(
            without_password("sqlite://data/stafeta.sqlite"),
            "sqlite://data/stafeta.sqlite"
        );
    }
}
