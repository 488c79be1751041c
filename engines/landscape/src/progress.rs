//! Progress of long work, and the wish to stop it.

/// The parts of a landscape's making, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// Texts are read and cut into terms.
    Terms,
    /// The weighted matrix becomes vectors.
    Vectors,
    /// Each document's nearest neighbours.
    Neighbours,
    /// Topics at each level.
    Topics,
    /// A label for each topic.
    Labels,
    /// A place for each document.
    Map,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Which step.
    pub step: Step,
    /// Units of work done.
    pub done: usize,
    /// Units of work in all; an estimate where the end depends on the data.
    pub total: usize,
}

/// Is told of progress, and says whether to go on. Every closure from [`Progress`] to `bool` is one.
pub trait Watch {
    /// False stops the work as soon as possible.
    fn go_on(&mut self, progress: Progress) -> bool;
}

impl<F: FnMut(Progress) -> bool> Watch for F {
    fn go_on(&mut self, progress: Progress) -> bool {
        self(progress)
    }
}

/// The watcher did not want the work to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the work was stopped")]
pub struct Stopped;

/// Tells the watcher; an error when the work shall stop.
///
/// # Errors
/// [`Stopped`] when the watcher says so.
pub fn tell(watch: &mut dyn Watch, step: Step, done: usize, total: usize) -> Result<(), Stopped> {
    if watch.go_on(Progress { step, done, total }) { Ok(()) } else { Err(Stopped) }
}
