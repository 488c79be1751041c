//! Where there are no books to show: no cluster was loaded yet.

use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::states::empty_state;
use maud::Markup;

/// No books.
pub struct NoBooks;

impl View for NoBooks {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("ledger"))
    }

    fn body(&self, page: &Page) -> Markup {
        empty_state(&page.t("ledger-no-books"), &page.t("ledger-no-books-help"), None)
    }

    fn samples() -> Vec<(&'static str, Self)> {
        vec![("nothing", NoBooks)]
    }
}
