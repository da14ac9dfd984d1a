//! The cell of a village.

use roviec_shared::{
    id::{IdError, UnitId},
    organisation::{Role, Standing},
};

use super::{Commune, member};
use crate::demo::{
    chance::Chance,
    district::{District, Someone},
    places::DAI_DONG,
    works::Trade,
};

/// The cell where the walk begins.
pub const HUONG_LY: &str = "dai-dong.huong-ly";
/// So many members has it.
const HUONG_LY_MEMBERS: usize = 22;
/// No village's cell is smaller.
const CELL_MIN: usize = 7;

/// People of Hương Lý who have their names in the tables; the seed names the village head.
const HUONG_LY_NAMES: [&str; 6] = [
    "Hoàng Văn Thịnh",
    "Nguyễn Thị Hằng",
    "Lương Đức Toàn",
    "Phạm Thị Dịu",
    "Trần Quang Vinh",
    "Nông Thị Lành",
];

/// How the members that are left are shared among the villages.
pub fn sizes(chance: &mut Chance, members: usize, villages: usize, place: &str) -> Vec<usize> {
    let fixed: &[usize] = if place == DAI_DONG {
        &[HUONG_LY_MEMBERS]
    } else {
        &[]
    };
    let free = villages - fixed.len();
    let members = members - fixed.iter().sum::<usize>();
    let weights: Vec<usize> = (0..free)
        .map(|_| chance.between(60, 150) as usize)
        .collect();
    let all: usize = weights.iter().sum();
    let spread = members - free * CELL_MIN;
    let mut sizes: Vec<usize> = weights
        .iter()
        .map(|weight| CELL_MIN + spread * weight / all)
        .collect();
    let rest = members - sizes.iter().sum::<usize>();
    for size in sizes.iter_mut().take(rest) {
        *size += 1;
    }
    fixed.iter().copied().chain(sizes).collect()
}

impl District {
    pub(super) fn village(
        &mut self,
        commune: &mut Commune<'_>,
        unit: UnitId,
        size: usize,
    ) -> Result<(), IdError> {
        let is_huong_ly = unit.as_str() == HUONG_LY;
        let mut chance = self.chance(&["village", unit.as_str()]);
        let mut cell = commune.cell(unit);
        let mut names: Vec<String> = Vec::new();
        for index in 0..size {
            let known = HUONG_LY_NAMES.get(index).filter(|_| is_huong_ly);
            let (post, role, trade) = duty(index, size, commune.place.is_town);
            let women = match post {
                "Chi hội trưởng Phụ nữ" => 100,
                "Chi hội trưởng Cựu chiến binh" => 4,
                _ => 38,
            };
            let who = match known {
                Some(name) => self.known((*name).to_owned())?,
                None => self.someone(women, &names)?,
            };
            names.push(who.name.clone());
            let mut seat = member(who, post, role, trade);
            if trade == Trade::Villager {
                seat.standing = match chance.below(100) {
                    0..=3 => Standing::Probationary,
                    4..=8 => Standing::Exempt,
                    _ => Standing::Full,
                };
            }
            self.seat(&mut cell, seat);
        }
        commune.staffs.push(cell);
        Ok(())
    }

    fn known(&mut self, name: String) -> Result<Someone, IdError> {
        let number = self.people.len() + 1;
        let mut chance = self.chance(&["person", &number.to_string()]);
        let mut someone = self.named(name, number, &mut chance)?;
        // They work well, so that their sheets are worth reading.
        someone.merit = someone.merit.max(70);
        Ok(someone)
    }
}

/// Duties go to the first on the list: a small cell has no committee, and fewer who lead a hội.
pub(in crate::demo::district) fn duty(
    index: usize,
    size: usize,
    is_town: bool,
) -> (&'static str, Option<Role>, Trade) {
    let front = (size / 4).min(5);
    let fronts = [
        "Trưởng Ban công tác Mặt trận",
        "Chi hội trưởng Phụ nữ",
        "Chi hội trưởng Nông dân",
        "Chi hội trưởng Cựu chiến binh",
        "Bí thư Chi đoàn",
    ];
    match index {
        0 => ("Bí thư chi bộ", Some(Role::Secretary), Trade::CellLeader),
        1 => ("Phó Bí thư chi bộ", Some(Role::Deputy), Trade::CellLeader),
        2 if size >= 9 => ("Chi ủy viên", Some(Role::CellCommittee), Trade::Villager),
        3 if is_town => ("Tổ trưởng tổ dân phố", None, Trade::VillageHead),
        3 => ("Trưởng thôn", None, Trade::VillageHead),
        _ if index >= 4 && index - 4 < front => (fronts[index - 4], None, Trade::Front),
        _ => ("", None, Trade::Villager),
    }
}
