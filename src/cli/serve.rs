//! `gainsay serve`: the book in a browser.

use std::fs::File;
use std::io::Write as _;
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::{Path, PathBuf};

use clap::Args;
use tempfile::TempDir;

use super::session::{Run, Session};
use crate::actions::read_text;
use crate::error::{Error, Result};
use crate::output::Reply;
use crate::web::{Listen, Setup, bind};

/// Minimum length of a password, in characters.
const MIN_PASSWORD: usize = 12;

/// Open the book in a browser, to read and to write
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay serve --open\n  gainsay serve --port 8080",
    after_help = "The page answers only this machine, and only a browser that opened the printed address. The key in the address logs in one browser, once; then a new address is printed for another browser. Ctrl-C stops the page. Commands can change the book meanwhile.\n\nWith --listen ADDR, other machines can connect with the password from --password-file or $GAINSAY_PASSWORD. The connection is not encrypted: anybody on that network can read what is sent, including the password. Use this only on a network that you trust."
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

    /// A file whose first line is the password for other machines
    #[arg(long, value_name = "FILE", requires = "listen")]
    password_file: Option<PathBuf>,
}

impl Run for Serve {
    fn run(self, session: &Session) -> Result<Reply> {
        let listen = self.listen.as_deref().map(|name| self.listen(name)).transpose()?;
        let network = listen.is_some();
        let (book, made) = session.started()?;
        let setup = Setup { book: book.clone(), clock: session.clock, port: self.port, listen };
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
    fn listen(&self, name: &str) -> Result<Listen> {
        let password = match (&self.password_file, std::env::var("GAINSAY_PASSWORD")) {
            (Some(file), _) => first_line(file)?,
            (None, Ok(password)) if !password.is_empty() => password,
            _ => {
                return Err(Error::usage("other machines can connect only with a password")
                    .hint("--password-file FILE names a file that has it; so does $GAINSAY_PASSWORD"));
            }
        };
        if password.chars().count() < MIN_PASSWORD {
            return Err(Error::usage(format!("the password is shorter than {MIN_PASSWORD} characters"))
                .hint("three or four words that do not belong together make a good one"));
        }
        let (host, port) = (name.trim_matches(['[', ']']), self.port.unwrap_or(crate::web::PORT));
        let addresses: Vec<SocketAddr> = (host, port).to_socket_addrs().map(Iterator::collect).unwrap_or_default();
        if addresses.is_empty() {
            return Err(Error::usage(format!("{name} is not an address of this machine"))
                .hint("ip address, or ipconfig, shows those that are; the port is given with --port"));
        }
        Ok(Listen { addresses, name: name.to_string(), password })
    }
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
