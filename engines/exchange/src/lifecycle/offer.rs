//! An offer: a resource under conditions, in a window.

use super::StepRefused;
use crate::named::named;

named!(
    /// Where an offer stands.
    OfferState {
        /// Being written.
        Draft = "draft",
        /// Everybody may read it; requests are not taken yet.
        Published = "published",
        /// Requests are taken.
        Open = "open",
        /// No more requests; those that were taken go on.
        Closed = "closed",
        /// Nothing is left to do.
        Settled = "settled",
    }
);

named!(
    /// What can happen to an offer.
    OfferStep {
        /// Shown to everybody.
        Publish = "publish",
        /// Its window begins.
        Open = "open",
        /// Its window ends.
        Close = "close",
        /// Its window begins again.
        Reopen = "reopen",
        /// All that hangs on it is done.
        Settle = "settle",
    }
);

impl OfferState {
    /// Where the step leads.
    ///
    /// # Errors
    /// If it is not possible from here.
    pub fn after(self, step: OfferStep) -> Result<OfferState, StepRefused> {
        use OfferState::{Closed, Draft, Open, Published, Settled};
        match (self, step) {
            (Draft, OfferStep::Publish) => Ok(Published),
            (Published, OfferStep::Open) | (Closed, OfferStep::Reopen) => Ok(Open),
            (Published | Open, OfferStep::Close) => Ok(Closed),
            (Closed, OfferStep::Settle) => Ok(Settled),
            (from, step) => Err(StepRefused { noun: "an offer", from: from.name(), step: step.name() }),
        }
    }

    /// Are requests taken?
    pub fn takes_requests(self) -> bool {
        self == OfferState::Open
    }

    /// May everybody know of it?
    pub fn is_public(self) -> bool {
        self != OfferState::Draft
    }
}
