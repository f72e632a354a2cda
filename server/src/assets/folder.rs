//! The site folder of a development build.

use std::{fs, io, path::Path};

use super::{Contents, Error};

/// Reads every file below `site`.
pub fn read(site: &Path) -> Result<Contents, Error> {
    let mut contents = Contents::new();
    collect(site, "", &mut contents).map_err(|error| Error::Folder(site.to_owned(), error))?;
    Ok(contents)
}

fn collect(folder: &Path, prefix: &str, contents: &mut Contents) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), contents)?;
        } else {
            contents.insert(name, fs::read(entry.path())?.into());
        }
    }
    Ok(())
}
