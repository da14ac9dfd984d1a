//! The table of a year as a paper that goes up: *biểu tổng hợp, đề xuất mức xếp loại năm*.

use leptos::prelude::*;
use roviec_shared::id::{BookId, UnitId};

use super::sums::{Part, YearLine};
use crate::level::{self, short_outcome};
use crate::locale;
use crate::month::Here;
use crate::paper::{PrintButton, YearSheet};
use crate::store::Store;
use crate::{say, t};

/// The paper below the table, and the button that prints it.
#[component]
pub fn YearPaper(
    /// Whose.
    unit: UnitId,
    /// Which year.
    year: u16,
    /// Which part of it.
    part: RwSignal<Part>,
    /// The lines that are shown.
    rows: Memo<Vec<YearLine>>,
) -> impl IntoView {
    let store = Store::get();
    // The newest month that this device holds says who issues the paper.
    let months = store.months(&unit);
    let here = months
        .into_iter()
        .max()
        .map(|month| Here::new(store, BookId { unit, month }));
    let about = move || match part.get() {
        Part::Year => say!("paper.year.about", year = year),
        Part::Quarter(number) => say!("paper.year.about.quarter", n = number + 1, year = year),
    };
    let line = |(number, line): (usize, YearLine)| {
        let months = line.months.iter().map(|rated| {
            let level = rated
                .outcome
                .as_ref()
                .map_or_else(|| "–".to_owned(), short_outcome);
            format!("{}: {level}", rated.month.number())
        });
        let average = line.grade.as_ref().and_then(|grade| grade.average);
        let found = line.grade.as_ref().and_then(|grade| grade.level);
        view! {
            <tr>
                <td class="number">{number}</td>
                <td>{line.name.clone()}</td>
                <td>{line.post.clone()}</td>
                <td>{months.collect::<Vec<_>>().join("; ")}</td>
                <td class="number">{average.map(|points| locale::hundredths(points.hundredths().into()))}</td>
                <td>{found.map(level::short)}</td>
                <td>{line.why.join("; ")}</td>
            </tr>
        }
    };
    let body = move || {
        let rows = (1..).zip(rows.get()).map(line);
        view! {
            <table class="paper-table">
                <thead>
                    <tr>
                        <th>{say!("paper.column.number")}</th>
                        <th>{say!("together.name")}</th>
                        <th>{say!("paper.column.post")}</th>
                        <th>{say!("year.months")}</th>
                        <th>{say!("year.average")}</th>
                        <th>{say!("levels.proposed")}</th>
                        <th>{say!("year.why")}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        }
        .into_any()
    };
    here.map(|here| {
        view! {
            <div class="row only-screen"><PrintButton /></div>
            <div class="paper-desk" tabindex="0">
                {move || view! { <YearSheet here about=about() title=t!("paper.year.kind").get() body=body() /> }}
            </div>
        }
    })
}
