//! What is kept, copied while others write, and put back where nothing is.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use backend::{
    Error,
    backup::{self, Copied, Place},
    db::{Db, Options},
    file::{self, Folder, Upload},
    note,
};
use domain::timeline::{AudienceChoice, NoteForm};
use sea_orm::{ConnectionTrait as _, Statement};
use tempfile::TempDir;
use testkit::{Digest, Portal, on_postgres};

/// The data folder of a portal and room for copies.
struct Ground {
    portal: Portal,
    folder: TempDir,
}

impl Ground {
    async fn open() -> Self {
        Self { portal: Portal::open().await, folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A note with a file on a new opportunity; answers the file's place in the store.
    async fn note_with_file(&self, text: &str) -> PathBuf {
        let before = names(&self.path("data/files"));
        let (cx, deal) = (self.portal.staff_manager(), self.portal.opportunity().create().await);
        let store = Folder::in_data(&self.path("data")).unwrap();
        let upload = Upload { name: "plan.pdf".into(), bytes: format!("%PDF-1.7 {text}").into() };
        let file = file::upload(&cx, &store, deal.id, upload).await.unwrap();
        note::write(&cx, deal.id, written(text, &file.id.to_string())).await.unwrap();
        let name = names(&self.path("data/files")).into_iter().find(|name| !before.contains(name));
        self.path("data/files").join(name.unwrap())
    }

    async fn take(&self, into: &str) -> Result<Copied, Error> {
        let file = database_of(self.portal.url());
        let data = self.path("data");
        let place = Place { url: self.portal.url(), file: file.as_deref(), data: &data };
        backup::take(place, &self.path(into)).await
    }

    /// On PostgreSQL the database is the same, as after `pg_restore`.
    async fn put_back(&self, from: &str, into: &str) -> Result<(Copied, Db), Error> {
        let data = self.path(into);
        let file = data.join("stafeta.sqlite");
        let url = format!("sqlite://{}", file.display());
        let place = if on_postgres() {
            Place { url: self.portal.url(), file: None, data: &data }
        } else {
            Place { url: &url, file: Some(&file), data: &data }
        };
        let copied = backup::put_back(&self.path(from), place).await?;
        Ok((copied, Db::connect(place.url, &Options::default()).await?))
    }
}

fn written(body: &str, files: &str) -> NoteForm {
    NoteForm {
        audience: AudienceChoice::Internal.to_string(),
        body: body.to_owned(),
        files: files.to_owned(),
        ..NoteForm::default()
    }
}

fn database_of(url: &str) -> Option<PathBuf> {
    let path = url.strip_prefix("sqlite://")?;
    Some(path.split_once('?').map_or(path, |(path, _)| path).into())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[tokio::test]
async fn what_is_put_back_says_the_same() {
    let ground = Ground::open().await;
    ground.note_with_file("první").await;
    ground.note_with_file("druhá").await;
    let copied = ground.take("copy").await.unwrap();
    let whole = Copied { database: !on_postgres(), files: 2, ..copied.clone() };
    assert_eq!((&copied, copied.damaged.len()), (&whole, 0));

    let (again, db) = ground.put_back("copy", "restored").await.unwrap();

    assert_eq!(again, copied);
    let same = Digest::of(&db).await;
    assert_eq!(same.difference(&ground.portal.digest().await), [""; 0]);
    for name in names(&ground.path("data/files")) {
        let read = |folder: &str| fs::read(ground.path(folder).join(&name)).unwrap();
        assert_eq!(read("restored/files"), read("data/files"));
    }
    db.close().await.unwrap();
}

#[tokio::test]
async fn nothing_is_copied_over_something() {
    let ground = Ground::open().await;
    ground.note_with_file("první").await;
    ground.take("copy").await.unwrap();
    let before = names(&ground.path("copy"));
    let told = ground.take("copy").await.unwrap_err().to_string();
    assert!(told.contains("is not empty"), "{told}");
    assert_eq!(names(&ground.path("copy")), before);
    let told = ground.put_back("nowhere", "restored").await.unwrap_err().to_string();
    assert!(told.contains("is no backup"), "{told}");
    if on_postgres() {
        return;
    }
    let (_, db) = ground.put_back("copy", "restored").await.unwrap();
    db.close().await.unwrap();
    let told = ground.put_back("copy", "restored").await.unwrap_err().to_string();
    assert!(told.contains("there is a database already"), "{told}");
}

#[tokio::test]
async fn a_file_that_was_changed_or_lost_is_named_and_all_others_are_kept() {
    let ground = Ground::open().await;
    let (changed, lost) = (ground.note_with_file("první").await, ground.note_with_file("2").await);
    ground.note_with_file("třetí").await;
    fs::write(&changed, "something else").unwrap();
    fs::remove_file(&lost).unwrap();

    let copied = ground.take("copy").await.unwrap();

    assert_eq!(copied.files, 1);
    let mut damaged: Vec<String> =
        [changed, lost].map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).into();
    let mut told = copied.damaged;
    damaged.sort();
    told.sort();
    assert_eq!(told, damaged);
}

#[tokio::test]
async fn a_copy_is_of_one_moment_while_others_write() {
    if on_postgres() {
        return;
    }
    let ground = Ground::open().await;
    let deal = ground.portal.opportunity().create().await;
    let cx = ground.portal.staff_manager();
    let acknowledged = AtomicU32::new(0);
    let write = async {
        for number in 0..400 {
            note::write(&cx, deal.id, written(&format!("zpráva {number}"), "")).await.unwrap();
            acknowledged.fetch_add(1, Ordering::SeqCst);
        }
    };
    let copy = async {
        for round in 0..4 {
            let known = acknowledged.load(Ordering::SeqCst);
            let name = format!("copy-{round}");
            ground.take(&name).await.unwrap();
            let (_, db) = ground.put_back(&name, &format!("restored-{round}")).await.unwrap();
            let [notes, entries, counted] = notes(&db).await;
            assert!(notes >= known, "{notes} of {known} acknowledged");
            assert_eq!(entries, counted, "nothing is there by half");
            db.close().await.unwrap();
        }
    };
    tokio::join!(write, copy);
}

/// How many notes there are, how many entries in all, and how many the opportunity has counted.
async fn notes(db: &Db) -> [u32; 3] {
    let sql = "SELECT count(*) FILTER (WHERE kind = 'note'), count(*), \
               (SELECT max(last_event_seq) FROM opportunity) FROM timeline_entry";
    let statement = Statement::from_string(db.backend(), sql);
    let row = db.read().query_one_raw(statement).await.unwrap().unwrap();
    [0, 1, 2].map(|at| row.try_get_by_index(at).unwrap())
}
