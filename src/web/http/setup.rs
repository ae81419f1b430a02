//! What the page is started with.

use std::net::SocketAddr;
use std::path::PathBuf;

use chrono::NaiveDateTime;

/// The port of the page where no other is given: the digits that spell GAIN on a telephone.
pub const PORT: u16 = 4246;

/// Returns the local time, and UTC as the book records it.
pub type Clock = fn() -> (NaiveDateTime, String);

/// What to serve, and to whom.
pub struct Setup {
    /// The file of the book.
    pub book: PathBuf,
    /// The clock.
    pub clock: Clock,
    /// The port; 0 means any free one. Without a port it is [`PORT`], or any free one if that is in use.
    pub port: Option<u16>,
    /// The name of who serves the book, under which the history records what is done at this machine.
    pub owner: Option<String>,
    /// The network that may connect; without one, only this machine may.
    pub listen: Option<Listen>,
}

/// A network that may connect with a password.
pub struct Listen {
    /// The addresses to listen on.
    pub addresses: Vec<SocketAddr>,
    /// The host name as it was given.
    pub name: String,
    /// The one password; none where the members of the desk have their own.
    pub password: Option<String>,
}
