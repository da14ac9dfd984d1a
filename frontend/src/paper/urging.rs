//! The letter that urges units which owe their report: who is responsible, and under which number they are
//! reached (`domain.md`, papers). *Công văn đôn đốc.*

use leptos::prelude::*;
use roviec_shared::month::Day;

use super::PaperPage;
use super::dates::month_words;
use super::issuer::paper_head;
use super::parts::signature;
use crate::month::Here;
use crate::plan::day;
use crate::{say, t};

/// One unit that owes something.
#[derive(Clone, Debug, PartialEq)]
pub struct Owing {
    /// Its name.
    pub unit: String,
    /// Which step is due there, in words.
    pub what: String,
    /// The last day of that step.
    pub last_day: Option<Day>,
    /// Days since.
    pub days_late: u32,
    /// Who is responsible there, by name; empty where nobody is known.
    pub responsible: String,
    /// Where they are reached.
    pub telephone: String,
}

/// The page of a body's letter.
#[component]
pub fn Urging(
    /// The body's own month.
    here: Here,
    /// Who owes what, the most overdue first.
    #[prop(into)]
    owing: Signal<Vec<Owing>>,
    /// The path that it was opened from.
    back: String,
) -> impl IntoView {
    view! {
        <PaperPage here title=t!("paper.urging.title") back back_words=t!("committee.title")>
            {move || letter(here, owing.get())}
        </PaperPage>
    }
}

fn letter(here: Here, owing: Vec<Owing>) -> impl IntoView {
    let month = month_words(here.id().month);
    let today = here.store.today.get();
    let lines = (1..).zip(owing).map(|(number, one)| {
        let last = one.last_day.map(day).unwrap_or_default();
        view! {
            <tr>
                <td class="number">{number}</td>
                <td>{one.unit}</td>
                <td>{one.what}</td>
                <td class="number">{last}</td>
                <td class="number">{one.days_late}</td>
                <td>{one.responsible}</td>
                <td>{one.telephone}</td>
            </tr>
        }
    });
    view! {
        <article class="paper">
            {paper_head(here, &say!("paper.urging.letters"), Some(today), false)}
            <p class="paper-about">{say!("paper.urging.about", month = month.clone())}</p>
            <div class="paper-body">
                <p>{say!("paper.urging.to")}</p>
                <p>{say!("paper.urging.words", month = month)}</p>
                <table class="paper-table">
                    <thead>
                        <tr>
                            <th>{say!("paper.column.number")}</th>
                            <th>{say!("committee.column.unit")}</th>
                            <th>{say!("paper.urging.what")}</th>
                            <th>{say!("paper.urging.last_day")}</th>
                            <th>{say!("paper.urging.late")}</th>
                            <th>{say!("paper.urging.responsible")}</th>
                            <th>{say!("paper.urging.telephone")}</th>
                        </tr>
                    </thead>
                    <tbody>{lines.collect_view()}</tbody>
                </table>
                <p>{say!("paper.urging.asked")}</p>
            </div>
            <div class="paper-signatures">
                <div class="paper-recipients">
                    <div class="paper-recipients-title">{say!("paper.recipients")}</div>
                    <div>{say!("paper.urging.recipients")}</div>
                    <div>{say!("paper.recipients.kept.committee")}</div>
                </div>
                {signature(say!("paper.for_committee"), None, String::new())}
            </div>
        </article>
    }
}
