//! One request as the pages see it: address, language, theme, cookies, id.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use bellwether_kernel::lang::Lang;
use uuid::Uuid;

use crate::components::lists::COLUMNS;
use crate::security::client;
use crate::site::Site;

const LANG_COOKIE: &str = "bw_lang";
const THEME_COOKIE: &str = "bw_theme";
const NOTICE_COOKIE: &str = "bw_notice";
const CSRF_COOKIE: &str = "bw_csrf";
const COLUMNS_COOKIE: &str = "bw_columns";
/// The most columns that a choice may name.
const MOST_COLUMNS: usize = 40;
const YEAR_S: u32 = 31_536_000;

/// Light, dark, or as the device says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device says.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All themes.
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    /// The name in links, cookies and the `data-bs-theme` attribute.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme with this name.
    pub fn from_name(name: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

/// One request as the pages see it.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    pub path: String,
    pub query: String,
    pub lang: Lang,
    pub theme: Theme,
    pub request_id: String,
    pub notice: Option<String>,
    /// What form tokens are bound to: a random cookie, and the session if there is one.
    pub csrf_id: String,
    pub session: String,
    pub cookies: Vec<(String, String)>,
    /// The columns of this list that the reader chose.
    pub columns: Vec<String>,
    pub wants_fragment: bool,
    pub wants_json: bool,
    /// From where the request comes, as far as the trusted proxies tell.
    pub address: Option<IpAddr>,
    is_new: bool,
}

/// The id of a request, for logs and error pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(pub String);

impl Visit {
    pub fn of(request: &Request, session_cookie: &str) -> Self {
        let headers = request.headers();
        let cookies = cookies(headers);
        let cookie = |name: &str| cookies.iter().find(|(of, _)| of == name).map(|(_, value)| value.clone());
        let path = request.uri().path().to_owned();
        let query = request.uri().query().unwrap_or_default().to_owned();
        let asked = |name: &str| {
            form_urlencoded::parse(query.as_bytes()).find(|(of, _)| of == name).map(|(_, value)| value.into_owned())
        };
        let lang = asked("lang")
            .and_then(|code| Lang::from_code(&code))
            .or_else(|| cookie(LANG_COOKIE).and_then(|code| Lang::from_code(&code)))
            .unwrap_or_else(|| accepted_lang(headers));
        let theme = asked("theme")
            .and_then(|name| Theme::from_name(&name))
            .or_else(|| cookie(THEME_COOKIE).and_then(|name| Theme::from_name(&name)))
            .unwrap_or_default();
        let mut columns: Vec<String> = form_urlencoded::parse(query.as_bytes())
            .filter(|(of, _)| of == COLUMNS)
            .map(|(_, key)| key.into_owned())
            .collect();
        if columns.is_empty() {
            columns = cookie(COLUMNS_COOKIE).unwrap_or_default().split('.').map(str::to_owned).collect();
        }
        columns.retain(|key| is_key(key));
        columns.truncate(MOST_COLUMNS);
        let csrf = cookie(CSRF_COOKIE).filter(|id| id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let request_id = request.extensions().get::<RequestId>().map_or_else(String::new, |id| id.0.clone());
        Visit {
            wants_json: path.starts_with("/api/") || accepts(headers, "json"),
            wants_fragment: headers.get("hx-request-type").is_some_and(|kind| kind == "partial"),
            notice: cookie(NOTICE_COOKIE),
            session: cookie(session_cookie).unwrap_or_default(),
            address: None,
            is_new: csrf.is_none(),
            csrf_id: csrf.unwrap_or_else(|| Uuid::new_v4().simple().to_string()),
            path,
            query,
            lang,
            theme,
            request_id,
            cookies,
            columns,
        }
    }

    /// A visit of one page in one language, for samples in tests.
    pub fn sample(lang: Lang) -> Self {
        Visit {
            path: "/sample".to_owned(),
            query: String::new(),
            lang,
            theme: Theme::Auto,
            request_id: "sample".to_owned(),
            notice: None,
            csrf_id: "0".repeat(32),
            session: String::new(),
            cookies: Vec::new(),
            columns: Vec::new(),
            wants_fragment: false,
            wants_json: false,
            address: None,
            is_new: false,
        }
    }

    fn asks_for(&self, name: &str) -> bool {
        form_urlencoded::parse(self.query.as_bytes()).any(|(of, _)| of == name)
    }
}

/// Puts the visit into the request, and its choices (language, theme) into cookies.
pub(crate) async fn layer(mut request: Request, next: Next) -> Response {
    let Some(site) = request.extensions().get::<Arc<Site>>().cloned() else { return next.run(request).await };
    let mut visit = Visit::of(&request, site.options.session_cookie);
    visit.address = client::address(request.extensions(), request.headers(), site.options.trusted_proxies);
    let visit = Arc::new(visit);
    request.extensions_mut().insert(visit.clone());
    let mut response = next.run(request).await;
    let secure = site.options.secure_cookies;
    let headers = response.headers_mut();
    if visit.asks_for("lang") {
        set_cookie(headers, LANG_COOKIE, visit.lang.code(), YEAR_S, secure);
    }
    if visit.asks_for(COLUMNS)
        && headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
    {
        // Of this list alone: the browser sends it to its path.
        let columns = visit.columns.join(".");
        let secure = if secure { "; Secure" } else { "" };
        let cookie = format!(
            "{COLUMNS_COOKIE}={columns}; Path={}; Max-Age={YEAR_S}; HttpOnly; SameSite=Lax{secure}",
            visit.path.replace(';', "%3B")
        );
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            headers.append(header::SET_COOKIE, cookie);
        }
    }
    if visit.asks_for("theme") {
        set_cookie(headers, THEME_COOKIE, visit.theme.name(), YEAR_S, secure);
    }
    let is_page = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if visit.is_new && is_page {
        set_cookie(headers, CSRF_COOKIE, &visit.csrf_id, YEAR_S, secure);
    }
    if visit.notice.is_some() && is_page {
        set_cookie(headers, NOTICE_COOKIE, "", 0, secure);
    }
    response
}

/// Sets the cookie that makes the next page show a message once.
pub(crate) fn leave_notice(headers: &mut HeaderMap, key: &str, secure: bool) {
    set_cookie(headers, NOTICE_COOKIE, key, 60, secure);
}

fn set_cookie(headers: &mut HeaderMap, name: &str, value: &str, max_age_s: u32, secure: bool) {
    let secure = if secure { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; Max-Age={max_age_s}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        headers.append(header::SET_COOKIE, value);
    }
}

fn cookies(headers: &HeaderMap) -> Vec<(String, String)> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), value.trim_matches('"').to_owned())).collect()
}

/// Keys are words of our own; nothing else gets into a cookie.
fn is_key(key: &str) -> bool {
    !key.is_empty() && key.len() <= 40 && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

fn accepts(headers: &HeaderMap, what: &str) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    accept.contains(what) && !accept.contains("text/html")
}

/// The first language of `Accept-Language` that there is, by weight and then by order.
fn accepted_lang(headers: &HeaderMap) -> Lang {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut wishes: Vec<(f32, Lang)> = accepted
        .split(',')
        .filter_map(|wish| {
            let (tag, weight) = wish.split_once(";q=").unwrap_or((wish, "1"));
            let code = tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
            Some((weight.trim().parse().ok()?, Lang::from_code(&code)?))
        })
        .collect();
    wishes.sort_by(|a, b| b.0.total_cmp(&a.0));
    wishes.first().map_or(Lang::default(), |(_, lang)| *lang)
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn visit(uri: &str, headers: &[(&str, &str)]) -> Visit {
        let mut request = Request::builder().uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Visit::of(&request.body(Body::empty()).expect("the parts are valid"), "bw_session")
    }

    #[test]
    fn the_address_beats_the_cookie_beats_the_browser() {
        let russian = [("accept-language", "de, ru-RU;q=0.9, en;q=0.8")];
        assert_eq!(visit("/", &russian).lang, Lang::Ru);
        let cookie = [("accept-language", "ru"), ("cookie", "a=b; bw_lang=en")];
        assert_eq!(visit("/", &cookie).lang, Lang::En);
        assert_eq!(visit("/?q=x&lang=ru", &cookie).lang, Lang::Ru);
        assert_eq!(visit("/?lang=xx", &[]).lang, Lang::En);
    }

    #[test]
    fn the_theme_is_automatic_until_chosen() {
        assert_eq!(visit("/", &[]).theme, Theme::Auto);
        assert_eq!(visit("/?theme=dark", &[("cookie", "bw_theme=light")]).theme, Theme::Dark);
        assert_eq!(visit("/", &[("cookie", "bw_theme=light")]).theme, Theme::Light);
    }

    #[test]
    fn columns_are_those_of_the_address_or_else_of_the_cookie() {
        assert_eq!(visit("/", &[]).columns, [""; 0]);
        assert_eq!(visit("/", &[("cookie", "bw_columns=name.works")]).columns, ["name", "works"]);
        let both = visit("/?columns=a&columns=b-c", &[("cookie", "bw_columns=name")]);
        assert_eq!(both.columns, ["a", "b-c"]);
        assert_eq!(visit("/?columns=%0d%0aX&columns=a;b&columns=", &[]).columns, [""; 0]);
    }

    #[test]
    fn a_form_id_that_nobody_issued_is_replaced() {
        assert!(visit("/", &[("cookie", "bw_csrf=<script>")]).is_new);
        assert!(!visit("/", &[("cookie", "bw_csrf=0123456789abcdef0123456789abcdef")]).is_new);
    }
}
