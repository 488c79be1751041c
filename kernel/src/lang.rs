//! The languages of the interface, and text that exists in several of them.

use serde::{Deserialize, Serialize};

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
}

impl Lang {
    /// All languages, the default first.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Ru];

    /// `en` or `ru`, as in links and the `lang` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Ru => "ru",
        }
    }

    /// The language with this code.
    pub fn from_code(code: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.code() == code)
    }
}

/// Text that people wrote, in one or more languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    /// Russian.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ru: Option<String>,
}

impl Text {
    /// Text in both languages.
    pub fn both(en: impl Into<String>, ru: impl Into<String>) -> Self {
        Text { en: Some(en.into()), ru: Some(ru.into()) }
    }

    /// The words in `wanted`, or else in the language that there is; with the language they are in.
    pub fn best(&self, wanted: Lang) -> (&str, Lang) {
        let of = |lang| match lang {
            Lang::En => self.en.as_deref(),
            Lang::Ru => self.ru.as_deref(),
        };
        std::iter::once(wanted)
            .chain(Lang::ALL)
            .find_map(|lang| of(lang).map(|words| (words, lang)))
            .unwrap_or(("", wanted))
    }
}
