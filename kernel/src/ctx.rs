//! What a service is given about the moment: who acts, when, and in which language.

use std::sync::Arc;

use crate::actor::Actor;
use crate::clock::{Clock, SystemClock, Timestamp};
use crate::lang::Lang;

/// The acting person, the clock and the language of one request, job or command.
#[derive(Clone)]
pub struct Ctx {
    /// Who acts.
    pub actor: Actor,
    /// The language to answer in.
    pub lang: Lang,
    clock: Arc<dyn Clock>,
}

impl Ctx {
    /// A context with this actor, language and clock.
    pub fn new(actor: Actor, lang: Lang, clock: Arc<dyn Clock>) -> Self {
        Ctx { actor, lang, clock }
    }

    /// The installation itself, by the machine's clock; for jobs and the command line.
    pub fn system() -> Self {
        Ctx::new(Actor::System, Lang::En, Arc::new(SystemClock))
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The clock, to hand on.
    pub fn clock(&self) -> Arc<dyn Clock> {
        self.clock.clone()
    }
}

/// The actor may not do this.
///
/// `hidden` says whether the actor may know that the thing exists: if not, people see "not found".
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not permitted: {act}")]
pub struct Denied {
    /// The act, in words: `administer users`.
    pub act: &'static str,
    /// Must the thing stay unknown to the actor?
    pub hidden: bool,
}
