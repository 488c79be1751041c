//! From marks on pages to the bytes of a PDF 1.7 file: tagged for screen readers, with bookmarks, links and metadata.

mod about;
mod draw;
mod face;
mod tags;

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, TextStr};

use crate::drawing::Shape;
use crate::flow::{self, HEIGHT, Laid, Mark, WIDTH, What};
use crate::fonts::Fonts;
use crate::model::{Document, Style};
use crate::text::shape::Shaper;
use draw::Canvas;
use tags::Tags;

/// The document cannot be printed.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// A font cannot be cut to the letters that are used.
    #[error("cutting the font to the letters of the document: {0}")]
    Font(String),
}

/// Object numbers, given out in order.
struct Numbers(i32);

impl Numbers {
    fn next(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }
}

/// The file. Costs time and memory in proportion to the text; the same document and fonts give the same bytes.
pub fn render(document: &Document, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
    let mut shaper = Shaper::new(fonts);
    let laid = flow::lay(document, &mut shaper);
    let mut pdf = Pdf::new();
    pdf.set_version(1, 7);
    let mut numbers = Numbers(0);
    let (catalog, pages, resources) = (numbers.next(), numbers.next(), numbers.next());
    let page_refs: Vec<Ref> = (0..laid.pages).map(|_| numbers.next()).collect();
    let mut canvas = Canvas::new(fonts, &mut shaper);
    let mut tags = Tags::new(&laid, &page_refs, &mut numbers);
    for (page, marks) in by_page(&laid).into_iter().enumerate() {
        let contents = numbers.next();
        let content = packed(&page_content(&laid, &marks, &mut canvas, &mut tags));
        pdf.stream(contents, &content).filter(Filter::FlateDecode);
        let links = tags.links(page, &laid, &mut pdf, &mut numbers);
        let mut writer = pdf.page(page_refs[page]);
        writer.media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT)).parent(pages).contents(contents);
        writer.pair(Name(b"Resources"), resources);
        writer.struct_parents(page as i32).tab_order(pdf_writer::types::TabOrder::StructureOrder);
        if !links.is_empty() {
            writer.annotations(links);
        }
    }
    pdf.pages(pages).kids(page_refs.iter().copied()).count(laid.pages as i32);
    canvas.finish(resources, &mut pdf, &mut numbers)?;
    let tree = tags.finish(&laid, &mut pdf, &mut numbers);
    let outline = about::bookmarks(&laid.headings, &page_refs, &mut pdf, &mut numbers);
    about::describe(document, &mut pdf, &mut numbers);
    let metadata = about::metadata(document, &mut pdf, &mut numbers);
    let mut writer = pdf.catalog(catalog);
    writer.pages(pages).metadata(metadata).lang(TextStr(document.language));
    writer.viewer_preferences().display_doc_title(true);
    writer.mark_info().marked(true);
    if let Some(outline) = outline {
        writer.outlines(outline);
    }
    writer.pair(Name(b"StructTreeRoot"), tree);
    writer.finish();
    Ok(pdf.finish())
}

/// The marks of each page: decoration first, so that it lies under the text.
fn by_page(laid: &Laid<'_>) -> Vec<Vec<usize>> {
    let mut pages = vec![Vec::new(); laid.pages];
    for decoration in [true, false] {
        for (at, mark) in laid.marks.iter().enumerate().filter(|(_, mark)| mark.owner.is_none() == decoration) {
            pages[mark.page].push(at);
        }
    }
    pages
}

fn page_content(laid: &Laid<'_>, marks: &[usize], canvas: &mut Canvas<'_, '_, '_>, tags: &mut Tags) -> Vec<u8> {
    let mut content = Content::new();
    for at in marks {
        let mark = &laid.marks[*at];
        match mark.owner {
            Some(_) => {
                let id = tags.mark(*at, mark.page);
                content.begin_marked_content_with_properties(Name(b"P")).properties().identify(id);
            }
            None => {
                content.begin_marked_content(Name(b"Artifact"));
            }
        }
        draw(mark, canvas, &mut content);
        content.end_marked_content();
    }
    content.finish().to_vec()
}

fn draw(mark: &Mark<'_>, canvas: &mut Canvas<'_, '_, '_>, content: &mut Content) {
    match &mark.what {
        What::Letters { x, y, size, colour, span } => {
            canvas.words(content, (*x, HEIGHT - y), *size, *colour, &span.words);
        }
        What::Ground { x, y, width, height, colour } => {
            canvas.rect(content, (*x, HEIGHT - y - height), *width, *height, *colour);
        }
        What::Drawing { x, y, scale, drawing } => {
            content.save_state();
            content.transform([*scale, 0.0, 0.0, *scale, *x, HEIGHT - y - drawing.height * scale]);
            for shape in &drawing.shapes {
                match shape {
                    Shape::Label(label) => canvas.label(content, label, drawing.height),
                    shape => canvas.shape(content, shape, drawing.height),
                }
            }
            content.restore_state();
        }
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes).and_then(|()| packer.finish()).expect("writing to memory does not fail")
}

/// The place of a style among the faces.
fn face_of(style: Style) -> usize {
    style as usize
}
