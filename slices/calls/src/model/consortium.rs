//! A consortium: the organisations that apply together, each with its role, its share of the budget and somebody who signs
//! for it; and what a call asks of one.

use std::collections::BTreeSet;

use bellwether_kernel::actor::UserId;
use bellwether_kernel::named;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The most organisations of one application.
pub const MOST_PARTNERS: u32 = 60;
/// The longest name of an organisation, or of what somebody is in it.
pub const NAME: usize = 300;

named!(
    /// What an organisation is to a consortium.
    PartnerRole {
        /// Leads it; there is one.
        Coordinator = "coordinator",
        /// Takes part, with a share of the money.
        Partner = "partner",
        /// Takes part without money.
        Associated = "associated",
    }
);

named!(
    /// What kind of organisation it is, as far as calls ask.
    PartnerKind {
        /// A university or an institute.
        Research = "research",
        /// A clinic or hospital.
        Clinic = "clinic",
        /// A company.
        Company = "company",
        /// An authority.
        Authority = "authority",
        /// Something else.
        Other = "other",
    }
);

/// An organisation of a consortium.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    /// Its number in the application.
    pub number: u32,
    /// Its id in the register of actors, if it is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<Uuid>,
    /// Its name.
    pub name: String,
    /// Its country, as two letters (ISO 3166-1).
    pub country: String,
    /// Its kind.
    pub kind: PartnerKind,
    /// What it is to the consortium.
    pub role: PartnerRole,
    /// Its share of what is asked for, in minor units of the call's currency.
    pub share_minor: i64,
    /// Who signs for it.
    pub signatory: UserId,
    /// What that person is in it.
    pub signs_as: String,
    /// Did they sign what is there now?
    pub signed: bool,
}

/// What a call asks of a consortium.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsortiumRule {
    /// At least so many organisations, the coordinator included.
    pub least: u32,
    /// At most so many.
    pub most: u32,
    /// Only from these countries; from any if it names none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<String>,
    /// From at least so many countries.
    #[serde(default)]
    pub least_countries: u32,
    /// One of each of these kinds at least.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<PartnerKind>,
    /// Must all have signed before it is handed in?
    #[serde(default)]
    pub signatures: bool,
}

impl ConsortiumRule {
    /// Can it be kept?
    pub fn is_possible(&self) -> bool {
        let are_countries = self.countries.iter().all(|code| is_country(code));
        let of_countries = self.countries.is_empty() || self.least_countries as usize <= self.countries.len();
        (1..=MOST_PARTNERS).contains(&self.least)
            && (self.least..=MOST_PARTNERS).contains(&self.most)
            && self.least_countries <= self.most
            && self.kinds.len() <= self.most as usize
            && are_countries
            && of_countries
    }
}

/// Two capital letters.
pub fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Why a consortium is not one that the call takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsortiumWrong {
    /// The key of the message.
    pub what: &'static str,
    /// The number, or words, that it names.
    pub bound: String,
}

/// Everything that keeps a consortium from handing in. Shares are looked at where the stage asks for a budget.
pub fn wrong(rule: &ConsortiumRule, partners: &[Partner], asked_minor: Option<i64>) -> Vec<ConsortiumWrong> {
    let mut all = Vec::new();
    let mut say = |what, bound: String| all.push(ConsortiumWrong { what, bound });
    let count = u32::try_from(partners.len()).unwrap_or(u32::MAX);
    if count < rule.least {
        say("calls-partner-wrong-few", rule.least.to_string());
    }
    if count > rule.most {
        say("calls-partner-wrong-many", rule.most.to_string());
    }
    if partners.iter().filter(|one| one.role == PartnerRole::Coordinator).count() != 1 {
        say("calls-partner-wrong-coordinator", String::new());
    }
    let others: Vec<&str> = partners
        .iter()
        .filter(|one| !rule.countries.is_empty() && !rule.countries.contains(&one.country))
        .map(|one| one.name.as_str())
        .collect();
    if !others.is_empty() {
        say("calls-partner-wrong-country", others.join(", "));
    }
    let countries: BTreeSet<&str> = partners.iter().map(|one| one.country.as_str()).collect();
    if countries.len() < rule.least_countries as usize {
        say("calls-partner-wrong-countries", rule.least_countries.to_string());
    }
    for kind in rule.kinds.iter().filter(|kind| !partners.iter().any(|one| one.kind == **kind)) {
        say("calls-partner-wrong-kind", kind.name().to_owned());
    }
    if asked_minor.is_some_and(|asked| shares(partners) != Some(asked)) {
        say("calls-partner-wrong-shares", String::new());
    }
    let unsigned: Vec<&str> =
        partners.iter().filter(|one| rule.signatures && !one.signed).map(|one| one.name.as_str()).collect();
    if !unsigned.is_empty() {
        say("calls-partner-wrong-unsigned", unsigned.join(", "));
    }
    all
}

/// The sum of all shares; `None` where it is more than can be counted.
pub fn shares(partners: &[Partner]) -> Option<i64> {
    partners.iter().try_fold(0_i64, |sum, one| sum.checked_add(one.share_minor))
}

/// An organisation as somebody writes it down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPartner {
    /// Its name, as it is in the register or as it calls itself.
    pub name: String,
    /// Its country.
    pub country: String,
    /// Its kind.
    pub kind: PartnerKind,
    /// What it is to the consortium.
    pub role: PartnerRole,
    /// Its share, in minor units.
    pub share_minor: i64,
    /// The e-mail address of who signs for it.
    pub signatory: String,
    /// What that person is in it.
    pub signs_as: String,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn partner(number: u32, country: &str, kind: PartnerKind, role: PartnerRole, share_minor: i64) -> Partner {
        Partner {
            number,
            actor: None,
            name: format!("P{number}"),
            country: country.to_owned(),
            kind,
            role,
            share_minor,
            signatory: UserId::new(),
            signs_as: "Head".to_owned(),
            signed: true,
        }
    }

    fn rule() -> ConsortiumRule {
        ConsortiumRule {
            least: 2,
            most: 3,
            countries: vec!["RU".into(), "KZ".into()],
            least_countries: 2,
            kinds: vec![PartnerKind::Clinic],
            signatures: true,
        }
    }

    #[test]
    fn each_condition_is_said_for_itself() {
        let fine = vec![
            partner(1, "RU", PartnerKind::Research, PartnerRole::Coordinator, 60),
            partner(2, "KZ", PartnerKind::Clinic, PartnerRole::Partner, 40),
        ];
        let found = |partners: &[Partner], asked| -> Vec<&'static str> {
            wrong(&rule(), partners, asked).into_iter().map(|one| one.what).collect()
        };
        assert_eq!(found(&fine, Some(100)), Vec::<&str>::new());
        assert_eq!(found(&fine, Some(101)), ["calls-partner-wrong-shares"]);
        assert_eq!(found(&fine, None), Vec::<&str>::new(), "a concept note has no shares yet");
        let alone = [
            "calls-partner-wrong-few",
            "calls-partner-wrong-countries",
            "calls-partner-wrong-kind",
            "calls-partner-wrong-shares",
        ];
        assert_eq!(found(&fine[..1], Some(100)), alone);
        let mut other = fine.clone();
        (other[1].country, other[1].signed) = ("DE".to_owned(), false);
        other[1].role = PartnerRole::Coordinator;
        let expected =
            ["calls-partner-wrong-coordinator", "calls-partner-wrong-country", "calls-partner-wrong-unsigned"];
        assert_eq!(found(&other, Some(100)), expected);
        let many: Vec<Partner> = fine.iter().chain(&fine[1..]).chain(&fine[1..]).cloned().collect();
        assert_eq!(found(&many, Some(180)), ["calls-partner-wrong-many"]);
    }

    #[test]
    fn a_rule_that_nobody_can_keep_is_none() {
        assert!(rule().is_possible());
        for wrong in [
            ConsortiumRule { least: 0, ..rule() },
            ConsortiumRule { most: 1, ..rule() },
            ConsortiumRule { least_countries: 3, ..rule() },
            ConsortiumRule { countries: vec!["ru".into()], least_countries: 0, ..rule() },
            ConsortiumRule { most: MOST_PARTNERS + 1, ..rule() },
        ] {
            assert!(!wrong.is_possible(), "{wrong:?}");
        }
    }

    proptest! {
        #[test]
        fn shares_are_what_is_asked_for_to_the_last_unit(shares in prop::collection::vec(0..i64::MAX / 64, 1..20), off in -2..3_i64) {
            let partners: Vec<Partner> = (1..).zip(&shares).map(|(number, share)| {
                let role = if number == 1 { PartnerRole::Coordinator } else { PartnerRole::Partner };
                partner(number, "RU", PartnerKind::Other, role, *share)
            }).collect();
            let rule = ConsortiumRule { least: 1, most: 60, countries: Vec::new(), least_countries: 0, kinds: Vec::new(), signatures: false };
            let asked = shares.iter().sum::<i64>() + off;
            prop_assert_eq!(wrong(&rule, &partners, Some(asked)).is_empty(), off == 0);
        }
    }
}
