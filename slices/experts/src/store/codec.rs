//! Mentions as bytes: lengths and numbers in little endian, nothing else. Only for spills, which no other version reads.

use std::io::{self, Read, Write};

use bellwether_identity::persons::mention::Mention;
use bellwether_identity::persons::name::PersonName;

/// Appends a mention.
pub fn write(to: &mut impl Write, mention: &Mention) -> io::Result<()> {
    put(to, mention.work)?;
    put(to, u64::from(mention.position))?;
    put(to, u64::from(mention.year.unsigned_abs()))?;
    put(to, mention.venue)?;
    texts(to, &mention.name.family)?;
    texts(to, &mention.name.given)?;
    text(to, &mention.name.suffix)?;
    text(to, &mention.orcid)?;
    for list in [&mention.coauthors, &mention.organisations, &mention.affiliation, &mention.emails, &mention.topics] {
        put(to, list.len() as u64)?;
        list.iter().try_for_each(|key| put(to, *key))?;
    }
    Ok(())
}

/// Reads a mention.
pub fn read(from: &mut impl Read) -> io::Result<Mention> {
    let mut mention = Mention { work: take(from)?, ..Mention::default() };
    mention.position = number(from)?;
    mention.year = number(from)?;
    mention.venue = take(from)?;
    mention.name = PersonName { family: read_texts(from)?, given: read_texts(from)?, suffix: read_text(from)? };
    mention.orcid = read_text(from)?;
    for list in [
        &mut mention.coauthors,
        &mut mention.organisations,
        &mut mention.affiliation,
        &mut mention.emails,
        &mut mention.topics,
    ] {
        let length: u32 = number(from)?;
        for _ in 0..length {
            list.push(take(from)?);
        }
    }
    Ok(mention)
}

/// Appends a number.
pub fn put(to: &mut impl Write, number: u64) -> io::Result<()> {
    to.write_all(&number.to_le_bytes())
}

/// Reads a number.
pub fn take(from: &mut impl Read) -> io::Result<u64> {
    let mut bytes = [0; 8];
    from.read_exact(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes))
}

fn number<N: TryFrom<u64>>(from: &mut impl Read) -> io::Result<N> {
    N::try_from(take(from)?).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "a number is too large"))
}

fn text(to: &mut impl Write, text: &str) -> io::Result<()> {
    put(to, text.len() as u64)?;
    to.write_all(text.as_bytes())
}

fn read_text(from: &mut impl Read) -> io::Result<String> {
    let length: u32 = number(from)?;
    let mut bytes = Vec::new();
    from.take(u64::from(length)).read_to_end(&mut bytes)?;
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

fn texts(to: &mut impl Write, texts: &[String]) -> io::Result<()> {
    put(to, texts.len() as u64)?;
    texts.iter().try_for_each(|one| text(to, one))
}

fn read_texts(from: &mut impl Read) -> io::Result<Vec<String>> {
    let length: u32 = number(from)?;
    (0..length).map(|_| read_text(from)).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let name = PersonName::new("van der Berg Jr", "Anna B", "AB", "");
        let mention =
            Mention { work: 1, position: 2, name, year: 2020, topics: vec![4, u64::MAX], ..Mention::default() };
        let mut bytes = Vec::new();
        write(&mut bytes, &mention).unwrap();
        write(&mut bytes, &Mention::default()).unwrap();
        let mut from = bytes.as_slice();
        assert_eq!(read(&mut from).unwrap(), mention);
        assert_eq!(read(&mut from).unwrap(), Mention::default());
        assert!(from.is_empty());
        assert!(read(&mut &bytes[..30]).is_err());
    }
}
