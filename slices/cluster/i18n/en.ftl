cluster-portal = Portal
cluster-clusters = Clusters
cluster-switch = Choose a cluster
cluster-none = No cluster yet
cluster-none-help = A cluster comes from a file that describes it: “bellwether cluster load FILE”, or “bellwether cluster load --demo” for the two of the demo.
cluster-about = About the cluster
cluster-at-a-glance = At a glance
cluster-members = Members
cluster-members-all = List of all members
cluster-members-shown = { $n ->
    [one] { $n } member
   *[other] { $n } members
}
cluster-members-none = Nobody here
cluster-gap = No member of this kind yet: a gap that the cluster can fill.
cluster-commissions = Commissions
cluster-competences = Core competences
cluster-competences-lead = The cluster's participants will create these medical products:
cluster-decisions = Decisions
cluster-decided = Decided
cluster-effective = In effect
cluster-took = From decision to effect
cluster-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
cluster-offers = Calls and facilities
cluster-offers-unavailable = What can be applied for and used cannot be shown at the moment.
cluster-open-calls = Open calls
cluster-open-calls-none = No call is open at the moment.
cluster-call-closes = Closes
cluster-calls-all = All calls
cluster-facilities = Shared facilities
cluster-facilities-all = { $n ->
    [one] One facility
   *[other] All { $n } facilities
}
cluster-latest = Latest evidence
cluster-latest-none = No record on this yet.
cluster-latest-unavailable = The latest evidence cannot be shown at the moment.
cluster-latest-all = { $n ->
    [one] { $n } record
   *[other] All { $n } records
}
cluster-source = Source
cluster-translated-from-en = The original is in English; this text is a translation.
cluster-translated-from-ru = The original is in Russian; this text is a translation.
cluster-facts = Facts
cluster-part-of = Part of
cluster-other-names = Also known as
cluster-founders = Founders
cluster-parts = Areas within
cluster-stated = Stated numbers
cluster-name = Name
cluster-role = Role
cluster-any-role = Any role
cluster-filter = Filter
cluster-count-companies = Companies
cluster-count-projects = Projects
cluster-count-centres = Centres
cluster-counted-company = Companies
cluster-counted-project = Projects
cluster-counted-centre = Centres
cluster-statement-objective = Objectives
cluster-statement-service = Services to members
cluster-statement-goal = Goals
cluster-statement-expectation = What is expected
cluster-statement-driver = What drives it
cluster-statement-cooperation = Cooperation
cluster-day-wrong = Write the day like 2017-02-22.
cluster-as-of = On the day
cluster-as-of-day = On { $day }
cluster-record = Record in the register
cluster-record-of = Who is who
