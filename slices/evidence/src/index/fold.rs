//! Letters brought to their plain form: lower case, no accents, Greek letters by name.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Appends the plain form of one character that is not ASCII. Nothing is appended for combining marks.
pub fn push_folded(out: &mut String, letter: char) {
    if let Some(name) = greek_name(letter) {
        out.push_str(name);
        return;
    }
    match letter {
        'ß' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'þ' | 'Þ' => out.push_str("th"),
        'ı' => out.push('i'),
        _ => {
            let plain = std::iter::once(letter).nfkd().filter(|part| !is_combining_mark(*part));
            for part in plain.flat_map(char::to_lowercase).filter(|part| !is_combining_mark(*part)) {
                out.push(part);
            }
        }
    }
}

/// The English name of a Greek letter; the micro sign is left to the caller, since it is a unit.
pub fn greek_name(letter: char) -> Option<&'static str> {
    Some(match letter {
        'α' | 'Α' => "alpha",
        'β' | 'Β' | 'ϐ' => "beta",
        'γ' | 'Γ' => "gamma",
        'δ' | 'Δ' => "delta",
        'ε' | 'Ε' | 'ϵ' => "epsilon",
        'ζ' | 'Ζ' => "zeta",
        'η' | 'Η' => "eta",
        'θ' | 'Θ' | 'ϑ' => "theta",
        'ι' | 'Ι' => "iota",
        'κ' | 'Κ' | 'ϰ' => "kappa",
        'λ' | 'Λ' => "lambda",
        'μ' | 'Μ' => "mu",
        'ν' | 'Ν' => "nu",
        'ξ' | 'Ξ' => "xi",
        'π' | 'Π' => "pi",
        'ρ' | 'Ρ' | 'ϱ' => "rho",
        'σ' | 'ς' | 'Σ' => "sigma",
        'τ' | 'Τ' => "tau",
        'φ' | 'Φ' | 'ϕ' => "phi",
        'χ' | 'Χ' => "chi",
        'ψ' | 'Ψ' => "psi",
        'ω' | 'Ω' => "omega",
        _ => return None,
    })
}

/// The whole text in plain form, with runs of spaces as one space: for names, headings and identifiers.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        if word.is_ascii() {
            let from = out.len();
            out.push_str(word);
            out[from..].make_ascii_lowercase();
            continue;
        }
        for letter in word.chars() {
            if letter.is_ascii() {
                out.push(letter.to_ascii_lowercase());
            } else {
                push_folded(&mut out, letter);
            }
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn accents_case_and_greek_become_plain() {
        assert_eq!(folded("  Müller-Łukasz \n Ñandú "), "muller-lukasz nandu");
        assert_eq!(folded("TNF-α"), "tnf-alpha");
        assert_eq!(folded("H₂O"), "h2o");
        assert_eq!(folded("Стресс"), "стресс");
    }
}
