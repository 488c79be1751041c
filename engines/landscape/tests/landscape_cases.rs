//! The whole landscape: what is refused, what is found in a made-up corpus, and what stays when it is updated.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::HashSet;

use bellwether_landscape::arrivals::{Known, arrive};
use bellwether_landscape::build::{BuildError, Landscape, Options, build};
use bellwether_landscape::neighbours::Index;
use bellwether_landscape::progress::{Progress, Step, Stopped};
use bellwether_landscape::space::Space;
use bellwether_landscape::terms::document::{Document, InMemory};
use bellwether_landscape::terms::vocabulary::{Kind, Lexicon, Vocabulary};
use bellwether_landscape::terms::weights::Weights;
use bellwether_landscape::terms::{self, TermsError};
use bellwether_landscape::tracking::{self, Identity, identities};
use bellwether_numerics::pool::{Pool, Serial};
use bellwether_numerics::random::Random;
use proptest::prelude::*;

fn go_on(_: Progress) -> bool {
    true
}

/// Subjects with words of their own.
const SUBJECTS: [&[&str]; 4] = [
    &["heart failure", "ventricle", "cardiac output", "ejection fraction", "diuretics", "myocardium"],
    &["breast cancer", "tumours", "metastasis", "HER2", "mammography", "carcinoma"],
    &["gut microbiome", "bacteria", "faecal transplant", "butyrate", "colonisation", "probiotics"],
    &["deep learning", "neural network", "segmentation", "convolution", "imaging pixels", "classifier"],
];
const COMMON: [&str; 8] = ["patients", "results", "measured", "increase", "cohort", "baseline", "hospital", "analysed"];

/// Texts of the subjects in turn: a title, and a body with some common words.
fn texts(count: usize, seed: u64) -> Vec<(String, String)> {
    let mut random = Random::new(seed);
    let mut text = |subject: &[&str], own: usize, common: usize| {
        let mut words: Vec<&str> = (0..own).map(|_| subject[random.below(subject.len())]).collect();
        words.extend((0..common).map(|_| COMMON[random.below(COMMON.len())]));
        random.shuffle(&mut words);
        words.join(" and ")
    };
    (0..count).map(|index| (text(SUBJECTS[index % 4], 3, 1), text(SUBJECTS[index % 4], 8, 8))).collect()
}

fn documents(texts: &[(String, String)]) -> Vec<Document<'_>> {
    texts.iter().map(|(title, body)| Document { title, body: vec![body], ..Document::default() }).collect()
}

fn options() -> Options {
    let mut options = Options::default();
    options.space.dimensions = 16;
    options.map.late_rounds = 50;
    options
}

fn landscape(documents: &[Document<'_>]) -> Result<Landscape, BuildError> {
    build(&InMemory(documents), &[], &options(), &Serial, &mut go_on)
}

fn refused(documents: &[Document<'_>]) -> BuildError {
    landscape(documents).map(|_| ()).unwrap_err()
}

#[test]
fn what_cannot_be_told_apart_is_refused() {
    let one = Document { title: "Heart failure", ..Document::default() };
    assert_eq!(refused(&[]), BuildError::Terms(TermsError::NoDocuments));
    assert_eq!(refused(std::slice::from_ref(&one)), BuildError::Terms(TermsError::OneDocument));
    let alike = BuildError::Terms(TermsError::NothingTellsApart { documents: 60 });
    assert_eq!(refused(&vec![one; 60]), alike);
    assert_eq!(refused(&vec![Document::default(); 60]), alike);
    assert_eq!(refused(&vec![Document { title: "12 345 . -- ?", ..Document::default() }; 60]), alike);
}

#[test]
fn subjects_become_topics_with_labels_of_their_own() {
    let texts = texts(240, 1);
    let made = landscape(&documents(&texts)).unwrap();
    let coarse = &made.topics[0];
    for subject in 0..4 {
        let topics: HashSet<Option<u32>> = coarse.iter().skip(subject).step_by(4).copied().collect();
        assert_eq!(topics.len(), 1, "subject {subject}");
    }
    assert_eq!(coarse.iter().collect::<HashSet<_>>().len(), 4);
    for (topic, label) in made.labels[0].iter().enumerate() {
        let subject = coarse.iter().position(|of| *of == Some(topic as u32)).unwrap() % 4;
        let words = SUBJECTS[subject].join(" ").to_lowercase();
        for form in label.text.split(", ") {
            assert!(words.contains(&form.to_lowercase()), "{form:?} is no word of subject {subject}");
        }
    }
    for labels in &made.labels {
        let texts: HashSet<&str> = labels.iter().map(|label| label.text.as_str()).collect();
        assert_eq!(texts.len(), labels.len(), "labels are distinct");
    }
    assert!(made.places.iter().all(Option::is_some));
}

/// A pool that does the last task first, on threads of its own.
struct Backwards;

impl Pool for Backwards {
    fn run(&self, tasks: usize, task: &(dyn Fn(usize) + Sync)) {
        std::thread::scope(|scope| {
            for part in 0..3 {
                scope.spawn(move || (0..tasks).rev().filter(|index| index % 3 == part).for_each(task));
            }
        });
    }
}

#[test]
fn the_whole_is_the_same_whoever_does_the_tasks_in_whatever_order() {
    // Several blocks of texts, and so many documents that the map uses its grid.
    let texts = texts(2300, 10);
    let documents = documents(&texts);
    let mut options = options();
    options.map.late_rounds = 5;
    options.neighbours.exact_up_to = 500;
    options.terms.largest_share = 0.5;
    let made = |pool: &dyn Pool| {
        let made = build(&InMemory(&documents), &[], &options, pool, &mut go_on).unwrap();
        let places: Vec<_> = made.places.iter().map(|place| place.map(|place| place.map(f32::to_bits))).collect();
        (names(&made.vocabulary), made.vectors, made.neighbours, made.topics, made.labels, places)
    };
    assert!(made(&Serial) == made(&Backwards));
}

#[test]
fn titles_alone_suffice() {
    let texts = texts(240, 2);
    let documents: Vec<Document<'_>> =
        texts.iter().map(|(title, _)| Document { title, ..Document::default() }).collect();
    assert_eq!(landscape(&documents).unwrap().topics[0].len(), 240);
}

#[test]
fn documents_without_text_are_in_no_topic_and_have_no_place() {
    let texts = texts(120, 3);
    let mut documents = documents(&texts);
    documents.insert(7, Document::default());
    let made = landscape(&documents).unwrap();
    assert!(made.topics.iter().all(|level| level[7].is_none()));
    assert_eq!(made.places[7], None);
    assert!(made.neighbours[7].is_empty());
    assert!(made.neighbours.iter().flatten().all(|near| near.index != 7));
}

#[test]
fn phrases_headings_and_capitals_are_terms() {
    let texts = texts(240, 4);
    let mut documents = documents(&texts);
    documents.iter_mut().step_by(4).take(30).for_each(|document| document.headings = vec!["Heart Failure"]);
    let found = terms::read(&InMemory(&documents), &terms::Options::default(), &Serial, &mut go_on).unwrap();
    let form = |stems: &str, kind: Kind| {
        let mut terms = found.vocabulary.terms.iter();
        terms.find(|term| term.stems == stems && term.kind == kind).map(|term| term.form.as_str())
    };
    assert_eq!(form("breast cancer", Kind::Phrase), Some("breast cancer"));
    assert_eq!(form("Heart Failure", Kind::Heading), Some("Heart Failure"));
    assert_eq!(form("her2", Kind::Word), Some("HER2"));
    assert_eq!(form("tumour", Kind::Word), Some("tumours"));
    assert_eq!(form("and", Kind::Word), None);
}

#[test]
fn a_watcher_stops_each_step() {
    let texts = texts(120, 5);
    let documents = documents(&texts);
    for step in [Step::Terms, Step::Vectors, Step::Neighbours, Step::Topics, Step::Labels, Step::Map] {
        let mut stop = |progress: Progress| progress.step != step;
        let result = build(&InMemory(&documents), &[], &options(), &Serial, &mut stop).map(|_| ());
        assert_eq!(result, Err(BuildError::Stopped(Stopped)), "{step:?}");
    }
}

#[test]
fn a_wrong_citation_is_refused() {
    let texts = texts(120, 6);
    let result = build(&InMemory(&documents(&texts)), &[(0, 120)], &options(), &Serial, &mut go_on);
    assert!(matches!(result, Err(BuildError::Citations(_))));
}

#[test]
fn few_landmarks_still_place_all_documents_beside_their_like() {
    let texts = texts(400, 7);
    let documents = documents(&texts);
    let options = Options { landmarks: 200, ..options() };
    let made = build(&InMemory(&documents), &[], &options, &Serial, &mut go_on).unwrap();
    let places: Vec<[f32; 2]> = made.places.iter().map(|place| place.unwrap()).collect();
    let mean = |subject: usize| {
        let own: Vec<_> = places.iter().skip(subject).step_by(4).collect();
        [0, 1].map(|axis| own.iter().map(|place| place[axis]).sum::<f32>() / own.len() as f32)
    };
    let means = [0, 1, 2, 3].map(mean);
    let distance = |a: [f32; 2], b: [f32; 2]| (a[0] - b[0]).hypot(a[1] - b[1]);
    let nearest =
        |place: [f32; 2]| (0..4).min_by(|a, b| distance(place, means[*a]).total_cmp(&distance(place, means[*b])));
    let right = places.iter().enumerate().filter(|(index, place)| nearest(**place) == Some(index % 4)).count();
    assert!(right > 390, "{right} of 400 lie nearest to their own subject");
}

#[test]
fn a_document_that_arrives_again_finds_itself() {
    let texts = texts(240, 8);
    let documents = documents(&texts);
    let made = landscape(&documents).unwrap();
    let known = Known {
        lexicon: &made.vocabulary.lexicon,
        weights: &made.weights,
        space: &made.space,
        index: &made.index,
        matrix: &made.matrix,
    };
    let mixed = options().mixed;
    for index in [0, 1, 2, 3] {
        let arrival = arrive(&known, &documents[index], &made.topics, &made.places, &mixed, 1);
        assert!(arrival.neighbours[0].similarity > 0.999);
        assert_eq!(arrival.topics[0].map(|(topic, _)| topic), made.topics[0][index]);
        let (place, own) = (arrival.place.unwrap(), made.places[index].unwrap());
        assert!((place[0] - own[0]).hypot(place[1] - own[1]) < 10.0, "{place:?} {own:?}");
    }
    let nothing = Document { title: "zzz qqq", ..Document::default() };
    let arrival = arrive(&known, &nothing, &made.topics, &made.places, &mixed, 1);
    assert_eq!((arrival.place, arrival.neighbours.len(), arrival.topics), (None, 0, vec![None; 3]));
}

#[test]
fn what_was_kept_of_a_landscape_places_as_the_landscape_does() {
    let (first, later) = (texts(240, 8), texts(40, 11));
    let (first, later) = (documents(&first), documents(&later));
    let made = landscape(&first).unwrap();
    let lexicon = Lexicon::of_parts(made.vocabulary.lexicon.parts());
    let Weights { rarity, mean_length, options: constants } = made.weights.clone();
    let weights = Weights { rarity, mean_length, options: constants };
    let at = |term, direction| made.space.at(term, direction);
    let space = Space::of_directions(made.space.singular_values.clone(), made.space.terms(), at);
    let vectors = space.place(&made.matrix, &Serial, &mut go_on).unwrap();
    assert_eq!(vectors, made.vectors);
    let index = Index::build(&vectors, &options().neighbours, &Serial, &mut go_on).unwrap();
    let kept = Known { lexicon: &lexicon, weights: &weights, space: &space, index: &index, matrix: &made.matrix };
    let built = Known {
        lexicon: &made.vocabulary.lexicon,
        weights: &made.weights,
        space: &made.space,
        index: &made.index,
        matrix: &made.matrix,
    };
    for document in &later {
        let arrival = |known| arrive(known, document, &made.topics, &made.places, &options().mixed, 1);
        assert!(arrival(&built).place.is_some());
        assert_eq!(arrival(&kept), arrival(&built));
    }
}

#[test]
fn rows_of_later_documents_are_those_of_the_corpus() {
    let texts = texts(120, 9);
    let documents = documents(&texts);
    let found = terms::read(&InMemory(&documents), &terms::Options::default(), &Serial, &mut go_on).unwrap();
    let kept = Lexicon::of_parts(found.vocabulary.lexicon.parts());
    assert_eq!(kept.parts(), found.vocabulary.lexicon.parts());
    for (index, document) in documents.iter().enumerate() {
        let (columns, values): (Vec<u32>, Vec<f32>) = found.vocabulary.lexicon.count(document).into_iter().unzip();
        assert_eq!(found.counts.row(index), (columns.as_slice(), values.as_slice()));
        assert_eq!(kept.count(document), found.vocabulary.lexicon.count(document));
    }
}

fn names(vocabulary: &Vocabulary) -> Vec<(String, String, u32)> {
    vocabulary.terms.iter().map(|term| (term.stems.clone(), term.form.clone(), term.documents)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn the_order_of_documents_does_not_matter_to_terms(seed in any::<u64>()) {
        let texts = texts(100, seed);
        let documents = documents(&texts);
        let mut order: Vec<usize> = (0..100).collect();
        Random::new(seed).shuffle(&mut order);
        let shuffled: Vec<Document<'_>> = order.iter().map(|index| documents[*index].clone()).collect();
        let options = terms::Options::default();
        let a = terms::read(&InMemory(&documents), &options, &Serial, &mut go_on).unwrap();
        let b = terms::read(&InMemory(&shuffled), &options, &Serial, &mut go_on).unwrap();
        prop_assert_eq!(names(&a.vocabulary), names(&b.vocabulary));
        for (new, old) in order.iter().enumerate() {
            prop_assert_eq!(b.counts.row(new), a.counts.row(*old));
        }
    }

    #[test]
    fn any_text_can_be_read(texts in prop::collection::vec(("\\PC{0,40}", "\\PC{0,80}"), 2..8)) {
        let documents = documents(&texts);
        let _ = terms::read(&InMemory(&documents), &terms::Options::default(), &Serial, &mut go_on);
    }

    #[test]
    fn topics_that_did_not_change_keep_their_ids_whatever_their_numbers(
        topics in prop::collection::vec(0..6_u32, 10..80), seed in any::<u64>(),
    ) {
        let mut numbers: Vec<u32> = (0..6).collect();
        Random::new(seed).shuffle(&mut numbers);
        let old: Vec<Option<u64>> = topics.iter().map(|topic| Some(u64::from(*topic) + 100)).collect();
        let new: Vec<Option<u32>> = topics.iter().map(|topic| Some(numbers[*topic as usize])).collect();
        let found = identities(&old, &new, 6, 1000, &tracking::Options::default());
        for topic in topics {
            let expected = Identity { id: u64::from(topic) + 100, shared: 1.0, keeps_label: true };
            prop_assert_eq!(found[numbers[topic as usize] as usize], expected);
        }
    }

    #[test]
    fn no_id_is_given_twice(pairs in prop::collection::vec((prop::option::of(0..5_u64), prop::option::of(0..7_u32)), 0..60)) {
        let (old, new): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
        let found = identities(&old, &new, 7, 50, &tracking::Options::default());
        let ids: HashSet<u64> = found.iter().map(|identity| identity.id).collect();
        prop_assert_eq!(ids.len(), 7);
    }
}
