//! The operator's other commands, as processes on an installation of their own.

use std::{
    io::{BufRead as _, BufReader},
    net::TcpListener,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

use sea_orm::ConnectionTrait as _;
use tempfile::TempDir;

use crate::server::tiny_site;

/// An empty place for a data folder.
struct Installation {
    folder: TempDir,
}

impl Installation {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Runs a command; answers what it printed and its exit code.
    fn run(&self, arguments: &[&str]) -> (String, i32) {
        self.run_with(&[], arguments)
    }

    /// The same with these variables set.
    fn run_with(&self, variables: &[(&str, &str)], arguments: &[&str]) -> (String, i32) {
        let output = Command::new(env!("CARGO_BIN_EXE_stafeta"))
            .env_clear()
            .env("STAFETA_LOG", "warn")
            .envs(variables.iter().copied())
            .args(arguments)
            .arg("--data")
            .arg(self.data())
            .output()
            .unwrap();
        let Output { status, stdout, stderr } = output;
        let said = String::from_utf8([stdout, stderr].concat()).unwrap();
        assert!(!said.contains("Some(") && !said.contains("Err("), "for programmers: {said}");
        (said, status.code().unwrap())
    }

    /// Serves until this word stands on standard output, then kills the server; answers what it said until then.
    fn serve_until_it_said(&self, arguments: &[&str], word: &str) -> String {
        let mut server = Command::new(env!("CARGO_BIN_EXE_stafeta"))
            .env_clear()
            .args(arguments)
            .arg("--data")
            .arg(self.data())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        for line in BufReader::new(server.stdout.take().unwrap()).lines() {
            said.push_str(&line.unwrap());
            said.push('\n');
            if said.contains(word) {
                break;
            }
        }
        server.kill().unwrap();
        server.wait().unwrap();
        said
    }

    /// Changes the database behind the program's back.
    fn execute(&self, sql: &str) {
        let url = format!("sqlite://{}", self.data().join("stafeta.sqlite").display());
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let db = sea_orm::Database::connect(url).await.unwrap();
            db.execute_unprepared(sql).await.unwrap();
            db.close().await.unwrap();
        });
    }
}

#[test]
fn somebody_is_let_in_and_what_is_wrong_is_said_in_words() {
    let installation = Installation::new();
    let add = |more: &[&str]| installation.run(&[&["user", "add"], more].concat());
    let (said, code) = add(&["eva@vendor.example", "--name", "Eva Malá", "--role", "admin"]);
    assert!(code == 0 && said.contains("Open this link once"), "{said}");
    for (email, name, told) in [
        ("eva", "Eva", "email: Enter an e-mail address such as name@company.com."),
        ("eva@vendor.example ", "", "name: Fill in this field."),
    ] {
        let (said, code) = add(&[email, "--name", name]);
        assert!(code == 1 && said.contains(told), "{said}");
    }
    let (said, code) = add(&["a@b.example", "--name", "A", "--role", "boss"]);
    assert!(code == 2 && said.contains("seller, manager, admin"), "{said}");
    let (said, code) = add(&["a@b.example", "--name", "A", "--language", "de"]);
    assert!(code == 2 && said.contains("cs, en"), "{said}");
}

#[test]
fn a_receipt_is_not_checked_with_a_database_that_is_not_there() {
    let installation = Installation::new();
    let file = installation.folder.path().join("receipt.json");
    std::fs::write(&file, "{}").unwrap();
    let (said, code) = installation.run(&["verify", file.to_str().unwrap()]);
    assert!(code == 1 && said.contains("there is no database"), "{said}");
    assert!(!installation.data().exists(), "a database was made");

    std::fs::create_dir(installation.data()).unwrap();
    std::fs::write(installation.data().join("stafeta.sqlite"), "").unwrap();
    let (said, code) = installation.run(&["verify", file.to_str().unwrap()]);
    assert!(code == 1 && said.contains("holds no portal"), "{said}");
}

#[test]
fn a_configuration_is_tried_and_nothing_is_changed() {
    let installation = Installation::new();
    let free = ["check-config", "--listen", "127.0.0.1:0"];
    let (said, code) = installation.run(&free);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("ok       data folder: it will be made at the first start"), "{said}");
    assert!(said.contains("ok       database: it will be made at the first start"), "{said}");
    assert!(said.contains("note     mail: no server"), "{said}");
    assert!(!installation.data().exists());

    let (said, code) = installation.run(&["migrate"]);
    assert_eq!(code, 0, "{said}");
    let (said, code) = installation.run(&free);
    assert!(code == 0 && said.contains("its schema is up to date"), "{said}");

    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (said, code) = installation.run(&["check-config", "--listen", &address]);
    assert!(code == 0 && said.contains("something listens on"), "{said}");
}

#[test]
fn flags_win_over_variables_and_those_over_the_file() {
    let installation = Installation::new();
    let file = installation.folder.path().join("stafeta.toml");
    std::fs::write(&file, "vendor = 'File'\nlisten = '127.0.0.1:0'\n").unwrap();
    let config = ["check-config", "--config", file.to_str().unwrap()];
    let variable = [("STAFETA_VENDOR", "Variable")];
    let flag = [config.as_slice(), &["--vendor", "Flag"]].concat();
    for (variables, arguments, vendor) in [
        (&[][..], config.as_slice(), "File"),
        (&variable, &config, "Variable"),
        (&variable, &flag, "Flag"),
    ] {
        let (said, code) = installation.run_with(variables, arguments);
        let line = format!("vendor:       {vendor}\n");
        assert!(code == 0 && said.contains(&line), "{vendor}: {said}");
        assert!(said.contains("listen:       127.0.0.1:0\n"), "{said}");
    }
}

#[test]
fn what_cannot_work_is_named_with_what_to_do() {
    let installation = Installation::new();
    std::fs::write(installation.data(), "").unwrap();
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let smtp = format!("smtp://mail:secret@{closed}");
    let (said, code) = installation.run(&[
        "check-config",
        "--listen",
        "127.0.0.1:0",
        "--public-url",
        "http://portal.example/app",
        "--database-url",
        &format!("postgres://me:secret@{closed}/x"),
        "--smtp-url",
        &smtp,
        "--mail-from",
        "portal@vendor.example",
    ]);
    assert_eq!(code, 1, "{said}");
    for told in [
        "is no folder; choose another one with --data",
        "problem  database: the database cannot be reached",
        "http://portal.example/app: leave out everything behind the name",
        "problem  mail: the server does not let us in",
        "4 problems have to be solved before serving",
    ] {
        assert!(said.contains(told), "{told} is missing: {said}");
    }
    assert!(!said.contains("secret"), "{said}");

    let other = Installation::new();
    let open = ["check-config", "--listen", "0.0.0.0:0"];
    let (said, code) = other.run(&open);
    assert!(code == 1 && said.contains("set public_url"), "{said}");
    let url = ["--public-url", "http://portal.example"];
    let (said, code) = other.run(&[open.as_slice(), &url].concat());
    assert!(code == 1 && said.contains("passwords would travel in the open"), "{said}");
    std::fs::create_dir(other.data()).unwrap();
    std::fs::write(other.data().join("stafeta.sqlite"), "no database, but a long text".repeat(99))
        .unwrap();
    let (said, code) = other.run(&["check-config", "--listen", "127.0.0.1:0"]);
    assert!(code == 1 && said.contains("problem  database: the database refused"), "{said}");
}

#[test]
fn a_demo_is_not_shown_over_data_of_its_own() {
    let real = Installation::new();
    let (said, code) = real.run(&["user", "add", "eva@vendor.example", "--name", "Eva"]);
    assert_eq!(code, 0, "{said}");
    // Data without people, as an import before the first start leaves it.
    let imported = Installation::new();
    let file = imported.folder.path().join("a.csv");
    std::fs::write(&file, "topic;account\nLinka;Pivovar\n").unwrap();
    let (said, code) = imported.run(&["import", file.to_str().unwrap()]);
    assert_eq!(code, 0, "{said}");

    let site = real.folder.path().join("site");
    let _written = tiny_site(&site);
    let site = site.to_str().unwrap();
    for installation in [&real, &imported] {
        for command in
            [&["demo"][..], &["serve", "--demo", "--listen", "127.0.0.1:0", "--site", site]]
        {
            let (said, code) = installation.run(command);
            assert!(code == 1 && said.contains("data of its own"), "{command:?}: {said}");
            assert!(!said.contains("admin@stafeta.example"), "{said}");
        }
    }
    let demo = Installation::new();
    for told in ["Demo data loaded.", "The demo data is there already."] {
        let (said, code) = demo.run(&["demo"]);
        assert!(code == 0 && said.contains(told), "{said}");
    }
    let everywhere = ["serve", "--listen", "0.0.0.0:0", "--site", site];
    for (more, told) in [
        (&[][..], "start it with --demo"),
        (&["--demo"], "listens on 127.0.0.1 only"),
        (&["--demo-for-everybody"], "--demo"),
    ] {
        let (said, code) = demo.run(&[everywhere.as_slice(), more].concat());
        assert!(code != 0 && said.contains(told), "{more:?}: {said}");
        assert!(!said.contains("listens on http"), "{said}");
    }
    let forced = [everywhere.as_slice(), &["--demo", "--demo-for-everybody"]].concat();
    let said = demo.serve_until_it_said(&forced, "seller@gama.example");
    assert!(said.contains("DEMO") && said.contains("stafeta-demo-2026"), "{said}");
    for (email, _) in backend::demo::people() {
        assert!(said.contains(&email), "{email}: {said}");
    }

    // As whoever pulled the plug while it was loaded finds it.
    demo.execute("UPDATE setting SET value = 'loading' WHERE key = 'demo'");
    let (said, code) = demo.run(&["demo"]);
    assert!(code == 1 && said.contains("was interrupted"), "{said}");
    let (said, code) = demo.run(&everywhere);
    assert!(code == 1 && said.contains("start it with --demo"), "{said}");
}

#[test]
fn a_backup_is_taken_and_put_back() {
    let (from, to) = (Installation::new(), Installation::new());
    let folder = from.folder.path().join("copy");
    let folder = folder.to_str().unwrap();
    let (said, code) = from.run(&["backup", folder]);
    assert!(code == 1 && said.contains("there is no database"), "{said}");
    from.run(&["user", "add", "eva@vendor.example", "--name", "Eva Malá"]);

    let (said, code) = from.run(&["backup", folder]);
    assert!(code == 0 && said.contains("Copied: the database and 0 files"), "{said}");
    let (said, code) = to.run(&["restore", folder]);
    assert!(code == 0 && said.contains("Put back: the database and 0 files"), "{said}");

    let (said, code) = to.run(&["check-config"]);
    assert!(code == 0 && said.contains("up to date"), "{said}");
    let (said, code) = to.run(&["restore", folder]);
    assert!(code == 1 && said.contains("there is a database already"), "{said}");
}
