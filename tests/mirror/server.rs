//! A PostgreSQL server for a test: its own, in a temporary folder, reached by a socket.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use postgres::{Client, NoTls};
use tempfile::TempDir;

/// A server that ends with the test.
pub struct PostgresServer {
    folder: TempDir,
    programs: PathBuf,
}

/// The folder of the programs of PostgreSQL, if it is installed.
fn programs() -> Option<PathBuf> {
    let asked = std::env::var_os("GAINSAY_POSTGRES").map(PathBuf::from);
    let mut debian: Vec<_> = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().collect();
    debian.sort_by_key(|version| version.file_name().to_str().and_then(|name| name.parse::<u32>().ok()));
    let found = asked.or_else(|| debian.last().map(|version| version.path().join("bin")));
    found.filter(|folder| folder.join("initdb").exists())
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| String::from_utf8_lossy(&id.stdout).trim() == "0")
}

impl PostgresServer {
    /// Starts a server; none if PostgreSQL is not here.
    pub fn start() -> Option<Self> {
        let programs = programs()?;
        let folder = tempfile::Builder::new().prefix("gainsay-pg").tempdir().unwrap();
        // The server does not run as root.
        if is_root() {
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).unwrap();
        }
        let server = Self { folder, programs };
        server.program("initdb", &["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "-D", &server.data()]);
        let socket = server.folder.path().display().to_string();
        let options = format!("-k {socket} -c listen_addresses='' -c fsync=off");
        let log = server.folder.path().join("log").display().to_string();
        server.program("pg_ctl", &["-D", &server.data(), "-o", &options, "-l", &log, "-w", "start"]);
        server.client("postgres").batch_execute("create database news").unwrap();
        Some(server)
    }

    /// The address of its database.
    pub fn address(&self) -> String {
        let folder = self.folder.path().display().to_string().replace('/', "%2F");
        format!("postgres://postgres@{folder}/news")
    }

    /// A connection to a database, to look into it.
    pub fn client(&self, database: &str) -> Client {
        let folder = self.folder.path().display();
        Client::connect(&format!("host={folder} user=postgres dbname={database}"), NoTls).unwrap()
    }

    /// A connection to the tables of the mirror.
    pub fn tables(&self) -> Client {
        let mut client = self.client("news");
        client.batch_execute("set search_path = gainsay").unwrap();
        client
    }

    fn data(&self) -> String {
        self.folder.path().join("data").display().to_string()
    }

    fn program(&self, name: &str, words: &[&str]) {
        let done = run_as_server(&self.programs.join(name), words);
        assert!(done.status.success(), "{name}: {}", String::from_utf8_lossy(&done.stderr));
    }
}

/// Runs a program as the user of the server, where the test runs as root.
fn run_as_server(program: &Path, words: &[&str]) -> Output {
    if !is_root() {
        return Command::new(program).args(words).output().unwrap();
    }
    let line: Vec<_> = std::iter::once(program.to_str().unwrap()).chain(words.iter().copied()).collect();
    let line = shlex::try_join(line).unwrap();
    Command::new("su").args(["postgres", "-s", "/bin/sh", "-c", &line]).current_dir("/").output().unwrap()
}

impl Drop for PostgresServer {
    fn drop(&mut self) {
        run_as_server(&self.programs.join("pg_ctl"), &["-D", &self.data(), "-m", "immediate", "stop"]);
    }
}
