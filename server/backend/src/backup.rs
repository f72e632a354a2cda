//! A copy of what an installation keeps, made while it serves, and put back into an empty folder.
//!
//! A backup is a folder like the data folder. First the database is copied, as of one moment; then the files that it names.
//! A file is written once and never changed, so that later than the database is early enough. The name of the database is
//! given last: a folder without it is no backup, and one that was broken off can be thrown away.
//!
//! PostgreSQL copies itself (`pg_dump`); of an installation on it this keeps the files.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use domain::policy::Actor;
use sea_orm::{ConnectionTrait as _, QuerySelect as _, Statement};
use uuid::Uuid;

use crate::{
    Error,
    db::{self, Db, Options},
    entity::attachment::{Column, Entity},
    file::{Folder, digest},
};

/// What was copied.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Copied {
    /// Whether the database is among it.
    pub database: bool,
    /// How many files.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Names of files that belong to something and are not there, or are not what was uploaded.
    pub damaged: Vec<String>,
}

/// An installation: its database and its data folder.
#[derive(Debug, Clone, Copy)]
pub struct Place<'p> {
    /// Address of the database.
    pub url: &'p str,
    /// The file of an SQLite database; `None` is PostgreSQL.
    pub file: Option<&'p Path>,
    /// Folder with the files.
    pub data: &'p Path,
}

/// The database in a backup.
const DATABASE: &str = "stafeta.sqlite";

/// Copies everything into a folder that is new or empty, and checks the copy.
pub async fn take(from: Place<'_>, into: &Path) -> Result<Copied, Error> {
    fs::create_dir_all(into).map_err(failed("making the folder of the backup"))?;
    let mut there = fs::read_dir(into).map_err(failed("looking into the folder of the backup"))?;
    if there.next().is_some() {
        return Err(Error::Setup(format!(
            "{} is not empty: a backup has a folder of its own",
            into.display()
        )));
    }
    let (source, target) = (Folder::in_data(from.data)?, Folder::in_data(into)?);
    let Some(_) = from.file else {
        return files(&named_at(from.url).await?, &source, &target).await;
    };
    let draft = draft_of(&into.join(DATABASE));
    db::copy(from.url, &draft).await?;
    finish(&draft, &into.join(DATABASE), &source, &target).await
}

/// Puts a backup back where nothing is. On PostgreSQL the database is there again already, and its files are put to it.
pub async fn put_back(from: &Path, into: Place<'_>) -> Result<Copied, Error> {
    let (source, stored) = (from.join("files"), from.join(DATABASE));
    let is_backup = if into.file.is_some() { stored.is_file() } else { source.is_dir() };
    if !is_backup {
        return Err(Error::Setup(format!("{} is no backup, or no whole one", from.display())));
    }
    fs::create_dir_all(into.data).map_err(failed("making the data folder"))?;
    let (source, target) = (Folder::in_data(from)?, Folder::in_data(into.data)?);
    let Some(file) = into.file else {
        return files(&named_at(into.url).await?, &source, &target).await;
    };
    if file.exists() {
        return Err(Error::Setup(format!(
            "there is a database already: {}; a backup is put back into an empty folder",
            file.display()
        )));
    }
    let draft = draft_of(file);
    fs::copy(&stored, &draft).map_err(failed("copying the database"))?;
    finish(&draft, file, &source, &target).await
}

/// Checks the copy of a database, brings the files that it names, and gives it its name.
async fn finish(
    draft: &Path,
    name: &Path,
    source: &Folder,
    target: &Folder,
) -> Result<Copied, Error> {
    let copy = Db::connect(&db::address(draft)?, &Options::default()).await?;
    let checked = check(&copy).await;
    let named = named(&copy).await;
    copy.close().await?;
    checked?;
    let copied = files(&named?, source, target).await?;
    give_name(draft, name).map_err(failed("writing the database"))?;
    Ok(Copied { database: true, ..copied })
}

async fn check(copy: &Db) -> Result<(), Error> {
    let statement = Statement::from_string(copy.backend(), "PRAGMA integrity_check");
    let rows = copy.read().query_all_raw(statement).await?;
    let said: Vec<String> = rows
        .iter()
        .map(|row| row.try_get_by_index(0))
        .collect::<Result<_, _>>()
        .map_err(Error::from)?;
    if said == ["ok"] {
        Ok(())
    } else {
        Err(Error::Setup(format!("the copy of the database is damaged: {}", said.join("; "))))
    }
}

/// A file that the database names.
struct Named {
    key: String,
    sha256: String,
    /// Part of a note, a registration: not an upload that waits for one.
    belongs: bool,
}

async fn named_at(url: &str) -> Result<Vec<Named>, Error> {
    let db = Db::connect(url, &Options::default()).await?;
    let named = named(&db).await;
    db.close().await?;
    named
}

async fn named(db: &Db) -> Result<Vec<Named>, Error> {
    let rows: Vec<(String, String, Option<Uuid>)> = Entity::visible_to(&Actor::System)
        .select_only()
        .columns([Column::StorageKey, Column::Sha256, Column::EntryId])
        .into_tuple()
        .all(db.read())
        .await?;
    let named =
        |(key, sha256, entry): (_, _, Option<_>)| Named { key, sha256, belongs: entry.is_some() };
    Ok(rows.into_iter().map(named).collect())
}

async fn files(named: &[Named], source: &Folder, target: &Folder) -> Result<Copied, Error> {
    let mut copied = Copied::default();
    for Named { key, sha256, belongs } in named {
        let is_whole = |bytes: &Vec<u8>| digest(bytes) == *sha256;
        let Some(content) = source.get(key).await.ok().filter(is_whole) else {
            // An upload that nobody used may have been removed since.
            if *belongs {
                copied.damaged.push(key.clone());
            }
            continue;
        };
        copied.files += 1;
        copied.bytes += u64::try_from(content.len()).unwrap_or(u64::MAX);
        // Of a backup that was put back halfway.
        if !target.get(key).await.is_ok_and(|there| there == content) {
            target.put(key, content).await?;
        }
    }
    Ok(copied)
}

/// Where a database is while it is being copied.
fn draft_of(database: &Path) -> PathBuf {
    database.with_extension("part")
}

/// A power cut leaves the draft or the whole.
fn give_name(draft: &Path, name: &Path) -> io::Result<()> {
    File::open(draft)?.sync_all()?;
    fs::rename(draft, name)?;
    name.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

fn failed(what: &'static str) -> impl FnOnce(io::Error) -> Error {
    move |source| Error::Io { what, source }
}
