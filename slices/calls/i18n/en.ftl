calls-title = Calls
calls-lead = Grants that one can apply for, and until when
calls-count = { $n ->
    [one] { $n } call
   *[other] { $n } calls
}
calls-new = New call
calls-call = Call
calls-cluster = Cluster
calls-all-clusters = All clusters
calls-show = Show
calls-show-open = Open and coming
calls-show-all = All
calls-filter = Show
calls-state = State
calls-opens = Opens
calls-closes = Closes
calls-budget = Budget
calls-none = No calls now
calls-none-help = Calls stand here as soon as they are published. Choose “All” for those that are over.
calls-sample = sample
calls-untitled = Untitled
calls-deadline-of = Deadline: { $title }
calls-offer-draft = draft
calls-offer-published = opens later
calls-offer-open = open
calls-offer-closed = closed
calls-offer-settled = settled
calls-area = Area
calls-bounds = One application
calls-bounds-are = from { $least } to { $most }
calls-per-person = Applications of one person
calls-blindness = Who knows whom
calls-blindness-double-blind = Double-blind: neither side knows the other
calls-blindness-single-blind = Single-blind: assessors know who applies, applicants do not know who judges
calls-blindness-open = Open: both sides know each other
calls-criteria = What is judged
calls-instalments = How awards are paid
calls-instalment-is = { $percent } % after { $n ->
    [0] the announcement
    [one] { $n } month
   *[other] { $n } months
}
calls-apply-title = Apply
calls-apply-draft = This call is not published yet.
calls-apply-published = Applications are not taken yet.
calls-apply-closed = Applications are not taken any more.
calls-apply-settled = Applications are not taken any more.
calls-apply-sign-in = To apply you need an account.
calls-sign-in = Sign in
calls-apply-begin = Begin an application
calls-quiz-lead = First a few questions, so that nobody writes in vain.
calls-yes = Yes
calls-no = No
calls-office = This call
calls-edit = Change
calls-form = Form
calls-applications = Applications
calls-pack = Decisions
calls-publish = Publish
calls-publish-again = Publish the changes
calls-close = Close now
calls-settle = Settle
calls-version-is = Published version: { $n }
calls-not-ready = It cannot be published yet
calls-refused-title = You cannot apply
calls-refused-answer = The answer to “{ $question }” rules it out.
calls-refused-asked-little = You ask for { $asked }; the least is { $least }.
calls-refused-asked-much = You ask for { $asked }; the most is { $most }.
calls-refused-quota-applications = One person may have { $limit } here; you have { $used }.
calls-refused-budget = You ask for { $asked }; the call has { $left }.
calls-refused-deadline = Applications were taken until { $at }.
calls-refusal-answer = An answer of the eligibility quiz rules it out.
calls-refusal-asked-little = The amount is below the least of this call.
calls-refusal-asked-much = The amount is above the most of this call.
calls-refusal-quota-applications = You have as many applications here as one person may have.
calls-refusal-budget = The amount is above what the call has.
calls-refusal-deadline = The deadline is over.
calls-mine-title = My applications
calls-own = My applications
calls-to-assess = To assess
calls-mine-none = No applications yet
calls-mine-none-help = Choose an open call, answer its questions and begin to write. Drafts are yours alone.
calls-application = Application
calls-number = Number
calls-asked = Asked for
calls-given = Awarded
calls-amount = Amount
calls-item = Item
calls-total = Total
calls-currency = Currency
calls-state-draft = draft
calls-state-submitted = submitted
calls-state-returned = returned for correction
calls-state-in-review = in review
calls-state-decided = decided, not announced
calls-state-advanced = goes on
calls-state-accepted = accepted
calls-state-waitlisted = on the waiting list
calls-state-rejected = rejected
calls-state-appealed = appealed
calls-state-rejected-finally = rejected for good
calls-state-active = running
calls-state-completed = completed
calls-state-withdrawn = withdrawn
calls-state-lapsed = lapsed
calls-handed-in = Submitted as
calls-handed-in-at = Submitted
calls-frozen = exact copy
calls-returned-title = Returned for correction
calls-decision = Decision
calls-not-announced = not announced: the applicants do not know it
calls-outcome = Decision
calls-outcome-accepted = Accepted
calls-outcome-advanced = goes on
calls-outcome-waitlisted = Waiting list
calls-outcome-rejected = Rejected
calls-outcome-place = { $outcome }, place { $place }
calls-letter-en = Letter in English (PDF)
calls-letter-ru = Letter in Russian (PDF)
calls-undertaking = Reports and payments
calls-next = What comes next
calls-write = Write
calls-submit = Submit application
calls-withdraw = Withdraw
calls-accept-award = Accept the award
calls-appeal = Appeal
calls-appeal-why = Why should it be looked at again?
calls-appeal-help = An appeal is possible once. What comes of it is final.
calls-appeal-send = Appeal
calls-next-draft = Nobody but your team sees a draft. What you submit is kept as it is.
calls-next-submitted = An officer checks it. You may still withdraw it.
calls-next-returned = Correct it and submit it again; the deadline does not count any more.
calls-next-in-review = It is being judged. Decisions of a call are announced together.
calls-next-decided = It is being judged. Decisions of a call are announced together.
calls-next-advanced = Your application went on. Write what this stage asks for and hand it in before its deadline.
calls-next-interview = Your application went on to an interview. The office sets when and where; it stands on this page and in your calendar.
calls-next-accepted = Accept the award to begin. If you withdraw, it goes to who waits.
calls-next-waitlisted = If an award falls through, the next on the list gets it by itself.
calls-next-rejected = You may appeal once.
calls-next-appealed = Your appeal is looked at.
calls-next-rejected-finally = This application is closed.
calls-next-active = Report on each milestone; its part is paid when the report is approved.
calls-next-completed = All parts are reported and paid.
calls-next-withdrawn = This application is closed.
calls-next-lapsed = This application is closed.
calls-answers = Answers
calls-team = Team
calls-person = Person
calls-role = Role
calls-role-lead = lead
calls-role-member = member
calls-signed = Signature
calls-seat-invited = invited, not signed yet
calls-seat-signed = signed
calls-seat-declined = declined
calls-somebody = Somebody
calls-waits-for-team = Somebody in the team has not signed yet.
calls-sign = Sign
calls-sign-help = Sign what the application says now. If it changes, you are asked again.
calls-decline = Decline
calls-invite = Invite
calls-invite-email = E-mail address of a member
calls-invite-help = The person needs an account. They see the draft and sign it.
calls-assessments = Assessments
calls-assessor = Assessor
calls-assessment-invited = asked
calls-assessment-conflicted = conflict of interest
calls-assessment-declared = no conflict, not begun
calls-assessment-draft = being written
calls-assessment-submitted = submitted
calls-assessment-released = submitted
calls-assessment-recused = given back
calls-recommendation = Recommendation
calls-recommend-fund = fund
calls-recommend-fund-if = fund with changes
calls-recommend-reject = do not fund
calls-declare-lead = Before you see the application: do you have a conflict of interest, such as working together, kinship or competition? If you say so, it disappears for you for good.
calls-declare-none = No conflict of interest
calls-declare-conflict = I have a conflict of interest
calls-declare-late = If you notice a conflict of interest only now, say so. What you wrote does not count then.
calls-recuse = Give it back
calls-give-back = Not for me
calls-blind-hint = You judge without knowing who applies. Answers and files that would tell are left out.
calls-rubric-title = Your assessment
calls-comment = Reasons
calls-comment-help = The applicants read them after the announcement.
calls-assessment-submit = Submit assessment
calls-milestone = Milestone
calls-milestone-planned = to come
calls-milestone-requested = reported
calls-milestone-returned = returned
calls-milestone-paid = paid
calls-milestone-dropped = dropped
calls-due = due on { $day }
calls-due-on = Due
calls-paid = Paid
calls-opened = Opened
calls-accept-first = Accept the award on the page of the application first.
calls-report = Report, and what the payment is for
calls-report-send = Report and request payment
calls-report-approve = Approve and pay
calls-report-return = Return the report
calls-letter-title = Decision on your application
calls-letter-date = Date
calls-letter-dear = Dear { $name },
calls-letter-accepted = we are glad to tell you that your application “{ $title }” to the call “{ $call }” was accepted. The award is { $amount }.
calls-letter-waitlisted = your application “{ $title }” to the call “{ $call }” is on the waiting list, at place { $place }. If an award falls through, { $amount } may become free for it.
calls-letter-rejected = we are sorry to tell you that your application “{ $title }” to the call “{ $call }” was not accepted.
calls-letter-reasons = Reasons
calls-letter-appeal = You may appeal once, on the page of the application.
calls-letter-from = { $cluster }
calls-wait-invitations = { $n ->
    [one] { $n } invitation to a team
   *[other] { $n } invitations to teams
}
calls-wait-returned = { $n ->
    [one] { $n } application returned for correction
   *[other] { $n } applications returned for correction
}
calls-wait-awards = { $n ->
    [one] { $n } award to accept
   *[other] { $n } awards to accept
}
calls-wait-closing = { $n ->
    [one] { $n } draft whose call closes soon
   *[other] { $n } drafts whose calls close soon
}
calls-wait-reports-due = { $n ->
    [one] { $n } report to write
   *[other] { $n } reports to write
}
calls-wait-assessments = { $n ->
    [one] { $n } assessment to write
   *[other] { $n } assessments to write
}
calls-wait-to-check = { $n ->
    [one] { $n } application to check
   *[other] { $n } applications to check
}
calls-wait-reports = { $n ->
    [one] { $n } report to approve
   *[other] { $n } reports to approve
}
calls-done = Done.
calls-back = Back
calls-save = Save
