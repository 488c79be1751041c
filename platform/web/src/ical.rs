//! Calendars for other programs (RFC 5545): events with a beginning and an end in UTC.

use jiff::Timestamp;

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// An id that stays the same.
    pub uid: String,
    /// When it was last known to change. Not the moment of asking: the same events are the same bytes.
    pub stamp: Timestamp,
    /// Where it begins.
    pub from: Timestamp,
    /// Where it ends.
    pub until: Timestamp,
    /// Its name.
    pub summary: String,
    /// Where.
    pub location: String,
    /// `CONFIRMED`, `TENTATIVE` or `CANCELLED`.
    pub status: &'static str,
}

/// The calendar with these events.
pub fn calendar(name: &str, events: &[Event]) -> String {
    let mut text = String::new();
    let stamp = |at: Timestamp| at.strftime("%Y%m%dT%H%M%SZ").to_string();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Bellwether//EN", "CALSCALE:GREGORIAN"] {
        fold(&mut text, line);
    }
    fold(&mut text, &format!("X-WR-CALNAME:{}", escaped(name)));
    for event in events {
        fold(&mut text, "BEGIN:VEVENT");
        fold(&mut text, &format!("UID:{}", escaped(&event.uid)));
        fold(&mut text, &format!("DTSTAMP:{}", stamp(event.stamp)));
        fold(&mut text, &format!("DTSTART:{}", stamp(event.from)));
        fold(&mut text, &format!("DTEND:{}", stamp(event.until)));
        fold(&mut text, &format!("SUMMARY:{}", escaped(&event.summary)));
        if !event.location.is_empty() {
            fold(&mut text, &format!("LOCATION:{}", escaped(&event.location)));
        }
        fold(&mut text, &format!("STATUS:{}", event.status));
        fold(&mut text, "END:VEVENT");
    }
    fold(&mut text, "END:VCALENDAR");
    text
}

fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '\\' | ';' | ',' => text.extend(['\\', letter]),
            '\n' => text.push_str("\\n"),
            other if other.is_control() => {}
            other => text.push(other),
        }
    }
    text
}

/// Lines are at most 75 octets; what is longer goes on in the next, after a blank.
fn fold(text: &mut String, line: &str) {
    let mut octets = 0;
    for letter in line.chars() {
        if octets + letter.len_utf8() > 75 {
            text.push_str("\r\n ");
            octets = 1;
        }
        text.push(letter);
        octets += letter.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_short_and_words_cannot_begin_new_ones() {
        let at: Timestamp = "2026-11-26T09:00:00Z".parse().expect("a moment");
        let summary = "Ядро; опыт,\r\nEND:VEVENT ".repeat(6);
        let event = Event {
            uid: "1".into(),
            stamp: at,
            from: at,
            until: at,
            summary,
            location: String::new(),
            status: "CONFIRMED",
        };
        let text = calendar("Mine", &[event]);
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert_eq!(text.split("\r\n").filter(|line| *line == "END:VEVENT").count(), 1);
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains("SUMMARY:Ядро\\; опыт\\,\\nEND:VEVENT "), "{unfolded}");
        assert!(unfolded.contains("DTSTART:20261126T090000Z\r\n"), "{unfolded}");
    }
}
