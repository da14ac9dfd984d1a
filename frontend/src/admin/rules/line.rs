//! Finding a line of the text in its field.

use leptos::prelude::*;

use super::entry::RulesEntry;

/// Where a line of a text begins and ends, counted as the browser counts.
fn span_of(text: &str, line: u32) -> (u32, u32) {
    let units = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    let mut begins = 0;
    for (number, words) in (1..).zip(text.split('\n')) {
        let ends = begins + units(words);
        if number == line {
            return (begins, ends);
        }
        begins = ends + 1;
    }
    (0, 0)
}

/// Lines in sight above the one that is shown.
const LINES_ABOVE: i32 = 4;

/// Brings a line of the text in sight and marks it.
pub fn show_line(entry: RulesEntry, line: u32) {
    let Some(area) = entry.area.get_untracked() else {
        return;
    };
    let text = area.value();
    let (begins, ends) = span_of(&text, line);
    // A field that is out of the page can be neither focused nor marked, and nobody pressed for it.
    let _ = area.focus();
    let _ = area.set_selection_range(begins, ends);
    let lines = i32::try_from(text.split('\n').count())
        .unwrap_or(i32::MAX)
        .max(1);
    let line = i32::try_from(line).unwrap_or(i32::MAX);
    let height = area.scroll_height() / lines;
    area.set_scroll_top(height.saturating_mul((line - LINES_ABOVE).max(0)));
    area.set_scroll_left(0);
    area.scroll_into_view();
}

#[cfg(test)]
mod tests {
    use super::span_of;

    #[test]
    fn a_line_is_found_by_the_units_that_the_browser_counts() {
        let text = "mức = 1\n# 𝛼 ở đây\ngood = 2";
        assert_eq!(span_of(text, 1), (0, 7));
        assert_eq!(span_of(text, 2), (8, 18));
        assert_eq!(span_of(text, 3), (19, 27));
        assert_eq!(span_of(text, 9), (0, 0));
    }
}
