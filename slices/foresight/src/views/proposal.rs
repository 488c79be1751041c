//! One proposal of a priority area: what was proposed, how it is cited, and the evidence as it was frozen.

use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::lang::Text;
use bellwether_web::api::{FieldProblem, Page, Title, View};
use bellwether_web::components::badges::badge;
use bellwether_web::components::facts::facts;
use bellwether_web::components::forms::{self, Field};
use bellwether_web::components::menus::copyable;
use bellwether_web::components::states::{Tone, alert};
use maud::{Markup, html};

use crate::model::emerging::{Bounded, EmergingTopic, Grounds};
use crate::model::proposal::{Evidence, NamedTopic, Proposal, ProposalId, ProposalState, REASON};
use crate::model::status::Status;
use crate::model::topic::Topic;
use crate::urls;
use crate::views::topic::{Doing, Named, TopicPage};
use crate::views::{parts, sentence};

/// What the page shows.
pub struct ProposalPage {
    /// What was proposed.
    pub proposal: Proposal,
    /// The cluster's name; empty where there is no such cluster any more.
    pub cluster: Text,
    /// The evidence; `None` where another version of the program froze it in another form.
    pub evidence: Option<Evidence>,
    /// The permanent address.
    pub address: String,
    /// May the reader withdraw it?
    pub may_withdraw: bool,
    /// What is wrong with a withdrawal that was asked for.
    pub problems: Vec<FieldProblem>,
}

impl View for ProposalPage {
    fn title(&self, page: &Page) -> Title {
        let (words, lang) = self.proposal.title.best(page.lang());
        let title = Title::new(words).crumb(page.t("foresight-proposals-title"), urls::PROPOSALS);
        if lang == page.lang() { title } else { title.in_language(lang.code()) }
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            (forms::error_summary(page, &self.problems))
            @if self.proposal.state == ProposalState::Withdrawn { (self.withdrawn(page)) }
            (self.what(page))
            h2 { (page.t("foresight-rationale")) }
            @for (words, lang) in both(&self.proposal.rationale) {
                @for line in words.lines().filter(|line| !line.trim().is_empty()) { p { (page.words_in(line, lang)) } }
            }
            h2 { (page.t("foresight-cite")) }
            p { (copyable(page, &self.citation(page))) }
            h2 { (page.t("foresight-frozen")) }
            p.text-secondary {
                (page.t("foresight-frozen-how")) " "
                a href=(urls::proposal_evidence(self.proposal.id)) { (page.t("foresight-frozen-bytes")) }
            }
            @match &self.evidence {
                Some(evidence) => { (frozen(page, evidence)) }
                None => { (alert(Tone::Warn, html! { (page.t("foresight-frozen-other")) })) }
            }
            @if self.may_withdraw && self.proposal.state == ProposalState::Proposed { (self.withdrawal(page)) }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let hostile = "\"><script>alert(1)</script>";
        let proposal = |title: &str| Proposal {
            id: ProposalId("01900000-0000-7000-8000-000000000007".parse().expect("an id")),
            cluster: "translational-medicine".to_owned(),
            topic: "7".to_owned(),
            title: Text { en: Some(title.to_owned()), ru: None },
            rationale: Text { en: Some(format!("{title}\n\nsecond line")), ru: Some("Потому что".to_owned()) },
            sha256: "ab12".repeat(16),
            proposed_by: None,
            proposed_at_ms: 1_795_000_000_000,
            state: ProposalState::Proposed,
            withdrawn_at_ms: None,
            withdrawn_why: None,
        };
        let evidence = |label: &str| Evidence {
            form: 1,
            landscape: 3,
            status: Status { evidence: 2, run: Some((2019, 2021)), headings: true, ..Status::default() },
            topic: Topic { id: "7".to_owned(), label: label.to_owned(), size: 120, ..Topic::default() },
            parent: Some(NamedTopic { id: "1".to_owned(), label: label.to_owned(), size: 900, nearness: None }),
            emerging: EmergingTopic {
                label: label.to_owned(),
                score: Some(Bounded { value: 0.8, low: 0.7, high: 0.9 }),
                ..EmergingTopic::default()
            },
            grounds: Grounds::default(),
            ..Evidence::default()
        };
        let page = |proposal: Proposal, evidence: Option<Evidence>, may_withdraw: bool| ProposalPage {
            proposal,
            cluster: Text::both("Translational medicine", "Трансляционная медицина"),
            evidence,
            address: "https://bellwether.example/foresight/proposals/7".to_owned(),
            may_withdraw,
            problems: Vec::new(),
        };
        let withdrawn = Proposal {
            state: ProposalState::Withdrawn,
            withdrawn_at_ms: Some(1_795_100_000_000),
            withdrawn_why: Some(hostile.to_owned()),
            ..proposal("Hearts")
        };
        vec![
            ("typical", page(proposal("Gene therapy of the heart"), Some(evidence("gene therapy, vector")), true)),
            ("withdrawn in another form", page(withdrawn, None, true)),
            ("hostile", page(proposal(hostile), Some(evidence(hostile)), false)),
        ]
    }
}

impl ProposalPage {
    fn what(&self, page: &Page) -> Markup {
        let proposal = &self.proposal;
        let mut rows = vec![
            (page.t("foresight-state"), state(page, proposal.state)),
            (page.t("foresight-cluster"), cluster(page, &self.cluster, &proposal.cluster)),
        ];
        for (words, lang) in both(&proposal.title) {
            rows.push((page.t(&format!("foresight-title-{lang}")), page.words_in(words, lang)));
        }
        if let Ok(at) = Timestamp::from_millisecond(proposal.proposed_at_ms) {
            rows.push((page.t("foresight-proposed-at"), page.moment(at)));
        }
        if let Some(evidence) = &self.evidence {
            rows.push((
                page.t("foresight-topic"),
                html! { a href=(urls::topic(&proposal.topic)) { (page.words_in(&evidence.topic.label, "en")) } " " span.text-secondary { (page.t("foresight-topic-now")) } },
            ));
            let args = [
                ("landscape", evidence.landscape.into()),
                ("generation", evidence.status.evidence.into()),
                ("seed", evidence.status.settings.seed.into()),
            ];
            rows.push((page.t("foresight-taken-from"), html! { (page.t_with("foresight-taken-of", &args)) }));
        }
        rows.push(("SHA-256".to_owned(), html! { code.digest { (proposal.sha256) } }));
        facts(&rows)
    }

    fn citation(&self, page: &Page) -> String {
        let date = Timestamp::from_millisecond(self.proposal.proposed_at_ms)
            .map(|at| at.to_string().chars().take(10).collect::<String>())
            .unwrap_or_default();
        let (title, _) = self.proposal.title.best(page.lang());
        let (cluster, _) = self.cluster.best(page.lang());
        let cluster = if cluster.is_empty() { self.proposal.cluster.as_str() } else { cluster };
        let args = [
            ("title", title.into()),
            ("cluster", cluster.into()),
            ("date", date.into()),
            ("address", self.address.as_str().into()),
            ("digest", self.proposal.sha256.as_str().into()),
        ];
        page.t_with("foresight-cite-line", &args)
    }

    fn withdrawn(&self, page: &Page) -> Markup {
        let at = self.proposal.withdrawn_at_ms.and_then(|at| Timestamp::from_millisecond(at).ok());
        alert(
            Tone::Warn,
            html! {
                strong { (page.t("foresight-was-withdrawn")) @if let Some(at) = at { " " (page.day(at)) } }
                @if let Some(why) = &self.proposal.withdrawn_why { p { (why) } }
            },
        )
    }

    fn withdrawal(&self, page: &Page) -> Markup {
        html! {
            section.no-print {
                h2 { (page.t("foresight-withdraw")) }
                p { (page.t("foresight-withdraw-help")) }
                (forms::post_form(page, &urls::withdraw(self.proposal.id), html! {
                    (Field::lines(3, "why", page.t("foresight-withdraw-why")).required().maxlength(REASON as u32).problems(page, &self.problems))
                    div.form-actions { button.btn.btn-danger type="submit" { (page.t("foresight-withdraw-do")) } }
                }))
            }
        }
    }
}

/// The words in the languages that there are.
fn both(text: &Text) -> impl Iterator<Item = (&str, &'static str)> {
    [(text.en.as_deref(), "en"), (text.ru.as_deref(), "ru")]
        .into_iter()
        .filter_map(|(words, lang)| words.map(|words| (words, lang)))
}

/// The state as a badge.
pub fn state(page: &Page, state: ProposalState) -> Markup {
    let tone = match state {
        ProposalState::Proposed => Tone::Info,
        ProposalState::Withdrawn => Tone::Plain,
    };
    badge(tone, &page.t(&format!("foresight-proposal-{}", state.name())))
}

/// A cluster by name, or by slug where it is gone.
pub fn cluster(page: &Page, name: &Text, slug: &str) -> Markup {
    html! { @if *name == Text::default() { (slug) } @else { (page.text(name)) } }
}

/// The evidence as the topic's page showed it.
fn frozen(page: &Page, evidence: &Evidence) -> Markup {
    let named = |topic: &NamedTopic| Named { id: topic.id.clone(), label: topic.label.clone(), size: topic.size };
    let shown = TopicPage {
        topic: evidence.topic.clone(),
        parent: evidence.parent.as_ref().map(named),
        inside: evidence.inside.iter().map(named).collect(),
        related: evidence.related.iter().map(|near| (named(near), near.nearness.unwrap_or(0.0))).collect(),
        status: evidence.status.clone(),
        doing: Doing::default(),
    };
    let (row, periods) = (&evidence.emerging, evidence.grounds.periods.as_ref());
    html! {
        @if let Some(score) = row.score { p { (page.t("foresight-score")) ": " (parts::standing(page, score)) } }
        p { (sentence::sentence(page.words(), row, periods)) }
        (shown.body(page))
    }
}
