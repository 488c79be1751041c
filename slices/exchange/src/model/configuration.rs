//! What an instrument can be set to: items such as an objective or a gas, each with options, and the time that a change takes.

use std::collections::BTreeMap;

use bellwether_kernel::actor::UserId;
use bellwether_kernel::lang::Text;
use bellwether_kernel::typed_id;
use serde::{Deserialize, Serialize};

typed_id!(
    /// A change of what something is set to.
    SettingId
);

/// The most items of a facility, and the most options of one.
pub const MOST: usize = 30;

/// Something that can be set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its code, unique in the facility.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// How long a change takes.
    pub change_minutes: u32,
    /// What it can be set to; the first where nobody has set anything.
    #[serde(rename = "option")]
    pub options: Vec<ItemOption>,
}

/// What an item can be set to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemOption {
    /// Its code, unique in the item.
    pub code: String,
    /// Its name.
    pub name: Text,
}

impl Item {
    /// The option of a code.
    pub fn option(&self, code: &str) -> Option<&ItemOption> {
        self.options.iter().find(|one| one.code == code)
    }
}

/// Options by item, as codes: what is set, or what a booking asks for.
pub type Options = BTreeMap<String, String>;

/// A change that has to be made before a use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The item.
    pub item: String,
    /// What it is set to until then.
    pub from: String,
    /// What it has to be set to.
    pub to: String,
    /// How long that takes.
    pub minutes: u32,
}

/// The changes that lead from what is set to what is asked for. Items that are not asked for stay.
pub fn changes(items: &[Item], set: &Options, wanted: &Options) -> Vec<Change> {
    let change = |item: &Item| {
        let to = wanted.get(&item.code)?;
        let first = item.options.first().map(|one| one.code.as_str());
        let from = set.get(&item.code).map(String::as_str).or(first).unwrap_or_default();
        (from != to).then(|| Change {
            item: item.code.clone(),
            from: from.to_owned(),
            to: to.clone(),
            minutes: item.change_minutes,
        })
    };
    items.iter().filter_map(change).collect()
}

/// How long changes take, one after the other.
pub fn minutes(changes: &[Change]) -> u32 {
    changes.iter().map(|one| one.minutes).sum()
}

/// What was set, when and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The item.
    pub item: String,
    /// The option.
    pub option: String,
    /// By whom; `None` if the installation itself did.
    pub by: Option<UserId>,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
}

/// What is wrong with items as they are written; `None` if nothing is.
pub fn problem(items: &[Item]) -> Option<&'static str> {
    let is_code = |code: &str| {
        !code.is_empty()
            && code.len() <= 40
            && code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    let is_both = |text: &Text| text.en.is_some() && text.ru.is_some();
    let is_once = |codes: Vec<&str>| {
        codes.iter().enumerate().all(|(at, code)| codes.iter().position(|one| one == code) == Some(at))
    };
    let is_odd = |item: &Item| {
        !is_code(&item.code)
            || !is_both(&item.name)
            || item.change_minutes > 1440
            || !(2..=MOST).contains(&item.options.len())
            || item.options.iter().any(|one| !is_code(&one.code) || !is_both(&one.name))
            || !is_once(item.options.iter().map(|one| one.code.as_str()).collect())
    };
    let is_bad =
        items.len() > MOST || items.iter().any(is_odd) || !is_once(items.iter().map(|one| one.code.as_str()).collect());
    is_bad.then_some(
        "an item has a code, names in both languages, and 2 to 30 options, each once; a change takes a day at most",
    )
}
