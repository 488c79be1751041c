//! What all sources say in the same way: subject and sentence of a kind of notice with what is put in, and lines of facts.

use bellwether_web::api::{Arg, Words};

use crate::model::kind::Kind;
use crate::model::notice::Said;

/// Something that is being said.
pub struct Frame<'a> {
    words: &'a Words,
    subject: String,
    lines: Vec<String>,
}

impl<'a> Frame<'a> {
    /// Begins with the subject and the sentence of this kind.
    pub fn of(words: &'a Words, kind: Kind, args: &[(&str, Arg<'_>)]) -> Frame<'a> {
        let key = format!("notices-mail-{}", kind.name().replace('_', "-"));
        let lines = vec![words.t_with(&format!("{key}-text"), args), String::new()];
        Frame { words, subject: words.t_with(&key, args), lines }
    }

    /// A line of a fact; none where there is nothing to say.
    pub fn fact(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            self.lines.push(format!("{}: {value}", self.words.t(key)));
        }
    }

    /// A sentence.
    pub fn sentence(&mut self, key: &str) {
        self.lines.push(self.words.t(key));
    }

    /// The whole, about the page at `href`; `about` is what letters about the same thing have in common.
    pub fn said(self, href: String, about: String) -> Said {
        Said { subject: self.subject, lines: self.lines, href, about, calendar: None }
    }
}
