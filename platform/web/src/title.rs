//! The head of a page: its name, the way to it, its one primary action.

use maud::Markup;

use crate::slice::Place;

/// One step of the way to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// The name of the page above.
    pub label: String,
    /// Its address.
    pub href: String,
}

/// The head of a page. The name is a noun phrase.
#[derive(Clone, Debug)]
pub struct Title {
    /// The heading, also shown in the browser's tab.
    pub text: String,
    /// The language of the heading where it is not the page's, such as `ru`.
    pub lang: Option<String>,
    /// The pages above this one, the topmost first.
    pub crumbs: Vec<Crumb>,
    /// The one primary action, at the right.
    pub action: Option<Markup>,
    /// One line under the heading.
    pub lead: Option<String>,
    /// The place in the rail, where the address does not tell it.
    pub place: Option<Place>,
    /// A script that only this page needs, by its plain name.
    pub script: Option<&'static str>,
}

impl Title {
    /// A page with this name.
    pub fn new(text: impl Into<String>) -> Self {
        Title { text: text.into(), lang: None, crumbs: Vec::new(), action: None, lead: None, place: None, script: None }
    }

    /// Adds a step to the way: call it from the topmost page down.
    pub fn crumb(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push(Crumb { label: label.into(), href: href.into() });
        self
    }

    /// Sets the primary action: a link or button.
    pub fn action(mut self, action: Markup) -> Self {
        self.action = Some(action);
        self
    }

    /// Sets the line under the heading.
    pub fn lead(mut self, lead: impl Into<String>) -> Self {
        self.lead = Some(lead.into());
        self
    }

    /// Says that the heading is in this language (BCP 47, such as `ru`).
    pub fn in_language(mut self, lang: impl Into<String>) -> Self {
        self.lang = Some(lang.into());
        self
    }

    /// Marks this place of the rail as the current one, whatever the address.
    pub fn in_place(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Loads a script of the bundle that only this page needs, such as `map.js`.
    pub fn script(mut self, name: &'static str) -> Self {
        self.script = Some(name);
        self
    }
}

impl From<String> for Title {
    fn from(text: String) -> Self {
        Title::new(text)
    }
}

impl From<&str> for Title {
    fn from(text: &str) -> Self {
        Title::new(text)
    }
}
