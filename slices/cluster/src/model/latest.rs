//! The latest evidence on something, as the portal shows it.

use bellwether_kernel::ctx::Ctx;

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// How many records there are.
    pub total: u64,
    /// The newest of them.
    pub records: Vec<Headline>,
}

/// One record in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// The address of its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// The language of the title (ISO 639), or empty if it is not known.
    pub lang: String,
    /// Where and when it was published: `Nature, 2021`.
    pub published: String,
}

/// Finds the newest records; given by the program, so that the portal does not depend on how evidence is kept.
pub trait LatestEvidence: Send + Sync {
    /// The newest `count` records that the query finds; all records without a query. It may take a while. Whether the
    /// acting person may read them is for the evidence to say.
    ///
    /// # Errors
    /// Why it cannot be told now, in words for the log.
    fn latest(&self, ctx: &Ctx, query: Option<&str>, count: usize) -> Result<Found, String>;
}
