//! Reads NLM's own descriptor files: `descYYYY.xml` and `dYYYY.bin`.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::build::Builder;
use crate::file::ReadError;
use crate::vocabulary::Vocabulary;

/// One descriptor being read.
#[derive(Default)]
struct Draft {
    id: String,
    name: String,
    synonyms: Vec<String>,
    places: Vec<String>,
}

impl Draft {
    fn finish(&mut self, builder: &mut Builder) {
        let draft = std::mem::take(self);
        if draft.id.is_empty() || draft.name.is_empty() {
            return;
        }
        let synonyms = draft.synonyms.iter().map(String::as_str).filter(|synonym| *synonym != draft.name);
        builder.add(&draft.id, &draft.name, synonyms, draft.places.iter().map(String::as_str));
    }
}

/// Reads `descYYYY.xml`.
pub(crate) fn read_xml(input: impl BufRead) -> Result<Vocabulary, ReadError> {
    let mut reader = Reader::from_reader(input);
    let mut builder = Builder::default();
    let mut draft = Draft::default();
    let (mut path, mut text, mut buffer) = (Vec::<String>::new(), String::new(), Vec::new());
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer);
        match event.map_err(|source| ReadError::Xml { byte: reader.buffer_position(), source })? {
            Event::Start(element) => {
                path.push(element.local_name().as_ref().to_owned());
                text.clear();
            }
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(name) => text.push_str(&entity(&name)),
            Event::End(_) => {
                keep(&mut draft, &path, text.trim());
                text.clear();
                if path.pop().as_deref() == Some("DescriptorRecord") {
                    draft.finish(&mut builder);
                }
            }
            Event::Eof => return Ok(builder.finish()),
            _ => {}
        }
    }
}

fn keep(draft: &mut Draft, path: &[String], text: &str) {
    let names: Vec<&str> = path.iter().map(String::as_str).collect();
    match names.as_slice() {
        [.., "DescriptorRecord", "DescriptorUI"] => text.clone_into(&mut draft.id),
        [.., "DescriptorRecord", "DescriptorName", "String"] => text.clone_into(&mut draft.name),
        [.., "TreeNumberList", "TreeNumber"] => draft.places.push(text.to_owned()),
        [.., "TermList", "Term", "String"] => draft.synonyms.push(text.to_owned()),
        _ => {}
    }
}

fn entity(name: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = name.resolve_char_ref() {
        return letter.to_string();
    }
    let name: &str = &name.xml10_content();
    quick_xml::escape::resolve_xml_entity(name).unwrap_or_default().to_owned()
}

/// Reads `dYYYY.bin`: lines `KEY = value`, descriptors begin with `*NEWRECORD`.
pub(crate) fn read_ascii(input: impl BufRead) -> Result<Vocabulary, ReadError> {
    let mut builder = Builder::default();
    let mut draft = Draft::default();
    for line in input.lines() {
        let line = line?;
        if line.starts_with("*NEWRECORD") {
            draft.finish(&mut builder);
        }
        let Some((key, value)) = line.split_once(" = ") else { continue };
        match key {
            "UI" => value.clone_into(&mut draft.id),
            "MH" => value.clone_into(&mut draft.name),
            "MN" => draft.places.push(value.to_owned()),
            "ENTRY" | "PRINT ENTRY" => draft.synonyms.extend(value.split('|').next().map(str::to_owned)),
            _ => {}
        }
    }
    draft.finish(&mut builder);
    Ok(builder.finish())
}
