//! `gainsay serve`: the book in a browser.

use std::fs::File;
use std::io::Write as _;
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::{Path, PathBuf};

use clap::Args;
use tempfile::TempDir;

use super::session::{Run, Session};
use crate::actions::{checked_password, read_text};
use crate::error::{Error, Result};
use crate::output::Reply;
use crate::store::Store;
use crate::web::{Listen, Setup, bind, forget_sessions};

/// Open the book in a browser, to read and to write
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay serve --open\n  gainsay serve --port 8080",
    after_help = "The page answers only this machine, and only a browser that opened the printed address. The key in the address logs in one browser, once; then a new address is printed for another browser. Ctrl-C stops the page. Commands can change the book meanwhile.\n\nA browser stays logged in for 30 days, also when the page is started again: the file claims.db.sessions beside the book says which browsers are. --forget ends that for all of them.\n\nIn a book with members the page asks once who you are. With --listen ADDR, other machines can connect: each member with name and password, as gainsay member password sets it; in a book without members, everybody with the password from --password-file or $GAINSAY_PASSWORD. The connection is not encrypted: anybody on that network can read what is sent, including the password. Use this only on a network that you trust."
)]
pub struct Serve {
    /// The port; 0 for any free one [default: 4246, or any free one if 4246 is in use]
    #[arg(long, value_name = "N")]
    port: Option<u16>,

    /// Open the page in the browser
    #[arg(long)]
    open: bool,

    /// Also answer other machines, at this address of this machine, such as 192.168.1.5
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,

    /// Log out every browser that was logged in before, and serve nothing
    #[arg(long, conflicts_with_all = ["port", "open", "listen"])]
    forget: bool,

    /// A file whose first line is the password for other machines, in a book without members
    #[arg(long, value_name = "FILE", requires = "listen")]
    password_file: Option<PathBuf>,
}

impl Run for Serve {
    fn run(self, session: &Session) -> Result<Reply> {
        if self.forget {
            return forget(session);
        }
        let listen = self.listen.as_deref().map(|name| self.listen(name, session)).transpose()?;
        let network = listen.is_some();
        let (book, made) = session.started()?;
        let owner = session.member().map(|(name, _)| name);
        let setup = Setup { book: book.clone(), clock: session.clock, port: self.port, owner, listen };
        let server = bind(&setup)?;
        let mut before = Vec::new();
        if made {
            before.push(format!("started a new book: {}", book.display()));
        }
        if let Some(file) = self.password_file.as_deref().filter(|file| is_readable_by_others(file)) {
            before.push(format!("warning: others can read the password in {}: chmod 600 it", file.display()));
        }
        if network {
            before.push("warning: anybody on that network can read what is sent; see gainsay serve --help".to_string());
        }
        let mut page = None;
        if self.open {
            page = open_in_browser(server.address()).ok();
            if page.is_none() {
                before.push("note: no browser could be opened; open the address yourself".to_string());
            }
        }
        let answer = Reply::from_writer(move |out| {
            writeln!(out, "the book is open at {}", server.address())?;
            for address in server.other_addresses() {
                writeln!(out, "and at {address}")?;
            }
            out.flush()?;
            server.run(&mut |line| {
                // The first line says that the key was used.
                page.take();
                writeln!(out, "{line}")?;
                Ok(out.flush()?)
            })?;
            Ok(1)
        });
        Ok(answer.notes_before(before))
    }
}

impl Serve {
    /// Returns the addresses and the password for other machines.
    fn listen(&self, name: &str, session: &Session) -> Result<Listen> {
        let password = self.password(session)?;
        let (host, port) = (name.trim_matches(['[', ']']), self.port.unwrap_or(crate::web::PORT));
        let addresses: Vec<SocketAddr> = (host, port).to_socket_addrs().map(Iterator::collect).unwrap_or_default();
        if addresses.is_empty() {
            return Err(Error::usage(format!("{name} is not an address of this machine"))
                .hint("ip address, or ipconfig, shows those that are; the port is given with --port"));
        }
        Ok(Listen { addresses, name: name.to_string(), password })
    }
}

impl Serve {
    /// Returns the one password for other machines; none where the members of the desk have their own.
    fn password(&self, session: &Session) -> Result<Option<String>> {
        let path = session.path()?;
        let members = if Store::is_free(&path) { Vec::new() } else { session.open()?.members()? };
        if members.is_empty() {
            let password = match (&self.password_file, std::env::var("GAINSAY_PASSWORD")) {
                (Some(file), _) => first_line(file)?,
                (None, Ok(password)) if !password.is_empty() => password,
                _ => {
                    return Err(Error::usage("other machines can connect only with a password")
                        .hint("--password-file FILE names a file that has it; so does $GAINSAY_PASSWORD"));
                }
            };
            return Ok(Some(checked_password(&password)?.to_string()));
        }
        if self.password_file.is_some() {
            return Err(Error::usage("the members of this book sign in with their own passwords")
                .hint("leave out --password-file; gainsay member password NAME sets one"));
        }
        if members.iter().any(|member| member.has_password) {
            return Ok(None);
        }
        Err(Error::usage("no member of this book has a password yet, so nobody could sign in")
            .hint("gainsay member password NAME makes one"))
    }
}

/// Ends the sessions of all browsers.
fn forget(session: &Session) -> Result<Reply> {
    let count = forget_sessions(&session.path()?)?;
    let told = match count {
        0 => "no browser was logged in".to_string(),
        1 => "1 browser is logged out".to_string(),
        more => format!("{more} browsers are logged out"),
    };
    Ok(Reply::text("").replace_body(told, serde_json::json!({ "logged_out": count })))
}

/// Whether other users of this machine can read a file.
fn is_readable_by_others(file: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::metadata(file).is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o077 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        false
    }
}

/// Opens an address in the browser by a file that redirects to it. The address has a key, and everybody on this machine can
/// read the command line of a browser. The file is removed with the returned value.
fn open_in_browser(address: &str) -> Result<TempDir> {
    let mut folder = tempfile::Builder::new();
    folder.prefix("gainsay-open-");
    #[cfg(unix)]
    folder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    let folder = folder.tempdir()?;
    let path = folder.path().join("open.html");
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let page = format!(
        "<!doctype html><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\"><title>gainsay</title>\n\
         <meta http-equiv=\"refresh\" content=\"0; url={address}\">\n<p><a href=\"{address}\">Open the book</a></p>\n"
    );
    options.open(&path)?.write_all(page.as_bytes())?;
    open::that_detached(&path)?;
    Ok(folder)
}

fn first_line(file: &Path) -> Result<String> {
    Ok(read_text(file)?.lines().next().unwrap_or_default().to_string())
}
