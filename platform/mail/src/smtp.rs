//! The conversation with a mail server (RFC 5321), in two halves: up to where nothing was handed over yet, and the handing
//! over itself. What fails in the first half can be tried again; after the second nobody can know, unless the server answers.
//!
//! These functions block: they are called on threads for that.

use std::cell::Cell;

use lettre::Message;
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;

use crate::server::{Server, Tls};

/// Why a letter was not taken.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Another time it may be: the server cannot be reached, is busy, or lets us in no more.
    #[error("{0}")]
    Later(String),
    /// It never will be: the server refuses the recipient or the letter.
    #[error("{0}")]
    Never(String),
    /// It was handed over, and the answer did not come.
    #[error("the letter was handed over, but the answer did not come: {0}")]
    Unsure(String),
}

/// A connection to which the content of a letter can be handed over.
pub struct Ready {
    connection: SmtpConnection,
    content: Vec<u8>,
}

/// Connects, signs in, names sender and recipient: all but the content.
pub fn prepare(server: &Server, message: &Message) -> Result<Ready, Refusal> {
    let mut connection = connect(server).map_err(|error| Refusal::Later(story(&error)))?;
    let (from, to) = (message.envelope().from().cloned(), message.envelope().to());
    let told = (|| {
        connection.command(Mail::new(from, Vec::new()))?;
        for address in to {
            connection.command(Rcpt::new(address.clone(), Vec::new()))?;
        }
        connection.command(Data)
    })();
    match told {
        Ok(_) => Ok(Ready { connection, content: message.formatted() }),
        Err(error) => {
            connection.abort();
            Err(judged(&error))
        }
    }
}

/// Hands the content over.
pub fn hand_over(ready: Ready) -> Result<(), Refusal> {
    let Ready { mut connection, content } = ready;
    // The end of the content is what makes a server take a letter; before it was written, it cannot have.
    let is_at_end = Cell::new(false);
    let parts = content.chunks(4096).map(Some).chain([None]);
    let parts = parts.map_while(|part| {
        is_at_end.set(part.is_none());
        part
    });
    match connection.message_iter(parts) {
        Ok(_) => {
            // The letter is taken, whatever the server says to good-bye.
            let _ = connection.quit();
            Ok(())
        }
        Err(error) => {
            connection.abort();
            Err(if error.status().is_some() || !is_at_end.get() {
                judged(&error)
            } else {
                Refusal::Unsure(story(&error))
            })
        }
    }
}

fn connect(server: &Server) -> Result<SmtpConnection, SmtpError> {
    let hello = ClientId::default();
    let tls = |on: bool| on.then(|| TlsParameters::new(server.host.clone())).transpose();
    let whole = tls(server.tls == Tls::Whole)?;
    let address = (server.host.as_str(), server.port);
    let mut connection = SmtpConnection::connect(address, Some(server.patience), &hello, whole.as_ref(), None)?;
    if let Some(tls) = tls(server.tls == Tls::StartTls)? {
        // Fails where the server does not offer it, before anything is said.
        connection.starttls(&tls, &hello)?;
    }
    if let Some((user, secret)) = &server.sign_in {
        connection.auth(DEFAULT_MECHANISMS, &Credentials::new(user.clone(), secret.clone()))?;
    }
    Ok(connection)
}

/// A permanent answer (5xx) is for good; all else may be better another time.
fn judged(error: &SmtpError) -> Refusal {
    if error.is_permanent() { Refusal::Never(story(error)) } else { Refusal::Later(story(error)) }
}

/// The error with its causes on one line, for people who look after the mail.
fn story(error: &SmtpError) -> String {
    let mut story = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let words = error.to_string();
        if !story.contains(&words) {
            story = format!("{story}: {words}");
        }
        cause = error.source();
    }
    story.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(500).collect()
}
