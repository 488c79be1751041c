//! Authorships grouped into candidate persons.

pub mod agglomerate;
pub mod background;
pub mod evaluate;
pub mod group;
pub mod mention;
pub mod name;
pub mod pair;
pub mod stable;
