//! What each kind of reader sees of an application: the team, those who decide, and those who judge, perhaps blindly.

use bellwether_exchange_rules::call::announced;
use bellwether_exchange_rules::lifecycle::request::RequestState;

use crate::model::answers::{Answers, is_asked};
use crate::model::application::{Application, Seat};
use crate::model::assessing::{Assessment, Rubric};
use crate::model::call::{Blindness, Content};
use crate::model::consortium::Partner;
use crate::model::decision::Decision;
use crate::model::file::Attached;
use crate::model::form::Form;
use crate::model::interview::Interview;
use crate::model::people::PeopleNames;
use crate::model::undertaking::Undertaking;

/// Who looks at an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Who applies.
    Team,
    /// Who runs the call or decides.
    Office,
    /// Who judges.
    Assessor(Blindness),
}

impl Reader {
    /// Does the reader know who applies?
    pub fn knows_applicants(self) -> bool {
        self != Reader::Assessor(Blindness::DoubleBlind)
    }

    /// The application as the reader may know it: before it is announced, a decision does not exist for those who apply or
    /// judge.
    pub fn sees(self, application: Application) -> Application {
        if self == Reader::Office {
            return application;
        }
        let is_pending = application.state == RequestState::Decided;
        let awarded_minor = application.awarded_minor.filter(|_| !is_pending);
        Application { state: announced(application.state), awarded_minor, ..application }
    }

    /// The answers that the reader may see.
    pub fn answers(self, form: &Form, answers: &Answers) -> Answers {
        let shown = form
            .fields()
            .filter(|field| is_asked(form, field, answers) && (self.knows_applicants() || !field.identifying));
        shown.filter_map(|field| Some((field.code.clone(), answers.get(&field.code)?.clone()))).collect()
    }

    /// The files that the reader may see.
    pub fn files(self, form: &Form, files: Vec<Attached>) -> Vec<Attached> {
        let is_shown = |file: &Attached| {
            self.knows_applicants() || form.field(&file.field).is_some_and(|field| !field.identifying)
        };
        files.into_iter().filter(is_shown).collect()
    }
}

/// All that a reader may know of one application.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// The application, as the reader may know it.
    pub application: Application,
    /// What the version of the call says that it answers.
    pub content: Content,
    /// The answers: those that were handed in, or of the draft.
    pub answers: Answers,
    /// The files.
    pub files: Vec<Attached>,
    /// The team; nobody for those who may not know.
    pub team: Vec<Seat>,
    /// The organisations of the consortium; none for those who may not know who applies.
    pub partners: Vec<Partner>,
    /// The digest of what was handed in.
    pub sha256: Option<String>,
    /// The decision, where the reader may know it.
    pub decision: Option<Decision>,
    /// How it came through earlier stages, for those who decide and the team.
    pub before: Vec<Decision>,
    /// The appointment, in a stage that is an interview.
    pub interview: Option<Interview>,
    /// The numbers of the stages in which it was handed in, for those who decide and the team.
    pub handed_in: Vec<u32>,
    /// The number of the stage that is shown.
    pub shown: u32,
    /// The rubrics of the stages.
    pub rubrics: Vec<Rubric>,
    /// The assessments: all for those who decide, released ones for the team.
    pub assessments: Vec<Assessment>,
    /// What the award opened.
    pub undertaking: Option<Undertaking>,
    /// Names of those in it.
    pub names: PeopleNames,
}
