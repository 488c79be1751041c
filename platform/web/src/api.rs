//! What pages and slices use every day, in one import: `use bellwether_web::api::{Page, PageResult, Slice};`.

pub use crate::assets::embedded;
pub use crate::components::lists::{PersonalViews, SavedView};
pub use crate::error::{ApiResult, FieldProblem, PageResult, WebError};
pub use crate::links::Link;
pub use crate::options::{Limits, Options};
pub use crate::page::{Page, PersonalZone, View};
pub use crate::problem::Problem;
pub use crate::slice::{Beside, Gauge, MenuItem, Place, RecordRef, Slice, Slot};
pub use crate::title::Title;
pub use crate::visit::Theme;
pub use crate::waiting::{Wait, Waits};
pub use crate::words::{Arg, Catalogue, Words};
