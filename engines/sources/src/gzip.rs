//! Reads gzip files of one or several members, and plain files as they are.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};

use flate2::bufread::MultiGzDecoder;

use crate::problem::Problem;

/// The uncompressed text of a file, whether it is gzip or plain. A read fails with a [`Problem`] inside the [`io::Error`].
///
/// Memory does not grow with the input, so a compression bomb only costs time, until a record of it is too long.
pub fn reader<R: Read>(input: R) -> Reader<R> {
    Reader { state: State::Unknown(Some(BufReader::with_capacity(1 << 16, input))) }
}

/// See [`reader`].
pub struct Reader<R: Read> {
    state: State<R>,
}

enum State<R: Read> {
    /// Nothing was read yet; holds the input until it is known to be gzip or plain.
    Unknown(Option<BufReader<R>>),
    Plain(BufReader<R>),
    Gzip(Box<MultiGzDecoder<BufReader<R>>>),
}

impl<R: Read> Read for Reader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let State::Unknown(input) = &mut self.state {
            let is_gzip =
                input.as_mut().map(BufRead::fill_buf).transpose()?.is_some_and(|first| first.starts_with(&[0x1f]));
            if let Some(input) = input.take() {
                self.state =
                    if is_gzip { State::Gzip(Box::new(MultiGzDecoder::new(input))) } else { State::Plain(input) };
            }
        }
        match &mut self.state {
            State::Unknown(_) => Ok(0),
            State::Plain(input) => input.read(buffer),
            State::Gzip(input) => input.read(buffer).map_err(explained),
        }
    }
}

fn explained(error: io::Error) -> io::Error {
    let problem = match error.kind() {
        ErrorKind::Interrupted => return error,
        ErrorKind::UnexpectedEof => Problem::GzipCut,
        ErrorKind::InvalidInput | ErrorKind::InvalidData => Problem::GzipDamaged(error.to_string()),
        _ => Problem::Unreadable(error.to_string()),
    };
    io::Error::new(error.kind(), problem)
}

/// The problem that a failed read stands for.
pub(crate) fn problem_of(error: &io::Error) -> Problem {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<Problem>());
    inner.cloned().unwrap_or_else(|| Problem::Unreadable(error.to_string()))
}
