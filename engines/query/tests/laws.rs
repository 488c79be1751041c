//! Laws of the search language: nothing panics, errors point into the text, printing and parsing are inverse.

use bellwether_query::ast::{Like, Query, Value, Word};
use bellwether_query::field::{Field, Form};
use bellwether_query::parse;
use bellwether_query::range::{Day, Range};
use proptest::prelude::*;

fn word() -> impl Strategy<Value = Word> {
    let text = "[a-z0-9][a-zα-ω0-9'./-]{0,6}[a-z]";
    let like = prop_oneof![4 => Just(Like::Itself), 1 => Just(Like::Prefix), 1 => (1_u8..=2).prop_map(Like::Typos)];
    (text, like).prop_map(|(text, like)| Word { text, like })
}

fn value(field: Field) -> BoxedStrategy<Value> {
    let phrase = r#"[a-zA-Z]{1,5}[ "\\()a-z:*~+-]{1,8}"#;
    match (field, field.form()) {
        (_, Form::Range) => (0_u16..5_000, 0_u16..5_000)
            .prop_map(|(from, more)| {
                Value::Range(Range { from: Some(Day::year(from)), to: Some(Day::year(from + more)) })
            })
            .boxed(),
        (Field::Kind | Field::Is, _) => {
            proptest::sample::select(field.values()).prop_map(|name| Value::of(name.to_owned())).boxed()
        }
        (_, Form::Words) => prop_oneof![
            word().prop_map(Value::Word),
            (phrase, 0_u8..=50).prop_map(|(text, slop)| Value::Phrase { text, slop })
        ]
        .boxed(),
        (_, Form::Whole) => phrase.prop_map(Value::of).boxed(),
    }
}

fn query() -> impl Strategy<Value = Query> {
    let fields: Vec<Field> = Field::all().collect();
    let clause = proptest::sample::select(fields)
        .prop_flat_map(|field| value(field).prop_map(move |value| Query::Clause(field, value)));
    let words = prop::collection::vec(word(), 1..4).prop_map(Query::Words);
    let leaf = prop_oneof![3 => clause, 2 => words, 1 => Just(Query::All)];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Query::and),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Query::or),
            inner.prop_map(|inner| Query::Not(Box::new(inner))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn parsing_what_was_printed_gives_the_same_query(query in query()) {
        let printed = query.to_string();
        prop_assert_eq!(parse(&printed), Ok(query), "{}", printed);
    }

    #[test]
    fn no_text_panics_and_errors_point_into_it(text in "\\PC{0,60}") {
        check(&text)?;
    }

    #[test]
    fn no_pile_of_signs_panics(text in r#"(AND |OR |NOT |a|b c|\(|\)|"|~|~2|\*|\[ti\]|\[|\]|mesh:|year:|2019|\.\.|:|\+|-|é| ){0,30}"#) {
        check(&text)?;
    }
}

#[test]
fn a_similar_spelling_of_no_plain_word_is_refused_before_a_tag_too() {
    assert!(parse("~mesh:~[ti]").is_err() && parse("title:~mesh:~").is_err());
}

#[test]
fn a_value_is_the_same_inside_parentheses() {
    assert_eq!(parse("mesh:(~2)"), parse("mesh:~2"));
}

fn check(text: &str) -> Result<(), TestCaseError> {
    match parse(text) {
        Ok(query) => {
            let printed = query.to_string();
            prop_assert_eq!(parse(&printed), Ok(query), "{:?} was printed as {:?}", text, printed);
        }
        Err(error) => {
            prop_assert!(error.at.start <= error.at.end && text.get(error.at.clone()).is_some(), "{error:?}");
        }
    }
    Ok(())
}
