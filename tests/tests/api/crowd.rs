//! Many people at once, written into the database before the village is founded around them.

use crate::{
    harness::Server,
    village::{enrolled, person, unit},
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
