//! How days, months and hours are written on paper.

use roviec_shared::month::{Day, Month};

use crate::say;

/// *ngày 03 tháng 12 năm 2026*: on paper a month below three has its nought too.
pub fn day_words(day: Day) -> String {
    let month = day.month();
    let month_number = month.number();
    let padded = |number: u8| format!("{number:02}");
    say!(
        "paper.day",
        day = padded(day.number()),
        month = if month_number < 3 {
            padded(month_number)
        } else {
            month_number.to_string()
        },
        year = month.year()
    )
}

/// *tháng 11 năm 2026*.
pub fn month_words(month: Month) -> String {
    say!("paper.month", month = month.number(), year = month.year())
}

/// *19 giờ 30 phút* of `19:30`; what is not a time is given as it was written.
pub fn hour_words(hour: &str) -> String {
    let parts: Vec<&str> = hour.split([':', 'h']).map(str::trim).collect();
    let is_time = parts
        .iter()
        .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    match parts[..] {
        _ if !is_time => hour.to_owned(),
        [hours, minutes] if minutes == "00" || minutes.is_empty() => {
            say!("paper.hour", hours = hours)
        }
        [hours, minutes] => say!("paper.hour.minutes", hours = hours, minutes = minutes),
        _ => hour.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{day_words, hour_words};

    #[test]
    fn days_and_hours_are_written_as_on_paper() {
        let day = |text: &str| day_words(text.parse().expect("a day"));
        assert_eq!(day("2026-12-03"), "ngày 03 tháng 12 năm 2026");
        assert_eq!(day("2026-02-11"), "ngày 11 tháng 02 năm 2026");
        assert_eq!(hour_words("19:30"), "19 giờ 30 phút");
        assert_eq!(hour_words("8:00"), "8 giờ");
        assert_eq!(hour_words("19h30"), "19 giờ 30 phút");
        assert_eq!(hour_words("evening"), "evening");
    }
}
