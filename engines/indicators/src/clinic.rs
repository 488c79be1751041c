//! How far a topic is from the patient, and whether it comes nearer.
//!
//! The distance is the share of documents that are neither trials nor guidelines nor of a clinical publication type: plain
//! to explain, and comparable between topics. Which publication types are clinical is listed here once.

use crate::estimate::{Bootstrap, Estimate, Explanation, bootstrap, wilson};

/// MeSH publication types that report work with patients.
const CLINICAL_TYPES: &[&str] = &[
    "Adaptive Clinical Trial",
    "Case Reports",
    "Clinical Conference",
    "Clinical Study",
    "Clinical Trial",
    "Clinical Trial, Phase I",
    "Clinical Trial, Phase II",
    "Clinical Trial, Phase III",
    "Clinical Trial, Phase IV",
    "Controlled Clinical Trial",
    "Equivalence Trial",
    "Guideline",
    "Multicenter Study",
    "Observational Study",
    "Practice Guideline",
    "Pragmatic Clinical Trial",
    "Randomized Controlled Trial",
];

/// A document of a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Document {
    /// Year.
    pub year: i32,
    /// Whether it is a trial, a guideline or of a clinical publication type.
    pub clinical: bool,
}

/// Whether one of the publication types is a clinical one, in any case of letters.
pub fn is_clinical<'a>(mut types: impl Iterator<Item = &'a str>) -> bool {
    types.any(|name| CLINICAL_TYPES.iter().any(|clinical| clinical.eq_ignore_ascii_case(name.trim())))
}

/// Share of documents that are not clinical, with its Wilson interval; `None` without documents.
pub fn distance(documents: &[Document]) -> Option<Estimate> {
    let all = documents.len() as f64;
    let far = documents.iter().filter(|document| !document.clinical).count() as f64;
    (all > 0.0).then(|| Estimate {
        value: far / all,
        interval: wilson(far, all),
        explanation: Explanation::Share { of_kind: far, all },
    })
}

/// Change of the distance a year, by the least squares line through all documents; negative comes nearer. The interval
/// is a bootstrap over documents. `None` when all are of one year.
pub fn drift(documents: &[Document], how: Bootstrap) -> Option<Estimate> {
    let from = documents.iter().map(|document| document.year).min()?;
    let to = documents.iter().map(|document| document.year).max()?;
    let value = slope(documents.iter())?;
    let interval = bootstrap(documents.len(), how, |places| {
        slope(places.iter().map(|place| &documents[*place])).unwrap_or(f64::NAN)
    });
    Some(Estimate { value, interval, explanation: Explanation::Drift { from, to, documents: documents.len() as f64 } })
}

fn slope<'a>(documents: impl Iterator<Item = &'a Document> + Clone) -> Option<f64> {
    let (mut count, mut years, mut far) = (0.0, 0.0, 0.0);
    for document in documents.clone() {
        count += 1.0;
        years += f64::from(document.year);
        far += f64::from(u8::from(!document.clinical));
    }
    let (year_mean, far_mean) = (years / count, far / count);
    let (mut product, mut square) = (0.0, 0.0);
    for document in documents {
        let from_mean = f64::from(document.year) - year_mean;
        product += from_mean * (f64::from(u8::from(!document.clinical)) - far_mean);
        square += from_mean * from_mean;
    }
    (square > 0.0).then(|| product / square)
}
