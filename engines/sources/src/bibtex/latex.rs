//! LaTeX in the values of BibTeX, turned into plain text.
//!
//! Known: accents, the usual symbols, Greek letters, super- and subscripts and formatting, of which the text stays. An unknown
//! command leaves its name, so that nothing is lost without trace.

use unicode_normalization::char::compose;

/// Commands that only change how text looks; their arguments stay.
#[rustfmt::skip]
const SILENT: &[&str] = &[
    "textit", "textbf", "textsc", "textrm", "textsf", "texttt", "textup", "textsl", "textmd", "textnormal",
    "textsuperscript", "textsubscript", "emph", "em", "it", "bf", "sl", "sc", "rm", "sf", "tt", "itshape",
    "bfseries", "scshape", "upshape", "mathrm", "mathit", "mathbf", "mathsf", "mathcal", "mbox", "text",
    "ensuremath", "url", "protect", "relax",
];

/// Commands that stand for characters.
#[rustfmt::skip]
const SYMBOLS: &[(&str, &str)] = &[
    ("ss", "ß"), ("ae", "æ"), ("AE", "Æ"), ("oe", "œ"), ("OE", "Œ"), ("aa", "å"), ("AA", "Å"), ("o", "ø"), ("O", "Ø"),
    ("l", "ł"), ("L", "Ł"), ("i", "ı"), ("j", "ȷ"), ("dh", "ð"), ("DH", "Ð"), ("th", "þ"), ("TH", "Þ"), ("dj", "đ"), ("DJ", "Đ"),
    ("ng", "ŋ"), ("NG", "Ŋ"), ("S", "§"), ("P", "¶"), ("dag", "†"), ("ddag", "‡"), ("copyright", "©"), ("pounds", "£"),
    ("textless", "<"), ("textgreater", ">"), ("textbar", "|"), ("textbackslash", "\\"), ("textasciitilde", "~"),
    ("textasciicircum", "^"), ("textunderscore", "_"), ("textbraceleft", "{"), ("textbraceright", "}"), ("textdollar", "$"),
    ("textendash", "–"), ("textemdash", "—"), ("textquoteleft", "‘"), ("textquoteright", "’"), ("textquotedblleft", "“"),
    ("textquotedblright", "”"), ("textquotesingle", "'"), ("textquotedbl", "\""), ("textellipsis", "…"), ("ldots", "…"),
    ("dots", "…"), ("textregistered", "®"), ("texttrademark", "™"), ("textcopyright", "©"), ("textdegree", "°"),
    ("textmu", "µ"), ("textmicro", "µ"), ("textpm", "±"), ("texttimes", "×"), ("textdiv", "÷"), ("textbullet", "•"),
    ("textperiodcentered", "·"), ("textordfeminine", "ª"), ("textordmasculine", "º"), ("textonehalf", "½"),
    ("texteuro", "€"), ("euro", "€"), ("textsection", "§"), ("textparagraph", "¶"), ("guillemotleft", "«"),
    ("guillemotright", "»"), ("textexclamdown", "¡"), ("textquestiondown", "¿"), ("pm", "±"), ("mp", "∓"), ("times", "×"),
    ("cdot", "·"), ("bullet", "•"), ("leq", "≤"), ("le", "≤"), ("geq", "≥"), ("ge", "≥"), ("neq", "≠"), ("ne", "≠"),
    ("approx", "≈"), ("sim", "∼"), ("simeq", "≃"), ("equiv", "≡"), ("lt", "<"), ("gt", ">"), ("infty", "∞"), ("degree", "°"),
    ("circ", "°"), ("prime", "′"), ("rightarrow", "→"), ("to", "→"), ("leftarrow", "←"), ("leftrightarrow", "↔"),
    ("uparrow", "↑"), ("downarrow", "↓"), ("Rightarrow", "⇒"), ("sum", "∑"), ("sqrt", "√"), ("partial", "∂"), ("in", "∈"),
    ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"), ("epsilon", "ε"), ("varepsilon", "ε"), ("zeta", "ζ"),
    ("eta", "η"), ("theta", "θ"), ("vartheta", "ϑ"), ("iota", "ι"), ("kappa", "κ"), ("lambda", "λ"), ("mu", "μ"), ("nu", "ν"),
    ("xi", "ξ"), ("pi", "π"), ("rho", "ρ"), ("sigma", "σ"), ("tau", "τ"), ("upsilon", "υ"), ("phi", "φ"), ("varphi", "φ"),
    ("chi", "χ"), ("psi", "ψ"), ("omega", "ω"), ("Gamma", "Γ"), ("Delta", "Δ"), ("Theta", "Θ"), ("Lambda", "Λ"), ("Xi", "Ξ"),
    ("Pi", "Π"), ("Sigma", "Σ"), ("Upsilon", "Υ"), ("Phi", "Φ"), ("Psi", "Ψ"), ("Omega", "Ω"), ("TeX", "TeX"),
    ("LaTeX", "LaTeX"), ("quad", " "), ("qquad", " "), ("newline", " "), ("par", " "), ("space", " "),
];

/// Accent commands and the combining character that they put on the next letter.
const ACCENTS: [(&str, char); 15] = [
    ("`", '\u{300}'),
    ("'", '\u{301}'),
    ("^", '\u{302}'),
    ("~", '\u{303}'),
    ("=", '\u{304}'),
    ("u", '\u{306}'),
    (".", '\u{307}'),
    ("\"", '\u{308}'),
    ("r", '\u{30A}'),
    ("H", '\u{30B}'),
    ("v", '\u{30C}'),
    ("d", '\u{323}'),
    ("c", '\u{327}'),
    ("k", '\u{328}'),
    ("b", '\u{331}'),
];

/// The plain text of a value; runs of white space become one space.
pub(super) fn text(value: &str) -> String {
    let mut decoder = Decoder { rest: value, out: String::with_capacity(value.len()), in_math: false, open_quotes: 0 };
    while let Some(character) = decoder.take() {
        decoder.decode(character);
    }
    crate::plain::collapse(&decoder.out)
}

/// The text of an address, DOI or number: only braces and backslashes before special characters go.
pub(super) fn verbatim(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut characters = value.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '{' | '}' => {}
            '\\' if characters.peek().is_some_and(|next| "_%&#${}~".contains(*next)) => {}
            _ => out.push(character),
        }
    }
    out.trim().to_owned()
}

struct Decoder<'a> {
    rest: &'a str,
    out: String,
    in_math: bool,
    open_quotes: usize,
}

impl Decoder<'_> {
    fn take(&mut self) -> Option<char> {
        let character = self.rest.chars().next()?;
        self.rest = &self.rest[character.len_utf8()..];
        Some(character)
    }

    fn eat(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn decode(&mut self, character: char) {
        match character {
            '\\' => self.command(),
            '{' | '}' => {}
            '$' => self.in_math = !self.in_math,
            '^' | '_' if self.in_math => {}
            '~' => self.out.push(' '),
            '-' if self.eat("--") => self.out.push('—'),
            '-' if self.eat("-") => self.out.push('–'),
            '`' if self.eat("`") => {
                self.open_quotes += 1;
                self.out.push('“');
            }
            // Two apostrophes that close nothing stand for themselves.
            '\'' if self.open_quotes > 0 && self.eat("'") => {
                self.open_quotes -= 1;
                self.out.push('”');
            }
            other => self.out.push(other),
        }
    }

    /// What follows a backslash.
    fn command(&mut self) {
        let letters = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let length = if letters > 0 { letters } else { self.rest.chars().next().map_or(0, char::len_utf8) };
        let (name, rest) = self.rest.split_at(length);
        self.rest = if letters > 0 { rest.trim_start_matches([' ', '\t']) } else { rest };
        if let Some((_, accent)) = ACCENTS.iter().find(|(known, _)| *known == name) {
            return self.accent(*accent);
        }
        match name {
            "" | "\\" | " " | "," | ";" | ":" | "\n" | "\t" => self.out.push(' '),
            "!" | "-" | "/" | "(" | ")" | "[" | "]" | "@" => {}
            "href" => self.skip_group(),
            _ if SILENT.contains(&name) => {}
            _ => match SYMBOLS.iter().find(|(known, _)| *known == name) {
                Some((_, symbol)) => self.out.push_str(symbol),
                None => self.out.push_str(name),
            },
        }
    }

    /// Puts an accent on the next letter, which may stand in braces or be a dotless `\i`.
    fn accent(&mut self, accent: char) {
        self.rest = self.rest.trim_start();
        while self.eat("{") {}
        let letter = match self.take() {
            Some('\\') => {
                let letters = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
                let (name, rest) = self.rest.split_at(letters);
                self.rest = rest;
                match name {
                    "i" => Some('i'),
                    "j" => Some('j'),
                    _ => SYMBOLS.iter().find(|(known, _)| *known == name).and_then(|(_, symbol)| symbol.chars().next()),
                }
            }
            other => other,
        };
        match letter {
            Some('}') | None => {}
            Some(letter) => match compose(letter, accent) {
                Some(whole) => self.out.push(whole),
                None => self.out.extend([letter, accent]),
            },
        }
    }

    /// Passes the group that begins here.
    fn skip_group(&mut self) {
        let mut depth = 0_usize;
        for (at, byte) in self.rest.bytes().enumerate() {
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                self.rest = if at == 0 { self.rest } else { &self.rest[at + 1..] };
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_symbols_and_formatting_become_text() {
        let cases = [
            (
                r#"Erd{\H{o}}s, G{\"o}del, Na{\"\i}ve, \'Elan, Fran\c{c}ois, \v{S}koda, {\AA}ngstr\"{o}m, \o re"#,
                "Erdős, Gödel, Naïve, Élan, François, Škoda, Ångström, øre",
            ),
            (
                r"The {DNA} of {\textless}i{\textgreater}E. coli{\textless}/i{\textgreater} \& 5\,\% of \$3",
                "The DNA of <i>E. coli</i> & 5 % of $3",
            ),
            (r"$\alpha_{2}$-macroglobulin, Ca$^{2+}$, TNF-$\alpha$", "α2-macroglobulin, Ca2+, TNF-α"),
            (
                r"\textit{In vitro} and {\em in vivo}: ``quoted'' ''raw'' 1--2 --- \href{http://x.y/{z}}{a link}",
                "In vitro and in vivo: “quoted” ''raw'' 1–2 — a link",
            ),
            (r"\unknowncommand{x} ends with \", "unknowncommandx ends with"),
            (r"\'{}a \'", "a"),
            (r"\.z \d{q}", "ż q\u{323}"),
        ];
        for (latex, expected) in cases {
            assert_eq!(text(latex), expected, "{latex}");
        }
        assert_eq!(verbatim(r"10.1002/(SICI)1097\_{x}"), "10.1002/(SICI)1097_x");
    }
}
