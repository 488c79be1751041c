//! What one part of the business gives to the web: routes, API description, menu, words, gauges.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::Router;
use bellwether_kernel::actor::Actor;
use bellwether_kernel::ids::Uuid;
use bellwether_kernel::lang::Lang;
use bellwether_kernel::policy::{Act, Described, Filter, Rule, described};
use maud::Markup;
use utoipa::openapi::{Info, OpenApi, Paths};

use crate::page::Page;
use crate::waiting::Waits;

/// The five places of the left rail, in their order. The same for all people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// Records, experts, institutions, sources.
    Evidence,
    /// Topics, trends, forecasts.
    Foresight,
    /// Priorities, calls, reviews, decisions.
    Decide,
    /// Projects, roadmaps, facilities, learning, events, products.
    Work,
    /// Members, money, indicators, portal, administration.
    Cluster,
}

impl Place {
    /// All places, from the top.
    pub const ALL: [Place; 5] = [Place::Evidence, Place::Foresight, Place::Decide, Place::Work, Place::Cluster];

    /// The message that names the place.
    pub fn label(self) -> &'static str {
        match self {
            Place::Evidence => "place-evidence",
            Place::Foresight => "place-foresight",
            Place::Decide => "place-decide",
            Place::Work => "place-work",
            Place::Cluster => "place-cluster",
        }
    }
}

/// A line of the menu. People see it only if they may open it.
#[derive(Clone, Debug)]
pub struct MenuItem {
    /// The place that it stands under.
    pub place: Place,
    /// The message that names it.
    pub label: &'static str,
    /// Where it leads.
    pub href: &'static str,
    /// Starts of other addresses that belong to it; `*` stands for one segment.
    pub covers: &'static [&'static str],
    /// Who may open it. The page itself asks again.
    pub rule: Rule,
    /// Its rank in the place; low ranks stand first.
    pub rank: u16,
}

impl MenuItem {
    /// An item that everybody may open.
    pub fn new(place: Place, label: &'static str, href: &'static str) -> Self {
        MenuItem { place, label, href, covers: &[], rule: Rule::Everybody, rank: 100 }
    }

    /// Is also the current item at addresses that start so; `*` stands for one segment: `/clusters/*/members`.
    pub fn covering(mut self, starts: &'static [&'static str]) -> Self {
        self.covers = starts;
        self
    }

    /// How many segments of an address belong to this item; `None` if the address is not one of its.
    pub(crate) fn belonging(&self, path: &str) -> Option<usize> {
        let starts = std::iter::once(&self.href).chain(self.covers);
        starts.filter_map(|start| matching_segments(start, path)).max()
    }

    /// Only for those who may do this act.
    pub fn to_do(mut self, act: impl Act) -> Self {
        self.rule = act.rule();
        self
    }

    /// May this actor open it? A list opens for those who may see any of its things, such as those of one cluster.
    pub fn is_for(&self, actor: &Actor) -> bool {
        self.rule.of(actor) != Filter::Nothing
    }

    /// Earlier (lower) or later (higher) than the usual 100.
    pub fn rank(mut self, rank: u16) -> Self {
        self.rank = rank;
        self
    }
}

/// The number of segments of `start` if `path` starts with them. `/` alone is only itself.
fn matching_segments(start: &str, path: &str) -> Option<usize> {
    fn segments(address: &str) -> Vec<&str> {
        address.split('/').filter(|part| !part.is_empty()).collect()
    }
    let (start, path) = (segments(start), segments(path));
    let fits =
        path.len() >= start.len() && start.iter().zip(&path).all(|(wanted, part)| *wanted == "*" || wanted == part);
    (fits && (!start.is_empty() || path.is_empty())).then_some(start.len())
}

/// A spot in the top bar that a slice may fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Beside the name of the product: which cluster is shown, and the others.
    ClusterSwitch,
    /// At the right: sign in, or the person's menu.
    Account,
}

/// Draws what stands in a [`Slot`]. It is called for every page, so it must not wait for anything.
pub type Fragment = Arc<dyn Fn(&Page) -> Markup + Send + Sync>;

/// A record of a slice: its kind, such as `booking`, and its id. Others may show something beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRef {
    /// The kind.
    pub kind: &'static str,
    /// The id.
    pub id: Uuid,
}

/// Draws what one slice has to show on the page of a record of another one, such as the messages about it. It asks for itself
/// whether the reader may see that; what fails is logged there and shows nothing.
pub type Beside = Arc<dyn Fn(Page, RecordRef) -> Pin<Box<dyn Future<Output = Markup> + Send>> + Send + Sync>;

/// A number that is read whenever somebody asks `/metrics`.
#[derive(Clone)]
pub struct Gauge {
    /// The name without the `bellwether_` in front: `evidence_records`.
    pub name: &'static str,
    /// What it counts, in one sentence without full stop.
    pub help: &'static str,
    /// Reads it; must not wait for anything.
    pub read: Arc<dyn Fn() -> f64 + Send + Sync>,
}

impl std::fmt::Debug for Gauge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gauge").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Wraps the routes of all slices, such as the middleware that finds out who asks.
pub type Around = Box<dyn FnOnce(Router) -> Router + Send>;

/// What one slice gives to the web.
pub struct Slice {
    /// The slice's name, for messages of the developer.
    pub name: &'static str,
    /// Pages at `/…`, JSON at `/api/v1/…`.
    pub routes: Router,
    /// The description of the JSON part.
    pub api: OpenApi,
    /// What can be done in it, and who may.
    pub acts: Vec<Described>,
    /// Lines of the menu.
    pub menu: Vec<MenuItem>,
    /// Fluent files, one for each language.
    pub messages: &'static [(Lang, &'static str)],
    /// Spots of the top bar that this slice fills.
    pub slots: Vec<(Slot, Fragment)>,
    /// What waits for whoever asks.
    pub waits: Vec<Waits>,
    /// Pages of one's own account beside the account itself: the message that names each, and its address.
    pub account_pages: Vec<(&'static str, &'static str)>,
    /// What it shows on pages of records of other slices.
    pub beside: Vec<Beside>,
    /// Numbers for `/metrics`.
    pub gauges: Vec<Gauge>,
    /// Paths where guessing must be slow, such as `/sign-in`: few requests a minute from one address.
    pub guarded_paths: Vec<&'static str>,
    /// Paths that take large bodies, each with the largest body in bytes.
    pub uploads: Vec<(&'static str, u64)>,
    /// Middleware around the routes of all slices.
    pub around: Option<Around>,
}

impl Slice {
    /// A slice without anything yet.
    pub fn new(name: &'static str) -> Self {
        Slice {
            name,
            routes: Router::new(),
            api: OpenApi::new(Info::new(name, "1"), Paths::new()),
            acts: Vec::new(),
            menu: Vec::new(),
            messages: &[],
            slots: Vec::new(),
            waits: Vec::new(),
            account_pages: Vec::new(),
            beside: Vec::new(),
            gauges: Vec::new(),
            guarded_paths: Vec::new(),
            uploads: Vec::new(),
            around: None,
        }
    }

    /// With these pages and API routes.
    pub fn routes(mut self, routes: Router) -> Self {
        self.routes = self.routes.merge(routes);
        self
    }

    /// With this API description.
    pub fn api(mut self, api: OpenApi) -> Self {
        self.api.merge(api);
        self
    }

    /// With these acts; a slice that is given to the web in parts names them in one of the parts.
    pub fn acts<A: Act>(mut self) -> Self {
        self.acts.extend(described::<A>());
        self
    }

    /// With this line of the menu.
    pub fn menu(mut self, item: MenuItem) -> Self {
        self.menu.push(item);
        self
    }

    /// With these words: `&[(Lang::En, include_str!("../messages/en.ftl")), …]`.
    pub fn messages(mut self, messages: &'static [(Lang, &'static str)]) -> Self {
        self.messages = messages;
        self
    }

    /// Fills a spot of the top bar.
    pub fn slot(mut self, slot: Slot, draw: impl Fn(&Page) -> Markup + Send + Sync + 'static) -> Self {
        self.slots.push((slot, Arc::new(draw)));
        self
    }

    /// Tells what waits for whoever asks.
    pub fn waits(mut self, waits: Waits) -> Self {
        self.waits.push(waits);
        self
    }

    /// Names a page of one's own account.
    pub fn account_page(mut self, label: &'static str, href: &'static str) -> Self {
        self.account_pages.push((label, href));
        self
    }

    /// Shows something on pages of records of other slices.
    pub fn beside(mut self, draw: Beside) -> Self {
        self.beside.push(draw);
        self
    }

    /// Adds a number to `/metrics`.
    pub fn gauge(
        mut self,
        name: &'static str,
        help: &'static str,
        read: impl Fn() -> f64 + Send + Sync + 'static,
    ) -> Self {
        self.gauges.push(Gauge { name, help, read: Arc::new(read) });
        self
    }

    /// Slows down guessing at this path.
    pub fn guarded_path(mut self, path: &'static str) -> Self {
        self.guarded_paths.push(path);
        self
    }

    /// Takes bodies of up to so many bytes at this path, and waits for them as long as they keep coming. The handler
    /// reads them as they come, and gives up on those that stop coming.
    pub fn upload(mut self, path: &'static str, limit_bytes: u64) -> Self {
        self.uploads.push((path, limit_bytes));
        self
    }

    /// Puts middleware around the routes of all slices.
    pub fn around(mut self, around: impl FnOnce(Router) -> Router + Send + 'static) -> Self {
        self.around = Some(Box::new(around));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::matching_segments;

    #[test]
    fn an_address_belongs_to_the_starts_that_it_has() {
        let found = [
            ("/", "/"),
            ("/", "/members"),
            ("/members", "/members/1"),
            ("/member", "/members"),
            ("/clusters/*/members", "/clusters/x/members/7"),
        ];
        assert_eq!(found.map(|(start, path)| matching_segments(start, path)), [Some(0), None, Some(1), None, Some(3)]);
    }
}
