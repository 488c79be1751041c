//! What a cluster offers at the moment, as its home shows it.

use async_trait::async_trait;
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Text;

/// A call that takes applications now or soon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenCall {
    /// The address of its page.
    pub href: String,
    /// Its title.
    pub title: Text,
    /// The end of its window.
    pub closes: Timestamp,
}

/// A facility that others may use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedFacility {
    /// The address of its page.
    pub href: String,
    /// Its name.
    pub name: Text,
}

/// What a cluster offers at the moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// Calls that are open, those that close first before the others.
    pub calls: Vec<OpenCall>,
    /// Facilities, in their own order.
    pub facilities: Vec<SharedFacility>,
}

/// Tells what is offered; given by the program, so that the portal depends on neither calls nor facilities.
#[async_trait]
pub trait OffersOf: Send + Sync {
    /// What this cluster offers, as far as the acting person may know.
    ///
    /// # Errors
    /// Why it cannot be told now, in words for the log.
    async fn offers(&self, ctx: &Ctx, cluster: &str) -> Result<Offers, String>;
}
