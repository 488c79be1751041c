calls-outbound-title = Applications to other funders
calls-outbound-lead = What the cluster asks of others, until when, and what came of it
calls-outbound-new = New application
calls-outbound-none = No applications
calls-outbound-none-help = Applications of the cluster to other funders stand here, for those who work for it.
calls-outbound-import = Bring from a table
calls-outbound-funder = Funder
calls-outbound-programme = Programme
calls-outbound-deadline = Deadline
calls-outbound-responsible = Answers for it
calls-outbound-sent-n = Sent
calls-outbound-totals = Totals of what was sent
calls-outbound-undecided = Nothing was decided yet, so there is no success rate.
calls-outbound-why = Reason
calls-outbound-write = Write
calls-outbound-facts = Change funder and deadline
calls-outbound-other-checks = Somebody else has to check what you gave to be checked.
calls-outbound-decided-on = Decided on
calls-outbound-reference = Reference number of the funder
calls-outbound-sent-at = Sent at
calls-outbound-sent = What was sent
calls-outbound-email = E-mail address
calls-outbound-email-help = Of somebody who works for the cluster.
calls-outbound-join = Take in
calls-outbound-leave = Take out
calls-outbound-reports = Reports to the funder
calls-outbound-report-do = Note that it was sent
calls-outbound-report-add = Add a report
calls-outbound-actor = Funder in the register
calls-outbound-actor-help = The address of its page, or its id.
calls-outbound-responsible-email = E-mail address of whoever answers for it
calls-outbound-form = Form
calls-outbound-form-first = The usual: title, summary, budget
calls-outbound-form-help = Take the form of a call of the cluster, made with the form builder.
calls-outbound-back = To the application
calls-outbound-import-help = Paste a table (CSV) with these columns; funder, title, deadline and currency are needed. The file of the list can be brought again.
calls-outbound-rows = Rows
calls-outbound-preview = Show what would come of it
calls-outbound-line = Line
calls-outbound-plan = What would come of it
calls-outbound-row-new = is brought
calls-outbound-row-known = is there already
calls-outbound-state-preparing = being prepared
calls-outbound-state-checking = being checked
calls-outbound-state-approved = approved
calls-outbound-state-sent = sent
calls-outbound-state-granted = granted
calls-outbound-state-refused = refused
calls-outbound-state-withdrawn = withdrawn
calls-outbound-step-ask = Give to be checked
calls-outbound-step-return = Give back
calls-outbound-step-approve = Approve
calls-outbound-step-send = Note that it was sent
calls-outbound-step-grant = Note the grant
calls-outbound-step-refuse = Note the refusal
calls-outbound-step-withdraw = Give up
calls-wrong-funder = Name the funder.
calls-wrong-currency = Give the code of a currency, such as EUR.
calls-wrong-colleague = Nobody with this address works for the cluster.
calls-wrong-actor = This is not an address of the register.
calls-wrong-day = Give a day.
calls-wrong-report = Name the report and the day on which it is due.
calls-row-heads = The first line must name the columns.
calls-row-broken = This line cannot be read.
calls-row-state = This is no state.
calls-row-granted = What is granted has an amount, and nothing else has.
calls-row-some-wrong = Some rows are wrong; nothing was brought.
calls-outbound-count = { $n ->
    [one] { $n } application
   *[other] { $n } applications
}
calls-outbound-success = { $granted } of { $decided } decided applications were granted: { $share } %, with an interval of 95 % from { $low } to { $high } % (n = { $decided }).
calls-outbound-report-done = sent on { $day }
calls-outbound-line-n = Line { $n }
calls-outbound-bring = { $n ->
    [one] Bring { $n } row
   *[other] Bring { $n } rows
}
calls-wait-outbound = { $n ->
    [one] { $n } application to another funder is due soon
   *[other] { $n } applications to other funders are due soon
}
calls-wait-outbound-reports = { $n ->
    [one] { $n } report to another funder is due soon
   *[other] { $n } reports to other funders are due soon
}
calls-wait-to-approve = { $n ->
    [one] { $n } application to another funder to check
   *[other] { $n } applications to other funders to check
}
calls-outbound-otherwise = Give back, or give up
calls-outbound-granted-help = Leave it empty where it was refused.
calls-outbound-search = Words in title, funder or number
