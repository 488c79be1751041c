//! Why the files of a landscape cannot be read or written: as for everything that is kept in generations.

pub use bellwether_generations::stored::StoreError;
