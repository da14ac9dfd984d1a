//! Puts the app that Trunk built into the binary: each file as it is and compressed at the highest level,
//! so that nothing is compressed on a request. Where the app has not been built, nothing is put in.

use std::{
    env,
    error::Error,
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// Larger files are a debug build's: compressing them would take minutes.
const COMPRESSED_MAX: usize = 12 << 20;
/// Kinds that are compressed already.
const PACKED: [&str; 4] = ["png", "ico", "woff2", "br"];

struct File {
    /// As it is asked for: `/roviec-89ca824e2a13fdbe.js`.
    path: String,
    source: PathBuf,
    compressed: Option<PathBuf>,
    digest: String,
    /// As a browser checks what it fetches.
    integrity: String,
}

/// It keeps the others, and is not kept itself.
const WORKER: &str = "/service_worker.js";
/// Stands in the worker where the release's version goes.
const RELEASE: &str = "{release}";

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let dist = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../dist");
    // The folder is made where it is missing: cargo takes a missing one for changed each time.
    fs::create_dir_all(&dist)?;
    let dist = dist.canonicalize()?;
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={}", dist.display());
    let cache = out.join("brotli");
    fs::create_dir_all(&cache)?;
    let mut files = Vec::new();
    collect(&dist, &dist, &cache, &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    stamp(&mut files, &out, &cache)?;
    fs::write(out.join("app.rs"), table(&files)?)?;
    forget(&cache, &files)?;
    Ok(())
}

fn collect(
    root: &Path,
    folder: &Path,
    cache: &Path,
    files: &mut Vec<File>,
) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let source = entry?.path();
        let name = source.file_name().unwrap_or_default().to_string_lossy();
        // Where Trunk puts things together before they are whole.
        if name.starts_with('.') {
            continue;
        }
        if source.is_dir() {
            collect(root, &source, cache, files)?;
            continue;
        }
        let relative = source.strip_prefix(root)?.to_string_lossy();
        let path = format!("/{}", relative.replace('\\', "/"));
        files.push(read(path, source, cache)?);
    }
    Ok(())
}

fn read(path: String, source: PathBuf, cache: &Path) -> Result<File, Box<dyn Error>> {
    let content = fs::read(&source)?;
    let digest = Sha256::digest(&content);
    let name = hex(&digest);
    Ok(File {
        path,
        compressed: compress(&source, &content, &name, cache)?,
        digest: name,
        integrity: format!("sha256-{}", STANDARD.encode(digest)),
        source,
    })
}

/// Writes the version into the worker, so that each release's is another one to the browser.
fn stamp(files: &mut [File], out: &Path, cache: &Path) -> Result<(), Box<dyn Error>> {
    let version = version(files);
    for file in files.iter_mut().filter(|file| file.path == WORKER) {
        let script = fs::read_to_string(&file.source)?;
        if !script.contains(RELEASE) {
            return Err(format!("{WORKER} has no place for {RELEASE}").into());
        }
        let stamped = out.join("service_worker.js");
        fs::write(&stamped, script.replace(RELEASE, &version))?;
        *file = read(WORKER.to_owned(), stamped, cache)?;
    }
    Ok(())
}

/// The compressed file, kept by its content, so that only what changed is compressed again.
fn compress(
    source: &Path,
    content: &[u8],
    digest: &str,
    cache: &Path,
) -> Result<Option<PathBuf>, Box<dyn Error>> {
    let extension = source.extension().unwrap_or_default().to_string_lossy();
    if PACKED.contains(&extension.as_ref()) || content.len() > COMPRESSED_MAX {
        return Ok(None);
    }
    let path = cache.join(format!("{digest}.br"));
    if !path.exists() {
        let mut packed = Vec::new();
        brotli::CompressorWriter::new(&mut packed, 64 << 10, 11, 22).write_all(content)?;
        // Beside its place first: a build that is stopped leaves no half file.
        let partial = cache.join(format!("{digest}.partial"));
        fs::write(&partial, packed)?;
        fs::rename(partial, &path)?;
    }
    let is_smaller = fs::metadata(&path)?.len() < content.len() as u64;
    Ok(is_smaller.then_some(path))
}

/// Removes what was compressed for an earlier build.
fn forget(cache: &Path, files: &[File]) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(cache)? {
        let path = entry?.path();
        if !files
            .iter()
            .any(|file| file.compressed.as_ref() == Some(&path))
        {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

fn table(files: &[File]) -> Result<String, Box<dyn Error>> {
    let mut text = String::from("static FILES: &[File] = &[\n");
    for file in files {
        let compressed = match &file.compressed {
            Some(path) => format!("Some(include_bytes!({path:?}))"),
            None => "None".to_owned(),
        };
        writeln!(
            text,
            "    File {{ path: {:?}, raw: include_bytes!({:?}), brotli: {compressed}, digest: {:?} }},",
            file.path,
            file.source,
            &file.digest[..22],
        )?;
    }
    text.push_str("];\n");
    let page = files.iter().find(|file| file.path == "/index.html");
    let page = page.map(|file| fs::read_to_string(&file.source));
    let page = page.transpose()?.unwrap_or_default();
    for (name, tag) in [("SCRIPTS", "script"), ("STYLES", "style")] {
        let digests = inline(&page, tag).into_iter().map(|content| {
            let digest = STANDARD.encode(Sha256::digest(content.as_bytes()));
            format!(" 'sha256-{digest}'")
        });
        let digests: String = digests.collect();
        writeln!(text, "static {name}: &str = {digests:?};")?;
    }
    writeln!(text, "static VERSION: &str = {:?};", version(files))?;
    writeln!(text, "static PRECACHE: &str = {:?};", precache(files))?;
    Ok(text)
}

/// The content of the page's own elements of a kind, for the policy that lets no other run.
fn inline<'a>(page: &'a str, tag: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{tag}"), format!("</{tag}>"));
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find(&open) {
        rest = &rest[start + open.len()..];
        let Some(end) = rest.find('>') else { break };
        let (attributes, after) = (&rest[..end], &rest[end + 1..]);
        let Some(length) = after.find(&close) else {
            break;
        };
        if !attributes.contains("src=") {
            found.push(&after[..length]);
        }
        rest = &after[length..];
    }
    found
}

/// All that the app needs to start without a line, each file with its digest, under a version that moves
/// with any of it.
fn precache(files: &[File]) -> String {
    let entries: Vec<String> = kept(files)
        .map(|file| format!("{:?}:{:?}", file.path, file.integrity))
        .collect();
    format!(
        "{{\"version\":\"{}\",\"files\":{{{}}}}}",
        version(files),
        entries.join(",")
    )
}

fn kept(files: &[File]) -> impl Iterator<Item = &File> {
    files.iter().filter(|file| file.path != WORKER)
}

fn version(files: &[File]) -> String {
    let mut version = Sha256::new();
    for file in kept(files) {
        version.update(format!("{} {}\n", file.path, file.digest));
    }
    hex(&version.finalize())[..16].to_owned()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
