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
    let mut folding = Folding::at_end_of(&mut out);
    folding.push(text);
    folding.finish();
    out
}

/// Folds parts of one text onto the end of another. The parts together give what [`folded`] makes of the whole.
pub struct Folding<'a> {
    out: &'a mut String,
    from: usize,
}

impl<'a> Folding<'a> {
    /// What comes is appended here.
    pub fn at_end_of(out: &'a mut String) -> Folding<'a> {
        Folding { from: out.len(), out }
    }

    /// Appends a part.
    pub fn push(&mut self, part: &str) {
        let mut rest = part;
        while let Some(letter) = rest.chars().next() {
            if letter.is_whitespace() {
                if self.out.len() > self.from && !self.out.ends_with(' ') {
                    self.out.push(' ');
                }
                rest = rest.trim_start();
                continue;
            }
            let plain = rest.bytes().take_while(u8::is_ascii_graphic).count();
            if plain > 0 {
                let at = self.out.len();
                self.out.push_str(&rest[..plain]);
                self.out[at..].make_ascii_lowercase();
                rest = &rest[plain..];
            } else if letter.is_ascii() {
                // Control characters stay; none of them is white space, which was looked at above.
                self.out.push(letter);
                rest = &rest[1..];
            } else {
                push_folded(self.out, letter);
                rest = &rest[letter.len_utf8()..];
            }
        }
    }

    /// Ends the text and tells its length in bytes.
    pub fn finish(self) -> usize {
        while self.out.len() > self.from && self.out.ends_with(char::is_whitespace) {
            self.out.pop();
        }
        self.out.len() - self.from
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Folding, folded};

    #[test]
    fn accents_case_and_greek_become_plain() {
        assert_eq!(folded("  Müller-Łukasz \n Ñandú "), "muller-lukasz nandu");
        assert_eq!(folded("TNF-α"), "tnf-alpha");
        assert_eq!(folded("H₂O"), "h2o");
        assert_eq!(folded("Стресс"), "стресс");
    }

    proptest! {
        #[test]
        fn folding_parts_is_folding_the_whole(parts in prop::collection::vec("[ \\t a-zA-Zé.\u{a0}ﬁ-]{0,6}", 0..5)) {
            let mut out = "before".to_owned();
            let mut folding = Folding::at_end_of(&mut out);
            parts.iter().for_each(|part| folding.push(part));
            folding.finish();
            prop_assert_eq!(&out["before".len()..], folded(&parts.concat()));
            prop_assert_eq!(folded(&folded(&parts.concat())), folded(&parts.concat()));
        }
    }
}
