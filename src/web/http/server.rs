//! The server: it accepts connections, limits how many there are, and closes slow ones.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpListener, UdpSocket};
use std::sync::Arc;
use std::time::Duration;

use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::runtime::Builder;
#[cfg(unix)]
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{Semaphore, mpsc};
use tokio_io_timeout::TimeoutStream;

use super::event::ServerEvent;
use super::middleware::{App, AppParts};
use super::reader_pool::{MAX_THREADS, ReaderPool};
use super::setup::{Listen, PORT, Setup};
use crate::error::{Error, Result};
use crate::output::is_hangup_ignored;
use crate::web::auth::access::AllowedHosts;
use crate::web::auth::client::{Client, ConnectionCounts};
use crate::web::auth::identity::Entrance;
use crate::web::auth::sessions::Sessions;

/// Maximum number of connections; more wait to be accepted.
const MAX_CONNECTIONS: usize = 256;
/// Maximum time until the headers of a request have arrived, from its first byte or from the end of the one before.
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);
/// Maximum time in which a client receives no byte of a response.
const WRITE_TIMEOUT: Duration = Duration::from_secs(20);
/// Maximum time that work may take to end after the signal to stop.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(5);
/// Pause after a connection could not be accepted.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);
/// Number of threads for work that may wait for a disk: with the book, and with files that are received or sent.
const BLOCKING_THREADS: usize = MAX_THREADS + 8;

/// A server that listens, and answers while it runs.
pub struct Server {
    listener: TcpListener,
    router: Router,
    pool: Arc<ReaderPool>,
    address: String,
    other_addresses: Vec<String>,
    events: mpsc::UnboundedReceiver<ServerEvent>,
    sender: mpsc::UnboundedSender<ServerEvent>,
}

impl Server {
    /// Listens, without accepting connections yet.
    ///
    /// # Errors
    /// The port or an address cannot be listened on; the machine has no source of random numbers.
    pub(crate) fn bind(setup: &Setup, routes: Router, pool: Arc<ReaderPool>) -> Result<Self> {
        let listener = match &setup.listen {
            Some(listen) => TcpListener::bind(&*listen.addresses),
            None => bind_loopback(setup.port),
        };
        let port = setup.port.unwrap_or(PORT);
        let listener = listener.map_err(|error| cannot_listen(&error, setup.listen.as_ref(), port))?;
        listener.set_nonblocking(true)?;
        let (sessions, port) = (Sessions::of(&setup.book), listener.local_addr()?.port());
        let (hosts, entrance, names) = if let Some(listen) = &setup.listen {
            let hash = listen.password.as_ref().map(|password| sessions.page_password(password)).transpose()?;
            let hosts = AllowedHosts::AnyAddress(listen.name.clone());
            (hosts, Entrance::Password { hash }, own_names(listen))
        } else {
            let entrance = Entrance::Key { owner: setup.owner.clone() };
            (AllowedHosts::Loopback, entrance, vec!["127.0.0.1".to_string()])
        };
        let mut bases = names.into_iter().map(|name| format!("http://{name}:{port}/"));
        let (base, clock) = (bases.next().unwrap_or_default(), setup.clock);
        let (sender, events) = mpsc::unbounded_channel();
        let parts = AppParts { hosts, port, base, sessions, entrance, pool: Arc::clone(&pool), clock };
        let (app, address) = App::new(parts, sender.clone())?;
        let other_addresses = bases.collect();
        Ok(Self { listener, router: app.protect(routes), pool, address, other_addresses, events, sender })
    }

    /// Returns the address to open, with the key that logs in where there is no password.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Returns the other addresses at which it can be opened.
    pub fn other_addresses(&self) -> &[String] {
        &self.other_addresses
    }

    /// Answers until the program receives a signal to stop. `print` receives the lines for the terminal.
    ///
    /// # Errors
    /// Errors of `print`, or if the machine cannot listen.
    pub fn run(self, print: &mut dyn FnMut(&str) -> Result<()>) -> Result<()> {
        let runtime = Builder::new_current_thread().enable_all().max_blocking_threads(BLOCKING_THREADS).build()?;
        let done = runtime.block_on(self.serve(print));
        runtime.shutdown_timeout(SHUTDOWN_TIMEOUT);
        done
    }

    async fn serve(mut self, print: &mut dyn FnMut(&str) -> Result<()>) -> Result<()> {
        let listener = tokio::net::TcpListener::from_std(self.listener)?;
        tokio::spawn(accept(listener, self.router));
        tokio::spawn(self.pool.checkpoint_when_idle());
        tokio::spawn(wait_for_stop(self.sender));
        while let Some(ServerEvent::Text(line)) = self.events.recv().await {
            print(&line)?;
        }
        Ok(())
    }
}

/// Listens on this machine only: on the given port, or on the default port, or on any free one if that is in use.
fn bind_loopback(port: Option<u16>) -> std::io::Result<TcpListener> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    match (port, bind(port.unwrap_or(PORT))) {
        (None, Err(error)) if error.kind() == ErrorKind::AddrInUse => bind(0),
        (_, bound) => bound,
    }
}

/// Returns the names by which a server that listens on an address is reached, as an address of a page has them. One that listens on
/// all addresses is reached by those of the machine.
fn own_names(listen: &Listen) -> Vec<String> {
    let written = |address: IpAddr| match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("[{address}]"),
    };
    let bare = listen.name.trim_matches(['[', ']']);
    let Ok(address) = bare.parse::<IpAddr>() else { return vec![listen.name.clone()] };
    if !address.is_unspecified() {
        return vec![written(address)];
    }
    let loopback = if address.is_ipv6() { IpAddr::V6(Ipv6Addr::LOCALHOST) } else { IpAddr::V4(Ipv4Addr::LOCALHOST) };
    // The address from which a packet would go to an address of the documentation (RFC 5737, RFC 3849). None is sent.
    let own = |from: &str, to: &str| {
        let socket = UdpSocket::bind((from, 0)).ok()?;
        socket.connect((to, 9)).ok()?;
        Some(socket.local_addr().ok()?.ip())
    };
    let network = [own("0.0.0.0", "192.0.2.1"), own("::", "2001:db8::1").filter(|_| address.is_ipv6())];
    let mut names: Vec<_> = network.into_iter().flatten().chain([loopback]).map(written).collect();
    names.dedup();
    names
}

fn cannot_listen(error: &std::io::Error, listen: Option<&Listen>, port: u16) -> Error {
    let place = listen.map_or_else(|| format!("port {port}"), |listen| listen.name.clone());
    match error.kind() {
        ErrorKind::AddrInUse => Error::failure(format!("{place} is in use by another program"))
            .hint("--port 0 uses a free one, --port N another one"),
        ErrorKind::PermissionDenied => Error::failure(format!("{place} is reserved for the administrator"))
            .hint("ports from 1024 on are free for everybody"),
        ErrorKind::AddrNotAvailable => Error::usage(format!("{place} is not an address of this machine"))
            .hint("ip address, or ipconfig, shows those that are"),
        _ => Error::failure(format!("it is not possible to listen on {place}")).hint("--port 0 uses a free one"),
    }
}

/// Accepts connections, and serves each in a task of its own.
async fn accept(listener: tokio::net::TcpListener, router: Router) {
    let (connections, counts) = (Arc::new(Semaphore::new(MAX_CONNECTIONS)), ConnectionCounts::default());
    loop {
        let Ok(permit) = Arc::clone(&connections).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, address)) => {
                let client = Client::new(address.ip());
                // A connection too many is closed at once.
                let Some(counted) = counts.admit(client) else { continue };
                let router = router.clone().layer(Extension(client));
                tokio::spawn(async move {
                    serve_connection(stream, router).await;
                    drop((permit, counted));
                });
            }
            // The process may have no file handle left; other connections will end.
            Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
        }
    }
}

/// Answers the requests of one connection.
async fn serve_connection(stream: TcpStream, router: Router) {
    let mut stream = Box::pin(TimeoutStream::new(stream));
    stream.as_mut().set_write_timeout_pinned(Some(WRITE_TIMEOUT));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIMEOUT)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    // A client that disconnects, or does not speak HTTP, needs no answer.
    connection.await.unwrap_or_default();
}

/// Waits for a signal to stop.
async fn wait_for_stop(sender: mpsc::UnboundedSender<ServerEvent>) {
    #[cfg(unix)]
    for kind in [SignalKind::terminate(), SignalKind::hangup()] {
        if kind == SignalKind::hangup() && is_hangup_ignored() {
            continue;
        }
        let Ok(mut stop) = signal(kind) else { continue };
        let sender = sender.clone();
        tokio::spawn(async move {
            stop.recv().await;
            sender.send(ServerEvent::Stop).unwrap_or_default();
        });
    }
    if tokio::signal::ctrl_c().await.is_ok() {
        sender.send(ServerEvent::Stop).unwrap_or_default();
    }
}
