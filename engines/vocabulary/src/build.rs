//! Collects descriptors one by one and makes the table of them.

use crate::normal::push_normal;
use crate::vocabulary::{Descriptor, Span, Term, TreeNode, Vocabulary};

/// A vocabulary being read.
#[derive(Default)]
pub(crate) struct Builder {
    text: String,
    descriptors: Vec<Descriptor>,
    terms: Vec<Term>,
    tree: Vec<TreeNode>,
}

impl Builder {
    /// Adds a descriptor with its synonyms and places in the tree.
    pub(crate) fn add<'a>(
        &mut self,
        id: &str,
        name: &str,
        synonyms: impl Iterator<Item = &'a str>,
        tree_numbers: impl Iterator<Item = &'a str>,
    ) {
        let number = u32::try_from(self.descriptors.len()).unwrap_or(u32::MAX);
        let id = self.keep(id);
        let name_span = self.keep(name);
        let synonyms_start = self.text.len();
        let mut is_first = true;
        self.term(name, number, true);
        let synonyms: Vec<&str> = synonyms.filter(|synonym| !synonym.is_empty()).collect();
        for synonym in &synonyms {
            self.term(synonym, number, false);
        }
        let synonyms_span_start = if synonyms.is_empty() { synonyms_start } else { self.text.len() };
        for synonym in synonyms {
            if !std::mem::take(&mut is_first) {
                self.text.push('|');
            }
            self.text.push_str(synonym);
        }
        let synonyms = Span::new(synonyms_span_start, self.text.len());
        for place in tree_numbers.filter(|place| !place.is_empty()) {
            let place = self.keep(place);
            self.tree.push(TreeNode { place, descriptor: number });
        }
        self.descriptors.push(Descriptor { id, name: name_span, synonyms });
    }

    /// The table, sorted for lookups.
    pub(crate) fn finish(mut self) -> Vocabulary {
        let text = self.text.into_boxed_str();
        let by_id = {
            let mut order: Vec<u32> = (0..self.descriptors.len() as u32).collect();
            order.sort_unstable_by_key(|&number| self.descriptors[number as usize].id.of(&text));
            order
        };
        // A name comes before a synonym that is spelt alike, so that lookups prefer it.
        self.terms.sort_unstable_by(|a, b| {
            a.words
                .of(&text)
                .cmp(b.words.of(&text))
                .then(b.is_name.cmp(&a.is_name))
                .then(a.descriptor.cmp(&b.descriptor))
        });
        self.terms.dedup_by(|later, first| later.words.of(&text) == first.words.of(&text));
        self.terms.shrink_to_fit();
        self.tree.sort_unstable_by_key(|node| node.place.of(&text));
        let mut places: Vec<u32> = (0..self.tree.len() as u32).collect();
        places.sort_by_key(|&at| self.tree[at as usize].descriptor);
        Vocabulary { text, descriptors: self.descriptors, by_id, terms: self.terms, tree: self.tree, places }
    }

    fn term(&mut self, name: &str, descriptor: u32, is_name: bool) {
        let start = self.text.len();
        push_normal(&mut self.text, name);
        if self.text.len() > start {
            self.terms.push(Term { words: Span::new(start, self.text.len()), descriptor, is_name });
        }
    }

    fn keep(&mut self, text: &str) -> Span {
        let start = self.text.len();
        self.text.push_str(text);
        Span::new(start, self.text.len())
    }
}
