//! The table of emerging topics: score, parts, two periods, and each row in a sentence.

use bellwether_web::api::{FieldProblem, Page, Title, View};
use bellwether_web::components::forms::{self, Choice, Field};
use bellwether_web::components::lists::{ListColumns, list_tools};
use bellwether_web::components::paging::{Pager, pager};
use bellwether_web::components::part::{count_line, part};
use bellwether_web::components::states::{Tone, alert, empty_state};
use bellwether_web::components::tables::{Column, Order};
use maud::{Markup, html};

use crate::model::emerging::{
    Bounded, Change, Counted, EmergingFilter, EmergingSort, EmergingTopic, Grounds, PARTS, Part,
};
use crate::model::filter::Rows;
use crate::model::period::{FIELDS, Period, Periods};
use crate::model::point::STAGES;
use crate::model::status::YEARS_NEEDED;
use crate::model::topic::{Indicator, YearCount};
use crate::urls;
use crate::views::{parts, sentence};

/// What the page shows.
pub struct EmergingPage {
    /// What was asked for.
    pub filter: EmergingFilter,
    /// What was found; `None` before the first build and where the years cannot be compared.
    pub found: Option<(Rows<EmergingTopic>, Grounds)>,
    /// How many levels there are; 0 before the first build.
    pub levels: u8,
    /// What is wrong with what was asked.
    pub problems: Vec<FieldProblem>,
}

impl View for EmergingPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("foresight-emerging-title")).lead(page.t("foresight-emerging-lead"))
    }

    fn body(&self, page: &Page) -> Markup {
        if self.levels == 0 {
            return part(parts::unbuilt(page));
        }
        part(html! {
            (forms::error_summary(page, &self.problems))
            (self.filters(page))
            @if let Some((rows, grounds)) = &self.found {
                // Before the numbers: whoever reads them must know what they cannot say.
                (limits(page, grounds))
                @if rows.rows.is_empty() {
                    (empty_state(&page.t("foresight-none"), &page.t("foresight-emerging-none-help"), None))
                } @else {
                    (self.list(page, rows, grounds))
                }
                (how(page, grounds))
            }
        })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let hostile = "\"><script>alert(1)</script>";
        let page = |filter: EmergingFilter, rows: Vec<EmergingTopic>, grounds: Grounds| EmergingPage {
            filter,
            found: Some((Rows { total: rows.len() as u64, rows, next: Some(25) }, grounds)),
            levels: 3,
            problems: Vec::new(),
        };
        let asked = EmergingFilter { stage: Some(2), min: Some(10), late_to: Some(2021), ..EmergingFilter::default() };
        let bare = EmergingTopic {
            id: "8".to_owned(),
            label: "ageing".to_owned(),
            missing: vec!["growth".to_owned()],
            ..EmergingTopic::default()
        };
        let poor =
            Grounds { level: 2, topics: 1, years: Some((2021, 2021)), run: Some((2021, 2021)), ..Grounds::default() };
        vec![
            (
                "unbuilt",
                EmergingPage { filter: EmergingFilter::default(), found: None, levels: 0, problems: Vec::new() },
            ),
            ("typical", page(asked.clone(), vec![sample("gene therapy, vector"), bare.clone()], grounds())),
            ("one document", page(EmergingFilter::default(), vec![bare], poor)),
            (
                "refused",
                EmergingPage {
                    filter: EmergingFilter { early_to: Some(2021), ..asked.clone() },
                    found: None,
                    levels: 3,
                    problems: vec![FieldProblem::new("early_to", "invented problem")],
                },
            ),
            ("empty", page(EmergingFilter { q: hostile.to_owned(), ..asked.clone() }, Vec::new(), grounds())),
            ("hostile", page(asked, vec![sample(hostile)], grounds())),
        ]
    }
}

impl EmergingPage {
    fn filters(&self, page: &Page) -> Markup {
        let filter = &self.filter;
        let number = |value: Option<u32>| value.map(|value| value.to_string()).unwrap_or_default();
        let level = |level: u8| {
            let args = [("n", (u32::from(level) + 1).into()), ("of", u32::from(self.levels).into())];
            Choice::new(level.to_string(), page.t_with("foresight-level-n", &args))
        };
        let any = Choice::new("", page.t("foresight-any-stage"));
        let stage = |stage: usize| Choice::new(stage.to_string(), page.t(&format!("foresight-stage-{stage}")));
        let stages = std::iter::once(any).chain((0..STAGES).map(stage)).collect();
        let sort = |sort: EmergingSort| Choice::new(sort.name(), page.t(&format!("foresight-sort-{}", sort.name())));
        let shown = self.found.as_ref().and_then(|(_, grounds)| grounds.periods);
        let usual = shown.map(|it| [it.earlier.from, it.earlier.to, it.later.from, it.later.to]);
        let level_now = self.found.as_ref().map_or(filter.level.unwrap_or(1), |(_, grounds)| grounds.level);
        forms::get_form(
            urls::EMERGING,
            html! {
                (Field::line("search", "q", page.t("foresight-topic-words")).value(&filter.q))
                (Field::select("level", page.t("foresight-level"), (0..self.levels).map(level).collect()).value(level_now.to_string()))
                (Field::select("stage", page.t("foresight-stage-middle"), stages).value(number(filter.stage.map(u32::from))))
                (Field::line("number", "min", page.t("foresight-size-min")).value(number(filter.min)))
                (Field::line("number", "max", page.t("foresight-size-max")).value(number(filter.max)))
                @for (at, field) in FIELDS.into_iter().enumerate() {
                    @let year = filter.years()[at].or(usual.map(|usual| usual[at]));
                    (Field::line("number", field, page.t(&format!("foresight-{}", field.replace('_', "-"))))
                        .value(number(year.map(u32::from))).problems(page, &self.problems))
                }
                (Field::select("sort", page.t("foresight-sort"), EmergingSort::ALL.map(sort).into()).value(filter.sort.name()))
                (forms::submit(&page.t("foresight-search")))
            },
        )
    }

    fn list(&self, page: &Page, found: &Rows<EmergingTopic>, grounds: &Grounds) -> Markup {
        let sorted = |sort: EmergingSort| urls::emerging(&EmergingFilter { sort, after: None, ..self.filter.clone() });
        let order = |sort: EmergingSort, order: Order| (self.filter.sort == sort).then_some(order);
        let falling = |key: &str, sort: EmergingSort| {
            Column::new(page.t(key)).numeric().sortable(sorted(sort), order(sort, Order::Descending))
        };
        let plain = |key: &str| Column::new(page.t(key)).numeric();
        let known = |name: &str| grounds.parts.iter().any(|part| part.name == name && part.known > 0);
        // A column of nothing would only push the others aside; the note below says why it is not there.
        let all = [
            (
                "topic",
                Column::new(page.t("foresight-topic"))
                    .sortable(sorted(EmergingSort::Name), order(EmergingSort::Name, Order::Ascending)),
            ),
            ("records", falling("foresight-records", EmergingSort::Size)),
            ("score", falling("foresight-score", EmergingSort::Score)),
            ("novelty", falling("foresight-indicator-novelty", EmergingSort::Novelty)),
            ("growth", falling("foresight-indicator-growth", EmergingSort::Growth)),
            ("coherence", plain("foresight-indicator-coherence")),
            ("impact", plain("foresight-indicator-impact")),
            ("spread", plain("foresight-uncertainty")),
            ("change", falling("foresight-change", EmergingSort::Change)),
        ];
        let is_shown = |key: &str| !PARTS.contains(&key) || known(key);
        let columns = ListColumns::new(all.into_iter().filter(|(key, _)| is_shown(key)));
        let files = [("CSV", "csv"), ("XLSX", "xlsx"), ("JSON", "json")]
            .map(|(label, format)| (label, urls::emerging_file(format, &self.filter).to_string()));
        let at = |after: u32| urls::emerging(&EmergingFilter { after: Some(after), ..self.filter.clone() }).to_string();
        let ways = Pager {
            first: self.filter.after.filter(|after| *after > 0).map(|_| at(0)),
            previous: None,
            next: found.next.map(at),
        };
        let rows = found.rows.iter().map(|topic| row(page, topic, grounds, &is_shown)).collect();
        html! {
            div.row-line.spread {
                (count_line(&page.t_with("foresight-found", &[("n", found.total.into())])))
                (list_tools(page, Some(&columns), &files))
            }
            div.wordy { (columns.table(page, &page.t("foresight-emerging-title"), rows)) }
            (pager(page, &ways))
        }
    }
}

fn row(page: &Page, topic: &EmergingTopic, grounds: &Grounds, is_shown: &dyn Fn(&str) -> bool) -> Vec<Markup> {
    let part = |name: &str| html! { @if let Some(found) = topic.part(name) { (parts::estimate(page, found)) } };
    let why = sentence::sentence(page.words(), topic, grounds.periods.as_ref());
    let first = [
        html! { a href=(urls::topic(&topic.id)) { (page.words_in(&topic.label, "en")) } " " span.interval { (why) } },
        html! { (page.number(topic.size)) },
        html! { @if let Some(score) = topic.score { (parts::standing(page, score)) } },
    ];
    let change = html! { @if let Some(change) = topic.change { (parts::times(page, change.times)) } };
    first.into_iter().chain(PARTS.into_iter().filter(|name| is_shown(name)).map(part)).chain([change]).collect()
}

/// What this corpus does not allow, and why.
fn limits(page: &Page, grounds: &Grounds) -> Markup {
    let mut said = Vec::new();
    match grounds.run {
        None => said.push(page.t("foresight-limit-no-years")),
        Some((first, last)) => {
            let years = u32::from(last - first + 1);
            let args = [
                ("first", first.to_string().into()),
                ("last", last.to_string().into()),
                ("n", years.into()),
                ("needed", u32::from(YEARS_NEEDED).into()),
            ];
            if years < u32::from(YEARS_NEEDED) {
                said.push(page.t_with("foresight-limit-short", &args));
            }
        }
    }
    if let Some((least, most)) = grounds.uneven {
        let args = [
            ("least", least.corpus.into()),
            ("year", least.year.to_string().into()),
            ("most", most.corpus.into()),
            ("other", most.year.to_string().into()),
        ];
        said.push(page.t_with("foresight-limit-uneven", &args));
    }
    if grounds.periods.is_none() && grounds.run.is_some() {
        said.push(page.t("foresight-limit-no-periods"));
    }
    for part in grounds.parts.iter().filter(|part| !part.counts || part.known < grounds.topics) {
        let key = match (part.counts, part.known) {
            (false, 0) => format!("foresight-limit-none-{}", part.name),
            (false, _) => "foresight-limit-few".to_owned(),
            (true, _) => "foresight-limit-some".to_owned(),
        };
        let args = [
            ("name", sentence::name_of(page.words(), &part.name).into()),
            ("n", part.known.into()),
            ("of", grounds.topics.into()),
        ];
        said.push(sentence::capitalised(&page.t_with(&key, &args)));
    }
    html! {
        @if !said.is_empty() {
            (alert(Tone::Info, html! {
                h2.alert-title { (page.t("foresight-limits")) }
                ul { @for sentence in &said { li { (sentence) } } }
            }))
        }
    }
}

fn how(page: &Page, grounds: &Grounds) -> Markup {
    let names: Vec<String> = grounds
        .parts
        .iter()
        .filter(|part| part.counts)
        .map(|part| sentence::name_of(page.words(), &part.name))
        .collect();
    html! {
        details {
            summary { (page.t("foresight-how-computed")) }
            @if !names.is_empty() {
                p { (page.t_with("foresight-how-score", &[("names", names.join(", ").into()), ("n", grounds.topics.into())])) }
            }
            p { (page.t("foresight-how-weights")) }
            p { (page.t("foresight-how-change")) }
            p { (page.t("foresight-how-stage")) }
        }
    }
}

fn grounds() -> Grounds {
    let part = |name: &str| Part {
        name: name.to_owned(),
        known: if name == "impact" { 0 } else { 38 },
        counts: name != "impact",
    };
    Grounds {
        level: 1,
        topics: 40,
        years: Some((1993, 2021)),
        run: Some((2014, 2021)),
        periods: Some(Periods { earlier: Period { from: 2016, to: 2018 }, later: Period { from: 2019, to: 2021 } }),
        parts: PARTS.into_iter().map(part).collect(),
        uneven: Some((
            YearCount { year: 2019, records: 0, corpus: 150 },
            YearCount { year: 2021, records: 0, corpus: 9_000 },
        )),
    }
}

/// A row with everything, for the samples.
fn sample(label: &str) -> EmergingTopic {
    let part = |name: &str, value: f64, because: &[f64]| Indicator {
        name: name.to_owned(),
        value,
        interval: Some((value - 0.1, value + 0.1)),
        because: because.to_vec(),
    };
    EmergingTopic {
        id: "7".to_owned(),
        level: 1,
        label: label.to_owned(),
        size: 1_204,
        stage: Some(2),
        score: Some(Bounded { value: 0.82, low: 0.74, high: 0.9 }),
        parts: vec![
            part("novelty", 0.9, &[1_100.0, 1_204.0, 3.0]),
            part("growth", 0.138, &[3.0, 1_204.0, 2019.0, 2021.0]),
            part("coherence", 0.31, &[300.0]),
            part("spread", 0.77, &[5.0, 1_204.0]),
        ],
        missing: Vec::new(),
        change: Some(Change {
            earlier: Counted { records: 104, corpus: 9_000 },
            later: Counted { records: 402, corpus: 11_000 },
            times: Bounded { value: 3.15, low: 2.54, high: 3.9 },
        }),
        why: String::new(),
    }
}
