//! Vietnamese names: how lists of people are sorted, and how a name is found however it is typed.
//!
//! Letters stand in Vietnamese order (a ă â b c d đ e ê …), tones break ties (ngang, huyền, hỏi, ngã,
//! sắc, nặng). Text may be composed (NFC) or decomposed (NFD): both mean the same here.

/// Letters in their order. Those that Vietnamese does not use stand where a reader looks for them.
const LETTERS: &str = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// Vowels with their six tones, in the order of tones.
const VOWELS: [[char; 6]; 12] = [
    ['a', 'à', 'ả', 'ã', 'á', 'ạ'],
    ['ă', 'ằ', 'ẳ', 'ẵ', 'ắ', 'ặ'],
    ['â', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ'],
    ['e', 'è', 'ẻ', 'ẽ', 'é', 'ẹ'],
    ['ê', 'ề', 'ể', 'ễ', 'ế', 'ệ'],
    ['i', 'ì', 'ỉ', 'ĩ', 'í', 'ị'],
    ['o', 'ò', 'ỏ', 'õ', 'ó', 'ọ'],
    ['ô', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ'],
    ['ơ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ'],
    ['u', 'ù', 'ủ', 'ũ', 'ú', 'ụ'],
    ['ư', 'ừ', 'ử', 'ữ', 'ứ', 'ự'],
    ['y', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ'],
];

/// The combining marks of the tones, in their order; the first tone has none.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

/// One letter without its tone, and the tone, 0 to 5.
#[derive(Clone, Copy)]
struct Letter {
    plain: char,
    tone: u8,
}

/// The letters of a word in small letters, whatever form of Unicode it is written in.
fn letters(word: &str) -> Vec<Letter> {
    let mut found: Vec<Letter> = Vec::new();
    for c in word.chars().flat_map(char::to_lowercase) {
        if let Some(last) = found.last_mut() {
            if let Some(tone) = TONES.iter().position(|mark| *mark == c) {
                last.tone = tone as u8 + 1;
                continue;
            }
            if let Some(plain) = marked(last.plain, c) {
                last.plain = plain;
                continue;
            }
        }
        found.push(letter(c));
    }
    found
}

/// A letter with a combining circumflex, breve or horn.
fn marked(plain: char, mark: char) -> Option<char> {
    Some(match (plain, mark) {
        ('a', '\u{302}') => 'â',
        ('a', '\u{306}') => 'ă',
        ('e', '\u{302}') => 'ê',
        ('o', '\u{302}') => 'ô',
        ('o', '\u{31b}') => 'ơ',
        ('u', '\u{31b}') => 'ư',
        _ => return None,
    })
}

fn letter(c: char) -> Letter {
    for tones in &VOWELS {
        if let Some(tone) = tones.iter().position(|known| *known == c) {
            let plain = tones[0];
            return Letter {
                plain,
                tone: tone as u8,
            };
        }
    }
    Letter { plain: c, tone: 0 }
}

/// One word as it is compared: letters first, then tones.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct WordKey {
    letters: Vec<(bool, u32)>,
    tones: Vec<u8>,
}

fn word_key(word: &str) -> WordKey {
    let letters = letters(word);
    // What is no letter of ours stands after all that are, by its code.
    let rank = |letter: &Letter| match LETTERS.chars().position(|known| known == letter.plain) {
        Some(place) => (false, place as u32),
        None => (true, u32::from(letter.plain)),
    };
    WordKey {
        letters: letters.iter().map(rank).collect(),
        tones: letters.iter().map(|letter| letter.tone).collect(),
    }
}

/// The place of a name in a list: given name, then middle name, then family name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameKey(Vec<WordKey>);

/// Where a full name stands in a list of people.
#[must_use]
pub fn name_key(name: &str) -> NameKey {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let given = words.pop();
    if !words.is_empty() {
        words.rotate_left(1);
    }
    NameKey(given.into_iter().chain(words).map(word_key).collect())
}

/// Where a text stands in a list by its first word: names of units, products, papers.
#[must_use]
pub fn text_key(text: &str) -> NameKey {
    NameKey(text.split_whitespace().map(word_key).collect())
}

/// A text without case, tones and marks: *Đỗ Thị Ước* is `do thi uoc`.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(letters(word).into_iter().map(|letter| match letter.plain {
            'ă' | 'â' => 'a',
            'đ' => 'd',
            'ê' => 'e',
            'ô' | 'ơ' => 'o',
            'ư' => 'u',
            plain => plain,
        }));
    }
    folded
}

/// Whether a name is meant by what was typed so far: each typed word begins a word of the name.
/// Nothing typed finds everyone.
#[must_use]
pub fn is_found_by(name: &str, typed: &str) -> bool {
    let name = fold(name);
    fold(typed)
        .split(' ')
        .all(|typed| name.split(' ').any(|word| word.starts_with(typed)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted<const N: usize>(mut names: [&str; N]) -> [&str; N] {
        names.sort_by_key(|name| name_key(name));
        names
    }

    #[test]
    fn units_stand_by_their_first_words() {
        let mut units = [
            "Xã Đại Minh",
            "Xã Đại Đồng",
            "Thị trấn Thác Bà",
            "Xã Cảm Ân",
            "Xã Cảm Nhân",
        ];
        units.sort_by_key(|unit| text_key(unit));
        assert_eq!(
            units,
            [
                "Thị trấn Thác Bà",
                "Xã Cảm Ân",
                "Xã Cảm Nhân",
                "Xã Đại Đồng",
                "Xã Đại Minh"
            ]
        );
    }

    #[test]
    fn people_stand_by_given_name_then_middle_then_family() {
        let in_order = [
            "Trần Văn An",
            "Bàn Thị Ánh",
            "Nguyễn Văn Đức",
            "Hoàng Đức Hà",
            "Lò Thị Hà",
            "Phùng Thị Hà",
            "Lê Thị Thu Hường",
            "Lê Văn Hường",
            "Vi Thị Út",
            "Hoàng Thị Ước",
        ];
        let mut mixed = in_order;
        mixed.reverse();
        assert_eq!(sorted(mixed), in_order);
    }

    #[test]
    fn letters_stand_in_vietnamese_order() {
        let in_order = [
            "An", "Ăn", "Ân", "Bang", "Dan", "Đan", "Em", "Êm", "On", "Ôn", "Ơn", "Un", "Ưn", "Vy",
            "Xa", "Ya",
        ];
        let mut mixed = in_order;
        mixed.reverse();
        assert_eq!(sorted(mixed), in_order);
    }

    #[test]
    fn tones_break_ties_in_their_order() {
        let in_order = ["ha", "hà", "hả", "hã", "há", "hạ", "hai"];
        let mut mixed = in_order;
        mixed.reverse();
        assert_eq!(sorted(mixed), in_order);
    }

    #[test]
    fn decomposed_letters_are_the_same_letters() {
        let composed = "Hoàng Thị Ước Đặng Ơn";
        let decomposed =
            "Hoa\u{300}ng Thi\u{323} U\u{31b}o\u{31b}\u{301}c Đa\u{306}\u{323}ng O\u{31b}n";
        assert_eq!(name_key(composed), name_key(decomposed));
        assert_eq!(fold(composed), fold(decomposed));
    }

    #[test]
    fn marks_may_stand_in_any_order() {
        assert_eq!(name_key("Đa\u{323}\u{306}ng"), name_key("Đặng"));
    }

    #[test]
    fn a_name_is_found_without_its_marks() {
        for typed in ["", "do", "uoc", "Đỗ", "thi uoc", "uoc do", "ƯỚC", "ư"] {
            assert!(is_found_by("Đỗ Thị Ước", typed), "{typed}");
        }
        for typed in ["oc", "du", "thi do x"] {
            assert!(!is_found_by("Đỗ Thị Ước", typed), "{typed}");
        }
    }

    #[test]
    fn an_empty_name_stands_first_and_breaks_nothing() {
        assert!(name_key(" ") < name_key("An"));
        assert_eq!(fold("  "), "");
        assert!(!is_found_by("", "an"));
    }
}
