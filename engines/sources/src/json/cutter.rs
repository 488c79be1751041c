//! Finds where the text of a JSON file may be cut, by counting brackets outside strings.
//!
//! It does not check the grammar inside a record; the parser of the block does.

use memchr::memchr2;

use crate::blocks::{self, Cut};
use crate::problem::{Fault, Problem};

/// Cuts single records, JSON lines, arrays, and pages whose list of records has the given name.
///
/// A page is told from a record by its list: an object with an array of that name on its first level. Its other parts
/// (counts, cursors) are dropped.
pub(crate) struct Cutter {
    list_name: &'static str,
    /// Bytes of the window that were looked at.
    at: usize,
    /// Brackets that are open.
    depth: usize,
    /// Brackets that are open around a record: 0 between lines, 1 in an array, 2 in the list of a page.
    around: usize,
    /// Where the open record, or what may still turn out to be a page, began.
    open: Option<usize>,
    /// First and last byte of the whole records that were passed since the last cut.
    whole: Option<(usize, usize)>,
    /// Where the current string began, if in one.
    string: Option<usize>,
    /// The last string on the first level of a possible page, as far as it matters.
    name_fits: bool,
    /// Has the list of this page been passed, so that the rest of the page is dropped?
    after_list: bool,
    anything: bool,
}

impl Cutter {
    /// For one file whose pages call their list of records `list_name`.
    pub fn new(list_name: &'static str) -> Self {
        Cutter {
            list_name,
            at: 0,
            depth: 0,
            around: 0,
            open: None,
            whole: None,
            string: None,
            name_fits: false,
            after_list: false,
            anything: false,
        }
    }

    /// Looks at one byte outside strings. True when the records passed so far must be cut off now.
    fn step(&mut self, byte: u8) -> Result<bool, Fault> {
        let at = self.at;
        match byte {
            b'"' if self.in_something() => self.string = Some(at),
            b'{' if self.open.is_none() && !self.after_list => {
                self.open = Some(at);
                self.depth += 1;
            }
            b'[' if self.depth == 0 => return Ok(self.enter(1)),
            b'[' if self.around == 0 && self.depth == 1 && self.name_fits => {
                self.open = None;
                return Ok(self.enter(2));
            }
            b'{' | b'[' if self.in_something() => self.depth += 1,
            b']' if self.depth > 0 && !self.in_something() => return Ok(self.leave_list()),
            b'}' | b']' if self.in_something() => self.close(),
            b' ' | b'\t' | b'\n' | b'\r' | b',' => {}
            _ if self.in_something() => {}
            0xEF | 0xBB | 0xBF if !self.anything => return Ok(false),
            _ => {
                let what = format!("a record begins with {{, not with {:?}", char::from(byte));
                return Err(Fault { at, problem: Problem::malformed("JSON", what) });
            }
        }
        Ok(false)
    }

    /// Inside a record, a possible page, or the rest of a page: anything may stand here.
    fn in_something(&self) -> bool {
        self.open.is_some() || self.after_list
    }

    /// Enters a list of records.
    fn enter(&mut self, around: usize) -> bool {
        self.depth = around;
        self.around = around;
        self.name_fits = false;
        self.whole.is_some()
    }

    /// Closes a bracket in a record or in the rest of a page.
    fn close(&mut self) {
        self.depth -= 1;
        if self.after_list {
            self.after_list = self.depth > 0;
        } else if self.depth == self.around {
            let from = self.open.take().unwrap_or(self.at);
            let first = self.whole.map_or(from, |(first, _)| first);
            self.whole = Some((first, self.at + 1));
        }
    }

    /// Leaves a list of records; what follows is the rest of its page, or another record or list.
    fn leave_list(&mut self) -> bool {
        self.depth -= 1;
        self.after_list = self.around == 2;
        self.around = 0;
        self.whole.is_some()
    }

    /// Moves to the end of the string that began at `from`, if it is in the window.
    fn end_string(&mut self, window: &[u8], from: usize) -> bool {
        while let Some(found) = memchr2(b'"', b'\\', &window[self.at..]) {
            self.at += found;
            if window[self.at] == b'"' {
                self.name_fits =
                    self.open.is_some() && self.depth == 1 && &window[from + 1..self.at] == self.list_name.as_bytes();
                self.string = None;
                self.at += 1;
                return true;
            }
            if self.at + 1 == window.len() {
                return false;
            }
            self.at += 2;
        }
        self.at = window.len();
        false
    }

    /// Looks through the window until it ends or the records passed so far must be cut off.
    fn scan(&mut self, window: &[u8]) -> Result<(), Fault> {
        while self.at < window.len() {
            if let Some(from) = self.string {
                if !self.end_string(window, from) {
                    return Ok(());
                }
                continue;
            }
            if self.in_something() && !self.name_fits {
                self.at += window[self.at..].iter().take_while(|byte| !b"\"{}[]".contains(byte)).count();
                if self.at == window.len() {
                    return Ok(());
                }
            }
            let byte = window[self.at];
            let cut = self.step(byte)?;
            self.anything |= byte.is_ascii() && !byte.is_ascii_whitespace();
            self.at += 1;
            // A name fits only its own value, so nothing but a colon may stand between the two.
            self.name_fits &= byte == b':' || byte.is_ascii_whitespace();
            if cut {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Forgets the first `count` bytes of the window.
    fn drop_front(&mut self, count: usize) {
        self.at -= count;
        self.open = self.open.map(|from| from - count);
        self.string = self.string.map(|from| from.saturating_sub(count));
    }
}

impl blocks::Cutter for Cutter {
    fn cut(&mut self, window: &[u8], _seen: usize, ended: bool) -> Result<Option<Cut>, Fault> {
        self.scan(window)?;
        if let Some((first, end)) = self.whole.take() {
            self.drop_front(end);
            return Ok(Some(Cut { skip: first, take: end - first }));
        }
        // Nothing whole: what came before the open record belongs to none.
        let useless = self.open.unwrap_or(if self.in_something() { self.string.unwrap_or(self.at) } else { self.at });
        if useless > 0 {
            self.drop_front(useless);
            return Ok(Some(Cut { skip: useless, take: 0 }));
        }
        if !ended {
            return Ok(None);
        }
        let inside = match (self.open, self.depth) {
            _ if !self.anything => return Err(Fault { at: 0, problem: Problem::Empty }),
            (Some(_), _) => "a record",
            (None, 1..) => "the list of records",
            (None, 0) => return Ok(None),
        };
        Err(Fault { at: window.len(), problem: Problem::Cut(inside.to_owned()) })
    }
}
