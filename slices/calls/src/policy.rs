//! Who may do what with calls and applications.

use bellwether_kernel::actor::Role;
use bellwether_kernel::policy::{self, Rule};

use crate::model::application::HANDED_IN;
use crate::model::handling::Handling;

/// What can be done with calls and applications.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Read calls that were published.
    LookAtCalls,
    /// Make calls, change, publish, close and settle them.
    KeepCalls,
    /// Apply.
    Apply,
    /// See an application that was handed in, or one's own.
    SeeApplication,
    /// Write one's own application, hand it in, take it back, report.
    WriteApplication,
    /// Check applications, return them, have them judged, approve reports.
    HandleApplications,
    /// See assessments, decide, announce.
    Decide,
    /// Judge an application that one was asked to judge.
    Assess,
    /// Load calls from files and write them to files.
    LoadCalls,
    /// Let calls open and close by the clock.
    SweepCalls,
    /// See applications of a cluster to other funders.
    SeeOutbound,
    /// Write one of these, and note its reports.
    WriteOutbound,
    /// Begin them, check, send, and note what came of them.
    KeepOutbound,
}

impl Act {
    /// What somebody does who handles applications so.
    pub fn of(how: &Handling) -> Act {
        match how {
            Handling::Decide(..) | Handling::Announce => Act::Decide,
            Handling::Return(_) | Handling::StartReview | Handling::Assign(_) | Handling::Lapse => {
                Act::HandleApplications
            }
        }
    }
}

const ADMINISTRATORS: Rule = Rule::Roles(&[Role::Administrator]);
const OFFICERS: Rule = Rule::All(&[Rule::Roles(&[Role::Officer]), Rule::Cluster]);
const DECIDERS: Rule = Rule::All(&[Rule::Roles(&[Role::Officer, Role::Council]), Rule::Cluster]);
const TEAM: Rule = Rule::All(&[Rule::Owner, Rule::Cluster]);
// A draft is nobody's business but the team's, until it is handed in.
const READERS: Rule = Rule::All(&[Rule::Any(&[ADMINISTRATORS, DECIDERS]), Rule::State(HANDED_IN)]);

impl policy::Act for Act {
    const ALL: &'static [Act] = &[
        Act::LookAtCalls,
        Act::KeepCalls,
        Act::Apply,
        Act::SeeApplication,
        Act::WriteApplication,
        Act::HandleApplications,
        Act::Decide,
        Act::Assess,
        Act::LoadCalls,
        Act::SweepCalls,
        Act::SeeOutbound,
        Act::WriteOutbound,
        Act::KeepOutbound,
    ];

    fn words(self) -> &'static str {
        match self {
            Act::LookAtCalls => "look at calls",
            Act::KeepCalls => "keep calls",
            Act::Apply => "apply to a call",
            Act::SeeApplication => "see an application",
            Act::WriteApplication => "write an application",
            Act::HandleApplications => "handle applications",
            Act::Decide => "decide about applications",
            Act::Assess => "assess an application",
            Act::LoadCalls => "load calls",
            Act::SweepCalls => "let calls open and close",
            Act::SeeOutbound => "see outbound applications",
            Act::WriteOutbound => "write outbound applications",
            Act::KeepOutbound => "keep outbound applications",
        }
    }

    fn rule(self) -> Rule {
        match self {
            Act::LookAtCalls => {
                Rule::Any(&[ADMINISTRATORS, OFFICERS, Rule::State(&["published", "open", "closed", "settled"])])
            }
            Act::KeepCalls | Act::HandleApplications => Rule::Any(&[ADMINISTRATORS, OFFICERS]),
            Act::Apply => Rule::SignedIn,
            // The owner of an application is every member of its team.
            Act::SeeApplication => Rule::Any(&[Rule::Owner, READERS]),
            Act::WriteApplication | Act::Assess => Rule::Owner,
            Act::Decide => Rule::Any(&[ADMINISTRATORS, DECIDERS]),
            Act::LoadCalls => ADMINISTRATORS,
            Act::SweepCalls => Rule::System,
            // The owner is every member of the team; who does not work for the cluster any more sees nothing of it.
            Act::SeeOutbound => Rule::Any(&[ADMINISTRATORS, DECIDERS, TEAM]),
            Act::WriteOutbound => Rule::Any(&[ADMINISTRATORS, OFFICERS, TEAM]),
            Act::KeepOutbound => Rule::Any(&[ADMINISTRATORS, OFFICERS]),
        }
    }

    /// Drafts, applications and what is decided about them do not exist for others.
    fn hides(self) -> bool {
        self != Act::Apply
    }
}
