//! The little XML that spreadsheets are made of: elements as they begin and end, with the text inside.

use quick_xml::events::Event;
use quick_xml::reader::Reader;

use crate::TableError;

/// What is met on the way through a file.
pub enum Met<'a> {
    /// An element begins: its name without prefix, and its attributes by name.
    Begin(&'a str, &'a [(String, String)]),
    /// Text.
    Text(&'a str),
    /// An element ends.
    End(&'a str),
}

/// Goes through a file. Bounded by its length, since nothing is expanded.
pub fn walk(text: &str, mut meet: impl FnMut(Met<'_>) -> Result<(), TableError>) -> Result<(), TableError> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|error| TableError::Sheet(error.to_string()))? {
            Event::Start(element) => {
                let attributes = attributes(&element)?;
                meet(Met::Begin(element.local_name().as_ref(), &attributes))?;
            }
            Event::Empty(element) => {
                let attributes = attributes(&element)?;
                meet(Met::Begin(element.local_name().as_ref(), &attributes))?;
                meet(Met::End(element.local_name().as_ref()))?;
            }
            Event::Text(part) => meet(Met::Text(&part.xml10_content()))?,
            Event::CData(part) => meet(Met::Text(&part.xml10_content()))?,
            Event::GeneralRef(name) => {
                let letter = match name.resolve_char_ref() {
                    Ok(Some(letter)) => letter.to_string(),
                    _ => {
                        let name: &str = &name.xml10_content();
                        quick_xml::escape::resolve_xml_entity(name).unwrap_or_default().to_owned()
                    }
                };
                meet(Met::Text(&letter))?;
            }
            Event::End(element) => meet(Met::End(element.local_name().as_ref()))?,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn attributes(element: &quick_xml::events::BytesStart<'_>) -> Result<Vec<(String, String)>, TableError> {
    let wrong = |reason: String| TableError::Sheet(reason);
    let mut read = Vec::new();
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|error| wrong(error.to_string()))?;
        let value =
            attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).map_err(|error| wrong(error.to_string()))?;
        read.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Ok(read)
}

/// The attribute with this name, prefix or not.
pub fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let is = |key: &str| key == name || key.rsplit(':').next() == Some(name) && key.contains(':');
    attributes.iter().find(|(key, _)| is(key)).map(|(_, value)| value.as_str())
}
