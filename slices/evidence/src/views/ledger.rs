//! Parts that several pages show: a file's outcome, a size, a name of a source, a state.

use bellwether_jobs::State;
use bellwether_sources::record::Source;
use bellwether_web::api::Page;
use bellwether_web::components::badges::badge;
use bellwether_web::components::states::Tone;
use maud::{Markup, html};

use crate::model::ledger::{Outcome, SourceFile};

/// A number of bytes as people read it.
pub fn size(page: &Page, bytes: u64) -> String {
    let mebibytes = bytes.div_ceil(1 << 20);
    page.t_with("sources-mebibytes", &[("size", mebibytes.into())])
}

/// A source by the name it gives itself.
pub fn source_name(source: Source) -> &'static str {
    match source {
        Source::PubMed => "PubMed",
        Source::OpenAlex => "OpenAlex",
        Source::ClinicalTrials => "ClinicalTrials.gov",
        Source::Euctr => "EU Clinical Trials Register",
        Source::Ctis => "CTIS",
        Source::Isrctn => "ISRCTN",
        Source::Ris => "RIS",
        Source::BibTex => "BibTeX",
    }
}

/// What came of a file: a badge and the counts, or the reason.
pub fn outcome(page: &Page, file: &SourceFile) -> Markup {
    match &file.outcome {
        Outcome::Ingested(counts) => html! {
            (badge(Tone::Good, &page.t("sources-ingested"))) " "
            (page.t_with("sources-counts", &[
                ("records", counts.records.into()),
                ("new", counts.new.into()),
                ("replaced", counts.replaced.into()),
                ("deleted", counts.deleted.into()),
            ]))
        },
        Outcome::Refused { reason } => html! {
            (badge(Tone::Bad, &page.t("sources-refused"))) " " span lang="en" { (reason) }
        },
    }
}

/// The state of a job.
pub fn state(page: &Page, state: State) -> Markup {
    match state {
        State::Queued => badge(Tone::Plain, &page.t("ingests-queued")),
        State::Running => badge(Tone::Info, &page.t("ingests-running")),
        State::Done => badge(Tone::Good, &page.t("ingests-done")),
        State::Failed => badge(Tone::Bad, &page.t("ingests-failed")),
        State::Cancelled => badge(Tone::Warn, &page.t("ingests-stopped")),
    }
}
