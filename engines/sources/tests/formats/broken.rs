//! Broken files in JSON, RIS and BibTeX: each gets one clear error that names the byte and line, and bounded memory.

use std::io::Read;

use bellwether_sources::block::parse_block;
use bellwether_sources::blocks::{Blocks, MAX_RECORD_BYTES};
use bellwether_sources::format::Format;
use bellwether_sources::problem::ParseError;

use crate::reading::read;

fn error(format: Format, text: &[u8]) -> String {
    read(format, text).map(|records| records.len()).unwrap_err().to_string()
}

#[test]
fn each_broken_file_gets_one_clear_error() {
    let mut wrong = Vec::new();
    let mut check = |format, text: &[u8], expected: &str| {
        let found = error(format, text);
        if found != expected {
            wrong.push(format!("{}\n  found    {found}\n  expected {expected}", String::from_utf8_lossy(text)));
        }
    };
    let work = r#"{"id":"https://openalex.org/W1"}"#;
    let json: [(String, &str); 14] = [
        (String::new(), "the file is empty (line 1, byte 0)"),
        (" \n ".to_owned(), "the file is empty (line 2, byte 3)"),
        (format!("{work}\n{{\"id\":\"https://openalex"), "the text ends too early, inside a record (line 2, byte 56)"),
        (format!("[{work},\n{work}"), "the text ends too early, inside the list of records (line 2, byte 67)"),
        (format!("{{\"results\":[{work}]"), "the text ends too early, inside the list of records (line 1, byte 45)"),
        (format!("{work}\n[1]"), "malformed JSON: a record begins with {, not with '1' (line 2, byte 34)"),
        (format!("{work}\n<html>"), "malformed JSON: a record begins with {, not with '<' (line 2, byte 33)"),
        (format!("{work}\n{{\"id\":\n tru}}"), "malformed JSON: expected ident (line 3, byte 44)"),
        (
            format!("{work}{{\"id\":\"a\u{1}\"}}"),
            "malformed JSON: control character (\\u0000-\\u001F) found while parsing a string (line 1, byte 39)",
        ),
        (r#"{"title":"no id"}"#.to_owned(), "a record has no OpenAlex id (line 1, byte 0)"),
        (
            format!("{work}\n\n{{\"id\":\"https://openalex.org/A5\"}}"),
            "\"A5\" is not a work id of OpenAlex (line 3, byte 34)",
        ),
        (r#"{"error":"Invalid query","message":"x"}"#.to_owned(), "a record has no OpenAlex id (line 1, byte 0)"),
        (
            format!("{}{}", r#"{"id":"#.repeat(200), "}".repeat(200)),
            "malformed JSON: expected value (line 1, byte 1200)",
        ),
        (
            format!("{}1{}", r#"{"id":"#.repeat(200), "}".repeat(200)),
            "malformed JSON: recursion limit exceeded (line 1, byte 762)",
        ),
    ];
    for (text, expected) in &json {
        check(Format::OpenAlexJson, text.as_bytes(), expected);
    }
    let trials: [(&str, &str); 3] = [
        (r#"{"protocolSection":{}}"#, "a record has no NCT number (line 1, byte 0)"),
        (r#"[{"ctNumber":null,"isrctn":""}]"#, "a record has no ISRCTN number (line 1, byte 1)"),
        (
            "{\"studies\":[\n{\"hello\":1}]}",
            "a record has no trial number of a register that is known (line 2, byte 13)",
        ),
    ];
    for (text, expected) in trials {
        check(Format::TrialsJson, text.as_bytes(), expected);
    }
    let ris: [(&[u8], &str); 7] = [
        (b"", "the file is empty (line 1, byte 0)"),
        (b"\xef\xbb\xbf\r\n", "the file is empty (line 1, byte 3)"),
        (b"TY  - JOUR\nTI  - A\n", "the text ends too early, inside a reference, before its ER (line 3, byte 19)"),
        (b"TY  - JOUR\nER  - \nTI  - A\nER  - \n", "malformed RIS: TI stands outside a reference (line 3, byte 18)"),
        (
            b"TY  - JOUR\r\nTY  - BOOK\r\nER  - \r\n",
            "malformed RIS: a reference begins before the ER of the one above (line 2, byte 12)",
        ),
        (b"TY  - JOUR\nTI  - caf\xe9\nER  - \n", "the text is not valid UTF-8 (line 2, byte 20)"),
        (b"\xff\xfeT\0Y\0 \0 \0-\0", "malformed RIS: the text is UTF-16; export or save it as UTF-8 (line 1, byte 0)"),
    ];
    for (text, expected) in ris {
        check(Format::Ris, text, expected);
    }
    let bibtex: [(&[u8], &str); 9] = [
        (b"\n", "the file is empty (line 1, byte 0)"),
        (b"@article{a,\n title = {x {y}", "the text ends too early, inside an entry (line 2, byte 27)"),
        (b"@article{a,\n title = \"x", "the text ends too early, inside an entry (line 2, byte 23)"),
        (b"@article{a,\n title", "the text ends too early, inside an entry (line 2, byte 18)"),
        (b"@article{a,\n title {x}}", "malformed BibTeX: an = is missing after title (line 2, byte 19)"),
        (b"@article{a,\n title = , }", "malformed BibTeX: a value is missing (line 2, byte 21)"),
        (b"@article{a,\n title = \"x}\" }", "malformed BibTeX: a } too many in a value (line 2, byte 23)"),
        (b"@article{a,\n = {x}}", "malformed BibTeX: a field has no name (line 2, byte 13)"),
        (b"@article{a,\n title = {caf\xe9}}", "the text is not valid UTF-8 (line 2, byte 25)"),
    ];
    for (text, expected) in bibtex {
        check(Format::BibTex, text, expected);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A file that goes on for ever after its head, of which no more than the window may be held.
fn endless(head: &'static str, byte: u8, length: u64) -> impl Read {
    head.as_bytes().chain(std::io::repeat(byte).take(length))
}

#[test]
fn a_line_of_a_gigabyte_is_refused_without_being_held() {
    let files = [
        (Format::OpenAlexJson, r#"{"id":""#, b'a'),
        (Format::OpenAlexJson, r#"{"results":[{"id":1}],"x":""#, b'a'),
        (Format::TrialsJson, r#"{"ctNumber":"#, b'['),
        (Format::Ris, "TY  - JOUR\nTI  - ", b'a'),
        (Format::BibTex, "@article{a, title = {", b'a'),
    ];
    for (format, head, byte) in files {
        let mut blocks = Blocks::new(format, endless(head, byte, 1 << 30));
        let error = blocks.find_map(Result::err).unwrap();
        assert_eq!(error.problem.to_string(), format!("a record is longer than {} MiB", MAX_RECORD_BYTES >> 20));
        assert!(blocks.next().is_none(), "there is nothing after an error");
    }
    // White space without end is no record: it is passed, and the file is found empty.
    let error = Blocks::new(Format::OpenAlexJson, endless("[", b' ', 1 << 27)).find_map(Result::err).unwrap();
    assert_eq!(error.problem.to_string(), "the text ends too early, inside the list of records");
}

#[test]
fn hostile_depth_is_refused_without_recursion() {
    let deep = "{".repeat(1 << 20);
    assert!(
        error(Format::BibTex, format!("@article{{a, title = {deep}").as_bytes()).starts_with("the text ends too early")
    );
    let closed = format!("@article{{a, title = {deep}x{}}}", "}".repeat(1 << 20));
    assert_eq!(read(Format::BibTex, closed.as_bytes()).unwrap()[0].title, "x");
    let accents = format!("@article{{a, title = {{{}x}}}}", "\\'".repeat(1 << 20));
    assert!(read(Format::BibTex, accents.as_bytes()).is_ok());
    let lists = format!("{{\"id\":{}", "[".repeat(1 << 20));
    assert!(error(Format::OpenAlexJson, lists.as_bytes()).starts_with("the text ends too early"));
}

/// A BibTeX file over 32 MiB is cut, and then may define no names, which the rest of it could not see.
#[test]
fn a_huge_bibtex_file_is_cut_unless_it_defines_names() {
    let entry = |at: usize| {
        format!("@article{{k{at},\n title = {{Title {at}}},\n abstract = {{{}}}\n}}\n", "word ".repeat(800))
    };
    let text: String = (0..9000).map(entry).collect();
    let blocks: Result<Vec<_>, ParseError> = Blocks::new(Format::BibTex, text.as_bytes()).collect();
    let blocks = blocks.unwrap();
    assert_eq!(blocks.len(), 2);
    let found: usize = blocks.iter().map(|block| parse_block(block).unwrap().len()).sum();
    assert_eq!(found, 9000);
    let named = format!("@string{{j = {{Journal}}}}\n{text}");
    let message = "malformed BibTeX: a file of more than 32 MiB defines @string names; split it (line 1, byte 0)";
    assert_eq!(error(Format::BibTex, named.as_bytes()), message);
}
