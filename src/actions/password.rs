//! Passwords of members: argon2id hashes, and new ones.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};

use crate::error::{Error, Result};

/// Minimum length of a password, in characters.
const MIN_PASSWORD: usize = 12;
/// Letters and digits of new passwords, without those that look like others.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789x";

/// Returns a password after a check of its length.
///
/// # Errors
/// It is too short.
pub fn checked_password(password: &str) -> Result<&str> {
    if password.chars().count() < MIN_PASSWORD {
        return Err(Error::usage(format!("the password is shorter than {MIN_PASSWORD} characters"))
            .hint("three or four words that do not belong together make a good one"));
    }
    Ok(password)
}

/// Returns a new password: 16 letters and digits in four groups, 80 random bits.
///
/// # Errors
/// The machine has no source of random numbers.
pub(super) fn new_password() -> Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| no_random_numbers())?;
    let letters: Vec<_> = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    Ok(letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-"))
}

/// Returns the hash of a password, with a random salt, as a PHC string.
///
/// # Errors
/// The machine has no source of random numbers.
pub fn hash_password(password: &str) -> Result<String> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|_| no_random_numbers())?;
    let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
    hash.map(|hash: PasswordHash| hash.to_string())
        .map_err(|_| Error::failure("the password could not be hashed").hint("try another one"))
}

/// Whether a password is the one of a hash.
pub fn is_password(password: &str, hash: &str) -> bool {
    let Ok(hash) = PasswordHash::new(hash) else { return false };
    Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
}

fn no_random_numbers() -> Error {
    Error::failure("this machine gives no random numbers to make a password of").hint("try again in a moment")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_of_one_password_and_never_the_same() {
        let password = new_password().unwrap();
        assert_eq!(password.len(), 19, "{password}");
        let (one, other) = (hash_password(&password).unwrap(), hash_password(&password).unwrap());
        assert!(one.starts_with("$argon2id$") && one != other);
        assert!(
            is_password(&password, &one) && !is_password("another one", &one) && !is_password(&password, "no hash")
        );
    }
}
