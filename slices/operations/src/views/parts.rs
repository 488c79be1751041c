//! Parts that the list and the page of one job share.

use bellwether_jobs::State;
use bellwether_web::api::Page;
use bellwether_web::components::badges::badge;
use bellwether_web::components::states::Tone;
use bellwether_web::format;
use maud::{Markup, html};

use crate::model::watched::{Starter, Watched};

/// The kind in words, where its slice gave them; else as the program calls it.
pub fn kind_label(page: &Page, kind: &str) -> String {
    let key = format!("job-kind-{}", kind.replace(['.', '_'], "-"));
    if page.words().has(&key) { page.t(&key) } else { kind.to_owned() }
}

/// A state in one word.
pub fn state_label(page: &Page, state: State) -> String {
    match state {
        State::Queued => page.t("jobs-queued"),
        State::Running => page.t("jobs-running"),
        State::Done => page.t("jobs-done"),
        State::Failed => page.t("jobs-failed"),
        State::Cancelled => page.t("jobs-cancelled"),
    }
}

/// The state of a job; one that was called off and still runs says so.
pub fn state_badge(page: &Page, job: &Watched) -> Markup {
    let state = job.job.state;
    if job.job.cancel_requested && !state.is_over() {
        return badge(Tone::Warn, &page.t("jobs-stopping"));
    }
    let tone = match state {
        State::Queued => Tone::Plain,
        State::Running => Tone::Info,
        State::Done => Tone::Good,
        State::Failed => Tone::Bad,
        State::Cancelled => Tone::Warn,
    };
    badge(tone, &state_label(page, state))
}

/// Who wanted it.
pub fn starter(page: &Page, starter: &Starter) -> Markup {
    match starter {
        Starter::Installation => html! { (page.t("jobs-by-installation")) },
        Starter::Person(name) => html! { (name) },
        Starter::Gone => html! { (page.t("jobs-by-somebody-gone")) },
    }
}

/// How long it took or takes.
pub fn duration(page: &Page, job: &Watched) -> Markup {
    match job.seconds {
        Some(seconds) => html! { (format::duration(page.lang(), seconds)) },
        None => html! { "–" },
    }
}

/// How far it is: percent where that is known, else what was counted.
pub fn progress_words(page: &Page, job: &Watched) -> Markup {
    let done = job.job.done.unsigned_abs();
    match (job.percent(), job.job.state) {
        (_, State::Queued) => html! { "–" },
        (Some(percent), _) => html! { (page.t_with("jobs-percent", &[("percent", percent.into())])) },
        (None, _) if done > 0 => html! { (page.number(done)) },
        (None, _) => html! { "–" },
    }
}
