//! What people write, and what they are told.
#![expect(clippy::unwrap_used, reason = "test code")]

use std::collections::BTreeMap;
use std::path::Path;

use super::{LogFormat, Overrides, load};

fn with(text: &str, environment: &[(&str, &str)]) -> Result<super::Config, Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bw.toml");
    std::fs::write(&path, text).unwrap();
    let overrides = Overrides { config: Some(path), data_dir: None };
    let environment: BTreeMap<String, String> =
        environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let prefix = format!("{}/", folder.path().display());
    load(&overrides, &environment)
        .map_err(|mistakes| mistakes.iter().map(|mistake| mistake.to_string().replace(&prefix, "")).collect())
}

#[test]
fn an_empty_file_gives_the_usual_settings() {
    let config = with("", &[]).unwrap();
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.public_url, "http://127.0.0.1:8080");
    assert_eq!(config.database, "sqlite:bellwether-data/bellwether.db");
    assert_eq!(config.log_format, LogFormat::Text);
}

#[test]
fn the_environment_overrides_the_file_and_the_command_line_both() {
    let text = "data_dir = \"/srv/a\"\nlisten = \"0.0.0.0:80\"\n[limits]\njobs = 3\n";
    let config = with(text, &[("BELLWETHER_LIMITS_JOBS", "5"), ("BELLWETHER_LOG_FORMAT", "json")]).unwrap();
    assert_eq!((config.limits.jobs, config.log_format), (5, LogFormat::Json));
    assert_eq!(config.data_dir, Path::new("/srv/a"));
    assert_eq!(config.public_url, "http://0.0.0.0:80");
}

#[test]
fn every_mistake_is_named_with_its_line_and_what_to_do() {
    let text = "listen = \"8080\"\n\npublic_url = \"bw.example\"\n[limits]\njobs = 0\n";
    assert_eq!(
        with(text, &[("BELLWETHER_DATABASE", "mysql://x"), ("BELLWETHER_LISTEM", "x")]).unwrap_err(),
        [
            "environment variable BELLWETHER_LISTEM: there is no such setting; unset it, or use one of: \
             BELLWETHER_DATA_DIR, BELLWETHER_DATABASE, BELLWETHER_LISTEN, BELLWETHER_PUBLIC_URL, \
             BELLWETHER_TRUSTED_PROXIES, BELLWETHER_METRICS_TOKEN, BELLWETHER_LOG_FORMAT, BELLWETHER_LOG, BELLWETHER_LIMITS_BODY_MIB, BELLWETHER_LIMITS_UPLOAD_MIB, \
             BELLWETHER_LIMITS_REQUEST_SECONDS, \
             BELLWETHER_LIMITS_JOBS, BELLWETHER_LIMITS_SHUTDOWN_SECONDS, BELLWETHER_LIMITS_ADDRESS_PER_SECOND, \
             BELLWETHER_LIMITS_ACCOUNT_PER_SECOND, BELLWETHER_MAIL_HOST, BELLWETHER_MAIL_PORT, \
             BELLWETHER_MAIL_TLS, BELLWETHER_MAIL_USER, BELLWETHER_MAIL_SECRET, BELLWETHER_MAIL_SENDER, \
             BELLWETHER_MAIL_LANG",
            "bw.toml:1: listen: `8080` is not an address to listen on; write an IP address and a port, such as \
             127.0.0.1:8080 or [::]:8080",
            "environment variable BELLWETHER_DATABASE: database: is not the address of a database; write sqlite:PATH \
             or postgres://USER:PASSWORD@HOST/NAME",
            "bw.toml:3: public_url: `bw.example` does not begin with https:// or http://; write how people reach the \
             server, such as https://bellwether.example.org",
            "bw.toml:5: limits.jobs: `0` is out of range; write a whole number from 1 to 64",
        ]
    );
}

#[test]
fn what_stands_before_the_server_is_set_and_secrets_are_not_shown() {
    let text = "trusted_proxies = 1\nmetrics_token = \"0123456789abcdef\"\n";
    let config = with(text, &[("BELLWETHER_TEST_DATA", "is not a setting")]).unwrap();
    assert_eq!(config.trusted_proxies, 1);
    assert!(!serde_json::to_string(&config).unwrap().contains("0123456789abcdef"));
    assert_eq!(
        with("trusted_proxies = 9\nmetrics_token = \"short\"\n", &[]).unwrap_err(),
        [
            "bw.toml:1: trusted_proxies: `9` is out of range; write a whole number from 0 to 8",
            "bw.toml:2: metrics_token: is too short; write at least 16 characters that nobody can guess",
        ]
    );
}

#[test]
fn an_unknown_key_is_refused() {
    let mistakes = with("data_dir = \"x\"\ndatabse = \"y\"\n", &[]).unwrap_err();
    assert!(mistakes[0].starts_with("bw.toml:2: databse: there is no such setting; remove it"), "{mistakes:?}");
}

#[test]
fn an_unknown_key_hides_no_other_mistake() {
    let mistakes = with("foo = 1\nlisten = \"x\"\n[limits]\njobs = \"many\"\nbody_mib = [1]\n", &[]).unwrap_err();
    let fields: Vec<&str> = mistakes.iter().filter_map(|mistake| mistake.split(": ").nth(1)).collect();
    assert_eq!(fields, ["foo", "limits.body_mib", "listen", "limits.jobs"]);
    assert!(mistakes.iter().all(|mistake| mistake.starts_with("bw.toml:")), "{mistakes:?}");
}

#[test]
fn a_broken_file_is_named_with_its_line() {
    let mistakes = with("data_dir = \"x\"\nlisten = 127.0.0.1\n", &[]).unwrap_err();
    assert!(mistakes[0].starts_with("bw.toml:2: "), "{mistakes:?}");
}

#[test]
fn a_named_file_that_is_not_there_is_a_mistake() {
    let overrides = Overrides { config: Some("/nowhere/bw.toml".into()), data_dir: None };
    let mistakes = load(&overrides, &BTreeMap::new()).unwrap_err();
    assert!(mistakes[0].to_string().starts_with("/nowhere/bw.toml: cannot be read"), "{}", mistakes[0]);
}

#[test]
fn mail_is_off_until_a_server_and_a_sender_are_named() {
    let off = with("", &[]).unwrap();
    assert!(off.mail.server().is_none());
    let text = "[mail]\nhost = \"mail.example.org\"\nsender = \"Cluster <bw@example.org>\"\nuser = \"bw\"\n";
    let config = with(text, &[("BELLWETHER_MAIL_SECRET", "a-secret-of-mail")]).unwrap();
    let server = config.mail.server().unwrap();
    assert_eq!((server.host.as_str(), server.port, server.tls.name()), ("mail.example.org", 587, "starttls"));
    assert_eq!(server.sign_in, Some(("bw".to_owned(), "a-secret-of-mail".to_owned())));
    assert!(!serde_json::to_string(&config).unwrap().contains("a-secret-of-mail"));
    let port = |more: &str| with(&format!("{text}{more}"), &[]).unwrap().mail.port;
    assert_eq!((port("tls = \"tls\""), port("port = 2525")), (465, 2525));
}

#[test]
fn mistakes_of_mail_are_named() {
    let text = "[mail]\nhost = \"mail.example.org\"\nport = 0\ntls = \"ssl\"\nsender = \"nobody\"\nlang = \"de\"\n";
    assert_eq!(
        with(text, &[]).unwrap_err(),
        [
            "bw.toml:4: mail.tls: `ssl` is no kind of connection; write \"starttls\", \"tls\" or \"none\"",
            "bw.toml:3: mail.port: `0` is out of range; write a whole number from 1 to 65535",
            "bw.toml:5: mail.sender: `nobody` is no address; write bellwether@example.org or Name \
             <bellwether@example.org>",
            "bw.toml:6: mail.lang: `de` is no language of the interface; write \"en\" or \"ru\"",
        ]
    );
    let text = "[mail]\nhost = \"mail.example.org\"\nsecret = \"x\"\nuser = \"bw\"\ntls = \"none\"\n";
    assert_eq!(
        with(text, &[]).unwrap_err(),
        [
            "bw.toml:3: mail.secret: a secret stands in the file; remove it and set BELLWETHER_MAIL_SECRET",
            "bw.toml:2: mail.host: letters need a sender; write mail.sender",
            "bw.toml:4: mail.user: the secret would be sent in the open; write mail.tls = \"starttls\" or \"tls\"",
        ]
    );
}
