//! Tokenizers for values that are found whole: names, headings, identifiers.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::fold::Folding;

/// Ends each term of a text of terms. Folded text has no line ends, so no term has one in it.
pub const TERM_END: char = '\n';

/// Keeps a text whole, in plain form.
#[derive(Clone, Default)]
pub struct Whole {
    token: Token,
}

/// Takes a text of terms apart. They must be in plain form already, each with its [`TERM_END`].
#[derive(Clone, Default)]
pub struct Terms {
    token: Token,
}

impl Tokenizer for Whole {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        self.token.text.clear();
        let mut folding = Folding::at_end_of(&mut self.token.text);
        folding.push(text);
        let given = folding.finish() == 0;
        TermStream { token: &mut self.token, rest: if given { "" } else { text }, whole: true }
    }
}

impl Tokenizer for Terms {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        TermStream { token: &mut self.token, rest: text, whole: false }
    }
}

/// One term after another. Their places mean nothing, since no phrase is made of them.
pub struct TermStream<'a> {
    token: &'a mut Token,
    rest: &'a str,
    whole: bool,
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        if self.rest.is_empty() {
            return false;
        }
        self.token.position = 0;
        if self.whole {
            self.rest = "";
            return true;
        }
        let (term, rest) = self.rest.split_once(TERM_END).unwrap_or((self.rest, ""));
        self.token.text.clear();
        self.token.text.push_str(term);
        self.rest = rest;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use tantivy::tokenizer::{TokenStream, Tokenizer};

    use super::{Terms, Whole};

    fn all(mut stream: impl TokenStream) -> Vec<String> {
        let mut terms = Vec::new();
        while stream.advance() {
            terms.push(stream.token().text.clone());
        }
        terms
    }

    #[test]
    fn a_text_of_terms_is_taken_apart_and_a_whole_one_is_not() {
        assert_eq!(all(Terms::default().token_stream("curie\ncurie m\n")), ["curie", "curie m"]);
        assert_eq!(all(Terms::default().token_stream("")), Vec::<String>::new());
        let mut whole = Whole::default();
        assert_eq!(all(whole.token_stream(" Journal  of\nÑandús ")), ["journal of nandus"]);
        assert_eq!(all(whole.token_stream("  ")), Vec::<String>::new());
    }
}
