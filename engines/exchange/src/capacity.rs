//! Capacity in its three shapes. These are the rules in memory; the database repeats them as constraints.

use std::collections::BTreeMap;

use crate::span::Span;

/// Money or seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amounts {
    limit: u64,
    taken: u64,
}

impl Amounts {
    /// Nothing taken yet.
    pub fn new(limit: u64) -> Amounts {
        Amounts { limit, taken: 0 }
    }

    /// How much is left.
    pub fn left(self) -> u64 {
        self.limit - self.taken
    }

    /// Takes so much, or nothing.
    #[must_use]
    pub fn take(&mut self, amount: u64) -> bool {
        let fits = amount <= self.left();
        if fits {
            self.taken += amount;
        }
        fits
    }

    /// Gives so much back; never more than was taken.
    #[must_use]
    pub fn give_back(&mut self, amount: u64) -> bool {
        let fits = amount <= self.taken;
        if fits {
            self.taken -= amount;
        }
        fits
    }
}

/// One thing for one holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOff<H>(Option<H>);

impl<H: PartialEq> OneOff<H> {
    /// Nobody holds it.
    pub fn new() -> Self {
        OneOff(None)
    }

    /// Gives it to this holder, unless somebody has it.
    #[must_use]
    pub fn take(&mut self, holder: H) -> bool {
        let is_free = self.0.is_none();
        if is_free {
            self.0 = Some(holder);
        }
        is_free
    }

    /// This holder gives it back.
    #[must_use]
    pub fn give_back(&mut self, holder: &H) -> bool {
        let is_holder = self.0.as_ref() == Some(holder);
        if is_holder {
            self.0 = None;
        }
        is_holder
    }
}

impl<H: PartialEq> Default for OneOff<H> {
    fn default() -> Self {
        Self::new()
    }
}

/// Time on several equal places, such as three microscopes of one kind.
///
/// Each place is a chain: every span begins where the one before it is over, or later. The database keeps the same
/// chains, with references from each span to the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intervals {
    // For each place: the end of each span with its beginning.
    places: Vec<BTreeMap<i64, i64>>,
}

impl Intervals {
    /// Nothing taken on so many places.
    pub fn new(places: u16) -> Intervals {
        Intervals { places: vec![BTreeMap::new(); usize::from(places)] }
    }

    /// Takes the span on the first place that is free, and tells which.
    pub fn take(&mut self, span: Span) -> Option<u16> {
        let place = self.places.iter().position(|chain| is_free(chain, span))?;
        self.places.get_mut(place)?.insert(span.until_ms(), span.from_ms());
        u16::try_from(place).ok()
    }

    /// Is there a place for the span?
    pub fn fits(&self, span: Span) -> bool {
        self.places.iter().any(|chain| is_free(chain, span))
    }

    /// Gives exactly this span of a place back.
    #[must_use]
    pub fn give_back(&mut self, place: u16, span: Span) -> bool {
        let Some(chain) = self.places.get_mut(usize::from(place)) else { return false };
        if chain.get(&span.until_ms()) != Some(&span.from_ms()) {
            return false;
        }
        chain.remove(&span.until_ms());
        true
    }

    /// The spans of a place in their order.
    pub fn chain(&self, place: u16) -> Vec<Span> {
        let chain = self.places.get(usize::from(place)).into_iter().flatten();
        chain.filter_map(|(until, from)| Span::of_ms(*from, *until)).collect()
    }
}

/// Only the first span that ends after the beginning can be in the way.
fn is_free(chain: &BTreeMap<i64, i64>, span: Span) -> bool {
    chain.range(span.from_ms() + 1..).next().is_none_or(|(_, from)| *from >= span.until_ms())
}
