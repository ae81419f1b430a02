//! The connection to the database, its tables, and what it refuses, in words.

use std::str::FromStr as _;

use postgres::config::SslMode;
use postgres::error::SqlState;
use postgres::{Client, Config, NoTls, Transaction};

use crate::error::{Error, Result};

/// The tables and views of the mirror.
const SCHEMA: &str = include_str!("../../schema.postgres.sql");
/// The lock under which the tables are made: 'gain' in ASCII.
const LOCK: i64 = 0x6761_696e;

/// Connects to a database.
///
/// # Errors
/// What is wrong with the address; why the database cannot be reached.
pub(super) fn connect(address: &str, password: Option<&str>) -> Result<Client> {
    let example = "such as postgres://desk@db.example:5432/news";
    if !address.starts_with("postgres://") && !address.starts_with("postgresql://") {
        return Err(Error::usage(format!("{address} is no address of a PostgreSQL database"))
            .hint(format!("an address {example}"))
            .about("address"));
    }
    let mut config = Config::from_str(address).map_err(|_| {
        Error::usage("the address of the database cannot be read")
            .hint(format!("an address {example}; signs such as @ and / in a password are written %40 and %2F"))
            .about("address")
    })?;
    if config.get_ssl_mode() == SslMode::Require {
        return Err(Error::usage("gainsay cannot encrypt the connection to a database, as sslmode=require asks")
            .hint("leave out sslmode, and go through a tunnel: ssh -L 5433:localhost:5432 db.example")
            .about("address"));
    }
    if let (None, Some(password)) = (config.get_password(), password) {
        config.password(password);
    }
    config.application_name("gainsay");
    config.connect(NoTls).map_err(failed)
}

/// Makes the tables, if the database has none, and chooses them.
///
/// # Errors
/// The tables are of another version; what the database refuses.
pub(super) fn prepared(transaction: &mut Transaction, version: i32) -> Result<()> {
    let comment = "select obj_description(oid, 'pg_namespace') from pg_namespace where nspname = 'gainsay'";
    let find = |transaction: &mut Transaction| -> Result<Option<Option<String>>> {
        Ok(transaction.query_opt(comment, &[]).map_err(failed)?.map(|row| row.get(0)))
    };
    let ours = format!("gainsay {version}");
    let mut found = find(transaction)?;
    if found.is_none() {
        transaction.execute("select pg_advisory_xact_lock($1)", &[&LOCK]).map_err(failed)?;
        found = find(transaction)?;
    }
    match found {
        None => {
            transaction.batch_execute(SCHEMA).map_err(failed)?;
            transaction.batch_execute(&format!("comment on schema gainsay is '{ours}'")).map_err(failed)
        }
        Some(comment) if comment.as_deref() == Some(ours.as_str()) => {
            transaction.batch_execute("set local search_path = gainsay, pg_temp").map_err(failed)
        }
        Some(comment) => Err(of_another_version(comment.as_deref())),
    }
}

fn of_another_version(comment: Option<&str>) -> Error {
    match comment.and_then(|comment| comment.strip_prefix("gainsay ")) {
        Some(_) => Error::refused("the tables in the database were made by another version of gainsay").hint(
            "a mirror has nothing that the books have not: drop schema gainsay cascade, and mirror each book again",
        ),
        None => Error::refused("the database has a schema “gainsay” that gainsay did not make")
            .hint("name another database; in this one, the schema would have to be renamed"),
    }
}

/// What a database refuses, in words.
#[expect(clippy::needless_pass_by_value, reason = "it is given to map_err")]
pub(super) fn failed(error: postgres::Error) -> Error {
    let Some(refused) = error.as_db_error() else {
        return unreachable(&error);
    };
    let code = refused.code();
    let message = refused.message().to_string();
    if [SqlState::INVALID_PASSWORD, SqlState::INVALID_AUTHORIZATION_SPECIFICATION].contains(code) {
        return Error::refused("the database does not let this user in")
            .hint("the address has the user and the password; $PGPASSWORD is the password where the address has none")
            .about("address");
    }
    if *code == SqlState::INVALID_CATALOG_NAME {
        return Error::not_found("the server has no such database").hint("createdb NAME makes one").about("address");
    }
    if *code == SqlState::INSUFFICIENT_PRIVILEGE {
        return Error::refused("this user of the database may not make or write the tables")
            .hint("its owner allows it: grant create on database NAME to USER")
            .about("address");
    }
    if [SqlState::DISK_FULL, SqlState::OUT_OF_MEMORY].contains(code) {
        return Error::failure("the server of the database has no room left")
            .hint("nothing was written; free some there");
    }
    Error::failure(format!("the database refused to go on: {message}"))
        .hint("nothing was written there; the book is as it was")
}

/// Why a database could not be reached, or was lost.
fn unreachable(error: &postgres::Error) -> Error {
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        if let Some(inner) = inner.downcast_ref::<std::io::Error>() {
            let reason = match inner.kind() {
                std::io::ErrorKind::ConnectionRefused => "nothing answers there",
                std::io::ErrorKind::NotFound => "there is no such socket",
                std::io::ErrorKind::TimedOut => "it does not answer",
                _ => "there is no such server, or the connection was lost",
            };
            return Error::failure(format!("the database cannot be reached: {reason}"))
                .hint("nothing was written there; the address has the host, and a port if that is not 5432")
                .about("address");
        }
        source = inner.source();
    }
    if error.is_closed() {
        return Error::failure("the connection to the database was lost").hint("nothing was written there");
    }
    Error::failure("the database asks for what gainsay does not know: a password, or a way to sign in")
        .hint("the address has the user and the password; $PGPASSWORD is the password where the address has none")
        .about("address")
}
