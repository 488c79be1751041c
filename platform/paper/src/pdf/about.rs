//! What the file says about itself, and its bookmarks.

use pdf_writer::{Date, Name, Pdf, Ref, TextStr};

use crate::flow::{HEIGHT, Target};
use crate::model::{Document, Moment};
use crate::pdf::Numbers;
use crate::text::clean::clean;

const PRODUCER: &str = "Bellwether";

/// Title, author and the like, for programs that read no XML.
pub(super) fn describe(document: &Document, pdf: &mut Pdf, numbers: &mut Numbers) {
    let mut info = pdf.document_info(numbers.next());
    info.title(TextStr(&clean(&document.title))).producer(TextStr(PRODUCER));
    let texts = [&document.author, &document.subject].map(|text| clean(text));
    if !texts[0].is_empty() {
        info.author(TextStr(&texts[0]));
    }
    if !texts[1].is_empty() {
        info.subject(TextStr(&texts[1]));
    }
    if !document.keywords.is_empty() {
        info.keywords(TextStr(&clean(&document.keywords.join(", "))));
    }
    if let Some(moment) = document.made {
        info.creation_date(date(moment)).modified_date(date(moment));
    }
}

fn date(moment: Moment) -> Date {
    Date::new(moment.year)
        .month(moment.month)
        .day(moment.day)
        .hour(moment.hour)
        .minute(moment.minute)
        .second(moment.second)
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

/// The same as XMP.
pub(super) fn metadata(document: &Document, pdf: &mut Pdf, numbers: &mut Numbers) -> Ref {
    let at = numbers.next();
    let title = escaped(&document.title);
    let mut inside = format!(
        "<dc:format>application/pdf</dc:format>\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
         <dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>",
        escaped(document.language)
    );
    if !document.author.is_empty() {
        let author = escaped(&document.author);
        inside += &format!("<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>");
    }
    if !document.subject.is_empty() {
        let subject = escaped(&document.subject);
        inside += &format!(
            "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{subject}</rdf:li></rdf:Alt></dc:description>"
        );
    }
    if let Some(Moment { year, month, day, hour, minute, second }) = document.made {
        let time = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z");
        inside += &format!("<xmp:CreateDate>{time}</xmp:CreateDate><xmp:ModifyDate>{time}</xmp:ModifyDate>");
    }
    inside += &format!("<pdf:Producer>{PRODUCER}</pdf:Producer>");
    let xml = format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">{inside}\
         </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>"
    );
    let mut stream = pdf.stream(at, xml.as_bytes());
    stream.pair(Name(b"Type"), Name(b"Metadata"));
    stream.pair(Name(b"Subtype"), Name(b"XML"));
    drop(stream);
    at
}

fn escaped(text: &str) -> String {
    clean(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A bookmark's object, and where it leads.
type Bookmark<'a> = (Ref, &'a Target);

/// Bookmarks for headings of levels 1 and 2: the second inside the first.
pub(super) fn bookmarks(headings: &[Target], pages: &[Ref], pdf: &mut Pdf, numbers: &mut Numbers) -> Option<Ref> {
    let mut outer: Vec<Bookmark<'_>> = Vec::new();
    let mut inner: Vec<Vec<Bookmark<'_>>> = Vec::new();
    for heading in headings.iter().filter(|heading| heading.level <= 2) {
        match inner.last_mut() {
            Some(inside) if heading.level == 2 => inside.push((numbers.next(), heading)),
            _ => {
                outer.push((numbers.next(), heading));
                inner.push(Vec::new());
            }
        }
    }
    let (first, last) = (outer.first()?.0, outer.last()?.0);
    let root = numbers.next();
    pdf.outline(root).first(first).last(last).count(outer.len() as i32);
    for (at, inside) in inner.iter().enumerate() {
        item(pdf, root, &outer, at, pages, inside);
        for within in 0..inside.len() {
            item(pdf, outer[at].0, inside, within, pages, &[]);
        }
    }
    Some(root)
}

fn item(pdf: &mut Pdf, parent: Ref, row: &[Bookmark<'_>], at: usize, pages: &[Ref], inside: &[Bookmark<'_>]) {
    let (own, heading) = row[at];
    let mut writer = pdf.outline_item(own);
    writer.title(TextStr(&clean(&heading.text))).parent(parent);
    if let Some((before, _)) = at.checked_sub(1).and_then(|before| row.get(before)) {
        writer.prev(*before);
    }
    if let Some((after, _)) = row.get(at + 1) {
        writer.next(*after);
    }
    if let (Some((first, _)), Some((last, _))) = (inside.first(), inside.last()) {
        // A negative count: closed at first.
        writer.first(*first).last(*last).count(-(inside.len() as i32));
    }
    writer.dest().page(pages[heading.page.min(pages.len() - 1)]).xyz(0.0, HEIGHT - heading.y + 12.0, None);
}
