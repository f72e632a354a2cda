//! From bytes to text, and which sign separates the columns.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1250};

/// A decoded file.
pub struct Decoded {
    pub text: String,
    pub encoding: &'static str,
    pub separator: u8,
}

/// A byte order mark decides; otherwise valid UTF-8 is UTF-8 and everything else is what Czech Windows writes.
pub fn decode(bytes: &[u8]) -> Decoded {
    let marked = Encoding::for_bom(bytes).filter(|(encoding, _)| *encoding != UTF_8);
    let utf = UTF_8.decode_without_bom_handling_and_without_replacement(bytes);
    let (text, encoding) = if let Some((encoding, mark)) = marked {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        (text.into_owned(), encoding.name())
    } else if let Some(text) = utf {
        (text.trim_start_matches('\u{feff}').to_owned(), "UTF-8")
    } else {
        (WINDOWS_1250.decode(bytes).0.into_owned(), "Windows-1250")
    };
    let separator = separator(&text);
    Decoded { text, encoding, separator }
}

/// The sign that stands most often in the header outside of quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [(b';', 0_usize), (b',', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            _ => {
                if let Some((_, count)) = counts.iter_mut().find(|(sign, _)| *sign == byte) {
                    *count += 1;
                }
            }
        }
    }
    counts.iter().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| *sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn czech_windows_and_utf_8_are_told_apart() {
        let utf = decode("\u{feff}Téma;Měna\nŽluť;CZK".as_bytes());
        assert_eq!(
            (utf.text.as_str(), utf.encoding, utf.separator),
            ("Téma;Měna\nŽluť;CZK", "UTF-8", b';')
        );
        let (bytes, _, _) = WINDOWS_1250.encode("Téma\tMěna\nŽluť\tCZK");
        let windows = decode(&bytes);
        assert_eq!(
            (windows.text.as_str(), windows.encoding),
            ("Téma\tMěna\nŽluť\tCZK", "Windows-1250")
        );
        assert_eq!(windows.separator, b'\t');
    }

    #[test]
    fn separators_inside_quotes_do_not_count() {
        assert_eq!(decode(b"\"a;b;c;d\",x,y\n").separator, b',');
    }
}
