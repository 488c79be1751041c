//! The calls of the demo can be published and applied to, and a file that was written is read as the same.

use bellwether_calls::model::answers::{asked_minor, wrong};
use bellwether_calls::model::demo::DEMO;
use bellwether_calls::model::written::{Written, read};
use bellwether_kernel::amount::Amount;

#[test]
fn the_calls_of_the_demo_can_be_published_and_applied_to() {
    for (name, source) in DEMO {
        let written = read(source).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(!written.calls.is_empty());
        for call in &written.calls {
            let unit = "RUB".parse().unwrap_or_else(|_| panic!("a unit"));
            let budget = Amount::parse(&call.budget, unit).unwrap_or_else(|_| panic!("{}", call.budget));
            assert_eq!(call.content.form_wrong(), Vec::new(), "{}", call.slug);
            assert_eq!(call.content.wrong(budget.minor), Vec::new(), "{}", call.slug);
            for application in call.applications.iter().filter(|one| one.submit) {
                let form = call.content.in_stage(application.advanced).form;
                let found = wrong(&form, &application.answers, &Default::default(), unit);
                assert_eq!(found, Vec::new(), "{}", application.answers["title"]);
                if form.budget().is_none() {
                    continue;
                }
                let asked = asked_minor(&form, &application.answers, unit);
                assert!(
                    asked.is_some_and(|minor| (call.content.least_minor..=call.content.most_minor).contains(&minor))
                );
            }
        }
    }
}

#[test]
fn a_file_is_read_as_it_was_written() {
    for (name, source) in DEMO {
        let written = read(source).unwrap_or_else(|error| panic!("{name}: {error}"));
        let text = toml::to_string_pretty(&written).unwrap_or_else(|error| panic!("{name}: {error}"));
        let again: Written = read(&text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
        assert_eq!(again, written);
    }
}
