//! What somebody who came inside the month did of it in another unit: read beside, never counted.

use leptos::prelude::*;
use roviec_shared::task::{Brought, Task};

use crate::form::quantity;
use crate::month::Whose;
use crate::ui::Card;
use crate::{say, t};

/// A card for each unit that they come from; nothing where they come from none.
#[component]
pub fn BroughtCards(
    /// Whose.
    whose: Whose,
) -> impl IntoView {
    let brought = Memo::new(move |_| {
        let of = whose.with(|record| record.enrolled.brought.clone());
        of.unwrap_or_default()
    });
    move || brought.get().into_iter().map(card).collect_view()
}

fn card(of: Brought) -> impl IntoView {
    let title = t!("sheet.brought", unit = of.name);
    let until = of.until;
    let lines = of.tasks.into_iter().map(line).collect_view();
    view! {
        <Card title>
            <p class="soft">{t!("sheet.brought.words", until = until)}</p>
            <div class="stack-tight">{lines}</div>
        </Card>
    }
}

fn line(task: Task) -> impl IntoView {
    let plan = task.plan.clone();
    let asked = say!(
        "sheet.brought.asked",
        n = quantity(plan.quantity),
        unit = plan.unit,
        due = plan.due
    );
    let done = task.review.as_ref().and_then(|review| review.done);
    let is_confirmed = done.is_some();
    let done = done.or(task.report.as_ref().map(|report| report.done));
    let words = move || match done {
        None => say!("sheet.brought.none"),
        Some(done) if is_confirmed => say!("sheet.brought.confirmed", n = quantity(done)),
        Some(done) => say!("sheet.brought.reported", n = quantity(done)),
    };
    view! {
        <div>
            <p class="strong">{plan.product}</p>
            <p class="small soft">{asked}" · "{words}</p>
        </div>
    }
}
