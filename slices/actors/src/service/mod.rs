//! What people and other slices can do with the register.

mod bring;
mod duplicates;
mod error;
mod keep;
mod load;
mod look;
mod merge;
mod personal;
mod sight;

use bellwether_db::Db;

pub use self::error::ActorsError;
pub use self::load::{listed, load};
pub use self::personal::Swept;

/// The service of the register. Cheap to clone.
#[derive(Clone)]
pub struct Actors {
    db: Db,
}

impl Actors {
    /// The register in this database.
    pub fn new(db: Db) -> Actors {
        Actors { db }
    }
}
