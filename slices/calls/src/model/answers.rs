//! What was typed into a form, and what is still wrong with it. Answers are kept as they were typed, so that nothing is lost.

use std::collections::{BTreeMap, BTreeSet};

use bellwether_kernel::amount::Amount;
use bellwether_kernel::money::Unit;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::form::{Field, Form, Wanted};

/// The longest answer, in letters.
pub const LONGEST: usize = 200_000;
/// The most items of a budget.
pub const MOST_ITEMS: usize = 60;

/// Answers as they were typed, by the codes of their fields.
pub type Answers = BTreeMap<String, String>;

/// One item of a budget, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Item {
    /// What it is for.
    pub what: String,
    /// How much, as people write it.
    pub amount: String,
}

/// The items of a budget that was typed; none where the text is no such table.
pub fn items(typed: &str) -> Vec<Item> {
    serde_json::from_str(typed).unwrap_or_default()
}

/// Items as they are kept; empty lines are left out.
pub fn typed_items(items: &[Item]) -> String {
    let kept: Vec<&Item> =
        items.iter().filter(|one| !one.what.trim().is_empty() || !one.amount.trim().is_empty()).collect();
    if kept.is_empty() { String::new() } else { serde_json::to_string(&kept).unwrap_or_default() }
}

/// The sum of a budget; `None` if an amount is none, or nothing is asked for.
pub fn sum(items: &[Item], unit: Unit) -> Option<i64> {
    let one =
        |item: &Item| Amount::parse(&item.amount, unit).ok().map(|amount| amount.minor).filter(|minor| *minor > 0);
    let sum = items.iter().map(one).try_fold(0_i64, |sum, minor| sum.checked_add(minor?));
    sum.filter(|sum| *sum > 0)
}

/// How much is asked for.
pub fn asked_minor(form: &Form, answers: &Answers, unit: Unit) -> Option<i64> {
    let typed = answers.get(&form.budget()?.code)?;
    sum(&items(typed), unit)
}

/// How many words a text has.
pub fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Is the field asked, with these answers? A field that depends on one that is not asked is not asked either.
pub fn is_asked(form: &Form, field: &Field, answers: &Answers) -> bool {
    let Some(shown) = &field.shown_if else { return true };
    // Fields depend on earlier ones alone, so this ends.
    let Some(other) = form.fields().take_while(|one| one.code != field.code).find(|one| one.code == shown.field) else {
        return false;
    };
    answers.get(&shown.field) == Some(&shown.is) && is_asked(form, other, answers)
}

/// What is wrong with an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerWrong {
    /// The code of the field.
    pub field: String,
    /// The key of the message.
    pub what: &'static str,
    /// The bound that is not kept.
    pub bound: Option<i64>,
}

/// Everything that keeps the answers from being handed in; empty if they can be. `files` are the fields with a file.
pub fn wrong(form: &Form, answers: &Answers, files: &BTreeSet<String>, unit: Unit) -> Vec<AnswerWrong> {
    let asked = form.fields().filter(|field| is_asked(form, field, answers));
    let of = |field: &Field| {
        let typed = answers.get(&field.code).map_or("", |typed| typed.trim());
        let (what, bound) = one_wrong(field, typed, files.contains(&field.code), unit)?;
        Some(AnswerWrong { field: field.code.clone(), what, bound })
    };
    asked.filter_map(of).collect()
}

fn one_wrong(field: &Field, typed: &str, has_file: bool, unit: Unit) -> Option<(&'static str, Option<i64>)> {
    if matches!(field.answer, Wanted::File { .. }) {
        return (field.required && !has_file).then_some(("calls-answer-file", None));
    }
    if typed.is_empty() {
        return field.required.then_some(("calls-answer-missing", None));
    }
    match &field.answer {
        Wanted::Line { words: most } | Wanted::Lines { words: most } => {
            (words(typed) > *most as usize).then_some(("calls-answer-words", Some(i64::from(*most))))
        }
        Wanted::Number { least, most } => match typed.parse::<i64>() {
            Err(_) => Some(("calls-answer-number", None)),
            Ok(number) if number < *least => Some(("calls-answer-least", Some(*least))),
            Ok(number) if number > *most => Some(("calls-answer-most", Some(*most))),
            Ok(_) => None,
        },
        answer @ (Wanted::Choice { .. } | Wanted::YesNo) => {
            (!answer.codes().contains(&typed)).then_some(("calls-answer-choice", None))
        }
        Wanted::Date => typed.parse::<Date>().is_err().then_some(("calls-answer-date", None)),
        Wanted::Budget => {
            let items = items(typed);
            let is_named = items.iter().all(|item| !item.what.trim().is_empty());
            let is_whole = !items.is_empty() && items.len() <= MOST_ITEMS && is_named && sum(&items, unit).is_some();
            (!is_whole).then_some(("calls-answer-budget", None))
        }
        Wanted::File { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::form::ShownIf;

    fn rub() -> Unit {
        "RUB".parse().expect("a unit")
    }

    fn answers(of: &[(&str, &str)]) -> Answers {
        of.iter().map(|(code, typed)| ((*code).to_owned(), (*typed).to_owned())).collect()
    }

    #[test]
    fn what_is_missing_or_too_long_is_said_at_its_field() {
        let form = Form::first();
        let long = "word ".repeat(26);
        let budget = r#"[{"what":"Reagents","amount":"1 000.50"},{"what":"","amount":"2"}]"#;
        let found = wrong(&form, &answers(&[("title", &long), ("budget", budget)]), &BTreeSet::new(), rub());
        let found: Vec<_> = found.iter().map(|one| (one.field.as_str(), one.what, one.bound)).collect();
        let expected = [
            ("title", "calls-answer-words", Some(25)),
            ("summary", "calls-answer-missing", None),
            ("budget", "calls-answer-budget", None),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn words_are_counted_alike_in_both_languages() {
        let same = [
            ("We grow hearts, in a dish.", 6),
            ("Мы выращиваем сердца — в чашке.", 6),
            ("  ткань-на-чипе\n\tдля\u{a0}лекарств ", 3),
            ("", 0),
            (" \n ", 0),
        ];
        for (text, expected) in same {
            assert_eq!(words(text), expected, "{text:?}");
        }
        let form = Form::first();
        let limit = |text: &str| {
            let of = answers(&[("title", text)]);
            wrong(&form, &of, &BTreeSet::new(), rub()).iter().any(|one| one.field == "title")
        };
        assert!(!limit(&"слово ".repeat(25)) && limit(&"слово ".repeat(26)));
    }

    #[test]
    fn a_field_that_is_not_asked_need_not_be_answered() {
        let mut form = Form::first();
        let fields = &mut form.sections[0].fields;
        let like = fields[1].clone();
        let yes = |field: &str| Some(ShownIf { field: field.to_owned(), is: "yes".to_owned() });
        fields.push(Field { code: "trial".into(), answer: Wanted::YesNo, ..like.clone() });
        fields.push(Field { code: "ethics".into(), answer: Wanted::YesNo, shown_if: yes("trial"), ..like.clone() });
        fields.push(Field { code: "board".into(), shown_if: yes("ethics"), ..like });
        let missing = |of: &[(&str, &str)]| -> Vec<String> {
            let all = wrong(&form, &answers(of), &BTreeSet::new(), rub());
            all.into_iter()
                .map(|one| one.field)
                .filter(|field| !["title", "summary", "budget"].contains(&field.as_str()))
                .collect()
        };
        assert_eq!(missing(&[]), ["trial"]);
        assert_eq!(missing(&[("trial", "no"), ("ethics", "yes")]), Vec::<String>::new());
        assert_eq!(missing(&[("trial", "yes")]), ["ethics"]);
        assert_eq!(missing(&[("trial", "yes"), ("ethics", "yes")]), ["board"]);
    }

    proptest! {
        #[test]
        fn a_budget_is_the_sum_of_its_items_and_is_kept_as_typed(minor in prop::collection::vec(1..1_000_000_000_i64, 1..20)) {
            let unit = rub();
            let typed: Vec<Item> = minor.iter().map(|minor| Item { what: "x".into(), amount: Amount::new(*minor, unit).decimal() }).collect();
            let kept = typed_items(&typed);
            prop_assert_eq!(items(&kept), typed.clone());
            prop_assert_eq!(sum(&typed, unit), Some(minor.iter().sum()));
        }
    }
}
