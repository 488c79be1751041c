//! Icons by their Tabler name. The bundle holds those that the sources name; the frame draws those that a page uses.

use maud::{Markup, html};

/// An icon beside words; screen readers skip it. Name it as a literal, so that the bundle finds it.
pub fn icon(name: &str) -> Markup {
    html! { svg.icon aria-hidden="true" focusable="false" width="20" height="20" { use href={ "#i-" (name) } {} } }
}
