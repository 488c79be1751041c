//! The stages of a call as data: what is written and handed in, what is an interview, each with its own deadline, rubric and
//! number of those who go on. A call without stages has one, and its people never read the word.

use bellwether_kernel::lang::Text;
use bellwether_kernel::named;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::model::assessing::Rubric;
use crate::model::call::Content;
use crate::model::form::{Form, Section, is_code, is_said};

/// The most stages of a call.
pub const MOST_STAGES: usize = 12;

named!(
    /// What happens in a stage.
    StageKind {
        /// A form is filled in and handed in.
        Written = "written",
        /// People meet at an appointed time.
        Interview = "interview",
    }
);

/// A stage of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// Its name in files and addresses.
    pub key: String,
    /// Its words.
    pub name: Text,
    /// What happens in it.
    pub kind: StageKind,
    /// When it is handed in from, by the clock of the call; from the announcement on if nothing is said. The first stage has
    /// the window of the call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<DateTime>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes: Option<DateTime>,
    /// At most so many go on from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
    /// By what it is judged, if not by what the call is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rubric: Option<Rubric>,
}

/// The stage that an application has reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageAt {
    /// Its number, from 0.
    pub at: u32,
    /// Its key; empty in a call without stages.
    pub key: String,
    /// Its name; empty in a call without stages.
    pub name: Text,
    /// What happens in it.
    pub kind: StageKind,
}

impl Default for StageAt {
    fn default() -> Self {
        StageAt { at: 0, key: String::new(), name: Text::default(), kind: StageKind::Written }
    }
}

impl StageAt {
    /// Does the call have stages at all?
    pub fn is_named(&self) -> bool {
        !self.key.is_empty()
    }
}

impl Content {
    /// How many stages there are; one where none are named.
    pub fn stage_count(&self) -> u32 {
        u32::try_from(self.stages.len()).unwrap_or(u32::MAX).max(1)
    }

    /// Is it the stage that decides about the award?
    pub fn is_last_stage(&self, at: u32) -> bool {
        at + 1 >= self.stage_count()
    }

    /// The named stage with this number.
    pub fn stage(&self, at: u32) -> Option<&Stage> {
        self.stages.get(at as usize)
    }

    /// The number of the stage with this key.
    pub fn stage_of(&self, key: &str) -> Option<u32> {
        self.stages.iter().position(|one| one.key == key).and_then(|at| u32::try_from(at).ok())
    }

    /// What an application keeps of the stage that it has reached.
    pub fn stage_at(&self, at: u32) -> StageAt {
        match self.stage(at) {
            Some(one) => StageAt { at, key: one.key.clone(), name: one.name.clone(), kind: one.kind },
            None => StageAt { at, ..StageAt::default() },
        }
    }

    /// What the call says to those in this stage: its part of the form, its rubric, its window.
    pub fn in_stage(&self, at: u32) -> Content {
        let Some(stage) = self.stage(at) else { return self.clone() };
        // An interview is about what was handed in before it.
        let read = self.stages.iter().take(at as usize + 1).rfind(|one| one.kind == StageKind::Written);
        let form = read.map_or_else(Form::default, |one| self.form.of_stage(&one.key));
        let mut content = Content { form, ..self.clone() };
        if let Some(rubric) = &stage.rubric {
            content.rubric = rubric.clone();
        }
        if at > 0 {
            // Without a day of its own it begins with the announcement, whenever that is.
            content.opens = stage.opens.unwrap_or(DateTime::MIN);
            content.closes = stage.closes.unwrap_or(DateTime::MAX);
        }
        content
    }

    /// When a stage ends, in milliseconds UTC; `None` where it has no deadline.
    pub fn closes_ms(&self, at: u32) -> Option<i64> {
        let closes = if at == 0 { Some(self.closes) } else { self.stage(at)?.closes }?;
        let closes = self.time_zone().to_ambiguous_timestamp(closes).compatible().ok()?;
        Some(closes.as_millisecond())
    }

    /// What keeps the form from being asked in one of the stages; with the places and messages of [`Form::wrong`].
    pub fn form_wrong(&self) -> Vec<crate::model::form::FormWrong> {
        let mut all = self.form.broken();
        if self.stages.is_empty() {
            all.extend(self.form.unfit(true));
            return all;
        }
        let written: Vec<&Stage> = self.stages.iter().filter(|one| one.kind == StageKind::Written).collect();
        for (at, stage) in written.iter().enumerate() {
            let form = self.form.of_stage(&stage.key);
            let broken = form.broken().into_iter().chain(form.unfit(at + 1 == written.len()));
            for one in broken {
                if !all.contains(&one) {
                    all.push(one);
                }
            }
        }
        all
    }

    /// What is wrong with the stages: the keys of messages.
    pub fn stages_wrong(&self) -> Vec<&'static str> {
        let mut all = Vec::new();
        let keys: std::collections::BTreeSet<&str> = self.stages.iter().map(|one| one.key.as_str()).collect();
        let are_named = self.stages.iter().all(|one| is_code(&one.key) && is_said(&one.name));
        if keys.len() != self.stages.len() || !are_named || self.stages.len() > MOST_STAGES {
            all.push("calls-wrong-stage-name");
        }
        if self.stages.first().is_some_and(|first| first.kind != StageKind::Written) {
            all.push("calls-wrong-stage-first");
        }
        if !self.windows_follow() {
            all.push("calls-wrong-stage-window");
        }
        let last = self.stages.len().saturating_sub(1);
        let is_bounded = |(at, one): (usize, &Stage)| one.most.is_none_or(|most| most > 0 && at < last);
        if !self.stages.iter().enumerate().all(is_bounded) {
            all.push("calls-wrong-stage-most");
        }
        if self.stages.iter().filter_map(|one| one.rubric.as_ref()).any(|rubric| !rubric.is_whole()) {
            all.push("calls-wrong-rubric");
        }
        let is_written = |key: &String| self.stages.iter().any(|one| one.key == *key && one.kind == StageKind::Written);
        let named = self
            .form
            .sections
            .iter()
            .flat_map(|section| section.stages.iter().chain(section.fields.iter().flat_map(|field| &field.stages)));
        if !{ named }.all(is_written) {
            all.push("calls-wrong-stage-of-field");
        }
        all
    }

    /// Each written stage after the first has a deadline, later than its beginning and than the deadline before.
    fn windows_follow(&self) -> bool {
        let mut before = self.closes;
        for stage in self.stages.iter().skip(1) {
            let closes = match (stage.kind, stage.closes) {
                (StageKind::Written, None) => return false,
                (StageKind::Interview, None) => continue,
                (_, Some(closes)) => closes,
            };
            if closes <= before || stage.opens.is_some_and(|opens| opens >= closes) {
                return false;
            }
            before = closes;
        }
        true
    }
}

impl Form {
    /// The part of the form that is asked in a stage. What names no stage is asked in all of them.
    pub fn of_stage(&self, key: &str) -> Form {
        let is_asked = |stages: &[String]| stages.is_empty() || stages.iter().any(|one| one == key);
        let part = |section: &Section| Section {
            title: section.title.clone(),
            stages: section.stages.clone(),
            fields: section.fields.iter().filter(|field| is_asked(&field.stages)).cloned().collect(),
        };
        let asked = self.sections.iter().filter(|section| is_asked(&section.stages)).map(part);
        Form { sections: asked.filter(|section| !section.fields.is_empty()).collect() }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn staged() -> Content {
        let at = |text: &str| text.parse().expect("a moment");
        let stage = |key: &str, kind, closes: Option<&str>| Stage {
            key: key.to_owned(),
            name: Text::both(key, key),
            kind,
            opens: None,
            closes: closes.map(at),
            most: None,
            rubric: None,
        };
        let mut content = Content::first(at("2026-11-01T09:00"), at("2026-12-31T18:00"), "Europe/Moscow");
        content.stages = vec![
            stage("concept", StageKind::Written, None),
            stage("full", StageKind::Written, Some("2027-03-01T18:00")),
            stage("interview", StageKind::Interview, None),
        ];
        content.form.sections[0].fields[2].stages = vec!["full".to_owned()];
        content
    }

    #[test]
    fn a_call_without_stages_has_one_that_is_itself() {
        let mut content = Content { stages: Vec::new(), ..staged() };
        content.form.sections[0].fields[2].stages.clear();
        assert_eq!((content.stage_count(), content.is_last_stage(0)), (1, true));
        assert_eq!(content.in_stage(0), content);
        assert_eq!(content.stage_at(0), StageAt::default());
        let text = serde_json::to_string(&content).expect("text");
        assert!(!text.contains("stages"), "what is frozen of such a call stays the same bytes");
    }

    #[test]
    fn each_stage_asks_its_part_and_an_interview_reads_what_was_handed_in() {
        let content = staged();
        assert_eq!((content.stages_wrong(), content.form_wrong()), (Vec::new(), Vec::new()));
        let codes =
            |at: u32| -> Vec<String> { content.in_stage(at).form.fields().map(|field| field.code.clone()).collect() };
        assert_eq!(codes(0), ["title", "summary"]);
        assert_eq!(codes(1), ["title", "summary", "budget"]);
        assert_eq!(codes(2), codes(1));
        assert_eq!(content.in_stage(0).closes, content.closes);
        assert_eq!(content.in_stage(1).closes, "2027-03-01T18:00".parse().expect("a moment"));
    }

    #[test]
    fn what_is_wrong_with_stages_is_said() {
        let mut content = staged();
        content.stages[0].kind = StageKind::Interview;
        content.stages[1].closes = Some(content.closes);
        content.stages[2].key = "full".to_owned();
        content.stages[2].most = Some(3);
        content.form.sections[0].fields[1].stages = vec!["concept".to_owned()];
        let expected = [
            "calls-wrong-stage-name",
            "calls-wrong-stage-first",
            "calls-wrong-stage-window",
            "calls-wrong-stage-most",
            "calls-wrong-stage-of-field",
        ];
        assert_eq!(content.stages_wrong(), expected);
        let mut without = staged();
        without.form.sections[0].fields[0].stages = vec!["concept".to_owned()];
        let found: Vec<&str> = without.form_wrong().iter().map(|one| one.what).collect();
        assert_eq!(found, ["calls-wrong-title-field"], "each stage has a title to be found by");
    }

    proptest! {
        #[test]
        fn every_field_is_asked_in_the_stages_that_it_names_and_in_no_other(
            of in prop::collection::vec(prop::collection::btree_set(0..3_usize, 0..3), 1..12),
        ) {
            let key = |at: usize| ["a", "b", "c"][at].to_owned();
            let mut form = Form::first();
            let like = form.sections[0].fields[0].clone();
            form.sections[0].fields = (0..of.len()).map(|at| crate::model::form::Field {
                code: format!("f{at}"), stages: of[at].iter().copied().map(key).collect(), ..like.clone()
            }).collect();
            for stage in 0..3 {
                let asked: Vec<String> = form.of_stage(&key(stage)).fields().map(|field| field.code.clone()).collect();
                let expected: Vec<String> = (0..of.len())
                    .filter(|at| of[*at].is_empty() || of[*at].contains(&stage)).map(|at| format!("f{at}")).collect();
                prop_assert_eq!(asked, expected);
            }
        }
    }
}
