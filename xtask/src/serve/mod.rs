//! `serve`: builds everything and runs the server, once or again after every change.

mod watch;

use std::{path::PathBuf, process::Command};

use anyhow::Result;

use crate::{
    build,
    tree::{Profile, Tree},
};

/// How to serve.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Load demo data, and let its people sign in.
    #[arg(long)]
    demo: bool,
    /// Optimise first; takes minutes.
    #[arg(long)]
    release: bool,
    /// Build and start again whenever a source file changes.
    #[arg(long)]
    watch: bool,
    /// Address and port to listen on.
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,
    /// Folder for the database and the files.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// More arguments for `stafeta serve`.
    #[arg(last = true)]
    rest: Vec<String>,
}

impl Arguments {
    fn profile(&self) -> Profile {
        if self.release { Profile::Release } else { Profile::Dev }
    }

    /// The server with its arguments.
    fn server(&self, tree: &Tree) -> Command {
        let mut server = Command::new(tree.server(self.profile()));
        server.arg("serve");
        if !self.release {
            server.env("STAFETA_SITE", tree.site(Profile::Dev));
        }
        if self.demo {
            server.arg("--demo");
        }
        if let Some(listen) = &self.listen {
            server.arg("--listen").arg(listen);
        }
        if let Some(data) = &self.data {
            server.arg("--data").arg(data);
        }
        server.args(&self.rest);
        server
    }
}

/// Builds and serves until it is stopped.
pub fn run(tree: &Tree, arguments: &Arguments) -> Result<()> {
    if arguments.watch {
        return watch::run(tree, arguments);
    }
    build::everything(tree, arguments.profile())?;
    become_server(&mut arguments.server(tree))
}

/// Replaces this process, so that signals reach the server and nobody stands in between.
#[cfg(unix)]
fn become_server(server: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    Err(server.exec().into())
}

#[cfg(not(unix))]
fn become_server(server: &mut Command) -> Result<()> {
    crate::process::run(server)
}
