//! The words of the interface: Fluent messages of the kit and of all slices, in every language.
//!
//! Texts that people write are not here; they are `kernel::lang::Text`.

use std::borrow::Cow;
use std::sync::Arc;

use bellwether_kernel::lang::Lang;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::format;

/// The kit's own words and the glossary of nouns, which all slices may refer to as terms (`{ -evidence }`).
pub(crate) const OWN: &[(&str, Lang, &str)] = &[
    ("glossary", Lang::En, include_str!("../messages/glossary.en.ftl")),
    ("glossary", Lang::Ru, include_str!("../messages/glossary.ru.ftl")),
    ("web", Lang::En, include_str!("../messages/en.ftl")),
    ("web", Lang::Ru, include_str!("../messages/ru.ftl")),
];

/// A value that is put into a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg<'a> {
    /// Words, put in as they are.
    Text(Cow<'a, str>),
    /// A number: chooses the plural form and is written the language's way.
    Number(f64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Arg::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Arg::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Arg::Text(Cow::Owned(text))
    }
}

macro_rules! number_args {
    ($($number:ty),*) => {$(
        impl From<$number> for Arg<'_> {
            fn from(number: $number) -> Self {
                Arg::Number(number as f64)
            }
        }
    )*};
}
number_args!(u8, u16, u32, u64, usize, i16, i32, i64, f64);

/// A slice's messages cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum WordsError {
    /// The file is not Fluent.
    #[error("messages of {slice} in {lang}: {problem}", lang = lang.code())]
    Syntax {
        /// The slice.
        slice: String,
        /// The language of the file.
        lang: Lang,
        /// What the parser said.
        problem: String,
    },
    /// Two files define the same message.
    #[error("messages of {slice} in {lang}: {key} is defined twice", lang = lang.code())]
    Twice {
        /// The slice that came second.
        slice: String,
        /// The language of the file.
        lang: Lang,
        /// The message.
        key: String,
    },
}

/// All messages in all languages.
pub struct Catalogue {
    bundles: Vec<(Lang, FluentBundle<FluentResource>)>,
}

impl Catalogue {
    /// Reads message files: the name of the slice, the language, the text. The kit's own are always there.
    pub fn load(files: &[(&str, Lang, &str)]) -> Result<Catalogue, WordsError> {
        let mut bundles: Vec<_> = Lang::ALL.into_iter().map(|lang| (lang, empty_bundle(lang))).collect();
        for &(slice, lang, source) in OWN.iter().chain(files) {
            let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, problems)| WordsError::Syntax {
                slice: slice.to_owned(),
                lang,
                problem: problems.first().map(ToString::to_string).unwrap_or_default(),
            })?;
            let (_, bundle) = bundles.iter_mut().find(|(of, _)| *of == lang).expect("there is one for every language");
            add(bundle, slice, lang, resource)?;
        }
        Ok(Catalogue { bundles })
    }

    /// Is there such a message in this language?
    pub fn has(&self, lang: Lang, key: &str) -> bool {
        self.bundle(lang).has_message(key)
    }

    /// The message in this language, or else in another, or else its key. Tests make sure that the first is always there.
    pub fn say(&self, lang: Lang, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            match value {
                Arg::Text(text) => values.set((*name).to_owned(), FluentValue::from(text.as_ref())),
                Arg::Number(number) => values.set((*name).to_owned(), FluentValue::from(*number)),
            }
        }
        let found = std::iter::once(lang).chain(Lang::ALL).find_map(|lang| {
            let bundle = self.bundle(lang);
            let pattern = bundle.get_message(key)?.value()?;
            Some(bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned())
        });
        found.unwrap_or_else(|| {
            tracing::error!(message.key = key, "no message {key}");
            key.to_owned()
        })
    }

    fn bundle(&self, lang: Lang) -> &FluentBundle<FluentResource> {
        let found = self.bundles.iter().find(|(of, _)| *of == lang);
        &found.expect("load makes a bundle for every language").1
    }
}

fn empty_bundle(lang: Lang) -> FluentBundle<FluentResource> {
    let id: LanguageIdentifier = lang.code().parse().expect("codes of languages are language identifiers");
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Isolation marks are for mixed writing directions; here they would only get into copied text.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::En => |value, _| number_in(Lang::En, value),
        Lang::Ru => |value, _| number_in(Lang::Ru, value),
    }));
    bundle
}

fn number_in(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(format::number(lang, number.value)),
        _ => None,
    }
}

fn add(
    bundle: &mut FluentBundle<FluentResource>,
    slice: &str,
    lang: Lang,
    resource: FluentResource,
) -> Result<(), WordsError> {
    bundle.add_resource(resource).map_err(|problems| WordsError::Twice {
        slice: slice.to_owned(),
        lang,
        key: problems.first().map(ToString::to_string).unwrap_or_default(),
    })
}

/// The words in one language.
#[derive(Clone)]
pub struct Words {
    catalogue: Arc<Catalogue>,
    /// The language.
    pub lang: Lang,
}

impl Words {
    /// The words of this catalogue in this language.
    pub fn new(catalogue: Arc<Catalogue>, lang: Lang) -> Self {
        Words { catalogue, lang }
    }

    /// The same words in another language.
    pub fn in_language(&self, lang: Lang) -> Self {
        Words { catalogue: self.catalogue.clone(), lang }
    }

    /// The message.
    pub fn t(&self, key: &str) -> String {
        self.catalogue.say(self.lang, key, &[])
    }

    /// The message with values put in.
    pub fn t_with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.catalogue.say(self.lang, key, args)
    }

    /// Is there such a message in this language?
    pub fn has(&self, key: &str) -> bool {
        self.catalogue.has(self.lang, key)
    }
}
