//! Cuts BibTeX between entries, as seldom as memory allows: an entry may use names and books from anywhere in the file.

use memchr::{memchr3_iter, memmem};

use crate::blocks::{self, Cut};
use crate::citation::byte_order_mark;
use crate::problem::{Fault, Problem};

/// Files up to this length are parsed as a whole, which is all that people have.
const WHOLE_FILE_BYTES: usize = 32 << 20;

/// Follows one file.
#[derive(Default)]
pub(crate) struct Cutter {
    begun: bool,
    anything: bool,
}

impl blocks::Cutter for Cutter {
    fn cut(&mut self, window: &[u8], _seen: usize, ended: bool) -> Result<Option<Cut>, Fault> {
        if !self.begun && window.len() >= 3 {
            self.begun = true;
            let skip = byte_order_mark(window, "BibTeX")?;
            if skip > 0 {
                return Ok(Some(Cut { skip, take: 0 }));
            }
        }
        self.anything |= !window.trim_ascii().is_empty();
        if ended {
            return match window.len() {
                _ if !self.anything => Err(Fault { at: 0, problem: Problem::Empty }),
                0 => Ok(None),
                take => Ok(Some(Cut { skip: 0, take })),
            };
        }
        if window.len() < WHOLE_FILE_BYTES {
            return Ok(None);
        }
        let Some(take) = last_boundary(window) else { return Ok(None) };
        check_alone(&window[..take])?;
        Ok(Some(Cut { skip: 0, take }))
    }
}

/// Before the last `@` at the begin of a line and outside braces.
fn last_boundary(window: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut boundary = None;
    for at in memchr3_iter(b'{', b'}', b'@', window) {
        match window[at] {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ if depth == 0 && at > 0 && window[at - 1] == b'\n' => boundary = Some(at),
            _ => {}
        }
    }
    boundary
}

/// A file that is cut must not define names, which the rest of it could use.
fn check_alone(part: &[u8]) -> Result<(), Fault> {
    let defines = |name: &[u8]| memmem::find(part, name);
    let found = [b"@string", b"@String", b"@STRING"].into_iter().find_map(|name| defines(name));
    match found {
        Some(at) => {
            let what = format!("a file of more than {} MiB defines @string names; split it", WHOLE_FILE_BYTES >> 20);
            Err(Fault { at, problem: Problem::malformed("BibTeX", what) })
        }
        None => Ok(()),
    }
}
