# Topics that a person watches.
foresight-watch = Watch
foresight-unwatch = Stop watching
foresight-is-watched = You watch this topic now.
foresight-is-unwatched = You no longer watch this topic.
foresight-is-seen = What changed is marked as seen.
foresight-list-full = Your list holds { $most } topics, which is as many as it can; take one off first.
foresight-watched-title = Watched topics
foresight-watched-lead = What changed in your topics since you last marked them as seen. Only you see this list.
foresight-watched-none = You watch no topics
foresight-watched-none-help = Press “Watch” on the page of a topic; after the next build of the landscape this page says what became of it.
foresight-watched-count = { $n ->
    [one] One topic
   *[other] { $n } topics
}, { $changed ->
    [0] none with news
    [one] one with news
   *[other] { $changed } with news
}
foresight-watched-how = A topic is found again by a hundred of its records, whatever it is called and numbered now: it stays while at least half of those still on the map are together.
foresight-mark-all = Mark all as seen
foresight-mark-seen = Mark as seen
foresight-news = What is new
foresight-no-news = Nothing
foresight-place = Place by size
foresight-place-of = { $n } of { $of }
foresight-seen-at = Last seen
foresight-acts = Do
foresight-was = was { $then }
foresight-was-called = It was called:
foresight-new-works = { $n ->
    [one] One new key record:
   *[other] { $n } new key records:
}
foresight-fate-moved = Now numbered anew
foresight-fate-merged = Now part of a larger topic
foresight-fate-split = Split up
foresight-fate-gone = No longer on the map
