# Experts and institutions found in the evidence.
experts-title = Experts
experts-lead = Authors of the evidence, grouped into candidate persons
experts-name = Name
experts-name-help = In any script; the beginning of the last word is enough. Or an ORCID iD.
experts-works = Works
experts-years = Years
experts-institution = Institution
experts-institutions = Institutions
experts-topic = Subject
experts-topics = Subjects
experts-country = Country
experts-country-help = Two letters, such as RU or DE
experts-countries = Countries
experts-min-works = At least so many works
experts-search = Find
experts-confidence = Confidence
experts-confidence-high = { $percent } % sure
experts-confidence-middle = { $percent } % sure
experts-confidence-low = Only { $percent } % sure
experts-single-work = One work
experts-found = { $n ->
    [one] One candidate person
   *[other] { $n } candidate persons
}
experts-none = No such expert
experts-none-help = Remove a filter, or write the name another way.
experts-not-built = No experts yet
experts-not-built-help = Experts are found after an ingest, or with the command “bellwether experts build”.
experts-candidates = A program grouped the authorships of the ingested records by name, ORCID iD, affiliations, co-authors and subjects. Two people may have been joined, or one person parted; the page of each expert says how sure the grouping is, and why.
experts-candidate = Candidate person
experts-candidate-note = A program grouped these works; nobody has checked that they are of one person. The confidence is the estimated probability that two of the works, drawn at random, are of the same person.
experts-why = Why we think that these are one person’s works
experts-because-orcid = { $n ->
    [one] One authorship carries this ORCID iD.
   *[other] { $n } authorships carry this ORCID iD.
}
experts-because-coauthors = { $n ->
    [one] One co-author is on two works or more.
   *[other] { $n } co-authors are on two works or more.
}
experts-because-institutions = { $n ->
    [one] One institution is on two works or more.
   *[other] { $n } institutions are on two works or more.
}
experts-because-email = The same e-mail address is printed on two works or more.
experts-because-subjects = The subjects of consecutive works are { $percent } % alike on average.
experts-because-written-out = { $n ->
    [one] The first name is written out on one work.
   *[other] The first name is written out on { $n } works.
}
experts-because-block = { $n ->
    [one] Nobody else in the evidence has a name like this.
   *[other] { $n } authorships in the evidence have a name like this: fewer is surer.
}
experts-over-time = Works over time
experts-works-by-year = Works by year of publication, { $first }–{ $last }
experts-source = Source: the records ingested into this installation.
experts-coauthors = Co-authors
experts-other-names = Other names
experts-list-of-works = List of works
experts-no-registry = Institutions were read off the affiliations, because this installation has no copy of the ROR registry: one institution may stand under several names.

institutions-title = Institutions
institutions-lead = Institutions named in the affiliations of authors
institutions-name-help = In any language; the beginning of the last word is enough.
institutions-place = Place
institutions-people = People
institutions-all-people = All people of this institution
institutions-found = { $n ->
    [one] One institution
   *[other] { $n } institutions
}
institutions-none = No such institution
institutions-registry = Affiliations were matched to { $n } organisations of the ROR registry.
institutions-registered = Institution in the ROR registry
institutions-unregistered = Institution as read off affiliations
institutions-established = Founded
institutions-types = Kind
institutions-site = Web site
institutions-collaborators = Collaborating institutions
institutions-newest = The newest { $n } works are listed.
job-kind-experts-build = Search for experts and institutions
