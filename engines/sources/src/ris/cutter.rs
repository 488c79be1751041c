//! Cuts RIS after the `ER` line of a reference.

use memchr::memmem;

use crate::blocks::{self, Cut};
use crate::citation::byte_order_mark;
use crate::problem::{Fault, Problem};

/// Follows one file.
#[derive(Default)]
pub(crate) struct Cutter {
    begun: bool,
    anything: bool,
}

impl blocks::Cutter for Cutter {
    fn cut(&mut self, window: &[u8], seen: usize, ended: bool) -> Result<Option<Cut>, Fault> {
        if !self.begun && window.len() >= 3 {
            self.begun = true;
            let skip = byte_order_mark(window, "RIS")?;
            if skip > 0 {
                return Ok(Some(Cut { skip, take: 0 }));
            }
        }
        self.anything |= !window.trim_ascii().is_empty();
        match last_end(window, seen) {
            Some(take) => Ok(Some(Cut { skip: 0, take })),
            None if !ended => Ok(None),
            None if !self.anything => Err(Fault { at: 0, problem: Problem::Empty }),
            None if window.is_empty() => Ok(None),
            // Blank lines, or a reference without an end, about which the parser complains.
            None => Ok(Some(Cut { skip: 0, take: window.len() })),
        }
    }
}

/// After the line break that follows the last whole `ER` line.
fn last_end(window: &[u8], seen: usize) -> Option<usize> {
    const END: &[u8] = b"ER  -";
    let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r');
    // The last line of what was seen may have been an `ER` line that lacked its end.
    let from = window[..seen].iter().rposition(is_break).unwrap_or(0);
    let mut until = window.len();
    while let Some(found) = memmem::rfind(&window[from..until], END) {
        let at = from + found;
        let begins_line = at > 0 && is_break(&window[at - 1]);
        let end = window[at..].iter().position(is_break);
        if let Some(end) = end.filter(|_| begins_line) {
            return Some(at + end + 1);
        }
        until = at;
    }
    None
}
