//! The pages of user administration.

use bellwether_kernel::actor::{Role, UserId};
use bellwether_kernel::lang::Text;
use bellwether_web::api::{FieldProblem, Link, Page, Title, View};
use bellwether_web::components::badges::badge;
use bellwether_web::components::forms::{self, Choice, Field};
use bellwether_web::components::lists::{ListColumns, list_tools};
use bellwether_web::components::menus::copyable;
use bellwether_web::components::paging::{Pager, pager};
use bellwether_web::components::part::{count_line, part};
use bellwether_web::components::states::{self, Tone};
use bellwether_web::components::tables::Column;
use maud::{Markup, html};

use crate::model::clusters::ClusterName;
use crate::model::user::{Email, User};
use crate::urls;
use crate::views::account::{moment, role_label, role_labels};

/// One page of users.
pub struct UserList {
    pub rows: Vec<User>,
    pub next: Option<String>,
    pub total: i64,
    pub text: String,
    pub role: String,
    pub active: String,
    pub is_first: bool,
}

impl UserList {
    fn link(&self, path: &str) -> Link {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Link::to(path)
            .with_if("q", given(&self.text))
            .with_if("role", given(&self.role))
            .with_if("active", given(&self.active))
    }
}

impl View for UserList {
    fn title(&self, page: &Page) -> Title {
        let new = html! { a.btn.btn-primary href=(urls::NEW_USER) { (page.t("accounts-user-new")) } };
        Title::new(page.t("accounts-users")).action(new)
    }

    fn body(&self, page: &Page) -> Markup {
        let mut roles = vec![Choice::new("", page.t("accounts-any"))];
        roles.extend(Role::ALL.map(|role| Choice::new(role.name(), role_label(page, role))));
        let active = vec![
            Choice::new("", page.t("accounts-any")),
            Choice::new("yes", page.t("accounts-active")),
            Choice::new("no", page.t("accounts-inactive")),
        ];
        let columns = columns(page);
        let exports = [("CSV", urls::USERS_CSV), ("XLSX", urls::USERS_XLSX), ("JSON", urls::USERS_JSON)]
            .map(|(format, path)| (format, self.link(path).to_string()));
        part(html! {
            (forms::get_form(urls::USERS, html! {
                (Field::line("search", "q", page.t("accounts-users-search")).value(&self.text))
                (Field::select("role", page.t("accounts-role"), roles).value(&self.role))
                (Field::select("active", page.t("accounts-state"), active).value(&self.active))
                (forms::submit(&page.t("accounts-filter")))
            }))
            div.row-line.spread {
                (count_line(&page.t_with("accounts-users-n", &[("n", self.total.into())])))
                (list_tools(page, Some(&columns), &exports))
            }
            @if self.rows.is_empty() {
                (states::empty_state(&page.t("accounts-users-none"), &page.t("accounts-users-none-help"), None))
            } @else {
                (columns.table(page, &page.t("accounts-users"), self.cells(page)))
            }
            (pager(page, &Pager {
                first: (!self.is_first).then(|| self.link(urls::USERS).to_string()),
                previous: None,
                next: self.next.as_ref().map(|next| self.link(urls::USERS).with("after", next).to_string()),
            }))
        })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let list = |rows: Vec<User>, next: Option<&str>| UserList {
            total: rows.len() as i64,
            rows,
            next: next.map(str::to_owned),
            text: "\"><script>".to_owned(),
            role: "expert".to_owned(),
            active: "no".to_owned(),
            is_first: next.is_none(),
        };
        let many = (0..200).map(|n| sample_user(&format!("Person {n}"))).collect();
        vec![
            ("empty", list(Vec::new(), None)),
            ("hostile", list(vec![sample_user("<script>alert(1)</script>")], None)),
            ("huge", list(many, Some("x@example.org"))),
        ]
    }
}

impl UserList {
    fn cells(&self, page: &Page) -> Vec<Vec<Markup>> {
        self.rows
            .iter()
            .map(|user| {
                let (tone, state) =
                    if user.active { (Tone::Good, "accounts-active") } else { (Tone::Plain, "accounts-inactive") };
                vec![
                    html! { a href=(urls::user(user.id)) { (user.email) } },
                    html! { (user.name) },
                    html! { (role_labels(page, &user.roles)) },
                    badge(tone, &page.t(state)),
                    moment(page, user.created_at_ms),
                ]
            })
            .collect()
    }
}

fn columns(page: &Page) -> ListColumns {
    ListColumns::new(
        [
            ("email", "accounts-email"),
            ("name", "accounts-name"),
            ("roles", "accounts-roles"),
            ("state", "accounts-state"),
            ("made", "accounts-made"),
        ]
        .map(|(key, words)| (key, Column::new(page.t(words)))),
    )
}

/// What is typed about a user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserFields {
    pub email: String,
    pub name: String,
    pub roles: Vec<String>,
    pub clusters: Vec<String>,
    pub active: bool,
}

impl UserFields {
    /// What was sent. Roles are as many values as boxes were ticked, which `serde` cannot gather.
    pub fn read(form: &[u8]) -> Self {
        let mut fields = UserFields::default();
        for (name, value) in form_urlencoded::parse(form) {
            match name.as_ref() {
                "email" => fields.email = value.into_owned(),
                "name" => fields.name = value.into_owned(),
                "roles" => fields.roles.push(value.into_owned()),
                "clusters" => fields.clusters.push(value.into_owned()),
                "active" => fields.active = true,
                _ => {}
            }
        }
        fields
    }

    /// What a user is now.
    pub fn of(user: &User) -> Self {
        UserFields {
            email: user.email.to_string(),
            name: user.name.clone(),
            roles: user.roles.iter().map(|role| role.name().to_owned()).collect(),
            clusters: user.clusters.clone(),
            active: user.active,
        }
    }
}

/// The form to make a user, or to change one.
pub struct EditUser {
    /// `None` for a new one.
    pub id: Option<UserId>,
    pub fields: UserFields,
    /// The clusters to choose from.
    pub clusters: Vec<ClusterName>,
    pub problems: Vec<FieldProblem>,
}

impl View for EditUser {
    fn title(&self, page: &Page) -> Title {
        let name = match self.id {
            Some(_) => self.fields.email.clone(),
            None => page.t("accounts-user-new"),
        };
        Title::new(name).crumb(page.t("accounts-users"), urls::USERS)
    }

    fn body(&self, page: &Page) -> Markup {
        let choices = Role::ALL.map(|role| Choice::new(role.name(), role_label(page, role))).to_vec();
        let mut roles = Field::checkboxes("roles", page.t("accounts-roles"), choices).problems(page, &self.problems);
        for role in &self.fields.roles {
            roles = roles.value(role);
        }
        let action = self.id.map_or_else(|| urls::NEW_USER.to_owned(), urls::user);
        html! {
            (forms::post_form(page, &action, html! {
                (forms::error_summary(page, &self.problems))
                @if self.id.is_none() {
                    (Field::line("email", "email", page.t("accounts-email")).value(&self.fields.email).required()
                        .autocomplete("off").problems(page, &self.problems))
                }
                (Field::text("name", page.t("accounts-name")).value(&self.fields.name).required().autocomplete("off")
                    .problems(page, &self.problems))
                (roles)
                @if !self.clusters.is_empty() || !self.fields.clusters.is_empty() { (self.cluster_choice(page)) }
                @if self.id.is_some() {
                    (Field::checkbox("active", page.t("accounts-may-sign-in")).value(if self.fields.active { "on" } else { "" }))
                }
                (forms::submit(&page.t(if self.id.is_some() { "accounts-user-save" } else { "accounts-user-make" })))
            }))
            @if let Some(id) = self.id {
                section {
                    h2 { (page.t("accounts-reset-password")) }
                    p { (page.t("accounts-reset-password-help")) }
                    (forms::button_form(page, &urls::reset_password(id), &page.t("accounts-reset-password"), "btn-danger"))
                }
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let hostile = UserFields::of(&sample_user("\"><script>alert(1)</script>"));
        let clusters = vec![ClusterName { slug: "north".to_owned(), name: Text::both("<script>", "Север") }];
        let problems = vec![FieldProblem::new("roles", "Wrong"), FieldProblem::new("name", "Wrong")];
        vec![
            ("new", EditUser { id: None, fields: UserFields::default(), clusters: Vec::new(), problems: Vec::new() }),
            ("hostile", EditUser { id: Some(UserId::new()), fields: hostile, clusters, problems }),
        ]
    }
}

impl EditUser {
    /// Clusters that are gone but still named stay in sight, so that they can be taken away.
    fn cluster_choice(&self, page: &Page) -> Field {
        let name = |cluster: &ClusterName| cluster.name.best(page.lang()).0.to_owned();
        let mut choices: Vec<Choice> =
            self.clusters.iter().map(|cluster| Choice::new(&cluster.slug, name(cluster))).collect();
        for slug in &self.fields.clusters {
            if !self.clusters.iter().any(|cluster| cluster.slug == *slug) {
                choices.push(Choice::new(slug, slug));
            }
        }
        let mut field = Field::checkboxes("clusters", page.t("accounts-clusters"), choices)
            .help(page.t("accounts-clusters-help"))
            .problems(page, &self.problems);
        for slug in &self.fields.clusters {
            field = field.value(slug);
        }
        field
    }
}

/// A password that was made up, to be handed over.
pub struct HandedOver {
    pub user: User,
    pub password: String,
}

impl View for HandedOver {
    fn title(&self, page: &Page) -> Title {
        Title::new(self.user.email.to_string()).crumb(page.t("accounts-users"), urls::USERS)
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            (states::alert(Tone::Good, html! {
                p { (page.t_with("accounts-handed-over", &[("name", (&self.user.name).into())])) }
                p { (copyable(page, &self.password)) }
            }))
            p { a.btn href=(urls::user(self.user.id)) { (page.t("accounts-user-open")) } }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        vec![("hostile", HandedOver { user: sample_user("<script>"), password: "abcd-efgh-ijkm-npqr".to_owned() })]
    }
}

fn sample_user(name: &str) -> User {
    User {
        id: UserId::new(),
        email: Email::stored("ann@example.org".to_owned()),
        name: name.to_owned(),
        roles: vec![Role::Administrator, Role::Expert],
        active: name.len().is_multiple_of(2),
        must_change_password: false,
        created_at_ms: 1_795_000_000_000,
        zone: None,
        clusters: vec!["north".to_owned(), "gone".to_owned()],
    }
}
