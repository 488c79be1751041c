//! Reports on paper for whoever has no page, such as the command line.

use std::sync::Arc;

use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Lang;
use bellwether_paper::fonts::{FontError, Fonts};
use bellwether_paper::pdf::{PaperError, render};
use bellwether_web::api::{Words, embedded};
use bellwether_web::words::{Catalogue, WordsError};

use crate::model::report::ReportFilter;
use crate::service::report::{ReportError, gather};
use crate::slice::MESSAGES;
use crate::store::folder::Edition;
use crate::views::report::document;

/// Why a report was not printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// It cannot be what was asked, or the actor may not see it.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// There are no fonts.
    #[error(transparent)]
    Fonts(#[from] FontError),
    /// The messages cannot be read.
    #[error(transparent)]
    Words(#[from] WordsError),
    /// The file cannot be made.
    #[error(transparent)]
    Paper(#[from] PaperError),
}

/// The report as the bytes of a PDF file; the same landscape gives the same bytes.
pub fn report(ctx: &Ctx, edition: &Edition, filter: &ReportFilter) -> Result<Vec<u8>, PrintError> {
    let data = gather(ctx, edition, filter)?;
    let files: Vec<(&str, Lang, &str)> = MESSAGES.iter().map(|(lang, text)| ("foresight", *lang, *text)).collect();
    let words = Words::new(Arc::new(Catalogue::load(&files)?), filter.lang.unwrap_or_default());
    Ok(render(&document(&words, &data), &Fonts::load(embedded)?)?)
}
