//! What is wrong with a rule set, said to who wrote it: a sentence in either language. They stand here and
//! not in the app's tables, because the command line says them too, and the server gives them to the app.

use std::fmt;

use super::{
    fault::{CRITERIA_MAX, RULES_MAX, RuleFault, RuleProblem, Wanted},
    name::Words,
};
use crate::{level::Level, route::StepKind};

fn both(vi: impl Into<String>, en: impl Into<String>) -> Words {
    Words {
        vi: vi.into(),
        en: en.into(),
    }
}

/// Hundredths as points: `99,5`.
fn points(hundredths: i64) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => whole.to_string(),
        _ => format!("{whole},{rest:02}")
            .trim_end_matches('0')
            .to_owned(),
    }
}

const fn level(level: Level) -> (&'static str, &'static str) {
    match level {
        Level::Excellent => ("Hoàn thành xuất sắc nhiệm vụ", "Excellent"),
        Level::Good => ("Hoàn thành tốt nhiệm vụ", "Good"),
        Level::Completed => ("Hoàn thành nhiệm vụ", "Completed"),
        Level::NotCompleted => ("Không hoàn thành nhiệm vụ", "NotCompleted"),
    }
}

const fn step(kind: StepKind) -> (&'static str, &'static str) {
    match kind {
        StepKind::Score => ("tự chấm điểm (score)", "score"),
        StepKind::Propose => ("đề xuất (propose)", "propose"),
        StepKind::GroupVote => ("tổ đảng biểu quyết (group_vote)", "group_vote"),
        StepKind::Vote => ("biểu quyết (vote)", "vote"),
        StepKind::Opine => ("xin ý kiến (opine)", "opine"),
        StepKind::Submit => ("báo cáo cấp trên (submit)", "submit"),
        StepKind::Compile => ("tổng hợp (compile)", "compile"),
        StepKind::Decide => ("quyết định (decide)", "decide"),
        StepKind::Announce => ("thông báo (announce)", "announce"),
    }
}

const fn wanted(wanted: Wanted) -> (&'static str, &'static str) {
    match wanted {
        Wanted::Number => (
            "Chỗ này phải là một số nguyên (điểm ghi bằng phần trăm điểm: 70_00 là 70 điểm)",
            "A whole number is needed here (points are in hundredths: 70_00 is 70 points)",
        ),
        Wanted::Text => (
            "Chỗ này phải là chữ, đặt trong dấu ngoặc kép",
            "A text in quotes is needed here",
        ),
        Wanted::YesNo => (
            "Chỗ này phải là true (có) hoặc false (không)",
            "true or false is needed here",
        ),
        Wanted::List => (
            "Chỗ này phải là một danh sách, đặt trong dấu ngoặc vuông",
            "A list is needed here",
        ),
        Wanted::Table => (
            "Chỗ này phải là một nhóm mục có tên, không phải một giá trị đơn",
            "A table of keys is needed here",
        ),
        Wanted::Other => (
            "Giá trị ghi ở đây không đúng loại cần có",
            "The value is not of the kind that is needed here",
        ),
    }
}

impl RuleFault {
    /// The sentence.
    #[must_use]
    pub fn sentence(&self) -> Words {
        self.of_reading()
            .or_else(|| self.of_names())
            .or_else(|| self.of_points())
            .unwrap_or_else(|| self.of_route())
    }

    fn of_reading(&self) -> Option<Words> {
        Some(match self {
            Self::Syntax(said) => both(
                format!("Tệp không đúng cú pháp TOML; chương trình đọc báo: {said}"),
                format!("The file is no TOML: {said}"),
            ),
            Self::KeyUnknown { key, known } => both(
                format!(
                    "Không có mục nào tên là “{key}”; ở đây chỉ có: {}",
                    known.join(", ")
                ),
                format!("There is no key “{key}”; known here: {}", known.join(", ")),
            ),
            Self::KeyMissing(key) => both(
                format!("Thiếu mục “{key}”"),
                format!("The key “{key}” is missing"),
            ),
            Self::ChoiceUnknown { given, known } => both(
                format!(
                    "Không có lựa chọn “{given}”; chọn một trong: {}",
                    known.join(", ")
                ),
                format!("“{given}” is none of: {}", known.join(", ")),
            ),
            Self::Kind(kind) => {
                let (vi, en) = wanted(*kind);
                both(vi, en)
            }
            Self::NumberRange => both(
                "Số ghi ở đây nằm ngoài khoảng cho phép",
                "The number is outside the range allowed here",
            ),
            Self::Name => both(
                "Tên gọi (id) chỉ gồm 1 đến 60 chữ thường không dấu, chữ số, dấu _ và dấu -",
                "A name (id) is 1 to 60 of a–z, 0–9, _ and -",
            ),
            Self::PointsRange => both(
                "Điểm phải từ 0 đến 100 (ghi bằng phần trăm điểm: 100_00 là 100 điểm)",
                "Points are 0 to 100 (in hundredths: 100_00 is 100 points)",
            ),
            Self::PercentRange => both(
                "Tỷ lệ phải là số nguyên từ 0 đến 100 phần trăm",
                "A rate is a whole percent from 0 to 100",
            ),
            Self::Date => both(
                "Không phải một tháng hoặc một ngày có trong lịch; ghi theo mẫu \"2026-01\" hoặc \"2026-01-31\"",
                "No month or day of the calendar; write \"2026-01\" or \"2026-01-31\"",
            ),
            Self::ThresholdEdge => both(
                "Ngưỡng của mỗi mức chỉ ghi một số, là điểm thấp nhất của mức đó; mức dưới kết thúc ngay dưới ngưỡng của mức trên, nên không được ghi khoảng điểm để hở giữa hai mức",
                "A threshold is one number, the fewest points of its level; the level below ends right under it, so that no gap can be between two levels",
            ),
            Self::More => both(
                "Tệp còn nhiều lỗi khác; sửa các lỗi trên rồi kiểm tra lại",
                "There are more faults; mend these first and check again",
            ),
            _ => return None,
        })
    }

    fn of_names(&self) -> Option<Words> {
        Some(match self {
            Self::Validity => both(
                "Tháng hết hiệu lực đứng trước tháng bắt đầu có hiệu lực",
                "The validity ends before it begins",
            ),
            Self::Blank => both(
                "Lời ghi ở đây đang để trống; cần cả tiếng Việt và tiếng Anh",
                "The text is blank; both languages are needed",
            ),
            Self::DocumentTwice(id) => twice("văn bản", "document", id),
            Self::GroupTwice(id) => twice("nhóm tiêu chí", "group", id),
            Self::CriterionTwice(id) => twice("tiêu chí", "criterion", id),
            Self::RuleTwice(id) => twice("điều kiện, mức trần hoặc thứ tự", "rule", id),
            Self::FactTwice(id) => twice("thông tin", "fact", id),
            Self::DocumentUnknown(id) => both(
                format!("Văn bản “{id}” được dẫn ở đây nhưng không có trong danh mục documents"),
                format!("The document “{id}” is named but not listed"),
            ),
            Self::FactUnknown(id) => both(
                format!("Thông tin “{id}” được dùng ở đây nhưng không có trong danh mục facts"),
                format!("The fact “{id}” is named but not listed"),
            ),
            Self::FactKind(id) => both(
                format!(
                    "Thông tin “{id}” được dùng ở đây với một loại giá trị khác với loại đã khai (kind)"
                ),
                format!("The fact “{id}” is used as another kind of value than it has"),
            ),
            Self::CriterionUnknown(id) => both(
                format!("Không nhóm nào có tiêu chí “{id}”"),
                format!("No group has the criterion “{id}”"),
            ),
            Self::CriterionAsksMore(id, max) => both(
                format!("Đòi tiêu chí “{id}” nhiều điểm hơn mức tối đa {max} điểm của nó"),
                format!("More points are asked of “{id}” than the {max} that it gives"),
            ),
            Self::TooManyCriteria(count) => both(
                format!("Có {count} tiêu chí; không ai chấm nổi quá {CRITERIA_MAX} tiêu chí"),
                format!("{count} criteria; nobody can score more than {CRITERIA_MAX}"),
            ),
            Self::TooManyRules(count) => both(
                format!("Có {count} điều kiện, mức trần và thứ tự; nhiều nhất là {RULES_MAX}"),
                format!("{count} conditions, ceilings and orders; at most {RULES_MAX}"),
            ),
            Self::OrderCircle(ids) => {
                let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
                let way = ids.join(" → ");
                both(
                    format!("Các thứ tự xếp loại quay vòng, không việc nào làm được trước: {way}"),
                    format!("The orders go round in a circle, so that nothing can be first: {way}"),
                )
            }
            _ => return None,
        })
    }

    fn of_points(&self) -> Option<Words> {
        Some(match self {
            Self::Threshold(of) => {
                let (vi, en) = level(*of);
                both(
                    format!(
                        "Ngưỡng của mức “{vi}” không thấp hơn ngưỡng của mức ngay trên, nên có mức không còn khoảng điểm nào"
                    ),
                    format!(
                        "The threshold of {en} is not below that of the level above it, so that a level has no points left"
                    ),
                )
            }
            Self::ThresholdLowest => both(
                "Ngưỡng thấp nhất là 0 điểm, nên mức “Không hoàn thành nhiệm vụ” không còn khoảng điểm nào",
                "The lowest threshold is 0, so that no points are left for NotCompleted",
            ),
            Self::GroupSum { group, found, max } => {
                let found = points(*found);
                both(
                    format!(
                        "Các tiêu chí của nhóm “{group}” cộng lại được {found} điểm, khác với {max} điểm của nhóm"
                    ),
                    format!(
                        "The criteria of “{group}” add up to {found} points and not to its {max}"
                    ),
                )
            }
            Self::Sum(found) => {
                let found = points(*found);
                both(
                    format!("Các nhóm cộng lại được {found} điểm, không phải 100 điểm"),
                    format!("The groups add up to {found} points and not to 100"),
                )
            }
            Self::NoPoints(id) => both(
                format!("“{id}” không cho điểm nào"),
                format!("“{id}” gives no points"),
            ),
            Self::WorkMethods(count) => both(
                format!("Có {count} nhóm tính điểm từ nhiệm vụ; phải có đúng một nhóm"),
                format!("{count} groups take their points from the tasks; one is needed"),
            ),
            Self::WorkPart(id) => both(
                format!(
                    "Nhóm “{id}” tính điểm từ nhiệm vụ nên phải thuộc phần kết quả công việc (part = \"work\")"
                ),
                format!("“{id}” takes its points from the tasks and must count as results of work"),
            ),
            Self::WeightsSum => both(
                "Trọng số tiến độ và trọng số chất lượng cộng lại phải bằng 100",
                "The weights of progress and quality must make 100",
            ),
            Self::Lateness => both(
                "Bảng chậm tiến độ phải xếp theo số ngày tăng dần và tỷ lệ không tăng",
                "A lateness table goes on in days and never rises in percent",
            ),
            Self::TakesOver(id) => both(
                format!(
                    "Nhóm “{id}” chỉ dành cho nhiệm vụ đột xuất, mà không nhóm nào nhận điểm của nó trong tháng không có nhiệm vụ đột xuất"
                ),
                format!("“{id}” is for unplanned tasks, and no group takes over its points"),
            ),
            Self::TakenOver(id) => both(
                format!(
                    "Không nhận điểm của “{id}” được: đó không phải nhóm chấm điểm dành cho nhiệm vụ đột xuất"
                ),
                format!(
                    "The points of “{id}” cannot be taken over: it is no scored group for unplanned tasks"
                ),
            ),
            Self::OnlyStrict(id) => both(
                format!(
                    "Điều kiện “{id}” ghi only_strict; mục này chỉ dùng cho mức “Hoàn thành nhiệm vụ”"
                ),
                format!("The condition “{id}” is only_strict, which is for Completed alone"),
            ),
            Self::CeilingAtTop(id) => both(
                format!("Mức trần “{id}” để ở mức cao nhất nên không hạ ai"),
                format!("The ceiling “{id}” is at the highest level and holds nobody down"),
            ),
            Self::CapRates => both(
                "Tỷ lệ cho tổ chức tiêu biểu thấp hơn tỷ lệ chung",
                "The rate for an outstanding organisation is below the one for everyone",
            ),
            _ => return None,
        })
    }

    fn of_route(&self) -> Words {
        match self {
            Self::NoVoteMode => both(
                "Quy trình có bước biểu quyết nhưng không có cách biểu quyết nào",
                "The route votes, and there is no way of voting",
            ),
            Self::RouteWithout(kind) => {
                let (vi, en) = step(*kind);
                both(
                    format!("Quy trình không có bước {vi}, nên không bao giờ đi đến kết quả"),
                    format!("The route has no step {en} and never comes to its end"),
                )
            }
            Self::StepTwice(kind) => {
                let (vi, en) = step(*kind);
                both(
                    format!("Quy trình có hai bước {vi}"),
                    format!("The route has the step {en} twice"),
                )
            }
            Self::StepOptional(kind) => {
                let (vi, en) = step(*kind);
                both(
                    format!("Bước {vi} là bắt buộc, không được bỏ qua"),
                    format!("The step {en} must not be optional"),
                )
            }
            Self::StepByNobody(kind) => {
                let (vi, en) = step(*kind);
                both(
                    format!("Bước {vi} không ghi ai làm (by)"),
                    format!("The step {en} is taken by nobody"),
                )
            }
            Self::StepOrder(kind, before) => {
                let ((vi, en), (vi_before, en_before)) = (step(*kind), step(*before));
                both(
                    format!("Bước {vi} không thể đứng sau bước {vi_before}"),
                    format!("The step {en} cannot come after {en_before}"),
                )
            }
            Self::TooManySteps(count) => both(
                format!("Quy trình có {count} bước; mỗi loại bước chỉ có một lần"),
                format!("The route has {count} steps; there is one of each kind"),
            ),
            Self::CalendarDay => both(
                "Ngày này không có trong mọi tháng; chọn từ 1 đến 28",
                "Not a day of every month; choose 1 to 28",
            ),
            Self::CalendarOrder => both(
                "Ngày báo cáo, ngày quyết định và ngày thông báo phải theo thứ tự trước sau",
                "Report, decision and announcement must not go backwards",
            ),
            Self::NoDays => both(
                "Thời hạn phải từ 1 ngày trở lên",
                "A time limit is of a day or more",
            ),
            // Every other fault has its sentence above.
            _ => both("Bộ quy định không dùng được", "The rule set cannot be used"),
        }
    }
}

fn twice(vi: &str, en: &str, id: &dyn fmt::Display) -> Words {
    both(
        format!("Có hai {vi} cùng tên “{id}”"),
        format!("The {en} “{id}” is there twice"),
    )
}

impl fmt::Display for RuleProblem {
    /// Place and sentence, in Vietnamese.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "Dòng {line}")?;
            f.write_str(if self.path.is_empty() { ": " } else { ", " })?;
        }
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{}.", self.fault.sentence().vi)
    }
}
