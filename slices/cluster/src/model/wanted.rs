//! What people ask of the list of members.

use bellwether_kernel::paging::After;
use jiff::civil::Date;

use bellwether_actors::api::Role;

/// Which members are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Only those that are this to the cluster.
    pub role: Option<Role>,
    /// Only those that have these letters in one of their names.
    pub words: String,
    /// Members as they were on this day.
    pub as_of: Option<Date>,
    /// After this key.
    pub after: After,
}
