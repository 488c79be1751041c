//! Photos and manuals of a facility: as its page shows them, and the keeper's page that sends them and takes them away.

use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::lang::{Lang, Text};
use bellwether_web::api::{FieldProblem, Page, Title, View};
use bellwether_web::components::forms::{Choice, Field, error_summary, post_form, submit, upload_form};
use maud::{Markup, html};

use super::sample;
use crate::model::facility::{Facility, ResourceId};
use crate::model::file::{DocumentId, FacilityFile, FileId, FileKind, FileSort, Files, NAME};
use crate::urls;

/// What was typed for a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileTyped {
    /// `photo` or `manual`.
    pub sort: String,
    /// What it shows or is called, in English.
    pub name_en: String,
    /// The same in Russian.
    pub name_ru: String,
    /// The manual that it is a version of.
    pub of: String,
}

/// The keeper's page.
pub struct FilesPage {
    /// The facility.
    pub facility: Facility,
    /// Its files.
    pub files: Files,
    /// What was typed.
    pub typed: FileTyped,
    /// What cannot be taken.
    pub problems: Vec<FieldProblem>,
}

/// The photos, each with what it shows in words.
pub fn photos(page: &Page, facility: &Facility, files: &Files) -> Markup {
    html! {
        @if !files.photos.is_empty() {
            ul.photos aria-label=(page.t("exchange-photos")) {
                @for one in &files.photos { li { (photo(page, facility, one)) } }
            }
        }
    }
}

fn photo(page: &Page, facility: &Facility, one: &FacilityFile) -> Markup {
    let (alt, lang) = one.name.best(page.lang());
    let other = (lang != page.lang()).then(|| lang.code());
    let (width, height) = one.size.unwrap_or_default();
    html! {
        img src=(urls::photo(facility, one)) alt=(alt) lang=[other] width=(width) height=(height) loading="lazy" decoding="async";
    }
}

/// The latest version of each manual, as links; nothing where there is none.
pub fn manuals(page: &Page, facility: &Facility, files: &Files) -> Markup {
    let latest = files.latest();
    html! {
        @if !latest.is_empty() {
            h2 { (page.t("exchange-manuals")) }
            ul { @for one in latest { li { (manual(page, facility, one)) } } }
        }
    }
}

fn manual(page: &Page, facility: &Facility, one: &FacilityFile) -> Markup {
    let at = Timestamp::from_millisecond(one.sent_at_ms).unwrap_or_default();
    let size = bellwether_web::format::bytes(page.lang(), one.bytes);
    html! {
        a href=(urls::manual(facility, one)) { (page.text(&one.name)) } " "
        span.text-secondary {
            (page.t_with("exchange-manual-version", &[("n", one.version.into()), ("kind", one.kind.ending().to_uppercase().into()), ("size", size.into())]))
            ", " (page.day(at))
        }
    }
}

impl View for FilesPage {
    fn title(&self, page: &Page) -> Title {
        let (name, _) = self.facility.name.best(page.lang());
        Title::new(page.t("exchange-files-title"))
            .crumb(page.t("exchange-facilities-title"), urls::facilities(&self.facility.cluster))
            .crumb(name, urls::facility(&self.facility))
            .crumb(page.t("exchange-keep-title"), urls::keep(&self.facility))
            .in_place(bellwether_web::api::Place::Work)
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            (error_summary(page, &self.problems))
            h2 { (page.t("exchange-photos")) }
            @if self.files.photos.is_empty() { p { (page.t("exchange-photos-none")) } } @else {
                ul.photos { @for one in &self.files.photos { li { (photo(page, &self.facility, one)) (self.remove(page, one)) } } }
            }
            (self.form(page, FileSort::Photo))
            h2 { (page.t("exchange-manuals")) }
            @if self.files.manuals.is_empty() { p { (page.t("exchange-manuals-none")) } } @else {
                ul.plain-list { @for one in &self.files.manuals { li { (manual(page, &self.facility, one)) (self.remove(page, one)) } } }
            }
            (self.form(page, FileSort::Manual))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let words = "<b>Front</b> \"view\"";
        let of = |number: u128, sort, version, kind, size| FacilityFile {
            id: FileId(uuid::Uuid::from_u128(number)),
            resource: ResourceId(uuid::Uuid::from_u128(1)),
            sort,
            document: DocumentId(uuid::Uuid::from_u128(9)),
            version,
            name: Text::both(words, words),
            kind,
            size,
            bytes: 123_456,
            sha256: "00".repeat(32),
            sent_at_ms: sample::NOW_MS,
        };
        let files = Files {
            photos: vec![of(1, FileSort::Photo, 1, FileKind::Png, Some((640, 400)))],
            manuals: vec![
                of(3, FileSort::Manual, 2, FileKind::Pdf, None),
                of(2, FileSort::Manual, 1, FileKind::Text, None),
            ],
        };
        let facility = sample::facilities().swap_remove(0);
        let empty = FilesPage {
            facility: facility.clone(),
            files: Files::default(),
            typed: FileTyped::default(),
            problems: Vec::new(),
        };
        let typed = FileTyped { sort: "photo".into(), name_en: words.into(), ..FileTyped::default() };
        let problems = vec![FieldProblem::new("photo-file", "<b>no</b>")];
        vec![("empty", empty), ("hostile", FilesPage { facility, files, typed, problems })]
    }
}

impl FilesPage {
    fn remove(&self, page: &Page, one: &FacilityFile) -> Markup {
        let label = page.t_with("exchange-file-remove-of", &[("name", one.name.best(page.lang()).0.into())]);
        post_form(
            page,
            &urls::files_form(&self.facility, "remove"),
            html! {
                input type="hidden" name="id" value=(one.id);
                button.btn type="submit" aria-label=(label) { (page.t("exchange-file-remove")) }
            },
        )
    }

    fn form(&self, page: &Page, sort: FileSort) -> Markup {
        let name = sort.name();
        let is_typed = self.typed.sort == name;
        let value = |text: &str| if is_typed { text.to_owned() } else { String::new() };
        let (label, file, accept, help) = match sort {
            FileSort::Photo => {
                ("exchange-photo-shows", "exchange-photo-file", ".png,.jpg,.jpeg,.webp", "exchange-photo-help")
            }
            FileSort::Manual => ("exchange-manual-name", "exchange-manual-file", ".pdf,.txt", "exchange-manual-help"),
        };
        let field = |field: &str| format!("{name}-{field}");
        let says = |lang: Lang| page.t(&format!("{label}-{}", lang.code()));
        let mut versions = vec![Choice::new("", page.t("exchange-manual-new"))];
        versions.extend(self.files.latest().into_iter().map(|one| {
            let title = one.name.best(page.lang()).0;
            Choice::new(one.document.to_string(), page.t_with("exchange-manual-next", &[("name", title.into())]))
        }));
        html! {
            (upload_form(page, &urls::files_form(&self.facility, name), html! {
                (Field::files(field("file"), page.t(file), accept).required().help(page.t(help)).problems(page, &self.problems))
                (Field::text(field("name_en"), says(Lang::En)).value(value(&self.typed.name_en)).required().maxlength(NAME as u32)
                    .problems(page, &self.problems))
                (Field::text(field("name_ru"), says(Lang::Ru)).value(value(&self.typed.name_ru)).required().maxlength(NAME as u32)
                    .problems(page, &self.problems))
                @if sort == FileSort::Manual && versions.len() > 1 {
                    (Field::select(field("of"), page.t("exchange-manual-of"), versions).value(value(&self.typed.of)).problems(page, &self.problems))
                }
                (submit(&page.t(if sort == FileSort::Photo { "exchange-photo-submit" } else { "exchange-manual-submit" })))
            }))
        }
    }
}
