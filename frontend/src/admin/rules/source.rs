//! Where a text begins: a version that is there, or a file; and the way out, as a file.

use leptos::prelude::*;

use super::entry::{Asked, RulesEntry, Why};
use crate::locale::pick;
use crate::ruling::version_words;
use crate::store::Store;
use crate::sync::save;
use crate::t;
use crate::ui::{Button, ButtonKind, Dialog, DialogActions, FileButton, Icon, Options, Select};

/// The largest file that is read: what the server takes.
const FILE_MAX: f64 = 256.0 * 1024.0;

/// The choice of a version, a file from the device, and saving as a file.
#[component]
pub fn Source(entry: RulesEntry) -> impl IntoView {
    let versions = versions(Store::get());
    let is_none = Signal::derive(move || entry.source.read().is_empty());
    let is_empty = Signal::derive(move || entry.text.with(|text| text.trim().is_empty()));
    let reading = Signal::derive(move || entry.asking.get() == Some(Asked::Text));
    let read = move |text: Option<String>| match text {
        Some(text) => {
            entry.why.set(None);
            entry.offers(text);
        }
        None => entry.why.set(Some((Asked::Text, Why::Unreadable))),
    };
    let download = move || {
        let name = name_of(&entry.text.get_untracked());
        if !save::as_file(&name, &entry.text.get_untracked()) {
            entry.why.set(Some((Asked::Text, Why::Unreadable)));
        }
    };
    view! {
        <p class="soft">{t!("admin.rules.source.words")}</p>
        <div class="rules-source">
            <Select
                label=t!("admin.rules.source")
                value=entry.source
                options=versions
                none=t!("admin.rules.source.none")
            />
            <Button icon=Icon::Copy busy=reading disabled=is_none on_press=move || entry.read_text()>
                {t!("admin.rules.source.take")}
            </Button>
        </div>
        <div class="row">
            <FileButton accept=".toml,text/plain,application/toml" max=FILE_MAX on_read=read>
                {t!("admin.rules.file")}
            </FileButton>
            <Button kind=ButtonKind::Quiet icon=Icon::Download disabled=is_empty on_press=download>
                {t!("admin.rules.download")}
            </Button>
        </div>
        <Replace entry />
    }
}

/// Every version that this device knows, the newest of each set first.
fn versions(store: Store) -> Signal<Options> {
    Signal::derive(move || {
        let mut found: Vec<(String, u32, String)> = store.rules.with(|book| {
            let all = book.iter().map(|set| {
                let words = format!("{} – {}", pick(&set.title), version_words(set));
                (set.id.to_string(), set.version, words)
            });
            all.collect()
        });
        roviec_shared::order::sort_by_key(&mut found, |(id, version, _)| {
            (id.clone(), u32::MAX - version)
        });
        let option = |(id, version, words)| (format!("{id}/{version}"), words);
        found.into_iter().map(option).collect()
    })
}

/// A file's name: the set's own, as the text says it.
fn name_of(text: &str) -> String {
    let id = text.lines().find_map(|line| {
        let rest = line.strip_prefix("id")?.trim_start().strip_prefix('=')?;
        let id = rest.trim().strip_prefix('"')?.split('"').next()?;
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        (!id.is_empty() && id.chars().all(is_name)).then(|| id.to_owned())
    });
    format!("{}.toml", id.unwrap_or_else(|| "roviec".to_owned()))
}

/// Asks before a text takes the place of one that was entered.
#[component]
fn Replace(entry: RulesEntry) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if entry.waiting.read().is_some() {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            entry.waiting.set(None);
        }
    });
    let replace = move || {
        if let Some(text) = entry.waiting.get_untracked() {
            entry.puts(text);
        }
        open.set(false);
    };
    view! {
        <Dialog
            open
            title=t!("admin.rules.replace")
            actions=move || view! { <DialogActions open words=t!("admin.rules.replace.yes") on_press=replace /> }
        >
            <p>{t!("admin.rules.replace.words")}</p>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn a_file_is_named_as_the_set_in_it_and_never_by_what_no_name_has() {
        assert_eq!(name_of("# x\nid = \"chi-bo\"\n"), "chi-bo.toml");
        assert_eq!(name_of("id = \"../etc\"\n"), "roviec.toml");
        assert_eq!(name_of("version = 1"), "roviec.toml");
    }
}
