//! The progress of a job. With scripts it follows the job's events; without, the page shows the state of its making.

use axum::response::sse::Event;
use maud::{Markup, html};
use serde_json::json;

use crate::page::Page;

/// A progress bar. `events_href` is a stream of server-sent events made by [`live_event`].
pub fn progress(
    page: &Page,
    label: &str,
    done: u64,
    total: Option<u64>,
    message: &str,
    events_href: Option<&str>,
) -> Markup {
    let max = total.map(|total| total.max(1));
    html! {
        div.job-progress data-live=[events_href] {
            progress.progress-bar-native aria-label=(label) max=[max] value=[max.map(|max| done.min(max))] {}
            div.job-progress-words {
                span data-live-message aria-live="polite" { (message) }
                span.numbers {
                    span data-live-done { (page.number(done)) }
                    @if let Some(total) = total { " / " span data-live-total { (page.number(total)) } }
                }
            }
        }
    }
}

/// One event of a job for [`progress`]. When the job has `ended`, the page is loaded again.
pub fn live_event(done: i64, total: Option<i64>, message: &str, ended: bool) -> Event {
    Event::default().data(json!({ "done": done, "total": total, "message": message, "ended": ended }).to_string())
}
