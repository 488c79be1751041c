//! The organisations of an application: who they are, what each gets, who signs; and the form of one, for the lead.

use bellwether_kernel::amount::Amount;
use bellwether_web::api::{FieldProblem, Page};
use bellwether_web::components::forms::{self, Choice, Field};
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use super::parts;
use crate::model::consortium::{ConsortiumRule, ConsortiumWrong, Partner, PartnerKind, PartnerRole, shares};
use crate::model::register::Organisation;
use crate::model::seen::Dossier;
use crate::urls;

/// What a call asks of a consortium, as facts.
pub fn rule(page: &Page, of: &ConsortiumRule) -> Markup {
    let kinds: Vec<String> = of.kinds.iter().map(|kind| kind_words(page, *kind)).collect();
    let bounds = [("least", of.least.into()), ("most", of.most.into())];
    html! {
        section {
            h2 { (page.t("calls-consortium")) }
            ul {
                li { (page.t_with("calls-consortium-bounds", &bounds)) }
                @if of.least_countries > 1 { li { (page.t_with("calls-consortium-countries-n", &[("n", of.least_countries.into())])) } }
                @if !of.countries.is_empty() { li { (page.t_with("calls-consortium-from", &[("countries", of.countries.join(", ").into())])) } }
                @if !kinds.is_empty() { li { (page.t_with("calls-consortium-with", &[("kinds", kinds.join(", ").into())])) } }
                @if of.signatures { li { (page.t("calls-consortium-signed")) } }
            }
        }
    }
}

/// A role in words.
pub fn role_words(page: &Page, role: PartnerRole) -> String {
    page.t(&format!("calls-partner-role-{}", role.name()))
}

/// A kind in words.
pub fn kind_words(page: &Page, kind: PartnerKind) -> String {
    page.t(&format!("calls-partner-kind-{}", kind.name()))
}

/// What keeps a consortium from handing in, in words.
pub fn wrong_words(page: &Page, one: &ConsortiumWrong) -> String {
    let bound = match PartnerKind::from_name(&one.bound) {
        Some(kind) if one.what == "calls-partner-wrong-kind" => kind_words(page, kind),
        _ => one.bound.clone(),
    };
    page.t_with(one.what, &[("bound", bound.into())])
}

/// The organisations of an application; with forms for the lead while it is written.
pub fn section(page: &Page, of: &Dossier, edits: Option<&Edit<'_>>) -> Markup {
    if of.content.consortium.is_none() && of.partners.is_empty() {
        return html! {};
    }
    html! {
        section id="consortium" {
            h2 { (page.t("calls-consortium")) }
            @if of.partners.is_empty() { p { (page.t("calls-partners-none")) } } @else { (rows(page, of, edits)) }
            @if let Some(edits) = edits { (edits.form(page, of)) }
        }
    }
}

fn rows(page: &Page, of: &Dossier, edits: Option<&Edit<'_>>) -> Markup {
    let mut columns = vec![
        Column::new(page.t("calls-partner-name")),
        Column::new(page.t("calls-partner-country")),
        Column::new(page.t("calls-role")),
        Column::new(page.t("calls-partner-share")).numeric(),
        Column::new(page.t("calls-partner-signatory")),
        Column::new(page.t("calls-signed")),
    ];
    if edits.is_some() {
        columns.push(Column::new(page.t("calls-remove")));
    }
    let money = |minor| parts::amount(page, Amount::new(minor, of.application.unit));
    let row = |one: &Partner| {
        let signs = of.names.get(&one.signatory).cloned().unwrap_or_else(|| page.t("calls-somebody"));
        let name = match one.actor {
            Some(actor) => html! { a href={ "/actors/" (actor) } { (one.name) } },
            None => html! { (one.name) },
        };
        let mut row = vec![
            html! { (name) ", " (kind_words(page, one.kind)) },
            html! { (one.country) },
            html! { (role_words(page, one.role)) },
            html! { (money(one.share_minor)) },
            html! { (signs) ", " (one.signs_as) },
            html! { (page.t(if one.signed { "calls-seat-signed" } else { "calls-partner-unsigned" })) },
        ];
        if edits.is_some() {
            let address = urls::of_application(of.application.id, &format!("partners/{}/remove", one.number));
            row.push(forms::button_form(page, &address, &page.t("calls-remove"), "btn-sm"));
        }
        row
    };
    let rows: Vec<Vec<Markup>> = of.partners.iter().map(row).collect();
    let sum = shares(&of.partners);
    let left = sum.zip(of.application.asked_minor).filter(|(sum, asked)| sum != asked && edits.is_some());
    html! {
        (table(page, &page.t("calls-consortium"), &columns, &rows))
        @if let Some(sum) = sum { p { (page.t("calls-total")) ": " (money(sum)) } }
        @if let Some((sum, asked)) = left {
            p.form-hint { (page.t_with("calls-partner-left", &[("sum", money(sum).into()), ("asked", money(asked).into())])) }
        }
    }
}

/// What the lead may write.
pub struct Edit<'a> {
    /// Organisations to choose from.
    pub known: &'a [Organisation],
    /// What is wrong with what was typed.
    pub problems: &'a [FieldProblem],
}

impl Edit<'_> {
    fn form(&self, page: &Page, of: &Dossier) -> Markup {
        let text = |name: &'static str, key: &str| Field::text(name, page.t(key)).problems(page, self.problems);
        let roles = PartnerRole::ALL.iter().map(|one| Choice::new(one.name(), role_words(page, *one))).collect();
        let kinds = PartnerKind::ALL.iter().map(|one| Choice::new(one.name(), kind_words(page, *one))).collect();
        let share = format!("{}, {}", page.t("calls-partner-share"), of.application.unit.code());
        let names: Vec<&str> = self.known.iter().map(|one| one.name.best(page.lang()).0).collect();
        html! {
            details open[self.problems.iter().any(|one| one.field == "name" || one.field == "share" || one.field == "country" || one.field == "signatory" || one.field == "signs_as")] {
                summary { (page.t("calls-partner-add")) }
                (forms::post_form(page, &urls::of_application(of.application.id, "partners"), html! {
                    (text("name", "calls-partner-name").help(page.t("calls-partner-name-help")).required().maxlength(300))
                    @if !names.is_empty() {
                        details { summary { (page.t("calls-partner-known")) } p { (names.join("; ")) } }
                    }
                    (text("country", "calls-partner-country").value(default_country(of)).help(page.t("calls-partner-country-help")).required().maxlength(2))
                    (Field::select("kind", page.t("calls-partner-kind"), kinds))
                    (Field::select("role", page.t("calls-role"), roles))
                    (Field::text("share", share).value("0").problems(page, self.problems).required())
                    (Field::line("email", "signatory", page.t("calls-partner-signatory-email")).help(page.t("calls-partner-signatory-help")).required().problems(page, self.problems))
                    (text("signs_as", "calls-partner-signs-as").required().maxlength(300))
                    (forms::submit(&page.t("calls-partner-save")))
                }))
            }
        }
    }
}

fn default_country(of: &Dossier) -> &str {
    of.content.consortium.as_ref().and_then(|rule| rule.countries.first()).map_or("", String::as_str)
}
