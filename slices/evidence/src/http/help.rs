//! The page that explains the search language.

use bellwether_web::api::{Page, PageResult};

use crate::views::help::HelpView;

/// Shows it.
pub async fn get(page: Page) -> PageResult {
    Ok(page.show(&HelpView))
}
