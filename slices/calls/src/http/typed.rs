//! What people typed into the form of a call, as values; with every problem at its field.

use std::str::FromStr;

use bellwether_kernel::amount::Amount;
use bellwether_kernel::lang::Text;
use bellwether_kernel::money::Unit;
use bellwether_web::api::{FieldProblem, Page};

use crate::model::assessing::{Criterion, Rubric};
use crate::model::call::{Blindness, BudgetChoice, Content, Draft, Instalment, Question};
use crate::model::consortium::{ConsortiumRule, PartnerKind};
use crate::model::file::FileKind;
use crate::model::form::{Choice, Field, FieldKind, ShownIf, Wanted};
use crate::views::edit::{Typed, lines};

/// Reads fields, and collects what is wrong.
struct Reader<'a> {
    page: &'a Page,
    typed: &'a Typed,
    problems: Vec<FieldProblem>,
}

impl Reader<'_> {
    fn text(&self, name: &str) -> &str {
        self.typed.get(name).map_or("", |value| value.trim())
    }

    fn both(&self, en: &str, ru: &str) -> Text {
        let one = |name: &str| Some(self.text(name).replace("\r\n", "\n")).filter(|words| !words.is_empty());
        Text { en: one(en), ru: one(ru) }
    }

    fn wrong(&mut self, field: &str, key: &str) {
        self.problems.push(FieldProblem::new(field, self.page.t(key)));
    }

    fn parsed<T: FromStr>(&mut self, name: &str, key: &str) -> Option<T> {
        let value = self.text(name).parse().ok();
        if value.is_none() {
            self.wrong(name, key);
        }
        value
    }

    fn money(&mut self, name: &str, unit: Unit) -> i64 {
        match Amount::parse(self.text(name), unit) {
            Ok(amount) => amount.minor,
            Err(_) => {
                self.wrong(name, "calls-wrong-amount");
                0
            }
        }
    }
}

/// The draft that was typed, over what was there.
pub fn draft(
    page: &Page,
    typed: &Typed,
    budgets: &[BudgetChoice],
    before: Option<&Content>,
) -> Result<Draft, Vec<FieldProblem>> {
    let mut reader = Reader { page, typed, problems: Vec::new() };
    let source = budgets.iter().find(|budget| budget.account.to_string() == reader.text("source"));
    let Some(source) = source.or(budgets.first()) else {
        return Err(vec![FieldProblem::new("source", page.t("calls-wrong-source"))]);
    };
    let (budget, least, most) =
        (reader.money("budget", source.unit), reader.money("least", source.unit), reader.money("most", source.unit));
    let opens = reader.parsed("opens", "calls-wrong-moment");
    let closes = reader.parsed("closes", "calls-wrong-moment");
    let per_person = reader.parsed("per_person", "calls-wrong-per-person").unwrap_or(1);
    let zone = reader.text("zone").to_owned();
    let (Some(opens), Some(closes)) = (opens, closes) else { return Err(reader.problems) };
    let base = before.cloned().unwrap_or_else(|| Content::first(opens, closes, &zone));
    let content = Content {
        title: reader.both("title_en", "title_ru"),
        summary: reader.both("summary_en", "summary_ru"),
        text: reader.both("text_en", "text_ru"),
        blindness: Blindness::from_name(reader.text("blindness")).unwrap_or(base.blindness),
        opens,
        closes,
        zone,
        per_person,
        least_minor: least,
        most_minor: most,
        consortium: consortium(&mut reader),
        quiz: quiz(&reader),
        rubric: rubric(&mut reader),
        instalments: instalments(&mut reader),
        ..base
    };
    if content.window_ms().is_none() {
        reader.wrong("zone", "calls-wrong-zone");
    }
    if content.title == Text::default() {
        reader.wrong("title_en", "calls-wrong-text");
    }
    if reader.problems.is_empty() {
        Ok(Draft { content, source: source.account, budget_minor: budget })
    } else {
        Err(reader.problems)
    }
}

fn code(reader: &Reader<'_>, name: &str, letter: &str, at: usize) -> String {
    let kept = reader.text(&format!("{name}.code"));
    if kept.is_empty() { format!("{letter}{}", at + 1) } else { kept.to_owned() }
}

fn filled<'a>(reader: &'a Reader<'_>, part: &'a str) -> impl Iterator<Item = (usize, String, Text)> + 'a {
    let one = move |at: usize| {
        let name = format!("{part}.{at}");
        let words = reader.both(&format!("{name}.en"), &format!("{name}.ru"));
        (words != Text::default()).then_some((at, name, words))
    };
    (0..lines(reader.typed, part)).filter_map(one)
}

fn consortium(reader: &mut Reader<'_>) -> Option<ConsortiumRule> {
    if reader.text("together").is_empty() {
        return None;
    }
    let number = |name: &str, usual: u32| match reader.text(name) {
        "" => Some(usual),
        typed => typed.parse().ok(),
    };
    let bounds = (number("partners_least", 1), number("partners_most", 10), number("countries_least", 0));
    let rule = match bounds {
        (Some(least), Some(most), Some(least_countries)) => ConsortiumRule {
            least,
            most,
            countries: reader.text("partner_countries").to_uppercase().split_whitespace().map(str::to_owned).collect(),
            least_countries,
            kinds: reader.text("partner_kinds").split_whitespace().filter_map(PartnerKind::from_name).collect(),
            signatures: !reader.text("partners_sign").is_empty(),
        },
        _ => {
            reader.wrong("consortium", "calls-wrong-consortium");
            return None;
        }
    };
    if !rule.is_possible() {
        reader.wrong("consortium", "calls-wrong-consortium");
    }
    Some(rule)
}

fn quiz(reader: &Reader<'_>) -> Vec<Question> {
    let one = |(at, name, text): (usize, String, Text)| Question {
        code: code(reader, &name, "q", at),
        text,
        yes: reader.text(&format!("{name}.yes")) != "no",
    };
    filled(reader, "quiz").map(one).collect()
}

fn rubric(reader: &mut Reader<'_>) -> Rubric {
    let all: Vec<_> = filled(reader, "rubric").collect();
    let mut criteria = Vec::new();
    for (at, name, label) in all {
        let Some(most) = reader.text(&format!("{name}.most")).parse().ok().filter(|most| (1..=100).contains(most))
        else {
            reader.wrong("rubric", "calls-wrong-rubric");
            continue;
        };
        criteria.push(Criterion { code: code(reader, &name, "c", at), label, most });
    }
    Rubric { criteria }
}

fn instalments(reader: &mut Reader<'_>) -> Vec<Instalment> {
    let all: Vec<_> = filled(reader, "instalments").collect();
    let mut instalments = Vec::new();
    for (_, name, words) in all {
        let of = |part: &str| reader.text(&format!("{name}.{part}")).to_owned();
        let (Ok(months), Ok(percent)) = (of("months").parse(), of("percent").parse()) else {
            reader.wrong("instalments", "calls-wrong-instalments");
            continue;
        };
        instalments.push(Instalment { name: words, months, percent });
    }
    instalments
}

/// The field that was typed, and the number of its section.
pub fn field(page: &Page, typed: &Typed) -> Result<(Field, usize), Vec<FieldProblem>> {
    let mut reader = Reader { page, typed, problems: Vec::new() };
    let section = reader.text("section").parse().unwrap_or(0);
    let code = reader.text("code").to_owned();
    if !crate::model::form::is_code(&code) {
        reader.wrong("code", "calls-wrong-code");
    }
    let label = reader.both("label_en", "label_ru");
    for (name, words) in [("label_en", &label.en), ("label_ru", &label.ru)] {
        if words.is_none() {
            reader.wrong(name, "calls-wrong-label");
        }
    }
    let answer = answer(&mut reader);
    let shown_if = reader
        .text("shown_if")
        .split_once('=')
        .map(|(field, is)| ShownIf { field: field.to_owned(), is: is.to_owned() });
    let field = Field {
        code,
        label,
        help: reader.both("help_en", "help_ru"),
        answer,
        required: !reader.text("required").is_empty(),
        identifying: !reader.text("identifying").is_empty(),
        shown_if,
        stages: stages(typed),
    };
    if reader.problems.is_empty() { Ok((field, section)) } else { Err(reader.problems) }
}

/// The keys of the stages that were chosen.
pub fn stages(typed: &Typed) -> Vec<String> {
    typed.get("stages").map_or("", String::as_str).split_whitespace().map(str::to_owned).collect()
}

fn answer(reader: &mut Reader<'_>) -> Wanted {
    let words = |reader: &mut Reader<'_>, usual: u32| {
        if reader.text("words").is_empty() {
            usual
        } else {
            reader.parsed("words", "calls-wrong-bounds").unwrap_or(usual)
        }
    };
    match FieldKind::from_name(reader.text("kind")).unwrap_or(FieldKind::Line) {
        FieldKind::Line => Wanted::Line { words: words(reader, 25) },
        FieldKind::Lines => Wanted::Lines { words: words(reader, 300) },
        FieldKind::Number => {
            let least = if reader.text("least").is_empty() {
                0
            } else {
                reader.parsed("least", "calls-wrong-bounds").unwrap_or(0)
            };
            let most = if reader.text("most").is_empty() {
                1_000_000
            } else {
                reader.parsed("most", "calls-wrong-bounds").unwrap_or(0)
            };
            if least > most {
                reader.wrong("most", "calls-wrong-bounds");
            }
            Wanted::Number { least, most }
        }
        FieldKind::Choice => Wanted::Choice { options: options(reader) },
        FieldKind::Date => Wanted::Date,
        FieldKind::YesNo => Wanted::YesNo,
        FieldKind::Budget => Wanted::Budget,
        FieldKind::File => {
            let chosen = reader.text("kinds").split_whitespace().filter_map(FileKind::from_name);
            let kinds: Vec<FileKind> = chosen.collect();
            let kinds = if kinds.is_empty() { vec![FileKind::Pdf] } else { kinds };
            let megabytes: u64 = if reader.text("megabytes").is_empty() {
                4
            } else {
                reader.parsed("megabytes", "calls-wrong-bounds").unwrap_or(4)
            };
            Wanted::File { kinds, most_bytes: megabytes.clamp(1, 8) << 20 }
        }
    }
}

/// Lines such as `idea | Idea | Идея`.
fn options(reader: &mut Reader<'_>) -> Vec<Choice> {
    let typed = reader.text("options").to_owned();
    let one = |line: &str| {
        let mut parts = line.split('|').map(str::trim);
        let (code, en, ru) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Choice { code: code.to_owned(), label: Text::both(en, ru) })
    };
    let all: Option<Vec<Choice>> = typed.lines().filter(|line| !line.trim().is_empty()).map(one).collect();
    let all = all.unwrap_or_default();
    if all.len() < 2 {
        reader.wrong("options", "calls-wrong-options");
    }
    all
}
