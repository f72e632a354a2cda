//! The folder with the content of files. A name in it is 256 random bits: it cannot be guessed and says nothing.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use tempfile::NamedTempFile;

use crate::Error;

/// Where files are kept. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Folder {
    path: Arc<Path>,
}

impl Folder {
    /// The folder `files` in the data folder; made if it is not there.
    pub fn in_data(data: &Path) -> Result<Self, Error> {
        let path = data.join("files");
        fs::create_dir_all(&path).map_err(failed("making the folder of files"))?;
        Ok(Self { path: path.into() })
    }

    /// Writes a new file so that it is there whole or not at all, also after a power cut.
    pub(crate) async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<(), Error> {
        let (folder, target) = (Arc::clone(&self.path), self.of(key)?);
        on_disk("writing a file", move || {
            let mut draft = NamedTempFile::new_in(&folder)?;
            draft.write_all(&bytes)?;
            draft.as_file().sync_all()?;
            draft.persist_noclobber(target)?;
            File::open(&folder)?.sync_all()
        })
        .await
    }

    /// Reads a whole file.
    pub(crate) async fn get(&self, key: &str) -> Result<Vec<u8>, Error> {
        let path = self.of(key)?;
        on_disk("reading a file", move || fs::read(path)).await
    }

    /// The same, and `None` where there is no such file.
    pub(crate) async fn find(&self, key: &str) -> Result<Option<Vec<u8>>, Error> {
        match self.get(key).await {
            Ok(bytes) => Ok(Some(bytes)),
            Err(Error::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Deletes a file; one that is not there is deleted already.
    pub(crate) async fn remove(&self, key: &str) -> Result<(), Error> {
        let path = self.of(key)?;
        on_disk("deleting a file", move || match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        })
        .await
    }

    /// Names of files, drafts of broken uploads included, that nobody has written to for so long.
    pub(super) async fn older_than(&self, age: Duration) -> Result<Vec<String>, Error> {
        let folder = Arc::clone(&self.path);
        on_disk("listing files", move || {
            let mut names = Vec::new();
            for entry in fs::read_dir(folder)? {
                let entry = entry?;
                let written = entry.metadata()?.modified()?;
                let is_old = SystemTime::now().duration_since(written).is_ok_and(|a| a >= age);
                if let (true, Ok(name)) = (is_old, entry.file_name().into_string()) {
                    names.push(name);
                }
            }
            Ok(names)
        })
        .await
    }

    /// Where a file is. A name with a path in it never gets here from outside; should it do so, it stops here.
    fn of(&self, key: &str) -> Result<PathBuf, Error> {
        if key.is_empty() || key.starts_with("..") || key.contains(['/', '\\', '\0']) {
            return Err(failed("naming a file")(io::ErrorKind::InvalidInput.into()));
        }
        Ok(self.path.join(key))
    }
}

/// What an operation on files failed at, as an error of ours.
pub(crate) fn failed(what: &'static str) -> impl FnOnce(io::Error) -> Error {
    move |source| Error::Io { what, source }
}

/// Off the threads that answer requests.
async fn on_disk<T: Send + 'static>(
    what: &'static str,
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, Error> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|panic| Err(io::Error::other(panic))).map_err(failed(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_put_is_got_once_and_never_overwritten() {
        let data = tempfile::tempdir().unwrap();
        let folder = Folder::in_data(data.path()).unwrap();

        folder.put("abc", b"first".to_vec()).await.unwrap();

        assert!(folder.put("abc", b"second".to_vec()).await.is_err());
        assert_eq!(folder.get("abc").await.unwrap(), b"first");
        assert_eq!(folder.older_than(Duration::ZERO).await.unwrap(), ["abc"]);
        folder.remove("abc").await.unwrap();
        folder.remove("abc").await.unwrap();
        assert!(folder.get("abc").await.is_err());
        assert!(folder.older_than(Duration::ZERO).await.unwrap().is_empty());
    }

    #[tokio::test]
    async fn a_name_stays_in_the_folder() {
        let data = tempfile::tempdir().unwrap();
        let folder = Folder::in_data(data.path()).unwrap();
        fs::write(data.path().join("secret"), "x").unwrap();

        for key in ["../secret", "", "..", "a/b", "a\\b"] {
            assert!(folder.get(key).await.is_err(), "{key}");
        }
    }
}
