//! The facts of a month as a file gives them: read whole, or refused in words, every fault at once.

use serde_json::{Map, Value};

use super::{DIFFICULTY_MAX, DIFFICULTY_ORDINARY, FactValue, Facts, Scored, TaskFacts};
use crate::{
    organisation::Track,
    points::{Percent, Points, PointsError, Quantity, QuantityError},
    rules::{Criterion, FactDefinition, FactKind, RuleSet, Subject, Words},
    task::{TASKS_MAX, WEIGHT_DEFAULT, WEIGHT_MAX},
};

/// The most faults and delays of one task.
const COUNT_MAX: u64 = 99;
/// The most days that a task can be late: a year.
const DAYS_LATE_MAX: u64 = 366;
const KEYS: [&str; 5] = ["track", "post", "criteria", "tasks", "facts"];
const TASK_KEYS: [&str; 10] = [
    "weight",
    "planned",
    "done",
    "faults",
    "delays",
    "days_late",
    "above",
    "unplanned",
    "difficulty",
    "part",
];

/// One thing that is wrong with a file of facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactsProblem {
    /// Where in the file: `tasks[2].weight`, the first of a list being 1.
    pub path: String,
    /// What, in words.
    pub words: Words,
}

impl std::fmt::Display for FactsProblem {
    /// Place and sentence, in Vietnamese.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{}.", self.words.vi)
    }
}

/// Reads the facts of one person's month, as they are graded by these rules.
///
/// # Errors
/// Everything that is no fact of these rules.
pub fn read_facts(rules: &RuleSet, text: &str) -> Result<Facts, Vec<FactsProblem>> {
    let mut reading = Reading {
        rules,
        problems: Vec::new(),
    };
    let facts = match serde_json::from_str(text) {
        Ok(value) => reading.facts(&value),
        Err(wrong) => {
            let (vi, en) = (
                format!("Tệp không đúng cú pháp JSON (dòng {})", wrong.line()),
                format!("The file is no JSON (line {})", wrong.line()),
            );
            reading.wrong("", &vi, &en);
            Facts::default()
        }
    };
    if reading.problems.is_empty() {
        Ok(facts)
    } else {
        Err(reading.problems)
    }
}

struct Reading<'r> {
    rules: &'r RuleSet,
    problems: Vec<FactsProblem>,
}

impl Reading<'_> {
    fn wrong(&mut self, path: &str, vi: &str, en: &str) {
        self.problems.push(FactsProblem {
            path: path.to_owned(),
            words: Words {
                vi: vi.to_owned(),
                en: en.to_owned(),
            },
        });
    }

    /// A table, with nothing in it but what is known.
    fn table(&mut self, path: &str, value: &Value, keys: &[&str]) -> Map<String, Value> {
        let Value::Object(table) = value else {
            self.wrong(
                path,
                "Chỗ này phải là một nhóm mục { }",
                "A table is needed here",
            );
            return Map::new();
        };
        for key in table.keys() {
            if !keys.is_empty() && !keys.contains(&key.as_str()) {
                let known = keys.join(", ");
                self.wrong(
                    &join(path, key),
                    &format!("Không có mục nào tên là “{key}”; ở đây chỉ có: {known}"),
                    &format!("There is no key “{key}”; known here: {known}"),
                );
            }
        }
        table.clone()
    }

    fn facts(&mut self, value: &Value) -> Facts {
        let table = self.table("", value, &KEYS);
        let mut facts = Facts::default();
        self.track(table.get("track"));
        (facts.leads, facts.heads) = self.post(table.get("post"));
        if let Some(criteria) = table.get("criteria") {
            for (id, points) in self.table("criteria", criteria, &[]) {
                // Nobody scored it.
                if points.is_null() {
                    continue;
                }
                if let Some(points) = self.criterion(&id, &points) {
                    let confirmed = true;
                    facts.criteria.insert(id, Scored { points, confirmed });
                }
            }
        }
        match table.get("tasks") {
            None => {}
            Some(Value::Array(tasks)) if tasks.len() <= TASKS_MAX => {
                for (index, task) in tasks.iter().enumerate() {
                    let task = self.task(&format!("tasks[{}]", index + 1), task);
                    facts.tasks.extend(task);
                }
            }
            Some(Value::Array(tasks)) => {
                let count = tasks.len();
                self.wrong(
                    "tasks",
                    &format!("Có {count} nhiệm vụ; một phiếu có nhiều nhất {TASKS_MAX} nhiệm vụ"),
                    &format!("{count} tasks; a sheet has at most {TASKS_MAX}"),
                );
            }
            Some(_) => self.wrong(
                "tasks",
                "Chỗ này phải là một danh sách [ ]",
                "A list is needed here",
            ),
        }
        if let Some(stated) = table.get("facts") {
            for (id, value) in self.table("facts", stated, &[]) {
                // Nobody stated it.
                if value.is_null() {
                    continue;
                }
                if let Some(value) = self.fact(&id, &value) {
                    facts.facts.insert(id, value);
                }
            }
        }
        facts
    }

    fn track(&mut self, track: Option<&Value>) {
        let own = match (self.rules.subject, self.rules.track) {
            (Subject::Collective, _) => "collective",
            (Subject::Person, Track::Official) => "official",
            (Subject::Person, Track::Member) => "member",
        };
        // A file that does not say it means the rules it is given with.
        if track.is_some_and(|track| track.as_str() != Some(own)) {
            self.wrong(
                "track",
                &format!("Bộ quy định này dùng cho tuyến “{own}”"),
                &format!("These rules are for the track “{own}”"),
            );
        }
    }

    /// Whether the person leads, and heads, a unit.
    fn post(&mut self, post: Option<&Value>) -> (bool, bool) {
        match post.map(Value::as_str) {
            None | Some(Some("none" | "")) => (false, false),
            Some(Some("head")) => (true, true),
            Some(Some("deputy")) => (true, false),
            Some(_) => {
                self.wrong(
                    "post",
                    "Chức vụ (post) là một trong: none (không lãnh đạo), head (người đứng đầu), deputy (cấp phó)",
                    "A post is one of: none, head, deputy",
                );
                (false, false)
            }
        }
    }

    fn criterion(&mut self, id: &str, value: &Value) -> Option<Points> {
        let path = join("criteria", id);
        let Some(&Criterion { max, .. }) = self.rules.criterion(id) else {
            self.wrong(
                &path,
                &format!("Bộ quy định không có tiêu chí “{id}”"),
                &format!("The rules have no criterion “{id}”"),
            );
            return None;
        };
        let text = self.decimal(&path, value)?;
        match Points::parse(&text, max) {
            Ok(points) if self.rules.takes_points(id, points) == Some(false) => {
                self.wrong(
                    &path,
                    &format!("Tiêu chí này chỉ đạt (\"{max}\" điểm) hoặc không đạt (\"0\")"),
                    &format!("This criterion is met (\"{max}\") or not (\"0\")"),
                );
                None
            }
            Ok(points) => Some(points),
            Err(why) => {
                let (vi, en) = points_words(why);
                self.wrong(&path, &vi, &en);
                None
            }
        }
    }

    /// A number written as text, so that no digit of it is lost on the way.
    fn decimal(&mut self, path: &str, value: &Value) -> Option<String> {
        match value {
            // "1.500" is one and a half here: a file is not typed by hand on a phone.
            Value::String(text) => Some(text.replace('.', ",")),
            _ => {
                self.wrong(
                    path,
                    "Điểm và số lượng ghi bằng chuỗi số thập phân, ví dụ \"8.5\"",
                    "Points and quantities are decimal strings, such as \"8.5\"",
                );
                None
            }
        }
    }

    fn task(&mut self, path: &str, value: &Value) -> Option<TaskFacts> {
        let before = self.problems.len();
        let table = self.table(path, value, &TASK_KEYS);
        let at = |key: &str| join(path, key);
        let weight = table
            .get("weight")
            .map_or(u64::from(WEIGHT_DEFAULT), |value| {
                self.whole(&at("weight"), value, 1, u64::from(WEIGHT_MAX))
            });
        let planned = match table.get("planned") {
            None => Quantity::ONE,
            Some(value) => self
                .quantity(&at("planned"), value, Quantity::parse_planned)
                .unwrap_or(Quantity::ONE),
        };
        let done = match table.get("done") {
            None | Some(Value::Null) => None,
            Some(value) => self.quantity(&at("done"), value, Quantity::parse),
        };
        let mut count = |key: &str, max: u64| {
            table
                .get(key)
                .map(|value| self.whole(&at(key), value, 0, max))
        };
        let faults = count("faults", COUNT_MAX).unwrap_or(0);
        let days_late = count("days_late", DAYS_LATE_MAX).unwrap_or(0);
        // As the program proposes it: once late where it came after its day.
        let delays = count("delays", COUNT_MAX).unwrap_or(u64::from(days_late > 0));
        let difficulty = count("difficulty", u64::from(DIFFICULTY_MAX))
            .unwrap_or(u64::from(DIFFICULTY_ORDINARY));
        let part = count("part", 100).unwrap_or(100);
        let above = self.yes_no(&at("above"), table.get("above"));
        let unplanned = self.yes_no(&at("unplanned"), table.get("unplanned"));
        let small = |number: u64| u8::try_from(number).unwrap_or(u8::MAX);
        (self.problems.len() == before).then_some(TaskFacts {
            weight: small(weight),
            planned,
            done,
            faults: small(faults),
            delays: small(delays),
            above,
            confirmed: true,
            unplanned,
            days_late: u16::try_from(days_late).unwrap_or(u16::MAX),
            difficulty: u16::try_from(difficulty).unwrap_or(DIFFICULTY_ORDINARY),
            part: Percent::new(small(part)).unwrap_or(Percent::WHOLE),
        })
    }

    fn whole(&mut self, path: &str, value: &Value, min: u64, max: u64) -> u64 {
        match value.as_u64().filter(|number| (min..=max).contains(number)) {
            Some(number) => number,
            None => {
                self.wrong(
                    path,
                    &format!("Chỗ này phải là số nguyên từ {min} đến {max}"),
                    &format!("A whole number from {min} to {max} is needed here"),
                );
                min
            }
        }
    }

    fn quantity(
        &mut self,
        path: &str,
        value: &Value,
        parse: impl Fn(&str) -> Result<Quantity, QuantityError>,
    ) -> Option<Quantity> {
        let text = self.decimal(path, value)?;
        match parse(&text) {
            Ok(quantity) => Some(quantity),
            Err(why) => {
                let (vi, en) = quantity_words(why);
                self.wrong(path, vi, en);
                None
            }
        }
    }

    fn yes_no(&mut self, path: &str, value: Option<&Value>) -> bool {
        match value {
            None => false,
            Some(Value::Bool(holds)) => *holds,
            Some(_) => {
                self.wrong(
                    path,
                    "Chỗ này phải là true (có) hoặc false (không)",
                    "true or false is needed here",
                );
                false
            }
        }
    }

    fn fact(&mut self, id: &str, value: &Value) -> Option<FactValue> {
        let path = join("facts", id);
        let Some(&FactDefinition { kind, .. }) = self.rules.fact(id) else {
            self.wrong(
                &path,
                &format!("Bộ quy định không hỏi thông tin “{id}”"),
                &format!("The rules ask for no fact “{id}”"),
            );
            return None;
        };
        let found = fact_value(kind, value);
        if found.is_none() {
            let (vi, en) = match kind {
                FactKind::YesNo => (
                    "Thông tin này là true (có) hoặc false (không)",
                    "This fact is true or false",
                ),
                FactKind::Level => (
                    "Thông tin này là một mức: excellent, good, completed hoặc not_completed",
                    "This fact is a level: excellent, good, completed or not_completed",
                ),
                FactKind::Percent => (
                    "Thông tin này là số nguyên từ 0 đến 100 (phần trăm)",
                    "This fact is a whole percent from 0 to 100",
                ),
                FactKind::Share => (
                    "Thông tin này là một phần của một tổng, ghi [phần, tổng], phần không lớn hơn tổng",
                    "This fact is so many of so many: [part, of], the part not above the whole",
                ),
            };
            self.wrong(&path, vi, en);
        }
        found
    }
}

fn fact_value(kind: FactKind, value: &Value) -> Option<FactValue> {
    match (kind, value) {
        (FactKind::YesNo, Value::Bool(true)) => Some(FactValue::Holds),
        (FactKind::YesNo, Value::Bool(false)) => Some(FactValue::No),
        (FactKind::Level, value) => {
            let level = serde_json::from_value(value.clone()).ok()?;
            Some(FactValue::Level(level))
        }
        (FactKind::Percent, value) => {
            let whole = u8::try_from(value.as_u64()?).ok()?;
            Some(FactValue::Percent(Percent::new(whole).ok()?))
        }
        (FactKind::Share, Value::Array(list)) => {
            let [part, of] = &list[..] else { return None };
            let number = |value: &Value| u32::try_from(value.as_u64()?).ok();
            let (part, of) = (number(part)?, number(of)?);
            (part <= of).then_some(FactValue::Share { part, of })
        }
        _ => None,
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

fn points_words(why: PointsError) -> (String, String) {
    let fixed = |vi: &str, en: &str| (vi.to_owned(), en.to_owned());
    match why {
        PointsError::Empty => fixed("Chưa ghi điểm", "No points are written"),
        PointsError::NotANumber => fixed("Đây không phải một số", "This is no number"),
        PointsError::TooManyDecimals => fixed(
            "Điểm có nhiều nhất hai chữ số thập phân",
            "Points have at most two decimals",
        ),
        PointsError::Negative => fixed("Điểm không được âm", "Points are not below zero"),
        PointsError::AboveMax { max } => (
            format!("Tiêu chí này cho nhiều nhất {max} điểm"),
            format!("This criterion gives at most {max} points"),
        ),
    }
}

const fn quantity_words(why: QuantityError) -> (&'static str, &'static str) {
    match why {
        QuantityError::Empty => ("Chưa ghi số lượng", "No quantity is written"),
        QuantityError::NotANumber | QuantityError::ThousandsOrDecimals => {
            ("Đây không phải một số", "This is no number")
        }
        QuantityError::TooManyDecimals => (
            "Số lượng có nhiều nhất ba chữ số thập phân",
            "A quantity has at most three decimals",
        ),
        QuantityError::Negative => ("Số lượng không được âm", "A quantity is not below zero"),
        QuantityError::Zero => (
            "Số lượng giao phải lớn hơn 0",
            "What is planned is more than zero",
        ),
        QuantityError::AboveMax => (
            "Số lượng nhiều nhất là 1.000.000",
            "A quantity is at most 1,000,000",
        ),
    }
}

#[cfg(test)]
mod tests;
