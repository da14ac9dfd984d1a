//! Who is in a cell.

use roviec_shared::{
    id::RuleSetId,
    organisation::{Enrolled, Role, Standing, Track},
};

use crate::kit::play::cast::{CELL, MEMBERS, made_name};

/// One cell as it is to be played.
pub(super) struct Cell {
    pub(super) id: String,
    pub(super) people: Vec<(String, Enrolled)>,
    /// Who leads it.
    pub(super) by: String,
    /// Who stands in for them.
    pub(super) deputy: String,
}

fn enrolled(name: String, post: &str, standing: Standing, roles: &[Role]) -> Enrolled {
    Enrolled {
        name,
        track: Track::Member,
        rules: "dang-vien-chi-bo-thon".parse::<RuleSetId>().expect("an id"),
        rules_version: 1,
        post: post.to_owned(),
        duties: String::new(),
        managed_by: None,
        standing,
        group: None,
        roles: roles.to_vec(),
        leads: false,
        brought: Vec::new(),
    }
}

pub(super) fn own_cell(people: Option<usize>) -> Cell {
    let named = MEMBERS.iter().enumerate().map(|(number, member)| {
        let enrolled = enrolled(
            member.name.to_owned(),
            member.post,
            member.standing,
            member.roles,
        );
        (format!("p{:02}", number + 1), enrolled)
    });
    let made = (MEMBERS.len()..people.unwrap_or(0)).map(|number| {
        let enrolled = enrolled(
            made_name(number),
            "Đảng viên",
            Standing::Full,
            &[Role::Member],
        );
        (format!("p{:02}", number + 1), enrolled)
    });
    Cell {
        id: CELL.to_owned(),
        people: named.chain(made).collect(),
        by: "p01".to_owned(),
        deputy: "p02".to_owned(),
    }
}

pub(super) fn other_cell(unit: &str, size: usize) -> Cell {
    let person = |number: usize| format!("{unit}-{:02}", number + 1);
    let people = (0..size).map(|number| {
        let (post, roles): (_, &[Role]) = match number {
            0 => ("Bí thư chi bộ", &[Role::Member, Role::Secretary]),
            1 => ("Phó bí thư chi bộ", &[Role::Member, Role::Deputy]),
            _ => ("Đảng viên", &[Role::Member]),
        };
        let name = made_name(number * 5 + unit.len());
        (person(number), enrolled(name, post, Standing::Full, roles))
    });
    Cell {
        id: unit.to_owned(),
        people: people.collect(),
        by: person(0),
        deputy: person(1),
    }
}
