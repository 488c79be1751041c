//! A throw-away PostgreSQL server on the loopback address, run by an ordinary user, gone when it is dropped.

use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::packages::is_root;
use crate::installation::random_word;
use crate::workspace::{output, program, run, works};

const START_LIMIT: Duration = Duration::from_secs(60);

/// A running server.
pub struct Postgres {
    server: Child,
    folder: PathBuf,
    /// The address for clients, with the password.
    pub url: String,
}

impl Postgres {
    /// Makes a database cluster in a temporary folder and starts it on a free port.
    ///
    /// Nothing is kept in case of a crash (`fsync=off`): the data lives as long as the tests.
    pub fn start(programs: &Path) -> Result<Self> {
        let user = ordinary_user()?;
        let folder = std::env::temp_dir().join(format!("bellwether-postgres-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder).with_context(|| format!("making {}", folder.display()))?;
        match Self::start_in(programs, user, &folder) {
            Ok((server, url)) => Ok(Postgres { server, folder, url }),
            Err(error) => {
                let _ = fs::remove_dir_all(&folder);
                Err(error)
            }
        }
    }

    fn start_in(programs: &Path, user: Option<&str>, folder: &Path) -> Result<(Child, String)> {
        let password = random_word()?;
        let password_file = folder.join("password");
        fs::write(&password_file, &password)?;
        if let Some(user) = user {
            run(Command::new("chown").args(["-R", user]).arg(folder))?;
        }
        run(Command::new("chmod").arg("700").arg(folder))?;
        let data = folder.join("data");
        let mut initdb = as_user(user, &programs.join("initdb"));
        initdb.args(["--username=bellwether", "--auth=scram-sha-256", "--encoding=UTF8", "--no-sync", "--locale=C"]);
        output(initdb.arg("--pgdata").arg(&data).arg("--pwfile").arg(&password_file).current_dir(folder))?;

        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let mut server = as_user(user, &programs.join("postgres"));
        server.arg("-D").arg(&data).args(["-p", &port.to_string(), "-c", "listen_addresses=127.0.0.1"]);
        server.arg("-c").arg(format!("unix_socket_directories={}", folder.display()));
        for setting in ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"] {
            server.args(["-c", setting]);
        }
        let log = fs::File::create(folder.join("log"))?;
        server.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        let mut server = server.spawn().context("starting postgres")?;
        wait_until_ready(&mut server, port, &folder.join("log"))?;
        Ok((server, format!("postgres://bellwether:{password}@127.0.0.1:{port}/postgres")))
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // SIGINT is PostgreSQL's fast shutdown: connections are cut and the server ends.
        let pid = self.server.id().to_string();
        let asked = works(Command::new("kill").args(["-INT", &pid]));
        if !asked {
            let _ = self.server.kill();
        }
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// PostgreSQL refuses to run as root: then somebody who may nothing is taken. `None`: whoever we are.
fn ordinary_user() -> Result<Option<&'static str>> {
    if !is_root() {
        return Ok(None);
    }
    if program(&["setpriv"], &[]).is_none() {
        bail!("run as root, this needs setpriv (util-linux) to start PostgreSQL as an ordinary user");
    }
    let found = ["postgres", "nobody"].into_iter().find(|user| works(Command::new("id").arg(user)));
    found.map(Some).context("there is neither a user postgres nor nobody to run PostgreSQL as")
}

/// The program as this user; the kernel stops it when this process dies, however that happens.
fn as_user(user: Option<&str>, program_file: &Path) -> Command {
    if program(&["setpriv"], &[]).is_none() {
        return Command::new(program_file);
    }
    let mut command = Command::new("setpriv");
    if let Some(user) = user {
        command.args([&format!("--reuid={user}"), "--clear-groups"]);
        let group = output(Command::new("id").args(["-g", user])).unwrap_or_default();
        command.arg(format!("--regid={}", group.trim()));
    }
    command.args(["--pdeathsig", "INT", "--"]).arg(program_file);
    command
}

/// Waits until the server answers on its port and has said that it is ready.
fn wait_until_ready(server: &mut Child, port: u16, log: &Path) -> Result<()> {
    let start = Instant::now();
    loop {
        let said = fs::read_to_string(log).unwrap_or_default();
        if said.contains("ready to accept connections") && TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return Ok(());
        }
        if let Some(status) = server.try_wait()? {
            bail!("postgres ended with {status}:\n{}", said.trim_end());
        }
        if start.elapsed() > START_LIMIT {
            let _ = server.kill();
            let _ = server.wait();
            bail!("postgres was not ready within {} s:\n{}", START_LIMIT.as_secs(), said.trim_end());
        }
        thread::sleep(Duration::from_millis(50));
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::test::packages;

    #[test]
    fn a_server_starts_wants_its_password_and_leaves_nothing() {
        if program(&["initdb"], &[]).is_none() {
            println!("skipped: PostgreSQL is not installed");
            return;
        }
        let postgres = Postgres::start(&packages::postgres().unwrap()).unwrap();
        let (folder, url) = (postgres.folder.clone(), postgres.url.clone());
        let psql = |url: &str| works(Command::new("psql").args(["--no-password", "--command", "SELECT 1", url]));
        assert!(psql(&url));
        assert!(!psql(&url.replace("bellwether:", "bellwether:wrong")));
        drop(postgres);
        assert!(!psql(&url));
        assert!(!folder.exists());
    }
}
