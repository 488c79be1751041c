//! The page that makes the first administrator.

use bellwether_web::api::{FieldProblem, Page, Title, View};
use bellwether_web::components::forms::{self, Field};
use maud::{Markup, html};

use crate::urls;

/// The page that makes the first administrator.
#[derive(Default)]
pub struct SetUp {
    pub token: String,
    pub email: String,
    pub name: String,
    pub problems: Vec<FieldProblem>,
}

impl View for SetUp {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("accounts-set-up")).lead(page.t("accounts-set-up-lead"))
    }

    fn body(&self, page: &Page) -> Markup {
        forms::post_form(
            page,
            urls::SET_UP,
            html! {
                (forms::error_summary(page, &self.problems))
                input type="hidden" name="token" value=(self.token);
                (Field::text("name", page.t("accounts-name")).value(&self.name).required().autocomplete("name").problems(page, &self.problems))
                (Field::line("email", "email", page.t("accounts-email")).value(&self.email).required().autocomplete("username").problems(page, &self.problems))
                (Field::line("password", "new_password", page.t("accounts-new-password")).help(page.t("accounts-password-help"))
                    .required().autocomplete("new-password").problems(page, &self.problems))
                (forms::submit(&page.t("accounts-set-up-submit")))
            },
        )
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let hostile = SetUp {
            token: "\"><script>".to_owned(),
            email: "<script>".to_owned(),
            name: "<script>".to_owned(),
            problems: vec![FieldProblem::new("new_password", "Too short"), FieldProblem::new("email", "Wrong")],
        };
        vec![("empty", SetUp::default()), ("hostile", hostile)]
    }
}
