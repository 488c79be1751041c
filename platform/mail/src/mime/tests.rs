//! What people wrote stays where it belongs, whatever it is.
#![expect(clippy::unwrap_used, reason = "test code")]

use bellwether_kernel::lang::Lang;
use proptest::prelude::*;

use super::*;
use crate::letter::Calendar;

/// The headers that a letter has, and no others.
const KNOWN: [&str; 13] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Auto-Submitted",
    "Content-Language",
    "List-Unsubscribe",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
];

fn letter(name: &str, subject: &str, text: &str) -> Letter {
    let content = Content {
        subject: subject.to_owned(),
        text: text.to_owned(),
        lang: Lang::Ru,
        calendar: None,
        about: Some("booking-7".to_owned()),
        stop_href: Some("https://bellwether.example/stop?x=1".to_owned()),
    };
    Letter { key: "k".into(), address: "ann@example.org".into(), name: name.to_owned(), content }
}

fn written(letter: &Letter) -> String {
    let now = "2026-11-26T09:00:00Z".parse().unwrap();
    let message = message(LetterId::new(), letter, "Bellwether <bw@example.org>", now).unwrap();
    String::from_utf8(message.formatted()).unwrap()
}

/// Names of the headers of a message, in their order; lines that go on with a blank belong to the one before.
fn headers(wire: &str) -> Vec<(String, String)> {
    let head = wire.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ").replace("\r\n\t", " ");
    let line = |line: &str| {
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("{line:?} is no header"));
        (name.to_owned(), value.trim().to_owned())
    };
    head.split("\r\n").map(line).collect()
}

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\r\nBcc: eve@evil.example\r\n".to_owned()),
        Just("\n\nbody".to_owned()),
        Just("\r.\r\n".to_owned()),
        Just("\u{2028}Bcc: x".to_owned()),
        Just("=?utf-8?q?=0ABcc:_x?=".to_owned()),
        Just("\" <eve@evil.example>, \"".to_owned()),
        Just("Привет, мир".to_owned()),
        any::<String>(),
    ];
    proptest::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn nothing_that_people_wrote_makes_a_header(name in hostile(), subject in hostile(), text in hostile(), about in hostile(), href in hostile()) {
        let mut letter = letter(&name, &subject, &text);
        letter.content.about = Some(about);
        letter.content.stop_href = Some(format!("https://bellwether.example/{href}"));
        let wire = written(&letter);
        prop_assert!(wire.is_ascii());
        prop_assert!(!wire.replace("\r\n", "").contains(['\r', '\n']), "a bare end of line");
        prop_assert!(wire.split("\r\n").all(|line| line.len() <= 998));
        let headers = headers(&wire);
        for (name, _) in &headers {
            prop_assert!(KNOWN.contains(&name.as_str()), "{name} is not ours");
        }
        for once in ["From", "To", "Subject", "Message-ID", "Auto-Submitted"] {
            prop_assert_eq!(headers.iter().filter(|(name, _)| name == once).count(), 1);
        }
        let to = &headers.iter().find(|(name, _)| name == "To").unwrap().1;
        prop_assert!(to.ends_with("ann@example.org") || to.ends_with("<ann@example.org>"), "{to}");
    }
}

#[test]
fn a_letter_says_what_it_is_about_and_how_to_end_it() {
    let wire = written(&letter("Ann", "Booked", "Text\nof two lines"));
    let headers = headers(&wire);
    let of = |wanted: &str| headers.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    assert_eq!(of("From"), Some("Bellwether <bw@example.org>"));
    assert_eq!(of("To"), Some("Ann <ann@example.org>"));
    assert_eq!(of("Subject"), Some("Booked"));
    assert_eq!(of("In-Reply-To"), Some("<booking-7@example.org>"));
    assert_eq!(of("References"), Some("<booking-7@example.org>"));
    assert_eq!(of("Auto-Submitted"), Some("auto-generated"));
    assert_eq!(of("List-Unsubscribe"), Some("<https://bellwether.example/stop?x=1>"));
    assert_eq!(of("Content-Language"), Some("ru"));
    assert_eq!(of("Date"), Some("Thu, 26 Nov 2026 09:00:00 +0000"));
    assert!(wire.ends_with("Text\r\nof two lines") || wire.ends_with("Text\r\nof two lines\r\n"), "{wire}");
}

#[test]
fn a_calendar_is_attached_with_its_method() {
    let mut letter = letter("Ann", "Booked", "Text");
    letter.content.calendar = Some(Calendar { text: "BEGIN:VCALENDAR\r\n".into(), is_cancelled: true });
    let wire = written(&letter);
    assert!(wire.contains("multipart/mixed"), "{wire}");
    assert!(wire.contains("text/calendar; charset=utf-8; method=CANCEL"), "{wire}");
    assert!(wire.contains("Content-Disposition: attachment; filename=\"booking.ics\""), "{wire}");
}

#[test]
fn an_address_that_is_none_is_refused() {
    for address in ["", "ann", "ann@example.org\r\nRCPT TO:<eve@evil.example>", "a@b>c"] {
        let letter = Letter { address: address.into(), ..letter("Ann", "S", "T") };
        let now = "2026-11-26T09:00:00Z".parse().unwrap();
        assert!(message(LetterId::new(), &letter, "bw@example.org", now).is_err(), "{address:?}");
    }
}
