//! Names of languages as people type them, to the codes that records hold.

/// Two-letter code, English name, MEDLINE code.
const LANGUAGES: [(&str, &str, &str); 24] = [
    ("en", "english", "eng"),
    ("ru", "russian", "rus"),
    ("de", "german", "ger"),
    ("fr", "french", "fre"),
    ("es", "spanish", "spa"),
    ("it", "italian", "ita"),
    ("pt", "portuguese", "por"),
    ("zh", "chinese", "chi"),
    ("ja", "japanese", "jpn"),
    ("ko", "korean", "kor"),
    ("pl", "polish", "pol"),
    ("nl", "dutch", "dut"),
    ("uk", "ukrainian", "ukr"),
    ("cs", "czech", "cze"),
    ("sv", "swedish", "swe"),
    ("da", "danish", "dan"),
    ("no", "norwegian", "nor"),
    ("fi", "finnish", "fin"),
    ("hu", "hungarian", "hun"),
    ("tr", "turkish", "tur"),
    ("el", "greek", "gre"),
    ("he", "hebrew", "heb"),
    ("ar", "arabic", "ara"),
    ("fa", "persian", "per"),
];

/// The code in records for a code or name that a person typed; unknown ones stay as they are.
pub fn code(typed: &str) -> &str {
    let found =
        LANGUAGES.iter().find(|(short, name, _)| typed.eq_ignore_ascii_case(short) || typed.eq_ignore_ascii_case(name));
    found.map_or(typed, |(_, _, code)| code)
}

/// The English name for a code in records, if it is known.
pub fn name(code: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|(_, _, known)| *known == code).map(|(_, name, _)| *name)
}
