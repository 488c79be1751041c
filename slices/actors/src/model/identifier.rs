//! Identifiers of other registers. Each has a check that finds typing errors; what fails it is refused.

use bellwether_kernel::named;
use serde::Serialize;

use super::kinds::ActorKind;

named!(
    /// A register that gives identifiers.
    IdentifierScheme {
        /// Research organisations: <https://ror.org>.
        Ror = "ror",
        /// Names of all kinds, ISO 27729.
        Isni = "isni",
        /// The taxpayer number of a Russian legal person.
        Inn = "inn",
        /// The registration number of a Russian legal person.
        Ogrn = "ogrn",
        /// Researchers: <https://orcid.org>.
        Orcid = "orcid",
    }
);

/// An identifier whose check agrees.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, utoipa::ToSchema)]
pub struct Identifier {
    /// Whose.
    pub scheme: IdentifierScheme,
    /// Without blanks and the address in front: `05xg72x27`, `0000-0002-1825-0097`.
    pub value: String,
}

impl IdentifierScheme {
    /// Do actors of this kind have such identifiers? Those of persons are only what persons show themselves.
    pub fn is_of(self, kind: ActorKind) -> bool {
        match kind {
            ActorKind::Person => matches!(self, IdentifierScheme::Orcid | IdentifierScheme::Isni),
            ActorKind::Organisation => self != IdentifierScheme::Orcid,
            ActorKind::Body => self == IdentifierScheme::Isni,
        }
    }
}

/// Why it is no identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnIdentifier {
    /// Of another form.
    #[error("not of the form {0}")]
    Form(&'static str),
    /// The check digits say that it was mistyped.
    #[error("its check digits do not agree, so it was mistyped somewhere")]
    Check,
}

impl Identifier {
    /// From what people and files write: with blanks, hyphens, as an address.
    ///
    /// # Errors
    /// [`NotAnIdentifier`].
    pub fn parse(scheme: IdentifierScheme, text: &str) -> Result<Identifier, NotAnIdentifier> {
        let bare = text.trim().trim_end_matches('/');
        let bare = bare.rsplit('/').next().unwrap_or_default();
        let plain: String = bare.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>().to_uppercase();
        let value = match scheme {
            IdentifierScheme::Ror => ror(&plain.to_lowercase())?,
            IdentifierScheme::Isni => mod_11_2(&plain, "0000 0001 2345 6789")?,
            IdentifierScheme::Orcid => grouped(&mod_11_2(&plain, "0000-0002-1825-0097")?),
            IdentifierScheme::Inn => inn(&plain)?,
            IdentifierScheme::Ogrn => ogrn(&plain)?,
        };
        Ok(Identifier { scheme, value })
    }

    /// The address at its register, where it has one.
    pub fn href(&self) -> Option<String> {
        match self.scheme {
            IdentifierScheme::Ror => Some(format!("https://ror.org/{}", self.value)),
            IdentifierScheme::Isni => Some(format!("https://isni.org/isni/{}", self.value)),
            IdentifierScheme::Orcid => Some(format!("https://orcid.org/{}", self.value)),
            IdentifierScheme::Inn | IdentifierScheme::Ogrn => None,
        }
    }
}

/// `0`, six signs of Crockford's base 32, and 98 - (number * 100 mod 97) in two digits: ISO 7064 MOD 97-10, as ROR makes them.
fn ror(text: &str) -> Result<String, NotAnIdentifier> {
    const FORM: NotAnIdentifier = NotAnIdentifier::Form("05xg72x27");
    const SIGNS: &[u8] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let (Some(number), Some(check)) = (text.get(..7), text.get(7..)) else { return Err(FORM) };
    if text.len() != 9 || !number.starts_with('0') {
        return Err(FORM);
    }
    let mut value = 0_u64;
    for sign in number.bytes() {
        let digit = SIGNS.iter().position(|known| *known == sign).ok_or(FORM)?;
        value = value * 32 + digit as u64;
    }
    let check: u64 = check.parse().map_err(|_| FORM)?;
    if check != 98 - (value * 100) % 97 {
        return Err(NotAnIdentifier::Check);
    }
    Ok(text.to_owned())
}

/// 15 digits and a check of ISO 7064 MOD 11-2, which may be `X`: ISNI and ORCID.
fn mod_11_2(text: &str, form: &'static str) -> Result<String, NotAnIdentifier> {
    let (Some(digits), Some(check)) = (text.get(..15), text.get(15..)) else {
        return Err(NotAnIdentifier::Form(form));
    };
    let mut total = 0;
    for digit in digits.chars() {
        total = (total + digit.to_digit(10).ok_or(NotAnIdentifier::Form(form))?) * 2 % 11;
    }
    let expected = (12 - total) % 11;
    let stated = match check {
        "X" => 10,
        check if check.len() == 1 => check.parse().map_err(|_| NotAnIdentifier::Form(form))?,
        _ => return Err(NotAnIdentifier::Form(form)),
    };
    if stated == expected { Ok(text.to_owned()) } else { Err(NotAnIdentifier::Check) }
}

fn grouped(text: &str) -> String {
    [0, 4, 8, 12].map(|at| &text[at..at + 4]).join("-")
}

/// Ten digits; the last is the weighted sum of the others mod 11 mod 10. The twelve digits of persons are personal data
/// and have no place among identifiers that others see.
fn inn(text: &str) -> Result<String, NotAnIdentifier> {
    let digits = digits(text, 10).ok_or(NotAnIdentifier::Form("7802030429, of ten digits"))?;
    let weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
    let sum: u32 = weights.iter().zip(&digits).map(|(weight, digit)| weight * digit).sum();
    if sum % 11 % 10 == digits[9] { Ok(text.to_owned()) } else { Err(NotAnIdentifier::Check) }
}

/// Thirteen digits; the last is that of the number of the others mod 11.
fn ogrn(text: &str) -> Result<String, NotAnIdentifier> {
    let digits = digits(text, 13).ok_or(NotAnIdentifier::Form("1027802483400, of thirteen digits"))?;
    let rest = digits[..12].iter().fold(0, |rest, digit| (rest * 10 + digit) % 11);
    if rest % 10 == digits[12] { Ok(text.to_owned()) } else { Err(NotAnIdentifier::Check) }
}

fn digits(text: &str, count: usize) -> Option<Vec<u32>> {
    let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(10)).collect();
    digits.filter(|digits| digits.len() == count)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value(scheme: IdentifierScheme, text: &str) -> Result<String, NotAnIdentifier> {
        Identifier::parse(scheme, text).map(|id| id.value)
    }

    #[test]
    fn published_identifiers_are_read_in_all_their_spellings() {
        // The examples of the registers themselves: ORCID and ISNI structure pages, ROR's own record, and a bank's requisites.
        assert_eq!(
            value(IdentifierScheme::Orcid, "https://orcid.org/0000-0002-1825-0097").unwrap(),
            "0000-0002-1825-0097"
        );
        assert_eq!(value(IdentifierScheme::Orcid, "000000021694233x").unwrap(), "0000-0002-1694-233X");
        assert_eq!(value(IdentifierScheme::Isni, "0000 0001 2103 2683").unwrap(), "0000000121032683");
        assert_eq!(value(IdentifierScheme::Ror, "https://ror.org/05yjms546").unwrap(), "05yjms546");
        assert_eq!(value(IdentifierScheme::Inn, "7707083893").unwrap(), "7707083893");
        assert_eq!(value(IdentifierScheme::Ogrn, "1027700132195").unwrap(), "1027700132195");
    }

    #[test]
    fn what_is_no_identifier_is_refused() {
        assert_eq!(value(IdentifierScheme::Orcid, "0000-0002-1825-0098"), Err(NotAnIdentifier::Check));
        assert_eq!(value(IdentifierScheme::Ror, "05yjms547"), Err(NotAnIdentifier::Check));
        assert_eq!(value(IdentifierScheme::Inn, "7707083894"), Err(NotAnIdentifier::Check));
        assert_eq!(value(IdentifierScheme::Ogrn, "1027700132196"), Err(NotAnIdentifier::Check));
        for scheme in IdentifierScheme::ALL {
            for text in ["", "abc", "12", "Ж", "0000-0002-1825-009Ж", "٣٣٣٣٣٣٣٣٣٣", "77070838930"] {
                assert!(matches!(value(*scheme, text), Err(NotAnIdentifier::Form(_))), "{scheme:?} {text}");
            }
        }
    }

    proptest! {
        /// One wrong digit never passes where the check is of a prime; INN and OGRN let a tenth of some errors pass.
        #[test]
        fn one_wrong_digit_is_found(number in 0_u64..999_999_999_999_999, at in 0_usize..15, by in 1_u32..10) {
            let digits = format!("{number:015}");
            let total = digits.chars().fold(0, |total, d| (total + d.to_digit(10).unwrap()) * 2 % 11);
            let check = match (12 - total) % 11 { 10 => "X".to_owned(), n => n.to_string() };
            let right = format!("{digits}{check}");
            prop_assert!(value(IdentifierScheme::Isni, &right).is_ok());
            let mut wrong: Vec<char> = digits.chars().collect();
            wrong[at] = char::from_digit((wrong[at].to_digit(10).unwrap() + by) % 10, 10).unwrap();
            let wrong: String = wrong.into_iter().collect();
            let wrong = format!("{wrong}{check}");
            prop_assert_eq!(value(IdentifierScheme::Isni, &wrong), Err(NotAnIdentifier::Check));
        }

        #[test]
        fn any_text_is_an_identifier_or_refused(text in "\\PC{0,24}|[0-9xX-]{8,20}") {
            for scheme in IdentifierScheme::ALL {
                if let Ok(id) = Identifier::parse(*scheme, &text) {
                    prop_assert_eq!(Identifier::parse(*scheme, &id.value), Ok(id));
                }
            }
        }
    }
}
