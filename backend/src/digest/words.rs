//! What the letters say, in both languages. Mail is not confidential: a letter names no person, unit, level,
//! point or word of anyone, only what waits, by when, and where the app is opened.

use roviec_shared::{
    digest::{Rhythm, Tongue},
    due::{Milestone, What},
    month::Day,
};

use super::gather::Line;
use crate::database::DigestRow;

/// Subject and text of the letter with the code.
pub(super) fn confirmation(tongue: Tongue, code: &str, public_url: &str) -> (String, String) {
    match tongue {
        Tongue::Vietnamese => (
            "Rõ Việc: mã xác nhận địa chỉ thư".to_owned(),
            format!(
                "Có người dùng Rõ Việc ({public_url}) muốn nhận thư nhắc việc tại địa chỉ này.\n\n\
                 Mã xác nhận: {code}\n\n\
                 Nếu là đồng chí: nhập mã vào trang Thư nhắc việc trên Rõ Việc trong vòng 24 giờ.\n\
                 Nếu không phải: bỏ qua thư này. Không có mã thì không có thư nhắc việc nào được gửi đến đây.\n"
            ),
        ),
        Tongue::English => (
            "Rõ Việc: code to confirm this address".to_owned(),
            format!(
                "Someone at Rõ Việc ({public_url}) asked for reminders at this address.\n\n\
                 Code: {code}\n\n\
                 If it was you: enter the code on the page Reminders by mail within 24 hours.\n\
                 If it was not: do nothing. Without the code no reminder is sent here.\n"
            ),
        ),
    }
}

/// Subject and text of a digest.
pub(super) fn digest(
    row: &DigestRow,
    lines: &[Line],
    public_url: &str,
    today: Day,
) -> (String, String) {
    let tongue = row.tongue;
    let (news, waiting): (Vec<&Line>, Vec<&Line>) =
        lines.iter().partition(|line| line.what.is_news());
    let mut parts = vec![greeting(tongue).to_owned()];
    if !waiting.is_empty() {
        parts.push(format!(
            "{}\n\n{}",
            waiting_until(tongue, today),
            list(tongue, &waiting)
        ));
    }
    if !news.is_empty() {
        parts.push(format!("{}\n\n{}", news_title(tongue), list(tongue, &news)));
    }
    parts.push(match tongue {
        Tongue::Vietnamese => format!("Mở Rõ Việc: {public_url}"),
        Tongue::English => format!("Open Rõ Việc: {public_url}"),
    });
    parts.push(foot(tongue, row.rhythm).to_owned());
    let body = format!("{}\n", parts.join("\n\n"));
    (subject(tongue, waiting.len()), body)
}

fn subject(tongue: Tongue, waiting: usize) -> String {
    match (tongue, waiting) {
        (Tongue::Vietnamese, 0) => "Rõ Việc: có tin mới".to_owned(),
        (Tongue::Vietnamese, n) => format!("Rõ Việc: {n} việc đang chờ"),
        (Tongue::English, 0) => "Rõ Việc: news for you".to_owned(),
        (Tongue::English, 1) => "Rõ Việc: 1 thing waits for you".to_owned(),
        (Tongue::English, n) => format!("Rõ Việc: {n} things wait for you"),
    }
}

fn greeting(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Vietnamese => "Kính gửi đồng chí,",
        Tongue::English => "Hello,",
    }
}

fn waiting_until(tongue: Tongue, today: Day) -> String {
    match tongue {
        Tongue::Vietnamese => {
            format!("Việc đang chờ đồng chí trên Rõ Việc, tính đến ngày {today}:")
        }
        Tongue::English => format!("What waits for you at Rõ Việc, as of {today}:"),
    }
}

fn news_title(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Vietnamese => "Tin mới:",
        Tongue::English => "News:",
    }
}

fn foot(tongue: Tongue, rhythm: Rhythm) -> &'static str {
    match (tongue, rhythm) {
        (Tongue::Vietnamese, Rhythm::Daily) => {
            "Thư điện tử không giữ kín được, nên thư này không ghi tên người, đơn vị, điểm, mức xếp loại hay nhận \
             xét.\nThư được gửi mỗi ngày làm việc khi có việc chờ. Đổi hoặc tắt: trên Rõ Việc, Cài đặt, Thư nhắc \
             việc."
        }
        (Tongue::Vietnamese, Rhythm::Weekly) => {
            "Thư điện tử không giữ kín được, nên thư này không ghi tên người, đơn vị, điểm, mức xếp loại hay nhận \
             xét.\nThư được gửi thứ Hai hằng tuần khi có việc chờ. Đổi hoặc tắt: trên Rõ Việc, Cài đặt, Thư nhắc \
             việc."
        }
        (Tongue::English, Rhythm::Daily) => {
            "Mail is not confidential, so this letter names no person, unit, point, level or remark.\n\
             It is sent each working day on which something waits. Change it or turn it off: Rõ Việc, Settings, \
             Reminders by mail."
        }
        (Tongue::English, Rhythm::Weekly) => {
            "Mail is not confidential, so this letter names no person, unit, point, level or remark.\n\
             It is sent on Mondays when something waits. Change it or turn it off: Rõ Việc, Settings, Reminders by \
             mail."
        }
    }
}

fn list(tongue: Tongue, lines: &[&Line]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| item(tongue, line)).collect();
    lines.join("\n")
}

fn item(tongue: Tongue, line: &Line) -> String {
    let what = what(tongue, line.what);
    let units = match (tongue, line.count) {
        (_, 0 | 1) => String::new(),
        (Tongue::Vietnamese, n) if line.what.is_news() => format!(" ({n})"),
        (Tongue::Vietnamese, n) => format!(" ({n} đơn vị)"),
        (Tongue::English, n) if line.what.is_news() => format!(" ({n})"),
        (Tongue::English, n) => format!(" ({n} units)"),
    };
    let mut text = match tongue {
        Tongue::Vietnamese => format!("- Tháng {}: {what}{units}.", line.month),
        Tongue::English => format!("- {}: {what}{units}.", line.month),
    };
    if let Some(last) = line.last_day {
        text.push_str(&match (tongue, line.days_late) {
            (Tongue::Vietnamese, 0) => format!(" Hạn {last}."),
            (Tongue::Vietnamese, days) => format!(" Hạn {last}, quá hạn {days} ngày."),
            (Tongue::English, 0) => format!(" Due {last}."),
            (Tongue::English, days) => format!(" Due {last}, {days} days late."),
        });
    }
    if let Some(day) = line.reminded {
        text.push_str(&match tongue {
            Tongue::Vietnamese => format!(" Đã được nhắc ngày {day}."),
            Tongue::English => format!(" You were reminded on {day}."),
        });
    }
    text
}

fn what(tongue: Tongue, what: What) -> &'static str {
    let (vietnamese, english) = match what {
        What::Own => (
            "báo kết quả, tự chấm điểm (Việc của tôi)",
            "report results, score yourself (My work)",
        ),
        What::Acknowledge => (
            "xem nội dung được nhập thay (Việc của tôi)",
            "look at what another entered for you (My work)",
        ),
        What::Opinion => ("cho ý kiến (Cho ý kiến)", "give your opinion (Opinions)"),
        What::Step(milestone) => step(milestone),
        What::Owed => (
            "đơn vị quá hạn báo cáo, cần đôn đốc",
            "reports are overdue, to be urged",
        ),
        What::Announced => (
            "đã có thông báo kết quả của đồng chí (Kết quả của tôi); ngày ghi kèm là hạn gửi kiến nghị nếu có",
            "your result was announced (My result); the day beside it is the last to object",
        ),
        What::Answered => (
            "kiến nghị của đồng chí đã được trả lời (Kết quả của tôi)",
            "your objection was answered (My result)",
        ),
        What::Corrected => (
            "có quyết định mới về kết quả của đồng chí (Kết quả của tôi)",
            "there is a new decision on your result (My result)",
        ),
    };
    match tongue {
        Tongue::Vietnamese => vietnamese,
        Tongue::English => english,
    }
}

fn step(milestone: Milestone) -> (&'static str, &'static str) {
    match milestone {
        Milestone::Planned => ("giao việc", "assign work"),
        Milestone::Scored => (
            "còn người chưa tự chấm điểm",
            "some have not scored themselves",
        ),
        Milestone::GroupsVoted => ("biểu quyết ở tổ đảng", "vote in the party groups"),
        Milestone::Met => ("họp", "hold the meeting"),
        Milestone::Opined => ("xin ý kiến", "ask for opinions"),
        Milestone::Submitted => ("báo cáo lên trên", "submit the report"),
        Milestone::Received => ("tiếp nhận báo cáo", "receive the report"),
        Milestone::Decided => ("quyết định", "decide"),
        Milestone::Announced => ("thông báo", "announce"),
        Milestone::Answered => ("trả lời kiến nghị", "answer objections"),
        Milestone::Closed => ("đóng tháng", "close the month"),
    }
}
