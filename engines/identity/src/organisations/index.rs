//! The names of the registry's organisations, ready to be found in a text.
//!
//! A name is a bag of words in common form. Bags are looked up by the sum of their words' hashes, so that the order
//! of words and the language of `university` do not matter. Weights tell rare words from common ones.

use std::collections::HashMap;

use crate::lexicon;
use crate::places::{self, Country, Places};
use crate::registry::{NameKind, Organisation};
use crate::text;

/// The longest name that is looked for, in words that carry meaning.
pub const LONGEST_NAME: usize = 16;

/// All organisations with an index of their names.
pub struct Organisations {
    list: Vec<Organisation>,
    facts: Vec<Facts>,
    entries: Vec<Entry>,
    by_bag: HashMap<u64, Vec<u32>>,
    weights: HashMap<u64, f32>,
    places: Places,
    by_ror: HashMap<String, u32>,
}

/// What matching asks of an organisation again and again.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// Countries, in groups.
    pub countries: Vec<Country>,
    /// Words of its cities, in common form.
    pub cities: Vec<Vec<u64>>,
    /// Words of its regions, in common form.
    pub regions: Vec<Vec<u64>>,
    /// Words of its countries, in common form.
    pub country_words: Vec<Vec<u64>>,
    /// Organisations of which it is a part.
    pub parents: Vec<u32>,
    /// Organisations that the registry relates to it.
    pub related: Vec<u32>,
    /// Does it care for patients, teach, or sell?
    pub care: bool,
    pub learning: bool,
    pub company: bool,
    pub government: bool,
}

/// How an entry stands to the name it was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    /// The whole name.
    Whole,
    /// Without the organisation's own city, which the text must then name.
    WithoutCity,
    /// Without the organisation's own country, which the text must then name.
    WithoutCountry,
    /// A school of the university: `Yale School of Medicine` for `Yale University`.
    School,
    /// Name of a former organisation that this one succeeds.
    Succeeded,
}

/// One name of one organisation.
#[derive(Debug)]
pub(crate) struct Entry {
    pub organisation: u32,
    pub name: u32,
    pub kind: NameKind,
    pub form: Form,
    pub words: Vec<u64>,
    pub weight: f32,
}

impl Organisations {
    /// Builds the index. Inactive organisations are kept for look-up by id, and their names lead to a successor.
    pub fn new(list: Vec<Organisation>) -> Self {
        let places = Places::of(&list);
        let by_ror: HashMap<String, u32> = (0..).zip(&list).map(|(at, found)| (found.ror.clone(), at)).collect();
        let facts = list.iter().map(|organisation| facts(organisation, &by_ror)).collect();
        let mut organisations = Organisations {
            facts,
            entries: Vec::new(),
            by_bag: HashMap::new(),
            weights: HashMap::new(),
            places,
            by_ror,
            list,
        };
        organisations.collect_entries();
        organisations.weigh();
        organisations
    }

    /// How many organisations there are, inactive ones included.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The organisation with this bare ROR id.
    pub fn get(&self, ror: &str) -> Option<&Organisation> {
        self.by_ror.get(ror).map(|at| &self.list[*at as usize])
    }

    /// The organisations in the registry's order.
    pub fn iter(&self) -> impl Iterator<Item = &Organisation> {
        self.list.iter()
    }

    pub(crate) fn at(&self, organisation: u32) -> &Organisation {
        &self.list[organisation as usize]
    }

    pub(crate) fn facts(&self, organisation: u32) -> &Facts {
        &self.facts[organisation as usize]
    }

    pub(crate) fn entry(&self, entry: u32) -> &Entry {
        &self.entries[entry as usize]
    }

    pub(crate) fn with_bag(&self, bag: u64) -> &[u32] {
        self.by_bag.get(&bag).map_or(&[], Vec::as_slice)
    }

    /// How telling a word is, or `None` where no name has it.
    pub(crate) fn weight(&self, word: u64) -> Option<f32> {
        self.weights.get(&word).copied()
    }

    pub(crate) fn places(&self) -> &Places {
        &self.places
    }

    fn collect_entries(&mut self) {
        let mut entries = Vec::new();
        for (at, organisation) in (0..).zip(&self.list) {
            let (target, form) = if organisation.active {
                (at, Form::Whole)
            } else {
                match self.successor(organisation) {
                    Some(successor) => (successor, Form::Succeeded),
                    None => continue,
                }
            };
            for (number, name) in (0..).zip(&organisation.names) {
                // A successor's entry keeps no number of its own names: the reason shows the display name.
                let number = if form == Form::Succeeded { 0 } else { number };
                let words = name_words(&name.text);
                let whole = Entry { organisation: target, name: number, kind: name.kind, form, words, weight: 0.0 };
                if name.kind == NameKind::Acronym {
                    if name.text.trim().len() < 3 || self.places.is_place(places::key(&name.text)) {
                        continue;
                    }
                } else if form == Form::Whole {
                    let facts = &self.facts[target as usize];
                    entries.extend(without(&whole, &facts.cities, Form::WithoutCity));
                    entries.extend(without(&whole, &facts.country_words, Form::WithoutCountry));
                    entries.extend(schools(&whole, facts));
                }
                entries.push(whole);
            }
        }
        entries.retain(|entry| !entry.words.is_empty() && entry.words.len() <= LONGEST_NAME);
        entries.sort_by(|a, b| {
            (a.organisation, &a.words, a.form, a.kind).cmp(&(b.organisation, &b.words, b.form, b.kind))
        });
        entries.dedup_by(|next, kept| next.organisation == kept.organisation && next.words == kept.words);
        self.entries = entries;
    }

    fn successor(&self, organisation: &Organisation) -> Option<u32> {
        let mut successors = organisation.relations.iter().filter(|relation| relation.kind == "successor");
        let only = successors.next().filter(|_| successors.next().is_none())?;
        self.by_ror.get(&only.ror).copied().filter(|at| self.list[*at as usize].active)
    }

    /// Weighs each word by how few organisations have it, and fills the index of bags.
    fn weigh(&mut self) {
        let mut last_seen: HashMap<u64, (u32, u32)> = HashMap::new();
        for entry in &self.entries {
            for word in &entry.words {
                let (last, count) = last_seen.entry(*word).or_insert((u32::MAX, 0));
                if *last != entry.organisation {
                    (*last, *count) = (entry.organisation, *count + 1);
                }
            }
        }
        // A part of the registry is weighed as if it were larger: the fitted weights expect words of the usual rarity.
        let total = self.list.len().max(20_000) as f32;
        self.weights =
            last_seen.into_iter().map(|(word, (_, count))| (word, (1.0 + total / count as f32).ln())).collect();
        for (at, entry) in (0..).zip(&mut self.entries) {
            entry.weight = entry.words.iter().map(|word| self.weights[word]).sum();
            self.by_bag.entry(bag(&entry.words)).or_default().push(at);
        }
    }
}

/// Order-free key of words in common form.
pub(crate) fn bag(words: &[u64]) -> u64 {
    words.iter().fold(0, |sum, word| sum.wrapping_add(*word))
}

/// The words of a name in common form; a country in brackets at the end (`Acme (France)`) is not part of it.
fn name_words(name: &str) -> Vec<u64> {
    let name = match name.rfind(" (") {
        Some(at) if name.ends_with(')') && at > 2 => &name[..at],
        _ => name,
    };
    common_words(name)
}

fn common_words(name: &str) -> Vec<u64> {
    text::words(name)
        .iter()
        .flat_map(|word| lexicon::common_forms(&word.text).map(text::hash).collect::<Vec<_>>())
        .collect()
}

/// The name without the organisation's own place, where something that tells remains: `Otto-von-Guericke-Universität
/// Magdeburg` is also found as `Otto-von-Guericke University, Magdeburg`.
fn without(whole: &Entry, places: &[Vec<u64>], form: Form) -> Option<Entry> {
    let place = places.iter().find(|place| {
        !place.is_empty() && place.len() < whole.words.len() && place.iter().all(|word| whole.words.contains(word))
    })?;
    let words: Vec<u64> = whole.words.iter().copied().filter(|word| !place.contains(word)).collect();
    (words.len() >= 2).then(|| whole.with(form, words))
}

/// `Yale University` is also found as `Yale School of Medicine` and `Yale Law School`.
fn schools(whole: &Entry, facts: &Facts) -> Vec<Entry> {
    let is_head = |word: &u64| [text::hash("university"), text::hash("college")].contains(word);
    let (heads, own): (Vec<u64>, Vec<u64>) = whole.words.iter().partition(|word| is_head(word));
    if !facts.learning || heads.len() != 1 || own.len() != 1 {
        return Vec::new();
    }
    let fields =
        ["medicine", "law", "business", "public health", "engineering", "nursing", "pharmacy", "dental medicine"];
    let school = |field: &str| {
        let words = own.iter().copied().chain([text::hash("school")]).chain(field.split(' ').map(text::hash));
        whole.with(Form::School, words.collect())
    };
    fields.into_iter().map(school).collect()
}

impl Entry {
    fn with(&self, form: Form, words: Vec<u64>) -> Entry {
        Entry { form, words, organisation: self.organisation, name: self.name, kind: self.kind, weight: 0.0 }
    }
}

fn facts(organisation: &Organisation, by_ror: &HashMap<String, u32>) -> Facts {
    let is = |kind: &str| organisation.types.iter().any(|found| found == kind);
    let of_kind = |wanted: fn(&str) -> bool| {
        let relations = organisation.relations.iter().filter(move |relation| wanted(&relation.kind));
        relations.filter_map(|relation| by_ror.get(&relation.ror).copied()).collect()
    };
    let mut countries: Vec<Country> = organisation
        .places
        .iter()
        .filter_map(|place| places::country(&place.country_code))
        .map(places::group)
        .collect();
    countries.sort_unstable();
    countries.dedup();
    Facts {
        countries,
        cities: organisation
            .places
            .iter()
            .map(|place| common_words(&place.city))
            .filter(|words| !words.is_empty())
            .collect(),
        regions: organisation
            .places
            .iter()
            .map(|place| common_words(&place.region))
            .filter(|words| !words.is_empty())
            .collect(),
        country_words: organisation
            .places
            .iter()
            .map(|place| common_words(&place.country))
            .filter(|words| !words.is_empty())
            .collect(),
        parents: of_kind(|kind| kind == "parent"),
        related: of_kind(|kind| kind == "related"),
        care: is("healthcare"),
        learning: is("education"),
        company: is("company"),
        government: is("government"),
    }
}
