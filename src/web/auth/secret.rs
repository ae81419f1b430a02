//! Secrets: the key in the printed address, the session cookie, the password.

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

/// A secret text. Only its hash is stored.
pub(crate) struct Secret([u8; 32]);

impl Secret {
    /// Returns a secret of 256 random bits, and its text in hexadecimal.
    ///
    /// # Errors
    /// The machine has no source of random numbers.
    pub(crate) fn random() -> Result<(Self, String)> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| {
            Error::failure("this machine gives no random numbers to make a key of").hint("try again in a moment")
        })?;
        let text = bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
        Ok((Self::of(&text), text))
    }

    /// Returns the secret with that text.
    pub(crate) fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// Whether `text` is the text of the secret. Takes the same time for every text of one length.
    pub(crate) fn is(&self, text: &str) -> bool {
        let other = Self::of(text).0;
        self.0.iter().zip(other).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_long_and_never_the_same() {
        let ((one, text), (_, other)) = (Secret::random().unwrap(), Secret::random().unwrap());
        assert_eq!(text.len(), 64);
        assert_ne!(text, other);
        assert!(one.is(&text) && !one.is(&other) && !one.is(&text[1..]));
    }
}
