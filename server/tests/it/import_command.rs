//! `stafeta import` as an operator runs it: a process on an installation of its own.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
};

use tempfile::TempDir;

const GOOD: &str = "id;topic;account;value\n1;Linka;Pivovar;1 234,50\n2;Sklad;Pivovar;1000\n";
/// The third and the fifth line are wrong.
const MIXED: &str =
    "id;topic;account;value\n1;Linka;Pivovar;5\n2;;Pivovar;5\n3;Sklad;Mlýn;5\n4;Robot;Mlýn;mnoho\n";

/// An empty data folder.
struct Installation {
    folder: TempDir,
}

impl Installation {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    /// Runs the command and answers what it printed and whether it succeeded.
    fn import(&self, file: &PathBuf, more: &[&str]) -> (String, bool) {
        let (said, code) = self.ended(file, more);
        (said, code == 0)
    }

    /// Runs the command and answers what it printed and its exit code.
    fn ended(&self, file: &PathBuf, more: &[&str]) -> (String, i32) {
        let data = self.folder.path().join("data");
        let output = Command::new(env!("CARGO_BIN_EXE_stafeta"))
            .env_clear()
            .arg("import")
            .arg(file)
            .args(more)
            .arg("--data")
            .arg(data)
            .output()
            .unwrap();
        let Output { status, stdout, stderr } = output;
        let text = [stdout, stderr].concat();
        (String::from_utf8(text).unwrap(), status.code().unwrap())
    }
}

#[test]
fn a_preview_writes_nothing_and_a_second_run_changes_nothing() {
    let installation = Installation::new();
    let file = installation.file("prilezitosti.csv", GOOD);

    for _ in 0..2 {
        let (said, done) = installation.import(&file, &["--preview"]);
        assert!(done, "{said}");
        assert!(said.contains("Nothing was written: 2 lines; 2 new, 0 changed"), "{said}");
        assert!(said.contains("1 new account,"), "{said}");
    }
    let (said, done) = installation.import(&file, &[]);
    assert!(done && said.contains("Imported: 2 lines; 2 new, 0 changed, 0 unchanged"), "{said}");
    let (said, done) = installation.import(&file, &[]);
    assert!(done && said.contains("Imported: 2 lines; 0 new, 0 changed, 2 unchanged"), "{said}");
    assert!(said.contains("0 new accounts"), "{said}");
}

#[test]
fn wrong_lines_are_named_and_fail_the_command() {
    let installation = Installation::new();
    let file = installation.file("prilezitosti.csv", MIXED);

    let (said, done) = installation.import(&file, &["--all-or-nothing"]);
    assert!(!done, "{said}");
    assert!(said.contains("Nothing was written: 4 lines; 2 new"), "{said}");
    for line in [
        "Line 3, column topic: Fill in this field.",
        "Line 5, column value: Enter an amount such as 1,234,567.89. Found: \"mnoho\"",
        "stafeta: 2 lines are wrong",
    ] {
        assert!(said.contains(line), "{line} is missing: {said}");
    }

    let (said, done) = installation.import(&file, &[]);
    assert!(!done && said.contains("Imported: 4 lines; 2 new"), "{said}");
    let (said, _) = installation.import(&file, &[]);
    assert!(said.contains("0 new, 0 changed, 2 unchanged, 2 wrong"), "{said}");
}

#[test]
fn scripts_learn_from_the_exit_code() {
    let installation = Installation::new();
    let ended = |name, text, more: &[&str]| {
        let (said, code) = installation.ended(&installation.file(name, text), more);
        assert!(!said.contains("Some(") && !said.contains("{ "), "for programmers: {said}");
        (code, said)
    };
    assert_eq!(ended("good.csv", GOOD, &[]).0, 0);
    assert_eq!(ended("mixed.csv", MIXED, &[]).0, 3);
    assert_eq!(ended("mixed.csv", MIXED, &["--preview"]).0, 3);
    assert_eq!(ended("good.csv", GOOD, &["--sideways"]).0, 2);
    for (name, text, said) in [
        ("empty.csv", "", "The file is empty."),
        ("head.csv", "topic;account\n", "The file has a header only"),
        ("book.csv", "PK\u{3}\u{4}\u{14}", "This is an Excel workbook."),
    ] {
        let (code, told) = ended(name, text, &[]);
        assert!(code == 1 && told.contains(said), "{name}: {told}");
    }
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let installation = Installation::new();
    let missing = installation.folder.path().join("neni.csv");
    let (said, done) = installation.import(&missing, &[]);
    assert!(!done && said.contains("neni.csv"), "{said}");
}
