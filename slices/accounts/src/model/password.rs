//! Which passwords are good enough, and how they are kept: argon2id, never as typed.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use crate::model::user::Email;

/// The fewest letters of a password; length protects better than signs and digits (NIST SP 800-63B, 5.1.1.2).
pub const MIN_LETTERS: usize = 12;
/// The most letters; hashing takes them all in, so there must be an end.
pub const MAX_LETTERS: usize = 200;

/// The commonest passwords of at least twelve letters and what people make of the rule, one a line.
const COMMONEST: &str = include_str!("commonest.txt");

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Weak {
    /// Fewer than [`MIN_LETTERS`].
    #[error("a password needs at least 12 letters")]
    Short,
    /// More than [`MAX_LETTERS`].
    #[error("a password has at most 200 letters")]
    Long,
    /// The address, or part of it, with little more.
    #[error("the password must not be made of the e-mail address")]
    Address,
    /// Among the commonest, or one letter again and again.
    #[error("the password is among the commonest")]
    Common,
}

/// A password that is good enough. It cannot be printed.
#[derive(Clone)]
pub struct Password(String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

impl Password {
    /// Takes a new password for the person with this address.
    pub fn choose(text: &str, email: &Email) -> Result<Password, Weak> {
        let letters = text.chars().count();
        if letters < MIN_LETTERS {
            return Err(Weak::Short);
        }
        if letters > MAX_LETTERS {
            return Err(Weak::Long);
        }
        let plain = text.to_lowercase();
        let name = email.as_str().split('@').next().unwrap_or_default();
        if plain == email.as_str()
            || (name.chars().count() >= 4 && plain.trim_matches(|c: char| !c.is_alphabetic()) == name)
        {
            return Err(Weak::Address);
        }
        let mut distinct: Vec<char> = plain.chars().collect();
        distinct.sort_unstable();
        distinct.dedup();
        if distinct.len() < 4 || COMMONEST.lines().any(|common| common == plain) {
            return Err(Weak::Common);
        }
        Ok(Password(text.to_owned()))
    }

    /// The hash to keep. Slow by intent: run it where blocking is allowed.
    pub fn hash(&self) -> String {
        hash(self.0.as_bytes())
    }
}

fn hash(password: &[u8]) -> String {
    Argon2::default()
        .hash_password(password)
        .expect("hashing with the default parameters and a system that has randomness cannot fail")
        .to_string()
}

/// Is this the password with this hash? Slow by intent. For an unknown person (`None`) it takes as long, and says no.
pub fn is_right(password: &str, kept: Option<&str>) -> bool {
    static NOBODY: LazyLock<String> = LazyLock::new(|| hash(b"the password of nobody"));
    if password.chars().count() > MAX_LETTERS {
        return false;
    }
    let verify = |kept: &str| {
        PasswordHash::new(kept).is_ok_and(|kept| Argon2::default().verify_password(password.as_bytes(), &kept).is_ok())
    };
    match kept {
        Some(kept) => verify(kept),
        None => {
            verify(&NOBODY);
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Option<Weak> {
        Password::choose(text, &Email::parse("petrova.anna@example.org").expect("an address")).err()
    }

    #[test]
    fn weak_passwords_are_refused_with_the_reason() {
        assert_eq!(refused("elevenchars"), Some(Weak::Short));
        assert_eq!(refused("одиннадцать"), Some(Weak::Short));
        assert_eq!(refused(&"ab1 ".repeat(60)), Some(Weak::Long));
        assert_eq!(refused("Petrova.Anna@example.org"), Some(Weak::Address));
        assert_eq!(refused("petrova.anna2026"), Some(Weak::Address));
        assert_eq!(refused("Password1234"), Some(Weak::Common));
        assert_eq!(refused("aaaaaaaaaaaab"), Some(Weak::Common));
        assert_eq!(refused("lantern over the quiet harbour"), None);
        assert_eq!(refused("корабль у причала"), None);
    }

    #[test]
    fn a_hash_is_argon2id_and_fits_one_password() {
        let email = Email::parse("a@b.c").expect("an address");
        let password = Password::choose("lantern over the harbour", &email).expect("good enough");
        let kept = password.hash();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(is_right("lantern over the harbour", Some(&kept)));
        assert!(!is_right("lantern over the harbouR", Some(&kept)));
        assert!(!is_right("the password of nobody", None));
        assert!(!is_right("", Some("not a hash")));
        assert_eq!(format!("{password:?}"), "Password(…)");
    }
}
