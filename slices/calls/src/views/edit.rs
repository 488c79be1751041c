//! The form of a call: what it gives, when, to whom, by what it is judged and how it is paid.

use std::collections::BTreeMap;

use bellwether_kernel::amount::Amount;
use bellwether_kernel::lang::Text;
use bellwether_web::api::{FieldProblem, Page, Place, Title, View};
use bellwether_web::components::forms::{self, Choice, Field};
use bellwether_web::components::states::empty_state;
use maud::{Markup, html};

use super::{consortium, parts, sample};
use crate::model::call::BudgetChoice;
use crate::model::call::{Blindness, Call};
use crate::model::consortium::PartnerKind;
use crate::urls;

/// How many empty lines a repeated part offers.
const SPARE: usize = 2;

/// What was typed, by the names of the fields.
pub type Typed = BTreeMap<String, String>;

/// The page.
pub struct EditPage {
    /// The slug of the cluster.
    pub cluster: String,
    /// The call that is changed; `None` for a new one.
    pub call: Option<Call>,
    /// The budgets to choose from.
    pub budgets: Vec<BudgetChoice>,
    /// What was typed.
    pub typed: Typed,
    /// What is wrong with it.
    pub problems: Vec<FieldProblem>,
}

/// What a call says, as it would be typed.
pub fn typed_of(call: &Call) -> Typed {
    let content = &call.content;
    let mut typed = Typed::new();
    let mut put = |name: String, value: String| {
        typed.insert(name, value);
    };
    for (name, text) in [("title", &content.title), ("summary", &content.summary), ("text", &content.text)] {
        put(format!("{name}_en"), text.en.clone().unwrap_or_default());
        put(format!("{name}_ru"), text.ru.clone().unwrap_or_default());
    }
    let money = |minor: i64| Amount::new(minor, call.unit).decimal();
    put("slug".into(), call.slug.clone());
    put("revision".into(), call.revision.to_string());
    put("source".into(), call.source.to_string());
    put("budget".into(), money(call.budget_minor));
    put("least".into(), money(content.least_minor));
    put("most".into(), money(content.most_minor));
    put("per_person".into(), content.per_person.to_string());
    put("opens".into(), content.opens.strftime("%Y-%m-%dT%H:%M").to_string());
    put("closes".into(), content.closes.strftime("%Y-%m-%dT%H:%M").to_string());
    put("zone".into(), content.zone.clone());
    put("blindness".into(), content.blindness.name().to_owned());
    if let Some(rule) = &content.consortium {
        put("together".into(), "on".into());
        put("partners_least".into(), rule.least.to_string());
        put("partners_most".into(), rule.most.to_string());
        put("partner_countries".into(), rule.countries.join(" "));
        put("countries_least".into(), rule.least_countries.to_string());
        put("partner_kinds".into(), rule.kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" "));
        put("partners_sign".into(), if rule.signatures { "on" } else { "" }.to_owned());
    }
    let mut words = |name: String, text: &Text| {
        typed.insert(format!("{name}.en"), text.en.clone().unwrap_or_default());
        typed.insert(format!("{name}.ru"), text.ru.clone().unwrap_or_default());
    };
    for (at, one) in content.quiz.iter().enumerate() {
        words(format!("quiz.{at}"), &one.text);
    }
    for (at, one) in content.rubric.criteria.iter().enumerate() {
        words(format!("rubric.{at}"), &one.label);
    }
    for (at, one) in content.instalments.iter().enumerate() {
        words(format!("instalments.{at}"), &one.name);
    }
    for (at, one) in content.quiz.iter().enumerate() {
        typed.insert(format!("quiz.{at}.code"), one.code.clone());
        typed.insert(format!("quiz.{at}.yes"), if one.yes { "yes" } else { "no" }.to_owned());
    }
    for (at, one) in content.rubric.criteria.iter().enumerate() {
        typed.insert(format!("rubric.{at}.code"), one.code.clone());
        typed.insert(format!("rubric.{at}.most"), one.most.to_string());
    }
    for (at, one) in content.instalments.iter().enumerate() {
        typed.insert(format!("instalments.{at}.months"), one.months.to_string());
        typed.insert(format!("instalments.{at}.percent"), one.percent.to_string());
    }
    typed
}

/// How many lines of a repeated part were typed.
pub fn lines(typed: &Typed, part: &str) -> usize {
    let number = |name: &String| name.strip_prefix(part)?.strip_prefix('.')?.split('.').next()?.parse::<usize>().ok();
    let filled = typed.iter().filter(|(_, value)| !value.trim().is_empty());
    filled.filter_map(|(name, _)| number(name)).max().map_or(0, |most| (most + 1).min(40))
}

impl View for EditPage {
    fn title(&self, page: &Page) -> Title {
        let title = Title::new(page.t(if self.call.is_some() { "calls-edit-title" } else { "calls-new-title" }))
            .in_place(Place::Decide);
        let title = title.crumb(page.t("calls-title"), urls::CALLS);
        match &self.call {
            Some(call) => title.crumb(parts::title(page, call.content.title.best(page.lang()).0), urls::call(call)),
            None => title,
        }
    }

    fn body(&self, page: &Page) -> Markup {
        if self.budgets.is_empty() {
            return empty_state(&page.t("calls-no-budgets"), &page.t("calls-no-budgets-help"), None);
        }
        let action = match &self.call {
            Some(call) => urls::of_call(call, "edit"),
            None => urls::new_call(&self.cluster),
        };
        html! {
            (forms::post_form(page, &action, html! {
                (forms::error_summary(page, &self.problems))
                input type="hidden" name="revision" value=(self.value("revision"));
                (self.words(page))
                (self.money(page))
                (self.window(page))
                (self.consortium(page))
                (self.repeated(page, "quiz", SPARE, |name, at| self.quiz(page, name, at)))
                (self.repeated(page, "rubric", SPARE, |name, at| self.criterion(page, name, at)))
                (self.repeated(page, "instalments", 1, |name, at| self.instalment(page, name, at)))
                (forms::submit(&page.t("calls-save")))
            }))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        use bellwether_exchange_rules::lifecycle::offer::OfferState;
        let call = sample::call(OfferState::Open);
        let text = |words: &str| Text::both(words, words);
        let budget = BudgetChoice {
            account: call.source,
            fund: text("Fund <1>"),
            area: text("Foresight"),
            concept: "foresight".to_owned(),
            unit: call.unit,
            free_minor: 1_000_000,
        };
        let of = |call: Option<Call>, problems: Vec<FieldProblem>| EditPage {
            cluster: "translational-medicine".to_owned(),
            typed: call.as_ref().map(typed_of).unwrap_or_default(),
            call,
            budgets: vec![budget.clone()],
            problems,
        };
        let problems = vec![FieldProblem::new("title_en", "Too long"), FieldProblem::new("quiz", "Wrong")];
        vec![
            ("nothing", EditPage { budgets: Vec::new(), ..of(None, Vec::new()) }),
            ("empty", of(None, Vec::new())),
            ("typical", of(Some(call), problems)),
            (
                "consortium",
                of(Some(sample::staged(OfferState::Draft)), vec![FieldProblem::new("consortium", "Not so")]),
            ),
            ("hostile", of(Some(sample::hostile()), Vec::new())),
        ]
    }
}

impl EditPage {
    fn value(&self, name: &str) -> &str {
        self.typed.get(name).map_or("", String::as_str)
    }

    fn text(&self, page: &Page, name: &str, label: &str) -> Field {
        Field::text(name, page.t(label)).value(self.value(name)).problems(page, &self.problems)
    }

    fn words(&self, page: &Page) -> Markup {
        let problems = &self.problems;
        html! {
            @if self.call.is_none() {
                (self.text(page, "slug", "calls-slug").help(page.t("calls-slug-help")).required())
            }
            (self.text(page, "title_en", "calls-title-en").required().maxlength(300))
            (self.text(page, "title_ru", "calls-title-ru").required().maxlength(300))
            @for (name, rows) in [("summary", 3), ("text", 10)] {
                @for lang in ["en", "ru"] {
                    @let name = format!("{name}_{lang}");
                    (Field::lines(rows, name.clone(), page.t(&format!("calls-{}", name.replace('_', "-"))))
                        .value(self.value(&name)).required().problems(page, problems))
                }
            }
        }
    }

    fn money(&self, page: &Page) -> Markup {
        let is_settled = self.call.as_ref().is_some_and(|call| call.version > 0);
        let label = |one: &BudgetChoice| {
            let free = parts::amount(page, Amount::new(one.free_minor, one.unit));
            let args = [
                ("fund", one.fund.best(page.lang()).0.into()),
                ("area", one.area.best(page.lang()).0.into()),
                ("free", free.into()),
            ];
            Choice::new(one.account.to_string(), page.t_with("calls-source-is", &args))
        };
        let choices: Vec<Choice> = self.budgets.iter().map(label).collect();
        html! {
            h2 { (page.t("calls-money")) }
            @if is_settled { p.form-hint { (page.t("calls-money-stays")) } }
            (Field::select("source", page.t("calls-source"), choices).value(self.value("source")).problems(page, &self.problems))
            (self.text(page, "budget", "calls-budget").required())
            (self.text(page, "least", "calls-least").required())
            (self.text(page, "most", "calls-most").required())
            (self.text(page, "per_person", "calls-per-person").required())
        }
    }

    fn window(&self, page: &Page) -> Markup {
        let line = |name: &'static str| {
            Field::line("datetime-local", name, page.t(&format!("calls-{name}")))
                .value(self.value(name))
                .required()
                .problems(page, &self.problems)
        };
        let blindness = |one: &Blindness| {
            Choice::new(one.name(), page.t(&format!("calls-blindness-{}", one.name().replace('_', "-"))))
        };
        html! {
            h2 { (page.t("calls-window")) }
            (line("opens"))
            (line("closes"))
            (self.text(page, "zone", "calls-zone").help(page.t("calls-zone-help")).required())
            (Field::radios("blindness", page.t("calls-blindness"), Blindness::ALL.iter().map(blindness).collect())
                .value(self.value("blindness")).problems(page, &self.problems))
        }
    }

    fn consortium(&self, page: &Page) -> Markup {
        let number = |name: &'static str, key: &str| {
            Field::line("number", name, page.t(key)).value(self.value(name)).optional(page)
        };
        let kinds = PartnerKind::ALL.iter().map(|one| Choice::new(one.name(), consortium::kind_words(page, *one)));
        let kinds = Field::checkboxes("partner_kinds", page.t("calls-consortium-kinds"), kinds.collect());
        let chosen = self.value("partner_kinds").split_whitespace().fold(kinds, Field::value);
        let problem = self.problems.iter().find(|problem| problem.field == "consortium");
        html! {
            h2 id="field-consortium" { (page.t("calls-consortium")) }
            p.form-hint { (page.t("calls-consortium-help")) }
            @if let Some(problem) = problem { p.form-problem { (problem.message) } }
            (Field::checkbox("together", page.t("calls-consortium-is")).value(self.value("together")))
            (number("partners_least", "calls-consortium-least"))
            (number("partners_most", "calls-consortium-most"))
            (Field::text("partner_countries", page.t("calls-consortium-countries")).value(self.value("partner_countries"))
                .help(page.t("calls-consortium-countries-help")).optional(page))
            (number("countries_least", "calls-consortium-least-countries"))
            (chosen)
            (Field::checkbox("partners_sign", page.t("calls-consortium-signatures")).value(self.value("partners_sign")))
        }
    }

    fn repeated(
        &self,
        page: &Page,
        part: &'static str,
        spare: usize,
        line: impl Fn(String, usize) -> Markup,
    ) -> Markup {
        let problem = self.problems.iter().find(|problem| problem.field == part);
        html! {
            h2 id={ "field-" (part) } { (page.t(&format!("calls-{part}"))) }
            p.form-hint { (page.t(&format!("calls-{part}-help"))) }
            @if let Some(problem) = problem { p.form-problem { (problem.message) } }
            @for at in 0..lines(&self.typed, part) + spare { fieldset { (line(format!("{part}.{at}"), at + 1)) } }
        }
    }

    fn both(&self, page: &Page, name: &str, key: &str, at: usize) -> Markup {
        html! {
            @for lang in ["en", "ru"] {
                @let field = format!("{name}.{lang}");
                @let label = format!("{} {at}, {}", page.t(key), page.t(&format!("calls-in-{lang}")));
                (Field::text(field.clone(), label).value(self.value(&field)).maxlength(500))
            }
        }
    }

    fn quiz(&self, page: &Page, name: String, at: usize) -> Markup {
        let yes = format!("{name}.yes");
        let label = format!("{} {at}: {}", page.t("calls-question"), page.t("calls-right-answer"));
        let choices = vec![Choice::new("yes", page.t("calls-yes")), Choice::new("no", page.t("calls-no"))];
        html! {
            (self.both(page, &name, "calls-question", at))
            (Field::select(yes.clone(), label, choices).value(self.value(&yes)))
        }
    }

    fn criterion(&self, page: &Page, name: String, at: usize) -> Markup {
        let most = format!("{name}.most");
        let label = format!("{} {at}: {}", page.t("calls-criterion"), page.t("calls-best-score"));
        html! {
            (self.both(page, &name, "calls-criterion", at))
            (Field::text(most.clone(), label).value(self.value(&most)))
        }
    }

    fn instalment(&self, page: &Page, name: String, at: usize) -> Markup {
        html! {
            (self.both(page, &name, "calls-instalment", at))
            @for part in ["months", "percent"] {
                @let field = format!("{name}.{part}");
                @let label = format!("{} {at}: {}", page.t("calls-instalment"), page.t(&format!("calls-{part}")));
                (Field::text(field.clone(), label).value(self.value(&field)))
            }
        }
    }
}
