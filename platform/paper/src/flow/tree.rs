//! What the marks of a document are, as a tree in the order of reading: for screen readers, and for whoever turns the file
//! into something else.

use std::rc::Rc;

use crate::model::Numbering;

/// What an element is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Role {
    Root,
    Title,
    Heading(u8, String),
    Paragraph,
    List(Numbering),
    Item,
    Label,
    ItemBody,
    Table,
    Head,
    Body,
    Row,
    HeadCell,
    Cell,
    Caption,
    Figure(String),
    Contents,
    ContentsItem,
    Link(To),
    /// Words in the language with this code.
    Foreign(&'static str),
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum To {
    Address(Rc<str>),
    /// A place in the document: page and height on it, with its heading.
    Place(usize, f32, String),
}

/// An element.
pub(crate) struct Node {
    pub role: Role,
    pub kids: Vec<Kid>,
    /// The element that holds it; none for the first.
    pub holder: Option<usize>,
}

/// What an element holds, in the order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kid {
    Node(usize),
    Mark(usize),
}

/// All elements; the first holds the others.
pub(crate) struct Tree {
    pub nodes: Vec<Node>,
}

impl Tree {
    /// The element that holds all others.
    pub const ROOT: usize = 0;

    pub fn new() -> Tree {
        Tree { nodes: vec![Node { role: Role::Root, kids: Vec::new(), holder: None }] }
    }

    /// Adds an element at the end of another.
    pub fn add(&mut self, to: usize, role: Role) -> usize {
        let at = self.nodes.len();
        self.nodes.push(Node { role, kids: Vec::new(), holder: Some(to) });
        self.nodes[to].kids.push(Kid::Node(at));
        at
    }

    /// Puts a mark at the end of an element.
    pub fn hold(&mut self, node: usize, mark: usize) {
        self.nodes[node].kids.push(Kid::Mark(mark));
    }
}
