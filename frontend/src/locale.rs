//! Every text a person reads: the tables of words, and how numbers and days are written.
//!
//! The words stand in `locales/vi.json` and `locales/en.json`: flat, sorted, a key per text,
//! named `feature.what` or `feature.what.which`. Vietnamese is the default. Two macros read them:
//!
//! - `t!("plan.title")` and `t!("plan.count", n = count.get())` give a `Signal<String>` that follows
//!   the language and whatever signals its arguments read. It goes into a view or a component's prop.
//! - `say!(…)` gives the `String` of now, for event handlers and long lists.
//!
//! A key that is chosen by a `match` is written `key!("level.good")`, so that the tests find it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use leptos::prelude::*;
use roviec_shared::rules;

/// The languages the words exist in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Tiếng Việt.
    #[default]
    Vietnamese,
    /// English.
    English,
}

impl Language {
    /// All languages, in the order they are offered.
    pub const ALL: [Language; 2] = [Language::Vietnamese, Language::English];

    /// The tag for `lang` attributes and for keeping the choice.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Vietnamese => "vi",
            Language::English => "en",
        }
    }

    /// Reads a kept tag; `None` for a language that we do not speak.
    pub fn parse(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    fn words(self) -> &'static Words {
        match self {
            Language::Vietnamese => &VIETNAMESE,
            Language::English => &ENGLISH,
        }
    }
}

type Words = BTreeMap<String, String>;

static VIETNAMESE: LazyLock<Words> = LazyLock::new(|| read(include_str!("../locales/vi.json")));
static ENGLISH: LazyLock<Words> = LazyLock::new(|| read(include_str!("../locales/en.json")));

/// A malformed file is found by the tests of this module, before anyone sees an empty table.
fn read(json: &str) -> Words {
    serde_json::from_str(json).unwrap_or_default()
}

static LANGUAGE: LazyLock<ArcRwSignal<Language>> = LazyLock::new(ArcRwSignal::default);

/// The language in use; reading it in a view follows the change.
pub fn language() -> Language {
    LANGUAGE.get()
}

/// Changes the language of everything on the screen at once.
pub fn set_language(language: Language) {
    LANGUAGE.set(language);
}

/// Of a text that a rule set carries in both languages, the one in use.
pub fn pick(words: &rules::Words) -> String {
    match language() {
        Language::Vietnamese => words.vi.clone(),
        Language::English => words.en.clone(),
    }
}

/// The text of a key in the language in use, its `{name}`s replaced. A key that is missing shows itself.
pub fn text(key: &str, arguments: &[(&str, String)]) -> String {
    let words = language().words();
    fill(words.get(key).map(String::as_str).unwrap_or(key), arguments)
}

fn fill(template: &str, arguments: &[(&str, String)]) -> String {
    let mut filled = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else {
            break;
        };
        let name = &rest[open + 1..open + length];
        filled.push_str(&rest[..open]);
        match arguments.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.push_str(&rest[open..=open + length]),
        }
        rest = &rest[open + length + 1..];
    }
    filled.push_str(rest);
    filled
}

/// The text of a key as a signal that follows the language: see the module's first lines.
#[macro_export]
macro_rules! t {
    ($key:expr $(,)?) => {
        $crate::locale::text_of($key)
    };
    ($key:expr $(, $name:ident = $value:expr)+ $(,)?) => {
        $crate::locale::text_that(Box::new(move || {
            $crate::locale::text($key, &[$((stringify!($name), ($value).to_string())),*])
        }))
    };
}

/// For `t!`: made here once, and not anew for each of a thousand texts.
#[doc(hidden)]
pub fn text_of(key: &'static str) -> Signal<String> {
    Signal::derive(move || text(key, &[]))
}

/// For `t!` with arguments.
#[doc(hidden)]
pub fn text_that(words: Box<dyn Fn() -> String + Send + Sync>) -> Signal<String> {
    Signal::derive(words)
}

/// The text of a key now: see the first lines of [`locale`](crate::locale).
#[macro_export]
macro_rules! say {
    ($key:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::locale::text($key, &[$((stringify!($name), ($value).to_string())),*])
    };
}

/// Marks a literal as a key of the words, so that the tests find it.
#[macro_export]
macro_rules! key {
    ($key:literal) => {
        $key
    };
}

/// A whole number with its thousands apart: `2.175`, in English `2,175`.
pub fn whole(number: i64) -> String {
    let separator = match language() {
        Language::Vietnamese => '.',
        Language::English => ',',
    };
    let digits = number.unsigned_abs().to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        grouped.push('−');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

/// Hundredths as people write them: 850 is `8,5` (in English `8.5`), 9000 is `90`.
pub fn hundredths(value: i64) -> String {
    decimal(value, 2)
}

/// A decimal of `places` places held as an integer, without idle zeros: (1250, 3) is `1,25`.
pub fn decimal(value: i64, places: u32) -> String {
    let unit = 10_i64.pow(places).unsigned_abs();
    let (integer, fraction) = (value.unsigned_abs() / unit, value.unsigned_abs() % unit);
    let sign = if value < 0 { "−" } else { "" };
    if fraction == 0 {
        return format!("{sign}{integer}");
    }
    let comma = match language() {
        Language::Vietnamese => ',',
        Language::English => '.',
    };
    let fraction = format!("{fraction:0width$}", width = places as usize);
    format!("{sign}{integer}{comma}{}", fraction.trim_end_matches('0'))
}

/// Reads a decimal that a person types, with comma or point, into an integer of `places` places.
/// `None` for anything else, and for more places than are kept.
pub fn parse_decimal(typed: &str, places: u32) -> Option<i64> {
    let typed = typed.trim().replace(',', ".");
    let (integer, fraction) = typed.split_once('.').unwrap_or((&typed, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if integer.is_empty() || !digits(integer) || !digits(fraction) {
        return None;
    }
    let missing = (places as usize).checked_sub(fraction.len())?;
    format!("{integer}{fraction}{}", "0".repeat(missing))
        .parse()
        .ok()
}

/// `2026-11-24` as `24/11/2026`, in both languages; what is not a day is given back as it is.
pub fn day(iso: &str) -> String {
    match iso.split('-').collect::<Vec<_>>()[..] {
        [year, month, day] => format!("{day}/{month}/{year}"),
        _ => iso.to_owned(),
    }
}

/// `2026-11` as `11/2026`.
pub fn month(iso: &str) -> String {
    match iso.split_once('-') {
        Some((year, month)) => format!("{month}/{year}"),
        None => iso.to_owned(),
    }
}

/// Reads `24/11/2026`, `24-11-2026`, `24.11.2026` or `24112026` into `2026-11-24`; `None` for what
/// is no day of the calendar.
pub fn parse_day(typed: &str) -> Option<String> {
    let parts: Vec<&str> = typed.trim().split(['/', '-', '.']).map(str::trim).collect();
    let (day, month, year) = match parts[..] {
        [day, month, year] => (day, month, year),
        [run] if run.len() == 8 && run.is_ascii() => (&run[..2], &run[2..4], &run[4..]),
        _ => return None,
    };
    let number = |text: &str| -> Option<u32> {
        text.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| text.parse().ok())?
    };
    let (day, month, year) = (number(day)?, number(month)?, number(year)?);
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let length = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    ((1..=length).contains(&day) && (1900..=2200).contains(&year))
        .then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests;
