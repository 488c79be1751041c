//! The foresight report on paper: what the field is made of, what grows, what is about to, how far it is from the patient,
//! and how all of it is known.

mod emerging;
mod growth;
mod method;
mod overview;
mod patient;
mod phrase;
mod sheets;

use bellwether_paper::model::{Block, Document};
use bellwether_web::api::Words;

use crate::model::report::ReportData;
use phrase::Phrases;

/// The report in the language of the words.
pub fn document(words: &Words, data: &ReportData) -> Document {
    let phrases = Phrases { words };
    let mut blocks: Vec<Block> = Vec::new();
    overview::brief(&phrases, data, &mut blocks);
    overview::made_of(&phrases, data, &mut blocks);
    growth::grows(&phrases, data, &mut blocks);
    emerging::emerging(&phrases, data, &mut blocks);
    growth::follows(&phrases, data, &mut blocks);
    patient::patient(&phrases, data, &mut blocks);
    sheets::sheets(&phrases, data, &mut blocks);
    method::method(&phrases, data, &mut blocks);
    let title = phrases.t("foresight-report-title");
    Document {
        subtitle: overview::subtitle(&phrases, data),
        facts: overview::facts(&phrases, data),
        language: words.lang.code(),
        author: "Bellwether".to_owned(),
        subject: phrases.t("foresight-report-subject"),
        keywords: data.rows().take(10).map(|topic| topic.label.clone()).collect(),
        made: phrase::moment(data.status.built_at_ms),
        contents: Some(phrases.t("foresight-report-contents")),
        footer: format!("{title} · {}", overview::subtitle(&phrases, data)),
        title,
        blocks,
    }
}

/// The name of the file, without its ending.
pub fn file_name(data: &ReportData, lang: &str) -> String {
    format!("foresight-{}-{lang}", data.edition)
}

#[cfg(test)]
mod tests {
    use super::phrase::moment;

    #[test]
    fn moments_are_in_utc() {
        let found = moment(1_795_651_500_000).expect("a moment");
        assert_eq!(
            (found.year, found.month, found.day, found.hour, found.minute, found.second),
            (2026, 11, 26, 0, 5, 0)
        );
    }
}
