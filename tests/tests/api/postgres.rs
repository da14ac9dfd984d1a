//! One temporary PostgreSQL cluster for all tests of this process, each in a database of its own. A shell
//! holds it, and ends and removes it when this process is gone, however that comes.

use std::{
    io::{BufRead, BufReader, Read},
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::OnceLock,
};

use sqlx::{Connection, Executor, PgConnection};

/// Begins the cluster in `$1` with the binaries in `$2`, says `ready`, waits for its input to end.
/// Nothing of it is to last, so nothing is synced.
const SCRIPT: &str = r#"
folder=$1; bin=$2; shift 2
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/data" && { [ $# -eq 0 ] || chown -R postgres "$folder"; }
cd "$folder" || exit 1
"$@" "$bin/initdb" -D data -U postgres --auth=trust --no-sync --encoding=UTF8 --locale=C >initdb.log 2>&1 || { cat initdb.log; exit 1; }
"$@" "$bin/pg_ctl" -D data -l "$folder/server.log" -w -t 60 start -o "-c listen_addresses='' -c unix_socket_directories='$folder' \
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=400 -c shared_buffers=64MB" \
  </dev/null >/dev/null 2>&1 || { cat server.log; exit 1; }
echo ready
read -r _
"$@" "$bin/pg_ctl" -D data -m immediate -w stop </dev/null >/dev/null 2>&1
"#;

struct Cluster {
    folder: PathBuf,
    /// Its input stays open as long as this process.
    _holder: Child,
}

fn binaries() -> PathBuf {
    let on_path = std::env::var_os("PATH")
        .into_iter()
        .flat_map(|path| std::env::split_paths(&path).collect::<Vec<_>>());
    let mut installed: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .collect();
    installed.sort();
    installed
        .into_iter()
        .rev()
        .chain(on_path)
        .find(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists())
        .unwrap_or_else(|| {
            panic!("PostgreSQL is not installed, and every API test runs on it too: apt-get install postgresql")
        })
}

/// PostgreSQL does not run as root.
fn as_other_user() -> &'static [&'static str] {
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    if is_root {
        &[
            "setpriv",
            "--reuid=postgres",
            "--regid=postgres",
            "--clear-groups",
        ]
    } else {
        &[]
    }
}

fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| {
        // A socket's path is short.
        let name = roviec_backend::token::random_id("pg").unwrap();
        let folder = Path::new("/tmp").join(name);
        let mut holder = Command::new("sh")
            .args(["-c", SCRIPT, "sh"])
            .arg(&folder)
            .arg(binaries())
            .args(as_other_user())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = String::new();
        let mut output = BufReader::new(holder.stdout.take().unwrap());
        output.read_line(&mut said).unwrap();
        if said.trim() != "ready" {
            output.read_to_string(&mut said).unwrap();
            panic!("PostgreSQL does not start: {said}");
        }
        Cluster {
            folder,
            _holder: holder,
        }
    })
}

/// The URL of an empty database that nothing else uses.
pub async fn new_database() -> String {
    like("template0").await
}

/// The URL of a new database with all that another holds, which nobody uses meanwhile.
pub async fn copy_of(url: &str) -> String {
    let (_, name) = url.split('?').next().unwrap().rsplit_once('/').unwrap();
    like(name).await
}

async fn like(template: &str) -> String {
    let host = cluster().folder.display();
    let name = roviec_backend::token::random_id("t").unwrap();
    let url = |name: &str| format!("postgres://postgres@localhost/{name}?host={host}");
    let mut connection = PgConnection::connect(&url("postgres")).await.unwrap();
    let make = format!("CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"");
    connection.execute(sqlx::AssertSqlSafe(make)).await.unwrap();
    connection.close().await.unwrap();
    url(&name)
}
