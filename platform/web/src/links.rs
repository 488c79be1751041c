//! Addresses with a query, escaped as they must be. The paths themselves come from each slice's `urls`.

use std::fmt;

/// An address inside the product: a path and what is asked of it.
///
/// ```
/// use bellwether_web::links::Link;
/// let link = Link::to("/evidence").with("q", "heart & lung").with_if("year", Some(2020)).with_if("venue", None::<&str>);
/// assert_eq!(link.to_string(), "/evidence?q=heart+%26+lung&year=2020");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    path: String,
    query: String,
}

impl Link {
    /// An address without a query.
    pub fn to(path: impl Into<String>) -> Self {
        Link { path: path.into(), query: String::new() }
    }

    /// Adds a name and value to the query.
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        let mut pair = form_urlencoded::Serializer::new(std::mem::take(&mut self.query));
        pair.append_pair(name, &value.to_string());
        self.query = pair.finish();
        self
    }

    /// Adds a name and value to the query, if there is a value.
    pub fn with_if(self, name: &str, value: Option<impl fmt::Display>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Keeps a query as it came, but for the names in `without`.
    pub fn keeping(mut self, raw_query: &str, without: &[&str]) -> Self {
        for (name, value) in form_urlencoded::parse(raw_query.as_bytes()) {
            if !without.contains(&name.as_ref()) {
                self = self.with(&name, value);
            }
        }
        self
    }
}

/// One segment of a path, escaped: ids may hold slashes and blanks.
///
/// ```
/// assert_eq!(bellwether_web::links::segment("10.1/a b"), "10.1%2Fa%20b");
/// ```
pub fn segment(text: &str) -> String {
    const KEPT: &percent_encoding::AsciiSet =
        &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');
    percent_encoding::utf8_percent_encode(text, KEPT).to_string()
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if !self.query.is_empty() {
            write!(f, "?{}", self.query)?;
        }
        Ok(())
    }
}

impl maud::Render for Link {
    fn render_to(&self, buffer: &mut String) {
        maud::Render::render_to(&self.to_string(), buffer);
    }
}
