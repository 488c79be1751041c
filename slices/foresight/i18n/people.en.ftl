# Who is active in a topic; files of records.
foresight-people-title = Who is active in it
foresight-people-none = Nobody found
foresight-people-none-help = Experts are found by the topic’s headings and words among those that were built from the evidence; “bellwether experts build” makes them.
foresight-people-persons = Experts
foresight-people-institutions = Institutions
foresight-people-person = Expert
foresight-people-institution = Institution
foresight-people-persons-of = Experts of it
foresight-people-in-topic = Records in the topic
foresight-people-works = Records in all
foresight-people-how = Looked at { $n } candidate experts: those with most records under the topic’s headings and words. Ranked by how many of their records are among the { $records } of the topic; institutions are the main ones of these experts. Experts are groups of authorships made by a program, not statements about persons.
foresight-record-title = Title
foresight-record-venue = Journal or register
foresight-records-all = Records in all
foresight-records-here = Records in this file
