//! The program itself: starts, answers, stops when told, and does the work of the command line.
#![expect(clippy::unwrap_used, reason = "test code")]

mod command;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use command::{bellwether, run, text};

/// A server on a free port, with the line that it prints for the set-up.
fn serve(data: &Path) -> (Child, BufReader<ChildStdout>, String) {
    let mut child = bellwether(data).args(["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    (child, out, line)
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn stop(mut child: Child, signal: &str) {
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    assert!(child.wait().unwrap().success(), "{signal} is a usual end");
}

#[test]
fn the_server_answers_until_told_to_stop_and_is_alone_on_its_data() {
    let data = tempfile::tempdir().unwrap();
    for signal in ["-TERM", "-INT"] {
        let (child, _out, line) = serve(data.path());
        let url = line.split("http://").nth(1).unwrap().trim();
        let (address, set_up) = url.split_once('/').unwrap();
        assert!(get(address, "/healthz").starts_with("HTTP/1.1 200"));
        assert!(get(address, &format!("/{set_up}")).starts_with("HTTP/1.1 200"));
        assert!(get(address, "/setup").starts_with("HTTP/1.1 404"));
        assert!(get(address, "/api/v1/openapi.json").contains("/api/v1/users"));
        let second = bellwether(data.path()).args(["serve", "--listen", "127.0.0.1:0"]).output().unwrap();
        assert!(!second.status.success());
        assert!(String::from_utf8_lossy(&second.stderr).contains("another server runs on"));
        stop(child, signal);
    }
}

#[test]
fn accounts_are_kept_at_the_command_line() {
    let data = tempfile::tempdir().unwrap();
    let here = data.path();
    let made = text(&run(here, &["user", "add", "ann@example.org", "--name", "Ann", "--admin"]));
    assert_eq!(made, "ann@example.org\tAnn\tadministrator\tactive\n");
    text(&run(here, &["user", "add", "ben@example.org", "--roles", "expert,analyst"]));
    assert_eq!(
        text(&run(here, &["user", "roles", "ben@example.org", "council"])),
        "ben@example.org\tben@example.org\tcouncil\tactive\n"
    );
    text(&run(here, &["user", "deactivate", "ben@example.org"]));
    assert_eq!(
        text(&run(here, &["user", "list"])),
        "ann@example.org\tAnn\tadministrator\tactive\nben@example.org\tben@example.org\tcouncil\tdeactivated\n"
    );
    let last = run(here, &["user", "deactivate", "ann@example.org"]);
    assert!(String::from_utf8_lossy(&last.stderr).contains("this is the last administrator"));
    assert!(text(&run(here, &["user", "token", "ann@example.org"])).starts_with("bw_"));
    let head = text(&run(here, &["journal", "verify"]));
    assert!(head.starts_with("5:"), "{head}");
    text(&run(here, &["journal", "verify", "--noted", head.trim()]));
    let other = run(here, &["journal", "verify", "--noted", "5:00"]);
    assert!(!other.status.success());
}

#[test]
fn a_backup_moves_an_installation() {
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    text(&run(from.path(), &["user", "add", "ann@example.org", "--name", "Ann", "--admin"]));
    let archive = from.path().join("backup.tar.zst");
    text(&run(from.path(), &["backup", archive.to_str().unwrap()]));
    text(&run(to.path(), &["restore", archive.to_str().unwrap()]));
    assert_eq!(text(&run(to.path(), &["user", "list"])), "ann@example.org\tAnn\tadministrator\tactive\n");
    let again = run(to.path(), &["restore", archive.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("not empty"), "{again:?}");
}

#[test]
fn mistakes_in_the_settings_are_named() {
    let data = tempfile::tempdir().unwrap();
    std::fs::write(data.path().join("bellwether.toml"), "\nlisten = \"everywhere\"\n").unwrap();
    let checked = run(data.path(), &["config", "check"]);
    assert_eq!(checked.status.code(), Some(1));
    let told = String::from_utf8_lossy(&checked.stderr).into_owned();
    assert!(told.starts_with("bellwether.toml:2: listen: `everywhere` is not an address to listen on;"), "{told}");
    std::fs::write(data.path().join("bellwether.toml"), "listen = \"127.0.0.1:9\"\n").unwrap();
    assert!(text(&run(data.path(), &["config", "check"])).contains("listen = \"127.0.0.1:9\""));
}

/// Runs the program until it ends by itself, which must not take long; gives what it complains about.
fn complaint(data: &Path, args: &[&str], variables: &[(&str, &str)]) -> String {
    let started = std::time::Instant::now();
    let output = bellwether(data).args(args).envs(variables.iter().copied()).output().unwrap();
    assert!(!output.status.success(), "{args:?} should fail");
    assert!(started.elapsed().as_secs() < 10, "{args:?} took {:?} to fail", started.elapsed());
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn what_is_wrong_outside_is_named_at_once() {
    let data = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let busy = complaint(data.path(), &["serve", "--listen", &address], &[]);
    assert!(busy.contains(&format!("listening on {address}")) && busy.contains("in use"), "{busy}");
    let nowhere = [("BELLWETHER_DATABASE", "postgres://nobody:hidden@127.0.0.1:1/x")];
    let refused = complaint(data.path(), &["user", "list"], &nowhere);
    assert!(refused.contains("postgres://nobody@127.0.0.1:1/x") && refused.contains("refused"), "{refused}");
    assert!(!refused.contains("hidden"), "{refused}");
    let pipe = data.path().join("pipe.xml");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let pipe = complaint(data.path(), &["evidence", "ingest", pipe.to_str().unwrap()], &[]);
    assert!(pipe.contains("cannot read pipe.xml: not a regular file"), "{pipe}");
    std::fs::write(data.path().join("c.toml"), "[cluster]\nslug = \"x\"\nfoo = 1\n").unwrap();
    let cluster = complaint(data.path(), &["cluster", "load", "c.toml"], &[]);
    assert!(cluster.contains("c.toml: line 3, foo: unknown field"), "{cluster}");
    let backup = data.path().join("backup.tar.zst");
    text(&run(data.path(), &["backup", backup.to_str().unwrap()]));
    let whole = std::fs::read(&backup).unwrap();
    std::fs::write(&backup, &whole[..whole.len() / 2]).unwrap();
    let other = tempfile::tempdir().unwrap();
    let cut = complaint(other.path(), &["restore", backup.to_str().unwrap()], &[]);
    assert!(cut.contains("unpacking") && cut.contains("incomplete"), "{cut}");
    std::fs::write(&backup, &whole).unwrap();
    text(&run(other.path(), &["restore", backup.to_str().unwrap()]));
    let again = complaint(other.path(), &["restore", backup.to_str().unwrap()], &[]);
    assert!(again.contains("restored into an empty installation only"), "{again}");
}

#[test]
fn an_address_longer_than_any_is_refused_by_a_living_server() {
    let data = tempfile::tempdir().unwrap();
    let (child, _out, line) = serve(data.path());
    let address = line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
    assert!(get(&address, &format!("/evidence?q={}", "x".repeat(100_000))).starts_with("HTTP/1.1 414"));
    assert!(get(&address, &format!("/evidence?q={}", "%28".repeat(10_000))).starts_with("HTTP/1.1 422"));
    assert!(get(&address, "/healthz").starts_with("HTTP/1.1 200"));
    stop(child, "-TERM");
}

#[test]
fn the_settings_of_mail_are_tried_at_the_command_line() {
    let data = tempfile::tempdir().unwrap();
    let here = data.path();
    let off = run(here, &["mail", "test", "ann@example.org"]);
    assert!(!off.status.success());
    assert!(String::from_utf8_lossy(&off.stderr).contains("mail is off"));
    let catcher = bellwether_testkit::Catcher::start();
    let port = catcher.address.port();
    let settings =
        format!("[mail]\nhost = \"127.0.0.1\"\nport = {port}\ntls = \"none\"\nsender = \"bw@example.org\"\n");
    std::fs::write(here.join("bellwether.toml"), settings).unwrap();
    let sent = text(&run(here, &["mail", "test", "ann@example.org"]));
    assert_eq!(sent, format!("127.0.0.1:{port} took the letter to ann@example.org\n"));
    assert_eq!(catcher.letters()[0].to, ["ann@example.org"]);
    catcher.then(&[bellwether_testkit::Manner::KnowsNobody]);
    let refused = run(here, &["mail", "test", "nobody@example.org"]);
    assert!(!refused.status.success());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("no such recipient"));
    assert_eq!(text(&run(here, &["mail", "list"])), "");
}
