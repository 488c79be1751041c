//! Reads a PDF file as another program would: pages, their text by the tables of the fonts, elements, links, metadata.
//! Built on `lopdf`, which shares no code with what writes the files.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use bellwether_paper::fonts::Fonts;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// The fonts that npm has put among the web assets.
pub fn fonts() -> Fonts {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/dist");
    let manifest = std::fs::read(dist.join("manifest.json")).expect("web/dist, which `cargo xtask test` makes");
    let names: BTreeMap<String, String> = serde_json::from_slice(&manifest).expect("names of assets");
    Fonts::load(|name| std::fs::read(dist.join(&names[name])).ok().map(Cow::Owned)).expect("fonts")
}

/// A file that was read.
pub struct Read {
    pub file: Document,
}

/// An element with what it holds.
#[derive(Debug, PartialEq)]
pub struct Element {
    pub kind: String,
    pub text: String,
    pub alt: Option<String>,
    pub kids: Vec<Element>,
}

impl Read {
    pub fn new(bytes: &[u8]) -> Read {
        Read { file: Document::load_mem(bytes).expect("a file that opens") }
    }

    pub fn pages(&self) -> usize {
        self.file.get_pages().len()
    }

    /// The text of all elements in the order of reading, without what only decorates.
    pub fn text(&self) -> String {
        self.tree().all_text()
    }

    /// The tree of elements.
    pub fn tree(&self) -> Element {
        let root = self.dict(self.catalog().get(b"StructTreeRoot").expect("a tree"));
        let pieces = self.pieces();
        self.element(root.get(b"K").expect("a document"), &pieces)
    }

    fn catalog(&self) -> &Dictionary {
        self.file.catalog().expect("a catalog")
    }

    pub fn language(&self) -> String {
        self.string(self.catalog().get(b"Lang").expect("a language"))
    }

    pub fn title(&self) -> String {
        let info = self.dict(self.file.trailer.get(b"Info").expect("about the file"));
        self.string(info.get(b"Title").expect("a title"))
    }

    /// Addresses of all links.
    pub fn links(&self) -> Vec<String> {
        let mut found = Vec::new();
        for object in self.file.objects.values() {
            let Ok(dict) = object.as_dict() else { continue };
            if !dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Link") {
                continue;
            }
            let Ok(action) = dict.get(b"A") else { continue };
            if let Ok(address) = self.dict(action).get(b"URI") {
                found.push(String::from_utf8_lossy(address.as_str().expect("text")).into_owned());
            }
        }
        found
    }

    /// Titles of the bookmarks, the inner ones after their outer one.
    pub fn bookmarks(&self) -> Vec<String> {
        let Ok(outlines) = self.catalog().get(b"Outlines") else { return Vec::new() };
        let mut found = Vec::new();
        self.below(self.dict(outlines), &mut found);
        found
    }

    fn below(&self, outer: &Dictionary, found: &mut Vec<String>) {
        let mut next = outer.get(b"First").ok();
        while let Some(at) = next {
            let item = self.dict(at);
            found.push(self.string(item.get(b"Title").expect("a title")));
            self.below(item, found);
            next = item.get(b"Next").ok();
        }
    }

    /// The places of the text on a page, as the operators set them.
    pub fn places(&self, page: usize) -> Vec<(f32, f32)> {
        let id = self.file.get_pages()[&(page as u32 + 1)];
        let content = Content::decode(&self.file.get_page_content(id)).expect("operators");
        let matrices = content.operations.iter().filter(|operation| operation.operator == "Tm");
        matrices.map(|matrix| (number(&matrix.operands[4]), number(&matrix.operands[5]))).collect()
    }

    fn element(&self, object: &Object, pieces: &BTreeMap<(ObjectId, i64), String>) -> Element {
        let dict = self.dict(object);
        let kind = String::from_utf8_lossy(dict.get(b"S").and_then(Object::as_name).expect("a kind")).into_owned();
        let mut element =
            Element { kind, text: String::new(), alt: dict.get(b"Alt").ok().map(|alt| self.string(alt)), kids: vec![] };
        for kid in self.array(dict.get(b"K").ok()) {
            let inner = self.dict(kid);
            match inner.get(b"Type").and_then(Object::as_name) {
                Ok(b"MCR") => {
                    let page = inner.get(b"Pg").and_then(Object::as_reference).expect("a page");
                    let number = inner.get(b"MCID").and_then(Object::as_i64).expect("a number");
                    element.text += &pieces[&(page, number)];
                }
                Ok(b"OBJR") => {}
                _ => element.kids.push(self.element(kid, pieces)),
            }
        }
        element
    }

    /// The text of each numbered piece of each page.
    fn pieces(&self) -> BTreeMap<(ObjectId, i64), String> {
        let mut pieces = BTreeMap::new();
        for (_, page) in self.file.get_pages() {
            let fonts = self.fonts(page);
            let content = Content::decode(&self.file.get_page_content(page)).expect("operators");
            let (mut font, mut piece, mut instead) = (Vec::new(), None, None::<String>);
            let mut depth: Vec<bool> = Vec::new();
            for operation in content.operations {
                let operands = &operation.operands;
                match operation.operator.as_str() {
                    "Tf" => font = operands[0].as_name().expect("a font").to_vec(),
                    "BMC" => depth.push(false),
                    "BDC" => {
                        let properties = operands[1].as_dict().expect("properties");
                        if let Ok(number) = properties.get(b"MCID").and_then(Object::as_i64) {
                            piece = Some(number);
                            pieces.insert((page, number), String::new());
                        }
                        let actual = properties.get(b"ActualText").ok().map(|text| self.string(text));
                        depth.push(actual.is_some());
                        if let (Some(text), Some(piece)) = (&actual, piece) {
                            *pieces.get_mut(&(page, piece)).expect("a piece") += text;
                        }
                        instead = actual.or(instead);
                    }
                    "EMC" => {
                        if depth.pop().expect("marks are closed once") {
                            instead = None;
                        }
                        if depth.is_empty() {
                            piece = None;
                        }
                    }
                    "TJ" if instead.is_none() => {
                        let Some(piece) = piece else { continue };
                        let text = pieces.get_mut(&(page, piece)).expect("a piece");
                        for part in operands[0].as_array().expect("parts") {
                            let Ok(codes) = part.as_str() else { continue };
                            for code in codes.chunks_exact(2) {
                                *text += &fonts[&font][&u16::from_be_bytes([code[0], code[1]])];
                            }
                        }
                    }
                    _ => {}
                }
            }
            assert!(depth.is_empty(), "marks are closed");
        }
        pieces
    }

    /// For each font of a page, the letters of each code.
    fn fonts(&self, page: ObjectId) -> BTreeMap<Vec<u8>, BTreeMap<u16, String>> {
        let page = self.file.get_dictionary(page).expect("a page");
        let resources = self.dict(page.get(b"Resources").expect("resources"));
        let fonts = self.dict(resources.get(b"Font").expect("fonts"));
        let mut all = BTreeMap::new();
        for (name, font) in fonts {
            let map = self.dict(font).get(b"ToUnicode").and_then(Object::as_reference).expect("letters of codes");
            let stream = self.file.get_object(map).and_then(Object::as_stream).expect("a stream");
            let text = String::from_utf8(stream.decompressed_content().expect("text")).expect("text");
            all.insert(name.clone(), codes(&text));
        }
        all
    }

    fn dict<'a>(&'a self, object: &'a Object) -> &'a Dictionary {
        match object {
            Object::Reference(id) => self.file.get_dictionary(*id).expect("a dictionary"),
            object => object.as_dict().expect("a dictionary"),
        }
    }

    fn array<'a>(&'a self, object: Option<&'a Object>) -> Vec<&'a Object> {
        match object {
            Some(Object::Array(items)) => items.iter().collect(),
            Some(one) => vec![one],
            None => Vec::new(),
        }
    }

    fn string(&self, object: &Object) -> String {
        let bytes = object.as_str().expect("text");
        match bytes {
            [0xfe, 0xff, rest @ ..] => {
                let units: Vec<u16> = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
                String::from_utf16(&units).expect("text")
            }
            bytes => String::from_utf8(bytes.to_vec()).expect("text"),
        }
    }
}

impl Element {
    /// Its text with that of what it holds.
    pub fn all_text(&self) -> String {
        self.kids.iter().fold(self.text.clone(), |text, kid| text + &kid.all_text())
    }

    /// All elements of a kind, in order.
    pub fn all(&self, kind: &str) -> Vec<&Element> {
        let own = (self.kind == kind).then_some(self);
        own.into_iter().chain(self.kids.iter().flat_map(|kid| kid.all(kind))).collect()
    }
}

fn number(object: &Object) -> f32 {
    object.as_float().expect("a number")
}

/// The pairs of a table from codes to letters.
fn codes(text: &str) -> BTreeMap<u16, String> {
    let mut found = BTreeMap::new();
    let mut inside = false;
    for line in text.lines() {
        match line.trim() {
            line if line.ends_with("beginbfchar") => inside = true,
            "endbfchar" => inside = false,
            line if inside => {
                let parts: Vec<&str> = line.split(['<', '>', ' ']).filter(|part| !part.is_empty()).collect();
                let units: Vec<u16> = (0..parts[1].len() / 4)
                    .map(|at| u16::from_str_radix(&parts[1][at * 4..at * 4 + 4], 16).expect("a number"))
                    .collect();
                let code = u16::from_str_radix(parts[0], 16).expect("a code");
                found.insert(code, String::from_utf16(&units).expect("letters"));
            }
            _ => {}
        }
    }
    found
}
