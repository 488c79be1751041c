//! The page on which people bring a series and see what may follow.

use bellwether_web::api::{FieldProblem, Page, Title, View};
use bellwether_web::components::fan::{Expected, Fan, Seen, fan_named};
use bellwether_web::components::forms::{Field, error_summary, submit, upload_form};
use maud::{Markup, html};

use crate::model::forecast::{ExpectedPoint, IntervalSource, NoForecast, STEPS, SeenPoint, SeriesForecast, ValueKind};
use crate::model::rhythm::Rhythm;
use crate::urls;

/// Series that the page draws; the file of the command line and the API hold all.
const DRAWN: usize = 12;
/// What stands in the form at first.
const EXAMPLE: &str = "name,period,value\ngene therapy,2014,31\ngene therapy,2015,38\ngene therapy,2016,41\n\
    gene therapy,2017,55\ngene therapy,2018,52\ngene therapy,2019,66\ngene therapy,2020,78\ngene therapy,2021,84\n";

/// What the page shows.
pub struct ForecastPage {
    /// The table that was sent; `None` at first.
    pub sent: Option<String>,
    /// Steps ahead.
    pub steps: u32,
    /// What came of it.
    pub found: Vec<SeriesForecast>,
    /// What is wrong with it.
    pub problems: Vec<FieldProblem>,
}

impl View for ForecastPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("foresight-forecast-title")).lead(page.t("foresight-forecast-lead"))
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            (error_summary(page, &self.problems))
            @for forecast in self.found.iter().take(DRAWN) { (one(page, forecast)) }
            @if self.found.len() > DRAWN {
                p { (page.t_with("foresight-forecast-more", &[("n", (self.found.len() - DRAWN).into())])) }
            }
            h2 { (page.t("foresight-forecast-bring")) }
            (self.form(page))
            p { a href=(urls::HINDCAST) { (page.t("foresight-forecast-hindcast")) } }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let hostile = "\"><script>alert(1)</script>";
        let page = |found| ForecastPage { sent: Some(EXAMPLE.to_owned()), steps: 2, found, problems: Vec::new() };
        let refused = FieldProblem::new("series", "line 2, value: \"<b>\" is no number");
        vec![
            ("first", ForecastPage { sent: None, ..page(Vec::new()) }),
            ("typical", page(vec![typical("gene therapy", IntervalSource::Learnt(44))])),
            ("hostile", page(vec![typical(hostile, IntervalSource::Model); 14])),
            (
                "nothing",
                page(vec![SeriesForecast {
                    expected: Vec::new(),
                    problem: Some(NoForecast::TooShort { needed: 3, observed: 1 }),
                    ..typical("empty", IntervalSource::Model)
                }]),
            ),
            ("refused", ForecastPage { sent: Some(hostile.to_owned()), problems: vec![refused], ..page(Vec::new()) }),
        ]
    }
}

impl ForecastPage {
    fn form(&self, page: &Page) -> Markup {
        let table = Field::lines(10, "series", page.t("foresight-forecast-series"))
            .help(page.t("foresight-forecast-series-help"))
            .value(self.sent.as_deref().unwrap_or(EXAMPLE))
            .problems(page, &self.problems);
        let file = Field::files("file", page.t("foresight-forecast-file"), ".csv,.tsv,.txt").optional(page);
        let steps = Field::line("number", "steps", page.t("foresight-forecast-steps"))
            .help(page.t_with(
                "foresight-forecast-steps-help",
                &[("least", (*STEPS.start()).into()), ("most", (*STEPS.end()).into())],
            ))
            .value(self.steps.to_string())
            .problems(page, &self.problems);
        upload_form(
            page,
            urls::FORECAST,
            html! { (table) (file) (steps) (submit(&page.t("foresight-forecast-submit"))) },
        )
    }
}

/// A series with what may follow.
fn one(page: &Page, forecast: &SeriesForecast) -> Markup {
    let names: Vec<&str> = forecast
        .seen
        .iter()
        .map(|seen| seen.period.as_str())
        .chain(forecast.expected.iter().map(|one| one.period.as_str()))
        .collect();
    let number = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
    let seen: Vec<Seen> = (0..)
        .zip(&forecast.seen)
        .filter_map(|(at, seen)| Some(Seen { year: number(at), value: seen.value? }))
        .collect();
    let expected: Vec<Expected> = (forecast.seen.len()..)
        .zip(&forecast.expected)
        .map(|(at, one)| Expected { year: number(at), middle: one.middle, wide80: one.wide80, wide95: one.wide95 })
        .collect();
    let name = |at: u16| names.get(usize::from(at)).map_or_else(String::new, |name| (*name).to_owned());
    let chart = Fan {
        title: &forecast.name,
        subtitle: &page.t(match forecast.kind {
            ValueKind::Count => "foresight-forecast-counts",
            ValueKind::Rate => "foresight-forecast-rates",
            ValueKind::Level => "foresight-forecast-levels",
        }),
        source: &page.t("foresight-forecast-source"),
        seen: &seen,
        expected: &expected,
    };
    html! {
        (fan_named(page, &chart, &name))
        @match &forecast.problem {
            Some(problem) => p { (page.t("foresight-forecast-none")) " " (no_forecast(page, *problem)) },
            None => p { (how(page, forecast)) },
        }
    }
}

/// Why there is none.
fn no_forecast(page: &Page, why: NoForecast) -> String {
    match why {
        NoForecast::NothingObserved => page.t("foresight-forecast-unobserved"),
        NoForecast::TooShort { needed, observed } => {
            page.t_with("foresight-forecast-short", &[("needed", needed.into()), ("observed", observed.into())])
        }
        NoForecast::NotFinite => page.t("foresight-forecast-infinite"),
    }
}

/// How the forecast was made, and where its intervals come from.
fn how(page: &Page, forecast: &SeriesForecast) -> String {
    let source = |source: IntervalSource, level: u32| match source {
        IntervalSource::Learnt(errors) => {
            page.t_with("foresight-forecast-learnt", &[("level", level.into()), ("n", errors.into())])
        }
        IntervalSource::Model => page.t_with("foresight-forecast-model", &[("level", level.into())]),
    };
    let method = page.t("foresight-forecast-how");
    format!("{method} {} {}", source(forecast.source80, 80), source(forecast.source95, 95))
}

fn typical(name: &str, source: IntervalSource) -> SeriesForecast {
    let seen = |(at, value): (i32, f64)| SeenPoint { period: (2016 + at).to_string(), value: Some(value) };
    let expected = |year: i32, middle: f64| ExpectedPoint {
        period: year.to_string(),
        middle,
        wide80: (middle - 6.0, middle + 7.0),
        wide95: (middle - 11.0, middle + 14.0),
    };
    SeriesForecast {
        name: name.to_owned(),
        rhythm: Rhythm::Annual,
        kind: ValueKind::Count,
        seen: (0..).zip([41.0, 55.0, 52.0, 66.0, 78.0, 84.0]).map(seen).collect(),
        method: "the median of several methods".to_owned(),
        expected: vec![expected(2022, 91.0), expected(2023, 97.0)],
        source80: source,
        source95: IntervalSource::Model,
        problem: None,
    }
}
