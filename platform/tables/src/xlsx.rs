//! The first sheet of an XLSX file (ECMA-376): shared and inline texts, numbers, days.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::xml::{Met, attribute, walk};
use crate::{MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Table, TableError};

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

pub fn read(bytes: &[u8]) -> Result<Table, TableError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| TableError::Sheet(error.to_string()))?;
    let sheet = first_sheet(&mut archive)?;
    let shared = match part(&mut archive, "xl/sharedStrings.xml")? {
        Some(text) => shared(&text)?,
        None => Vec::new(),
    };
    let days = match part(&mut archive, "xl/styles.xml")? {
        Some(text) => day_styles(&text)?,
        None => Vec::new(),
    };
    let text = part(&mut archive, &sheet)?.ok_or_else(|| TableError::Sheet("it has no sheet".to_owned()))?;
    cells(&text, &shared, &days)
}

/// A part of the file, whatever it claims to hold.
fn part(archive: &mut Archive<'_>, name: &str) -> Result<Option<String>, TableError> {
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(TableError::Sheet(error.to_string())),
    };
    let mut text = String::new();
    let read = file.take(MOST_BYTES as u64 + 1).read_to_string(&mut text);
    read.map_err(|error| TableError::Sheet(error.to_string()))?;
    if text.len() > MOST_BYTES { Err(TableError::TooLarge) } else { Ok(Some(text)) }
}

/// The path of the first sheet, by way of the workbook and its relations.
fn first_sheet(archive: &mut Archive<'_>) -> Result<String, TableError> {
    const USUAL: &str = "xl/worksheets/sheet1.xml";
    let book = part(archive, "xl/workbook.xml")?.ok_or(TableError::Unknown)?;
    let mut relation = None;
    walk(&book, |met| {
        if let Met::Begin("sheet", attributes) = met
            && relation.is_none()
        {
            relation =
                attributes.iter().find(|(key, _)| key == "r:id" || key.ends_with(":id")).map(|(_, id)| id.clone());
        }
        Ok(())
    })?;
    let Some(relations) = part(archive, "xl/_rels/workbook.xml.rels")? else { return Ok(USUAL.to_owned()) };
    let mut path = None;
    walk(&relations, |met| {
        if let Met::Begin("Relationship", attributes) = met
            && attribute(attributes, "Id") == relation.as_deref()
        {
            path = attribute(attributes, "Target").map(str::to_owned);
        }
        Ok(())
    })?;
    Ok(match path {
        Some(path) if path.starts_with('/') => path.trim_start_matches('/').to_owned(),
        Some(path) => format!("xl/{path}"),
        None => USUAL.to_owned(),
    })
}

/// The texts that cells refer to by number. How they are pronounced is left out.
fn shared(text: &str) -> Result<Vec<String>, TableError> {
    let (mut all, mut one, mut is_text, mut is_sound) = (Vec::new(), String::new(), false, false);
    walk(text, |met| {
        match met {
            Met::Begin("si", _) => one.clear(),
            Met::Begin("t", _) => is_text = true,
            Met::Begin("rPh", _) => is_sound = true,
            Met::Text(words) if is_text && !is_sound => one.push_str(words),
            Met::End("t") => is_text = false,
            Met::End("rPh") => is_sound = false,
            Met::End("si") => all.push(std::mem::take(&mut one)),
            _ => {}
        }
        Ok(())
    })?;
    Ok(all)
}

/// Which styles of cells show a day: the built-in formats 14 to 17 and 22, and those of the file that have years or days.
fn day_styles(text: &str) -> Result<Vec<bool>, TableError> {
    let (mut own, mut styles, mut is_cells) = (Vec::new(), Vec::new(), false);
    walk(text, |met| {
        match met {
            Met::Begin("numFmt", attributes) => {
                let code = attribute(attributes, "formatCode").unwrap_or_default().to_lowercase();
                // Without what stands in quotes and brackets, which is words and colours.
                let mut plain = String::new();
                let mut until = None;
                for letter in code.chars() {
                    match (until, letter) {
                        (Some(end), letter) if letter == end => until = None,
                        (Some(_), _) => {}
                        (None, '"') => until = Some('"'),
                        (None, '[') => until = Some(']'),
                        (None, letter) => plain.push(letter),
                    }
                }
                if plain.contains('y') || plain.contains("d") || plain.contains('г') {
                    own.extend(attribute(attributes, "numFmtId").map(str::to_owned));
                }
            }
            Met::Begin("cellXfs", _) => is_cells = true,
            Met::End("cellXfs") => is_cells = false,
            Met::Begin("xf", attributes) if is_cells => {
                let format = attribute(attributes, "numFmtId").unwrap_or_default();
                styles.push(matches!(format, "14" | "15" | "16" | "17" | "22") || own.iter().any(|id| id == format));
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(styles)
}

#[derive(Default)]
struct Cell {
    kind: String,
    style: usize,
    column: usize,
    text: String,
}

fn cells(text: &str, shared: &[String], days: &[bool]) -> Result<Table, TableError> {
    let mut table = Table::default();
    let (mut cell, mut is_value, mut number) = (Cell::default(), false, 0_u32);
    let mut row: Vec<String> = Vec::new();
    walk(text, |met| {
        match met {
            Met::Begin("row", attributes) => {
                number = attribute(attributes, "r").and_then(|r| r.parse().ok()).unwrap_or(number.saturating_add(1));
                row.clear();
            }
            Met::Begin("c", attributes) => {
                cell = Cell {
                    kind: attribute(attributes, "t").unwrap_or_default().to_owned(),
                    style: attribute(attributes, "s").and_then(|s| s.parse().ok()).unwrap_or(0),
                    column: attribute(attributes, "r").and_then(column).unwrap_or(row.len()),
                    text: String::new(),
                };
            }
            Met::Begin("v" | "t", _) => is_value = true,
            Met::Text(words) if is_value => cell.text.push_str(words),
            Met::End("v" | "t") => is_value = false,
            Met::End("c") => {
                if cell.column >= MOST_COLUMNS {
                    return Err(TableError::TooLarge);
                }
                if row.len() <= cell.column {
                    row.resize(cell.column + 1, String::new());
                }
                row[cell.column] = shown(&cell, shared, days);
            }
            Met::End("row") => {
                if table.rows.len() > MOST_ROWS {
                    return Err(TableError::TooLarge);
                }
                table.rows.push((number, std::mem::take(&mut row)));
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(table)
}

/// The number of a column from a reference such as `AB12`.
fn column(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_uppercase);
    let number = letters.take(4).fold(0_usize, |number, letter| number * 26 + usize::from(letter - b'A') + 1);
    number.checked_sub(1)
}

/// What a person sees in the cell.
fn shown(cell: &Cell, shared: &[String], days: &[bool]) -> String {
    match cell.kind.as_str() {
        "s" => cell.text.parse().ok().and_then(|at: usize| shared.get(at)).cloned().unwrap_or_default(),
        "" | "n" => {
            let Ok(number) = cell.text.parse::<f64>() else { return cell.text.clone() };
            if days.get(cell.style).copied().unwrap_or(false)
                && let Some(day) = day(number)
            {
                return day;
            }
            // Whole numbers as they are typed, also where the file writes them with an exponent.
            if number.fract() == 0.0 && number.abs() < 1e15 { format!("{number:.0}") } else { cell.text.clone() }
        }
        "b" => if cell.text == "1" { "true" } else { "false" }.to_owned(),
        _ => cell.text.clone(),
    }
}

/// The day of a number of days since the end of 1899. There is no 29 February 1900, although the format counts it.
fn day(number: f64) -> Option<String> {
    if !(61.0..2_958_466.0).contains(&number) {
        return None;
    }
    let days = number.floor() as i64;
    let day = jiff::civil::date(1899, 12, 30).checked_add(jiff::Span::new().days(days)).ok()?;
    Some(day.to_string())
}
