//! Which files may be attached: told by their content, and their name must not say something else.

use domain::{invalid::Problem, text};

/// Largest file in megabytes (of 1,048,576 bytes).
pub const MAX_MB: u32 = 10;
/// Largest file in bytes.
pub const MAX_BYTES: usize = MAX_MB as usize * 1024 * 1024;
/// Longest file name in characters.
const FILE_NAME_MAX: u32 = 200;

/// Media type and the endings that its files have. What a browser would run (HTML, SVG, scripts), programs and
/// documents with macros are absent on purpose.
const BY_CONTENT: &[(&str, &[&str])] = &[
    ("application/pdf", &["pdf"]),
    ("image/png", &["png"]),
    ("image/jpeg", &["jpg", "jpeg"]),
    ("image/gif", &["gif"]),
    ("image/webp", &["webp"]),
    ("image/heif", &["heic", "heif"]),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx"]),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx"]),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", &["pptx"]),
    ("application/vnd.oasis.opendocument.text", &["odt"]),
    ("application/vnd.oasis.opendocument.spreadsheet", &["ods"]),
    ("application/vnd.oasis.opendocument.presentation", &["odp"]),
];

/// Text has no signature: it is known by being UTF-8 without control characters.
const TEXT: &[(&str, &[&str])] = &[("text/plain", &["txt", "md", "log"]), ("text/csv", &["csv"])];

/// The media type to serve the file with, or why it is refused.
pub fn media_type(name: &str, bytes: &[u8]) -> Result<&'static str, Problem> {
    if bytes.len() > MAX_BYTES {
        return Err(Problem::FileSize { max_mb: MAX_MB });
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let of_ending = |table: &'static [(&'static str, &[&str])]| {
        table
            .iter()
            .find(|(_, endings)| endings.contains(&ending.as_str()))
            .map(|(media, _)| *media)
    };
    if let Some(media) = of_ending(TEXT) {
        return if is_text(bytes) { Ok(media) } else { Err(Problem::FileType) };
    }
    let found = infer::get(bytes).map(|kind| kind.mime_type());
    match of_ending(BY_CONTENT) {
        Some(media) if found == Some(media) => Ok(media),
        Some(_) | None => Err(Problem::FileType),
    }
}

/// The last part of the name as sent: some browsers send the whole path.
pub fn file_name(sent: &str) -> Result<String, Problem> {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    text::required_line(last, FILE_NAME_MAX)
}

fn is_text(bytes: &[u8]) -> bool {
    let printable = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    !bytes.is_empty() && std::str::from_utf8(bytes).is_ok_and(|text| text.chars().all(printable))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    const PDF: &[u8] = b"%PDF-1.7\n";

    #[test]
    fn content_and_name_have_to_agree() {
        assert_eq!(media_type("plán.PDF", PDF), Ok("application/pdf"));
        assert_eq!(media_type("foto.png", PNG), Ok("image/png"));
        assert_eq!(media_type("rozpočet.csv", "a;b\r\n1;2\r\n".as_bytes()), Ok("text/csv"));
        assert_eq!(media_type("foto.png", PDF), Err(Problem::FileType));
        assert_eq!(media_type("plan.pdf.exe", PDF), Err(Problem::FileType));
        assert_eq!(media_type("plan", PDF), Err(Problem::FileType));
    }

    #[test]
    fn what_runs_is_refused() {
        for (name, bytes) in [
            ("a.html", b"<html><script>alert(1)</script>".as_slice()),
            ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
            ("a.exe", b"MZ\x90\0"),
            ("a.pdf", b"<html>"),
            ("a.txt", b"MZ\x90\0"),
            ("a.docm", b"PK\x03\x04"),
            ("a.zip", b"PK\x03\x04"),
            ("a.txt", b""),
        ] {
            assert_eq!(media_type(name, bytes), Err(Problem::FileType), "{name}");
        }
    }

    #[test]
    fn ten_megabytes_are_the_limit() {
        let mut bytes = PDF.to_vec();
        bytes.resize(MAX_BYTES, b' ');
        assert_eq!(media_type("a.pdf", &bytes), Ok("application/pdf"));
        bytes.push(b' ');
        assert_eq!(media_type("a.pdf", &bytes), Err(Problem::FileSize { max_mb: 10 }));
    }

    #[test]
    fn a_name_is_no_path() {
        assert_eq!(file_name(r"C:\Users\jana\plán.pdf"), Ok("plán.pdf".to_owned()));
        assert_eq!(file_name("../../etc/passwd"), Ok("passwd".to_owned()));
        assert_eq!(file_name("a/"), Err(Problem::Required));
        assert_eq!(file_name("a\u{202e}fdp.exe"), Err(Problem::Unprintable));
    }
}
