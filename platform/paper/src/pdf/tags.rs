//! The tree of elements in the file, which links what is drawn to what it is.

use std::collections::BTreeMap;

use pdf_writer::types::{ActionType, AnnotationType, ListNumbering, StructRole, TableHeaderScope};
use pdf_writer::writers::StructElement;
use pdf_writer::{Finish, Pdf, Rect, Ref, Str, TextStr};

use crate::flow::tree::{Kid, Role, To};
use crate::flow::{HEIGHT, Laid, What};
use crate::model::Numbering;
use crate::pdf::Numbers;

/// Numbers that marks and elements have in the file.
pub(super) struct Tags {
    pages: Vec<Ref>,
    /// The object of each element.
    elements: Vec<Ref>,
    /// The number of each mark on its page.
    marks: BTreeMap<usize, i32>,
    /// The elements of the marks of each page, in their order.
    parents: Vec<Vec<Ref>>,
    /// The marks of each page that lead somewhere, as they are met.
    leading: Vec<Vec<usize>>,
    /// The link of each mark that leads somewhere.
    links: BTreeMap<usize, Ref>,
    /// Objects of links with the elements that they belong to.
    link_parents: Vec<(i32, Ref)>,
    owners: Vec<Option<usize>>,
    leads: Vec<bool>,
}

impl Tags {
    pub fn new(laid: &Laid<'_>, pages: &[Ref], numbers: &mut Numbers) -> Tags {
        let owners: Vec<Option<usize>> = laid.marks.iter().map(|mark| mark.owner).collect();
        let leads =
            |owner: &Option<usize>| owner.is_some_and(|owner| matches!(laid.tree.nodes[owner].role, Role::Link(_)));
        Tags {
            pages: pages.to_vec(),
            elements: laid.tree.nodes.iter().map(|_| numbers.next()).collect(),
            marks: BTreeMap::new(),
            parents: vec![Vec::new(); pages.len()],
            leading: vec![Vec::new(); pages.len()],
            links: BTreeMap::new(),
            link_parents: Vec::new(),
            leads: owners.iter().map(leads).collect(),
            owners,
        }
    }

    /// The number of a mark on its page.
    pub fn mark(&mut self, at: usize, page: usize) -> i32 {
        let number = self.parents[page].len() as i32;
        let owner = self.owners[at].unwrap_or(0);
        self.parents[page].push(self.elements[owner]);
        self.marks.insert(at, number);
        if self.leads[at] {
            self.leading[page].push(at);
        }
        number
    }

    /// Writes the links of a page.
    pub fn links(&mut self, page: usize, laid: &Laid<'_>, pdf: &mut Pdf, numbers: &mut Numbers) -> Vec<Ref> {
        let mut refs = Vec::new();
        for at in std::mem::take(&mut self.leading[page]) {
            let mark = &laid.marks[at];
            let (What::Letters { x, y, size, span, .. }, Some(owner)) = (&mark.what, mark.owner) else { continue };
            let Role::Link(to) = &laid.tree.nodes[owner].role else { continue };
            let link = numbers.next();
            let key = (self.pages.len() + self.link_parents.len()) as i32;
            let foot = HEIGHT - y - size * 0.3;
            let mut writer = pdf.annotation(link);
            writer.subtype(AnnotationType::Link).border(0.0, 0.0, 0.0, None).struct_parent(key);
            writer.rect(Rect::new(*x, foot, x + span.width, foot + size * 1.2));
            match to {
                To::Address(address) => {
                    writer.contents(TextStr(address));
                    writer.action().action_type(ActionType::Uri).uri(Str(ascii(address).as_bytes()));
                }
                To::Place(page, y, name) => {
                    writer.contents(TextStr(name));
                    let page = self.pages[(*page).min(self.pages.len() - 1)];
                    let mut action = writer.action();
                    action.action_type(ActionType::GoTo).destination().page(page).xyz(0.0, HEIGHT - y + 12.0, None);
                }
            }
            drop(writer);
            self.link_parents.push((key, self.elements[owner]));
            self.links.insert(at, link);
            refs.push(link);
        }
        refs
    }

    /// Writes the tree; gives its root.
    pub fn finish(self, laid: &Laid<'_>, pdf: &mut Pdf, numbers: &mut Numbers) -> Ref {
        let root = numbers.next();
        let parents: Vec<Ref> = self.parents.iter().map(|_| numbers.next()).collect();
        for (parent, elements) in parents.iter().zip(&self.parents) {
            pdf.indirect(*parent).array().items(elements.iter().copied());
        }
        for (at, node) in laid.tree.nodes.iter().enumerate() {
            let mut element = pdf.struct_element(self.elements[at]);
            describe(&mut element, &node.role);
            element.parent(node.holder.map_or(root, |holder| self.elements[holder]));
            self.kids(&mut element, &node.kids, laid);
            element.finish();
        }
        let mut writer = pdf.indirect(root).start::<pdf_writer::writers::StructTreeRoot<'_>>();
        writer.child(self.elements[0]);
        writer.parent_tree_next_key((parents.len() + self.link_parents.len()) as i32);
        let mut tree = writer.parent_tree();
        let mut entries = tree.nums();
        for (page, parent) in parents.iter().enumerate() {
            entries.insert(page as i32, *parent);
        }
        for (key, element) in &self.link_parents {
            entries.insert(*key, *element);
        }
        drop(entries);
        drop(tree);
        drop(writer);
        root
    }

    fn kids(&self, element: &mut StructElement<'_>, kids: &[Kid], laid: &Laid<'_>) {
        let mut list = element.children();
        for kid in kids {
            match kid {
                Kid::Node(node) => {
                    list.struct_element(self.elements[*node]);
                }
                Kid::Mark(mark) => {
                    let page = self.pages[laid.marks[*mark].page];
                    let number = self.marks.get(mark).copied().unwrap_or(0);
                    list.marked_content_ref().page(page).marked_content_id(number);
                    if let Some(link) = self.links.get(mark) {
                        list.object_ref().page(page).object(*link);
                    }
                }
            }
        }
    }
}

fn describe(element: &mut StructElement<'_>, role: &Role) {
    let kind = match role {
        Role::Root => StructRole::Document,
        Role::Title => StructRole::H1,
        // The document's title is the first heading of all.
        Role::Heading(1 | 0, _) => StructRole::H2,
        Role::Heading(2, _) => StructRole::H3,
        Role::Heading(..) => StructRole::H4,
        Role::Paragraph => StructRole::P,
        Role::List(_) => StructRole::L,
        Role::Item => StructRole::LI,
        Role::Label => StructRole::Lbl,
        Role::ItemBody => StructRole::LBody,
        Role::Table => StructRole::Table,
        Role::Head => StructRole::THead,
        Role::Body => StructRole::TBody,
        Role::Row => StructRole::TR,
        Role::HeadCell => StructRole::TH,
        Role::Cell => StructRole::TD,
        Role::Caption => StructRole::Caption,
        Role::Figure(_) => StructRole::Figure,
        Role::Contents => StructRole::TOC,
        Role::ContentsItem => StructRole::TOCI,
        Role::Link(_) => StructRole::Link,
        Role::Foreign(_) => StructRole::Span,
    };
    element.kind(kind);
    match role {
        Role::Heading(_, text) => {
            element.title(TextStr(text));
        }
        Role::Figure(alt) => {
            element.alt(TextStr(alt));
        }
        Role::Foreign(code) => {
            element.lang(TextStr(code));
        }
        Role::List(numbering) => {
            let numbering = match numbering {
                Numbering::Dots => ListNumbering::Disc,
                Numbering::Numbers => ListNumbering::Decimal,
            };
            element.attributes().push().list().list_numbering(numbering);
        }
        Role::HeadCell => {
            element.attributes().push().table().scope(TableHeaderScope::Column);
        }
        _ => {}
    }
}

/// An address as files hold it: what is beyond ASCII as escapes of its bytes.
fn ascii(address: &str) -> String {
    let mut plain = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() {
            plain.push(char::from(byte));
        } else {
            plain.push_str(&format!("%{byte:02X}"));
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::ascii;

    #[test]
    fn addresses_beyond_ascii_are_escaped() {
        assert_eq!(ascii("https://x/ф y?a=1"), "https://x/%D1%84%20y?a=1");
    }
}
