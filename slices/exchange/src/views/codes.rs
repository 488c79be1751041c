//! Charge codes: the list with a form for another, and one with the people who may use it.

use bellwether_kernel::actor::UserId;
use bellwether_kernel::lang::Text;
use bellwether_web::api::{FieldProblem, Page, Title, View};
use bellwether_web::components::badges::badge;
use bellwether_web::components::facts::facts;
use bellwether_web::components::forms::{Choice, Field, button_form, error_summary, post_form, submit};
use bellwether_web::components::states::{Tone, empty_state};
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};
use serde::Deserialize;
use uuid::Uuid;

use crate::model::charges::{Account, Side};
use crate::model::code::{CODE, Code, CodeId, ORGANISATION};
use crate::urls;

/// What somebody typed about a code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CodeTyped {
    /// The code.
    pub code: String,
    /// The name in English.
    pub name_en: String,
    /// The name in Russian.
    pub name_ru: String,
    /// The organisation.
    pub organisation: String,
    /// The account that pays.
    pub account: String,
    /// The e-mail address of a person.
    pub email: String,
    /// The id of a person.
    pub person: String,
}

/// The list.
pub struct CodesPage {
    /// The cluster's slug.
    pub cluster: String,
    /// The codes.
    pub codes: Vec<Code>,
    /// The accounts that can be chosen.
    pub accounts: Vec<Account>,
    /// What was typed.
    pub typed: CodeTyped,
    /// What cannot be taken.
    pub problems: Vec<FieldProblem>,
}

fn account(page: &Page, accounts: &[Account], id: Option<Uuid>) -> Markup {
    let found = accounts.iter().find(|account| Some(account.id) == id);
    html! { @match found { Some(account) => (page.text(&account.name)), None => (page.t("exchange-by-invoice")) } }
}

fn state(page: &Page, code: &Code) -> Markup {
    let (tone, key) =
        if code.is_open { (Tone::Good, "exchange-code-open") } else { (Tone::Plain, "exchange-code-closed") };
    badge(tone, &page.t(key))
}

impl View for CodesPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("exchange-codes-title"))
            .crumb(page.t("exchange-facilities-title"), urls::facilities(&self.cluster))
            .lead(page.t("exchange-codes-lead"))
            .in_place(bellwether_web::api::Place::Work)
    }

    fn body(&self, page: &Page) -> Markup {
        let columns = [
            Column::new(page.t("exchange-charge-code")),
            Column::new(page.t("exchange-code-name")),
            Column::new(page.t("exchange-organisation")),
            Column::new(page.t("exchange-account")),
            Column::new(page.t("exchange-state")),
        ];
        let row = |one: &Code| {
            vec![
                html! { a href=(urls::code(&self.cluster, &one.code)) { (one.code) } },
                page.text(&one.name),
                html! { (one.organisation) },
                account(page, &self.accounts, one.account),
                state(page, one),
            ]
        };
        let rows: Vec<Vec<Markup>> = self.codes.iter().map(row).collect();
        let (typed, problems) = (&self.typed, self.problems.as_slice());
        let mut accounts = vec![Choice::new("", page.t("exchange-by-invoice"))];
        accounts.extend(self.accounts.iter().filter(|one| one.side == Side::Pays).map(|one| {
            Choice::new(one.id.to_string(), format!("{} ({})", one.name.best(page.lang()).0, one.currency))
        }));
        html! {
            (error_summary(page, problems))
            @if rows.is_empty() {
                (empty_state(&page.t("exchange-codes-none"), &page.t("exchange-codes-none-help"), None))
            } @else {
                (table(page, &page.t("exchange-codes-title"), &columns, &rows))
            }
            h2 { (page.t("exchange-code-add")) }
            (post_form(page, &urls::codes(&self.cluster), html! {
                (Field::text("code", page.t("exchange-charge-code")).value(&typed.code).required().maxlength(CODE as u32)
                    .help(page.t("exchange-charge-code-help")).problems(page, problems))
                (Field::text("name_en", page.t("exchange-name-en")).value(&typed.name_en).required().maxlength(200)
                    .problems(page, problems))
                (Field::text("name_ru", page.t("exchange-name-ru")).value(&typed.name_ru).required().maxlength(200)
                    .problems(page, problems))
                (Field::text("organisation", page.t("exchange-organisation")).value(&typed.organisation).required()
                    .maxlength(ORGANISATION as u32).problems(page, problems))
                (Field::select("account", page.t("exchange-account"), accounts).value(&typed.account)
                    .help(page.t("exchange-account-help")).problems(page, problems))
                (submit(&page.t("exchange-code-add")))
            }))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |codes| CodesPage {
            cluster: "translational-medicine".into(),
            codes,
            accounts: Vec::new(),
            typed: CodeTyped::default(),
            problems: Vec::new(),
        };
        let closed = Code { is_open: false, ..hostile() };
        let problems = vec![FieldProblem::new("code", "<b>no</b>")];
        vec![("empty", of(Vec::new())), ("hostile", CodesPage { problems, ..of(vec![hostile(), closed]) })]
    }
}

fn hostile() -> Code {
    Code {
        id: CodeId(Uuid::from_u128(1)),
        cluster: "translational-medicine".into(),
        code: "RSF-26-15".into(),
        name: Text::both("<script>alert(1)</script>", "<b>Проект</b>"),
        organisation: "<script>Institute</script>".into(),
        account: None,
        is_open: true,
    }
}

/// One code.
pub struct CodePage {
    /// The code.
    pub code: Code,
    /// Who may use it, with their names.
    pub people: Vec<(UserId, String)>,
    /// The accounts that can be chosen.
    pub accounts: Vec<Account>,
    /// The month of today, for its statement.
    pub month: String,
    /// What was typed.
    pub typed: CodeTyped,
    /// What cannot be taken.
    pub problems: Vec<FieldProblem>,
}

impl View for CodePage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t_with("exchange-code-title", &[("code", (&self.code.code).into())]))
            .crumb(page.t("exchange-facilities-title"), urls::facilities(&self.code.cluster))
            .crumb(page.t("exchange-codes-title"), urls::codes(&self.code.cluster))
            .in_place(bellwether_web::api::Place::Work)
    }

    fn body(&self, page: &Page) -> Markup {
        let code = &self.code;
        let form = |form: &str| urls::code_form(&code.cluster, &code.code, form);
        let whose = crate::model::statement::Whose::Code(code.code.clone());
        let statement = urls::statement(&code.cluster, &self.month, &whose, "");
        let (other, words) =
            if code.is_open { ("close", "exchange-code-close") } else { ("open", "exchange-code-reopen") };
        html! {
            (error_summary(page, &self.problems))
            (facts(&[
                (page.t("exchange-state"), state(page, code)),
                (page.t("exchange-code-name"), page.text(&code.name)),
                (page.t("exchange-organisation"), html! { (code.organisation) }),
                (page.t("exchange-account"), account(page, &self.accounts, code.account)),
                (page.t("exchange-statement"), html! { a href=(statement) { (self.month) } }),
            ]))
            p { (button_form(page, &form(other), &page.t(words), "")) }
            h2 { (page.t("exchange-code-people")) }
            @if self.people.is_empty() { p { (page.t("exchange-code-people-none")) } } @else {
                ul.plain-list {
                    @for (id, name) in &self.people {
                        li {
                            (post_form(page, &form("remove"), html! {
                                span { (name) " " }
                                input type="hidden" name="person" value=(id);
                                button.btn type="submit" aria-label=(page.t_with("exchange-code-remove-of", &[("name", name.into())])) {
                                    (page.t("exchange-code-remove"))
                                }
                            }))
                        }
                    }
                }
            }
            (post_form(page, &form("people"), html! {
                (Field::line("email", "email", page.t("exchange-email")).value(&self.typed.email).required()
                    .problems(page, &self.problems))
                (submit(&page.t("exchange-code-let")))
            }))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |people| CodePage {
            code: hostile(),
            people,
            accounts: Vec::new(),
            month: "2026-11".into(),
            typed: CodeTyped::default(),
            problems: Vec::new(),
        };
        let ann = (UserId(Uuid::from_u128(7)), "Ann <Example>".to_owned());
        vec![("empty", of(Vec::new())), ("typical", of(vec![ann]))]
    }
}
