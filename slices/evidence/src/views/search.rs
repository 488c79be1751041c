//! The search page: box, filters in use, hits, facets, histogram of years.

use bellwether_query::Query as Tree;
use bellwether_query::ast::{Like, Value, Word};
use bellwether_query::error::QueryError;
use bellwether_query::field::Field;
use bellwether_query::range::{Day, Range};
use bellwether_web::api::{Link, Page, Title, View};
use bellwether_web::components::badges::badge;
use bellwether_web::components::bars::{Bar, bars};
use bellwether_web::components::chips::{Chip, chips};
use bellwether_web::components::lists::list_tools;
use bellwether_web::components::paging::{Pager, pager};
use bellwether_web::components::part::part;
use bellwether_web::components::states::{Tone, alert, empty_state};
use maud::{Markup, PreEscaped, html};

use crate::index::document::{Shown, kind_name};
use crate::model::params::{PAGE_HITS, SearchParams};
use crate::search::export::Format;
use crate::search::facets::{Facet, Facets};
use crate::search::language;
use crate::search::request::{DEEPEST_HIT, Hit, Notice, SearchResults, Sort, Total};
use crate::urls;
use crate::views::problem;

/// Years in the histogram; earlier ones are reached by the query.
const MOST_YEARS: usize = 60;

/// The search page.
pub struct SearchView {
    /// What the address says.
    pub params: SearchParams,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a search.
pub enum Outcome {
    /// The query could not be understood.
    Refused(QueryError),
    /// The search was made.
    Found {
        /// The query.
        query: Tree,
        /// The answer.
        results: SearchResults,
        /// A better spelling.
        suggestion: Option<Tree>,
        /// How many records there are in all.
        records: u64,
    },
}

impl View for SearchView {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("search-title"))
    }

    fn body(&self, page: &Page) -> Markup {
        part(html! {
            (self.form(page))
            @match &self.outcome {
                Outcome::Refused(error) => (self.refused(page, error)),
                Outcome::Found { records: 0, .. } => (empty_state(&page.t("search-no-records"), &page.t("search-no-records-help"), None)),
                Outcome::Found { query, results, suggestion, .. } => (self.found(page, query, results, suggestion.as_ref())),
            }
        })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        samples::all()
    }
}

impl SearchView {
    fn form(&self, page: &Page) -> Markup {
        html! {
            form.stack action=(urls::SEARCH) method="get" role="search" aria-label=(page.t("search-form")) {
                label.form-label for="query" { (page.t("search-query")) }
                div.row-line {
                    input #query.form-control type="search" name="q" value=(self.params.q) autocomplete="off"
                        maxlength="8000" aria-describedby="query-help";
                    button.btn.btn-primary type="submit" { (page.t("search-button")) }
                }
                p #query-help.form-hint {
                    (page.t("search-hint")) " " a href=(urls::HELP) { (page.t("search-help-link")) }
                }
                @for (name, value) in [("sort", &self.params.sort), ("match", &self.params.matching)] {
                    @if !value.is_empty() { input type="hidden" name=(name) value=(value); }
                }
            }
        }
    }

    fn refused(&self, page: &Page, error: &QueryError) -> Markup {
        let text = &self.params.q;
        let (before, wrong, after) = (&text[..error.at.start], &text[error.at.clone()], &text[error.at.end..]);
        alert(
            Tone::Bad,
            html! {
                p { (problem::words(page, &error.problem)) }
                p { code { (before) mark { (wrong) } (after) } }
            },
        )
    }

    fn found(&self, page: &Page, query: &Tree, results: &SearchResults, suggestion: Option<&Tree>) -> Markup {
        html! {
            (chips(page, &self.chips(page, query), &self.here(&without_filters(query)).to_string()))
            @for notice in &results.notices { (self.notice(page, notice)) }
            @if let Some(suggestion) = suggestion {
                p { (page.t("search-did-you-mean")) " " a href=(self.here(suggestion)) { (suggestion) } }
            }
            @if results.total.hits == 0 {
                (empty_state(&page.t("search-nothing"), &page.t("search-nothing-help"), None))
            } @else {
                div.split {
                    section aria-labelledby="hits" {
                        div.row-line.spread {
                            h2 #hits data-count { (total(page, results.total)) }
                            (self.tools(page, query))
                        }
                        (hits(page, &results.hits))
                        (pager(page, &self.ways(query, results)))
                    }
                    aside aria-labelledby="narrow" {
                        h2 #narrow { (page.t("search-narrow")) }
                        (self.facets(page, query, &results.facets))
                    }
                }
            }
        }
    }

    /// The same search with another query, from its first hit.
    fn here(&self, query: &Tree) -> Link {
        let kept = |value: &str| (!value.is_empty()).then(|| value.to_owned());
        urls::query(query).with_if("sort", kept(&self.params.sort)).with_if("match", kept(&self.params.matching))
    }

    fn chips(&self, page: &Page, query: &Tree) -> Vec<Chip> {
        let filters = query.conditions().iter().filter(|condition| is_filter(condition));
        let chip = |condition: &Tree| Chip {
            label: condition_label(page, condition),
            remove_href: self.here(&query.without(condition)).to_string(),
        };
        filters.map(chip).collect()
    }

    fn notice(&self, page: &Page, notice: &Notice) -> Markup {
        let words = match notice {
            Notice::AnyWord => page.t("notice-any-word"),
            Notice::Related(count) => page.t_with("notice-related", &[("n", (*count).into())]),
            Notice::Ignored(words) => page.t_with("notice-ignored", &[("words", words.join(", ").into())]),
            Notice::UnknownHeading { name, similar } => {
                let similar = similar.join("; ");
                page.t_with("notice-unknown-heading", &[("name", name.into()), ("similar", similar.into())])
            }
            Notice::Exploded { heading, narrower } => {
                page.t_with("notice-exploded", &[("heading", heading.into()), ("n", (*narrower).into())])
            }
            Notice::NoVocabulary => page.t("notice-no-vocabulary"),
            Notice::TooDeep => page.t_with("notice-too-deep", &[("n", DEEPEST_HIT.into())]),
        };
        let all_words = Link::to(urls::SEARCH).with("q", &self.params.q).with("match", "all");
        alert(
            Tone::Info,
            html! {
                (words)
                @if *notice == Notice::AnyWord { " " a href=(all_words) { (page.t("notice-all-words-link")) } }
            },
        )
    }

    fn tools(&self, page: &Page, query: &Tree) -> Markup {
        let label = |format: &Format| match format.most_records() {
            Some(most) => page.t_with("search-export-first", &[("format", format.label().into()), ("n", most.into())]),
            None => format.label().to_owned(),
        };
        let link = |format: &Format| urls::export(&query.to_string(), &self.params.matching, format.name());
        let exports: Vec<(String, String)> =
            Format::ALL.iter().map(|format| (label(format), link(format).to_string())).collect();
        let exports: Vec<(&str, String)> = exports.iter().map(|(name, link)| (name.as_str(), link.clone())).collect();
        let sorts = [
            ("relevance", Sort::Relevance),
            ("newest", Sort::Newest),
            ("oldest", Sort::Oldest),
            ("title", Sort::Title),
        ];
        let link = |name: &str| urls::query(query).with_if("sort", (name != "relevance").then_some(name));
        html! {
            div.tools {
                nav aria-label=(page.t("search-sort")) {
                    ul.row-line.plain-list {
                        @for (name, sort) in sorts {
                            li { a href=(link(name)) aria-current=[(self.params.sort() == sort).then_some("true")] { (page.t(sort_key(sort))) } }
                        }
                    }
                }
                (list_tools(page, None, &exports))
            }
        }
    }

    fn ways(&self, query: &Tree, results: &SearchResults) -> Pager {
        let at = self.params.offset;
        let step = self.params.limit.unwrap_or(PAGE_HITS).max(1);
        let link = |offset: usize| {
            let link = self.here(query).with_if("limit", self.params.limit);
            link.with_if("offset", (offset > 0).then_some(offset)).to_string()
        };
        let end = at.saturating_add(step);
        let more = results.hits.len() == step && end < DEEPEST_HIT && results.total.hits > end as u64;
        Pager {
            first: (at > 0).then(|| link(0)),
            previous: (at > 0).then(|| link(at.saturating_sub(step))),
            next: more.then(|| link(at + step)),
        }
    }

    fn facets(&self, page: &Page, query: &Tree, facets: &Facets) -> Markup {
        html! {
            @if facets.one_in > 1 {
                p.form-hint { (page.t_with("search-sampled", &[("n", facets.one_in.into())])) }
            }
            @if !facets.years.is_empty() { (bars(&page.t("search-years"), &self.year_bars(page, query, facets))) }
            @for facet in facets.values.iter().filter(|facet| !facet.counts.is_empty()) {
                (self.facet(page, query, facet, facets.one_in))
            }
        }
    }

    fn year_bars(&self, page: &Page, query: &Tree, facets: &Facets) -> Vec<Bar> {
        let last = facets.years.last().map_or(0, |(year, _)| *year);
        let earliest = last.saturating_sub(MOST_YEARS as u32 - 1);
        let first = facets.years.iter().map(|(year, _)| *year).find(|year| *year >= earliest).unwrap_or(last);
        let hits_of = |year: u32| facets.years.iter().find(|(known, _)| *known == year).map_or(0, |(_, hits)| *hits);
        let bar = |year: u32| {
            let hits = hits_of(year);
            let day = u16::try_from(year).map(Day::year).ok();
            let condition = Tree::Clause(Field::Year, Value::Range(Range { from: day, to: day }));
            let href = (hits > 0).then(|| self.here(&Tree::and([query.clone(), condition])).to_string());
            Bar { label: year.to_string(), shown: page.number(hits), value: hits as f64, href }
        };
        (first..=last).map(bar).collect()
    }

    fn facet(&self, page: &Page, query: &Tree, facet: &Facet, one_in: u32) -> Markup {
        let about = if one_in > 1 { "≈ " } else { "" };
        html! {
            details open {
                summary { h3 { (page.t(field_key(facet.field))) } }
                ul.plain-list.facet {
                    @for count in &facet.counts {
                        @let narrowed = Tree::and([query.clone(), count.condition(facet.field)]);
                        li.row-line.spread {
                            a href=(self.here(&narrowed)) { (value_label(page, facet.field, &count.label)) }
                            span.result-meta { (about) (page.number(count.hits)) }
                        }
                    }
                }
            }
        }
    }
}

/// The hits as a list.
fn hits(page: &Page, hits: &[Hit]) -> Markup {
    html! {
        ol.results {
            @for hit in hits {
                li.result {
                    h3 { a href=(urls::record(&hit.shown.key)) { (PreEscaped(hit.title.html())) } }
                    (meta(page, &hit.shown))
                    @if !hit.snippet.parts.is_empty() { p { (PreEscaped(hit.snippet.html())) } }
                }
            }
        }
    }
}

/// Authors, venue and date of a record in one line, with what must be known of it.
pub fn meta(page: &Page, shown: &Shown) -> Markup {
    let more = (shown.author_count as usize).saturating_sub(shown.authors.len());
    html! {
        p.result-meta {
            @if shown.retracted { (badge(Tone::Bad, &page.t("record-retracted"))) " " }
            @if kind_name(shown.kind) != "publication" { (badge(Tone::Info, &value_label(page, Field::Kind, kind_name(shown.kind)))) " " }
            (shown.authors.join(", "))
            @if more > 0 { " " (page.t_with("record-more-authors", &[("n", more.into())])) }
            @if !shown.authors.is_empty() { ". " }
            @if !shown.venue.is_empty() { em { (shown.venue) } ". " }
            (iso_date(page, &shown.date))
        }
    }
}

/// `1999-12-31` the way the language writes it.
fn iso_date(page: &Page, iso: &str) -> String {
    let mut parts = iso.split('-');
    let year = parts.next().and_then(|year| year.parse().ok());
    let mut part = || parts.next().and_then(|part| part.parse().ok());
    let (month, day) = (part(), part());
    year.map_or_else(String::new, |year| page.date(year, month, day))
}

fn total(page: &Page, total: Total) -> String {
    let key = if total.is_exact() { "search-total" } else { "search-total-about" };
    page.t_with(key, &[("n", total.hits.into()), ("one_in", total.one_in.into())])
}

fn sort_key(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => "sort-relevance",
        Sort::Newest => "sort-newest",
        Sort::Oldest => "sort-oldest",
        Sort::Title => "sort-title",
    }
}

/// Conditions that narrow, as facets make them; words stay in the box alone.
fn is_filter(condition: &Tree) -> bool {
    matches!(condition, Tree::Clause(field, _) if *field != Field::Any)
}

fn without_filters(query: &Tree) -> Tree {
    Tree::and(query.conditions().iter().filter(|condition| !is_filter(condition)).cloned())
}

fn condition_label(page: &Page, condition: &Tree) -> String {
    let Tree::Clause(field, value) = condition else { return condition.to_string() };
    let value = match value {
        Value::Word(Word { text, like: Like::Itself }) | Value::Phrase { text, slop: 0 } => {
            value_label(page, *field, text)
        }
        other => other.to_string(),
    };
    format!("{}: {value}", page.t(field_key(*field)))
}

/// The message that names a field.
fn field_key(field: Field) -> &'static str {
    match field {
        Field::Any => "field-any",
        Field::Title => "field-title",
        Field::Author => "field-author",
        Field::Affiliation => "field-affiliation",
        Field::Mesh | Field::MeshExact | Field::MeshMajor => "field-mesh",
        Field::Journal | Field::JournalExact => "field-journal",
        Field::Year => "field-year",
        Field::Date => "field-date",
        Field::Kind => "field-kind",
        Field::Type => "field-type",
        Field::Language => "field-language",
        Field::Country => "field-country",
        Field::Source => "field-source",
        Field::Keyword => "field-keyword",
        Field::Grant => "field-grant",
        Field::Is => "field-is",
        Field::Id | Field::Doi | Field::Pmid | Field::Nct | Field::Orcid | Field::Issn => "field-id",
    }
}

/// A value as people read it.
fn value_label(page: &Page, field: Field, value: &str) -> String {
    let key = match (field, value) {
        (Field::Kind, "publication") => "kind-publication",
        (Field::Kind, "trial") => "kind-trial",
        (Field::Kind, "grant") => "kind-grant",
        (Field::Kind, "patent") => "kind-patent",
        (Field::Kind, "guideline") => "kind-guideline",
        (Field::Is, "retracted") => "is-retracted",
        (Field::Is, "abstract") => "is-abstract",
        (Field::Is, "references") => "is-references",
        (Field::Language, code) => return language::name(code).map_or_else(|| code.to_owned(), capitalised),
        _ => return value.to_owned(),
    };
    page.t(key)
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

mod samples {
    //! Data to try the page with.

    use bellwether_sources::record::Kind;

    use super::{Outcome, SearchView};
    use crate::index::document::Shown;
    use crate::model::params::SearchParams;
    use crate::search::facets::{Count, DIMENSIONS, Facet, Facets};
    use crate::search::request::{Hit, Notice, SearchResults, Total};
    use crate::search::snippet::Marked;

    pub(super) fn all() -> Vec<(&'static str, SearchView)> {
        vec![
            ("no-records", found("", results(0, 1, Vec::new()), 0)),
            ("nothing", found("qwertz", results(0, 1, vec![Notice::Ignored(vec!["the".into()])]), 9)),
            ("typical", found("asthma kind:trial year:2019..2021", results(2, 1, vec![Notice::AnyWord]), 40_000)),
            ("huge", found("cancer", results(1_234_567, 64, vec![Notice::TooDeep, Notice::NoVocabulary]), 2_000_000)),
            ("hostile", found("\"<script>alert(1)</script>\"", results(1, 1, unknown("<b>")), 3)),
            ("refused", refused("title:(asthma OR \"lung")),
        ]
    }

    fn unknown(name: &str) -> Vec<Notice> {
        vec![Notice::UnknownHeading { name: name.into(), similar: vec!["Asthma".into()] }]
    }

    fn refused(q: &str) -> SearchView {
        let params = SearchParams { q: q.into(), ..SearchParams::default() };
        let error = bellwether_query::parse(q).expect_err("the sample is a wrong query");
        SearchView { params, outcome: Outcome::Refused(error) }
    }

    fn found(q: &str, results: SearchResults, records: u64) -> SearchView {
        let params = SearchParams { q: q.into(), ..SearchParams::default() };
        let query = bellwether_query::parse(q).expect("the sample is a right query");
        SearchView { params, outcome: Outcome::Found { query, results, suggestion: None, records } }
    }

    fn results(hits: u64, one_in: u32, notices: Vec<Notice>) -> SearchResults {
        let count = |value: &str| Count { value: value.into(), label: value.into(), hits };
        let facet = |field| Facet { field, counts: vec![count("trial"), count("<i>&\"")] };
        let values = DIMENSIONS.iter().map(|dimension| facet(dimension.field)).collect();
        let facets = Facets { years: vec![(1999, 1), (2021, hits)], values, one_in };
        let shown = Shown {
            key: "pubmed:1".into(),
            kind: Kind::Trial,
            title: "Asthma & <b>air</b>".into(),
            authors: vec!["Doe J".into()],
            author_count: 12,
            venue: "J <Air>".into(),
            date: "2021-05".into(),
            retracted: true,
            ..Shown::default()
        };
        let title = Marked { parts: vec![(true, "Asthma".into()), (false, " & <b>air</b>".into())] };
        let hit = Hit { snippet: title.clone(), title, shown, score: 1.0 };
        let hits_shown = if hits == 0 { Vec::new() } else { vec![hit] };
        SearchResults { total: Total { hits, one_in }, hits: hits_shown, facets, notices }
    }
}
