//! The page of one's own account.

use bellwether_kernel::actor::{Role, UserId};
use bellwether_kernel::clock::Timestamp;
use bellwether_web::api::{FieldProblem, Page, Title, View};
use bellwether_web::components::facts::facts;
use bellwether_web::components::forms::{self, Choice, Field};
use bellwether_web::components::menus::copyable;
use bellwether_web::components::states::{self, Tone};
use bellwether_web::components::tables::{Column, table};
use maud::{Markup, html};

use crate::model::session::{Session, SessionId, Token, TokenId};
use crate::model::user::{Email, User};
use crate::model::zone::Zone;
use crate::urls;

/// The page of one's own account.
pub struct Account {
    pub user: User,
    pub current: Option<SessionId>,
    pub sessions: Vec<Session>,
    pub tokens: Vec<Token>,
    /// The names of the zones to choose from.
    pub zones: Vec<String>,
    /// A token that was just made; shown this once.
    pub new_token: Option<String>,
    pub problems: Vec<FieldProblem>,
}

impl View for Account {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("accounts-own"))
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            @if self.user.must_change_password {
                (states::alert(Tone::Warn, html! { p { (page.t("accounts-must-change")) } }))
            }
            (forms::error_summary(page, &self.problems))
            (facts(&[
                (page.t("accounts-name"), html! { (self.user.name) }),
                (page.t("accounts-email"), html! { (self.user.email) }),
                (page.t("accounts-roles"), html! { (role_labels(page, &self.user.roles)) }),
            ]))
            @if !self.user.must_change_password {
                section {
                    h2 { (page.t("accounts-times")) }
                    (self.zone_form(page))
                }
            }
            @if !self.user.must_change_password && !page.account_pages().is_empty() {
                ul.account-pages {
                    @for (label, href) in page.account_pages() { li { a href=(href) { (page.t(label)) } } }
                }
            }
            section {
                h2 { (page.t("accounts-change-password")) }
                (self.password_form(page))
            }
            @if !self.user.must_change_password {
                section {
                    h2 { (page.t("accounts-sessions")) }
                    (self.session_table(page))
                    (forms::button_form(page, urls::SIGN_OUT_EVERYWHERE, &page.t("accounts-sign-out-everywhere"), "btn-danger"))
                }
                section {
                    h2 { (page.t("accounts-tokens")) }
                    p { (page.t("accounts-tokens-help")) }
                    (self.token_part(page))
                }
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let user = |name: &str, must_change_password| User {
            id: UserId::new(),
            email: Email::stored("ann@example.org".to_owned()),
            name: name.to_owned(),
            roles: Role::ALL.to_vec(),
            active: true,
            must_change_password,
            created_at_ms: 0,
            zone: None,
            clusters: Vec::new(),
        };
        let session = Session {
            id: SessionId::new(),
            created_at_ms: 0,
            seen_at_ms: 1,
            address: "203.0.113.7".to_owned(),
            agent: "<script>alert(1)</script>".to_owned(),
        };
        let token = |seen_at_ms| Token {
            id: TokenId::new(),
            name: "<script>".to_owned(),
            created_at_ms: 0,
            expires_at_ms: 1,
            seen_at_ms,
        };
        let account = |user| Account {
            user,
            current: None,
            sessions: Vec::new(),
            tokens: Vec::new(),
            zones: vec!["Asia/Tokyo".to_owned(), "Europe/Moscow".to_owned()],
            new_token: None,
            problems: Vec::new(),
        };
        vec![
            ("new", account(user("Ann", true))),
            (
                "hostile",
                Account {
                    current: Some(session.id),
                    sessions: vec![session.clone(), Session { id: SessionId::new(), ..session }],
                    tokens: vec![token(None), token(Some(5))],
                    new_token: Some("bw_0123".to_owned()),
                    problems: vec![FieldProblem::new("password", "Wrong")],
                    ..account(user("<script>", false))
                },
            ),
        ]
    }
}

impl Account {
    fn zone_form(&self, page: &Page) -> Markup {
        let mut zones = vec![Choice::new("", "UTC")];
        zones.extend(self.zones.iter().map(|name| Choice::new(name, name.replace('_', " "))));
        let field = Field::select("zone", page.t("accounts-zone"), zones)
            .value(self.user.zone.as_ref().map_or("", Zone::name))
            .help(page.t("accounts-zone-help"))
            .problems(page, &self.problems);
        forms::post_form(page, urls::ZONE, html! { (field) (forms::submit(&page.t("accounts-zone-save"))) })
    }

    fn password_form(&self, page: &Page) -> Markup {
        forms::post_form(
            page,
            urls::PASSWORD,
            html! {
                // Lets a browser's keeper of passwords know whose password it is.
                input type="hidden" name="username" value=(self.user.email) autocomplete="username";
                (Field::line("password", "password", page.t("accounts-old-password")).required()
                    .autocomplete("current-password").problems(page, &self.problems))
                (Field::line("password", "new_password", page.t("accounts-new-password")).required()
                    .help(page.t("accounts-password-help")).autocomplete("new-password").problems(page, &self.problems))
                (forms::submit(&page.t("accounts-change-password")))
            },
        )
    }

    fn session_table(&self, page: &Page) -> Markup {
        let columns = ["accounts-browser", "accounts-address", "accounts-began", "accounts-last-used", "accounts-end"]
            .map(|key| Column::new(page.t(key)));
        let rows: Vec<Vec<Markup>> = self
            .sessions
            .iter()
            .map(|session| {
                vec![
                    html! { (session.agent) @if Some(session.id) == self.current { " · " strong { (page.t("accounts-this-session")) } } },
                    html! { (session.address) },
                    moment(page, session.created_at_ms),
                    moment(page, session.seen_at_ms),
                    forms::button_form(page, &urls::end_session(session.id), &page.t("accounts-end"), "btn-sm"),
                ]
            })
            .collect();
        table(page, &page.t("accounts-sessions"), &columns, &rows)
    }

    fn token_part(&self, page: &Page) -> Markup {
        let columns =
            ["accounts-token-name", "accounts-made", "accounts-expires", "accounts-last-used", "accounts-end"]
                .map(|key| Column::new(page.t(key)));
        let rows: Vec<Vec<Markup>> = self
            .tokens
            .iter()
            .map(|token| {
                vec![
                    html! { (token.name) },
                    moment(page, token.created_at_ms),
                    moment(page, token.expires_at_ms),
                    token.seen_at_ms.map_or_else(|| html! { (page.t("accounts-never")) }, |ms| moment(page, ms)),
                    forms::button_form(page, &urls::end_token(token.id), &page.t("accounts-end"), "btn-sm"),
                ]
            })
            .collect();
        html! {
            @if let Some(token) = &self.new_token {
                (states::alert(Tone::Good, html! {
                    p { (page.t("accounts-token-once")) }
                    p { (copyable(page, token)) }
                }))
            }
            @if !rows.is_empty() { (table(page, &page.t("accounts-tokens"), &columns, &rows)) }
            (forms::post_form(page, urls::TOKENS, html! {
                (Field::text("name", page.t("accounts-token-name")).required().problems(page, &self.problems))
                (forms::submit(&page.t("accounts-token-make")))
            }))
        }
    }
}

/// An instant of the database, as people read it.
pub(super) fn moment(page: &Page, ms: i64) -> Markup {
    Timestamp::from_millisecond(ms).map_or_else(|_| html! {}, |at| page.moment(at))
}

/// The roles in words.
pub(super) fn role_labels(page: &Page, roles: &[Role]) -> String {
    roles.iter().map(|role| role_label(page, *role)).collect::<Vec<_>>().join(", ")
}

/// A role in words.
pub(super) fn role_label(page: &Page, role: Role) -> String {
    page.t(&format!("accounts-role-{}", role.name()))
}
