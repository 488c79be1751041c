//! Names in an archive, as office documents are: read from its list at the end, without unpacking anything. What cannot be read
//! like that is not taken.

/// Entries of one archive, at most; office documents have some dozens.
const MOST_ENTRIES: usize = 4000;
const END: &[u8] = b"PK\x05\x06";
const ENTRY: &[u8] = b"PK\x01\x02";

/// An entry of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Is it locked with a password?
    pub is_locked: bool,
}

/// The entries of an archive; `None` where its list cannot be read.
pub fn entries(bytes: &[u8]) -> Option<Vec<Entry>> {
    // The end may be followed by a comment of at most 64 KB.
    let from = bytes.len().saturating_sub(22 + 0xffff);
    let end = from + bytes.get(from..)?.windows(4).rposition(|window| window == END)?;
    let count = usize::from(short(bytes, end + 10)?);
    let mut at = usize::try_from(long(bytes, end + 16)?).ok()?;
    if count > MOST_ENTRIES {
        return None;
    }
    let mut all = Vec::with_capacity(count);
    for _ in 0..count {
        if bytes.get(at..at.checked_add(4)?)? != ENTRY {
            return None;
        }
        let flags = short(bytes, at + 8)?;
        let [name, extra, comment] =
            [short(bytes, at + 28)?, short(bytes, at + 30)?, short(bytes, at + 32)?].map(usize::from);
        let begin = at + 46;
        let name_bytes = bytes.get(begin..begin.checked_add(name)?)?;
        all.push(Entry { name: String::from_utf8_lossy(name_bytes).into_owned(), is_locked: flags & 1 == 1 });
        at = begin + name + extra + comment;
    }
    Some(all)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// An archive with entries of these names and nothing in them, for tests.
#[cfg(test)]
pub fn made(names: &[&str], flags: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut list = Vec::new();
    for name in names {
        let at = u32::try_from(bytes.len()).unwrap_or_default();
        let length = u16::try_from(name.len()).unwrap_or_default().to_le_bytes();
        bytes.extend(b"PK\x03\x04\x14\x00");
        bytes.extend(flags.to_le_bytes());
        bytes.extend([0; 18]);
        bytes.extend(length);
        bytes.extend([0; 2]);
        bytes.extend(name.as_bytes());
        list.extend(ENTRY);
        list.extend(b"\x14\x00\x14\x00");
        list.extend(flags.to_le_bytes());
        list.extend([0; 18]);
        list.extend(length);
        list.extend([0; 12]);
        list.extend(at.to_le_bytes());
        list.extend(name.as_bytes());
    }
    let begin = u32::try_from(bytes.len()).unwrap_or_default();
    let count = u16::try_from(names.len()).unwrap_or_default().to_le_bytes();
    bytes.extend(&list);
    bytes.extend(END);
    bytes.extend([0; 4]);
    bytes.extend(count);
    bytes.extend(count);
    bytes.extend(u32::try_from(list.len()).unwrap_or_default().to_le_bytes());
    bytes.extend(begin.to_le_bytes());
    bytes.extend([0; 2]);
    bytes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_read_from_the_list_at_the_end() {
        let entry = |name: &str, is_locked| Entry { name: name.to_owned(), is_locked };
        assert_eq!(
            entries(&made(&["a.xml", "b/c.xml"], 0)),
            Some(vec![entry("a.xml", false), entry("b/c.xml", false)])
        );
        assert_eq!(entries(&made(&["a.xml"], 1)), Some(vec![entry("a.xml", true)]));
        assert_eq!(entries(b"PK\x03\x04 and no list"), None);
    }

    proptest! {
        #[test]
        fn nothing_that_is_sent_breaks_the_reading(mut bytes in prop::collection::vec(any::<u8>(), 0..300), at in any::<prop::sample::Index>(), cut in 0..200_usize) {
            let _ = entries(&bytes);
            bytes.extend(made(&["word/document.xml"], 0));
            let place = at.index(bytes.len());
            bytes[place] = bytes[place].wrapping_add(1);
            bytes.truncate(bytes.len().saturating_sub(cut));
            let _ = entries(&bytes);
        }
    }
}
