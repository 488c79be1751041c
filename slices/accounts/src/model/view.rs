//! A view of a list that a person saved: a name for an address.

use bellwether_kernel::typed_id;

typed_id!(
    /// A saved view.
    ViewId
);

/// The most views that a person saves of one list.
pub const MOST: usize = 30;
const LONGEST_NAME: usize = 80;
const LONGEST_QUERY: usize = 4_000;

/// A view of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// The view.
    pub id: ViewId,
    /// What the person calls it.
    pub name: String,
    /// The address of the list, without what is asked of it.
    pub path: String,
    /// What is asked of it.
    pub query: String,
}

/// The address cannot be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a name and an address of this installation")]
pub struct NoView;

impl SavedView {
    /// A view of this name, of an address of this installation.
    pub fn new(name: &str, path: &str, query: &str) -> Result<SavedView, NoView> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_name = !name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.chars().any(char::is_control);
        // `//host` and backslashes lead elsewhere.
        let is_path = path.starts_with('/')
            && !path.starts_with("//")
            && path.len() <= 500
            && path.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'?' | b'#'));
        let is_query =
            query.len() <= LONGEST_QUERY && query.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#');
        if !(is_name && is_path && is_query) {
            return Err(NoView);
        }
        Ok(SavedView { id: ViewId::new(), name, path: path.to_owned(), query: query.to_owned() })
    }

    /// The address of the list as it was saved.
    pub fn href(&self) -> String {
        if self.query.is_empty() { self.path.clone() } else { format!("{}?{}", self.path, self.query) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_leads_into_this_installation_only() {
        let view = SavedView::new("  Retired   experts ", "/admin/users", "role=expert&active=no");
        let view = view.expect("a good view");
        assert_eq!(
            (view.name.as_str(), view.href().as_str()),
            ("Retired experts", "/admin/users?role=expert&active=no")
        );
        for path in
            ["", "admin", "//evil.example", "https://evil.example", "/\\evil.example", "/a?b", "/a\r\nX: 1", "/a b"]
        {
            assert_eq!(SavedView::new("a", path, ""), Err(NoView), "{path:?}");
        }
        for query in ["a\r\nX: 1", "a b", "a#b"] {
            assert_eq!(SavedView::new("a", "/a", query), Err(NoView), "{query:?}");
        }
        for name in ["", " ", "a\0", &"x".repeat(81)] {
            assert_eq!(SavedView::new(name, "/a", ""), Err(NoView), "{name:?}");
        }
    }
}
