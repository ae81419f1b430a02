//! `gainsay serve`: the book in a browser.

use std::net::{SocketAddr, ToSocketAddrs};
use std::path::{Path, PathBuf};

use clap::Args;

use super::session::Session;
use crate::actions::read_text;
use crate::error::{Error, Result};
use crate::output::Reply;
use crate::web::{Listen, Setup, bind};

/// Minimum length of a password, in characters.
const SHORTEST: usize = 12;

/// The book in a browser on this machine, to read and to write
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay serve --open\n  gainsay serve --port 8080",
    after_help = "Only this machine is answered, and only a browser that was opened with the address that is printed: its key lets one browser in, once, and for the next one another is printed. Ctrl-C ends it. Commands may change the book meanwhile.\n\nWith --listen ADDR others are answered too, who must know the password of --password-file or $GAINSAY_PASSWORD. What they and the page say to each other is not encrypted: whoever listens on that network reads along, the password too. Do this only on a network that you trust."
)]
pub struct Serve {
    /// The port; 0 for any that is free [default: 4246, or any that is free where that is taken]
    #[arg(long, value_name = "N")]
    port: Option<u16>,

    /// Open it in the browser
    #[arg(long)]
    open: bool,

    /// Answer others than this machine too, at this address of it, as in 192.168.1.5
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,

    /// The file whose first line is the password that others must know
    #[arg(long, value_name = "FILE", requires = "listen")]
    password_file: Option<PathBuf>,
}

impl Serve {
    pub(super) fn run(self, session: &Session) -> Result<Reply> {
        let listen = self.listen.as_deref().map(|name| self.listen(name)).transpose()?;
        let network = listen.is_some();
        let (book, made) = session.started()?;
        let setup = Setup { book: book.clone(), clock: session.clock, port: self.port, listen };
        let server = bind(&setup)?;
        let mut before = Vec::new();
        if made {
            before.push(format!("started a new book: {}", book.display()));
        }
        if network {
            before.push("warning: whoever is on that network can read along; see gainsay serve --help".to_string());
        }
        if self.open && open::that_detached(server.address()).is_err() {
            before.push("note: no browser could be opened; open the address yourself".to_string());
        }
        let answer = Reply::from_writer(move |out| {
            writeln!(out, "the book is open at {}", server.address())?;
            out.flush()?;
            server.run(&mut |said| {
                writeln!(out, "{said}")?;
                Ok(out.flush()?)
            })?;
            Ok(1)
        });
        Ok(answer.notes_before(before))
    }

    /// Who is let in beside this machine, and with which password.
    fn listen(&self, name: &str) -> Result<Listen> {
        let password = match (&self.password_file, std::env::var("GAINSAY_PASSWORD")) {
            (Some(file), _) => first_line(file)?,
            (None, Ok(password)) if !password.is_empty() => password,
            _ => {
                return Err(Error::usage("others are let in only with a password")
                    .hint("--password-file FILE names a file that has it; so does $GAINSAY_PASSWORD"));
            }
        };
        if password.chars().count() < SHORTEST {
            return Err(Error::usage(format!("the password is shorter than {SHORTEST} characters"))
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

fn first_line(file: &Path) -> Result<String> {
    Ok(read_text(file)?.lines().next().unwrap_or_default().to_string())
}
