//! Numbers and dates the way each language writes them: `12,345` and `12 345`, `22 Nov 2026` and `22 ноя 2026`.

use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::lang::Lang;
use jiff::tz::TimeZone;

/// Between the groups of a Russian number, and before units: never breaks a line.
const THIN_SPACE: &str = "\u{202f}";

const MONTHS_EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MONTHS_RU: [&str; 12] = ["янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"];

/// A number with its thousands grouped and at most three decimals.
///
/// ```
/// use bellwether_kernel::lang::Lang;
/// use bellwether_web::format::number;
/// assert_eq!(number(Lang::En, 1234567.5), "1,234,567.5");
/// assert_eq!(number(Lang::Ru, 12345.0), "12\u{202f}345");
/// assert_eq!(number(Lang::Ru, -4200.25), "-4200,25");
/// ```
pub fn number(lang: Lang, value: f64) -> String {
    let plain = format!("{value:.3}");
    let plain = plain.trim_end_matches('0').trim_end_matches('.');
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let (separator, point) = match lang {
        Lang::En => (",", "."),
        Lang::Ru => (THIN_SPACE, ","),
    };
    // Russian writes four digits together.
    let grouped = match (lang, digits.len()) {
        (Lang::Ru, ..=4) => digits.to_owned(),
        _ => group(digits, separator),
    };
    if decimals.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped}{point}{decimals}") }
}

/// So many minor units as a number with this many decimals, all of them shown. Exact, unlike [`number`].
///
/// ```
/// use bellwether_kernel::lang::Lang;
/// use bellwether_web::format::minor_units;
/// assert_eq!(minor_units(Lang::En, -123_456_789, 2), "-1,234,567.89");
/// assert_eq!(minor_units(Lang::Ru, 1_234_500, 2), "12\u{202f}345,00");
/// assert_eq!(minor_units(Lang::En, 5, 0), "5");
/// ```
pub fn minor_units(lang: Lang, minor: i64, decimals: u8) -> String {
    let places = usize::from(decimals);
    let digits = format!("{:0>width$}", minor.unsigned_abs(), width = places + 1);
    let (whole, rest) = digits.split_at(digits.len() - places);
    let (separator, point) = match lang {
        Lang::En => (",", "."),
        Lang::Ru => (THIN_SPACE, ","),
    };
    let grouped = match (lang, whole.len()) {
        (Lang::Ru, ..=4) => whole.to_owned(),
        _ => group(whole, separator),
    };
    let sign = if minor < 0 { "-" } else { "" };
    if places == 0 { format!("{sign}{grouped}") } else { format!("{sign}{grouped}{point}{rest}") }
}

fn group(digits: &str, separator: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push_str(separator);
        }
        grouped.push(digit);
    }
    grouped
}

/// A date as exact as it is known.
///
/// ```
/// use bellwether_kernel::lang::Lang;
/// use bellwether_web::format::date;
/// assert_eq!(date(Lang::En, 2026, Some(11), Some(22)), "22 Nov 2026");
/// assert_eq!(date(Lang::Ru, 2026, Some(11), Some(22)), "22 ноя 2026");
/// assert_eq!(date(Lang::Ru, 2026, Some(5), None), "май 2026");
/// assert_eq!(date(Lang::En, 1999, None, None), "1999");
/// ```
pub fn date(lang: Lang, year: i16, month: Option<u8>, day: Option<u8>) -> String {
    let name = |month: u8, day: Option<u8>| match (lang, day) {
        // The only short name that differs between "мая" (of May) and "май" (May).
        (Lang::Ru, None) if month == 5 => "май",
        (Lang::Ru, _) => MONTHS_RU[usize::from(month.clamp(1, 12)) - 1],
        (Lang::En, _) => MONTHS_EN[usize::from(month.clamp(1, 12)) - 1],
    };
    match (month, day) {
        (Some(month), Some(day)) => format!("{day} {} {year}", name(month, Some(day))),
        (Some(month), None) => format!("{} {year}", name(month, None)),
        _ => year.to_string(),
    }
}

/// The day of an instant in a zone.
pub fn day(lang: Lang, at: Timestamp, zone: &TimeZone) -> String {
    let local = at.to_zoned(zone.clone());
    date(lang, local.year(), local.month().try_into().ok(), local.day().try_into().ok())
}

/// The day and minute of an instant in a zone: `22 Nov 2026, 10:07`.
pub fn moment(lang: Lang, at: Timestamp, zone: &TimeZone) -> String {
    let local = at.to_zoned(zone.clone());
    format!("{}, {:02}:{:02}", day(lang, at, zone), local.hour(), local.minute())
}

/// A size of data in the unit that reads best, in powers of 1000: `25 MB`, `25 МБ`.
///
/// ```
/// use bellwether_kernel::lang::Lang;
/// assert_eq!(bellwether_web::format::bytes(Lang::En, 1_536_000), "1.5\u{202f}MB");
/// ```
pub fn bytes(lang: Lang, size: u64) -> String {
    let units = match lang {
        Lang::En => ["B", "kB", "MB", "GB", "TB"],
        Lang::Ru => ["Б", "кБ", "МБ", "ГБ", "ТБ"],
    };
    let mut value = size as f64;
    let mut unit = 0;
    while value >= 1000.0 && unit + 1 < units.len() {
        value /= 1000.0;
        unit += 1;
    }
    let rounded = if value < 10.0 { (value * 10.0).round() / 10.0 } else { value.round() };
    format!("{}{THIN_SPACE}{}", number(lang, rounded), units[unit])
}

/// How long something took, in the two units that matter: `4 s`, `2 min 5 s`, `3 h 20 min`, `2 d 4 h`.
///
/// ```
/// use bellwether_kernel::lang::Lang;
/// use bellwether_web::format::duration;
/// assert_eq!(duration(Lang::En, 0), "0\u{202f}s");
/// assert_eq!(duration(Lang::Ru, 3_725), "1\u{202f}ч 2\u{202f}мин");
/// ```
pub fn duration(lang: Lang, seconds: u64) -> String {
    let names = match lang {
        Lang::En => ["d", "h", "min", "s"],
        Lang::Ru => ["дн.", "ч", "мин", "с"],
    };
    let counts = [seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60];
    let first = counts.iter().position(|count| *count > 0).unwrap_or(counts.len() - 1);
    let shown = counts.into_iter().zip(names).enumerate().skip(first).take(2);
    let parts = shown.filter(|(at, (count, _))| *at == first || *count > 0);
    let parts = parts.map(|(_, (count, name))| format!("{}{THIN_SPACE}{name}", number(lang, count as f64)));
    parts.collect::<Vec<_>>().join(" ")
}
