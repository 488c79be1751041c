//! CSV as spreadsheet programs write it: comma, semicolon or tab; UTF-8 with or without a mark, or Windows-1251.

use crate::{MOST_ROWS, Table, TableError};

pub fn read(bytes: &[u8]) -> Result<Table, TableError> {
    let text = decoded(bytes);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut table = Table::default();
    let (mut line, mut counted) = (1_u32, 0);
    for record in reader.records() {
        let record = record.map_err(|error| TableError::Csv {
            line: error.position().map_or(0, csv::Position::line),
            reason: error.to_string(),
        })?;
        if table.rows.len() > MOST_ROWS {
            return Err(TableError::TooLarge);
        }
        // The reader's own position is before empty lines; people look for the line that has something on it.
        let start = record.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or(0));
        let start = start + text.as_bytes()[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        line +=
            u32::try_from(text.as_bytes()[counted..start].iter().filter(|byte| **byte == b'\n').count()).unwrap_or(0);
        counted = start;
        table.rows.push((line, record.iter().map(str::to_owned).collect()));
    }
    Ok(table)
}

/// UTF-8, or what Russian spreadsheet programs on Windows write instead.
fn decoded(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| windows_1251(*byte)).collect(),
    }
}

/// The letters of code page 1251, as the Unicode consortium lists them (CP1251.TXT).
fn windows_1251(byte: u8) -> char {
    const UPPER: [char; 64] = [
        'Ђ', 'Ѓ', '‚', 'ѓ', '„', '…', '†', '‡', '€', '‰', 'Љ', '‹', 'Њ', 'Ќ', 'Ћ', 'Џ', 'ђ', '‘', '’', '“', '”', '•',
        '–', '—', '\u{98}', '™', 'љ', '›', 'њ', 'ќ', 'ћ', 'џ', '\u{a0}', 'Ў', 'ў', 'Ј', '¤', 'Ґ', '¦', '§', 'Ё', '©',
        'Є', '«', '¬', '\u{ad}', '®', 'Ї', '°', '±', 'І', 'і', 'ґ', 'µ', '¶', '·', 'ё', '№', 'є', '»', 'ј', 'Ѕ', 'ѕ',
        'ї',
    ];
    match byte {
        0..=0x7f => byte as char,
        0x80..=0xbf => UPPER[usize::from(byte - 0x80)],
        // А to я stand in the order of Unicode.
        0xc0..=0xff => char::from_u32(0x410 + u32::from(byte - 0xc0)).unwrap_or('\u{fffd}'),
    }
}

/// What the first line has most of, outside of quotes.
fn delimiter(text: &str) -> u8 {
    let (mut counts, mut is_quoted) = ([0_usize; 3], false);
    for byte in text.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => break,
            b',' if !is_quoted => counts[0] += 1,
            b';' if !is_quoted => counts[1] += 1,
            b'\t' if !is_quoted => counts[2] += 1,
            _ => {}
        }
    }
    let best = (0..3).rev().max_by_key(|at| counts[*at]).unwrap_or(0);
    b",;\t"[best]
}
