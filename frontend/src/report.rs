//! The report upward: the table as it will go, sent, withdrawn until it is received, and what the
//! committee said of it.

mod send;
mod state;
mod table;

pub use table::{ReportRow, ReportTable, points, rows_now};

use leptos::prelude::*;
use leptos_router::components::Redirect;
use roviec_shared::{apply::minutes_rows, refusal::Refusal};

use self::send::Buttons;
use self::state::{Earlier, StateNotice};
use crate::meeting::{CapShown, table as together};
use crate::month::Here;
use crate::ui::{Card, Icon, LinkButton, Notice, PageHead, Tone};
use crate::{refusal, say, t};

/// The page.
pub fn report(here: Here) -> AnyView {
    let rows = rows_now(here);
    let together = together(here);
    // Why no table can go up yet; a report that is under way has its table.
    let lacks = Memo::new(move |_| {
        let why = here.with(|book| {
            if book.submission().is_some() {
                return None;
            }
            match here.store.rules.with(|rules| minutes_rows(book, rules)) {
                Err(why) => Some(why),
                Ok(_) if book.meeting.minutes.is_none() => Some(Refusal::MinutesOpen),
                Ok(_) => None,
            }
        });
        why.flatten()
    });
    let is_empty = Memo::new(move |_| rows.read().is_empty());
    let missing = move || {
        lacks.get().map(|why| {
            let words = move || refusal::words(&why, here.store);
            view! {
                <Notice tone=Tone::Warning title=t!("report.not_ready")>
                    <p>{words}</p>
                    <div class="row">
                        <LinkButton href=here.href("meeting") icon=Icon::Arrow>{t!("month.go.meeting")}</LinkButton>
                    </div>
                </Notice>
            }
        })
    };
    let above = Signal::derive(move || committee_name(here));
    // An agency's month ends at home.
    let ends_here = Memo::new(move |_| here.ends_at_home());
    let at_home = here.href("decision");
    view! {
        <Show when=move || ends_here.get()><Redirect path=at_home.clone() /></Show>
        <PageHead
            title=t!("report.title", month = here.month_words())
            overline=here.overline()
            lead=t!("report.lead", above = above.get())
            actions=move || view! {
                <LinkButton href=here.href("paper/proposal") icon=Icon::Print>{t!("report.print")}</LinkButton>
            }
        />
        <StateNotice here />
        {missing}
        <Show when=move || !is_empty.get()>
            <Card title=t!("together.cap")><CapShown here rows=together /></Card>
            <Card title=t!("report.table") flush=true><ReportTable rows /></Card>
        </Show>
        <Earlier here />
        <Buttons here lacks />
    }
    .into_any()
}

/// The committee of the unit above, to which the report goes: *Đảng ủy xã Đại Đồng*.
pub(crate) fn committee_name(here: Here) -> String {
    let above = above_name(here);
    match above.strip_prefix(&say!("report.organisation")) {
        Some(of) => say!("report.committee", of = of.trim_start()),
        None => above,
    }
}

/// The unit above.
pub(crate) fn above_name(here: Here) -> String {
    here.with(|book| {
        let place = book.place.as_ref()?;
        Some(place.above.values().flatten().next()?.name.clone())
    })
    .flatten()
    .unwrap_or_default()
}
