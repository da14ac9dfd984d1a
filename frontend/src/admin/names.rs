//! Names that the administrator need not think of: an id made of a unit's name, a login name made of a
//! person's.

use roviec_shared::{id::UnitId, vietnamese::fold};

/// So long at most, in bytes; all that is made here is ASCII.
const ID_MAX: usize = 56;

fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// An id for a new unit: its name without marks, and a number where that is taken.
pub fn unit_id(name: &str, is_taken: impl Fn(&UnitId) -> bool) -> Option<UnitId> {
    let mut base = words(name).join("-");
    base.truncate(ID_MAX);
    let base = base.trim_end_matches('-');
    if base.is_empty() {
        return None;
    }
    let numbered = |number: usize| match number {
        1 => base.to_owned(),
        number => format!("{base}-{number}"),
    };
    (1..1_000)
        .filter_map(|number| numbered(number).parse().ok())
        .find(|id| !is_taken(id))
}

/// A login name to propose: the given name, and the first letters of the others.
pub fn login_name(name: &str) -> String {
    let words = words(name);
    let Some((given, others)) = words.split_last() else {
        return String::new();
    };
    let initials = others.iter().filter_map(|word| word.chars().next());
    given.chars().chain(initials).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_units_id_is_its_name_without_marks() {
        let id = |name: &str| unit_id(name, |_| false).map(String::from);
        assert_eq!(
            id("Chi bộ thôn Hương Lý").as_deref(),
            Some("chi-bo-thon-huong-ly")
        );
        assert_eq!(
            id("Phòng Tài chính - Kế hoạch").as_deref(),
            Some("phong-tai-chinh-ke-hoach")
        );
        assert_eq!(id(" – "), None);
        let long = "Chi bộ ".repeat(30);
        assert!(id(&long).is_some_and(|id| id.len() <= ID_MAX));
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let taken = ["chi-bo-thon-1", "chi-bo-thon-1-2"];
        let id = unit_id("Chi bộ thôn 1", |id| taken.contains(&id.as_str()));
        assert_eq!(id.map(String::from).as_deref(), Some("chi-bo-thon-1-3"));
    }

    #[test]
    fn a_login_name_is_the_given_name_with_initials() {
        assert_eq!(login_name("Nguyễn Thị Hồng Nhung"), "nhungnth");
        assert_eq!(login_name("Đỗ Ước"), "uocd");
        assert_eq!(login_name(""), "");
    }
}
