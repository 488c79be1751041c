//! Breaks words into lines where the Unicode rules allow (UAX 14), and inside words that no line holds.

use std::rc::Rc;

use crate::model::{Run, Style};
use crate::text::clean::clean;
use crate::text::shape::{Shaper, Word};

/// Letters of one run on one line.
#[derive(Clone, Debug)]
pub(crate) struct Span {
    /// From the line's beginning.
    pub x: f32,
    /// The words; each begins where the one before ends.
    pub words: Vec<Rc<Word>>,
    pub width: f32,
    pub link: Option<Rc<str>>,
    pub language: Option<&'static str>,
}

/// A line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    pub spans: Vec<Span>,
    /// Without the spaces at its end.
    pub width: f32,
}

/// What stands between two places where a line may break.
struct Unit {
    /// Words with the number of their run.
    words: Vec<(usize, Rc<Word>)>,
    width: f32,
    trailing: f32,
}

/// The lines of some text set at `size`, none wider than `width` unless a single letter is. No text, no lines.
pub(crate) fn break_lines(shaper: &mut Shaper<'_>, runs: &[Run], size: f32, width: f32) -> Vec<Line> {
    let links: Vec<Option<Rc<str>>> = runs.iter().map(|run| run.link.as_deref().map(Rc::from)).collect();
    let mut lines = Vec::new();
    let mut line = Line::default();
    let mut end = 0.0;
    for unit in units(shaper, runs, size) {
        let wide = unit.width - unit.trailing;
        let parts = if wide > width { split(&unit, size) } else { vec![unit] };
        for part in parts {
            if end + part.width - part.trailing > width && !line.spans.is_empty() {
                lines.push(std::mem::take(&mut line));
                end = 0.0;
            }
            line.width = end + part.width - part.trailing;
            for (run, word) in &part.words {
                push(&mut line, word.clone(), &mut end, size, (&links[*run], runs[*run].language));
            }
        }
    }
    if !line.spans.is_empty() {
        lines.push(line);
    }
    lines
}

/// One line, cut with an ellipsis where it is too wide.
pub(crate) fn one_line(shaper: &mut Shaper<'_>, text: &str, style: Style, size: f32, width: f32) -> Line {
    let run = |text: String| [Run { text, style, ..Run::default() }];
    let mut lines = break_lines(shaper, &run(text.to_owned()), size, f32::INFINITY);
    let whole = lines.pop().unwrap_or_default();
    if whole.width <= width {
        return whole;
    }
    let room = width - shaper.width(style, "…") * size;
    let mut kept = String::new();
    let mut end = 0.0;
    for letter in whole.spans.iter().flat_map(|span| &span.words).flat_map(|word| word.letters()) {
        end += letter.advance * size;
        if end > room {
            break;
        }
        kept.push_str(&letter.text);
    }
    let cut = run(format!("{}…", kept.trim_end()));
    break_lines(shaper, &cut, size, f32::INFINITY).pop().unwrap_or_default()
}

fn push(
    line: &mut Line,
    word: Rc<Word>,
    end: &mut f32,
    size: f32,
    (link, language): (&Option<Rc<str>>, Option<&'static str>),
) {
    let width = word.advance * size;
    let fits = |span: &&mut Span| {
        span.link == *link
            && span.language == language
            && span.words.last().is_some_and(|last| last.style == word.style)
    };
    match line.spans.last_mut().filter(fits) {
        Some(span) => {
            span.words.push(word);
            span.width += width;
        }
        None => line.spans.push(Span { x: *end, words: vec![word], width, link: link.clone(), language }),
    }
    *end += width;
}

/// Cuts the text where lines may break, and each cut where the style changes.
fn units(shaper: &mut Shaper<'_>, runs: &[Run], size: f32) -> Vec<Unit> {
    let texts: Vec<String> = runs.iter().map(|run| clean(&run.text)).collect();
    let whole = texts.concat();
    let mut ends = Vec::with_capacity(texts.len());
    let mut sum = 0;
    for text in &texts {
        sum += text.len();
        ends.push(sum);
    }
    let mut units = Vec::new();
    let mut from = 0;
    let mut run = 0;
    for (at, _) in unicode_linebreak::linebreaks(&whole) {
        let mut words = Vec::new();
        while from < at {
            while ends[run] <= from {
                run += 1;
            }
            let to = at.min(ends[run]);
            words.push((run, shaper.word(runs[run].style, &whole[from..to])));
            from = to;
        }
        if words.is_empty() {
            continue;
        }
        let width = words.iter().map(|(_, word)| word.advance * size).sum();
        let trailing = words.last().map_or(0.0, |(_, word)| word.trailing * size);
        units.push(Unit { words, width, trailing });
    }
    units
}

fn split(unit: &Unit, size: f32) -> Vec<Unit> {
    let letters = unit.words.iter().flat_map(|(run, word)| word.letters().into_iter().map(|letter| (*run, letter)));
    letters
        .map(|(run, letter)| Unit {
            width: letter.advance * size,
            trailing: letter.trailing * size,
            words: vec![(run, letter)],
        })
        .collect()
}
