//! The list of proposed areas, and the form that proposes one.

use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::lang::Text;
use bellwether_web::api::{FieldProblem, Page, Title, View};
use bellwether_web::components::forms::{self, Choice, Field};
use bellwether_web::components::lists::{ListColumns, list_tools};
use bellwether_web::components::paging::{Pager, pager};
use bellwether_web::components::part::part;
use bellwether_web::components::states::empty_state;
use bellwether_web::components::tables::Column;
use maud::{Markup, html};

use crate::model::proposal::{Draft, Proposal, ProposalId, ProposalState, RATIONALE, TITLE};
use crate::urls;
use crate::views::proposal;
use crate::views::topic::Named;

/// A cluster as a choice.
#[derive(Clone, Debug)]
pub struct ClusterName {
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: Text,
}

/// The list.
pub struct ProposalsPage {
    /// The cluster that is asked for; empty for all.
    pub cluster: String,
    /// All clusters.
    pub clusters: Vec<ClusterName>,
    /// The newest proposals first.
    pub rows: Vec<Proposal>,
    /// Is this not the first page?
    pub is_later: bool,
    /// The `before` of the next page.
    pub next: Option<ProposalId>,
}

impl View for ProposalsPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("foresight-proposals-title")).lead(page.t("foresight-proposals-lead"))
    }

    fn body(&self, page: &Page) -> Markup {
        part(html! {
            (forms::get_form(urls::PROPOSALS, html! {
                (Field::select("cluster", page.t("foresight-cluster"), choices(page, &self.clusters, Some(page.t("foresight-all-clusters")))).value(&self.cluster))
                (forms::submit(&page.t("foresight-search")))
            }))
            @if self.rows.is_empty() {
                (empty_state(&page.t("foresight-proposals-none"), &page.t("foresight-proposals-none-help"), None))
            } @else {
                (self.list(page))
            }
        })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let hostile = "\"><script>alert(1)</script>";
        let row = |title: &str, state: ProposalState| Proposal {
            id: ProposalId("01900000-0000-7000-8000-000000000007".parse().expect("an id")),
            cluster: "translational-medicine".to_owned(),
            topic: "7".to_owned(),
            title: Text { en: Some(title.to_owned()), ru: None },
            rationale: Text::both("Because", "Потому что"),
            sha256: "ab12".repeat(16),
            proposed_by: None,
            proposed_at_ms: 1_795_000_000_000,
            state,
            withdrawn_at_ms: None,
            withdrawn_why: None,
        };
        let clusters = vec![ClusterName {
            slug: "translational-medicine".to_owned(),
            name: Text::both("Translational medicine", "Трансляционная медицина"),
        }];
        let page = |cluster: &str, rows: Vec<Proposal>, next| ProposalsPage {
            cluster: cluster.to_owned(),
            clusters: clusters.clone(),
            rows,
            is_later: false,
            next,
        };
        let both = vec![row("Gene therapy", ProposalState::Proposed), row("Hearts", ProposalState::Withdrawn)];
        let next = Some(both[1].id);
        vec![
            ("empty", page("", Vec::new(), None)),
            ("typical", page("translational-medicine", both, next)),
            (
                "hostile",
                page(
                    hostile,
                    vec![Proposal { cluster: hostile.to_owned(), ..row(hostile, ProposalState::Proposed) }],
                    None,
                ),
            ),
        ]
    }
}

impl ProposalsPage {
    fn list(&self, page: &Page) -> Markup {
        let columns = ListColumns::new([
            ("title", Column::new(page.t("foresight-area"))),
            ("cluster", Column::new(page.t("foresight-cluster"))),
            ("state", Column::new(page.t("foresight-state"))),
            ("at", Column::new(page.t("foresight-proposed-at"))),
            ("digest", Column::new("SHA-256")),
        ]);
        let files = [("CSV", "csv"), ("JSON", "json")]
            .map(|(label, end)| (label, urls::proposals_file(end, &self.cluster).to_string()));
        let name =
            |slug: &str| self.clusters.iter().find(|cluster| cluster.slug == slug).map(|cluster| cluster.name.clone());
        let row = |one: &Proposal| {
            vec![
                html! { a href=(urls::proposal(one.id)) { (page.text(&one.title)) } },
                proposal::cluster(page, &name(&one.cluster).unwrap_or_default(), &one.cluster),
                proposal::state(page, one.state),
                html! { @if let Ok(at) = Timestamp::from_millisecond(one.proposed_at_ms) { (page.day(at)) } },
                html! { code { (one.sha256.chars().take(12).collect::<String>()) } },
            ]
        };
        let ways = Pager {
            first: self.is_later.then(|| urls::proposals(&self.cluster, None).to_string()),
            previous: None,
            next: self.next.map(|next| urls::proposals(&self.cluster, Some(next)).to_string()),
        };
        html! {
            div.row-line.spread { (list_tools(page, Some(&columns), &files)) }
            (columns.table(page, &page.t("foresight-proposals-title"), self.rows.iter().map(row).collect()))
            (pager(page, &ways))
        }
    }
}

fn choices(page: &Page, clusters: &[ClusterName], any: Option<String>) -> Vec<Choice> {
    let any = any.into_iter().map(|label| Choice::new("", label));
    any.chain(clusters.iter().map(|one| Choice::new(&one.slug, one.name.best(page.lang()).0))).collect()
}

/// The form.
pub struct ProposePage {
    /// The topic that is proposed.
    pub topic: Named,
    /// What was written so far.
    pub draft: Draft,
    /// The clusters that there are.
    pub clusters: Vec<ClusterName>,
    /// What is wrong with it.
    pub problems: Vec<FieldProblem>,
}

impl View for ProposePage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("foresight-propose-title"))
            .crumb(page.t("foresight-topics-title"), urls::TOPICS)
            .crumb(&self.topic.label, urls::topic(&self.topic.id))
            .lead(page.t("foresight-propose-lead"))
    }

    fn body(&self, page: &Page) -> Markup {
        let draft = &self.draft;
        let line = |name: &'static str, value: &str| {
            Field::text(name, page.t(&format!("foresight-{}", name.replace('_', "-"))))
                .value(value)
                .maxlength(TITLE as u32)
                .problems(page, &self.problems)
        };
        let lines = |name: &'static str, value: &str| {
            Field::lines(6, name, page.t(&format!("foresight-{}", name.replace('_', "-"))))
                .value(value)
                .maxlength(RATIONALE as u32)
                .problems(page, &self.problems)
        };
        let cluster = Field::select("cluster", page.t("foresight-cluster"), choices(page, &self.clusters, None));
        html! {
            (forms::error_summary(page, &self.problems))
            p { (page.t("foresight-topic")) ": " a href=(urls::topic(&self.topic.id)) { (page.words_in(&self.topic.label, "en")) } }
            @if self.clusters.is_empty() {
                (empty_state(&page.t("foresight-no-clusters"), &page.t("foresight-no-clusters-help"), None))
            } @else {
                (forms::post_form(page, &urls::propose(&self.topic.id), html! {
                    input type="hidden" name="landscape" value=(draft.landscape);
                    (cluster.value(&draft.cluster).problems(page, &self.problems))
                    (line("title_en", &draft.title_en).help(page.t("foresight-one-language")))
                    (line("title_ru", &draft.title_ru))
                    (lines("rationale_en", &draft.rationale_en).help(page.t("foresight-rationale-help")))
                    (lines("rationale_ru", &draft.rationale_ru))
                    p.form-hint { (page.t("foresight-propose-freezes")) }
                    (forms::submit(&page.t("foresight-propose")))
                }))
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let hostile = "\"><script>alert(1)</script>";
        let topic = |label: &str| Named { id: "7".to_owned(), label: label.to_owned(), size: 3 };
        let clusters = vec![ClusterName {
            slug: "translational-medicine".to_owned(),
            name: Text::both("Translational medicine", "Трансляционная медицина"),
        }];
        let draft = Draft { title_en: hostile.to_owned(), rationale_ru: hostile.to_owned(), ..Draft::default() };
        vec![
            (
                "typical",
                ProposePage {
                    topic: topic("gene therapy"),
                    draft: Draft { landscape: 3, ..Draft::default() },
                    clusters: clusters.clone(),
                    problems: Vec::new(),
                },
            ),
            (
                "no cluster",
                ProposePage {
                    topic: topic("ageing"),
                    draft: Draft::default(),
                    clusters: Vec::new(),
                    problems: Vec::new(),
                },
            ),
            (
                "hostile",
                ProposePage {
                    topic: topic(hostile),
                    draft,
                    clusters,
                    problems: vec![FieldProblem::new("title_ru", hostile)],
                },
            ),
        ]
    }
}
