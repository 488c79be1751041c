//! Form tokens: proof that a form came from one of our pages in the same browser and session.
//!
//! A signed double submit: the token is an HMAC over the browser's random cookie and the session cookie, so that a
//! cookie planted by a neighbouring site is of no use without the key, and a token dies with its session.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Makes and checks form tokens.
#[derive(Clone)]
pub(crate) struct Signer {
    key: Hmac<Sha256>,
}

impl Signer {
    pub fn new(secret: &[u8; 32]) -> Self {
        Signer { key: Hmac::new_from_slice(secret).expect("HMAC takes keys of any length") }
    }

    /// The token for this browser and session.
    pub fn token(&self, csrf_id: &str, session: &str) -> String {
        let tag = self.mac(csrf_id, session).finalize().into_bytes();
        tag.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Is this the token for this browser and session? Takes the same time whatever is wrong.
    pub fn is_genuine(&self, token: &str, csrf_id: &str, session: &str) -> bool {
        unhex(token).is_some_and(|tag| self.mac(csrf_id, session).verify_slice(&tag).is_ok())
    }

    fn mac(&self, csrf_id: &str, session: &str) -> Hmac<Sha256> {
        let mut mac = self.key.clone();
        mac.update(b"form token\0");
        mac.update(csrf_id.as_bytes());
        mac.update(b"\0");
        mac.update(session.as_bytes());
        mac
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| digit.try_into().ok())).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    Some(digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_serves_one_browser_one_session_and_one_key() {
        let signer = Signer::new(&[1; 32]);
        let token = signer.token("browser", "session");
        assert!(signer.is_genuine(&token, "browser", "session"));
        assert!(!signer.is_genuine(&token, "other", "session"));
        assert!(!signer.is_genuine(&token, "browser", ""));
        assert!(!signer.is_genuine(&token, "browser\0", "session"));
        assert!(!signer.is_genuine("", "browser", "session"));
        assert!(!signer.is_genuine("zz", "browser", "session"));
        assert!(!signer.is_genuine(&token[..62], "browser", "session"));
        assert!(!Signer::new(&[2; 32]).is_genuine(&token, "browser", "session"));
    }
}
