//! The form of a call: sections of typed fields, each in both languages, some shown only if another was answered so.

use std::collections::BTreeSet;

use bellwether_kernel::lang::Text;
use bellwether_kernel::named;
use serde::{Deserialize, Serialize};

use crate::model::file::FileKind;

/// The most sections, and the most fields of one.
pub const MOST: usize = 40;
/// The code of the field that names an application in lists.
pub const TITLE: &str = "title";

/// A form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Its sections.
    pub sections: Vec<Section>,
}

/// A part of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its heading.
    pub title: Text,
    /// The keys of the stages that ask it; all if it names none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<String>,
    /// Its fields.
    #[serde(default)]
    pub fields: Vec<Field>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its name in files and tables, unique in the form.
    pub code: String,
    /// The question.
    pub label: Text,
    /// What is meant.
    #[serde(default)]
    pub help: Text,
    /// What kind of answer is wanted.
    #[serde(flatten)]
    pub answer: Wanted,
    /// Must it be answered?
    #[serde(default)]
    pub required: bool,
    /// Does the answer tell who applies? Then whoever judges blindly does not see it.
    #[serde(default)]
    pub identifying: bool,
    /// Only asked if another field has this answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown_if: Option<ShownIf>,
    /// The keys of the stages that ask it; all of its section if it names none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<String>,
}

/// When a field is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownIf {
    /// The code of an earlier field with choices.
    pub field: String,
    /// The code of the choice; `yes` or `no` for such a question.
    pub is: String,
}

/// The kind of answer that a field wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Wanted {
    /// One line.
    Line {
        /// At most so many words.
        words: u32,
    },
    /// Several lines.
    Lines {
        /// At most so many words.
        words: u32,
    },
    /// A whole number.
    Number {
        /// The least.
        least: i64,
        /// The most.
        most: i64,
    },
    /// One of some choices.
    Choice {
        /// The choices.
        options: Vec<Choice>,
    },
    /// A day.
    Date,
    /// Yes or no.
    YesNo,
    /// What the money is for: items with amounts, in the currency of the call.
    Budget,
    /// A file.
    File {
        /// Of these kinds.
        kinds: Vec<FileKind>,
        /// At most so large.
        most_bytes: u64,
    },
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its name in files and tables.
    pub code: String,
    /// Its words.
    pub label: Text,
}

named!(
    /// The kinds of fields, for choosing one.
    FieldKind {
        /// One line.
        Line = "line",
        /// Several lines.
        Lines = "lines",
        /// A number.
        Number = "number",
        /// One of some choices.
        Choice = "choice",
        /// A day.
        Date = "date",
        /// Yes or no.
        YesNo = "yes_no",
        /// A table of items with amounts.
        Budget = "budget",
        /// A file.
        File = "file",
    }
);

impl Wanted {
    /// The kind, without its bounds.
    pub fn kind(&self) -> FieldKind {
        match self {
            Wanted::Line { .. } => FieldKind::Line,
            Wanted::Lines { .. } => FieldKind::Lines,
            Wanted::Number { .. } => FieldKind::Number,
            Wanted::Choice { .. } => FieldKind::Choice,
            Wanted::Date => FieldKind::Date,
            Wanted::YesNo => FieldKind::YesNo,
            Wanted::Budget => FieldKind::Budget,
            Wanted::File { .. } => FieldKind::File,
        }
    }

    /// The answers that another field can depend on, by their codes.
    pub fn codes(&self) -> Vec<&str> {
        match self {
            Wanted::YesNo => vec!["yes", "no"],
            Wanted::Choice { options } => options.iter().map(|one| one.code.as_str()).collect(),
            _ => Vec::new(),
        }
    }
}

/// What is wrong with a form: the code of the field or section, and the message that says what.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the form is wrong at {place:?}: {what}")]
pub struct FormWrong {
    /// The code of the field, or the number of the section.
    pub place: String,
    /// The key of the message.
    pub what: &'static str,
}

impl Form {
    /// All fields in their order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    /// The field with this code.
    pub fn field(&self, code: &str) -> Option<&Field> {
        self.fields().find(|field| field.code == code)
    }

    /// The field that says how much is asked for.
    pub fn budget(&self) -> Option<&Field> {
        self.fields().find(|field| field.answer == Wanted::Budget)
    }

    /// Can people be asked with it, where there is one stage? Everything that is wrong.
    pub fn wrong(&self) -> Vec<FormWrong> {
        let mut all = self.broken();
        all.extend(self.unfit(true));
        all
    }

    /// What is wrong with its sections and fields.
    pub fn broken(&self) -> Vec<FormWrong> {
        let mut all = Vec::new();
        let mut say = |place: &str, what| all.push(FormWrong { place: place.to_owned(), what });
        let mut known: Vec<&Field> = Vec::new();
        for (at, section) in (1..).zip(&self.sections) {
            if !is_said(&section.title) || section.fields.len() > MOST {
                say(&format!("{at}"), "calls-wrong-section");
            }
            for field in &section.fields {
                if !is_code(&field.code) || known.iter().any(|other| other.code == field.code) {
                    say(&field.code, "calls-wrong-code");
                }
                if !is_said(&field.label) {
                    say(&field.code, "calls-wrong-label");
                }
                if !field.answer.is_possible() {
                    say(&field.code, "calls-wrong-bounds");
                }
                if let Some(ShownIf { field: other, is }) = &field.shown_if {
                    let of = known.iter().find(|known| known.code == *other);
                    if !of.is_some_and(|of| of.answer.codes().contains(&is.as_str())) {
                        say(&field.code, "calls-wrong-shown-if");
                    }
                }
                known.push(field);
            }
        }
        if self.sections.len() > MOST {
            say("", "calls-wrong-section");
        }
        all
    }

    /// What it lacks to be handed in: a title to be found by, and one budget where that is decided.
    pub fn unfit(&self, needs_budget: bool) -> Vec<FormWrong> {
        let mut all = Vec::new();
        let mut say = |place: &str, what| all.push(FormWrong { place: place.to_owned(), what });
        let title = self.field(TITLE);
        if !title.is_some_and(|title| title.answer.kind() == FieldKind::Line && title.shown_if.is_none()) {
            say(TITLE, "calls-wrong-title-field");
        }
        let budgets: Vec<&Field> = self.fields().filter(|field| field.answer == Wanted::Budget).collect();
        let is_fine = match budgets.as_slice() {
            [] => !needs_budget,
            [one] => one.required && one.shown_if.is_none(),
            _ => false,
        };
        if !is_fine {
            say("budget", "calls-wrong-budget-field");
        }
        all
    }

    /// The form that a new call begins with.
    pub fn first() -> Form {
        let field = |code: &str, en: &str, ru: &str, answer| Field {
            code: code.to_owned(),
            label: Text::both(en, ru),
            help: Text::default(),
            answer,
            required: true,
            identifying: false,
            shown_if: None,
            stages: Vec::new(),
        };
        let fields = vec![
            field(TITLE, "Title of the project", "Название проекта", Wanted::Line { words: 25 }),
            field("summary", "Summary for everybody", "Краткое изложение для всех", Wanted::Lines { words: 200 }),
            field("budget", "Budget", "Бюджет", Wanted::Budget),
        ];
        Form {
            sections: vec![Section { title: Text::both("The project", "Проект"), stages: Vec::new(), fields }]
        }
    }
}

impl Wanted {
    fn is_possible(&self) -> bool {
        match self {
            Wanted::Line { words } | Wanted::Lines { words } => (1..=10_000).contains(words),
            Wanted::Number { least, most } => least <= most,
            Wanted::Choice { options } => {
                let codes: BTreeSet<&str> = options.iter().map(|one| one.code.as_str()).collect();
                let are_said = options.iter().all(|one| is_code(&one.code) && is_said(&one.label));
                (2..=MOST).contains(&options.len()) && codes.len() == options.len() && are_said
            }
            Wanted::File { kinds, most_bytes } => {
                !kinds.is_empty() && (1..=crate::model::file::MOST_BYTES).contains(most_bytes)
            }
            Wanted::Date | Wanted::YesNo | Wanted::Budget => true,
        }
    }
}

/// Is it said in both languages, in not too many words?
pub fn is_said(text: &Text) -> bool {
    let is_one = |words: &Option<String>| {
        words.as_deref().is_some_and(|words| !words.trim().is_empty() && words.chars().count() <= 2000)
    };
    is_one(&text.en) && is_one(&text.ru)
}

/// Small letters, digits and underscores, beginning with a letter.
pub fn is_code(code: &str) -> bool {
    let is_sign = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_';
    code.starts_with(|sign: char| sign.is_ascii_lowercase()) && code.len() <= 40 && code.chars().all(is_sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_call_begins_with_a_form_that_can_be_asked() {
        assert_eq!(Form::first().wrong(), Vec::new());
    }

    #[test]
    fn a_form_without_title_budget_or_words_cannot_be_asked() {
        let mut form = Form::first();
        let section = form.sections.first_mut().expect("a section");
        section.title.ru = None;
        section.fields.truncate(2);
        section.fields[0].code = "name".to_owned();
        section.fields[1].shown_if = Some(ShownIf { field: "name".to_owned(), is: "yes".to_owned() });
        let found: Vec<(String, &str)> = form.wrong().into_iter().map(|wrong| (wrong.place, wrong.what)).collect();
        let expected = [
            ("1", "calls-wrong-section"),
            ("summary", "calls-wrong-shown-if"),
            ("title", "calls-wrong-title-field"),
            ("budget", "calls-wrong-budget-field"),
        ];
        assert_eq!(found, expected.map(|(place, what)| (place.to_owned(), what)));
    }
}
