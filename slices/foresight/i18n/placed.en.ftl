foresight-placed = Built of { NUMBER($built) } records; { $placed ->
    [0] none placed since
    [one] one placed since
   *[other] { $placed } placed since
 }, read from generation { $generation } of the evidence.{ $withdrawn ->
    [0] { "" }
    [one] { " " }One record is gone from the evidence and is not shown.
   *[other] { " " }{ $withdrawn } records are gone from the evidence and are not shown.
 }{ $unplaced ->
    [0] { "" }
    [one] { " " }One record has no place: it says too little, or shares no word with the landscape.
   *[other] { " " }{ $unplaced } records have no place: they say too little, or share no word with the landscape.
 } Topics, their numbers and forecasts are those of the build.
foresight-rebuild-due = So many records came or went since the build that the landscape should be built anew.
foresight-topic-placed = Built of { NUMBER($built) } records; { $placed ->
    [0] none placed since
    [one] one placed since
   *[other] { $placed } placed since
 }, { $withdrawn ->
    [0] none gone
    [one] one gone
   *[other] { $withdrawn } gone
 }. Numbers, indicators and forecasts on this page are those of the build; lists of records and the map show what was placed.
job-kind-foresight-place = Placing of records on the landscape
