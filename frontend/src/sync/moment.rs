//! Times of this device's clock, in words.

use js_sys::Date;
use wasm_bindgen::JsValue;

use crate::locale;

/// Hour and minute: `19:42`.
pub fn clock(ms: i64) -> String {
    let date = date(ms);
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// The same, with the day where it was not today: `24/11/2026 19:42`.
pub fn when(ms: i64, now_ms: i64) -> String {
    let (then, now) = (day(&date(ms)), day(&date(now_ms)));
    if then == now {
        clock(ms)
    } else {
        format!("{} {}", locale::day(&then), clock(ms))
    }
}

fn day(date: &Date) -> String {
    format!(
        "{:04}-{:02}-{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date()
    )
}

fn date(ms: i64) -> Date {
    #[expect(clippy::cast_precision_loss)]
    let ms = ms as f64;
    Date::new(&JsValue::from_f64(ms))
}
