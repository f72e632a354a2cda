//! Builds and restarts on change.

use std::{
    path::Path,
    process::Child,
    sync::mpsc::{self, Receiver},
    time::Duration,
};

use anyhow::{Context as _, Result};
use notify::{Event, EventKind, RecursiveMode, Watcher as _};

use super::Arguments;
use crate::{build, tree::Tree};

/// What is watched: sources of the application, not of this program.
const SOURCES: [&str; 7] =
    ["app", "server", "frontend", "migration", "style", "Cargo.toml", "Cargo.lock"];

/// Editors write a file in several steps, and people save several files at once.
const QUIET: Duration = Duration::from_millis(150);

/// Serves, and does so again with the new build after each change. A build that fails leaves the last
/// good server running.
pub fn run(tree: &Tree, arguments: &Arguments) -> Result<()> {
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(sender)?;
    for source in SOURCES {
        watcher
            .watch(&tree.root.join(source), RecursiveMode::Recursive)
            .with_context(|| format!("cannot watch {source}"))?;
    }

    let mut server: Option<Child> = None;
    loop {
        match build::everything(tree, arguments.profile()) {
            Ok(_) => {
                if let Some(mut old) = server.take() {
                    old.kill()?;
                    old.wait()?;
                }
                server = Some(arguments.server(tree).spawn()?);
            }
            Err(error) => eprintln!("xtask: {error:#}"),
        }
        wait_for_change(&changes)?;
    }
}

/// Returns when something changed and then nothing more did for a moment.
fn wait_for_change(changes: &Receiver<notify::Result<Event>>) -> Result<()> {
    while !is_edit(&changes.recv()??) {}
    while changes.recv_timeout(QUIET).is_ok() {}
    Ok(())
}

fn is_edit(event: &Event) -> bool {
    !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(|path| is_source(path))
}

/// Not the temporary files of editors.
fn is_source(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with('.') && !name.ends_with('~')
}
