//! The period that is rated, and civil days. No clock: today is an argument.

use std::{collections::BTreeSet, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

const YEAR_FIRST: u16 = 1900;
const YEAR_LAST: u16 = 2999;

/// A calendar month of the years 1900 to 2999. Written "2026-11", shown "11/2026".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    year: u16,
    month: u8,
}

/// A civil day of the years 1900 to 2999. Written "2026-11-05", shown "05/11/2026".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day {
    month: Month,
    day: u8,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names of the days say it all")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// Why a text is not a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not of the form `2026-11` or `2026-11-05`.
    #[error("not a date")]
    Form,
    /// No such month or day in the calendar, or a year we do not count.
    #[error("no such day")]
    NoSuchDay,
}

impl Month {
    /// The month numbered 1 to 12 of a year.
    ///
    /// # Errors
    /// No such month, or a year outside 1900–2999.
    pub const fn new(year: u16, month: u8) -> Result<Self, DateError> {
        if year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12 {
            return Err(DateError::NoSuchDay);
        }
        Ok(Self { year, month })
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The number of the month in its year, 1 to 12.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.month
    }

    /// The month after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        self.plus_months(1)
    }

    /// The month before this one.
    #[must_use]
    pub const fn previous(self) -> Self {
        self.plus_months(-1)
    }

    /// This many months later, or earlier; held at the ends of the calendar that we count.
    #[must_use]
    pub const fn plus_months(self, months: i32) -> Self {
        let first = YEAR_FIRST as i32 * 12;
        let last = YEAR_LAST as i32 * 12 + 11;
        let index = (self.year as i32 * 12 + self.month as i32 - 1).saturating_add(months);
        let index = if index < first {
            first
        } else if index > last {
            last
        } else {
            index
        };
        Self {
            year: (index / 12) as u16,
            month: (index % 12 + 1) as u8,
        }
    }

    /// How many days it has.
    #[must_use]
    pub const fn days(self) -> u8 {
        match self.month {
            4 | 6 | 9 | 11 => 30,
            2 if is_leap(self.year) => 29,
            2 => 28,
            _ => 31,
        }
    }

    /// The n-th day; in a shorter month its last, and 0 is the first.
    #[must_use]
    pub const fn day(self, day: u8) -> Day {
        let last = self.days();
        let day = if day < 1 {
            1
        } else if day > last {
            last
        } else {
            day
        };
        Day { month: self, day }
    }

    /// The first day.
    #[must_use]
    pub const fn first_day(self) -> Day {
        self.day(1)
    }

    /// The last day.
    #[must_use]
    pub const fn last_day(self) -> Day {
        self.day(self.days())
    }
}

impl fmt::Display for Month {
    /// As people write it: "11/2026".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}/{}", self.month, self.year)
    }
}

impl FromStr for Month {
    type Err = DateError;

    /// Reads "2026-11".
    fn from_str(text: &str) -> Result<Self, DateError> {
        let (year, month) = text.split_once('-').ok_or(DateError::Form)?;
        Self::new(number(year, 4)?, number(month, 2)? as u8)
    }
}

impl TryFrom<String> for Month {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        format!("{}-{:02}", month.year, month.month)
    }
}

impl Day {
    /// A day of the calendar.
    ///
    /// # Errors
    /// No such day, or a year outside 1900–2999.
    pub const fn new(year: u16, month: u8, day: u8) -> Result<Self, DateError> {
        match Month::new(year, month) {
            Ok(month) if day >= 1 && day <= month.days() => Ok(Self { month, day }),
            Ok(_) => Err(DateError::NoSuchDay),
            Err(wrong) => Err(wrong),
        }
    }

    /// Its month.
    #[must_use]
    pub const fn month(self) -> Month {
        self.month
    }

    /// Its number in the month, from 1.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.day
    }

    /// Days since 1 January 1970, negative before it: what a server's time becomes a day by.
    #[must_use]
    pub const fn days_since_1970(self) -> i32 {
        // The year is counted from March, so that the leap day is its last.
        let month = self.month.month as i32;
        let year = self.month.year as i32 - if month <= 2 { 1 } else { 0 };
        let era = year / 400;
        let year_of_era = year - era * 400;
        let month_from_march = (month + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + self.day as i32 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The day so many days after 1 January 1970; held at the ends of the years we count.
    #[must_use]
    pub const fn from_days_since_1970(days: i32) -> Self {
        let first = Self {
            month: Month {
                year: YEAR_FIRST,
                month: 1,
            },
            day: 1,
        };
        let last = Self {
            month: Month {
                year: YEAR_LAST,
                month: 12,
            },
            day: 31,
        };
        if days <= first.days_since_1970() {
            return first;
        }
        if days >= last.days_since_1970() {
            return last;
        }
        let days = days + 719_468;
        let era = days / 146_097;
        let day_of_era = days - era * 146_097;
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 {
            month_from_march + 3
        } else {
            month_from_march - 9
        };
        let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
        Self {
            month: Month {
                year: year as u16,
                month: month as u8,
            },
            day: day as u8,
        }
    }

    /// This many days later, or earlier.
    #[must_use]
    pub const fn plus_days(self, days: i32) -> Self {
        Self::from_days_since_1970(self.days_since_1970().saturating_add(days))
    }

    /// How many days from this one to a later one; negative to an earlier one.
    #[must_use]
    pub const fn days_until(self, later: Self) -> i32 {
        later.days_since_1970() - self.days_since_1970()
    }

    /// The day of the week.
    #[must_use]
    pub const fn weekday(self) -> Weekday {
        // 1 January 1970 was a Thursday.
        match (self.days_since_1970() + 3).rem_euclid(7) {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// Monday to Friday and not a holiday. Holidays are data: they move with the lunar year.
    #[must_use]
    pub fn is_working_day(self, holidays: &BTreeSet<Self>) -> bool {
        !matches!(self.weekday(), Weekday::Saturday | Weekday::Sunday) && !holidays.contains(&self)
    }

    /// The n-th working day after this one, this one not counted: the last day of a time limit.
    #[must_use]
    pub fn plus_working_days(self, working_days: u16, holidays: &BTreeSet<Self>) -> Self {
        let mut day = self;
        let mut left = working_days;
        while left > 0 {
            let next = day.plus_days(1);
            if next == day {
                break;
            }
            day = next;
            if day.is_working_day(holidays) {
                left -= 1;
            }
        }
        day
    }

    /// Working days after this one, up to and with the other; 0 when the other is not later.
    #[must_use]
    pub fn working_days_until(self, later: Self, holidays: &BTreeSet<Self>) -> u32 {
        let mut count = 0;
        for offset in 1..=self.days_until(later) {
            if self.plus_days(offset).is_working_day(holidays) {
                count += 1;
            }
        }
        count
    }
}

impl fmt::Display for Day {
    /// As people write it: "05/11/2026".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}/{}", self.day, self.month)
    }
}

impl FromStr for Day {
    type Err = DateError;

    /// Reads "2026-11-05".
    fn from_str(text: &str) -> Result<Self, DateError> {
        let (month, day) = text.rsplit_once('-').ok_or(DateError::Form)?;
        let month: Month = month.parse()?;
        Self::new(month.year, month.month, number(day, 2)? as u8)
    }
}

impl TryFrom<String> for Day {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        format!("{}-{:02}-{:02}", day.month.year, day.month.month, day.day)
    }
}

const fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// Exactly so many digits: "2026-1" is no month, or two texts would name one.
fn number(text: &str, digits: usize) -> Result<u16, DateError> {
    if text.len() != digits || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DateError::Form);
    }
    text.parse().map_err(|_| DateError::Form)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn a_month_has_one_text() {
        let month: Month = "2026-11".parse().expect("a month");
        assert_eq!(String::from(month), "2026-11");
        assert_eq!(month.to_string(), "11/2026");
        for wrong in [
            "2026-1",
            "26-11",
            "2026-13",
            "2026-00",
            "2026",
            "2026-11-01",
            " 2026-11",
            "+026-11",
        ] {
            assert!(wrong.parse::<Month>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn months_follow_each_other_over_the_year() {
        let december = Month::new(2026, 12).expect("a month");
        assert_eq!(String::from(december.next()), "2027-01");
        assert_eq!(december.next().previous(), december);
        assert_eq!(String::from(december.plus_months(-23)), "2025-01");
        assert!(december < december.next());
    }

    #[test]
    fn a_day_past_the_end_of_a_short_month_is_its_last() {
        let february = Month::new(2028, 2).expect("a month");
        assert_eq!(february.day(31), day("2028-02-29"));
        assert_eq!(february.last_day().plus_days(1), day("2028-03-01"));
    }

    #[test]
    fn days_outside_the_calendar_are_refused() {
        for wrong in [
            "2026-02-29",
            "2026-11-31",
            "2026-11-00",
            "2026-11-5",
            "1899-12-31",
            "3000-01-01",
        ] {
            assert!(wrong.parse::<Day>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_day_of_eleven_centuries_counts_to_itself() {
        let first = day("1900-01-01").days_since_1970();
        let last = day("2999-12-31").days_since_1970();
        let mut expected = day("1900-01-01");
        for count in first..=last {
            let found = Day::from_days_since_1970(count);
            assert_eq!(found, expected);
            assert_eq!(found.days_since_1970(), count);
            expected = if found == found.month().last_day() {
                found.month().next().first_day()
            } else {
                Day {
                    month: found.month,
                    day: found.day + 1,
                }
            };
        }
        assert_eq!(day("1970-01-01").days_since_1970(), 0);
    }

    #[test]
    fn weekdays_are_those_of_the_calendar() {
        assert_eq!(day("1970-01-01").weekday(), Weekday::Thursday);
        assert_eq!(day("2021-08-17").weekday(), Weekday::Tuesday);
        assert_eq!(day("2026-11-01").weekday(), Weekday::Sunday);
        assert_eq!(day("1945-09-02").weekday(), Weekday::Sunday);
    }

    #[test]
    fn ten_working_days_pass_over_weekends_and_holidays() {
        let monday = day("2026-11-02");
        assert_eq!(
            monday.plus_working_days(10, &BTreeSet::new()),
            day("2026-11-16")
        );
        let holidays = BTreeSet::from([day("2026-11-05"), day("2026-11-07")]);
        assert_eq!(monday.plus_working_days(10, &holidays), day("2026-11-17"));
        assert_eq!(monday.working_days_until(day("2026-11-17"), &holidays), 10);
        assert_eq!(monday.working_days_until(day("2026-10-01"), &holidays), 0);
        assert_eq!(
            day("2026-11-06").plus_working_days(1, &BTreeSet::new()),
            day("2026-11-09")
        );
    }
}
