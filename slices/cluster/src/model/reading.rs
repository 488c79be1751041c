//! Reads a cluster's profile from TOML. Whatever is wrong is refused with its line and field, all at once where
//! possible: texts in one language only, references to nothing, counts that do not add up.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use bellwether_kernel::lang::Text;
use jiff::civil::Date;

use super::actor::{Actor, Category, Involvement};
use super::concept::{Concept, Scheme};
use super::profile::{Cluster, Profile};
use super::statement::{Counted, Decision, Notice, Product, StatedCount, Statement};
use super::written::{self, At, Written};
use bellwether_actors::api::{ActorKind, Validity};

/// What is wrong in a file, each with its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct ReadError(pub Vec<Fault>);

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let faults: Vec<_> = self.0.iter().map(Fault::to_string).collect();
        f.write_str(&faults.join("\n"))
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// The field.
    pub field: String,
    /// What is wrong with it.
    pub problem: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, {}: {}", self.line, self.field, self.problem)
    }
}

/// Reads a profile.
///
/// # Errors
/// What is wrong, with line and field.
pub fn read(source: &str) -> Result<Profile, ReadError> {
    let written: Written = toml::from_str(source).map_err(|error| unreadable(source, &error))?;
    let mut reader = Reader { source, faults: Vec::new() };
    reader.judge(&written);
    let profile = reader.profile(written);
    if reader.faults.is_empty() {
        Ok(profile)
    } else {
        reader.faults.sort_by_key(|fault| fault.line);
        Err(ReadError(reader.faults))
    }
}

/// The fault of a file that is no TOML, or of another shape.
fn unreadable(source: &str, error: &toml::de::Error) -> ReadError {
    let at = error.span().map_or(0, |span| span.start);
    let (line, field) = place(source, at);
    ReadError(vec![Fault { line, field, problem: error.message().replace('\n', ", ") }])
}

/// The line of a byte, and the field that is written on it.
fn place(source: &str, at: usize) -> (usize, String) {
    let before = &source[..source.floor_char_boundary(at)];
    let line = before.matches('\n').count();
    let text = source.lines().nth(line).unwrap_or_default();
    let field = text.split('=').next().unwrap_or_default().trim().trim_matches(['[', ']']);
    (line + 1, field.to_owned())
}

struct Reader<'a> {
    source: &'a str,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn fault(&mut self, at: usize, problem: String) {
        let (line, field) = place(self.source, at);
        self.faults.push(Fault { line, field, problem });
    }

    /// What must hold between the parts.
    fn judge(&mut self, written: &Written) {
        let schemes = self.slugs(written.scheme.iter().map(|scheme| &scheme.slug));
        let concepts = self.slugs(written.concept.iter().map(|concept| &concept.slug));
        let actors = self.slugs(written.actor.iter().map(|actor| &actor.slug));
        self.slugs(written.decision.iter().map(|decision| &decision.slug));
        self.slugs(written.notice.iter().map(|notice| &notice.slug));
        self.slugs(std::iter::once(&written.cluster.slug));
        for concept in &written.concept {
            self.refer("scheme", &schemes, Some(&concept.scheme));
            self.refer("concept", &concepts, concept.broader.as_ref());
        }
        for statement in &written.statement {
            self.refer("concept", &concepts, statement.concept.as_ref());
        }
        for count in &written.count {
            self.refer("concept", &concepts, Some(&count.concept));
        }
        for decision in &written.decision {
            self.refer("actor", &actors, Some(&decision.body));
            self.refer("actor", &actors, decision.about.as_ref());
        }
        for notice in &written.notice {
            self.refer("actor", &actors, Some(&notice.issuer));
        }
        self.judge_roles(written, &actors);
        self.judge_totals(written);
    }

    fn slugs<'w>(&mut self, slugs: impl Iterator<Item = &'w At<String>>) -> BTreeSet<&'w str> {
        let mut known = BTreeSet::new();
        for slug in slugs {
            let text = slug.get_ref().as_str();
            let is_well_formed =
                !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if !is_well_formed {
                self.fault(slug.span().start, format!("`{text}` is not made of a-z, 0-9 and -"));
            }
            if !known.insert(text) {
                self.fault(slug.span().start, format!("`{text}` is used twice"));
            }
        }
        known
    }

    fn refer(&mut self, kind: &str, known: &BTreeSet<&str>, slug: Option<&At<String>>) {
        if let Some(slug) = slug.filter(|slug| !known.contains(slug.get_ref().as_str())) {
            self.fault(slug.span().start, format!("there is no {kind} `{}`", slug.get_ref()));
        }
    }

    /// Each role towards the cluster has one heading.
    fn judge_roles(&mut self, written: &Written, actors: &BTreeSet<&str>) {
        let mut headed = BTreeSet::new();
        for category in &written.category {
            if !headed.insert(*category.role.get_ref()) {
                self.fault(
                    category.role.span().start,
                    format!("`{}` has two headings", category.role.get_ref().name()),
                );
            }
        }
        for involvement in written.actor.iter().flat_map(|actor| &actor.involvement) {
            self.refer("actor", actors, involvement.of.as_ref());
            let role = *involvement.role.get_ref();
            if involvement.of.is_none() && !headed.contains(&role) {
                self.fault(involvement.role.span().start, format!("no category has the role `{}`", role.name()));
            }
        }
    }

    /// What the file says the counts add up to is what they add up to.
    fn judge_totals(&mut self, written: &Written) {
        let mut sums: BTreeMap<Counted, u32> = BTreeMap::new();
        for count in &written.count {
            *sums.entry(*count.of.get_ref()).or_insert(0) += count.number;
            if !written.totals.contains_key(count.of.get_ref()) {
                self.fault(count.of.span().start, format!("totals has no `{}`", count.of.get_ref().name()));
            }
        }
        for (of, stated) in &written.totals {
            let sum = sums.get(of).copied().unwrap_or_default();
            if sum != *stated.get_ref() {
                self.fault(stated.span().start, format!("the counts of `{}` add up to {sum}", of.name()));
            }
        }
    }

    fn profile(&mut self, written: Written) -> Profile {
        let cluster = written.cluster;
        let concepts: Vec<_> = written.concept.into_iter().map(|concept| self.concept(concept)).collect();
        Profile {
            cluster: Cluster {
                slug: cluster.slug.into_inner(),
                name: self.text(cluster.name),
                short: self.text(cluster.short),
                original: cluster.original,
                source: self.text(cluster.source),
            },
            schemes: written.scheme.into_iter().map(|scheme| self.scheme(scheme, &concepts)).collect(),
            statements: written.statement.into_iter().map(|statement| self.statement(statement)).collect(),
            categories: written.category.into_iter().map(|category| self.category(category)).collect(),
            actors: written.actor.into_iter().map(|actor| self.actor(actor)).collect(),
            products: written.product.into_iter().map(|product| self.product(product)).collect(),
            counts: written.count.into_iter().map(|count| self.count(count)).collect(),
            decisions: written.decision.into_iter().map(|decision| self.decision(decision)).collect(),
            notices: written.notice.into_iter().map(|notice| self.notice(notice)).collect(),
        }
    }

    /// The text, which must be there in both languages.
    fn text(&mut self, text: At<Text>) -> Text {
        let at = text.span().start;
        for (lang, words) in [("en", &text.get_ref().en), ("ru", &text.get_ref().ru)] {
            if words.as_deref().is_none_or(|words| words.trim().is_empty()) {
                self.fault(at, format!("there is no text in `{lang}`"));
            }
        }
        text.into_inner()
    }

    fn concept(&mut self, concept: written::Concept) -> (String, Concept) {
        let scheme = concept.scheme.into_inner();
        let read = Concept {
            slug: concept.slug.into_inner(),
            label: self.text(concept.label),
            short: concept.short.map(|short| self.text(short)),
            broader: concept.broader.map(At::into_inner),
            query: concept.query,
        };
        (scheme, read)
    }

    fn scheme(&mut self, scheme: written::Scheme, concepts: &[(String, Concept)]) -> Scheme {
        let own = concepts.iter().filter(|(of, _)| of == scheme.slug.get_ref()).map(|(_, concept)| concept.clone());
        let concepts = own.collect();
        Scheme { slug: scheme.slug.into_inner(), kind: scheme.kind, label: self.text(scheme.label), concepts }
    }

    fn statement(&mut self, statement: written::Statement) -> Statement {
        let concept = statement.concept.map(At::into_inner);
        Statement { kind: statement.kind, concept, text: self.text(statement.text) }
    }

    fn category(&mut self, category: written::Category) -> Category {
        Category { role: category.role.into_inner(), label: self.text(category.label) }
    }

    fn actor(&mut self, actor: written::Actor) -> Actor {
        let involvements: Vec<_> = actor.involvement.into_iter().map(|one| self.involvement(one)).collect();
        Actor {
            slug: actor.slug.into_inner(),
            kind: if actor.body { ActorKind::Body } else { ActorKind::Organisation },
            form: actor.form,
            name: self.text(actor.name),
            other_names: actor.other_names,
            part_of: actor.part_of.map(|part_of| self.text(part_of)),
            about: actor.about.into_iter().map(|about| self.text(about)).collect(),
            query: actor.query,
            involvements,
        }
    }

    fn involvement(&mut self, one: written::Involvement) -> Involvement {
        let end = one.until.as_ref().map_or(0, |day| day.span().start);
        let valid =
            Validity { from: one.from.and_then(|day| self.day(day)), until: one.until.and_then(|day| self.day(day)) };
        if valid.from.zip(valid.until).is_some_and(|(from, until)| until < from) {
            self.fault(end, "it ends before it begins".to_owned());
        }
        Involvement { role: one.role.into_inner(), with: one.of.map(At::into_inner), valid }
    }

    fn product(&mut self, product: written::Product) -> Product {
        Product { kind: product.kind, text: self.text(product.text) }
    }

    fn count(&mut self, count: written::Count) -> StatedCount {
        let (concept, of) = (count.concept.into_inner(), count.of.into_inner());
        StatedCount { concept, of, number: count.number, text: self.text(count.text) }
    }

    fn decision(&mut self, decision: written::Decision) -> Decision {
        let at = decision.effective.as_ref().map(|day| day.span().start);
        let decided = decision.decided.and_then(|day| self.day(day));
        let effective = decision.effective.and_then(|day| self.day(day));
        let days_to_effect = decided.zip(effective).map(|(decided, effective)| days_between(decided, effective));
        if let (Some(at), Some(..0)) = (at, days_to_effect) {
            self.fault(at, "a decision takes effect after it is made".to_owned());
        }
        Decision {
            slug: decision.slug.into_inner(),
            body: decision.body.into_inner(),
            about: decision.about.map(At::into_inner),
            text: self.text(decision.text),
            decided: decided.map(|day| day.to_string()),
            effective: effective.map(|day| day.to_string()),
            days_to_effect,
        }
    }

    fn day(&mut self, day: At<String>) -> Option<Date> {
        let parsed = day.get_ref().parse();
        if parsed.is_err() {
            self.fault(day.span().start, format!("`{}` is no day; expected one like 2017-02-22", day.get_ref()));
        }
        parsed.ok()
    }

    fn notice(&mut self, notice: written::Notice) -> Notice {
        Notice {
            slug: notice.slug.into_inner(),
            issuer: notice.issuer.into_inner(),
            original: notice.original,
            title: self.text(notice.title),
            text: self.text(notice.text),
            signed: self.text(notice.signed),
        }
    }
}

fn days_between(from: Date, until: Date) -> i64 {
    let span = until.since(from).expect("both are days of the calendar");
    i64::from(span.get_days())
}

#[cfg(test)]
mod tests;
