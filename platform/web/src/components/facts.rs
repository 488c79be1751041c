//! Facts of a record: names and values, as a description list.

use maud::{Markup, html};

/// Names with their values. Leave out facts that are not known.
pub fn facts(rows: &[(String, Markup)]) -> Markup {
    html! {
        dl.facts {
            @for (name, value) in rows { div { dt { (name) } dd { (value) } } }
        }
    }
}
