//! The table of descriptors and the questions it answers.

use std::fmt;

use crate::normal::normal;

/// The longest name, in words, that is looked for in running text.
const LONGEST_NAME_WORDS: usize = 8;

/// All descriptors of a vocabulary.
pub struct Vocabulary {
    pub(crate) text: Box<str>,
    pub(crate) descriptors: Vec<Descriptor>,
    /// Descriptors in the order of their ids.
    pub(crate) by_id: Vec<u32>,
    /// Names and synonyms in their compared form, sorted.
    pub(crate) terms: Vec<Term>,
    /// Places in the tree, sorted, so that what is narrower lies behind what is broader.
    pub(crate) tree: Vec<TreeNode>,
    /// Indexes into `tree`, by descriptor.
    pub(crate) places: Vec<u32>,
}

/// A descriptor of one [`Vocabulary`]; ask only that one about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Heading(u32);

#[derive(Clone, Copy)]
pub(crate) struct Descriptor {
    pub(crate) id: Span,
    pub(crate) name: Span,
    /// Joined by `|`.
    pub(crate) synonyms: Span,
}

#[derive(Clone, Copy)]
pub(crate) struct Term {
    pub(crate) words: Span,
    pub(crate) descriptor: u32,
    pub(crate) is_name: bool,
}

#[derive(Clone, Copy)]
pub(crate) struct TreeNode {
    pub(crate) place: Span,
    pub(crate) descriptor: u32,
}

/// A piece of the vocabulary's text.
#[derive(Clone, Copy)]
pub(crate) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    pub(crate) fn new(start: usize, end: usize) -> Span {
        let narrow = |at: usize| u32::try_from(at).expect("readers refuse vocabularies of more than 256 MiB");
        Span { start: narrow(start), end: narrow(end) }
    }

    pub(crate) fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }
}

impl Vocabulary {
    /// Number of descriptors.
    pub fn len(&self) -> usize {
        self.descriptors.len()
    }

    /// Are there no descriptors?
    pub fn is_empty(&self) -> bool {
        self.descriptors.is_empty()
    }

    /// Number of different names and synonyms.
    pub fn term_count(&self) -> usize {
        self.terms.len()
    }

    /// The descriptor with this id, such as `D001249`.
    pub fn by_id(&self, id: &str) -> Option<Heading> {
        let found = self.by_id.binary_search_by_key(&id, |&number| self.descriptors[number as usize].id.of(&self.text));
        found.ok().map(|at| Heading(self.by_id[at]))
    }

    /// The descriptor with this name or synonym, in any case and punctuation; or with this id.
    pub fn find(&self, name: &str) -> Option<Heading> {
        self.find_normal(&normal(name)).or_else(|| self.by_id(name.trim()))
    }

    /// Id of a descriptor.
    pub fn id(&self, heading: Heading) -> &str {
        self.descriptor(heading).id.of(&self.text)
    }

    /// Name of a descriptor.
    pub fn name(&self, heading: Heading) -> &str {
        self.descriptor(heading).name.of(&self.text)
    }

    /// Synonyms of a descriptor, as the source writes them.
    pub fn synonyms(&self, heading: Heading) -> impl Iterator<Item = &str> {
        self.descriptor(heading).synonyms.of(&self.text).split('|').filter(|synonym| !synonym.is_empty())
    }

    /// Places of a descriptor in the tree, such as `C08.127.108`.
    pub fn tree_numbers(&self, heading: Heading) -> impl Iterator<Item = &str> {
        self.nodes(heading).map(|node| node.place.of(&self.text))
    }

    /// The descriptor and everything narrower, in the order of their numbers, each once.
    pub fn with_narrower(&self, heading: Heading) -> Vec<Heading> {
        let mut found = vec![heading];
        for place in self.tree_numbers(heading) {
            let from = self.tree.partition_point(|node| node.place.of(&self.text) < place);
            let below = self.tree[from..].iter().take_while(|node| is_within(node.place.of(&self.text), place));
            found.extend(below.map(|node| Heading(node.descriptor)));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The descriptors right above this one, each once.
    pub fn broader(&self, heading: Heading) -> Vec<Heading> {
        let parents = self.tree_numbers(heading).filter_map(|place| self.at_place(place.rsplit_once('.')?.0));
        let mut found: Vec<_> = parents.collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The longest name or synonym that begins at the first of these words: the descriptor and how many words it took.
    pub fn longest_at_start(&self, words: &[&str]) -> Option<(Heading, usize)> {
        let mut joined = String::new();
        let mut ends = Vec::new();
        for word in words.iter().take(LONGEST_NAME_WORDS) {
            if !joined.is_empty() {
                joined.push(' ');
            }
            joined.push_str(&normal(word));
            ends.push(joined.len());
        }
        let counted = ends.iter().enumerate().rev();
        counted.filter_map(|(at, &end)| Some((self.find_normal(&joined[..end])?, at + 1))).next()
    }

    /// Names and synonyms that begin with these letters, in their compared form, at most `most`.
    pub fn beginning_with(&self, letters: &str, most: usize) -> Vec<(&str, Heading)> {
        let letters = normal(letters);
        let from = self.terms.partition_point(|term| term.words.of(&self.text) < letters.as_str());
        let found = self.terms[from..].iter().map(|term| (term.words.of(&self.text), Heading(term.descriptor)));
        found.take_while(|(words, _)| words.starts_with(&letters)).take(most).collect()
    }

    /// Every descriptor, in the order of the source.
    pub fn headings(&self) -> impl Iterator<Item = Heading> {
        (0..self.descriptors.len() as u32).map(Heading)
    }

    fn find_normal(&self, words: &str) -> Option<Heading> {
        let found = self.terms.binary_search_by_key(&words, |term| term.words.of(&self.text));
        found.ok().map(|at| Heading(self.terms[at].descriptor))
    }

    fn at_place(&self, place: &str) -> Option<Heading> {
        let found = self.tree.binary_search_by_key(&place, |node| node.place.of(&self.text));
        found.ok().map(|at| Heading(self.tree[at].descriptor))
    }

    fn nodes(&self, heading: Heading) -> impl Iterator<Item = &TreeNode> {
        let from = self.places.partition_point(|&at| self.tree[at as usize].descriptor < heading.0);
        let nodes = self.places[from..].iter().map(|&at| &self.tree[at as usize]);
        nodes.take_while(move |node| node.descriptor == heading.0)
    }

    fn descriptor(&self, heading: Heading) -> Descriptor {
        self.descriptors[heading.0 as usize]
    }
}

impl fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vocabulary").field("descriptors", &self.len()).field("terms", &self.term_count()).finish()
    }
}

/// Is `place` the place `root` or below it?
fn is_within(place: &str, root: &str) -> bool {
    place.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
