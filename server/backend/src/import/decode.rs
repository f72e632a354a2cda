//! From bytes to text, and which sign separates the columns.

use domain::import::FileProblem;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250};

/// A decoded file.
#[derive(Debug)]
pub struct Decoded {
    pub text: String,
    /// Where the table begins, in bytes.
    pub start: usize,
    pub encoding: &'static str,
    pub separator: u8,
}

/// How files begin that people take for tables: workbooks of Excel, new and old.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];

/// So much of a file is looked at to see whether it is text.
const LOOK: usize = 1024;

/// Control characters among them that a text may have by accident.
const STRAY: usize = 8;

/// A byte order mark decides; otherwise valid UTF-8 is UTF-8 and everything else is what Czech Windows writes.
pub fn decode(bytes: &[u8]) -> Result<Decoded, FileProblem> {
    if WORKBOOKS.iter().any(|workbook| bytes.starts_with(workbook)) {
        return Err(FileProblem::Workbook);
    }
    if bytes.starts_with(b"%PDF") {
        return Err(FileProblem::Binary);
    }
    let marked = Encoding::for_bom(bytes).filter(|(encoding, _)| *encoding != UTF_8);
    let utf = UTF_8.decode_without_bom_handling_and_without_replacement(bytes);
    let (text, encoding) = if let Some((encoding, mark)) = marked {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        (text.into_owned(), encoding.name())
    } else if let Some(encoding) = unmarked_utf_16(bytes) {
        (encoding.decode_without_bom_handling(bytes).0.into_owned(), encoding.name())
    } else if let Some(text) = utf {
        (text.trim_start_matches('\u{feff}').to_owned(), "UTF-8")
    } else {
        (WINDOWS_1250.decode(bytes).0.into_owned(), "Windows-1250")
    };
    if text.trim().is_empty() {
        return Err(FileProblem::Empty);
    }
    if is_no_text(&text) {
        return Err(FileProblem::Binary);
    }
    let (start, named) = first_line_names_separator(&text);
    let separator = named.unwrap_or_else(|| separator(&text[start..]));
    Ok(Decoded { text, start, encoding, separator })
}

/// Texts of Europe have a zero in every second byte.
fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.chunks_exact(2).take(LOOK);
    let (count, first, second) = pairs.fold((0, 0, 0), |(count, first, second), pair| {
        (count + 1, first + usize::from(pair[0] == 0), second + usize::from(pair[1] == 0))
    });
    let (most, few) = (count * 8 / 10, count / 10);
    match () {
        () if count < 2 => None,
        () if second > most && first <= few => Some(UTF_16LE),
        () if first > most && second <= few => Some(UTF_16BE),
        () => None,
    }
}

/// A header has no control characters, and the lines below it hardly any.
fn is_no_text(text: &str) -> bool {
    let stray = |c: &char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    let header = text.trim_start().lines().next().unwrap_or_default();
    header.chars().any(|c| stray(&c)) || text.chars().take(LOOK).filter(stray).count() > STRAY
}

/// Excel writes and reads `sep=;` above a table. The line belongs to no table.
fn first_line_names_separator(text: &str) -> (usize, Option<u8>) {
    let end = text.find(['\r', '\n']).unwrap_or(text.len());
    let (line, rest) = text.split_at(end);
    let line = line.trim_matches(['"', ' ']);
    let Some((word, sign)) = line.split_at_checked(4) else { return (0, None) };
    if !word.eq_ignore_ascii_case("sep=") || sign.len() != 1 {
        return (0, None);
    }
    let ending = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    (end + ending, sign.bytes().next())
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
        let utf = decode("\u{feff}Téma;Měna\nŽluť;CZK".as_bytes()).unwrap();
        assert_eq!(
            (utf.text.as_str(), utf.encoding, utf.separator),
            ("Téma;Měna\nŽluť;CZK", "UTF-8", b';')
        );
        let (bytes, _, _) = WINDOWS_1250.encode("Téma\tMěna\nŽluť\tCZK");
        let windows = decode(&bytes).unwrap();
        assert_eq!(
            (windows.text.as_str(), windows.encoding),
            ("Téma\tMěna\nŽluť\tCZK", "Windows-1250")
        );
        assert_eq!(windows.separator, b'\t');
    }

    #[test]
    fn utf_16_is_read_with_its_mark_and_without() {
        let text = "Téma\tMěna\r\nŽluť\tCZK\r\n";
        let bytes = |mark: &[u16], order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            mark.iter().copied().chain(text.encode_utf16()).flat_map(order).collect()
        };
        for (order, name) in
            [(u16::to_le_bytes as fn(u16) -> [u8; 2], "UTF-16LE"), (u16::to_be_bytes, "UTF-16BE")]
        {
            for mark in [&[0xfeff][..], &[]] {
                let decoded = decode(&bytes(mark, order)).unwrap();
                assert_eq!((decoded.text.as_str(), decoded.encoding), (text, name), "{mark:?}");
                assert_eq!(decoded.separator, b'\t');
            }
        }
    }

    #[test]
    fn what_is_no_text_is_told_from_what_is_none_at_all() {
        for (bytes, problem) in [
            (b"".as_slice(), FileProblem::Empty),
            (b"\xef\xbb\xbf \r\n", FileProblem::Empty),
            (b"PK\x03\x04\x14\x00topic", FileProblem::Workbook),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", FileProblem::Workbook),
            (b"%PDF-1.7\ntopic;account\n", FileProblem::Binary),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01", FileProblem::Binary),
            (&[0; 64], FileProblem::Binary),
        ] {
            assert_eq!(decode(bytes).unwrap_err(), problem, "{bytes:?}");
        }
    }

    #[test]
    fn separators_inside_quotes_do_not_count() {
        assert_eq!(decode(b"\"a;b;c;d\",x,y\n").unwrap().separator, b',');
    }
}
