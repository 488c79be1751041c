//! What all requests share: the words, the menu, the slots, the assets, the options.

use std::sync::Arc;

use bellwether_kernel::actor::Actor;
use bellwether_kernel::lang::Lang;

use crate::assets::Assets;
use crate::options::Options;
use crate::security::csrf::Signer;
use crate::security::rates::Rates;
use crate::slice::{Beside, Fragment, MenuItem, Place, Slot};
use crate::telemetry::metrics::Metrics;
use crate::waiting::Waits;
use crate::words::{Catalogue, Words};

/// What all requests share.
pub(crate) struct Site {
    pub catalogue: Arc<Catalogue>,
    pub menu: Vec<MenuItem>,
    pub slots: Vec<(Slot, Fragment)>,
    pub waits: Vec<Waits>,
    pub account_pages: Vec<(&'static str, &'static str)>,
    pub beside: Vec<Beside>,
    pub guarded_paths: Vec<&'static str>,
    pub uploads: Vec<(&'static str, u64)>,
    pub assets: Assets,
    pub signer: Signer,
    pub rates: Rates,
    pub metrics: Metrics,
    /// The description of the API, as served.
    pub api: serde_json::Value,
    pub options: Options,
}

impl Site {
    /// A site with words only, for samples in tests.
    pub fn of_words(catalogue: Catalogue) -> Self {
        let options = Options { secret: [7; 32], ..Options::default() };
        Site {
            catalogue: Arc::new(catalogue),
            menu: Vec::new(),
            slots: Vec::new(),
            waits: Vec::new(),
            account_pages: Vec::new(),
            beside: Vec::new(),
            guarded_paths: Vec::new(),
            uploads: Vec::new(),
            assets: Assets::none(),
            signer: Signer::new(&options.secret),
            rates: Rates::new(&options.limits),
            metrics: Metrics::new(Vec::new()),
            api: serde_json::Value::Null,
            options,
        }
    }

    pub fn words(&self, lang: Lang) -> Words {
        Words::new(self.catalogue.clone(), lang)
    }

    /// The lines of one place that this actor may open, in their order.
    pub fn menu_of<'a>(&'a self, place: Place, actor: &'a Actor) -> impl Iterator<Item = &'a MenuItem> {
        self.menu.iter().filter(move |item| item.place == place && item.is_for(actor))
    }

    /// The line of the menu that an address belongs to: the one with the longest matching start.
    pub fn item_at(&self, path: &str) -> Option<&MenuItem> {
        let belonging = self.menu.iter().filter_map(|item| Some((item.belonging(path)?, item)));
        belonging.max_by_key(|(segments, _)| *segments).map(|(_, item)| item)
    }
}
