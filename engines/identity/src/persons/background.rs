//! How common names, co-authors, words and subjects are in the whole corpus, in bounded memory.
//!
//! A count-min sketch (Cormode and Muthukrishnan 2005) with conservative reading: two rows of counters, the smaller is
//! the answer. Counts are never too low and do not depend on the order in which mentions are added.

use crate::persons::mention::Mention;
use crate::text::mix;

/// Counters in one row of the usual background: 2 rows of 2^21 counters of 4 bytes are 16 MiB.
const USUAL_BITS: u32 = 21;

/// What a count is about; keeps the name `Paris` apart from the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
pub enum Of {
    /// Mentions in the block of a name.
    Block = 1,
    /// Mentions of a full name.
    FullName,
    /// Works that have a co-author.
    Coauthor,
    /// Mentions with an organisation.
    Organisation,
    /// Mentions with a word in their affiliations.
    AffiliationWord,
    /// Mentions with a subject.
    Topic,
    /// Mentions in a journal.
    Venue,
}

/// Counts over all mentions.
#[derive(Clone, Debug)]
pub struct Background {
    rows: [Vec<u32>; 2],
    mask: u64,
    mentions: u64,
}

impl Default for Background {
    fn default() -> Self {
        Background::with_bits(USUAL_BITS)
    }
}

impl Background {
    /// A background whose rows hold 2^`bits` counters.
    pub fn with_bits(bits: u32) -> Self {
        let size = 1_usize << bits;
        Background { rows: [vec![0; size], vec![0; size]], mask: size as u64 - 1, mentions: 0 }
    }

    /// Counts a mention.
    pub fn add(&mut self, mention: &Mention) {
        self.mentions += 1;
        self.count(Of::Block, mention.name.block());
        self.count(Of::FullName, mention.name.full_key());
        // Every author is a co-author of the others.
        self.count(Of::Coauthor, mention.name.short_key());
        self.count(Of::Venue, mention.venue);
        for (of, keys) in [
            (Of::Organisation, &mention.organisations),
            (Of::AffiliationWord, &mention.affiliation),
            (Of::Topic, &mention.topics),
        ] {
            keys.iter().for_each(|key| self.count(of, *key));
        }
    }

    /// How often something was counted; never less than the truth.
    pub fn frequency(&self, of: Of, key: u64) -> u32 {
        let [one, two] = self.slots(of, key);
        self.rows[0][one].min(self.rows[1][two])
    }

    /// How telling it is that two mentions share something: ln(mentions / frequency), at least 0.
    pub fn rarity(&self, of: Of, key: u64) -> f64 {
        (self.mentions.max(1) as f64 / f64::from(self.frequency(of, key).max(1))).ln().max(0.0)
    }

    fn count(&mut self, of: Of, key: u64) {
        let [one, two] = self.slots(of, key);
        self.rows[0][one] = self.rows[0][one].saturating_add(1);
        self.rows[1][two] = self.rows[1][two].saturating_add(1);
    }

    fn slots(&self, of: Of, key: u64) -> [usize; 2] {
        let mixed = mix(key ^ (of as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        [(mixed & self.mask) as usize, ((mixed >> 32) & self.mask) as usize]
    }
}
