//! The part of a page that scripts replace alone: a list with its filters, sorts and pages.
//!
//! Without scripts it is a box like any other. With them, its forms and those of its links that stay on the same path
//! ask for the part alone; the address, the focus and the place on the screen are kept, and the count is read out.

use maud::{Markup, html};

/// The part of a list page that changes with what is asked: all of its body. A page has at most one.
pub fn part(body: Markup) -> Markup {
    html! { div #part data-part { (body) } }
}

/// How much there is, as a line that is read out when it changes.
pub fn count_line(words: &str) -> Markup {
    html! { p data-count { (words) } }
}
