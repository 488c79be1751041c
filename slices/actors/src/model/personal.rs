//! Personal data of persons: why each field is kept and for how long. A field without a purpose cannot be kept.

use bellwether_kernel::named;
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::Serialize;
use uuid::Uuid;

named!(
    /// A field of personal data. Names and ORCID are kept with the record itself, to tell persons apart.
    PersonalField {
        /// Electronic mail.
        Email = "email",
        /// Telephone.
        Phone = "phone",
        /// Postal address.
        Address = "address",
        /// The day of birth.
        BirthDate = "birth_date",
        /// Degree and title.
        Degree = "degree",
        /// Where the person works, and as what, in their own words.
        Position = "position",
        /// The taxpayer number of a natural person, for contracts.
        TaxNumber = "tax_number",
    }
);

named!(
    /// What a field is kept for.
    KeptFor {
        /// To reach the person.
        Contact = "contact",
        /// To prepare and fulfil a contract.
        Contract = "contract",
        /// To show expertise to others, with the person's consent.
        Profile = "profile",
        /// Because a law demands it.
        LegalDuty = "legal_duty",
    }
);

impl PersonalField {
    /// What it is kept for, unless something else is said.
    pub fn usual_purpose(self) -> KeptFor {
        match self {
            PersonalField::Email | PersonalField::Phone | PersonalField::Address => KeptFor::Contact,
            PersonalField::BirthDate | PersonalField::TaxNumber => KeptFor::Contract,
            PersonalField::Degree | PersonalField::Position => KeptFor::Profile,
        }
    }
}

impl KeptFor {
    /// For how long from its recording, unless a day is given. Contracts: limitation of three years and tax records of five.
    fn retention(self) -> Span {
        match self {
            KeptFor::Contact => 2.years(),
            KeptFor::Profile => 3.years(),
            KeptFor::Contract | KeptFor::LegalDuty => 5.years(),
        }
    }

    /// The last day on which a field recorded on this day may be kept.
    pub fn keep_until(self, recorded: Date) -> Date {
        recorded.saturating_add(self.retention())
    }
}

/// One field of personal data. It belongs to the cluster that recorded it; other clusters do not see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Personal {
    /// Its row.
    pub id: Uuid,
    /// The cluster that recorded it.
    pub cluster: String,
    /// Which.
    pub field: PersonalField,
    /// What it says.
    pub value: String,
    /// What it is kept for.
    pub purpose: KeptFor,
    /// The last day on which it is kept.
    pub keep_until: Date,
}

/// What was done with a record, as the journal has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Done {
    /// The number of the entry.
    pub seq: i64,
    /// When, in milliseconds UTC.
    pub at_ms: i64,
    /// Who.
    pub by: String,
    /// What.
    pub act: String,
    /// More about it; never what a field said.
    pub detail: String,
}

/// The longest value in letters.
pub const LONGEST: usize = 500;

/// Is it a value of this field?
pub fn is_usable(field: PersonalField, value: &str) -> bool {
    let value = value.trim();
    let counted = value.chars().count();
    let shape = match field {
        PersonalField::Email => {
            let parts: Vec<&str> = value.split('@').collect();
            matches!(parts.as_slice(), [name, host] if !name.is_empty() && host.contains('.'))
                && !value.contains(char::is_whitespace)
        }
        PersonalField::Phone => value.chars().filter(char::is_ascii_digit).count() >= 5,
        PersonalField::BirthDate => value.parse::<Date>().is_ok(),
        PersonalField::TaxNumber => is_tax_number(value),
        PersonalField::Address | PersonalField::Degree | PersonalField::Position => true,
    };
    shape && (1..=LONGEST).contains(&counted) && !value.contains(char::is_control)
}

/// Twelve digits with two check digits.
fn is_tax_number(value: &str) -> bool {
    let digits: Option<Vec<u32>> = value.chars().map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| digits.len() == 12) else { return false };
    let check =
        |weights: &[u32]| weights.iter().zip(&digits).map(|(weight, digit)| weight * digit).sum::<u32>() % 11 % 10;
    check(&[7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[10] && check(&[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[11]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_have_their_form() {
        use PersonalField::*;
        for (field, value, is_one) in [
            (Email, "ann@example.org", true),
            (Email, "ann@example", false),
            (Email, "ann b@example.org", false),
            (Phone, "+7 812 000-00-00", true),
            (Phone, "none", false),
            (BirthDate, "1970-02-28", true),
            (BirthDate, "28.02.1970", false),
            (TaxNumber, "500100732259", true),
            (TaxNumber, "500100732258", false),
            (Degree, "DSc", true),
            (Degree, " ", false),
        ] {
            assert_eq!(is_usable(field, value), is_one, "{field:?} {value}");
        }
    }

    #[test]
    fn every_purpose_ends() {
        for purpose in KeptFor::ALL {
            let recorded = jiff::civil::date(2024, 2, 29);
            assert!(purpose.keep_until(recorded) > recorded);
        }
        assert_eq!(KeptFor::Contact.keep_until(jiff::civil::date(2024, 2, 29)), jiff::civil::date(2026, 2, 28));
    }
}
