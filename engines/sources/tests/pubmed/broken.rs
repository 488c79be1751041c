//! Broken files: each is refused with one clear error that names line and byte.

use std::io::{self, Read, Write};

use bellwether_sources::blocks::{Blocks, MAX_RECORD_BYTES};
use bellwether_sources::format::Format;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::reading::{in_root, only_record, read, read_records};

const RECORD: &str =
    "<PubmedArticle>\n<MedlineCitation>\n<PMID Version=\"1\">7</PMID>\n</MedlineCitation>\n</PubmedArticle>";

fn gzipped(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn refusal(input: impl Read) -> String {
    read(input).unwrap_err().to_string()
}

/// The refusal of a record whose body, after the PMID, is this text. The body begins on line 6.
fn refusal_of_body(body: &str) -> String {
    let record =
        format!("<PubmedArticle>\n<MedlineCitation>\n<PMID>7</PMID>\n{body}\n</MedlineCitation>\n</PubmedArticle>");
    refusal(in_root(&record).as_bytes())
}

#[test]
fn whole_files_are_read_gzipped_or_plain() {
    let text = in_root(RECORD);
    let plain = read(text.as_bytes()).unwrap();
    assert_eq!(plain.len(), 1);
    assert_eq!(read(gzipped(text.as_bytes()).as_slice()).unwrap(), plain);
    let two_members = [gzipped(&text.as_bytes()[..50]), gzipped(&text.as_bytes()[50..])].concat();
    assert_eq!(read(two_members.as_slice()).unwrap(), plain);
    let marked = format!("\u{feff}{text}");
    assert_eq!(read(marked.as_bytes()).unwrap(), plain);
    assert_eq!(read("<PubmedArticleSet/>".as_bytes()).unwrap(), []);
    assert_eq!(read("<!-- none today --><PubmedArticleSet> </PubmedArticleSet><?end?>".as_bytes()).unwrap(), []);
}

#[test]
fn an_empty_file_is_refused() {
    assert_eq!(refusal(io::empty()), "the file is empty (line 1, byte 0)");
    assert_eq!(refusal(" \n ".as_bytes()), "the file is empty (line 2, byte 3)");
    assert_eq!(refusal(gzipped(b"").as_slice()), "the file is empty (line 1, byte 0)");
}

#[test]
fn a_truncated_gzip_file_is_refused_where_its_text_ends() {
    let records: String = (0..2_000).map(|id| RECORD.replace(">7<", &format!(">{id}<"))).collect();
    let whole = gzipped(in_root(&records).as_bytes());
    for length in [5, 11, whole.len() / 2, whole.len() - 9, whole.len() - 4] {
        let error = read(&whole[..length]).unwrap_err();
        assert_eq!(error.problem.to_string(), "the gzip stream ends too early", "{length} bytes");
    }
    assert!(read(&whole[..whole.len() / 2]).unwrap_err().place.line > 1);
}

#[test]
fn gzip_of_garbage_is_refused() {
    let error = refusal(gzipped(&[0x80; 500]).as_slice());
    assert_eq!(error, "malformed XML: the root element is not PubmedArticleSet (line 1, byte 0)");
    let error = refusal([&[0x1f, 0x8b, 8, 0][..], &[0x55; 500]].concat().as_slice());
    assert!(error.starts_with("the gzip stream is damaged: "), "{error}");
    let mut altered = gzipped(in_root(RECORD).as_bytes());
    let checksum = altered.len() - 6;
    altered[checksum] ^= 1;
    assert!(refusal(altered.as_slice()).starts_with("the gzip stream is damaged: "));
}

#[test]
fn trailing_garbage_after_gzip_is_refused() {
    let bytes = [gzipped(in_root(RECORD).as_bytes()), [b'x'; 50].to_vec()].concat();
    assert!(refusal(bytes.as_slice()).starts_with("the gzip stream is damaged: "));
}

#[test]
fn mismatched_tags_are_refused() {
    let error = refusal_of_body("<Article><ArticleTitle>One</Title></Article>");
    assert_eq!(error, "malformed XML: <ArticleTitle> is closed by </Title> (line 6, byte 133)");
    let error = refusal_of_body("<Article>\n</MedlineCitation>");
    assert_eq!(error, "malformed XML: <Article> is closed by </MedlineCitation> (line 7, byte 117)");
    let error = refusal_of_body("<Unknown><b></Unknown></b>");
    assert_eq!(error, "malformed XML: <b> is closed by </Unknown> (line 6, byte 119)");
}

#[test]
fn malformed_tags_are_refused() {
    let cases = [
        ("<Article PubModel=Print></Article>", "an attribute of Article is not name=\"value\""),
        ("<Article PubModel=\"a<b\"></Article>", "an attribute of Article is not name=\"value\""),
        ("< Article></Article>", "a tag without a name"),
        ("<1></1>", "a tag without a name"),
        ("<Article></Article x>", "the end tag of Article is not closed"),
        ("<!ENTITY x 'y'>", "a declaration among the records"),
        ("<!-- never closed", "the comment is not closed"),
        ("<![CDATA[ never closed", "the CDATA section is not closed"),
        ("<?never closed", "the processing instruction is not closed"),
    ];
    for (body, problem) in cases {
        let error = refusal_of_body(body);
        assert!(error.starts_with(&format!("malformed XML: {problem} (line 6, ")), "{body}: {error}");
    }
}

#[test]
fn forbidden_characters_and_references_are_refused() {
    let cases = [
        ("&unknown;", "&unknown; is not declared"),
        ("a & b", "an & that begins no character reference"),
        ("&#0;", "&#0; is not a character"),
        ("&#xD800;", "&#xD800; is not a character"),
        ("&#x110000;", "&#x110000; is not a character"),
        ("&#+65;", "&#+65; is not a character"),
        ("a\u{0}b", "a control character"),
    ];
    for (text, problem) in cases {
        let error = refusal_of_body(&format!("<Article><ArticleTitle>{text}</ArticleTitle></Article>"));
        assert!(error.starts_with(&format!("malformed XML: {problem} (line 6, byte ")), "{text}: {error}");
    }
}

#[test]
fn elements_that_nest_without_end_are_refused() {
    for name in ["Unknown", "ReferenceList"] {
        let deep = format!("<{name}>").repeat(100_000);
        let record = format!("<PubmedArticle><PubmedData>{deep}</PubmedData></PubmedArticle>");
        let error = refusal(in_root(&record).as_bytes());
        assert!(error.starts_with("malformed XML: elements nest deeper than 128 (line 3, "), "{error}");
    }
}

#[test]
fn a_record_without_pmid_is_refused() {
    let error = read_records("<PubmedArticle>\n<MedlineCitation></MedlineCitation></PubmedArticle>").unwrap_err();
    assert_eq!(error.to_string(), "a record has no PMID (line 3, byte 58)");
    let error = read_records(&RECORD.replace(">7<", ">x7<")).unwrap_err();
    assert_eq!(error.to_string(), "\"x7\" is not a PMID (line 5, byte 92)");
    let error = read_records(&RECORD.replace("\"1\"", "\"one\"")).unwrap_err();
    assert_eq!(error.to_string(), "\"one\" is not a version (line 5, byte 92)");
}

#[test]
fn an_entity_bomb_is_refused_before_it_grows() {
    let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE PubmedArticleSet [\n<!ENTITY a \"ha\">\n<!ENTITY b \"&a;&a;\">\n]>\n<PubmedArticleSet>&b;</PubmedArticleSet>";
    let problem = "the document type declares its own entities or elements, which is refused";
    assert_eq!(refusal(bomb.as_bytes()), format!("{problem} (line 2, byte 49)"));
    let outside = "<!DOCTYPE PubmedArticleSet PUBLIC \"[>\" 'http://x/[.dtd'>\n<PubmedArticleSet></PubmedArticleSet>";
    assert_eq!(read(outside.as_bytes()).unwrap(), []);
}

#[test]
fn other_encodings_are_refused() {
    let mut text = in_root(RECORD).into_bytes();
    let at = text.len() - 60;
    text[at] = 0xff;
    assert!(refusal(text.as_slice()).starts_with("the text is not valid UTF-8 (line "));
    let latin = in_root(RECORD).replace("utf-8", "ISO-8859-1");
    assert_eq!(refusal(latin.as_bytes()), "malformed XML: the declared encoding is not UTF-8 (line 1, byte 0)");
}

#[test]
fn a_text_that_ends_early_is_refused_at_its_end() {
    let text = in_root(RECORD);
    let text = text.trim_end();
    for length in 1..text.len() {
        let error = read(&text.as_bytes()[..length]).unwrap_err();
        assert!(error.place.byte <= length as u64, "{length}: {error}");
    }
    let cut = &text[..text.len() - 40];
    let place = format!("(line 6, byte {})", cut.len());
    assert_eq!(refusal(cut.as_bytes()), format!("the text ends too early, inside <PubmedArticle> {place}"));
    let cut = text.strip_suffix("</PubmedArticleSet>").unwrap();
    let place = format!("(line 8, byte {})", cut.len());
    assert_eq!(refusal(cut.as_bytes()), format!("the text ends too early, inside <PubmedArticleSet> {place}"));
}

#[test]
fn text_around_the_records_is_refused() {
    assert_eq!(
        refusal(format!("{}<More/>", in_root(RECORD)).as_bytes()),
        "malformed XML: text after the root element (line 9, byte 175)"
    );
    let error = refusal(in_root(&format!("words {RECORD}")).as_bytes());
    assert_eq!(error, "malformed XML: text outside of the records (line 3, byte 58)");
    let error = refusal(in_root(&format!("<Other></Other>{RECORD}")).as_bytes());
    assert_eq!(error, "malformed XML: <Other> is not a PubMed record (line 3, byte 58)");
    let error = refusal(in_root("<Other></Other>").as_bytes());
    assert_eq!(error, "malformed XML: not a record and not the end of the file (line 3, byte 58)");
    let error = refusal("<html></html>".as_bytes());
    assert_eq!(error, "malformed XML: the root element is not PubmedArticleSet (line 1, byte 0)");
}

#[test]
fn a_line_of_a_gigabyte_is_refused_in_bounded_memory() {
    let head = in_root(RECORD).replace("</PubmedArticleSet>", "<PubmedArticle>");
    let line = io::repeat(b'x').take(1 << 30);
    let mut input = Counting { inner: head.as_bytes().chain(line), bytes: 0 };
    let refused = Blocks::new(Format::PubMedXml, &mut input).find_map(Result::err).unwrap();
    assert_eq!(refused.to_string(), "a record is longer than 64 MiB (line 7, byte 154)");
    // It holds what it has read and nothing else, so what was read bounds the memory.
    assert!(input.bytes <= MAX_RECORD_BYTES + (2 << 20), "{} bytes were read", input.bytes);
}

#[test]
fn hostile_records_do_not_multiply() {
    let numbers = "<AccessionNumber>1</AccessionNumber>".repeat(50_000);
    let bank = format!("<DataBankName>{}</DataBankName>", "long ".repeat(20_000));
    let body = format!(
        "<Article><DataBankList><DataBank>{bank}<AccessionNumberList>{numbers}</AccessionNumberList></DataBank></DataBankList></Article>"
    );
    let ids: String = (0..200_000).map(|id| format!("<ArticleId IdType=\"x\">{id}</ArticleId>")).collect();
    let record = RECORD.replace("</PMID>", &format!("</PMID>{body}"));
    let record = record.replace(
        "</PubmedArticle>",
        &format!("<PubmedData><ArticleIdList>{ids}</ArticleIdList></PubmedData></PubmedArticle>"),
    );
    let record = only_record(read_records(&record).unwrap());
    assert_eq!((record.registrations.len(), record.identifiers.len()), (50_000, 200_000));
    assert!(record.registrations.iter().all(|registration| registration.registry.len() <= 100));
    let name = "x".repeat(1 << 20);
    assert!(refusal_of_body(&format!("<{name}></y>")).len() < 300);
}

struct Counting<R> {
    inner: R,
    bytes: usize,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.bytes += count;
        Ok(count)
    }
}

#[test]
fn a_failing_disk_is_told_apart_from_a_broken_file() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let text = in_root(RECORD);
    let error = refusal(text.as_bytes().chain(Failing));
    assert_eq!(error, "reading failed: the disk is gone (line 9, byte 175)");
}

#[test]
fn after_an_error_there_are_no_more_blocks() {
    let mut blocks = Blocks::new(Format::PubMedXml, "<html>".as_bytes());
    assert!(blocks.next().unwrap().is_err());
    assert!(blocks.next().is_none());
}
