//! Points, quantities and percents: fixed-point numbers, never floats.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Points of a criterion, a group or a whole sheet, in hundredths: 0 to 100,00.
///
/// Written in JSON and TOML as the whole number of hundredths, so 8,5 points are `850`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(try_from = "i32", into = "i32")]
pub struct Points(i32);

/// Why a text or a number is not points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PointsError {
    /// Nothing was entered: a criterion left empty is missing, not zero.
    #[error("nothing entered")]
    Empty,
    /// Not digits with at most one comma or dot between them.
    #[error("not a number")]
    NotANumber,
    /// More than two digits after the comma.
    #[error("more than two decimals")]
    TooManyDecimals,
    /// Below zero.
    #[error("below zero")]
    Negative,
    /// Above what this criterion gives at most.
    #[error("above {max}")]
    AboveMax {
        /// The most that may be given.
        max: Points,
    },
}

impl Points {
    /// No points.
    pub const ZERO: Self = Self(0);
    /// The whole scale, 100 points.
    pub const MAX: Self = Self(10_000);

    /// Points of a whole number of hundredths.
    ///
    /// # Errors
    /// Below zero or above 100,00.
    pub const fn from_hundredths(hundredths: i32) -> Result<Self, PointsError> {
        if hundredths < 0 {
            Err(PointsError::Negative)
        } else if hundredths > Self::MAX.0 {
            Err(PointsError::AboveMax { max: Self::MAX })
        } else {
            Ok(Self(hundredths))
        }
    }

    /// Reads what a person types: "8,5" or "8.5", zero to `max`, at most two decimals.
    ///
    /// # Errors
    /// What is wrong with the text, or that it is above `max`.
    pub fn parse(text: &str, max: Self) -> Result<Self, PointsError> {
        let hundredths = decimal(text, 2).map_err(|wrong| match wrong {
            DecimalError::Empty => PointsError::Empty,
            DecimalError::NotANumber => PointsError::NotANumber,
            DecimalError::TooManyDecimals => PointsError::TooManyDecimals,
            DecimalError::Negative => PointsError::Negative,
            DecimalError::TooLarge => PointsError::AboveMax { max },
        })?;
        match i32::try_from(hundredths) {
            Ok(hundredths) if hundredths <= max.0 => Ok(Self(hundredths)),
            _ => Err(PointsError::AboveMax { max }),
        }
    }

    /// The points in hundredths.
    #[must_use]
    pub const fn hundredths(self) -> i32 {
        self.0
    }
}

impl TryFrom<i32> for Points {
    type Error = PointsError;

    fn try_from(hundredths: i32) -> Result<Self, PointsError> {
        Self::from_hundredths(hundredths)
    }
}

impl From<Points> for i32 {
    fn from(points: Points) -> Self {
        points.0
    }
}

impl fmt::Display for Points {
    /// With a decimal comma and without empty decimals: "8", "8,5", "89,99".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_decimal(f, u64::from(self.0.unsigned_abs()), 2)
    }
}

/// How much of a product is planned or done, in thousandths: 0 to 1.000.000.
///
/// Written in JSON as the whole number of thousandths. A *planned* quantity is at least 0,001:
/// read it with [`Quantity::parse_planned`] or [`Quantity::planned`].
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(try_from = "u64", into = "u64")]
pub struct Quantity(u64);

/// Why a text or a number is not a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QuantityError {
    /// Nothing was entered. What that means (1 *sản phẩm*, not reported) is the form's to say.
    #[error("nothing entered")]
    Empty,
    /// Not digits with at most one comma or dot between them.
    #[error("not a number")]
    NotANumber,
    /// More than three digits after the comma.
    #[error("more than three decimals")]
    TooManyDecimals,
    /// "1.500" is fifteen hundred to one reader and one and a half to another.
    #[error("thousands or decimals")]
    ThousandsOrDecimals,
    /// Below zero.
    #[error("below zero")]
    Negative,
    /// Zero, where something must be planned.
    #[error("zero planned")]
    Zero,
    /// Above 1.000.000.
    #[error("above 1000000")]
    AboveMax,
}

impl Quantity {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// One product: what a plan means where no quantity was entered.
    pub const ONE: Self = Self(1_000);
    /// The most that can be planned or done.
    pub const MAX: Self = Self(1_000_000_000);

    /// A done quantity of a whole number of thousandths.
    ///
    /// # Errors
    /// Above 1.000.000.
    pub const fn from_thousandths(thousandths: u64) -> Result<Self, QuantityError> {
        if thousandths > Self::MAX.0 {
            Err(QuantityError::AboveMax)
        } else {
            Ok(Self(thousandths))
        }
    }

    /// This quantity as a planned one.
    ///
    /// # Errors
    /// Zero: nothing can be done of nothing.
    pub const fn planned(self) -> Result<Self, QuantityError> {
        if self.0 == 0 {
            Err(QuantityError::Zero)
        } else {
            Ok(self)
        }
    }

    /// Reads a done quantity: "0", "12", "2,5", "2.5", at most three decimals.
    ///
    /// "1.500" is refused, since it is read in two ways; "1,500" and "0.500" are not.
    ///
    /// # Errors
    /// What is wrong with the text, or that it is above 1.000.000.
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        if looks_like_thousands(text.trim()) {
            return Err(QuantityError::ThousandsOrDecimals);
        }
        let thousandths = decimal(text, 3).map_err(|wrong| match wrong {
            DecimalError::Empty => QuantityError::Empty,
            DecimalError::NotANumber => QuantityError::NotANumber,
            DecimalError::TooManyDecimals => QuantityError::TooManyDecimals,
            DecimalError::Negative => QuantityError::Negative,
            DecimalError::TooLarge => QuantityError::AboveMax,
        })?;
        Self::from_thousandths(thousandths)
    }

    /// Reads a planned quantity, 0,001 to 1.000.000.
    ///
    /// # Errors
    /// As [`Quantity::parse`], and for zero.
    pub fn parse_planned(text: &str) -> Result<Self, QuantityError> {
        Self::parse(text)?.planned()
    }

    /// The quantity in thousandths.
    #[must_use]
    pub const fn thousandths(self) -> u64 {
        self.0
    }

    /// Nothing is done, or nothing planned.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }
}

impl TryFrom<u64> for Quantity {
    type Error = QuantityError;

    fn try_from(thousandths: u64) -> Result<Self, QuantityError> {
        Self::from_thousandths(thousandths)
    }
}

impl From<Quantity> for u64 {
    fn from(quantity: Quantity) -> Self {
        quantity.0
    }
}

impl fmt::Display for Quantity {
    /// With a decimal comma and without empty decimals: "12", "2,5", "0,001".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_decimal(f, self.0, 3)
    }
}

/// A whole percent, 0 to 100.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(try_from = "u8", into = "u8")]
pub struct Percent(u8);

/// A number above a hundred is no percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("above 100 percent")]
pub struct PercentError;

impl Percent {
    /// All of it.
    pub const WHOLE: Self = Self(100);

    /// A whole percent.
    ///
    /// # Errors
    /// Above 100.
    pub const fn new(whole: u8) -> Result<Self, PercentError> {
        if whole > 100 {
            Err(PercentError)
        } else {
            Ok(Self(whole))
        }
    }

    /// The percent as a number, 0 to 100.
    #[must_use]
    pub const fn whole(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Percent {
    type Error = PercentError;

    fn try_from(whole: u8) -> Result<Self, PercentError> {
        Self::new(whole)
    }
}

impl From<Percent> for u8 {
    fn from(percent: Percent) -> Self {
        percent.0
    }
}

impl fmt::Display for Percent {
    /// The number alone: the sign is the locale's.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

enum DecimalError {
    Empty,
    NotANumber,
    TooManyDecimals,
    Negative,
    TooLarge,
}

/// Reads digits with at most `places` decimals after one comma or dot, as a whole number of the
/// smallest place. Anything above eighteen digits is too large for what we count.
fn decimal(text: &str, places: usize) -> Result<u64, DecimalError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(DecimalError::Empty);
    }
    let (text, is_negative) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let (whole, fraction) = match text.split_once([',', '.']) {
        Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
        Some(_) => return Err(DecimalError::NotANumber),
        None => (text, ""),
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) {
        return Err(DecimalError::NotANumber);
    }
    if is_negative {
        return Err(DecimalError::Negative);
    }
    if fraction.len() > places {
        return Err(DecimalError::TooManyDecimals);
    }
    let whole = whole.trim_start_matches('0');
    if whole.len() + places > 18 {
        return Err(DecimalError::TooLarge);
    }
    let padding = std::iter::repeat_n(b'0', places - fraction.len());
    Ok(whole
        .bytes()
        .chain(fraction.bytes())
        .chain(padding)
        .fold(0, |number, digit| number * 10 + u64::from(digit - b'0')))
}

/// "1.500": a Vietnamese reader sees fifteen hundred, a phone's keypad means one and a half.
fn looks_like_thousands(text: &str) -> bool {
    let mut groups = text.split('.');
    let first = groups.next().unwrap_or_default();
    let leads = (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && first.bytes().all(|byte| byte.is_ascii_digit());
    let mut rest = groups.peekable();
    leads
        && rest.peek().is_some()
        && rest.all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()))
}

fn write_decimal(f: &mut fmt::Formatter<'_>, number: u64, places: u32) -> fmt::Result {
    let unit = 10_u64.pow(places);
    let (whole, fraction) = (number / unit, number % unit);
    if fraction == 0 {
        return f.pad(&whole.to_string());
    }
    let decimals = format!("{fraction:0width$}", width = places as usize);
    f.pad(&format!("{whole},{}", decimals.trim_end_matches('0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ten() -> Points {
        Points::from_hundredths(1_000).expect("ten points are points")
    }

    #[test]
    fn points_are_read_with_a_comma_or_a_dot() {
        for (text, hundredths) in [
            ("8,5", 850),
            ("8.5", 850),
            (" 10 ", 1000),
            ("0", 0),
            ("0,05", 5),
            ("007", 700),
        ] {
            assert_eq!(
                Points::parse(text, ten()).map(Points::hundredths),
                Ok(hundredths),
                "{text}"
            );
        }
    }

    #[test]
    fn points_that_are_none_are_refused_with_the_reason() {
        let above = PointsError::AboveMax { max: ten() };
        for (text, wrong) in [
            ("", PointsError::Empty),
            ("  ", PointsError::Empty),
            ("8,555", PointsError::TooManyDecimals),
            ("10,01", above),
            ("99999999999999999999999", above),
            ("-1", PointsError::Negative),
            ("-", PointsError::NotANumber),
            ("tám", PointsError::NotANumber),
            ("8,", PointsError::NotANumber),
            (",5", PointsError::NotANumber),
            ("8,5,5", PointsError::NotANumber),
            ("1e1", PointsError::NotANumber),
            ("٣", PointsError::NotANumber),
        ] {
            assert_eq!(Points::parse(text, ten()), Err(wrong), "{text}");
        }
    }

    #[test]
    fn points_are_shown_with_a_decimal_comma() {
        for (hundredths, text) in [
            (0, "0"),
            (850, "8,5"),
            (8999, "89,99"),
            (5, "0,05"),
            (10000, "100"),
        ] {
            assert_eq!(
                Points::from_hundredths(hundredths).map(|p| p.to_string()),
                Ok(text.into())
            );
        }
    }

    #[test]
    fn points_outside_the_scale_are_refused_by_serde() {
        assert!(serde_json::from_str::<Points>("10001").is_err());
        assert!(serde_json::from_str::<Points>("-1").is_err());
        assert!(serde_json::from_str::<Points>("8.5").is_err());
        assert_eq!(serde_json::to_string(&ten()).ok().as_deref(), Some("1000"));
    }

    #[test]
    fn quantities_are_read_with_three_decimals_at_most() {
        for (text, thousandths) in [
            ("1", 1000),
            ("2,5", 2500),
            ("2.5", 2500),
            ("0,001", 1),
            ("0.500", 500),
            ("1000000", 1_000_000_000),
        ] {
            assert_eq!(
                Quantity::parse(text).map(Quantity::thousandths),
                Ok(thousandths),
                "{text}"
            );
        }
    }

    #[test]
    fn quantities_that_are_none_are_refused_with_the_reason() {
        for (text, wrong) in [
            ("", QuantityError::Empty),
            ("1,0001", QuantityError::TooManyDecimals),
            ("1.500", QuantityError::ThousandsOrDecimals),
            ("1.000.000", QuantityError::ThousandsOrDecimals),
            ("1000001", QuantityError::AboveMax),
            ("1000000,001", QuantityError::AboveMax),
            ("-3", QuantityError::Negative),
            ("ba", QuantityError::NotANumber),
        ] {
            assert_eq!(Quantity::parse(text), Err(wrong), "{text}");
        }
    }

    #[test]
    fn nothing_cannot_be_planned() {
        assert_eq!(Quantity::parse_planned("0"), Err(QuantityError::Zero));
        assert_eq!(Quantity::parse("0"), Ok(Quantity::ZERO));
    }

    #[test]
    fn a_quantity_shown_is_a_quantity_read() {
        for thousandths in [0, 1, 10, 1500, 1_500_000, 1_000_000_000] {
            let quantity = Quantity::from_thousandths(thousandths);
            assert_eq!(
                quantity.and_then(|q| Quantity::parse(&q.to_string())),
                quantity
            );
        }
    }
}
