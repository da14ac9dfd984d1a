//! Small marks beside words.

use leptos::prelude::*;

use super::choice::Bars;
use super::{Icon, Tone};

/// A short word on a coloured ground; ranks also show their bars.
#[component]
pub fn Chip(
    /// The word.
    #[prop(into)]
    words: Signal<String>,
    /// Its colour, and its bars where it is a rank.
    #[prop(optional, into)]
    tone: Signal<Tone>,
    /// Drawn in front.
    #[prop(optional)]
    icon: Option<Icon>,
    /// Not final: drawn with a broken border.
    #[prop(optional)]
    provisional: bool,
) -> impl IntoView {
    view! {
        <span class=move || format!("chip {}", tone.get().class()) class:chip-provisional=provisional>
            {move || tone.get().bars().map(|filled| view! { <Bars filled /> })}
            {icon.map(Icon::view)}
            <span>{words}</span>
        </span>
    }
}

/// A count on a ground, nothing when it is zero. The words around it say what is counted.
#[component]
pub fn Count(
    /// How many.
    #[prop(into)]
    value: Signal<usize>,
    /// Its colour.
    #[prop(optional)]
    tone: Tone,
) -> impl IntoView {
    move || {
        let many = value.get();
        (many > 0).then(|| {
            let shown = if many > 999 {
                "999+".to_owned()
            } else {
                many.to_string()
            };
            view! { <span class=format!("count {}", tone.class())>{shown}</span> }
        })
    }
}

/// The initials of a person: family name and given name, which stand first and last.
#[component]
pub fn Avatar(
    /// The whole name; it stands beside the drawing, which is hidden from screen readers.
    #[prop(into)]
    name: Signal<String>,
    /// Larger, at the head of a page.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    view! {
        <span class="avatar" class:avatar-large=large aria-hidden="true">
            {move || initials(&name.get())}
        </span>
    }
}

fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_the_family_and_the_given_name() {
        assert_eq!(initials("Nguyễn Thị Ánh"), "NÁ");
        assert_eq!(initials("đỗ Bình"), "ĐB");
        assert_eq!(initials("Lan"), "L");
        assert_eq!(initials(" "), "");
    }
}
