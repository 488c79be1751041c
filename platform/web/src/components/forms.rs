//! Forms: one column, label above, help under, the problem beside the field and a summary on top that links to it.

use maud::{Markup, Render, html};

use crate::error::FieldProblem;
use crate::links::Link;
use crate::page::Page;

/// A form that changes something: `post`, with its token.
pub fn post_form(page: &Page, action: &str, body: Markup) -> Markup {
    html! { form.stack method="post" action=(action) { (page.csrf_field()) (body) } }
}

/// A form that sends files. Its token is in the address, because the body is read as it comes and not kept.
pub fn upload_form(page: &Page, action: &str, body: Markup) -> Markup {
    let action = Link::to(action).with("csrf", page.csrf_token());
    html! { form.stack method="post" enctype="multipart/form-data" action=(action) { (body) } }
}

/// A form that only asks: `get`, its fields become the address.
pub fn get_form(action: &str, body: Markup) -> Markup {
    html! { form.stack method="get" action=(action) { (body) } }
}

/// The button that sends a form. Say the act: "Submit application".
pub fn submit(label: &str) -> Markup {
    html! { div.form-actions { button.btn.btn-primary type="submit" { (label) } } }
}

/// A form that is a single button, for an act on a record. `class` is such as `btn-danger`, or empty.
pub fn button_form(page: &Page, action: &str, label: &str, class: &str) -> Markup {
    html! {
        form.inline method="post" action=(action) {
            (page.csrf_field())
            button.btn.(class) type="submit" { (label) }
        }
    }
}

/// What is wrong with the form, on top of it; nothing where all is right.
pub fn error_summary(page: &Page, problems: &[FieldProblem]) -> Markup {
    html! {
        @if !problems.is_empty() {
            div.alert.alert-danger role="alert" tabindex="-1" data-focus {
                h2.alert-title { (page.t_with("form-problems", &[("n", problems.len().into())])) }
                ul { @for problem in problems { li { a href={ "#field-" (problem.field) } { (problem.message) } } } }
            }
        }
    }
}

/// One choice of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What people see.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Choice { value: value.into(), label: label.into() }
    }
}

#[derive(Clone, Debug)]
enum Control {
    Line { kind: &'static str },
    Lines { rows: u8 },
    Select(Vec<Choice>),
    Radios(Vec<Choice>),
    Checkbox,
    Checkboxes(Vec<Choice>),
}

/// One field with its label, help and problem. Write it into the form as `(field)`.
#[derive(Clone, Debug)]
pub struct Field {
    name: String,
    label: String,
    control: Control,
    values: Vec<String>,
    help: Option<String>,
    problem: Option<(String, String)>,
    required: bool,
    autocomplete: Option<&'static str>,
    optional_word: Option<String>,
    maxlength: Option<u32>,
    several_files: Option<&'static str>,
}

impl Field {
    fn new(control: Control, name: impl Into<String>, label: impl Into<String>) -> Self {
        Field {
            name: name.into(),
            label: label.into(),
            control,
            values: Vec::new(),
            help: None,
            problem: None,
            required: false,
            autocomplete: None,
            optional_word: None,
            maxlength: None,
            several_files: None,
        }
    }

    /// One line of text.
    pub fn text(name: impl Into<String>, label: impl Into<String>) -> Self {
        Field::new(Control::Line { kind: "text" }, name, label)
    }

    /// One line of another kind: `search`, `email`, `password`, `number`, `date`, `file`.
    pub fn line(kind: &'static str, name: impl Into<String>, label: impl Into<String>) -> Self {
        Field::new(Control::Line { kind }, name, label)
    }

    /// Several lines of text.
    pub fn lines(rows: u8, name: impl Into<String>, label: impl Into<String>) -> Self {
        Field::new(Control::Lines { rows }, name, label)
    }

    /// One of many choices.
    pub fn select(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Field::new(Control::Select(choices), name, label)
    }

    /// One of few choices, all in sight.
    pub fn radios(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Field::new(Control::Radios(choices), name, label)
    }

    /// Yes or no; sends `on` for yes.
    pub fn checkbox(name: impl Into<String>, label: impl Into<String>) -> Self {
        Field::new(Control::Checkbox, name, label)
    }

    /// Any of several choices.
    pub fn checkboxes(name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Field::new(Control::Checkboxes(choices), name, label)
    }

    /// What is in it now. A checkbox is on if there is a value that is not empty. Call it again for more choices.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.values.push(value.into());
        self
    }

    /// A line of help under the label.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// It must be filled in.
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Says that it may stay empty.
    pub fn optional(mut self, page: &Page) -> Self {
        self.optional_word = Some(page.t("form-optional"));
        self
    }

    /// What a browser may fill in: `username`, `current-password`, `new-password`, `email`, `name`, `off`.
    pub fn autocomplete(mut self, what: &'static str) -> Self {
        self.autocomplete = Some(what);
        self
    }

    /// The longest text in UTF-16 units.
    pub fn maxlength(mut self, units: u32) -> Self {
        self.maxlength = Some(units);
        self
    }

    /// Files are chosen, as many as one likes; `endings` are those that the browser offers first: `.xml,.gz`.
    pub fn files(name: impl Into<String>, label: impl Into<String>, endings: &'static str) -> Self {
        let field = Field::new(Control::Line { kind: "file" }, name, label);
        Field { several_files: Some(endings), ..field }
    }

    /// Takes its own problem out of those of the form.
    pub fn problems(mut self, page: &Page, problems: &[FieldProblem]) -> Self {
        let own = problems.iter().find(|problem| problem.field == self.name);
        self.problem = own.map(|problem| (page.t("form-error"), problem.message.clone()));
        self
    }

    fn id(&self) -> String {
        format!("field-{}", self.name)
    }

    fn described_by(&self) -> Option<String> {
        let help = self.help.as_ref().map(|_| format!("help-{}", self.name));
        let problem = self.problem.as_ref().map(|_| format!("problem-{}", self.name));
        let ids: Vec<String> = help.into_iter().chain(problem).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn first_value(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }

    fn notes(&self) -> Markup {
        html! {
            @if let Some(help) = &self.help { p.form-hint id={ "help-" (self.name) } { (help) } }
            @if let Some((word, message)) = &self.problem {
                p.form-problem id={ "problem-" (self.name) } { span.visually-hidden { (word) " " } (message) }
            }
        }
    }

    fn label_words(&self) -> Markup {
        html! {
            (self.label)
            @if let Some(word) = &self.optional_word { span.optional { " (" (word) ")" } }
        }
    }

    fn single(&self, control: Markup) -> Markup {
        html! {
            div.field.has-problem[self.problem.is_some()] {
                label.form-label for=(self.id()) { (self.label_words()) }
                (self.notes())
                (control)
            }
        }
    }

    fn group(&self, kind: &str, choices: &[Choice]) -> Markup {
        html! {
            fieldset.field.has-problem[self.problem.is_some()] id=(self.id()) aria-describedby=[self.described_by()] {
                legend.form-label { (self.label_words()) }
                (self.notes())
                @for choice in choices {
                    label.form-check {
                        input.form-check-input type=(kind) name=(self.name) value=(choice.value)
                            checked[self.values.contains(&choice.value)] required[self.required && kind == "radio"];
                        span.form-check-label { (choice.label) }
                    }
                }
            }
        }
    }

    fn checkbox_line(&self) -> Markup {
        html! {
            div.field.has-problem[self.problem.is_some()] {
                label.form-check {
                    input.form-check-input id=(self.id()) type="checkbox" name=(self.name) value="on"
                        checked[!self.first_value().is_empty()] aria-describedby=[self.described_by()];
                    span.form-check-label { (self.label_words()) }
                }
                (self.notes())
            }
        }
    }
}

impl Render for Field {
    fn render(&self) -> Markup {
        let invalid = self.problem.as_ref().map(|_| "true");
        match &self.control {
            Control::Line { kind } => self.single(html! {
                // What people typed as a password or chose as a file is never sent back to them.
                @let value = (!matches!(*kind, "password" | "file")).then(|| self.first_value());
                input.form-control id=(self.id()) type=(kind) name=(self.name) value=[value] required[self.required]
                    autocomplete=[self.autocomplete] maxlength=[self.maxlength]
                    multiple[self.several_files.is_some()] accept=[self.several_files]
                    aria-describedby=[self.described_by()] aria-invalid=[invalid];
            }),
            Control::Lines { rows } => self.single(html! {
                textarea.form-control id=(self.id()) name=(self.name) rows=(rows) required[self.required]
                    maxlength=[self.maxlength] aria-describedby=[self.described_by()] aria-invalid=[invalid] {
                    (self.first_value())
                }
            }),
            Control::Select(choices) => self.single(html! {
                select.form-select id=(self.id()) name=(self.name) required[self.required]
                    aria-describedby=[self.described_by()] aria-invalid=[invalid] {
                    @for choice in choices {
                        option value=(choice.value) selected[choice.value == self.first_value()] { (choice.label) }
                    }
                }
            }),
            Control::Radios(choices) => self.group("radio", choices),
            Control::Checkboxes(choices) => self.group("checkbox", choices),
            Control::Checkbox => self.checkbox_line(),
        }
    }
}
