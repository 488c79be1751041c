//! Names and codes of languages, mapped to the codes of MEDLINE (ISO 639-2, bibliographic).

/// ISO 639-1 code, ISO 639-2 bibliographic code, English name (ISO 639 tables of the Library of Congress).
#[rustfmt::skip]
const LANGUAGES: &[(&str, &str, &str)] = &[
    ("aa", "aar", "Afar"), ("ab", "abk", "Abkhazian"), ("ae", "ave", "Avestan"), ("af", "afr", "Afrikaans"),
    ("ak", "aka", "Akan"), ("am", "amh", "Amharic"), ("an", "arg", "Aragonese"), ("ar", "ara", "Arabic"),
    ("as", "asm", "Assamese"), ("av", "ava", "Avaric"), ("ay", "aym", "Aymara"), ("az", "aze", "Azerbaijani"),
    ("ba", "bak", "Bashkir"), ("be", "bel", "Belarusian"), ("bg", "bul", "Bulgarian"), ("bi", "bis", "Bislama"),
    ("bm", "bam", "Bambara"), ("bn", "ben", "Bengali"), ("bo", "tib", "Tibetan"), ("br", "bre", "Breton"),
    ("bs", "bos", "Bosnian"), ("ca", "cat", "Catalan"), ("ce", "che", "Chechen"), ("ch", "cha", "Chamorro"),
    ("co", "cos", "Corsican"), ("cr", "cre", "Cree"), ("cs", "cze", "Czech"), ("cu", "chu", "Church Slavic"),
    ("cv", "chv", "Chuvash"), ("cy", "wel", "Welsh"), ("da", "dan", "Danish"), ("de", "ger", "German"),
    ("dv", "div", "Divehi"), ("dz", "dzo", "Dzongkha"), ("ee", "ewe", "Ewe"), ("el", "gre", "Greek"),
    ("en", "eng", "English"), ("eo", "epo", "Esperanto"), ("es", "spa", "Spanish"), ("et", "est", "Estonian"),
    ("eu", "baq", "Basque"), ("fa", "per", "Persian"), ("ff", "ful", "Fulah"), ("fi", "fin", "Finnish"),
    ("fj", "fij", "Fijian"), ("fo", "fao", "Faroese"), ("fr", "fre", "French"), ("fy", "fry", "Western Frisian"),
    ("ga", "gle", "Irish"), ("gd", "gla", "Scottish Gaelic"), ("gl", "glg", "Galician"), ("gn", "grn", "Guarani"),
    ("gu", "guj", "Gujarati"), ("gv", "glv", "Manx"), ("ha", "hau", "Hausa"), ("he", "heb", "Hebrew"),
    ("hi", "hin", "Hindi"), ("ho", "hmo", "Hiri Motu"), ("hr", "hrv", "Croatian"), ("ht", "hat", "Haitian"),
    ("hu", "hun", "Hungarian"), ("hy", "arm", "Armenian"), ("hz", "her", "Herero"),
    ("ia", "ina", "Interlingua (International Auxiliary Language Association)"), ("id", "ind", "Indonesian"),
    ("ie", "ile", "Interlingue"), ("ig", "ibo", "Igbo"), ("ii", "iii", "Sichuan Yi"), ("ik", "ipk", "Inupiaq"),
    ("io", "ido", "Ido"), ("is", "ice", "Icelandic"), ("it", "ita", "Italian"), ("iu", "iku", "Inuktitut"),
    ("ja", "jpn", "Japanese"), ("jv", "jav", "Javanese"), ("ka", "geo", "Georgian"), ("kg", "kon", "Kongo"),
    ("ki", "kik", "Kikuyu"), ("kj", "kua", "Kuanyama"), ("kk", "kaz", "Kazakh"), ("kl", "kal", "Kalaallisut"),
    ("km", "khm", "Khmer"), ("kn", "kan", "Kannada"), ("ko", "kor", "Korean"), ("kr", "kau", "Kanuri"),
    ("ks", "kas", "Kashmiri"), ("ku", "kur", "Kurdish"), ("kv", "kom", "Komi"), ("kw", "cor", "Cornish"),
    ("ky", "kir", "Kirghiz"), ("la", "lat", "Latin"), ("lb", "ltz", "Luxembourgish"), ("lg", "lug", "Ganda"),
    ("li", "lim", "Limburgan"), ("ln", "lin", "Lingala"), ("lo", "lao", "Lao"), ("lt", "lit", "Lithuanian"),
    ("lu", "lub", "Luba-Katanga"), ("lv", "lav", "Latvian"), ("mg", "mlg", "Malagasy"), ("mh", "mah", "Marshallese"),
    ("mi", "mao", "Maori"), ("mk", "mac", "Macedonian"), ("ml", "mal", "Malayalam"), ("mn", "mon", "Mongolian"),
    ("mr", "mar", "Marathi"), ("ms", "may", "Malay"), ("mt", "mlt", "Maltese"), ("my", "bur", "Burmese"),
    ("na", "nau", "Nauru"), ("nb", "nob", "Norwegian Bokmål"), ("nd", "nde", "North Ndebele"),
    ("ne", "nep", "Nepali"), ("ng", "ndo", "Ndonga"), ("nl", "dut", "Dutch"), ("nn", "nno", "Norwegian Nynorsk"),
    ("no", "nor", "Norwegian"), ("nr", "nbl", "South Ndebele"), ("nv", "nav", "Navajo"), ("ny", "nya", "Chichewa"),
    ("oc", "oci", "Occitan"), ("oj", "oji", "Ojibwa"), ("om", "orm", "Oromo"), ("or", "ori", "Oriya"),
    ("os", "oss", "Ossetian"), ("pa", "pan", "Punjabi"), ("pi", "pli", "Pali"), ("pl", "pol", "Polish"),
    ("ps", "pus", "Pushto"), ("pt", "por", "Portuguese"), ("qu", "que", "Quechua"), ("rm", "roh", "Romansh"),
    ("rn", "run", "Rundi"), ("ro", "rum", "Romanian"), ("ru", "rus", "Russian"), ("rw", "kin", "Kinyarwanda"),
    ("sa", "san", "Sanskrit"), ("sc", "srd", "Sardinian"), ("sd", "snd", "Sindhi"), ("se", "sme", "Northern Sami"),
    ("sg", "sag", "Sango"), ("sh", "hbs", "Serbo-Croatian"), ("si", "sin", "Sinhala"), ("sk", "slo", "Slovak"),
    ("sl", "slv", "Slovenian"), ("sm", "smo", "Samoan"), ("sn", "sna", "Shona"), ("so", "som", "Somali"),
    ("sq", "alb", "Albanian"), ("sr", "srp", "Serbian"), ("ss", "ssw", "Swati"), ("st", "sot", "Southern Sotho"),
    ("su", "sun", "Sundanese"), ("sv", "swe", "Swedish"), ("sw", "swa", "Swahili"), ("ta", "tam", "Tamil"),
    ("te", "tel", "Telugu"), ("tg", "tgk", "Tajik"), ("th", "tha", "Thai"), ("ti", "tir", "Tigrinya"),
    ("tk", "tuk", "Turkmen"), ("tl", "tgl", "Tagalog"), ("tn", "tsn", "Tswana"),
    ("to", "ton", "Tonga (Tonga Islands)"), ("tr", "tur", "Turkish"), ("ts", "tso", "Tsonga"), ("tt", "tat", "Tatar"),
    ("tw", "twi", "Twi"), ("ty", "tah", "Tahitian"), ("ug", "uig", "Uighur"), ("uk", "ukr", "Ukrainian"),
    ("ur", "urd", "Urdu"), ("uz", "uzb", "Uzbek"), ("ve", "ven", "Venda"), ("vi", "vie", "Vietnamese"),
    ("vo", "vol", "Volapük"), ("wa", "wln", "Walloon"), ("wo", "wol", "Wolof"), ("xh", "xho", "Xhosa"),
    ("yi", "yid", "Yiddish"), ("yo", "yor", "Yoruba"), ("za", "zha", "Zhuang"), ("zh", "chi", "Chinese"),
    ("zu", "zul", "Zulu"),
];

/// ISO 639-2 terminological codes that differ from the bibliographic ones.
#[rustfmt::skip]
const TERMINOLOGICAL: &[(&str, &str)] = &[
    ("bod", "tib"), ("ces", "cze"), ("cym", "wel"), ("deu", "ger"), ("ell", "gre"), ("eus", "baq"), ("fas", "per"),
    ("fra", "fre"), ("hye", "arm"), ("isl", "ice"), ("kat", "geo"), ("mkd", "mac"), ("mri", "mao"), ("msa", "may"),
    ("mya", "bur"), ("nld", "dut"), ("ron", "rum"), ("slk", "slo"), ("sqi", "alb"), ("zho", "chi"),
];

/// Names that BibLaTeX has for languages and their variants, beside the English ones.
#[rustfmt::skip]
const LATEX: &[(&str, &str)] = &[
    ("american", "eng"), ("australian", "eng"), ("austrian", "ger"), ("brazil", "por"), ("brazilian", "por"),
    ("british", "eng"), ("canadian", "eng"), ("francais", "fre"), ("naustrian", "ger"), ("ngerman", "ger"),
    ("nswissgerman", "ger"), ("portuges", "por"), ("swissgerman", "ger"), ("ukenglish", "eng"), ("usenglish", "eng"),
];

/// The ISO 639-2 code for a code or English name, such as `en`, `en-US`, `eng`, `English`. Other words stay as they are.
pub(crate) fn code(language: &str) -> String {
    let language = language.trim();
    let lower = language.to_ascii_lowercase();
    let primary = lower.split(['-', '_']).next().unwrap_or_default();
    let by_name = |name: &str| name.eq_ignore_ascii_case(language);
    let known = LANGUAGES.iter().find(|(two, three, name)| primary == *two || primary == *three || by_name(name));
    match known {
        Some((_, three, _)) => (*three).to_owned(),
        None => TERMINOLOGICAL
            .iter()
            .chain(LATEX)
            .find(|(code, _)| *code == primary)
            .map_or_else(|| language.to_owned(), |(_, three)| (*three).to_owned()),
    }
}

/// The codes for a list of languages such as `English; French`.
pub(crate) fn codes(languages: &str) -> Vec<String> {
    let parts = languages.split([';', ',', '/', '|']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_of_every_kind_become_medline_codes() {
        for given in ["ru", "rus", "Russian", "russian", "ru-RU", " RU "] {
            assert_eq!(code(given), "rus", "{given}");
        }
        assert_eq!(["de", "deu", "ger", "German", "ngerman"].map(code), ["ger"; 5].map(str::to_owned));
        assert_eq!(codes("English; French"), ["eng", "fre"]);
        assert_eq!(code("Klingon"), "Klingon");
        assert!(codes(" ; ").is_empty());
    }
}
