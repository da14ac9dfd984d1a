//! stub
#![allow(missing_docs)]
use crate::{
    level::Level,
    points::{Points, Quantity},
    rules::RuleSet,
};
use std::collections::BTreeMap;
#[derive(Default)]
pub struct Facts {
    pub leader: bool,
    pub criteria: BTreeMap<String, Scored>,
    pub tasks: Vec<TaskFacts>,
    pub facts: BTreeMap<String, FactValue>,
}
pub struct Scored {
    pub points: Points,
    pub confirmed: bool,
}
pub enum FactValue {
    Holds,
    No,
    NotStated,
}
pub struct TaskFacts {
    pub weight: u8,
    pub planned: Quantity,
    pub done: Option<Quantity>,
    pub faults: u8,
    pub delays: u8,
    pub above: bool,
    pub confirmed: bool,
    pub unplanned: bool,
}
pub struct Grade {
    pub general: Option<Points>,
    pub work: Option<Points>,
    pub total: Option<Points>,
    pub level: Option<Level>,
}
pub fn grade(_: &RuleSet, _: &Facts) -> Grade {
    Grade {
        general: None,
        work: None,
        total: None,
        level: None,
    }
}
