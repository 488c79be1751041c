//! The kinds of notices: what people choose for. A slice that has something new to tell adds a kind and a source for it.

bellwether_kernel::named! {
    /// When notices of a kind come by mail.
    Moment {
        /// A letter for each, at once.
        AtOnce = "at_once",
        /// Gathered into one letter a day.
        Daily = "daily",
        /// Not at all.
        Never = "never",
    }
}

bellwether_kernel::named! {
    /// A kind of notice.
    Kind {
        /// A booking waits for the decision of the keeper.
        BookingToDecide = "booking_to_decide",
        /// A booking is confirmed.
        BookingConfirmed = "booking_confirmed",
        /// A booking was refused.
        BookingRefused = "booking_refused",
        /// A booking was moved.
        BookingMoved = "booking_moved",
        /// A booking was cancelled.
        BookingCancelled = "booking_cancelled",
        /// Somebody cancelled a booking of a facility that one keeps.
        BookingFreed = "booking_freed",
        /// Who waited was given the time.
        BookingGiven = "booking_given",
        /// A booking begins within a day.
        BookingReminder = "booking_reminder",
        /// Nobody came.
        BookingMissed = "booking_missed",
        /// The time came before the request was approved, or anything became free.
        BookingLapsed = "booking_lapsed",
        /// An invitation to the team of an application.
        CallInvited = "call_invited",
        /// A call closes soon, and the draft is not handed in.
        CallCloses = "call_closes",
        /// An application was handed in, for its team.
        CallHandedIn = "call_handed_in",
        /// An application was returned to its team.
        CallReturned = "call_returned",
        /// An application went on to the next stage.
        CallAdvanced = "call_advanced",
        /// The appointment of an interview was set or moved.
        CallInterview = "call_interview",
        /// The decision about an application is announced.
        CallAnnounced = "call_announced",
        /// An award waits to be accepted.
        CallAward = "call_award",
        /// An appeal was decided.
        CallAppealDecided = "call_appeal_decided",
        /// An undertaking begins.
        CallOpened = "call_opened",
        /// A report is due soon.
        CallReportDue = "call_report_due",
        /// A report was due.
        CallReportOverdue = "call_report_overdue",
        /// A report was returned.
        CallReportReturned = "call_report_returned",
        /// A report was approved.
        CallReportApproved = "call_report_approved",
        /// One is asked to judge an application.
        CallAssess = "call_assess",
        /// An application still waits to be judged.
        CallAssessDue = "call_assess_due",
        /// An application waits for the office.
        CallToCheck = "call_to_check",
        /// A report waits for the office.
        CallReported = "call_reported",
        /// Somebody wrote a message.
        Message = "message",
    }
}

impl Kind {
    /// When notices of this kind come where nobody chose: at once what concerns oneself, gathered what many cause to the
    /// same few who run something.
    pub fn usual(self) -> Moment {
        match self {
            Kind::BookingFreed | Kind::CallToCheck | Kind::CallReported => Moment::Daily,
            _ => Moment::AtOnce,
        }
    }

    /// The message that names the kinds that it stands with, for those who choose.
    pub fn group(self) -> &'static str {
        match self.name().split_once('_') {
            Some(("booking", _)) => "notices-group-bookings",
            Some(("call", _)) => "notices-group-calls",
            _ => "notices-group-messages",
        }
    }

    /// The message that names it for those who choose.
    pub fn label(self) -> String {
        format!("notices-kind-{}", self.name().replace('_', "-"))
    }
}
