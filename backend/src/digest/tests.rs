use roviec_shared::{digest::Tongue, due::What, month::Day};

use super::{gather::Line, *};

/// 16 October 2026, a Friday, at that hour in Việt Nam.
fn at(hour: i64) -> i64 {
    let midnight = 1_792_083_600_000;
    midnight + hour * 3_600_000
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn claimed() -> ClaimedDigest {
    ClaimedDigest {
        account: "a-diu".to_owned(),
        person: "diu".parse().expect("an id"),
        row: DigestRow {
            address: "diu@example.vn".to_owned(),
            rhythm: Rhythm::Daily,
            tongue: Tongue::Vietnamese,
            code_hash: String::new(),
            code_ends_at: 0,
            code_failures: 0,
            asked: 1,
            asked_since: 0,
            since: day("2026-10-14"),
            finished: day("2026-10-15"),
            sent: None,
            failures: 0,
            next_at: at(6) + CLAIM_MS,
            refusals: 0,
            problem: None,
        },
    }
}

fn then(claimed: &mut ClaimedDigest, told: Told, now_ms: i64) {
    claimed.row = after(claimed, told, now_ms, day("2026-10-16"));
}

#[test]
fn digests_go_out_from_six_in_the_morning_in_vietnam() {
    assert!(!is_morning(at(6) - 1));
    assert!(is_morning(at(6)));
    assert!(is_morning(at(24) - 1));
    assert!(!is_morning(at(24)));
}

#[test]
fn what_did_not_go_out_is_tried_later_and_later_and_then_given_up_until_the_next() {
    let mut digest = claimed();
    let mut now_ms = at(6);
    for wait in RETRY_MS {
        then(
            &mut digest,
            Told::Not(Some(MailProblem::Unreachable)),
            now_ms,
        );
        assert_eq!(digest.row.next_at, now_ms + wait);
        assert_eq!(digest.row.finished, day("2026-10-15"));
        assert_eq!(digest.row.problem, Some(MailProblem::Unreachable));
        now_ms = digest.row.next_at;
    }
    assert!(now_ms < at(24), "it is given up within its day");
    then(
        &mut digest,
        Told::Not(Some(MailProblem::Unreachable)),
        now_ms,
    );
    assert_eq!(digest.row.finished, day("2026-10-16"));
    assert_eq!(digest.row.failures, 0);
    // What it would have told is told by the next.
    assert_eq!(digest.row.since, day("2026-10-14"));
}

#[test]
fn what_went_out_is_over_and_what_was_wrong_is_forgotten() {
    let mut digest = claimed();
    then(
        &mut digest,
        Told::Not(Some(MailProblem::Unreachable)),
        at(6),
    );
    then(&mut digest, Told::Sent, at(7));
    let row = digest.row;
    assert_eq!(row.sent, Some(day("2026-10-16")));
    assert_eq!(
        (row.since, row.finished),
        (day("2026-10-16"), day("2026-10-16"))
    );
    assert_eq!((row.failures, row.problem), (0, None));
}

#[test]
fn an_address_that_is_refused_three_times_in_a_row_gets_nothing_more() {
    let mut digest = claimed();
    let refused = Told::Not(Some(MailProblem::Refused));
    for _ in 0..2 {
        then(&mut digest, refused, at(6));
        assert_eq!(digest.row.problem, Some(MailProblem::Refused));
        assert_eq!(digest.row.finished, day("2026-10-16"));
    }
    then(&mut digest, refused, at(6));
    assert_eq!(digest.row.problem, Some(MailProblem::Stopped));
    assert_eq!(digest.row.refusals, REFUSALS_MAX);
}

#[test]
fn a_letter_says_what_waits_with_days_as_people_write_them() {
    let line = |what, last_day: &str, days_late, count| Line {
        what,
        month: "2026-09".parse().expect("a month"),
        count,
        last_day: last_day.parse().ok(),
        days_late,
        reminded: None,
    };
    let lines = [
        line(What::Owed, "2026-10-05", 11, 3),
        Line {
            reminded: Some(day("2026-10-12")),
            ..line(What::Own, "2026-10-25", 0, 1)
        },
        line(What::Answered, "", 0, 1),
    ];
    let row = claimed().row;
    let (subject, body) = words::digest(&row, &lines, "https://viec.example.vn", day("2026-10-16"));
    assert_eq!(subject, "Rõ Việc: 2 việc đang chờ");
    let expected = "Kính gửi đồng chí,

Việc đang chờ đồng chí trên Rõ Việc, tính đến ngày 16/10/2026:

- Tháng 09/2026: đơn vị quá hạn báo cáo, cần đôn đốc (3 đơn vị). Hạn 05/10/2026, quá hạn 11 ngày.
- Tháng 09/2026: báo kết quả, tự chấm điểm (Việc của tôi). Hạn 25/10/2026. Đã được nhắc ngày 12/10/2026.

Tin mới:

- Tháng 09/2026: kiến nghị của đồng chí đã được trả lời (Kết quả của tôi).

Mở Rõ Việc: https://viec.example.vn

";
    assert!(body.starts_with(expected), "{body}");
    let english = DigestRow {
        tongue: Tongue::English,
        ..row
    };
    let (subject, body) = words::digest(
        &english,
        &lines,
        "https://viec.example.vn",
        day("2026-10-16"),
    );
    assert_eq!(subject, "Rõ Việc: 2 things wait for you");
    assert!(body.contains("Due 05/10/2026, 11 days late."), "{body}");
}
