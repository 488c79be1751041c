//! The page to sign in.

use bellwether_web::api::{Page, Title, View};
use bellwether_web::components::forms::{self, Field};
use bellwether_web::components::states::{self, Tone};
use maud::{Markup, html};

use crate::urls;

/// Why an attempt was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Wrong address or password; which, nobody is told.
    Wrong,
    /// Too many failures.
    Locked {
        /// How long nobody may try.
        wait_s: i64,
    },
}

/// The page to sign in.
pub struct SignIn {
    pub email: String,
    pub next: String,
    pub refused: Option<Refused>,
}

impl View for SignIn {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("accounts-sign-in"))
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            @match self.refused {
                None => {}
                Some(Refused::Wrong) => (states::alert(Tone::Bad, html! { p { (page.t("accounts-wrong-password")) } })),
                Some(Refused::Locked { wait_s }) => {
                    @let minutes = (wait_s + 59) / 60;
                    (states::alert(Tone::Bad, html! { p { (page.t_with("accounts-locked", &[("n", minutes.into())])) } }))
                }
            }
            (forms::post_form(page, urls::SIGN_IN, html! {
                input type="hidden" name="next" value=(self.next);
                (Field::line("email", "email", page.t("accounts-email")).value(&self.email).required().autocomplete("username"))
                (Field::line("password", "password", page.t("accounts-password")).required().autocomplete("current-password"))
                (forms::submit(&page.t("accounts-sign-in")))
            }))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let page = |email: &str, refused| SignIn { email: email.to_owned(), next: "/a?b=\"><i>".to_owned(), refused };
        vec![
            ("empty", page("", None)),
            ("wrong", page("\"><script>alert(1)</script>", Some(Refused::Wrong))),
            ("locked", page("ann@example.org", Some(Refused::Locked { wait_s: 61 }))),
        ]
    }
}
