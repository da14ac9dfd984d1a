//! Many people at once, written into the database before the village is founded around them.

use roviec_shared::{
    api::Post,
    organisation::{Enrolled, Held, Role, Standing, Track, Unit, UnitKind},
};

use crate::{
    harness::Server,
    village::{COMMUNE, person, unit},
};

pub struct Crowd;

impl Crowd {
    /// The person of that number in a unit.
    pub fn id(at: &str, number: usize) -> String {
        format!("{at}-p{number}")
    }
}

impl Server {
    /// So many members in each of these units.
    pub async fn crowd(&self, units: &[(&str, usize)]) {
        let mut names = Vec::new();
        let mut rows = Vec::new();
        for (at, count) in units {
            for number in 0..*count {
                let id = person(&Crowd::id(at, number));
                let name = name_of(names.len());
                rows.push((unit(at), id.clone(), enrolled(&name)));
                names.push((id, name));
            }
        }
        let mut transaction = self.state.database.write().await.unwrap();
        transaction.put_persons(&names).await.unwrap();
        transaction.put_enrolled(&rows).await.unwrap();
        transaction.commit().await.unwrap();
    }

    /// Cells with members: every ninth under the commune of the village, the others apart. Somebody
    /// compiles for that commune and sees levels everywhere else.
    pub async fn district_of_cells(&self, cells: usize, members: usize) -> usize {
        let from = self.clock.today().plus_days(-400);
        let names: Vec<String> = (0..cells)
            .map(|number| format!("chi-bo-{number}"))
            .collect();
        let units: Vec<Unit> = names
            .iter()
            .enumerate()
            .map(|(number, name)| {
                let parent = if number % 9 == 0 { COMMUNE } else { "bao-ai" };
                Unit {
                    id: unit(name),
                    kind: UnitKind::Cell,
                    name: format!("Chi bộ thôn {number}"),
                    management_parent: Some(unit(parent)),
                    party_parent: Some(unit(parent)),
                    from,
                    until: None,
                    telephone: None,
                }
            })
            .collect();
        let post = Post {
            id: "ban-office".to_owned(),
            person: person("ban"),
            held: Held {
                role: Role::CommitteeOffice,
                unit: unit(COMMUNE),
                from,
                until: None,
                document: String::new(),
            },
        };
        let mut transaction = self.state.database.write().await.unwrap();
        transaction.put_units(&units).await.unwrap();
        transaction.put_posts(&[post]).await.unwrap();
        transaction.commit().await.unwrap();
        let crowd: Vec<(&str, usize)> = names.iter().map(|name| (name.as_str(), members)).collect();
        self.crowd(&crowd).await;
        cells
    }
}

/// A name unlike most others, always the same for a number: alike names would pack too well.
fn name_of(number: usize) -> String {
    const FAMILY: [&str; 11] = [
        "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hà", "Lương",
    ];
    const MIDDLE: [&str; 13] = [
        "Thị", "Văn", "Minh", "Thanh", "Đức", "Ngọc", "Quang", "Hồng", "Xuân", "Thu", "Mạnh",
        "Kim", "Hữu",
    ];
    const GIVEN: [&str; 17] = [
        "Hương", "Dũng", "Lan", "Tuấn", "Hải", "Nga", "Phong", "Yến", "Bình", "Chi", "Khánh",
        "Sơn", "Thủy", "Vinh", "Oanh", "Giang", "Quý",
    ];
    let of =
        |words: &[&'static str], salt: usize| words[number.wrapping_mul(salt) / 7 % words.len()];
    format!(
        "{} {} {}",
        of(&FAMILY, 2_654_435_761),
        of(&MIDDLE, 40_503),
        of(&GIVEN, 69_069)
    )
}

fn enrolled(name: &str) -> Enrolled {
    Enrolled {
        name: name.to_owned(),
        track: Track::Member,
        rules: "dang-vien-chi-bo-thon".parse().unwrap(),
        rules_version: 1,
        post: String::new(),
        duties: String::new(),
        managed_by: None,
        standing: Standing::Full,
        group: None,
        roles: Vec::new(),
        leads: false,
    }
}
