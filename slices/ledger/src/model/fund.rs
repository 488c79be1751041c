//! Funds: money, or another unit, of a cluster that is given out by focus areas.

use bellwether_kernel::lang::Text;
use bellwether_kernel::money::Unit;
use bellwether_kernel::typed_id;
use serde::Serialize;

typed_id!(
    /// A fund.
    FundId
);

/// A fund of a cluster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fund {
    /// Its id.
    pub id: FundId,
    /// The cluster that it belongs to.
    pub cluster: String,
    /// Its name in addresses and files, unique in the cluster.
    pub slug: String,
    /// Its name.
    pub name: Text,
    /// What it holds.
    pub unit: Unit,
    /// Transfers that take more than this from one of its accounts need a second person; `None`: none does.
    pub approval_above_minor: Option<i64>,
    /// Are its amounts invented, for a demonstration?
    pub sample: bool,
    /// When it was opened, in milliseconds UTC.
    pub opened_at_ms: i64,
}

/// A fund to be opened.
#[derive(Clone, Debug)]
pub struct NewFund {
    /// Its name in addresses and files.
    pub slug: String,
    /// Its name.
    pub name: Text,
    /// What it holds.
    pub unit: Unit,
    /// Transfers that take more than this need a second person.
    pub approval_above_minor: Option<i64>,
    /// Are its amounts invented?
    pub sample: bool,
}

/// What was given cannot be used; each names its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// No name in any language, or one that is too long.
    #[error("a name has 1 to 200 letters")]
    Name,
    /// Not small letters, digits and hyphens.
    #[error("a name in addresses has 1 to 80 small letters, digits and hyphens")]
    Slug,
    /// Below zero, or no number.
    #[error("not an amount that can be used here")]
    Amount,
    /// No words why, or too many.
    #[error("what a transfer is for is told in 1 to 500 letters")]
    Memo,
    /// An idempotency key has 1 to 200 letters without blanks.
    #[error("a key has 1 to 200 letters without blanks")]
    Key,
    /// It would be over before it began.
    #[error("it would expire before it begins")]
    Expiry,
    /// There is no such area in the cluster.
    #[error("the cluster has no such area")]
    Concept,
}

/// A name in addresses.
///
/// # Errors
/// [`Unusable::Slug`].
pub fn slug(text: &str) -> Result<String, Unusable> {
    let text = text.trim();
    let is_sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if text.is_empty() || text.len() > 80 || !text.bytes().all(is_sign) {
        return Err(Unusable::Slug);
    }
    Ok(text.to_owned())
}

/// A name or a reason in one or both languages, without blanks around; empty ones are left out.
pub(crate) fn words(text: &Text, most: usize, wrong: Unusable) -> Result<Text, Unusable> {
    let one = |words: &Option<String>| -> Result<Option<String>, Unusable> {
        let Some(words) = words.as_deref().map(str::trim).filter(|words| !words.is_empty()) else { return Ok(None) };
        if words.chars().count() > most || words.chars().any(char::is_control) {
            return Err(wrong);
        }
        Ok(Some(words.to_owned()))
    };
    let text = Text { en: one(&text.en)?, ru: one(&text.ru)? };
    if text == Text::default() { Err(wrong) } else { Ok(text) }
}

impl NewFund {
    /// The same with everything checked.
    ///
    /// # Errors
    /// [`Unusable`] names the first field that cannot be used.
    pub fn checked(&self) -> Result<NewFund, Unusable> {
        if self.approval_above_minor.is_some_and(|minor| minor < 0) {
            return Err(Unusable::Amount);
        }
        Ok(NewFund { slug: slug(&self.slug)?, name: words(&self.name, 200, Unusable::Name)?, ..self.clone() })
    }
}
