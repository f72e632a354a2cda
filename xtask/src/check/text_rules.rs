//! Rules that a look at the text of each file can keep.

use super::sources::{Source, finding};

/// No file is longer. The aim is 300.
const MOST_LINES: usize = 400;

/// Names that say nothing: code goes there because it fits nowhere else.
const EMPTY_NAMES: [&str; 6] = ["utils", "helpers", "common", "manager", "service", "types"];

/// A text that only some files may hold.
struct Reserved {
    text: &'static str,
    /// Files below this folder are looked at.
    folder: &'static str,
    /// Names of files that may hold it.
    except: &'static [&'static str],
    why: &'static str,
}

const RESERVED: [Reserved; 4] = [
    Reserved {
        text: "<textarea",
        folder: "app/",
        except: &["text_area.rs"],
        why: "Leptos does not escape its children on the server: use ui::TextArea",
    },
    Reserved {
        text: "inner_html",
        folder: "app/",
        except: &["text_area.rs", "safe_html.rs"],
        why: "one escaped place only: use ui::SafeHtml",
    },
    Reserved {
        text: " style=",
        folder: "app/",
        except: &[],
        why: "the content policy refuses inline styles: use a class",
    },
    Reserved {
        text: " style:",
        folder: "app/",
        except: &[],
        why: "the content policy refuses inline styles: use a class",
    },
];

/// Everything that breaks a rule.
pub fn check(sources: &[Source]) -> Vec<String> {
    let mut findings: Vec<String> = sources.iter().flat_map(check_file).collect();
    findings.extend(clocks(sources));
    findings
}

fn check_file(source: &Source) -> Vec<String> {
    let mut findings = Vec::new();
    let lines = source.text.lines().count();
    if lines > MOST_LINES {
        findings.push(finding(source, lines, &format!("more than {MOST_LINES} lines")));
    }
    if !source.text.starts_with("//!") {
        findings.push(finding(source, 1, "the first line says what the file is for: `//! …`"));
    }
    let empty =
        source.path.split('/').find(|part| EMPTY_NAMES.contains(&part.trim_end_matches(".rs")));
    if let Some(name) = empty {
        findings.push(finding(source, 1, &format!("`{name}` says nothing: name what is inside")));
    }
    for reserved in &RESERVED {
        if source.path.starts_with(reserved.folder) && !ends_with_one_of(source, reserved.except) {
            findings.extend(code_lines(source).filter(|(_, line)| holds(line, reserved.text)).map(
                |(number, _)| {
                    finding(
                        source,
                        number,
                        &format!("`{}`: {}", reserved.text.trim(), reserved.why),
                    )
                },
            ));
        }
    }
    findings
}

/// The time comes from one place, so that tests can turn the clock.
fn clocks(sources: &[Source]) -> Vec<String> {
    // In two parts, or this line would be a finding.
    let call = concat!("Utc::", "now(");
    let readers: Vec<String> = sources
        .iter()
        .filter(|source| !source.path.starts_with("xtask/"))
        .flat_map(|source| {
            code_lines(source).filter(|(_, line)| line.contains(call)).map(|(number, _)| {
                finding(source, number, "reads the clock: take the time from Context::now")
            })
        })
        .collect();
    if readers.len() > 1 { readers } else { Vec::new() }
}

fn ends_with_one_of(source: &Source, names: &[&str]) -> bool {
    names.iter().any(|name| source.path.rsplit('/').next() == Some(*name))
}

/// Lines that are not comments, with their numbers from 1.
fn code_lines(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    let numbered = source.text.lines().enumerate().map(|(index, line)| (index + 1, line));
    numbered.filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// An attribute is followed by its value at once; a struct field (`style: x`) is something else.
fn holds(line: &str, text: &str) -> bool {
    line.match_indices(text).any(|(at, _)| {
        let next = line[at + text.len()..].chars().next();
        !(text.ends_with(':') && next.is_none_or(char::is_whitespace))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, text: &str) -> Vec<String> {
        check(&[Source { path: path.to_owned(), text: format!("//! About.\n{text}\n") }])
    }

    #[test]
    fn reserved_texts_are_found_where_they_must_not_be() {
        for (path, text, expected) in [
            ("app/src/partner/mod.rs", "<textarea name=\"note\">", 1),
            ("app/ui/src/field/text_area.rs", "<textarea name=\"note\">", 0),
            ("server/src/mail.rs", "<textarea name=\"note\">", 0),
            ("app/src/staff/mod.rs", "<p inner_html=text>", 1),
            ("app/src/staff/mod.rs", "// not inner_html", 0),
            ("app/src/staff/mod.rs", "<p style=\"color:red\">", 1),
            ("app/src/staff/mod.rs", "<p style:color=red>", 1),
            ("app/src/staff/mod.rs", "let button = Button { style: Quiet };", 0),
        ] {
            assert_eq!(findings(path, text).len(), expected, "{path}: {text}");
        }
    }

    #[test]
    fn empty_names_are_found_in_folders_and_files() {
        assert_eq!(findings("app/src/utils.rs", "").len(), 1);
        assert_eq!(findings("server/src/common/mod.rs", "").len(), 1);
        assert_eq!(findings("server/src/commons/mod.rs", "").len(), 0);
    }

    #[test]
    fn a_file_has_a_limit_and_a_first_line() {
        assert_eq!(findings("app/src/a.rs", &"\n".repeat(MOST_LINES)).len(), 1);
        let silent = Source { path: "app/src/a.rs".to_owned(), text: "use std::fs;\n".to_owned() };
        assert_eq!(check(&[silent]).len(), 1);
    }

    #[test]
    fn the_clock_is_read_in_one_place() {
        let reads = |path: &str| Source {
            path: path.to_owned(),
            text: concat!("//! About.\nlet now = Utc::", "now();\n").to_owned(),
        };
        assert_eq!(check(&[reads("server/src/a.rs")]).len(), 0);
        assert_eq!(check(&[reads("server/src/a.rs"), reads("server/src/b.rs")]).len(), 2);
    }
}
