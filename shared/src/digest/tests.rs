use super::*;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn newest(rhythm: Rhythm, today: &str, holidays: &[&str]) -> Option<Day> {
    let holidays = holidays.iter().copied().map(day).collect();
    rhythm.newest(day(today), &holidays)
}

#[test]
fn a_daily_digest_goes_out_on_working_days_alone() {
    assert_eq!(
        newest(Rhythm::Daily, "2026-10-16", &[]),
        Some(day("2026-10-16"))
    );
    assert_eq!(newest(Rhythm::Daily, "2026-10-17", &[]), None);
    assert_eq!(newest(Rhythm::Daily, "2026-10-18", &[]), None);
    assert_eq!(newest(Rhythm::Daily, "2026-10-16", &["2026-10-16"]), None);
}

#[test]
fn a_weekly_digest_is_mondays_or_of_the_first_working_day_after() {
    for today in ["2026-10-12", "2026-10-14", "2026-10-16"] {
        let monday = Some(day("2026-10-12"));
        assert_eq!(newest(Rhythm::Weekly, today, &[]), monday, "{today}");
    }
    assert_eq!(newest(Rhythm::Weekly, "2026-10-18", &[]), None);
    let holidays = ["2026-10-12"];
    assert_eq!(newest(Rhythm::Weekly, "2026-10-12", &holidays), None);
    let tuesday = Some(day("2026-10-13"));
    assert_eq!(newest(Rhythm::Weekly, "2026-10-15", &holidays), tuesday);
}

#[test]
fn an_address_is_read_without_the_blanks_around_it() {
    for (typed, read) in [
        (" diu@example.vn ", "diu@example.vn"),
        (
            "pham.diu+viec@Thu.Example.VN",
            "pham.diu+viec@thu.example.vn",
        ),
    ] {
        let address = Address::parse(typed).map(String::from);
        assert_eq!(address.as_deref(), Ok(read));
    }
}

#[test]
fn an_address_that_mail_cannot_reach_is_refused_with_what_is_wrong() {
    let long = format!("{}@example.vn", "a".repeat(65));
    let longer = format!("diu@{}vn", "example.".repeat(40));
    for (typed, fault) in [
        ("  ", AddressFault::Empty),
        ("diu example.vn", AddressFault::Blank),
        ("diu@example.vn, chi@example.vn", AddressFault::Blank),
        ("diu@example.vn\r\nBcc: chi@example.vn", AddressFault::Blank),
        ("diu.example.vn", AddressFault::At),
        ("@example.vn", AddressFault::At),
        ("diu@", AddressFault::At),
        ("diu@chi@example.vn", AddressFault::At),
        ("dịu@example.vn", AddressFault::Letter),
        ("diu@huyệnủy.vn", AddressFault::Letter),
        ("<diu>@example.vn", AddressFault::Letter),
        ("diu..pham@example.vn", AddressFault::Dots),
        (".diu@example.vn", AddressFault::Dots),
        ("diu@example", AddressFault::Domain),
        ("diu@example..vn", AddressFault::Domain),
        ("diu@-example.vn", AddressFault::Domain),
        ("diu@10.0.0.1", AddressFault::Domain),
        ("diu@example.v", AddressFault::Domain),
        (long.as_str(), AddressFault::TooLong),
        (longer.as_str(), AddressFault::TooLong),
    ] {
        assert_eq!(Address::parse(typed), Err(fault), "{typed}");
        assert!(
            serde_json::from_value::<Address>(typed.into()).is_err(),
            "{typed}"
        );
    }
}

#[test]
fn the_forms_are_written_as_they_always_were() {
    let wanted = Wanted {
        address: Address::parse("diu@example.vn").expect("an address"),
        rhythm: Rhythm::Weekly,
        is_confirmed: true,
        sent: Some(day("2026-10-12")),
        problem: Some(MailProblem::Refused),
    };
    let view = DigestView {
        is_offered: true,
        wanted: Some(wanted),
    };
    let put = PutDigest {
        address: "diu@example.vn".to_owned(),
        rhythm: Rhythm::Daily,
        tongue: Tongue::Vietnamese,
    };
    let written = [
        serde_json::to_string(&view).expect("JSON"),
        serde_json::to_string(&put).expect("JSON"),
    ];
    assert_eq!(
        written,
        [
            r#"{"is_offered":true,"wanted":{"address":"diu@example.vn","rhythm":"weekly","is_confirmed":true,"sent":"2026-10-12","problem":"refused"}}"#,
            r#"{"address":"diu@example.vn","rhythm":"daily","tongue":"vi"}"#,
        ]
    );
    assert_eq!(
        serde_json::from_str::<DigestView>(&written[0]).ok(),
        Some(view)
    );
}
