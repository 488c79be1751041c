//! The settings of mail: which server, and as whom letters are sent.

use std::time::Duration;

use bellwether_kernel::lang::Lang;
use bellwether_mail::server::is_mailbox;
use bellwether_mail::{Server, Tls};

use super::Mail;
use super::check::Reader;

/// How long an answer of the mail server is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

impl Mail {
    /// The server to send with; `None` where mail is off.
    pub fn server(&self) -> Option<Server> {
        Some(Server {
            host: self.host.clone()?,
            port: self.port,
            tls: self.tls,
            sign_in: self.user.clone().zip(self.secret.clone()),
            sender: self.sender.clone()?,
            patience: PATIENCE,
        })
    }
}

/// Reads them, with what is wrong with each and with all together.
pub fn read(reader: &mut Reader) -> Mail {
    let tls = reader.take("mail.tls", Tls::StartTls, "write \"starttls\", \"tls\" or \"none\"", |text| {
        Tls::from_name(text).ok_or_else(|| format!("`{text}` is no kind of connection"))
    });
    let usual = match tls {
        Tls::None => 25,
        Tls::StartTls => 587,
        Tls::Whole => 465,
    };
    let sender = |text: &str| match is_mailbox(text) {
        true => Ok(Some(text.to_owned())),
        false => Err(format!("`{text}` is no address")),
    };
    let advice = "write bellwether@example.org or Name <bellwether@example.org>";
    let mail = Mail {
        host: reader.take("mail.host", None, "write the name of the mail server", one_line),
        port: u16::try_from(reader.number("mail.port", usual, 1..=65535)).unwrap_or_default(),
        tls,
        user: reader.take("mail.user", None, "write the name to sign in with", one_line),
        secret: reader.take("mail.secret", None, "set the secret to sign in with", one_line),
        sender: reader.take("mail.sender", None, advice, sender),
        lang: reader.take("mail.lang", Lang::En, "write \"en\" or \"ru\"", |text| {
            Lang::from_code(text).ok_or_else(|| format!("`{text}` is no language of the interface"))
        }),
    };
    agree(reader, &mail);
    mail
}

/// What is wrong with settings that are right each by itself.
fn agree(reader: &mut Reader, mail: &Mail) {
    if reader.is_in_file("mail.secret") {
        reader.refuse("mail.secret", "a secret stands in the file", "remove it and set BELLWETHER_MAIL_SECRET");
    }
    if !reader.is_set("mail.sender") {
        reader.refuse("mail.host", "letters need a sender", "write mail.sender");
    }
    if mail.tls == Tls::None && !mail.host.as_deref().is_some_and(is_this_machine) {
        let advice = "write mail.tls = \"starttls\" or \"tls\"";
        reader.refuse("mail.user", "the secret would be sent in the open", advice);
    }
}

fn one_line(text: &str) -> Result<Option<String>, String> {
    let text = text.trim();
    if text.is_empty() || text.chars().any(char::is_control) {
        return Err("is empty, or has signs that cannot be seen".to_owned());
    }
    Ok(Some(text.to_owned()))
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}
