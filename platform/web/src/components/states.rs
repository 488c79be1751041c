//! What stands where there is nothing yet, or where something needs to be said: empty states and alerts.

use maud::{Markup, html};

/// What a message or badge is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad.
    Plain,
    /// Worth knowing.
    Info,
    /// Done, in order.
    Good,
    /// Needs attention.
    Warn,
    /// Failed, refused, retracted.
    Bad,
}

/// A message in the page. Errors are announced at once, the others when the reader gets there.
pub fn alert(tone: Tone, body: Markup) -> Markup {
    let class = match tone {
        Tone::Plain => "alert-secondary",
        Tone::Info => "alert-info",
        Tone::Good => "alert-success",
        Tone::Warn => "alert-warning",
        Tone::Bad => "alert-danger",
    };
    let role = if tone == Tone::Bad { "alert" } else { "note" };
    html! { div.alert.(class) role=(role) { (body) } }
}

/// An empty list: says what belongs here and gives the first step.
pub fn empty_state(title: &str, help: &str, action: Option<Markup>) -> Markup {
    html! {
        div.empty-state {
            h2 { (title) }
            p { (help) }
            @if let Some(action) = action { p { (action) } }
        }
    }
}
