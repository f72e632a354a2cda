//! Typed text: trimmed, printable, of bounded length counted in characters.
//!
//! NFC is applied by the server before these checks, because its tables do not belong in the browser.

use crate::invalid::Problem;

/// Longest topic, in characters (Dataverse `opportunity.name`).
pub const TOPIC_MAX: u32 = 300;
/// Longest customer situation, needs and proposed solution (Dataverse memo fields).
pub const MEMO_MAX: u32 = 2000;
/// Longest description and note.
pub const NOTE_MAX: u32 = 4000;
/// Longest reason text.
pub const REASON_MAX: u32 = 500;
/// Longest name of an account, partner or product.
pub const NAME_MAX: u32 = 160;
/// Longest name part of a person, city, region.
pub const SHORT_MAX: u32 = 80;
/// Longest e-mail address (RFC 5321 path minus brackets).
pub const EMAIL_MAX: u32 = 254;

/// One line of text; empty is `None`.
pub fn line(input: &str, max: u32) -> Result<Option<String>, Problem> {
    checked(input, max, false)
}

/// Text with line breaks; `\r\n` becomes `\n`; empty is `None`.
pub fn block(input: &str, max: u32) -> Result<Option<String>, Problem> {
    checked(input, max, true)
}

/// One line that must not be empty.
pub fn required_line(input: &str, max: u32) -> Result<String, Problem> {
    line(input, max)?.ok_or(Problem::Required)
}

/// Text with line breaks that must not be empty.
pub fn required_block(input: &str, max: u32) -> Result<String, Problem> {
    block(input, max)?.ok_or(Problem::Required)
}

fn checked(input: &str, max: u32, multiline: bool) -> Result<Option<String>, Problem> {
    let text = if multiline {
        input.replace("\r\n", "\n").trim().to_owned()
    } else {
        input.trim().to_owned()
    };
    let printable =
        |c: char| !c.is_control() && !is_invisible(c) || multiline && (c == '\n' || c == '\t');
    if !text.chars().all(printable) {
        return Err(Problem::Unprintable);
    }
    if text.chars().count() > max as usize {
        return Err(Problem::TooLong { max });
    }
    Ok((!text.is_empty()).then_some(text))
}

/// Bidirectional overrides and isolates can make a name read as another one (Trojan Source, CVE-2021-42574).
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// An e-mail address in lower case: one `@`, something before it, a dotted domain after it, no spaces.
pub fn email(input: &str) -> Result<Option<String>, Problem> {
    let Some(text) = line(input, EMAIL_MAX)? else { return Ok(None) };
    let well_formed = text.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && !domain.contains('@')
            && domain.contains('.')
            && domain.split('.').all(|label| !label.is_empty())
            && text.chars().all(|c| !c.is_whitespace() && !matches!(c, '<' | '>' | '"' | ',' | ';'))
    });
    if well_formed { Ok(Some(text.to_lowercase())) } else { Err(Problem::Email) }
}

/// A telephone number as typed: digits with `+ ( ) / - .` and spaces, 5 to 20 digits.
pub fn phone(input: &str) -> Result<Option<String>, Problem> {
    let Some(text) = line(input, 40)? else { return Ok(None) };
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let allowed = text.chars().all(|c| {
        c.is_ascii_digit() || c.is_whitespace() || matches!(c, '+' | '(' | ')' | '/' | '-' | '.')
    });
    if allowed && (5..=20).contains(&digits) { Ok(Some(text)) } else { Err(Problem::Phone) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_characters_not_bytes() {
        assert_eq!(line("žluť", 4), Ok(Some("žluť".to_owned())));
        assert_eq!(line("žluťou", 5), Err(Problem::TooLong { max: 5 }));
    }

    #[test]
    fn control_and_direction_characters_are_refused() {
        for bad in ["a\u{0}b", "a\u{7}b", "a\nb", "a\u{202e}b"] {
            assert_eq!(line(bad, 10), Err(Problem::Unprintable), "{bad:?}");
        }
        assert_eq!(block("a\r\nb", 10), Ok(Some("a\nb".to_owned())));
    }

    #[test]
    fn nothing_is_nothing() {
        assert_eq!(line("  \t ", 10), Ok(None));
        assert_eq!(required_line(" ", 10), Err(Problem::Required));
    }

    #[test]
    fn addresses() {
        assert_eq!(email(" Jana@Firma.CZ "), Ok(Some("jana@firma.cz".to_owned())));
        for bad in
            ["jana", "@firma.cz", "jana@firma", "a b@firma.cz", "a@b@c.cz", "a@b..cz", "<a@b.cz>"]
        {
            assert_eq!(email(bad), Err(Problem::Email), "{bad}");
        }
        assert_eq!(phone("+420 555 010 218"), Ok(Some("+420 555 010 218".to_owned())));
        assert_eq!(phone("volejte"), Err(Problem::Phone));
    }
}
