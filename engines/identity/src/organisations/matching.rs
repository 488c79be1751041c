//! Which organisations an affiliation names, each with a confidence and the reason.

use crate::logistic::{dot, probability};
use crate::organisations::candidates::{self, Candidate, PlaceAgreement};
use crate::organisations::features::{self, COUNT, WEIGHTS};
use crate::organisations::index::{Form, Organisations};

/// The confidence from which a match is reported.
pub const THRESHOLD: f64 = 0.55;

/// An organisation that an affiliation names.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Its ROR id without address.
    pub ror: String,
    /// The probability that the match is right, after the weights' calibration.
    pub confidence: f64,
    /// Why.
    pub reason: Reason,
}

/// Why an organisation was matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The registry's name that stands in the affiliation.
    pub name: String,
    /// Is that the name of a former organisation, or the name without its city?
    pub form: NameForm,
    /// How the places agree.
    pub place: PlaceAgreement,
}

/// How the found words stand to the registry's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameForm {
    /// The whole name.
    Whole,
    /// The name without its city, which the affiliation names elsewhere.
    WithoutCity,
    /// The name without its country, which the affiliation names elsewhere.
    WithoutCountry,
    /// A school of the university.
    School,
    /// The name of an organisation that this one succeeded.
    Succeeded,
}

/// A candidate with its features; for fitting the weights and for reports.
#[derive(Clone, Debug)]
pub struct Weighed {
    /// ROR id without address.
    pub ror: String,
    /// See [`features::NAMES`].
    pub features: [f64; COUNT],
    /// The window of words, so that overlapping candidates can be told.
    pub window: (usize, usize),
    reason: Reason,
}

impl Organisations {
    /// The organisations that the affiliation names, the surest first; at most one for the same words.
    ///
    /// Costs O(words · longest name) look-ups. E-mail addresses are ignored.
    pub fn find(&self, affiliation: &str) -> Vec<Match> {
        choose(self.weigh_candidates(affiliation), &WEIGHTS, THRESHOLD)
    }

    /// All candidates with their features.
    pub fn weigh_candidates(&self, affiliation: &str) -> Vec<Weighed> {
        let reading = candidates::read(self, affiliation);
        let found = candidates::find(self, &reading);
        let weighed = features::features(self, &reading, &found);
        found.iter().zip(weighed).map(|(candidate, features)| self.weighed(candidate, features)).collect()
    }

    fn weighed(&self, candidate: &Candidate, features: [f64; COUNT]) -> Weighed {
        let entry = self.entry(candidate.entry);
        let organisation = self.at(candidate.organisation);
        let form = match entry.form {
            Form::Whole => NameForm::Whole,
            Form::WithoutCity => NameForm::WithoutCity,
            Form::WithoutCountry => NameForm::WithoutCountry,
            Form::School => NameForm::School,
            Form::Succeeded => NameForm::Succeeded,
        };
        Weighed {
            ror: organisation.ror.clone(),
            features,
            window: (candidate.start, candidate.end),
            reason: Reason { name: organisation.names[entry.name as usize].text.clone(), form, place: candidate.place },
        }
    }
}

/// The candidates that reach the threshold; of candidates that share words only the surest.
pub fn choose(weighed: Vec<Weighed>, weights: &[f64; COUNT], threshold: f64) -> Vec<Match> {
    let mut scored: Vec<(f64, Weighed)> = weighed
        .into_iter()
        .map(|candidate| (probability(dot(weights, &candidate.features)), candidate))
        .filter(|(confidence, _)| *confidence >= threshold)
        .collect();
    scored.sort_by(|(a, x), (b, y)| b.total_cmp(a).then_with(|| x.ror.cmp(&y.ror)));
    let mut taken: Vec<(usize, usize)> = Vec::new();
    let mut matches = Vec::new();
    for (confidence, candidate) in scored {
        let (start, end) = candidate.window;
        if taken.iter().all(|(from, to)| end <= *from || start >= *to) {
            taken.push((start, end));
            matches.push(Match { ror: candidate.ror, confidence, reason: candidate.reason });
        }
    }
    matches
}
