//! A sheet of labels to print and stick on instruments: each leads by its QR code to the page at the instrument.

use bellwether_web::api::{Page, Title, View};
use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

use super::sample;
use crate::model::facility::Facility;
use crate::urls;

/// Empty modules around a code, as the standard asks for.
const QUIET: usize = 4;

/// The page.
pub struct LabelsPage {
    /// The cluster's slug.
    pub cluster: String,
    /// The facilities.
    pub facilities: Vec<Facility>,
}

impl View for LabelsPage {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("exchange-labels-title"))
            .crumb(page.t("exchange-facilities-title"), urls::facilities(&self.cluster))
            .lead(page.t("exchange-labels-lead"))
            .in_place(bellwether_web::api::Place::Work)
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            ul.labels {
                @for one in &self.facilities {
                    li.label-card {
                        @let address = page.address(&urls::kiosk(one));
                        (code(&address, &page.t_with("exchange-label-alt", &[("address", (&address).into())])))
                        div {
                            strong { (page.text(&one.name)) } br;
                            (page.text(&one.location)) br;
                            small { (address) }
                        }
                    }
                }
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let facilities = vec![sample::hostile(), sample::facilities().swap_remove(1)];
        vec![("typical", LabelsPage { cluster: "translational-medicine".into(), facilities })]
    }
}

/// A code as a drawing: one path of dark squares on white, in any theme.
fn code(address: &str, alt: &str) -> Markup {
    // An address of ours is far shorter than the most that a code holds; without a code its words still stand beside it.
    let Ok(code) = QrCode::with_error_correction_level(address, EcLevel::M) else { return html! {} };
    let (width, colors) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (at, _) in colors.iter().enumerate().filter(|(_, color)| **color == Color::Dark) {
        path.push_str(&format!("M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET));
    }
    let whole = width + 2 * QUIET;
    html! {
        svg.label-code viewBox={ "0 0 " (whole) " " (whole) } role="img" aria-label=(alt) shape-rendering="crispEdges" {
            rect width=(whole) height=(whole) fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    }
}
