//! The search language by example, and its error messages.

use bellwether_query::parse;

fn canonical(text: &str) -> String {
    match parse(text) {
        Ok(query) => query.to_string(),
        Err(error) => format!("{:?}: {error}", text.get(error.at.clone()).unwrap_or("outside")),
    }
}

#[test]
fn queries_in_their_canonical_spelling() {
    let queries = [
        "",
        "breast cancer",
        "breast AND cancer",
        "breast cancer OR tumor",
        "(breast OR lung) cancer",
        "+breast cancer -mice",
        "cancer NOT mice",
        "\"heart failure\" outcome",
        "\"heart failure\"~5",
        "immun* asprin~ asprin~2",
        "title:asthma ti:asthma",
        "title:(asthma OR copd)",
        "breast cancer[ti] AND smith j[au]",
        "\"Breast Neoplasms\"[mh] NOT animals[mh:noexp]",
        "2019:2021[dp]",
        "year:2019..2021 date:2020-01..2020-06-15 year:>2018",
        "kind:TRIAL lang:eng",
        "journal:\"N Engl J Med\" journal.exact:Lancet",
        "doi:10.1016/S0140-6736(20)30183-5",
        "(id:PMC123)",
        "au: \"Curie M\"",
        "IL-2 TNF-α 0.05",
        "what is diabetes?",
        "cancer & diet",
        "*",
        "NOT mice",
        "A | B",
        "“smart quotes”",
        "NOT breast cancer[ti]",
    ];
    let lines: Vec<_> = queries.iter().map(|text| format!("{text:<58} {}", canonical(text))).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn errors_name_the_place_and_say_what_to_do() {
    let queries = [
        "\"open",
        "(open",
        "closed)",
        "()",
        "AND x",
        "x AND",
        "x OR",
        "x AND OR y",
        "NOT",
        "titel:asthma",
        "title:",
        "x[zz]",
        "[ti]",
        "x]",
        "*mycin",
        "HLA-B*27",
        "a*",
        "word~7",
        "\"a b\"~99",
        "year:soon",
        "year:2021..2019",
        "kind:book",
        "mesh:asth*",
        "lang:eng~",
        "year:(x)",
        "\"...\"",
    ];
    let lines: Vec<_> = queries.iter().map(|text| format!("{text:<18} {}", canonical(text))).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn depth_length_and_number_of_terms_are_bounded() {
    for text in ["(".repeat(5_000), "-".repeat(5_000) + "a", "NOT ".repeat(2_000) + "a", "a ".repeat(2_000)] {
        assert!(parse(&text).is_err());
    }
    assert!(parse(&"x".repeat(9_000)).is_err());
    assert!(parse(&format!("{}a{}", "(".repeat(60), ")".repeat(60))).is_ok());
}

#[test]
fn a_filter_can_be_taken_away() -> Result<(), Box<dyn std::error::Error>> {
    let query = parse("cancer kind:trial year:2020")?;
    let trial = parse("kind:trial")?;
    assert_eq!(query.without(&trial).to_string(), "cancer AND year:2020");
    assert_eq!(trial.without(&trial).to_string(), "*");
    Ok(())
}
