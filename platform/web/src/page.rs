//! What a handler holds while it answers a person: who asks, in which language, and how the answer is framed.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use bellwether_kernel::actor::{Actor, User};
use bellwether_kernel::clock::Timestamp;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::{Lang, Text};
use bellwether_kernel::policy::{Act, Thing};
use jiff::tz::TimeZone;
use maud::{Markup, PreEscaped, html};

use crate::components::lists::PersonalViews;
use crate::error::WebError;
use crate::site::Site;
use crate::slice::RecordRef;
use crate::title::Title;
use crate::visit::{self, Theme, Visit};
use crate::waiting::{Wait, Waiting};
use crate::words::{Arg, Words};
use crate::{format, layout};

/// A page: a struct with exactly what is shown, already fit for people.
///
/// `samples` covers empty, typical, huge and hostile data; [`crate::testing`] renders each in every language.
pub trait View {
    /// The head of the page.
    fn title(&self, page: &Page) -> Title;

    /// What stands under the head.
    fn body(&self, page: &Page) -> Markup;

    /// Data to try the page with, each with a name.
    fn samples() -> Vec<(&'static str, Self)>
    where
        Self: Sized;
}

/// The zone that the person who asks wants times shown in. Whoever finds out who asks puts it into the request.
#[derive(Clone, Debug)]
pub struct PersonalZone(pub TimeZone);

/// What a handler holds while it answers a person. Take it as the first argument of a handler.
#[derive(Clone)]
pub struct Page {
    site: Arc<Site>,
    visit: Arc<Visit>,
    ctx: Ctx,
    words: Words,
    zone: TimeZone,
    views: Option<Arc<PersonalViews>>,
    waiting: Option<Waiting>,
}

impl Page {
    pub(crate) fn new(site: Arc<Site>, visit: Arc<Visit>, actor: Actor) -> Self {
        let ctx = Ctx::new(actor, visit.lang, site.options.clock.clone());
        let words = site.words(visit.lang);
        let zone = site.options.zone.clone();
        Page { site, visit, ctx, words, zone, views: None, waiting: None }
    }

    /// The same page with these views saved of it.
    pub(crate) fn with_views(self, views: PersonalViews) -> Self {
        Page { views: Some(Arc::new(views)), ..self }
    }

    /// The same page with times in this zone.
    pub(crate) fn in_zone(self, zone: TimeZone) -> Self {
        Page { zone, ..self }
    }

    /// The page of a request that went through the application's layers.
    pub(crate) fn of(extensions: &Extensions) -> Option<Page> {
        let site = extensions.get::<Arc<Site>>()?.clone();
        let visit = extensions.get::<Arc<Visit>>()?.clone();
        let actor = extensions.get::<Actor>().cloned().unwrap_or(Actor::Visitor);
        let mut page = Page::new(site, visit, actor);
        page.views = extensions.get::<Arc<PersonalViews>>().cloned();
        page.waiting = extensions.get::<Waiting>().cloned();
        Some(match extensions.get::<PersonalZone>() {
            Some(PersonalZone(zone)) => page.in_zone(zone.clone()),
            None => page,
        })
    }

    /// The acting person, the language and the clock, for services.
    pub fn ctx(&self) -> &Ctx {
        &self.ctx
    }

    /// Who asks.
    pub fn actor(&self) -> &Actor {
        &self.ctx.actor
    }

    /// May who asks do this? For buttons and links; services ask again.
    pub fn may(&self, act: impl Act, thing: &impl Thing) -> bool {
        self.ctx.permit(act, thing).is_ok()
    }

    /// The person who asks, or the way to sign-in.
    pub fn user(&self) -> Result<&User, WebError> {
        match &self.ctx.actor {
            Actor::User(user) => Ok(user),
            Actor::Visitor | Actor::System => Err(WebError::SignInNeeded),
        }
    }

    /// Does work that waits for the disk or computes for long, on a thread that answers nobody else meanwhile.
    pub async fn aside<T, E>(&self, work: impl FnOnce(&Ctx) -> Result<T, E> + Send + 'static) -> Result<T, WebError>
    where
        T: Send + 'static,
        E: Into<WebError> + Send + 'static,
    {
        let ctx = self.ctx.clone();
        tokio::task::spawn_blocking(move || work(&ctx)).await.map_err(WebError::internal)?.map_err(Into::into)
    }

    /// The language of the page.
    pub fn lang(&self) -> Lang {
        self.ctx.lang
    }

    /// The theme that the person chose.
    pub fn theme(&self) -> Theme {
        self.visit.theme
    }

    /// The message in the page's language.
    pub fn t(&self, key: &str) -> String {
        self.words.t(key)
    }

    /// The message with values put in: `page.t_with("records-found", &[("n", count.into())])`.
    pub fn t_with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.words.t_with(key, args)
    }

    /// The words in the page's language.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// A number as the language writes it.
    pub fn number(&self, value: impl Into<Arg<'static>>) -> String {
        match value.into() {
            Arg::Number(number) => format::number(self.lang(), number),
            Arg::Text(text) => text.into_owned(),
        }
    }

    /// A date that is known to the year, month or day.
    pub fn date(&self, year: i16, month: Option<u8>, day: Option<u8>) -> String {
        format::date(self.lang(), year, month, day)
    }

    /// The zone in which times are shown.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The day of an instant, as `<time>`; its title says the moment in UTC.
    pub fn day(&self, at: Timestamp) -> Markup {
        html! { time datetime=(at) title=(self.in_utc(at)) { (format::day(self.lang(), at, &self.zone)) } }
    }

    /// The day and minute of an instant, as `<time>`. In a person's own zone the title says the moment in UTC; where no
    /// zone was chosen, the text says that it is UTC.
    pub fn moment(&self, at: Timestamp) -> Markup {
        if self.zone == TimeZone::UTC {
            return html! { time datetime=(at) { (self.in_utc(at)) } };
        }
        html! { time datetime=(at) title=(self.in_utc(at)) { (format::moment(self.lang(), at, &self.zone)) } }
    }

    fn in_utc(&self, at: Timestamp) -> String {
        // Never breaks, so that the zone stays with its time.
        format!("{}\u{a0}UTC", format::moment(self.lang(), at, &TimeZone::UTC))
    }

    /// Text that people wrote, marked with its language where that is not the page's.
    pub fn text(&self, text: &Text) -> Markup {
        let (words, lang) = text.best(self.lang());
        self.words_in(words, lang.code())
    }

    /// Words of a known language (BCP 47 or ISO 639), marked with it where that is not the page's.
    pub fn words_in(&self, words: &str, lang: &str) -> Markup {
        if lang.is_empty() || lang == self.lang().code() {
            html! { (words) }
        } else {
            html! { span lang=(lang) { (words) } }
        }
    }

    /// The path of the request, such as `/evidence`.
    pub fn path(&self) -> &str {
        &self.visit.path
    }

    /// The query of the request as it came, without `?`.
    pub fn query(&self) -> &str {
        &self.visit.query
    }

    /// The whole address of a path of ours, for what is printed or cited; the path alone where the installation's public
    /// address was not set.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.site.options.public_origin.as_deref().unwrap_or_default())
    }

    /// The names and values of the query, but for these names.
    pub fn query_without(&self, names: &[&str]) -> Vec<(String, String)> {
        let pairs = form_urlencoded::parse(self.query().as_bytes()).filter(|(name, _)| !names.contains(&name.as_ref()));
        pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
    }

    /// The columns that the reader of this list chose, by their keys; empty where all are shown.
    pub(crate) fn chosen_columns(&self) -> &[String] {
        &self.visit.columns
    }

    /// The views that the person saved of this list; `None` for those who cannot save any.
    pub(crate) fn saved_views(&self) -> Option<&PersonalViews> {
        self.views.as_deref()
    }

    /// What waits for whoever asks, across all slices.
    pub fn waits(&self) -> &[Wait] {
        self.waiting.as_ref().map_or(&[], |waiting| &waiting.0)
    }

    /// Pages of one's own account, across all slices: the message that names each, and its address.
    pub fn account_pages(&self) -> &[(&'static str, &'static str)] {
        &self.site.account_pages
    }

    /// What other slices show on the page of this record.
    pub async fn beside(&self, record: RecordRef) -> Markup {
        let mut all = String::new();
        for draw in &self.site.beside {
            all.push_str(&draw(self.clone(), record.clone()).await.into_string());
        }
        PreEscaped(all)
    }

    /// A cookie of the request.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.visit.cookies.iter().find(|(of, _)| of == name).map(|(_, value)| value.as_str())
    }

    /// From where the request comes, as far as the trusted proxies tell.
    pub fn client_address(&self) -> Option<IpAddr> {
        self.visit.address
    }

    /// The id of the request, for support.
    pub fn request_id(&self) -> &str {
        &self.visit.request_id
    }

    /// Did htmx ask for a fragment rather than a whole page?
    pub fn wants_fragment(&self) -> bool {
        self.visit.wants_fragment
    }

    /// Does the client want JSON: an API address, or `Accept: application/json`?
    pub(crate) fn wants_json(&self) -> bool {
        self.visit.wants_json
    }

    /// The hidden field that every form that changes something carries.
    pub fn csrf_field(&self) -> Markup {
        html! { input type="hidden" name="csrf" value=(self.csrf_token()); }
    }

    /// The token alone, for the `x-csrf-token` header of scripts.
    pub fn csrf_token(&self) -> String {
        self.site.signer.token(&self.visit.csrf_id, &self.visit.session)
    }

    /// A whole page: the frame with this head and body.
    pub fn render(&self, title: impl Into<Title>, body: Markup) -> Response {
        self.render_with(StatusCode::OK, title, body)
    }

    /// A whole page with another status, such as a form that was refused (422). Where a script asked for a part alone,
    /// the frame is left out.
    pub fn render_with(&self, status: StatusCode, title: impl Into<Title>, body: Markup) -> Response {
        let title = title.into();
        if self.wants_fragment() {
            let mut response = self.fragment(layout::part(self, &title, &body));
            *response.status_mut() = status;
            return response;
        }
        let whole = layout::frame(self, &title, &body).into_string();
        (status, [(header::VARY, "hx-request-type")], Html(whole)).into_response()
    }

    /// A whole page from its view.
    pub fn show(&self, view: &impl View) -> Response {
        self.render(view.title(self), view.body(self))
    }

    /// A part of a page, for htmx. The browser must not show it where it kept the whole page.
    pub fn fragment(&self, body: Markup) -> Response {
        ([(header::VARY, "hx-request-type")], Html(body.into_string())).into_response()
    }

    /// Sends the browser to another page, after a form was carried out.
    pub fn redirect_to(&self, address: impl std::fmt::Display) -> Response {
        match HeaderValue::from_str(&address.to_string()) {
            Ok(address) => (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response(),
            Err(source) => WebError::internal(source).into_response(),
        }
    }

    /// Sends the browser to another page that shows this message once.
    pub fn redirect_with_notice(&self, address: impl std::fmt::Display, key: &'static str) -> Response {
        let mut response = self.redirect_to(address);
        visit::leave_notice(response.headers_mut(), key, self.site.options.secure_cookies);
        response
    }

    /// "Not found", also for things that the person may not know to exist.
    pub fn not_found(&self) -> WebError {
        WebError::NotFound
    }

    pub(crate) fn site(&self) -> &Site {
        &self.site
    }

    pub(crate) fn notice(&self) -> Option<&str> {
        self.visit.notice.as_deref().filter(|key| self.words.has(key))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Page {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Page::of(&parts.extensions).ok_or_else(|| WebError::internal(OutsideApplication))
    }
}

/// The route was called without the layers of [`crate::app::app`].
#[derive(Debug, thiserror::Error)]
#[error("the route is served outside of the web application")]
struct OutsideApplication;

impl From<Infallible> for WebError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}
