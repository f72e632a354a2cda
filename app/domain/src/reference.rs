//! References that people read out, such as `OPP-7K3Q-9F2M`.

/// Crockford's base 32: no I, L, O, U, so nothing is misread. Source: <https://www.crockford.com/base32.html>.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Writes 40 random bits as `OPP-XXXX-XXXX`. Uniqueness is the database's word.
#[must_use]
pub fn from_bits(bits: u64) -> String {
    written("OPP-", bits)
}

/// The same for a deal registration: `REG-XXXX-XXXX`.
#[must_use]
pub fn of_registration(bits: u64) -> String {
    written("REG-", bits)
}

fn written(prefix: &str, bits: u64) -> String {
    let mut text = String::with_capacity(13);
    text.push_str(prefix);
    for place in 0..8 {
        if place == 4 {
            text.push('-');
        }
        let digit = (bits >> (35 - 5 * place)) & 31;
        text.push(char::from(ALPHABET[usize::try_from(digit).unwrap_or_default()]));
    }
    text
}

/// Reads a reference as people type it: any case, with or without dashes and prefix, O for 0 and I or L for 1.
#[must_use]
pub fn parse(input: &str) -> Option<String> {
    let compact: String = input
        .trim()
        .chars()
        .filter(|c| *c != '-' && !c.is_whitespace())
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let body = compact.strip_prefix("OPP").unwrap_or(&compact);
    let body: String = body
        .chars()
        .map(|c| match c {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    let valid = body.len() == 8 && body.bytes().all(|b| ALPHABET.contains(&b));
    valid.then(|| format!("OPP-{}-{}", &body[..4], &body[4..]))
}

/// Reads what was typed into a search: besides what [`parse`] reads, other dashes and marks around it, and, behind the
/// prefix, without the zeros that it begins with.
#[must_use]
pub fn typed(input: &str) -> Option<String> {
    let letters: String = input.chars().filter(char::is_ascii_alphanumeric).collect();
    let marks =
        |c: char| c.is_ascii_alphanumeric() || c.is_whitespace() || "#-‐‑‒–—_/.:,".contains(c);
    if !input.chars().all(marks) {
        return None;
    }
    let letters = letters.to_ascii_uppercase();
    match letters.strip_prefix("OPP") {
        Some(body) if !body.is_empty() => parse(&format!("{body:0>8}")),
        _ => parse(&letters),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn people_may_type_it_as_they_hear_it() {
        assert_eq!(parse(" opp 7k3q9f2m "), Some("OPP-7K3Q-9F2M".to_owned()));
        assert_eq!(parse("7K3Q-9F2M"), Some("OPP-7K3Q-9F2M".to_owned()));
        assert_eq!(parse("OPP-7K3Q-9FIO"), Some("OPP-7K3Q-9F10".to_owned()));
        assert_eq!(parse("OPP-7K3Q"), None);
        assert_eq!(parse("OPP-7K3Q-9F2U"), None);
    }

    #[test]
    fn a_search_forgives_marks_and_missing_zeros() {
        for input in ["OPP–7K3Q–9F2M", "#opp-7k3q-9f2m", "7K3Q_9F2M.", "opp/7K3Q9F2M"] {
            assert_eq!(typed(input), Some("OPP-7K3Q-9F2M".to_owned()), "{input}");
        }
        assert_eq!(typed("OPP-3Q-9F2M"), Some("OPP-003Q-9F2M".to_owned()));
        assert_eq!(typed("3Q-9F2M"), None);
        assert_eq!(typed("OPP-7K3Q-9F2M-1"), None);
        assert_eq!(typed("kůň 7K3Q9F2M"), None);
        assert_eq!(typed("opp"), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(bits in 0u64..1 << 40) {
            let text = from_bits(bits);
            prop_assert_eq!(parse(&text), Some(text));
        }
    }
}
