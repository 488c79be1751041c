calls-assign-title = Ask assessors
calls-assign-none = No applications chosen
calls-assign-none-help = Choose applications in the list, then ask assessors for them.
calls-assign-search = Find people by name
calls-assign-search-help = Those who work for the cluster, and experts. Ask others by their e-mail address on the page of an application.
calls-assign-found = Found
calls-assign-chosen = Chosen
calls-assign-nobody = Nobody of this name can be asked.
calls-assign-each = Assessors for each application
calls-assign-each-help = With those who were asked before.
calls-assign-show = Show the plan
calls-assign-load = { $n ->
    [one] { $n } assessment to write
   *[other] { $n } assessments to write
}
calls-assign-conflicts = { $n ->
    [one] conflict of interest with { $n } of these
   *[other] conflicts of interest with { $n } of these
}
calls-assign-plan = Plan
calls-assign-before = Asked before
calls-assign-new = To be asked
calls-assign-barred = Cannot be asked
calls-assign-missing = { $n ->
    [one] { $n } is missing
   *[other] { $n } are missing
}
calls-assign-n = { $n ->
    [one] { $n } person is asked for one application
   *[other] People are asked { $n } times
}
calls-assign-do = { $n ->
    [one] Ask once
   *[other] Ask { $n } times
}
calls-wrong-assessors = Choose people who can be asked.
