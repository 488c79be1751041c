//! Random secrets that are shown once and kept only as their SHA-256: session and API tokens, set-up tokens.
//!
//! A plain hash is enough here: 256 random bits cannot be guessed, so there is nothing to slow down.

use rand::Rng;
use sha2::{Digest, Sha256};

/// A secret of 256 random bits. It cannot be printed by accident.
#[derive(Clone)]
pub struct Secret(String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// A new secret.
    pub fn new() -> Secret {
        let bits: [u8; 32] = rand::rng().random();
        Secret(hex(&bits))
    }

    /// A new secret that begins with a mark, so that people and scanners see what it is.
    pub fn marked(mark: &str) -> Secret {
        Secret(format!("{mark}{}", Secret::new().0))
    }

    /// The secret itself, to be shown or sent once.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    pub fn digest(&self) -> String {
        digest(&self.0)
    }
}

impl Default for Secret {
    fn default() -> Self {
        Secret::new()
    }
}

/// What is kept of a secret that somebody presents.
pub fn digest(presented: &str) -> String {
    hex(&Sha256::digest(presented.as_bytes()))
}

/// A password that an administrator hands over: four groups that can be read aloud, 80 random bits.
pub fn spoken_password() -> String {
    // Without 0, 1, l and o, which people confuse.
    const LETTERS: &[u8; 32] = b"23456789abcdefghijkmnpqrstuvwxyz";
    let mut random = rand::rng();
    let groups: Vec<String> =
        (0..4).map(|_| (0..4).map(|_| char::from(LETTERS[random.random_range(0..LETTERS.len())])).collect()).collect();
    groups.join("-")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_and_do_not_show() {
        let (a, b) = (Secret::new(), Secret::new());
        assert_eq!(a.reveal().len(), 64);
        assert_ne!(a.reveal(), b.reveal());
        assert_eq!(a.digest(), digest(a.reveal()));
        assert_ne!(a.digest(), a.reveal());
        assert_eq!(format!("{a:?}"), "Secret(…)");
        assert_eq!(spoken_password().len(), 19);
        assert_ne!(spoken_password(), spoken_password());
    }
}
