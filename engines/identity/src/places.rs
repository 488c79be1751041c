//! Countries, regions and cities named in an affiliation.
//!
//! Names come from the registry's own records and the list of countries; the table below adds what people write instead (`UK`,
//! `Deutschland`, `P.R. China`). Nothing here knows institutions.

use std::collections::HashMap;

use crate::countries::COUNTRIES;
use crate::lexicon;
use crate::registry::Organisation;
use crate::text::{self, Word};

/// A country as two letters.
pub type Country = [u8; 2];

/// Names of countries, regions and cities, each with the countries that it may mean.
#[derive(Debug, Default)]
pub struct Places {
    countries: HashMap<u64, Vec<Country>>,
    regions: HashMap<u64, Vec<Country>>,
    cities: HashMap<u64, Vec<Country>>,
}

impl Places {
    /// Collects the places of the registry's records.
    pub fn of(organisations: &[Organisation]) -> Self {
        let mut places = Places::default();
        for place in organisations.iter().flat_map(|organisation| &organisation.places) {
            let Some(country) = country(&place.country_code) else { continue };
            insert(&mut places.countries, &place.country, country);
            insert(&mut places.regions, &place.region, country);
            insert(&mut places.cities, &place.city, country);
        }
        for (code, name) in COUNTRIES {
            insert(&mut places.countries, name, *code);
        }
        for (code, names) in ALSO {
            for name in names.split('|') {
                insert(&mut places.countries, name, *code);
            }
        }
        places
    }

    /// The countries that these words (of one part of an affiliation) name, the surest kind of mention first:
    /// a country by itself between commas or at the end; else a region or a state's letters; else a city.
    pub fn countries_in(&self, words: &[Word]) -> Vec<Country> {
        let spans = spans(words);
        let mut found = Vec::new();
        for (at, span) in spans.iter().enumerate() {
            let exact = self.countries.get(&key_of(span));
            let exact = exact.or_else(|| self.at_end(span).filter(|_| at + 1 == spans.len()));
            found.extend(exact.into_iter().flatten().copied());
            // `Georgia` is a country and a state.
            if exact.is_some() {
                found.extend(self.regions.get(&key_of(span)).into_iter().flatten().copied());
            }
        }
        if found.is_empty() {
            for span in spans.iter().skip(1) {
                let plain: Vec<&&Word> = span.iter().filter(|word| !has_digit(word)).collect();
                let letters = plain.len() == 1 && plain[0].capitals && is_us_state(&plain[0].text);
                found.extend(letters.then_some(*b"US"));
                found.extend(self.regions.get(&key_of(span)).into_iter().flatten().copied());
            }
        }
        if found.is_empty() {
            for span in spans.iter().skip(1) {
                found.extend(self.cities.get(&key_of(span)).into_iter().flatten().copied());
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// A country in the last one to four words of the last span: `75013 Paris France`.
    fn at_end(&self, span: &[&Word]) -> Option<&Vec<Country>> {
        (1..=4.min(span.len())).rev().find_map(|count| self.countries.get(&key_of(&span[span.len() - count..])))
    }

    /// Is the span a place and nothing else?
    pub fn is_place(&self, key: u64) -> bool {
        self.countries.contains_key(&key) || self.regions.contains_key(&key) || self.cities.contains_key(&key)
    }
}

/// Countries that affiliations and the registry often state for one another count as one.
pub fn group(country: Country) -> Country {
    match &country {
        b"HK" | b"TW" | b"MO" => *b"CN",
        b"PR" | b"GU" | b"VI" => *b"US",
        b"RE" | b"GP" | b"MQ" | b"GF" | b"NC" | b"PF" => *b"FR",
        b"JE" | b"GG" | b"IM" => *b"GB",
        _ => country,
    }
}

/// Two letters of a code.
pub fn country(code: &str) -> Option<Country> {
    code.as_bytes().try_into().ok()
}

/// Order-free key of the words of a place, without joining words, numbers and postal codes.
pub fn key(name: &str) -> u64 {
    let words = text::words(name);
    key_of(&words.iter().collect::<Vec<_>>())
}

fn key_of(words: &[&Word]) -> u64 {
    let plain = words.iter().filter(|word| !has_digit(word));
    plain.filter_map(|word| lexicon::canonical(&word.text)).fold(0, |sum, word| sum.wrapping_add(text::hash(word)))
}

fn insert(names: &mut HashMap<u64, Vec<Country>>, name: &str, country: Country) {
    let key = key(name);
    if key != 0 {
        let countries = names.entry(key).or_default();
        if !countries.contains(&country) {
            countries.push(country);
        }
    }
}

/// The words between separators, span by span.
fn spans(words: &[Word]) -> Vec<Vec<&Word>> {
    words.chunk_by(|one, next| one.span == next.span).map(|span| span.iter().collect()).collect()
}

fn has_digit(word: &Word) -> bool {
    word.text.bytes().any(|byte| byte.is_ascii_digit())
}

fn is_us_state(word: &str) -> bool {
    const STATES: &str = " al ak az ar ca co ct de dc fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj \
                          nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy ";
    word.len() == 2 && STATES.contains(&format!(" {word} "))
}

/// Other names of countries, as affiliations have them.
const ALSO: &[(Country, &str)] = &[
    (*b"AE", "UAE|U.A.E.|Emirates"),
    (*b"AR", "República Argentina"),
    (*b"AT", "Österreich"),
    (*b"AU", "Commonwealth of Australia"),
    (*b"BA", "Bosnia|Bosna i Hercegovina"),
    (*b"BE", "Belgique|België|Belgien"),
    (*b"BR", "Brasil"),
    (*b"BY", "Belarus|Republic of Belarus|Byelorussia|Беларусь"),
    (*b"CD", "DRC|Democratic Republic of Congo|DR Congo"),
    (*b"CH", "Suisse|Schweiz|Svizzera"),
    (*b"CI", "Ivory Coast|Côte d'Ivoire"),
    (
        *b"CN",
        "PRC|P.R.C.|P.R. China|PR China|People's Republic of China|The People's Republic of China|P. R. of China|Mainland China|China PR",
    ),
    (*b"CZ", "Czech Republic|Czechia|Česká republika|Czechoslovakia"),
    (
        *b"DE",
        "Deutschland|Allemagne|FRG|F.R.G.|Federal Republic of Germany|West Germany|GDR|German Democratic Republic",
    ),
    (*b"DK", "Danmark"),
    (*b"DZ", "Algérie"),
    (*b"EG", "Arab Republic of Egypt|A.R.E."),
    (*b"ES", "España|Espagne"),
    (*b"FI", "Suomi"),
    (*b"FR", "République française"),
    (*b"GB", "UK|U.K.|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|GB"),
    (*b"GR", "Hellas|Hellenic Republic"),
    (*b"HK", "Hong Kong|Hong Kong SAR|HKSAR|Hong Kong SAR China"),
    (*b"HR", "Hrvatska"),
    (*b"HU", "Magyarország"),
    (*b"IE", "Eire|Republic of Ireland"),
    (*b"IR", "Islamic Republic of Iran|I.R. Iran|IR Iran|Iran"),
    (*b"IT", "Italia|Italie|Italien"),
    (*b"KG", "Kyrgyz Republic"),
    (*b"KP", "DPRK|North Korea"),
    (*b"KR", "Korea|South Korea|Republic of Korea|Korea South|ROK|Korea Republic"),
    (*b"KZ", "Republic of Kazakhstan|Казахстан"),
    (*b"LA", "Laos|Lao PDR"),
    (*b"MA", "Maroc"),
    (*b"MD", "Moldova|Republic of Moldova"),
    (*b"MK", "Macedonia|North Macedonia|FYROM"),
    (*b"MO", "Macau|Macao|Macau SAR"),
    (*b"MX", "México|Mexique"),
    (*b"NL", "The Netherlands|Holland|Nederland|Pays-Bas"),
    (*b"NO", "Norge"),
    (*b"NZ", "Aotearoa"),
    (*b"PE", "Perú"),
    (*b"PL", "Polska|Pologne"),
    (*b"PS", "Palestine|Palestinian Territory|West Bank|Gaza|Gaza Strip|State of Palestine|Palestinian Authority"),
    (*b"RO", "România"),
    (*b"RS", "Srbija|Republic of Serbia|Serbia and Montenegro"),
    (*b"RU", "Russia|Russian Federation|Россия|Российская Федерация|USSR|U.S.S.R."),
    (*b"SA", "KSA|K.S.A.|Kingdom of Saudi Arabia"),
    (*b"SE", "Sverige"),
    (*b"SI", "Slovenija"),
    (*b"SK", "Slovak Republic|Slovensko"),
    (*b"SY", "Syria|Syrian Arab Republic"),
    (*b"TN", "Tunisie"),
    (*b"TR", "Türkiye|Turkey|Republic of Turkey"),
    (*b"TW", "Taiwan|Taiwan ROC|Taiwan R.O.C.|Republic of China|ROC|R.O.C.|Republic of China Taiwan"),
    (*b"TZ", "Tanzania|United Republic of Tanzania"),
    (*b"UA", "Україна|Украина"),
    (*b"US", "USA|U.S.A.|US|U.S.|United States of America|EEUU|Estados Unidos"),
    (*b"UZ", "Republic of Uzbekistan"),
    (*b"VE", "República Bolivariana de Venezuela"),
    (*b"VN", "Viet Nam|Vietnam"),
    (*b"ZA", "RSA|Republic of South Africa"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::Place;

    fn places() -> Places {
        let at = |city: &str, region: &str, country_code: &str, country: &str| Organisation {
            places: vec![Place {
                city: city.into(),
                region: region.into(),
                region_code: String::new(),
                country_code: country_code.into(),
                country: country.into(),
            }],
            ..Organisation::default()
        };
        Places::of(&[
            at("Paris", "Île-de-France", "FR", "France"),
            at("Tbilisi", "", "GE", "Georgia"),
            at("Atlanta", "Georgia", "US", "United States"),
        ])
    }

    fn found(text: &str) -> Vec<String> {
        let countries = places().countries_in(&text::words(text));
        countries.iter().map(|code| String::from_utf8_lossy(code).into_owned()).collect()
    }

    #[test]
    fn the_surest_mention_counts() {
        assert_eq!(found("Université X, 75013 Paris, France"), ["FR"]);
        assert_eq!(found("Hospital Y, 75013 Paris France"), ["FR"]);
        assert_eq!(found("Dept, University of Z, Boston, MA 02115"), ["US"]);
        assert_eq!(found("Institute, Paris"), ["FR"]);
        assert_eq!(found("Clinic, Seoul, Republic of Korea"), ["KR"]);
        assert_eq!(found("University, Atlanta, Georgia"), ["GE", "US"]);
        assert_eq!(found("Institute of Georgia studies"), Vec::<String>::new());
    }
}
