//! Two topics, clusters, institutions or countries side by side.

use bellwether_kernel::lang::Text;
use bellwether_web::api::{FieldProblem, Page, Title, View};
use bellwether_web::components::forms::{self, Choice, Field};
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use crate::model::compare::{AboutTopic, Choosable, CompareFilter, Comparison, Difference, Kind, Side, Tallied};
use crate::model::emerging::Bounded;
use crate::model::point::STAGES;
use crate::model::topic::YearCount;
use crate::urls;
use crate::views::two_lines::{Line, two_lines};
use crate::views::{parts, topic};

/// What the page shows.
pub struct ComparePage {
    /// What was asked for.
    pub filter: CompareFilter,
    /// What there is to choose; `None` before the first build.
    pub choices: Option<Vec<Choosable>>,
    /// The two; `None` where they are not chosen yet, or cannot be compared.
    pub found: Option<Comparison>,
    /// What is wrong with what was asked.
    pub problems: Vec<FieldProblem>,
}

impl View for ComparePage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("foresight-compare-title")).lead(page.t("foresight-compare-lead"))
    }

    fn body(&self, page: &Page) -> Markup {
        let Some(choices) = &self.choices else { return parts::unbuilt(page) };
        html! {
            (forms::error_summary(page, &self.problems))
            (self.kinds(page))
            (self.picker(page, choices))
            @match &self.found {
                Some(found) => { (shown(page, found)) }
                None if self.problems.is_empty() => {
                    (empty_state(&page.t("foresight-compare-choose"), &page.t(&format!("foresight-compare-help-{}", self.filter.kind.name())), None))
                }
                None => {}
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let hostile = "\"><script>alert(1)</script>";
        let choice = |id: &str| Choosable { id: id.to_owned(), name: english(id), records: Some(12) };
        let filter =
            |kind: Kind, a: &str, b: &str| CompareFilter { kind, a: a.to_owned(), b: b.to_owned(), q: String::new() };
        let choices = |ids: &[&str]| Some(ids.iter().map(|id| choice(id)).collect());
        let nothing =
            Side { id: "b".to_owned(), name_ru: Some("Пустой кластер".to_owned()), ..Side::default() };
        let two = |kind: Kind, a: Side, b: Side| Comparison {
            kind,
            differences: vec![
                Difference { measure: "share".to_owned(), a: a.share, b: b.share, difference: a.share },
                Difference { measure: "growth".to_owned(), a: a.growth, b: b.growth, difference: None },
            ],
            a,
            b,
            common: 3,
            run: Some((2018, 2021)),
        };
        let page = |filter: CompareFilter, found: Option<Comparison>| ComparePage {
            choices: choices(&["a", "b"]),
            filter,
            found,
            problems: Vec::new(),
        };
        vec![
            ("unbuilt", ComparePage { choices: None, ..page(CompareFilter::default(), None) }),
            ("not chosen", page(filter(Kind::Countries, "a", ""), None)),
            (
                "twice the same",
                ComparePage {
                    problems: vec![FieldProblem::new("b", "invented problem")],
                    ..page(filter(Kind::Topics, "a", "a"), None)
                },
            ),
            (
                "typical",
                page(filter(Kind::Topics, "a", "b"), Some(two(Kind::Topics, sample("gene therapy"), sample("ageing")))),
            ),
            (
                "nothing known",
                page(filter(Kind::Clusters, "a", "b"), Some(two(Kind::Clusters, sample("Cluster"), nothing))),
            ),
            (
                "hostile",
                page(
                    filter(Kind::Institutions, hostile, "b"),
                    Some(two(Kind::Institutions, sample(hostile), sample(hostile))),
                ),
            ),
        ]
    }
}

impl ComparePage {
    fn kinds(&self, page: &Page) -> Markup {
        html! {
            nav aria-label=(page.t("foresight-compare-kinds")) {
                ul.chips {
                    @for kind in Kind::ALL {
                        @let current = (kind == self.filter.kind).then_some("page");
                        li { a.chip href=(urls::compare(kind.name(), "", "")) aria-current=[current] { (page.t(&format!("foresight-kind-{}", kind.name()))) } }
                    }
                }
            }
        }
    }

    fn picker(&self, page: &Page, choices: &[Choosable]) -> Markup {
        let filter = &self.filter;
        let label = |one: &Choosable| {
            let name = one.name.best(page.lang()).0;
            match one.records {
                Some(records) => format!("{name} ({})", page.number(records)),
                None => name.to_owned(),
            }
        };
        let select = |field: &'static str, value: &str, side: Option<&Side>| {
            let open = Choice::new("", page.t("foresight-compare-open"));
            let mut all: Vec<Choice> =
                std::iter::once(open).chain(choices.iter().map(|one| Choice::new(&one.id, label(one)))).collect();
            // What is chosen stays, also where words leave it out.
            if !value.is_empty() && !all.iter().any(|choice| choice.value == value) {
                let name = side.map(|side| side.name().best(page.lang()).0.to_owned());
                all.insert(1, Choice::new(value, name.unwrap_or_else(|| value.to_owned())));
            }
            Field::select(field, page.t(&format!("foresight-compare-{field}")), all)
                .value(value)
                .problems(page, &self.problems)
        };
        let sides = self.found.as_ref().map(|found| (&found.a, &found.b));
        forms::get_form(
            urls::COMPARE,
            html! {
                input type="hidden" name="kind" value=(filter.kind.name());
                (select("a", &filter.a, sides.map(|(a, _)| a)))
                (select("b", &filter.b, sides.map(|(_, b)| b)))
                @if filter.kind != Kind::Clusters {
                    (Field::line("search", "q", page.t("foresight-compare-narrow")).value(&filter.q).optional(page))
                }
                (forms::submit(&page.t("foresight-compare")))
            },
        )
    }
}

fn shown(page: &Page, found: &Comparison) -> Markup {
    let (a, b) = (&found.a, &found.b);
    html! {
        (measures(page, found))
        p.text-secondary { (page.t("foresight-compare-intervals")) }
        @if found.kind != Kind::Topics { p.text-secondary { (page.t(&format!("foresight-compare-how-{}", found.kind.name()))) } }
        h2 { (page.t("foresight-over-time")) }
        (over_time(page, a, b, found.run))
        h2 { (page.t("foresight-patient")) }
        (stages(page, a, b))
        @if a.triangle.is_some() || b.triangle.is_some() {
            div.grid {
                @for side in [a, b] {
                    @if let Some(shares) = side.triangle {
                        section { h3 { (name(page, found.kind, side)) } (topic::triangle(page, shares)) }
                    }
                }
            }
        }
        h2 { (page.t("foresight-compare-about")) }
        div.grid { @for side in [a, b] { section { h3 { (name(page, found.kind, side)) } (about(page, side)) } } }
        @if a.read + b.read > 0 {
            h2 { (page.t("foresight-compare-where")) }
            div.grid { @for side in [a, b] { section { h3 { (name(page, found.kind, side)) } (places(page, side)) } } }
        }
    }
}

fn name(page: &Page, kind: Kind, side: &Side) -> Markup {
    let words = page.text(&side.name());
    html! {
        @match kind {
            Kind::Topics => { a href=(urls::topic(&side.id)) { (words) } }
            Kind::Institutions => { a href=(urls::institution(&side.id)) { (words) } }
            Kind::Clusters => { a href=(urls::cluster(&side.id)) { (words) } }
            Kind::Countries => { a href=(urls::country(&side.id)) { (words) } }
        }
    }
}

fn measures(page: &Page, found: &Comparison) -> Markup {
    let (a, b) = (&found.a, &found.b);
    let columns = [
        Column::new(page.t("foresight-measure")),
        Column::new(a.name().best(page.lang()).0).numeric(),
        Column::new(b.name().best(page.lang()).0).numeric(),
        Column::new(page.t("foresight-difference")).numeric(),
    ];
    let plain = |key: &str, a: u32, b: u32| {
        vec![html! { (page.t(key)) }, html! { (page.number(a)) }, html! { (page.number(b)) }, html! {}]
    };
    let mut rows = vec![plain("foresight-records", a.records, b.records)];
    if a.looked_at != a.records || b.looked_at != b.records {
        rows.push(plain("foresight-looked-at", a.looked_at, b.looked_at));
    }
    for one in &found.differences {
        let cell = |bounded: Option<Bounded>| match bounded {
            Some(bounded) => estimate(page, &one.measure, bounded),
            None => html! { span.text-secondary { (page.t("foresight-not-known")) } },
        };
        let apart = match one.difference {
            Some(apart) => html! {
                (points(page, apart))
                @if apart.low <= 0.0 && apart.high >= 0.0 { " " span.text-secondary { (page.t("foresight-may-be-chance")) } }
            },
            None => html! {},
        };
        rows.push(vec![
            html! { (page.t(&format!("foresight-measure-{}", one.measure))) },
            cell(one.a),
            cell(one.b),
            apart,
        ]);
    }
    let common = vec![
        html! { (page.t("foresight-in-common")) },
        html! { (page.number(found.common)) },
        html! { (page.number(found.common)) },
        html! {},
    ];
    rows.push(common);
    table(page, &page.t("foresight-compare-title"), &columns, &rows)
}

fn estimate(page: &Page, measure: &str, bounded: Bounded) -> Markup {
    let unit = if measure == "growth" { "foresight-percent-a-year" } else { "foresight-percent" };
    let digits = if measure == "share" { 2 } else { 1 };
    let bare = |share: f64| page.number(parts::rounded(share * 100.0, digits));
    html! {
        span.estimate {
            (page.t_with(unit, &[("n", parts::rounded(bounded.value * 100.0, digits).into())]))
            " " span.interval { (bare(bounded.low)) " … " (bare(bounded.high)) }
        }
    }
}

fn points(page: &Page, apart: Bounded) -> Markup {
    let bare = |share: f64| page.number(parts::rounded(share * 100.0, 2));
    html! {
        span.estimate {
            (page.t_with("foresight-points", &[("n", parts::rounded(apart.value * 100.0, 2).into())]))
            " " span.interval { (bare(apart.low)) " … " (bare(apart.high)) }
        }
    }
}

fn over_time(page: &Page, a: &Side, b: &Side, run: Option<(u16, u16)>) -> Markup {
    // Elsewhere a share rests on few records and would only look like something.
    let is_drawn = |year: &&YearCount| run.is_none_or(|(first, last)| (first..=last).contains(&year.year));
    let share = |year: &YearCount| (year.year, 100.0 * f64::from(year.records) / f64::from(year.corpus.max(1)));
    let line = |side: &Side| Line {
        name: side.name().best(page.lang()).0.to_owned(),
        points: side.years.iter().filter(is_drawn).map(share).collect(),
    };
    let columns = [
        Column::new(page.t("chart-year")),
        Column::new(a.name().best(page.lang()).0).numeric(),
        Column::new(b.name().best(page.lang()).0).numeric(),
        Column::new(page.t("foresight-all-records")).numeric(),
    ];
    let cell = |year: &YearCount| {
        html! { (page.number(year.records)) " " span.interval { (parts::percent(page, share(year).1 / 100.0)) } }
    };
    let row = |(a, b): (&YearCount, &YearCount)| {
        vec![html! { (a.year) }, cell(a), cell(b), html! { (page.number(a.corpus)) }]
    };
    let rows: Vec<Vec<Markup>> = a.years.iter().zip(&b.years).map(row).collect();
    html! {
        (two_lines(page, &page.t("foresight-compare-chart"), &line(a), &line(b)))
        details {
            summary { (page.t("chart-as-table")) }
            (table(page, &page.t("foresight-over-time"), &columns, &rows))
        }
    }
}

fn stages(page: &Page, a: &Side, b: &Side) -> Markup {
    let columns = [
        Column::new(page.t("foresight-stage")),
        Column::new(a.name().best(page.lang()).0).numeric(),
        Column::new(b.name().best(page.lang()).0).numeric(),
    ];
    let cell = |side: &Side, stage: usize| {
        let known: u32 = side.stages.iter().sum();
        let share = f64::from(side.stages[stage]) / f64::from(known.max(1));
        html! { (page.number(side.stages[stage])) " " span.interval { (parts::percent(page, share)) } }
    };
    let row =
        |stage: usize| vec![html! { (page.t(&format!("foresight-stage-{stage}"))) }, cell(a, stage), cell(b, stage)];
    table(page, &page.t("foresight-patient"), &columns, &(0..STAGES).map(row).collect::<Vec<_>>())
}

fn about(page: &Page, side: &Side) -> Markup {
    html! {
        @if side.looked_at == 0 {
            p { (page.t("foresight-compare-no-records")) }
        } @else if !side.topics.is_empty() {
            ol {
                @for topic in &side.topics {
                    li { a href=(urls::topic(&topic.id)) { (page.words_in(&topic.label, "en")) } " " span.text-secondary { (page.number(topic.records)) ", " (parts::percent(page, topic.share)) } }
                }
            }
        }
        @if !side.words.is_empty() { p { strong { (page.t("foresight-terms")) } ": " (page.words_in(&side.words.join(", "), "en")) } }
    }
}

fn places(page: &Page, side: &Side) -> Markup {
    let list = |key: &str, all: &[Tallied]| {
        html! {
            @if !all.is_empty() {
                h4 { (page.t(key)) }
                ul { @for one in all { li { (page.words_in(&one.name, "en")) " " span.text-secondary { (page.number(one.records)) } } } }
            }
        }
    };
    html! {
        p.text-secondary { (page.t_with("foresight-compare-read", &[("n", side.read.into()), ("of", side.looked_at.max(side.read).into())])) }
        (list("foresight-venues", &side.venues))
        (list("foresight-countries", &side.countries))
    }
}

fn english(name: &str) -> Text {
    Text { en: Some(name.to_owned()), ru: None }
}

/// One of two with everything, for the samples.
fn sample(name: &str) -> Side {
    let bounded = |value: f64| Some(Bounded { value, low: value - 0.01, high: value + 0.01 });
    let year = |(year, records)| YearCount { year, records, corpus: 9_000 };
    Side {
        id: "7".to_owned(),
        name_en: Some(name.to_owned()),
        name_ru: None,
        records: 1_204,
        looked_at: 200,
        years: [(2018, 12), (2019, 310), (2021, 492)].map(year).into(),
        share: bounded(0.02),
        growth: bounded(0.138),
        novelty: bounded(0.9),
        clinical: None,
        stages: [700, 200, 60, 20, 4],
        triangle: Some([0.2, 0.5, 0.3]),
        topics: vec![AboutTopic { id: "9".to_owned(), label: name.to_owned(), records: 40, share: 0.2 }],
        words: vec!["vector".to_owned()],
        venues: vec![Tallied { name: name.to_owned(), records: 4 }],
        countries: vec![Tallied { name: "England".to_owned(), records: 4 }],
        read: 150,
    }
}
