//! The table of proposed levels that goes up: *biểu đề xuất mức xếp loại*.

use leptos::prelude::*;

use super::PaperPage;
use super::dates::month_words;
use super::issuer::{Issuer, paper_head};
use super::minutes::agreed_words;
use super::parts::{for_the_unit, recipients};
use crate::month::Here;
use crate::report::{ReportRow, committee_name, points, rows_now};
use crate::{key, level, say, t};

/// The page.
pub fn proposal(here: Here) -> AnyView {
    let back = here.href("report");
    let rows = rows_now(here);
    view! {
        <PaperPage here title=t!("paper.proposal.title") back back_words=t!("report.place")>
            {move || sheet(here, rows.get())}
        </PaperPage>
    }
    .into_any()
}

fn sheet(here: Here, rows: Vec<ReportRow>) -> impl IntoView {
    let month = here.id().month;
    let sent = here
        .with(|book| book.submission().map(|sent| sent.day))
        .flatten();
    let is_draft = sent.is_none();
    let about = Issuer::of(here).words(
        key!("paper.proposal.about"),
        key!("paper.proposal.about.agency"),
    );
    let day = sent.unwrap_or_else(|| here.store.today.get());
    view! {
        <article class="paper paper-wide">
            {paper_head(here, &say!("paper.proposal.letters"), Some(day), is_draft)}
            <h2 class="paper-kind">{say!("paper.proposal.kind")}</h2>
            <p class="paper-about">{say!(about, month = month_words(month))}</p>
            <div class="paper-body">
                <table class="paper-table">
                    <thead>
                        <tr>
                            <th>{say!("paper.column.number")}</th>
                            <th>{say!("together.name")}</th>
                            <th>{say!("paper.column.post")}</th>
                            <th>{say!("grade.general")}</th>
                            <th>{say!("grade.work")}</th>
                            <th>{say!("why.total")}</th>
                            <th>{say!("levels.own")}</th>
                            <th>{say!("levels.system")}</th>
                            <th>{say!("levels.proposed")}</th>
                            <th>{say!("levels.decided")}</th>
                            <th>{say!("report.remark")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.into_iter().map(|row| line(here, row)).collect_view()}</tbody>
                </table>
            </div>
            <div class="paper-signatures">
                {recipients(here, say!("paper.recipients.above", above = committee_name(here)))}
                {for_the_unit(here)}
            </div>
        </article>
    }
}

fn line(here: Here, row: ReportRow) -> impl IntoView {
    view! {
        <tr>
            <td class="number">{row.number}</td>
            <td>{row.row.name.clone()}</td>
            <td>{row.row.post.clone()}</td>
            <td class="number">{points(row.row.general)}</td>
            <td class="number">{points(row.row.work)}</td>
            <td class="number">{points(row.row.total)}</td>
            <td>{row.row.own.map(level::short)}</td>
            <td>{row.row.system.map(level::short)}</td>
            <td>{agreed_words(here, &row.row.proposed)}</td>
            <td>{row.decided.as_ref().map(level::short_outcome)}</td>
            <td>{row.remark}</td>
        </tr>
    }
}
