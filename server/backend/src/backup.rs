//! A copy of what an installation keeps, made while it serves, and put back into an empty folder.
//!
//! A backup is a folder like the data folder. First the database is copied, as of one moment; then the files that it names.
//! A file is written once and never changed, so that later than the database is early enough. The name of the database is
//! given last: a folder without it is no backup, and one that was broken off can be thrown away.
//!
//! PostgreSQL copies itself (`pg_dump`); of an installation on it this keeps the files. A file that was uploaded to be imported
//! and waits for that is no part of it: it is uploaded again.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use domain::policy::Actor;
use sea_orm::{ConnectionTrait as _, QuerySelect as _, Statement};
use tempfile::TempDir;
use uuid::Uuid;

use crate::{
    Error,
    db::{self, Db, Options},
    entity::attachment::{Column, Entity},
    file::{Folder, digest, failed},
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
/// Says of a backup without a database that it is whole.
const WHOLE: &str = "files-are-whole";
/// What SQLite keeps beside a database. It would take what stands in them for a part of another one of that name.
const BESIDE: [&str; 4] = ["", "-wal", "-shm", "-journal"];

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
    if from.file.is_none() {
        let copied = files(&named_at(from.url).await?, &source, &target).await?;
        fs::write(into.join(WHOLE), "").map_err(failed("ending the backup"))?;
        return Ok(copied);
    }
    let name = into.join(DATABASE);
    let draft = Draft::beside(&name)?;
    db::copy(from.url, &draft.file).await?;
    finish(draft, &name, &source, &target).await
}

/// Puts a backup back where nothing is. On PostgreSQL the database is there again already, and its files are put to it.
pub async fn put_back(from: &Path, into: Place<'_>) -> Result<Copied, Error> {
    let stored = from.join(if into.file.is_some() { DATABASE } else { WHOLE });
    if !stored.is_file() {
        return Err(Error::Setup(format!("{} is no backup, or no whole one", from.display())));
    }
    fs::create_dir_all(into.data).map_err(failed("making the data folder"))?;
    let (source, target) = (Folder::in_data(from)?, Folder::in_data(into.data)?);
    let Some(file) = into.file else {
        return files(&named_at(into.url).await?, &source, &target).await;
    };
    for ending in BESIDE {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        if Path::new(&name).try_exists().map_err(failed("looking for a database"))? {
            return Err(Error::Setup(format!(
                "there is a database already: {}; a backup is put back into an empty folder",
                Path::new(&name).display()
            )));
        }
    }
    let draft = Draft::beside(file)?;
    fs::copy(&stored, &draft.file).map_err(failed("copying the database"))?;
    finish(draft, file, &source, &target).await
}

/// A database while it is being copied, in a folder of its own on the same disk, which goes away with this value.
struct Draft {
    file: PathBuf,
    _folder: TempDir,
}

impl Draft {
    fn beside(name: &Path) -> Result<Self, Error> {
        let folder = tempfile::Builder::new().prefix(".copy-").tempdir_in(folder_of(name));
        let folder = folder.map_err(failed("making a folder for the copy"))?;
        Ok(Self { file: folder.path().join(DATABASE), _folder: folder })
    }

    /// A power cut leaves the whole or nothing, and what has come to be there meanwhile is not replaced.
    fn give_name(self, name: &Path) -> io::Result<()> {
        File::open(&self.file)?.sync_all()?;
        fs::hard_link(&self.file, name)?;
        File::open(folder_of(name))?.sync_all()
    }
}

fn folder_of(name: &Path) -> &Path {
    name.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Checks the copy of a database, brings the files that it names, and gives it its name.
async fn finish(
    draft: Draft,
    name: &Path,
    source: &Folder,
    target: &Folder,
) -> Result<Copied, Error> {
    let copy = Db::connect(&db::address(&draft.file)?, &Options::default()).await?;
    let checked = check(&copy).await;
    let named = named(&copy).await;
    copy.close().await?;
    checked?;
    let copied = files(&named?, source, target).await?;
    draft.give_name(name).map_err(failed("writing the database"))?;
    Ok(Copied { database: true, ..copied })
}

async fn check(copy: &Db) -> Result<(), Error> {
    let statement = Statement::from_string(copy.backend(), "PRAGMA integrity_check");
    let rows = copy.read().query_all_raw(statement).await?;
    let said = rows.iter().map(|row| row.try_get_by_index(0));
    let said = said.collect::<Result<Vec<String>, _>>()?;
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
        let Some(content) = source.find(key).await?.filter(is_whole) else {
            // An upload that nobody used may have been removed since.
            if *belongs {
                copied.damaged.push(key.clone());
            }
            continue;
        };
        copied.files += 1;
        copied.bytes += u64::try_from(content.len()).unwrap_or(u64::MAX);
        match target.find(key).await? {
            None => target.put(key, content).await?,
            // Of a backup that was put back halfway.
            Some(there) if there == content => {}
            Some(_) => {
                return Err(Error::Setup(format!("there is another file already: files/{key}")));
            }
        }
    }
    Ok(copied)
}
