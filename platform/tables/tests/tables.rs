//! Tables as spreadsheet programs write them, and files that are none.

#![expect(clippy::unwrap_used, reason = "tests")]

use bellwether_tables::{TableError, read};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    read(bytes).unwrap().rows.into_iter().map(|(_, cells)| cells).collect()
}

#[test]
fn csv_comes_with_commas_semicolons_tabs_and_in_two_encodings() {
    let expected = [["name", "ИНН"], ["Завод; Ё", "7707083893"]].map(|row| row.map(str::to_owned).to_vec()).to_vec();
    assert_eq!(rows("\u{feff}name,ИНН\n\"Завод; Ё\",7707083893\n".as_bytes()), expected);
    assert_eq!(rows("name;ИНН\r\n\"Завод; Ё\";7707083893\r\n".as_bytes()), expected);
    assert_eq!(rows("name\tИНН\n\nЗавод; Ё\t7707083893\t\t\n".as_bytes()), expected);
    let windows = b"name;\xc8\xcd\xcd\n\"\xc7\xe0\xe2\xee\xe4; \xa8\";7707083893\n";
    assert_eq!(rows(windows), expected);
}

#[test]
fn rows_keep_their_numbers_and_cells_lose_the_guard_against_formulas() {
    let table = read(b"a,b\n\n'=1+1, '-5 \n'plain\n").unwrap();
    let expected = [(1, vec!["a", "b"]), (3, vec!["=1+1", "-5"]), (4, vec!["'plain"])];
    let expected = expected.map(|(n, cells)| (n, cells.into_iter().map(str::to_owned).collect::<Vec<_>>()));
    assert_eq!(table.rows, expected);
}

#[test]
fn a_spreadsheet_gives_texts_numbers_and_days() {
    let mut book = Workbook::new();
    let days = Format::new().set_num_format("dd.mm.yyyy");
    let plain = Format::new().set_num_format("0.00");
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "A & <B> «Ё»").unwrap();
    sheet.write_number(0, 2, 7_707_083_893.0).unwrap();
    sheet.write_number(1, 0, 1_027_700_132_195.0).unwrap();
    sheet.write_datetime_with_format(3, 1, ExcelDateTime::from_ymd(2019, 7, 31).unwrap(), &days).unwrap();
    sheet.write_number_with_format(3, 2, 43_677.5, &plain).unwrap();
    sheet.write_boolean(4, 0, true).unwrap();
    book.add_worksheet().write_string(0, 0, "second").unwrap();
    let table = read(&book.save_to_buffer().unwrap()).unwrap();
    let expected = [
        (1, vec!["A & <B> «Ё»", "", "7707083893"]),
        (2, vec!["1027700132195"]),
        (4, vec!["", "2019-07-31", "43677.5"]),
        (5, vec!["true"]),
    ];
    assert_eq!(table.rows, expected.map(|(n, cells)| (n, cells.into_iter().map(str::to_owned).collect::<Vec<_>>())));
}

#[test]
fn what_is_no_table_is_refused() {
    assert!(matches!(read(b"\x00\x01\x02"), Err(TableError::Unknown)));
    assert!(matches!(read(b"PK\x03\x04nothing"), Err(TableError::Sheet(_))));
    assert!(matches!(read(format!("a{}", ",".repeat(300)).as_bytes()), Ok(table) if table.rows.len() == 1));
    assert!(matches!(read("a,b".repeat(300).as_bytes()), Err(TableError::TooLarge)));
}

proptest! {
    #[test]
    fn what_is_written_is_read(cells in prop::collection::vec(prop::collection::vec("[a-zA-Zа-яё0-9 ,;\"'\n&<>]{0,12}", 1..6), 1..8)) {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let mut lines = csv::Writer::from_writer(Vec::new());
        for (row, line) in (0_u32..).zip(&cells) {
            for (column, cell) in (0_u16..).zip(line) {
                sheet.write_string(row, column, cell)?;
            }
            let mut line = line.clone();
            line.resize(6, String::new());
            lines.write_record(&line)?;
        }
        let mut expected: Vec<Vec<String>> = cells.iter().map(|line| line.iter().map(|cell| cell.trim().to_owned()).collect()).collect();
        for line in &mut expected {
            while line.last().is_some_and(String::is_empty) {
                line.pop();
            }
        }
        expected.retain(|line| !line.is_empty());
        prop_assert_eq!(rows(&book.save_to_buffer()?), expected.clone());
        prop_assert_eq!(rows(&lines.into_inner().unwrap()), expected);
    }

    #[test]
    fn any_bytes_are_a_table_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes);
        let mut packed = b"PK\x03\x04".to_vec();
        packed.extend(bytes);
        prop_assert!(read(&packed).is_err());
    }
}
