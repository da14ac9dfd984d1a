//! Accounts to try: who they are and what can be seen with them, for the sign-in page.

use std::collections::BTreeSet;

use roviec_shared::{
    id::PersonId,
    organisation::{Role, Standing},
};

use super::{
    chance::Chance,
    district::{DISTRICT, District, Ledger, Ratings, Seat, Staff},
    works::Trade,
};

/// The password that all share.
pub const PASSWORD: &str = "roviec-2026";

/// How a described account's person is found.
enum Whom {
    /// Holds a role at the unit; the n-th who does.
    Holds(Role, usize),
    /// Is rated there in a post that begins so.
    Post(&'static str),
    /// Is a plain member there, with a device; the n-th.
    Plain(usize),
}

/// An account that the sign-in page describes.
struct Entry(&'static str, &'static str, Whom, &'static str);

const ENTRIES: [Entry; 23] = [
    Entry(
        "bt.huongly",
        "dai-dong.huong-ly",
        Whom::Holds(Role::Secretary, 0),
        "Bí thư chi bộ thôn Hương Lý: bắt đầu từ đây. Kết quả và tự chấm đã gần đủ, chi bộ chưa họp.",
    ),
    Entry(
        "pbt.huongly",
        "dai-dong.huong-ly",
        Whom::Holds(Role::Deputy, 0),
        "Phó Bí thư chi bộ thôn Hương Lý: chủ trì phần của bí thư, bằng mã PIN của mình trên cùng máy.",
    ),
    Entry(
        "truongthon.huongly",
        "dai-dong.huong-ly",
        Whom::Post("Trưởng thôn"),
        "Trưởng thôn, đảng viên chi bộ Hương Lý: đọc kết quả tháng trước và căn cứ xếp loại.",
    ),
    Entry(
        "dv.huongly",
        "dai-dong.huong-ly",
        Whom::Plain(0),
        "Đảng viên chi bộ Hương Lý, dùng điện thoại: việc của tôi, hạn, kết quả.",
    ),
    Entry(
        "vp.daidong",
        "dai-dong",
        Whom::Holds(Role::CommitteeOffice, 0),
        "Văn phòng Đảng ủy xã Đại Đồng: báo cáo đã gửi, còn thiếu, tiếp nhận, trả lại, nhập kết luận.",
    ),
    Entry(
        "bt.daidong",
        "dai-dong",
        Whom::Holds(Role::Decider, 0),
        "Bí thư Đảng ủy xã Đại Đồng: quyết định theo kết luận.",
    ),
    Entry(
        "pbt.daidong",
        "dai-dong",
        Whom::Holds(Role::Decider, 1),
        "Phó Bí thư Thường trực Đảng ủy xã Đại Đồng: quyết định phần của bí thư; bí thư chi bộ cơ quan xã.",
    ),
    Entry(
        "ubkt.daidong",
        "dai-dong",
        Whom::Holds(Role::Inspector, 0),
        "Ủy ban Kiểm tra Đảng ủy xã Đại Đồng: xác nhận kỷ luật, suy thoái, nêu gương.",
    ),
    Entry(
        "bt.hongbang",
        "dai-dong.hong-bang",
        Whom::Holds(Role::Secretary, 0),
        "Bí thư chi bộ thôn Hồng Bàng: báo cáo bị trả lại để bổ sung, chỉnh sửa.",
    ),
    Entry(
        "bt.caumo",
        "dai-dong.cau-mo",
        Whom::Holds(Role::Secretary, 0),
        "Bí thư chi bộ thôn Cầu Mơ: đang họp, đã biểu quyết một phần.",
    ),
    Entry(
        "bt.dongtam",
        "dai-dong.dong-tam",
        Whom::Holds(Role::Secretary, 0),
        "Bí thư chi bộ thôn Đồng Tâm: đã gửi báo cáo, Đảng ủy chưa tiếp nhận, còn rút lại được.",
    ),
    Entry(
        "bt.chopdu",
        "dai-dong.chop-du",
        Whom::Holds(Role::Secretary, 0),
        "Bí thư chi bộ thôn Chóp Dù: mới giao việc.",
    ),
    Entry(
        "gv.daidong",
        "truong-dai-dong",
        Whom::Post("Giáo viên"),
        "Giáo viên, đảng viên: hai phiếu, một ở trường, một ở chi bộ trường.",
    ),
    Entry(
        "dv.vinhkien",
        "vinh-kien.thon-1",
        Whom::Plain(0),
        "Đảng viên xã Vĩnh Kiên: kết quả đã thông báo, có thể kiến nghị.",
    ),
    Entry(
        "bt.vinhkien",
        "vinh-kien",
        Whom::Holds(Role::Decider, 0),
        "Bí thư Đảng ủy xã Vĩnh Kiên: có một kiến nghị chờ trả lời.",
    ),
    Entry(
        "tp.noivu",
        "phong-noi-vu",
        Whom::Holds(Role::Head, 0),
        "Trưởng phòng Nội vụ: chủ trì họp cơ quan, quyết định; tự đánh giá với Ban Thường vụ.",
    ),
    Entry(
        "ptp.noivu",
        "phong-noi-vu",
        Whom::Holds(Role::Deputy, 0),
        "Phó Trưởng phòng Nội vụ: cùng lãnh đạo cơ quan nhận xét, đề xuất.",
    ),
    Entry(
        "cv.noivu",
        "phong-noi-vu",
        Whom::Post("Chuyên viên"),
        "Chuyên viên Phòng Nội vụ: phiếu của công chức.",
    ),
    Entry(
        "bt.huyen",
        DISTRICT,
        Whom::Holds(Role::Decider, 0),
        "Bí thư Huyện ủy: quyết định với 105 đồng chí, xem toàn huyện.",
    ),
    Entry(
        "btc.huyen",
        DISTRICT,
        Whom::Holds(Role::OrganisationBoard, 0),
        "Ban Tổ chức Huyện ủy: tổng hợp đề xuất với người đứng đầu, theo dõi toàn huyện.",
    ),
    Entry(
        "btv.huyen",
        DISTRICT,
        Whom::Holds(Role::StandingMember, 3),
        "Ủy viên Ban Thường vụ Huyện ủy: cho ý kiến về người đứng đầu, theo dõi toàn huyện.",
    ),
    Entry(
        "ubkt.huyen",
        DISTRICT,
        Whom::Holds(Role::Inspector, 0),
        "Ủy ban Kiểm tra Huyện ủy: đọc, xác nhận những điều làm hạ mức.",
    ),
    Entry(
        "quantri",
        DISTRICT,
        Whom::Holds(Role::Administrator, 0),
        "Quản trị: cây đơn vị, tài khoản, bộ quy định; không xem phiếu, không sửa xếp loại.",
    ),
];

/// An account to be made.
#[derive(Clone, Debug)]
pub struct Named {
    /// Whose.
    pub person: PersonId,
    /// What its owner types.
    pub login_name: String,
    /// What the sign-in page says of it.
    pub described: Option<&'static str>,
}

impl District {
    /// The accounts that the sign-in page describes, in its order.
    pub fn described(&self) -> Vec<Named> {
        ENTRIES
            .iter()
            .filter_map(|Entry(login_name, unit, whom, described)| {
                Some(Named {
                    person: self.whom(unit, whom)?,
                    login_name: (*login_name).to_owned(),
                    described: Some(described),
                })
            })
            .collect()
    }

    fn whom(&self, unit: &str, whom: &Whom) -> Option<PersonId> {
        let seats = || self.staff(unit).into_iter().flat_map(|staff| &staff.seats);
        match whom {
            Whom::Holds(role, place) => {
                let who = self.holders(unit, *role).nth(*place)?;
                Some(who.id.clone())
            }
            Whom::Post(post) => {
                let seat = seats().find(|seat| seat.post.starts_with(post))?;
                Some(seat.who.id.clone())
            }
            Whom::Plain(place) => {
                let plain = |seat: &&Seat| {
                    seat.trade == Trade::Villager
                        && seat.post.is_empty()
                        && has_telephone(self.seed, seat)
                };
                let seat = seats().filter(plain).nth(*place)?;
                Some(seat.who.id.clone())
            }
        }
    }

    /// Those who act in a ledger with a key of their own.
    pub fn acting(&self, ledger: &Ledger) -> BTreeSet<PersonId> {
        let mut found = BTreeSet::new();
        for staff in &ledger.staffs {
            let seats = staff.seats.iter();
            let alone = seats.filter(|seat| self.acts_alone(staff, seat));
            found.extend(alone.map(|seat| seat.who.id.clone()));
            let held = self
                .posts
                .iter()
                .filter(|post| post.held.unit == staff.unit);
            let acts = held.filter(|post| {
                !matches!(
                    post.held.role,
                    Role::Member | Role::StandingMember | Role::Administrator
                )
            });
            found.extend(acts.map(|post| post.person.clone()));
        }
        found
    }

    fn acts_alone(&self, staff: &Staff, seat: &Seat) -> bool {
        staff.ratings != Ratings::Members
            || seat.roles.len() > 1
            || matches!(
                seat.trade,
                Trade::OfficeMember
                    | Trade::SchoolMember
                    | Trade::HealthMember
                    | Trade::VillageHead
            )
            || has_telephone(self.seed, seat)
    }
}

/// A quarter of the villagers have a telephone that the app runs on; for the others the secretary enters.
fn has_telephone(seed: u64, seat: &Seat) -> bool {
    seat.standing == Standing::Full
        && Chance::of(seed, &["telephone of", seat.who.id.as_str()]).percent(25)
}
