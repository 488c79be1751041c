//! What addresses and forms ask: instants as people and programs write them, filters, pages.

use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::lang::{Lang, Text};
use bellwether_web::api::{Page, WebError};
use jiff::civil::DateTime;
use serde::Deserialize;

use crate::model::asked::{Show, TransfersWanted};

/// The query of the pages with a choice of an instant.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Asked {
    /// An instant of the past; empty for now.
    #[serde(default)]
    pub as_of: String,
    /// Only older lines than this one.
    pub before: Option<i64>,
}

impl Asked {
    /// The instant, or none for now.
    ///
    /// # Errors
    /// [`WebError::Invalid`], which names the field.
    pub fn instant(&self, page: &Page) -> Result<Option<Timestamp>, WebError> {
        match self.as_of.trim() {
            "" => Ok(None),
            text => instant(page, text).map(Some).ok_or_else(|| WebError::field("as_of", page.t("ledger-as-of-wrong"))),
        }
    }
}

/// An instant as a program writes it (RFC 3339), or a date and minute in the person's zone, which means to its end: the
/// pages show minutes, and what happened in the minute that is asked for is meant too.
pub fn instant(page: &Page, text: &str) -> Option<Timestamp> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(at);
    }
    let minute: DateTime = text.parse().ok()?;
    let start = minute.to_zoned(page.zone().clone()).ok()?.timestamp();
    Timestamp::from_millisecond(start.as_millisecond().checked_add(59_999)?).ok()
}

/// The query of the list of transfers.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct TransfersAsked {
    /// Which of them.
    #[serde(default)]
    pub show: String,
    /// Only older ones than this.
    #[serde(default)]
    pub before: String,
}

impl TransfersAsked {
    /// The question; what no page of ours sends is left out of it, as the page then shows.
    pub fn wanted(&self) -> TransfersWanted {
        TransfersWanted { show: Show::from_name(&self.show).unwrap_or(Show::All), before: self.before.parse().ok() }
    }
}

/// Words that a person typed, in the language of the page.
pub fn words(page: &Page, typed: &str) -> Text {
    let typed = Some(typed.to_owned());
    match page.lang() {
        Lang::En => Text { en: typed, ru: None },
        Lang::Ru => Text { en: None, ru: typed },
    }
}

/// A name that a person typed in one or both languages.
pub fn name(en: &str, ru: &str) -> Text {
    let given = |typed: &str| (!typed.trim().is_empty()).then(|| typed.to_owned());
    Text { en: given(en), ru: given(ru) }
}
