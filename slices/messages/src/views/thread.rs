//! A thread: the messages in their order, and the field to write one.

use bellwether_kernel::clock::Timestamp;
use bellwether_web::api::{FieldProblem, Page, Title, View, Words};
use bellwether_web::components::badges::badge;
use bellwether_web::components::forms::{Choice, Field, error_summary, post_form, submit};
use bellwether_web::components::states::Tone;
use maud::{Markup, html};

use super::sample;
use crate::model::message::{LONGEST, Message, Thread};
use crate::model::side::Side;
use crate::urls;

/// The page of a thread alone; it also stands on the page of its record.
pub struct ThreadPage {
    /// The thread.
    pub thread: Thread,
    /// What was typed.
    pub typed: String,
    /// What is wrong with it.
    pub problems: Vec<FieldProblem>,
}

/// Who wrote a message: oneself, the name where one may know it, or else the side.
pub fn author(words: &Words, message: &Message) -> String {
    match &message.name {
        _ if message.is_own => words.t("messages-you"),
        Some(name) => name.clone(),
        None => side(words, message.from),
    }
}

fn side(words: &Words, side: Side) -> String {
    words.t(&format!("messages-side-{}", side.name()))
}

/// The messages about a record, as a part of its page.
pub fn section(page: &Page, thread: &Thread, typed: &str, problems: &[FieldProblem]) -> Markup {
    html! {
        section.thread #messages {
            h2 { (page.t("messages-title")) }
            @if thread.messages.is_empty() { p.text-secondary { (page.t("messages-no-messages")) } }
            @else {
                ol.thread-list { @for message in &thread.messages { li.card.own[message.is_own] { (one(page, thread, message)) } } }
            }
            @if !thread.seat.writes_to.is_empty() { (form(page, thread, typed, problems)) }
        }
    }
}

fn one(page: &Page, thread: &Thread, message: &Message) -> Markup {
    let at = Timestamp::from_millisecond(message.written_at_ms);
    // Where there are two sides alone, it is plain for whom a message is.
    let is_told = thread.seat.writes_to.len() > 1;
    html! {
        p.thread-head {
            strong { (author(page.words(), message)) }
            @if is_told { " → " (side(page.words(), message.to)) }
            " " span.text-secondary { @if let Ok(at) = at { (page.moment(at)) } }
            @if message.is_new { " " (badge(Tone::Info, &page.t("messages-new"))) }
        }
        @for line in message.words.lines() { p { (line) } }
    }
}

fn form(page: &Page, thread: &Thread, typed: &str, problems: &[FieldProblem]) -> Markup {
    let sides = &thread.seat.writes_to;
    let choices = sides.iter().map(|to| Choice::new(to.name(), side(page.words(), *to))).collect();
    post_form(
        page,
        &urls::thread(&thread.about),
        html! {
            @if sides.len() > 1 { (Field::select("to", page.t("messages-to"), choices).problems(page, problems)) }
            (Field::lines(4, "words", page.t("messages-words")).value(typed).required().maxlength(LONGEST as u32)
                .problems(page, problems))
            (submit(&page.t("messages-send")))
        },
    )
}

impl View for ThreadPage {
    fn title(&self, page: &Page) -> Title {
        let (title, _) = self.thread.seat.title.best(page.lang());
        Title::new(title).crumb(page.t("messages-title"), urls::MESSAGES)
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            (error_summary(page, &self.problems))
            p { a href=(self.thread.seat.href) { (page.t("messages-record")) } }
            (section(page, &self.thread, &self.typed, &self.problems))
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let thread = |messages| Thread { about: sample::about(), seat: sample::seat(), messages };
        let all = vec![
            sample::message(Some("Ann <script>"), "Is it free?\n<script>alert(1)</script>", false),
            sample::message(None, "Long ".repeat(200).as_str(), false),
            sample::message(None, "Yes", true),
        ];
        let mut blind = thread(vec![sample::message(None, "Who are you?", false)]);
        blind.seat.writes_to = vec![Side::Asker, Side::Assessor];
        blind.seat.names_of = Vec::new();
        let page = |thread, typed: &str, problems| ThreadPage { thread, typed: typed.to_owned(), problems };
        vec![
            ("empty", page(thread(Vec::new()), "", Vec::new())),
            ("hostile", page(thread(all), "", Vec::new())),
            ("blind", page(blind, "<b>", vec![FieldProblem::new("words", "Too long")])),
        ]
    }
}
