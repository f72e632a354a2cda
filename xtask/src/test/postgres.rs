//! A PostgreSQL of our own for one test run: own folder, own port, gone afterwards.

use std::{
    env, fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{self as system, Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};

use super::install;
use crate::process;

/// How long a new server may take until it answers.
const PATIENCE: Duration = Duration::from_mins(1);

/// Runs the server until standard input ends, which it does when we end, however we do; then the
/// folder goes too. The first argument is the folder, the rest is the server's command line.
const KEEPER: &str = r#"
trap : INT
folder=$1; shift
"$@" &
read -r _
kill -QUIT $!
wait
rm -rf "$folder"
"#;

/// A running server. It stops when this is dropped.
pub struct Postgres {
    url: String,
    keeper: Child,
}

impl Postgres {
    /// Starts one from the programs that are installed.
    pub fn start() -> Result<Self> {
        let programs = programs()?;
        let folder = quickest_folder().join(format!("stafeta-postgres-{}", system::id()));
        fs::create_dir_all(&folder)?;
        if process::is_root() {
            // PostgreSQL refuses to run as root; the package made this user for it.
            process::run(Command::new("chown").arg("postgres").arg(&folder))?;
        }

        let data = folder.join("data");
        let mut initdb = as_its_user(&programs.join("initdb"));
        initdb.arg("--pgdata").arg(&data).args(["--username", "stafeta", "--auth", "trust"]);
        initdb.args(["--encoding", "UTF8", "--locale", "C", "--no-sync", "--no-instructions"]);
        process::run(initdb.stdout(Stdio::null()))?;

        let port = free_port()?.to_string();
        let mut keeper = as_its_user(Path::new("sh"));
        keeper.args(["-c", KEEPER, "sh"]).arg(&folder);
        keeper.arg(programs.join("postgres")).arg("-D").arg(&data);
        keeper.args(["-p", &port, "-c", "listen_addresses=127.0.0.1"]);
        keeper.args(["-c", "unix_socket_directories=", "-c", "max_connections=400"]);
        // Nothing here outlives the run, so nothing needs to survive a crash.
        keeper.args(["-c", "fsync=off", "-c", "full_page_writes=off"]);
        keeper.args(["-c", "synchronous_commit=off", "-c", "log_min_messages=panic"]);
        let log = fs::File::create(folder.join("log"))?;
        let keeper = keeper.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(log).spawn()?;

        let url = format!("postgres://stafeta@127.0.0.1:{port}/postgres");
        let started = Self { url, keeper };
        wait_until_ready(&programs, &port)
            .with_context(|| fs::read_to_string(folder.join("log")).unwrap_or_default())?;
        Ok(started)
    }

    /// Where it answers. The user may create databases.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // Nobody is left to tell if it fails, and the folder is a temporary one anyway.
        let _ = self.keeper.wait();
    }
}

/// Each test copies a database, which takes a tenth of the time in memory. Some containers give hardly
/// any of it, so it is asked for room first.
fn quickest_folder() -> PathBuf {
    const KIB_NEEDED: u64 = 1024 * 1024;
    let memory = Path::new("/dev/shm");
    let free =
        memory.is_dir().then(|| process::output(Command::new("df").args(["-Pk"]).arg(memory)));
    let free = free.and_then(Result::ok).and_then(|table| free_kib(&table));
    if free.is_some_and(|free| free >= KIB_NEEDED) { memory.to_owned() } else { env::temp_dir() }
}

/// The fourth column of the second line, as POSIX has it.
fn free_kib(table: &str) -> Option<u64> {
    table.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}

fn wait_until_ready(programs: &Path, port: &str) -> Result<()> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        let mut ready = Command::new(programs.join("pg_isready"));
        ready.args(["--quiet", "--host", "127.0.0.1", "--port", port]);
        if ready.status()?.success() {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(50));
    }
    bail!("PostgreSQL does not answer on port {port}")
}

/// A program as a user that PostgreSQL agrees to run as, in a folder that this user may enter.
fn as_its_user(program: &Path) -> Command {
    let mut command = if process::is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.current_dir(env::temp_dir());
    command
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// The folder of the newest installed PostgreSQL; as root on Debian it is installed if there is none.
fn programs() -> Result<PathBuf> {
    if let Some(folder) = installed() {
        return Ok(folder);
    }
    if install::with_apt("postgresql")?
        && let Some(folder) = installed()
    {
        return Ok(folder);
    }
    bail!(
        "PostgreSQL is not installed. Debian, Ubuntu: `sudo apt-get install postgresql`; \
         macOS: `brew install postgresql@17`. Or name a server where databases may be created: \
         STAFETA_TEST_DATABASE_URL=postgres://…"
    )
}

fn installed() -> Option<PathBuf> {
    const PARENTS: [(&str, &str); 4] = [
        ("/usr/lib/postgresql", "bin"),
        ("/opt/homebrew/opt", "bin"),
        ("/usr/local/opt", "bin"),
        ("/Applications/Postgres.app/Contents/Versions", "bin"),
    ];
    let in_path = process::find(&["initdb"]).and_then(|found| fs::canonicalize(found).ok());
    let in_path = in_path.and_then(|found| Some(found.parent()?.to_owned()));
    in_path.into_iter().chain(PARENTS.iter().flat_map(|(parent, bin)| versions(parent, bin))).find(
        |folder| ["initdb", "postgres", "pg_isready"].iter().all(|name| folder.join(name).exists()),
    )
}

/// Folders of versions below `parent`, the newest first.
fn versions(parent: &str, bin: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    let mut folders: Vec<_> = entries.map(|entry| entry.path().join(bin)).collect();
    folders.sort();
    folders.reverse();
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_memory_is_read_from_the_table_of_df() {
        let table = "Filesystem 1024-blocks Used Available Capacity Mounted on\n\
                     tmpfs 65536 4 65532 1% /dev/shm\n";
        assert_eq!(free_kib(table), Some(65532));
        assert_eq!(free_kib("Filesystem 1024-blocks\n"), None);
    }
}
