//! The program as an operator starts it: a child of this process, killed by its own handle when it goes.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    net::SocketAddr,
    process::{Child, ChildStdout, Command, Stdio},
    time::Duration,
};

use roviec_backend::config::DataConfig;
use roviec_tests::program;

/// A server says within this time where it listens, or never.
const START: Duration = Duration::from_secs(60);
/// In the folder of the data: what the program says of errors.
const LOG: &str = "serve.log";

/// A server that listens.
pub struct Process {
    child: Child,
    pub address: SocketAddr,
    /// Kept open: a program that says more into a closed pipe ends.
    _said: BufReader<ChildStdout>,
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
        let _ = self.child.wait();
    }
}

/// The program with a command, on that data.
fn command(name: &str, data: &DataConfig) -> Command {
    let mut command = Command::new(program());
    command.arg(name).arg("--data").arg(&data.data);
    match &data.database_url {
        Some(url) => command.env("DATABASE_URL", url),
        None => command.env_remove("DATABASE_URL"),
    };
    command
}

impl Process {
    /// `roviec serve` on a free port; comes back when it listens.
    pub async fn start(data: &DataConfig) -> Self {
        let log = data.data.join(LOG);
        let errors = File::options().create(true).append(true).open(&log);
        let mut child = command("serve", data)
            .args(["--listen", "127.0.0.1:0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(errors.unwrap())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let listening = tokio::task::spawn_blocking(move || {
            let mut line = String::new();
            while said.read_line(&mut line).is_ok_and(|bytes| bytes > 0) {
                if let Some((_, address)) = line.trim_end().split_once("listening on http://") {
                    return Some((address.parse().unwrap(), said));
                }
                line.clear();
            }
            None
        });
        if let Ok(Ok(Some((address, said)))) = tokio::time::timeout(START, listening).await {
            return Self {
                child,
                address,
                _said: said,
            };
        }
        let _ = child.kill();
        let _ = child.wait();
        let log = std::fs::read_to_string(log).unwrap_or_default();
        panic!("the server does not say where it listens: {log}")
    }

    /// SIGKILL, at once: as a loss of power for the program. Its death is waited for when it goes.
    pub fn kill(&mut self) {
        self.child.kill().expect("it is a child of this process");
    }
}

/// `roviec verify` finds nothing altered, removed or reordered.
pub fn verify(data: &DataConfig) {
    let output = command("verify", data).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "roviec verify: {said}{errors}");
}
