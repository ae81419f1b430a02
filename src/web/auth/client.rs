//! Clients by their address: how many connections each may have, and how often each may try a password.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Maximum number of connections of an address of a network, so that no machine takes those of all others. This machine has
/// no such limit: a server that adds TLS connects from it for everybody.
const MAX_CONNECTIONS: usize = 64;
/// How long an address waits after each password that it tries.
pub(crate) const GUESS_DELAY: Duration = Duration::from_secs(1);
/// Maximum time that a guess waits for those before it.
const MAX_WAIT: Duration = Duration::from_secs(8);

/// The address of a client: of IPv6 only the network, because one machine has many addresses in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Client(IpAddr);

impl Client {
    /// Returns the client of an address.
    pub(crate) fn new(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(address) if !address.is_loopback() => {
                IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)))
            }
            other => other,
        })
    }
}

/// Counts connections.
#[derive(Clone, Default)]
pub(crate) struct ConnectionCounts(Arc<Mutex<HashMap<Client, usize>>>);

/// A counted connection; dropping it ends the count.
pub(crate) struct CountedConnection {
    client: Client,
    counts: ConnectionCounts,
}

impl ConnectionCounts {
    /// Counts a connection; none where the client has too many.
    pub(crate) fn admit(&self, client: Client) -> Option<CountedConnection> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(client).or_default();
        if *count >= MAX_CONNECTIONS && !client.0.is_loopback() {
            return None;
        }
        *count += 1;
        Some(CountedConnection { client, counts: self.clone() })
    }
}

impl Drop for CountedConnection {
    fn drop(&mut self) {
        let mut counts = self.counts.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.client) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.client);
            }
        }
    }
}

/// Of whom passwords are tried: an address tries them, and a name has one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Guessed {
    Client(Client),
    Name(String),
}

/// When each client may try the next password, and when that of each name may be tried.
#[derive(Default)]
pub(crate) struct Guesses(Mutex<HashMap<Guessed, Instant>>);

impl Guesses {
    /// Takes the next turn of a client and of a name, which is empty where there are no names, and returns when it is; none where too many
    /// guesses wait already. The turn is taken before anybody waits for it, so that it is also used up where the client disconnects.
    pub(crate) fn take_turn(&self, client: Client, name: &str, now: Instant) -> Option<Instant> {
        let mut next = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        next.retain(|_, next| *next > now);
        let guessed = guessed(client, name);
        let turn = guessed.iter().filter_map(|key| next.get(key).copied()).max().unwrap_or(now);
        if turn > now + MAX_WAIT {
            return None;
        }
        next.extend(guessed.into_iter().map(|key| (key, turn + GUESS_DELAY)));
        Some(turn)
    }

    /// Ends the wait of a client that knew the password of a name.
    pub(crate) fn forgive(&self, client: Client, name: &str) {
        let mut next = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        guessed(client, name).iter().for_each(|key| _ = next.remove(key));
    }
}

fn guessed(client: Client, name: &str) -> Vec<Guessed> {
    let name = name.trim().to_lowercase();
    let name = (!name.is_empty()).then_some(Guessed::Name(name));
    [Guessed::Client(client)].into_iter().chain(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(address: &str) -> Client {
        Client::new(address.parse().unwrap())
    }

    #[test]
    fn an_address_guesses_once_a_second_and_no_other_waits_for_it() {
        let (guesses, now) = (Guesses::default(), Instant::now());
        let waits = |address: &str, after: u64| {
            let now = now + Duration::from_millis(after);
            guesses.take_turn(client(address), "", now).map(|turn| turn.duration_since(now).as_millis())
        };
        assert_eq!(waits("192.168.1.5", 0), Some(0));
        assert_eq!(waits("192.168.1.5", 200), Some(800));
        assert_eq!(waits("192.168.1.6", 300), Some(0));
        assert_eq!(waits("::ffff:192.168.1.5", 500), Some(1500), "the same address");
        assert_eq!(waits("192.168.1.5", 3000), Some(0));
        assert_eq!((0..20).filter_map(|_| waits("10.0.0.1", 0)).count(), 9, "no more than these wait");
        assert_eq!(waits("2001:db8::1", 0), Some(0));
        assert_eq!(waits("2001:db8::2", 0), Some(1000), "one network");
        guesses.forgive(client("2001:db8::3"), "");
        assert_eq!(waits("2001:db8::2", 0), Some(0));
    }

    #[test]
    fn the_password_of_a_name_is_tried_once_a_second_from_wherever() {
        let (guesses, now) = (Guesses::default(), Instant::now());
        let waits = |address: &str, name: &str| {
            guesses.take_turn(client(address), name, now).map(|turn| turn.duration_since(now).as_millis())
        };
        assert_eq!(waits("192.168.1.5", "Ann"), Some(0));
        assert_eq!(waits("192.168.1.6", "ann "), Some(1000), "the same name from elsewhere");
        assert_eq!(waits("192.168.1.7", "Bob"), Some(0));
        assert_eq!(waits("192.168.1.7", "Ann"), Some(2000));
        guesses.forgive(client("192.168.1.7"), "Ann");
        assert_eq!(waits("192.168.1.8", "Ann"), Some(0));
    }

    #[test]
    fn no_machine_takes_all_connections() {
        let counts = ConnectionCounts::default();
        let take = |address: &str| (0..100).map_while(|_| counts.admit(client(address))).collect::<Vec<_>>();
        let (other, own) = (take("192.168.1.5"), take("127.0.0.1"));
        assert_eq!((other.len(), own.len()), (MAX_CONNECTIONS, 100));
        assert_eq!(take("192.168.1.6").len(), MAX_CONNECTIONS);
        drop(other);
        assert_eq!(take("192.168.1.5").len(), MAX_CONNECTIONS);
    }
}
