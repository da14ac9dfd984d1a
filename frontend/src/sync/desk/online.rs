//! What no device holds, and is asked for where it is looked at: with a line alone.

use leptos::prelude::*;
use roviec_shared::{
    api::Left,
    book::{
        period::PersonMonths,
        serving::{TargetRow, TargetTasks},
    },
    id::{InBook, UnitId},
    month::Month,
};
use serde::de::DeserializeOwned;

use super::Desk;
use crate::sync::call::{self, For, Problem};

impl Desk {
    /// What others did who have lost the post since, which whoever acts holds now.
    ///
    /// # Errors
    /// Where there is no line.
    pub async fn left(self) -> Result<Vec<Left>, Problem> {
        self.look_up("/predecessors").await
    }

    /// What became of people in a unit, month by month: of everyone, or of whoever looks alone.
    ///
    /// # Errors
    /// Where there is no line, or the unit is out of sight.
    pub async fn periods(
        self,
        unit: &UnitId,
        from: Month,
        to: Month,
    ) -> Result<Vec<PersonMonths>, Problem> {
        let (from, to) = (String::from(from), String::from(to));
        self.look_up(&format!("/periods/{unit}?from={from}&to={to}"))
            .await
    }

    /// The targets of the term in sight, across months.
    ///
    /// # Errors
    /// Where there is no line.
    pub async fn targets(self) -> Result<Vec<TargetRow>, Problem> {
        self.look_up("/targets").await
    }

    /// The tasks that serve a target.
    ///
    /// # Errors
    /// Where there is no line, or the target is out of sight.
    pub async fn target_tasks(self, target: &InBook) -> Result<TargetTasks, Problem> {
        let path = format!("/targets/{}/{}/tasks", target.book, target.act);
        self.look_up(&path).await
    }

    async fn look_up<T: DeserializeOwned>(self, path: &str) -> Result<T, Problem> {
        let account = self.store.actor.get_untracked().map(|actor| actor.account);
        let account = account.ok_or(Problem::NoLine)?;
        call::get(For::Account(&account), path).await
    }
}
