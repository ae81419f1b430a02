//! The server: who listens, how many are heard at once, and how long each may take to say what is wanted.

use std::convert::Infallible;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDateTime;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::runtime::Builder;
use tokio::sync::{Semaphore, mpsc};
use tokio_io_timeout::TimeoutStream;

use crate::error::{Error, Result};
use crate::web::auth::access::AllowedHosts;
use crate::web::http::middleware::App;
use crate::web::http::reader_pool::ReaderPool;
use crate::web::routes;

/// Where the page is to be found, if nothing else is asked for: GAIN on the keys of a telephone.
pub const PORT: u16 = 4246;
/// So many connections are held at once; more wait at the door.
const CONNECTIONS: usize = 256;
/// How long a client may take to say what it wants, and may be silent between two wishes.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a client may take no byte of what is sent to it.
const SLOWEST: Duration = Duration::from_secs(20);
/// How long work may take to end when the page is closed.
const ENDING: Duration = Duration::from_secs(5);
/// On so many threads work is done that may wait for a disk.
const THREADS: usize = 8;

/// Tells the local time, and UTC as it is recorded.
pub type Clock = fn() -> (NaiveDateTime, String);

/// What to serve, and to whom.
pub struct Setup {
    /// The book.
    pub book: PathBuf,
    /// The time.
    pub clock: Clock,
    /// The port; any that is free where it is 0, and a usual one where none is given.
    pub port: Option<u16>,
    /// Whom to let in beside this machine; nobody where nothing is given.
    pub listen: Option<Listen>,
}

/// A network that is let in with a password.
pub struct Listen {
    /// The addresses that the name means.
    pub addresses: Vec<SocketAddr>,
    /// The name as it was given.
    pub name: String,
    /// What whoever comes in must know.
    pub password: String,
}

/// A page that listens, and answers when it is run.
pub struct Server {
    listener: TcpListener,
    house: Arc<App>,
    address: String,
    said: mpsc::UnboundedReceiver<ServerEvent>,
    say: mpsc::UnboundedSender<ServerEvent>,
}

/// What happens while the page is served.
pub(in crate::web) enum ServerEvent {
    /// Something for the person at the terminal.
    Said(String),
    /// The end is wanted.
    Stop,
}

impl Server {
    /// Opens the book and begins to listen.
    ///
    /// # Errors
    /// A book that cannot be opened; a port or an address that cannot be listened on.
    pub fn bind(setup: &Setup) -> Result<Self> {
        let books = ReaderPool::open(setup.book.clone())?;
        let listener = match &setup.listen {
            Some(listen) => TcpListener::bind(&*listen.addresses),
            None => bind_here(setup.port),
        };
        let wanted = setup.port.unwrap_or(PORT);
        let listener = listener.map_err(|error| cannot_listen(&error, setup.listen.as_ref(), wanted))?;
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        let (say, said) = mpsc::unbounded_channel();
        let names = match &setup.listen {
            Some(listen) => AllowedHosts::AnyAddress(listen.name.clone()),
            None => AllowedHosts::Loopback,
        };
        let name = match &names {
            AllowedHosts::AnyAddress(name) => name.as_str(),
            AllowedHosts::Loopback => "127.0.0.1",
        };
        let base = format!("http://{name}:{port}/");
        let router = routes::router(books, setup);
        let (house, address) =
            App::new(names, port, setup.listen.as_ref().map(|listen| listen.password.as_str()), base, router, &say)?;
        Ok(Self { listener, house: Arc::new(house), address, said, say })
    }

    /// The address to open, with the key that lets in once where one does.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Answers until the program is asked to end. `tell` tells the person at the terminal what happens.
    ///
    /// # Errors
    /// Those of `tell`; a machine that cannot listen.
    pub fn run(self, tell: &mut dyn FnMut(&str) -> Result<()>) -> Result<()> {
        let runtime = Builder::new_current_thread().enable_all().max_blocking_threads(THREADS).build()?;
        let done = runtime.block_on(self.serve(tell));
        runtime.shutdown_timeout(ENDING);
        done
    }

    async fn serve(mut self, tell: &mut dyn FnMut(&str) -> Result<()>) -> Result<()> {
        let listener = tokio::net::TcpListener::from_std(self.listener)?;
        tokio::spawn(hear(listener, self.house));
        tokio::spawn(asked_to_end(self.say));
        while let Some(ServerEvent::Said(text)) = self.said.recv().await {
            tell(&text)?;
        }
        Ok(())
    }
}

/// Listens on this machine: on the port that was asked for, or on the usual one, or where that is taken on any.
fn bind_here(port: Option<u16>) -> std::io::Result<TcpListener> {
    let on = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    match (port, on(port.unwrap_or(PORT))) {
        (None, Err(error)) if error.kind() == ErrorKind::AddrInUse => on(0),
        (_, bound) => bound,
    }
}

fn cannot_listen(error: &std::io::Error, listen: Option<&Listen>, port: u16) -> Error {
    let place = listen.map_or_else(|| format!("port {port}"), |listen| listen.name.clone());
    match error.kind() {
        ErrorKind::AddrInUse => Error::failure(format!("{place} is taken by another program"))
            .hint("--port 0 takes one that is free, --port N another one"),
        ErrorKind::PermissionDenied => {
            Error::failure(format!("{place} is not for everybody to listen on")).hint("ports from 1024 on are")
        }
        ErrorKind::AddrNotAvailable => Error::usage(format!("{place} is not an address of this machine"))
            .hint("ip address, or ipconfig, shows those that are"),
        _ => Error::failure(format!("nobody can listen on {place} here")).hint("--port 0 takes one that is free"),
    }
}

/// Takes connections, and answers each by itself.
async fn hear(listener: tokio::net::TcpListener, house: Arc<App>) {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&room).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                let house = Arc::clone(&house);
                tokio::spawn(async move {
                    converse(stream, house).await;
                    drop(place);
                });
            }
            // Out of handles, say: whoever is connected ends some time.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

/// Answers what comes over one connection.
async fn converse(stream: TcpStream, house: Arc<App>) {
    let answer = service_fn(move |request| {
        let house = Arc::clone(&house);
        async move { Ok::<_, Infallible>(house.answer(request).await) }
    });
    let mut stream = Box::pin(TimeoutStream::new(stream));
    stream.as_mut().set_write_timeout_pinned(Some(SLOWEST));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .serve_connection(TokioIo::new(stream), answer);
    // Whoever breaks off or speaks something else than HTTP is told nothing more.
    connection.await.unwrap_or_default();
}

/// Waits until the program is asked to end, so that the book is closed in order.
async fn asked_to_end(say: mpsc::UnboundedSender<ServerEvent>) {
    #[cfg(unix)]
    if let Ok(mut end) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        let say = say.clone();
        tokio::spawn(async move {
            end.recv().await;
            say.send(ServerEvent::Stop).unwrap_or_default();
        });
    }
    if tokio::signal::ctrl_c().await.is_ok() {
        say.send(ServerEvent::Stop).unwrap_or_default();
    }
}
