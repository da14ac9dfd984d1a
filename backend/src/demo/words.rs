//! What people write beside a rating: the person about their month, who leads about the person, the
//! meeting, the committee.

mod office;
mod village;

use roviec_shared::level::Level;

use super::{chance::Chance, works::Trade};

/// Some ways of saying one thing.
pub type Ways = &'static [&'static str];

/// How people speak in a kind of unit.
pub struct Voice {
    /// Beside a result as it was agreed.
    pub done: Ways,
    /// Beside a result above what was asked.
    pub exceeded: Ways,
    /// Why a single product is above what was asked.
    pub above: Ways,
    /// Beside a late result.
    pub late: Ways,
    /// Beside a result that falls short.
    pub short: Ways,
    /// A serious failure of content.
    pub fault: Ways,
    /// A person about their own month.
    pub own: ByLevel,
    /// Strengths, as who leads sees them.
    pub strengths: ByLevel,
    /// Shortcomings.
    pub shortcomings: ByLevel,
    /// What to mend.
    pub to_mend: ByLevel,
    /// Checks during the month.
    pub checks: Ways,
    /// Who is to confirm a task that named nobody.
    pub confirmer: &'static str,
    /// What is said in the meeting on one person.
    pub in_the_meeting: Ways,
    /// Why the meeting agrees on more than the rules give.
    pub praised: &'static str,
    /// The month's work, for the minutes.
    pub discussion: Ways,
    /// The short conclusion for the minute book.
    pub conclusion: Ways,
    /// Where the meeting is held.
    pub place: &'static str,
}

/// What is said, by level.
pub struct ByLevel {
    excellent: Ways,
    good: Ways,
    completed: Ways,
    not_completed: Ways,
}

impl ByLevel {
    /// What is said at this level.
    pub fn of(&self, level: Level) -> Ways {
        match level {
            Level::Excellent => self.excellent,
            Level::Good => self.good,
            Level::Completed => self.completed,
            Level::NotCompleted => self.not_completed,
        }
    }
}

impl Voice {
    /// How people of a trade speak.
    pub fn of(trade: Trade) -> &'static Voice {
        if trade.is_of_a_village() {
            &village::VOICE
        } else {
            &office::VOICE
        }
    }
}

/// One of the ways.
pub fn say(ways: Ways, chance: &mut Chance) -> String {
    (*chance.pick(ways)).to_owned()
}

/// Why a committee returns a report.
pub const RETURN: Ways = &[
    "Hai đảng viên chưa có kết quả nhiệm vụ được xác nhận; đề nghị chi bộ bổ sung rồi gửi lại.",
    "Mức đề xuất của một đồng chí khác mức hệ thống tính nhưng lý do chưa rõ; đề nghị làm rõ.",
];

/// Why a committee decides lower than was proposed.
pub const OVER_THE_CAP: &str =
    "Vượt tỷ lệ hoàn thành xuất sắc của Đảng bộ; Đảng ủy thống nhất xếp hoàn thành tốt nhiệm vụ.";

/// A word beside a result.
pub const COMMENT: &str =
    "Tôi nhất trí với kết quả; đề nghị tháng sau giao việc sớm hơn để chủ động.";

/// An objection.
pub const APPEAL: &str = "Đề nghị Đảng ủy xem xét lại mức xếp loại: việc được giao tôi làm xong đúng hạn, \
    biên bản xác nhận ký muộn nên bị tính là chậm. Kính gửi kèm biên bản.";

/// Its answer.
pub const ANSWER: &str = "Đảng ủy đã xem biên bản và làm việc với người xác nhận: sản phẩm phải sửa sau ngày \
    hẹn. Giữ nguyên mức xếp loại; ghi nhận kiến nghị, tháng sau xác nhận ngay khi xong việc.";
