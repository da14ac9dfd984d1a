//! What one unit reported, and what the committee does with it: receive, read, return.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use roviec_shared::{
    act::Deed,
    book::{
        Book,
        meeting::Attendance,
        submission::{Submission, SubmissionState},
    },
    id::{BookId, UnitId},
    route::StepKind,
};

use super::desk::Desk;
use super::lines::lines;
use crate::appeals::AppealList;
use crate::doing::{Doing, RefusalNotice, SavingLine};
use crate::rows::{Line, Lines};
use crate::ui::{
    BackLink, Button, ButtonKind, Card, Dialog, DialogActions, EmptyState, Facts, Fold, Icon,
    Meter, Notice, PageHead, Select, Steps, TextArea, Tone,
};
use crate::{due, key, locale, say, t};

/// The page.
#[component]
pub fn SubmissionPage() -> impl IntoView {
    let desk = Desk::of_page();
    let params = use_params_map();
    let unit = Memo::new(move |_| -> Option<UnitId> {
        params.with(|params| params.get("unit")?.parse().ok())
    });
    move || match unit.get() {
        Some(unit) => {
            let id = BookId {
                unit,
                month: desk.month.get(),
            };
            view! { <OneUnit id /> }.into_any()
        }
        None => ().into_any(),
    }
}

#[component]
fn OneUnit(id: BookId) -> impl IntoView {
    let desk = Desk::of_page();
    let store = desk.store;
    let doing = Doing::new(store);
    let returning = RwSignal::new(false);
    let id = StoredValue::new(id);
    let unit = Memo::new(move |_| id.with_value(|id| desk.unit(&id.unit)));
    let title = Signal::derive(move || unit.get().map(|unit| unit.name).unwrap_or_default());
    let overline = Signal::derive(move || {
        let name = desk.name();
        say!("month.overline", unit = name, month = desk.month.get())
    });
    let steps = Signal::derive(move || {
        locale::language();
        let opened = unit.get().and_then(|unit| unit.opened);
        opened
            .map(|opened| due::steps(&opened.dues))
            .unwrap_or_default()
    });
    let appeals = Memo::new(move |_| {
        let opened = unit.get().and_then(|unit| unit.opened);
        opened.map(|opened| opened.appeals).unwrap_or_default()
    });
    let is_opened = Memo::new(move |_| unit.get().is_some_and(|unit| unit.opened.is_some()));
    view! {
        <BackLink href=desk.path_now("") words=t!("committee.units") />
        <PageHead title overline actions=move || view! { <Actions id doing returning /> } />
        <RefusalNotice doing />
        <Show
            when=move || is_opened.get()
            fallback=|| view! {
                <EmptyState icon=Icon::Calendar title=t!("submission.not_opened") words=t!("submission.not_opened.words") />
            }
        >
            <Card><Steps label=t!("month.steps") steps /></Card>
            <Standing id />
            <AppealList open=appeals doing />
            <Report id />
            <Earlier id />
        </Show>
        <SavingLine />
        <ReturnDialog id doing open=returning />
    }
}

fn receive(book: &Book, day: roviec_shared::month::Day) -> Option<Deed> {
    let standing = book.submission()?;
    matches!(standing.state, SubmissionState::Sent).then(|| Deed::Receive {
        submission: standing.act.clone(),
        day,
        people: standing.seals(),
    })
}

fn give_back(book: &Book, to: StepKind, reason: String) -> Option<Deed> {
    let standing = book.submission()?;
    let is_received = matches!(standing.state, SubmissionState::Received { .. });
    let is_open = book.rated().any(|(_, record)| record.decision().is_none());
    (is_received && is_open).then(|| Deed::Return {
        submission: standing.act.clone(),
        to,
        reason,
        people: standing.seals(),
    })
}

/// Receiving, and giving back: what whoever acts may do with the report that stands.
#[component]
fn Actions(id: StoredValue<BookId>, doing: Doing, returning: RwSignal<bool>) -> impl IntoView {
    let store = Desk::of_page().store;
    let book = Signal::derive(move || id.with_value(|id| store.book_of(id)));
    let may_receive = Signal::derive(move || {
        book.get().is_some_and(|book| {
            receive(&book, store.today.get()).is_some_and(|deed| store.may(&book, &deed))
        })
    });
    let may_return = Signal::derive(move || {
        book.get().is_some_and(|book| {
            give_back(&book, StepKind::Vote, String::new())
                .is_some_and(|deed| store.may(&book, &deed))
        })
    });
    let receives = move || {
        let deed = id.with_value(|id| {
            let book = store.book_now(id)?;
            receive(&book, store.today.get_untracked())
        });
        if let Some(deed) = deed {
            id.with_value(|id| doing.does(id, deed));
        }
    };
    view! {
        <Show when=move || may_return.get()>
            <Button icon=Icon::Undo on_press=move || { doing.forgets(); returning.set(true); }>
                {t!("submission.return")}
            </Button>
        </Show>
        <Show when=move || may_receive.get()>
            <Button kind=ButtonKind::Primary icon=Icon::Check on_press=receives>{t!("submission.receive")}</Button>
        </Show>
    }
}

/// What is to be said of the report before its rows are read.
#[component]
fn Standing(id: StoredValue<BookId>) -> impl IntoView {
    let desk = Desk::of_page();
    let last = Signal::derive(move || {
        let unit = id.with_value(|id| desk.unit(&id.unit))?;
        let late = unit.days_late();
        Some((unit.opened?.report.map(|report| report.state), late))
    });
    move || {
        match last.get() {
        None | Some((Some(SubmissionState::Received { .. }), _)) => ().into_any(),
        Some((Some(SubmissionState::Sent), _)) => view! {
            <Notice tone=Tone::Info><p>{t!("submission.sent")}</p></Notice>
        }
        .into_any(),
        Some((Some(SubmissionState::Returned { to, reason, .. }), _)) => view! {
            <Notice tone=Tone::Warning title=t!("submission.returned", step = step(to))>
                <p class="prewrap">{reason}</p>
            </Notice>
        }
        .into_any(),
        Some((Some(SubmissionState::Withdrawn { reason }), _)) => view! {
            <Notice tone=Tone::Warning title=t!("submission.withdrawn")><p class="prewrap">{reason}</p></Notice>
        }
        .into_any(),
        Some((None, 0)) => view! { <Notice><p>{t!("submission.none")}</p></Notice> }.into_any(),
        Some((None, late)) => view! {
            <Notice tone=Tone::Warning title=t!("submission.owed", days = late)><p>{t!("submission.none")}</p></Notice>
        }
        .into_any(),
    }
    }
}

/// The table as it was reported, with what is known of the meeting behind it.
#[component]
fn Report(id: StoredValue<BookId>) -> impl IntoView {
    let desk = Desk::of_page();
    let store = desk.store;
    let all = Memo::new(move |_| {
        let Some(book) = id.with_value(|id| store.book_of(id)) else {
            return Vec::new();
        };
        let own = store.book_of(&desk.own());
        store
            .rules
            .with(|rules| lines(rules, desk, &book, own.as_deref()))
    });
    let facts = Signal::derive(move || {
        let book = id.with_value(|id| store.book_of(id));
        book.and_then(|book| Some(meeting_facts(&book, book.submission()?)))
            .unwrap_or_default()
    });
    let cap = Memo::new(move |_| {
        let unit = id.with_value(|id| desk.unit(&id.unit))?;
        unit.opened?.cap
    });
    let has_rows = Memo::new(move |_| !all.read().is_empty());
    let last = crate::ui::Column::new(t!("committee.column.decided"), |line: &Line| {
        let provisional = line.decided.is_none();
        if provisional {
            view! { <crate::level::OutcomeChip outcome=line.outcome() provisional=true /> }
                .into_any()
        } else {
            view! { <crate::level::OutcomeChip outcome=line.outcome() /> }.into_any()
        }
    });
    let last = StoredValue::new(last);
    view! {
        <Show when=move || has_rows.get()>
            <Show when=move || !facts.read().is_empty()>
                <Card title=t!("submission.meeting")><Facts facts /></Card>
            </Show>
            {move || {
                cap.get()
                    .map(|cap| view! {
                        <Card>
                            <Meter
                                label=t!("cap.label")
                                value=cap.given
                                max=cap.allowed
                                words=t!("cap.proposed", given = cap.given, allowed = cap.allowed)
                            />
                            <p class="small soft">{t!("cap.guide")}</p>
                        </Card>
                    })
            }}
            <Card title=t!("submission.table") flush=true>
                <Lines caption=t!("submission.table") lines=all last=last.get_value() />
            </Card>
        </Show>
    }
}

fn meeting_facts(book: &Book, standing: &Submission) -> Vec<(String, String)> {
    let notes = &book.meeting.notes;
    let mut facts = Vec::new();
    let mut fact = |name: String, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            facts.push((name, value));
        }
    };
    fact(say!("submission.met"), notes.day.map(|day| day.to_string()));
    let present = book
        .meeting
        .attendance
        .values()
        .filter(|how| **how == Attendance::Present)
        .count();
    fact(
        say!("submission.present"),
        Some(say!(
            "due.share",
            done = present,
            of = book.meeting.attendance.len()
        )),
    );
    let chair = notes
        .chair
        .as_ref()
        .and_then(|chair| book.people.get(chair));
    fact(
        say!("submission.chair"),
        chair.map(|record| record.enrolled.name.clone()),
    );
    fact(
        say!("submission.superiors"),
        Some(
            notes
                .superiors
                .clone()
                .filter(|names| !names.trim().is_empty())
                .unwrap_or_else(|| say!("submission.nobody")),
        ),
    );
    if notes.on_paper == Some(true) {
        fact(
            say!("submission.entered"),
            Some(say!("submission.on_paper")),
        );
    }
    fact(say!("submission.day"), Some(standing.day.to_string()));
    let arrived = standing.arrived.filter(|arrived| *arrived != standing.day);
    fact(
        say!("submission.arrived"),
        arrived.map(|day| day.to_string()),
    );
    let by = book.people.get(&standing.by);
    fact(
        say!("submission.by"),
        by.map(|record| record.enrolled.name.clone()),
    );
    facts
}

/// Reports that were withdrawn or returned before: they stay readable.
#[component]
fn Earlier(id: StoredValue<BookId>) -> impl IntoView {
    let store = Desk::of_page().store;
    let earlier = Memo::new(move |_| {
        let book = id.with_value(|id| store.book_of(id));
        let past = book.iter().flat_map(|book| {
            let past = book.submissions.iter().filter_map(|submission| {
                let words = match &submission.state {
                    SubmissionState::Returned { to, reason, .. } => (Some(*to), reason.clone()),
                    SubmissionState::Withdrawn { reason } => (None, reason.clone()),
                    _ => return None,
                };
                Some((submission.day, words))
            });
            past.collect::<Vec<_>>()
        });
        past.collect::<Vec<_>>()
    });
    let line = |(day, (to, reason)): (roviec_shared::month::Day, (Option<StepKind>, String))| {
        let what = Signal::derive(move || match to {
            Some(to) => say!("submission.earlier.returned", day = day, step = step(to)),
            None => say!("submission.earlier.withdrawn", day = day),
        });
        view! { <li><p class="strong">{what}</p><p class="prewrap">{reason}</p></li> }
    };
    view! {
        <Show when=move || !earlier.read().is_empty()>
            <Fold title=t!("submission.earlier")>
                <ol class="earlier">{move || earlier.get().into_iter().map(line).collect_view()}</ol>
            </Fold>
        </Show>
    }
}

/// A step to which a report can be returned, in words.
fn step(kind: StepKind) -> String {
    say!(match kind {
        StepKind::Score => key!("submission.step.score"),
        StepKind::GroupVote => key!("submission.step.group_vote"),
        StepKind::Propose => key!("submission.step.propose"),
        StepKind::Submit => key!("submission.step.submit"),
        _ => key!("submission.step.vote"),
    })
}

const STEPS: [StepKind; 5] = [
    StepKind::Vote,
    StepKind::Propose,
    StepKind::GroupVote,
    StepKind::Score,
    StepKind::Submit,
];

#[component]
fn ReturnDialog(id: StoredValue<BookId>, doing: Doing, open: RwSignal<bool>) -> impl IntoView {
    let store = Desk::of_page().store;
    let to = RwSignal::new(String::from("0"));
    let reason = RwSignal::new(String::new());
    let options = Signal::derive(move || {
        let book = id.with_value(|id| store.book_of(id));
        let on_route = |kind: StepKind| {
            let book = book.as_ref();
            book.is_some_and(|book| {
                store.rules.with(|rules| {
                    book.rated().any(|(_, record)| {
                        let set = rules.of(&record.enrolled);
                        set.is_some_and(|set| set.route.has(&record.enrolled, kind))
                    })
                })
            })
        };
        let steps = STEPS
            .iter()
            .enumerate()
            .filter(|(_, kind)| on_route(**kind));
        steps
            .map(|(index, kind)| (index.to_string(), step(*kind)))
            .collect::<Vec<_>>()
    });
    let send = move || {
        let index: usize = to.get_untracked().parse().unwrap_or_default();
        let kind = STEPS.get(index).copied().unwrap_or(StepKind::Vote);
        let deed = id.with_value(|id| {
            let book = store.book_now(id)?;
            give_back(&book, kind, reason.get_untracked())
        });
        if let Some(deed) = deed
            && id.with_value(|id| doing.does(id, deed))
        {
            reason.set(String::new());
            open.set(false);
        }
    };
    view! {
        <Dialog
            open
            title=t!("submission.return")
            actions=move || view! {
                <DialogActions open=open words=t!("submission.return.do") icon=Icon::Undo on_press=send />
            }
        >
            <p>{t!("submission.return.words")}</p>
            <RefusalNotice doing />
            <Select label=t!("submission.return.to") value=to options />
            <TextArea label=t!("submission.return.reason") value=reason />
        </Dialog>
    }
}
