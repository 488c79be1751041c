//! The fields of a form as inputs, for applications of both directions.

use bellwether_kernel::money::Unit;
use bellwether_web::api::{FieldProblem, Page};
use bellwether_web::components::forms::{Choice, Field as Input};
use maud::{Markup, html};

use crate::model::answers::{Item, items, words};
use crate::model::form::{Field, Wanted};

/// How many empty lines a budget offers.
const SPARE: usize = 3;

/// The inputs of a page.
pub struct Inputs<'a> {
    /// The page.
    pub page: &'a Page,
    /// What is wrong.
    pub problems: &'a [FieldProblem],
    /// The unit of budgets.
    pub unit: Unit,
}

impl Inputs<'_> {
    /// One of them, with what was typed. Files have forms of their own.
    pub fn one(&self, field: &Field, typed: &str) -> Markup {
        let page = self.page;
        let name = format!("f.{}", field.code);
        let label = field.label.best(page.lang()).0;
        let mut help = vec![field.help.best(page.lang()).0.to_owned()];
        if let Wanted::Line { words: most } | Wanted::Lines { words: most } = &field.answer {
            help.push(page.t_with("calls-words-of", &[("n", words(typed).into()), ("most", (*most).into())]));
        }
        if let Wanted::Number { least, most } = &field.answer {
            help.push(
                page.t_with("calls-number-of", &[("least", (*least as f64).into()), ("most", (*most as f64).into())]),
            );
        }
        help.retain(|words| !words.is_empty());
        let choice = |input: Input| {
            let input = if field.required { input } else { input.optional(page) };
            let input = if help.is_empty() { input } else { input.help(help.join(" ")) };
            input.value(typed).problems(page, self.problems)
        };
        let yes_no = || vec![Choice::new("yes", page.t("calls-yes")), Choice::new("no", page.t("calls-no"))];
        match &field.answer {
            Wanted::Line { .. } => html! { (choice(Input::text(name, label))) },
            Wanted::Lines { .. } => html! { (choice(Input::lines(8, name, label))) },
            Wanted::Number { .. } => html! { (choice(Input::line("number", name, label))) },
            Wanted::Date => html! { (choice(Input::line("date", name, label))) },
            Wanted::YesNo => html! { (choice(Input::radios(name, label, yes_no()))) },
            Wanted::Choice { options } => {
                let mut all = vec![Choice::new("", page.t("calls-choose"))];
                all.extend(options.iter().map(|one| Choice::new(&one.code, one.label.best(page.lang()).0)));
                html! { (choice(Input::select(name, label, all))) }
            }
            Wanted::Budget => self.budget(field, typed),
            Wanted::File { .. } => html! {},
        }
    }

    fn budget(&self, field: &Field, typed: &str) -> Markup {
        let page = self.page;
        let mut all: Vec<Item> = items(typed);
        all.extend((0..SPARE).map(|_| Item::default()));
        let problem = self.problems.iter().find(|problem| problem.field == format!("f.{}", field.code));
        let label = |key: &str, at: usize| format!("{} {at}", page.t(key));
        html! {
            fieldset.field.has-problem[problem.is_some()] id={ "field-f." (field.code) } data-budget {
                legend.form-label { (page.text(&field.label)) ", " (self.unit.code()) }
                @if let Some(problem) = problem { p.form-problem { (problem.message) } }
                @for (at, item) in (1..).zip(&all) {
                    div.row-line {
                        input.form-control type="text" name={ "b." (field.code) ".what" } value=(item.what)
                            aria-label=(label("calls-item", at)) maxlength="300";
                        input.form-control type="text" name={ "b." (field.code) ".amount" } value=(item.amount)
                            aria-label=(label("calls-amount", at)) maxlength="40" inputmode="decimal";
                    }
                }
            }
        }
    }
}

/// What files a field takes.
pub fn limits(page: &Page, field: &Field) -> String {
    let Wanted::File { kinds, most_bytes } = &field.answer else { return String::new() };
    let kinds: Vec<String> = kinds.iter().map(|kind| kind.name().to_uppercase()).collect();
    let size = bellwether_web::format::bytes(page.lang(), *most_bytes);
    page.t_with("calls-file-limits", &[("kinds", kinds.join(", ").into()), ("size", size.into())])
}
