//! Files: taken in by their content, given out to the readers of their note.

use std::{fs, path::Path};

use backend::{
    Context, Error,
    file::{self, Folder, Upload},
    note, opportunity,
};
use chrono::TimeDelta;
use domain::{
    ids::{AttachmentId, OpportunityId},
    policy::Denied,
    timeline::{FileView, NoteForm},
};
use tempfile::TempDir;
use testkit::Portal;

use super::notes::note;
use crate::refused::{fields, refused};

struct Store {
    data: TempDir,
    folder: Folder,
}

impl Store {
    fn open() -> Self {
        let data = tempfile::tempdir().unwrap();
        let folder = Folder::in_data(data.path()).unwrap();
        Self { data, folder }
    }

    fn path(&self) -> std::path::PathBuf {
        self.data.path().join("files")
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path()).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    async fn put(&self, cx: &Context, id: OpportunityId, name: &str) -> FileView {
        let upload = Upload { name: name.to_owned(), bytes: format!("%PDF-1.7 {name}").into() };
        file::upload(cx, &self.folder, id, upload).await.unwrap()
    }

    async fn may_open(&self, cx: &Context, id: AttachmentId) -> bool {
        match file::open(cx, &self.folder, id).await {
            Ok(_) => true,
            Err(Error::Denied(Denied::Hidden)) => false,
            Err(other) => panic!("{other:?}"),
        }
    }
}

fn with_files(form: NoteForm, files: &[&FileView]) -> NoteForm {
    let ids: Vec<_> = files.iter().map(|file| file.id.to_string()).collect();
    NoteForm { files: ids.join(","), ..form }
}

#[tokio::test]
async fn a_file_is_for_the_readers_of_its_note() {
    let portal = Portal::open().await;
    let store = Store::open();
    let deal = portal.opportunity().shared_by(&[&portal.alfa, &portal.beta]).create().await;
    let (alfa, beta) = (portal.manager_of(&portal.alfa), portal.manager_of(&portal.beta));
    let staff = portal.staff_seller();

    let drawing = store.put(&alfa, deal.id, "výkres.pdf").await;
    let budget = store.put(&alfa, deal.id, "rozpočet.pdf").await;
    let internal = store.put(&staff, deal.id, "marže.pdf").await;
    for (cx, may) in
        [(&alfa, true), (&beta, false), (&portal.administrator_of(&portal.alfa), false)]
    {
        assert_eq!(store.may_open(cx, drawing.id).await, may, "before the note only the uploader");
    }

    let form = with_files(note("Výkres", "all"), &[&drawing]);
    note::write(&alfa, deal.id, form).await.unwrap();
    note::write(&alfa, deal.id, with_files(note("", "internal"), &[&budget])).await.unwrap();
    note::write(&staff, deal.id, with_files(note("Pro nás", ""), &[&internal])).await.unwrap();

    let (gama, nobody) = (portal.manager_of(&portal.gama), portal.anonymous());
    for (file, readers) in [
        (&drawing, [true, true, true, false, false]),
        (&budget, [true, true, false, false, false]),
        (&internal, [true, false, false, false, false]),
    ] {
        let mut found = Vec::new();
        for cx in [&staff, &alfa, &beta, &gama, &nobody] {
            found.push(store.may_open(cx, file.id).await);
        }
        assert_eq!(found, readers, "{}", file.name);
    }
    let opened = file::open(&beta, &store.folder, drawing.id).await.unwrap();
    assert_eq!(opened.bytes, "%PDF-1.7 výkres.pdf".as_bytes());
    assert_eq!((opened.media_type.as_str(), opened.file), ("application/pdf", drawing.clone()));
    let items = backend::timeline_read::items(&beta, deal.id).await.unwrap();
    assert_eq!(items[0].files, [drawing]);
    assert_eq!(items.len(), 1);
}

#[tokio::test]
async fn who_does_not_have_it_any_more_does_not_get_the_files() {
    let portal = Portal::open().await;
    let store = Store::open();
    let deal = portal.opportunity().shared_by(&[&portal.alfa, &portal.beta]).create().await;
    let alfa = portal.manager_of(&portal.alfa);
    let drawing = store.put(&alfa, deal.id, "výkres.pdf").await;
    note::write(&alfa, deal.id, with_files(note("x", "all"), &[&drawing])).await.unwrap();

    opportunity::recall(&portal.staff_manager(), deal.id, "Konec.").await.unwrap();

    for company in [&portal.alfa, &portal.beta] {
        assert!(!store.may_open(&portal.manager_of(company), drawing.id).await);
    }
    assert!(store.may_open(&portal.staff_seller(), drawing.id).await);
}

#[tokio::test]
async fn what_is_no_allowed_file_is_refused_and_leaves_nothing() {
    let portal = Portal::open().await;
    let store = Store::open();
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let alfa = portal.manager_of(&portal.alfa);
    let large = [b"%PDF-1.7".to_vec(), vec![0; file::MAX_BYTES]].concat();
    for (name, bytes) in [
        ("a.html", b"<script>alert(1)</script>".to_vec()),
        ("a.pdf", b"<script>alert(1)</script>".to_vec()),
        ("a.exe", b"MZ".to_vec()),
        ("", b"%PDF-1.7".to_vec()),
        ("a.pdf", large),
    ] {
        let upload = Upload { name: name.to_owned(), bytes };
        let error = refused(&portal, file::upload(&alfa, &store.folder, deal.id, upload)).await;
        assert_eq!(fields(&error), ["file"], "{name}");
    }
    let upload = || Upload { name: "a.pdf".to_owned(), bytes: b"%PDF-1.7".to_vec() };
    let beta = portal.manager_of(&portal.beta);
    let error = refused(&portal, file::upload(&beta, &store.folder, deal.id, upload())).await;
    assert!(matches!(error, Error::Denied(Denied::Hidden)), "{error:?}");
    assert!(store.names().is_empty());
}

#[tokio::test]
async fn a_note_takes_only_the_authors_own_loose_files_of_this_opportunity() {
    let portal = Portal::open().await;
    let store = Store::open();
    let deal = portal.opportunity().shared_by(&[&portal.alfa, &portal.beta]).create().await;
    let other = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let (alfa, beta) = (portal.manager_of(&portal.alfa), portal.manager_of(&portal.beta));
    let of_beta = store.put(&beta, deal.id, "beta.pdf").await;
    let elsewhere = store.put(&alfa, other.id, "jinde.pdf").await;
    let used = store.put(&alfa, deal.id, "hotovo.pdf").await;
    note::write(&alfa, deal.id, with_files(note("x", "internal"), &[&used])).await.unwrap();

    for file in [&of_beta, &elsewhere, &used] {
        let form = with_files(note("x", "all"), &[file]);
        let error = refused(&portal, note::write(&alfa, deal.id, form)).await;
        assert_eq!(fields(&error), ["files"], "{}", file.name);
    }
}

#[tokio::test]
async fn changed_content_is_not_given_out() {
    let portal = Portal::open().await;
    let store = Store::open();
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let alfa = portal.manager_of(&portal.alfa);
    let drawing = store.put(&alfa, deal.id, "výkres.pdf").await;
    fs::write(store.path().join(&store.names()[0]), "%PDF-1.7 jiný").unwrap();

    let opened = file::open(&alfa, &store.folder, drawing.id).await;

    assert!(matches!(opened, Err(Error::Inconsistent { table: "attachment", .. })), "{opened:?}");
}

#[tokio::test]
async fn what_nobody_misses_is_removed_after_a_day() {
    let portal = Portal::open().await;
    let store = Store::open();
    let deal = portal.opportunity().accepted_by(&portal.alfa).create().await;
    let alfa = portal.manager_of(&portal.alfa);
    let kept = store.put(&alfa, deal.id, "kept.pdf").await;
    note::write(&alfa, deal.id, with_files(note("x", ""), &[&kept])).await.unwrap();
    let loose = store.put(&alfa, deal.id, "loose.pdf").await;
    orphan(&store.path(), "broken-upload", 25);
    orphan(&store.path(), "upload-in-progress", 1);

    portal.clock.advance(TimeDelta::hours(23));
    assert_eq!(file::clean(&portal.system(), &store.folder).await.unwrap(), 1, "the old orphan");
    portal.clock.advance(TimeDelta::hours(2));
    assert_eq!(file::clean(&portal.system(), &store.folder).await.unwrap(), 1, "the loose file");

    assert_eq!(store.names().len(), 2);
    assert!(store.may_open(&alfa, kept.id).await);
    assert!(!store.may_open(&alfa, loose.id).await);
    for (_, cx) in portal.everybody() {
        refused(&portal, file::clean(&cx, &store.folder)).await;
    }
}

fn orphan(folder: &Path, name: &str, hours_old: u64) {
    let path = folder.join(name);
    fs::write(&path, "half a file").unwrap();
    let age = std::time::Duration::from_hours(hours_old);
    let written = std::time::SystemTime::now() - age;
    fs::File::options().write(true).open(&path).unwrap().set_modified(written).unwrap();
}
