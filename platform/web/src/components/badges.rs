//! Badges: a state or kind in one or two words. The colour repeats what the words say, it never says more.

use maud::{Markup, html};

use crate::components::states::Tone;

/// A badge with these words.
pub fn badge(tone: Tone, words: &str) -> Markup {
    html! { span.badge.(tone_class(tone)) { (words) } }
}

fn tone_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "tone-plain",
        Tone::Info => "tone-info",
        Tone::Good => "tone-good",
        Tone::Warn => "tone-warn",
        Tone::Bad => "tone-bad",
    }
}
