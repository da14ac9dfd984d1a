//! The end of the meeting: what was said, the conclusion, and the minutes closed over the list.

use leptos::prelude::*;
use roviec_shared::{
    act::Deed,
    apply::minutes_rows,
    book::{Book, meeting::MeetingNotes, seals},
    month::Day,
    refusal::Refusal,
};
use serde::{Deserialize, Serialize};

use super::quorum::{Quorum, quorum};
use super::{PrintMinutes, is_running};
use crate::doing::{Doing, RefusalNotice, SavingLine};
use crate::form::{Restored, hint, keep, stored};
use crate::month::{Here, Lines, lines};
use crate::ui::{
    ActionBar, Button, ButtonKind, Card, Dialog, DialogActions, Field, Icon, LinkButton, Notice,
    TextArea, Toasts, Tone,
};
use crate::{key, say, t};

/// The part of the page.
#[component]
pub fn MinutesPart(
    /// Where.
    here: Here,
) -> impl IntoView {
    let is_sealed = Memo::new(move |_| {
        here.with(|book| book.meeting.minutes.is_some())
            .unwrap_or_default()
    });
    let title = Signal::derive(move || {
        if is_sealed.get() {
            say!("minutes.checked")
        } else {
            say!("minutes.check")
        }
    });
    view! {
        <div class="grid-wide">
            <Words here />
            <Card title><Checklist here /></Card>
        </div>
        {move || {
            if is_sealed.get() {
                view! { <Sealed here /> }.into_any()
            } else {
                view! { <Seal here /> }.into_any()
            }
        }}
    }
}

/// What is being entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Draft {
    until: String,
    discussion: String,
    conclusion: String,
}

impl Draft {
    fn of(notes: &MeetingNotes) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            until: text(&notes.until),
            discussion: text(&notes.discussion),
            conclusion: text(&notes.conclusion),
        }
    }

    /// What differs from the notes that stand.
    fn over(&self, standing: &MeetingNotes) -> MeetingNotes {
        let text = |typed: &str, before: &Option<String>| {
            let typed = typed.trim();
            (before.as_deref().unwrap_or_default() != typed).then(|| typed.to_owned())
        };
        MeetingNotes {
            until: text(&self.until, &standing.until),
            discussion: text(&self.discussion, &standing.discussion),
            conclusion: text(&self.conclusion, &standing.conclusion),
            ..MeetingNotes::default()
        }
    }
}

fn may(here: Here, deed: &Deed) -> bool {
    here.with(|book| here.store.may(book, deed))
        .unwrap_or_default()
}

#[component]
fn Words(here: Here) -> impl IntoView {
    let store = here.store;
    let notes = here
        .with_now(|book| book.meeting.notes.clone())
        .unwrap_or_default();
    let at_first = Draft::of(&notes);
    let key = format!("conclude_meeting/{}", here.id());
    let kept: Option<Draft> = stored(store, &key);
    let restored = RwSignal::new(kept.is_some());
    let draft = kept.unwrap_or_else(|| at_first.clone());
    let (until, discussion, conclusion) = (
        RwSignal::new(draft.until),
        RwSignal::new(draft.discussion),
        RwSignal::new(draft.conclusion),
    );
    let read = move || Draft {
        until: until.get(),
        discussion: discussion.get(),
        conclusion: conclusion.get(),
    };
    keep(store, key.clone(), at_first.clone(), read);
    let convene = Deed::Convene {
        notes: MeetingNotes::default(),
    };
    let closed = Signal::derive(move || !is_running(here) || !may(here, &convene));
    let doing = Doing::new(store);
    let toasts = Toasts::of_app();
    let over = move || {
        here.with(|book| read().over(&book.meeting.notes))
            .unwrap_or_default()
    };
    let nothing_new = Signal::derive(move || over() == MeetingNotes::default());
    let confirm = Callback::new(move |()| {
        let notes = untrack(over);
        if doing.does(&here.id(), Deed::Convene { notes }) {
            store.drop_draft(&key);
            restored.set(false);
            toasts.say(Tone::Success, say!("minutes.words.done"));
        }
    });
    let forget = move || {
        until.set(at_first.until.clone());
        discussion.set(at_first.discussion.clone());
        conclusion.set(at_first.conclusion.clone());
        restored.set(false);
    };
    view! {
        <Card title=t!("minutes.words")>
            <Restored is_restored=restored on_forget=forget />
            <TextArea label=t!("minutes.discussion") value=discussion rows=4 disabled=closed secrecy_notice=false />
            <TextArea
                label=t!("minutes.conclusion")
                value=conclusion
                rows=3
                hint=hint(key!("minutes.conclusion.hint"))
                disabled=closed
            />
            <Field label=t!("minutes.until") value=until hint=hint(key!("roll.from.hint")) disabled=closed />
            <RefusalNotice doing />
            <Show when=move || !closed.get()>
                <div class="row-end">
                    <Button icon=Icon::Check disabled=nothing_new on_press=move || confirm.run(())>{t!("minutes.words.confirm")}</Button>
                </div>
            </Show>
        </Card>
    }
}

/// One thing that must be there before the minutes are closed.
struct Check {
    words: String,
    is_met: bool,
    part: &'static str,
}

fn checks(here: Here, quorum: &Quorum, lines: &Lines) -> Vec<Check> {
    let (day, chair) = here
        .with(|book| (book.meeting.notes.day, book.meeting.notes.chair.is_some()))
        .unwrap_or_default();
    let left: Vec<String> = lines
        .iter()
        .filter(|line| line.is_rated && line.agreed.is_none())
        .map(|line| line.name.clone())
        .collect();
    let agreed = if left.is_empty() {
        say!("minutes.check.agreed")
    } else {
        let shown = left.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
        match left.len().saturating_sub(5) {
            0 => say!("minutes.check.left", names = shown),
            more => say!("minutes.check.left.more", names = shown, n = more),
        }
    };
    vec![
        Check {
            words: match day {
                Some(day) => say!("minutes.check.day", day = crate::plan::day(day)),
                None => say!("minutes.check.no_day"),
            },
            is_met: day.is_some(),
            part: "roll",
        },
        Check {
            words: if chair {
                say!("minutes.check.chair")
            } else {
                say!("minutes.check.no_chair")
            },
            is_met: chair,
            part: "roll",
        },
        Check {
            words: quorum.words(),
            is_met: quorum.is_met,
            part: "roll",
        },
        Check {
            words: agreed,
            is_met: left.is_empty(),
            part: "people",
        },
    ]
}

#[component]
fn Checklist(here: Here) -> impl IntoView {
    let (counted, all) = (quorum(here), lines(here));
    let items = move || {
        checks(here, &counted.read(), &all.read())
            .into_iter()
            .map(|check| {
                let (icon, class) = if check.is_met {
                    (Icon::Check, "check-line tone-success")
                } else {
                    (Icon::Warning, "check-line tone-warning")
                };
                let href = format!("{}/{}", here.href("meeting"), check.part);
                view! {
                    <li class=class>
                        {icon.view()}
                        <span class="grow">{check.words}</span>
                        {(!check.is_met)
                            .then(|| {
                                view! {
                                    <leptos_router::components::A href=href attr:class="text-link">
                                        {t!("minutes.check.go")}
                                    </leptos_router::components::A>
                                }
                            })}
                    </li>
                }
            })
            .collect_view()
    };
    view! { <ul class="reasons">{items}</ul> }
}

/// The button that closes the minutes, and the question before it.
#[component]
fn Seal(here: Here) -> impl IntoView {
    let deed = Deed::SealMinutes {
        people: std::collections::BTreeMap::new(),
    };
    let can_seal = Memo::new(move |_| is_running(here) && may(here, &deed));
    let asks = RwSignal::new(false);
    let doing = Doing::new(here.store);
    let rows = move |book: &Book| here.store.rules.with(|rules| minutes_rows(book, rules));
    let ask = move || match here.with_now(rows) {
        Some(Ok(_)) => {
            doing.forgets();
            asks.set(true);
        }
        Some(Err(why)) => doing.refuses(why),
        None => doing.refuses(Refusal::MonthNotOpened),
    };
    let confirm = move || {
        if let Some(Ok(rows)) = here.with_now(rows) {
            let people = seals(&rows);
            doing.does(&here.id(), Deed::SealMinutes { people });
        }
        asks.set(false);
    };
    view! {
        <RefusalNotice doing />
        <Dialog
            open=asks
            title=t!("minutes.seal.title")
            actions=move || view! {
                <DialogActions open=asks words=t!("minutes.seal") icon=Icon::Lock on_press=confirm />
            }
        >
            <p>{t!("minutes.seal.words")}</p>
        </Dialog>
        <Show when=move || can_seal.get()>
            <ActionBar state=|| view! { <SavingLine /> }>
                <PrintMinutes here />
                <Button kind=ButtonKind::Primary icon=Icon::Lock on_press=ask>{t!("minutes.seal")}</Button>
            </ActionBar>
        </Show>
    }
}

/// Closed minutes: paper, report, and the way back.
#[component]
fn Sealed(here: Here) -> impl IntoView {
    let deed = Deed::UnsealMinutes {
        reason: String::new(),
    };
    let can_open = Memo::new(move |_| {
        let went_up = here.with(|book| book.submission().is_some() || book.closed.is_some());
        !went_up.unwrap_or(true) && may(here, &deed)
    });
    let asks = RwSignal::new(false);
    let reason = RwSignal::new(String::new());
    let doing = Doing::new(here.store);
    let confirm = move || {
        let reason = reason.get_untracked();
        if doing.does(&here.id(), Deed::UnsealMinutes { reason }) {
            asks.set(false);
        }
    };
    let day = move || {
        let day: Option<Day> = here.with(|book| book.meeting.notes.day).flatten();
        day.map(crate::plan::day).unwrap_or_default()
    };
    let ends_here = untrack(|| here.ends_at_home());
    let (on, on_words) = if ends_here {
        ("decision", t!("minutes.to_decision"))
    } else {
        ("report", t!("minutes.to_report"))
    };
    let words = move || {
        if ends_here {
            say!("minutes.sealed.day", day = day())
        } else {
            say!("minutes.sealed.words", day = day())
        }
    };
    view! {
        <Notice tone=Tone::Success title=t!("minutes.sealed.title")>
            <p>{words}</p>
        </Notice>
        <Dialog open=asks title=t!("minutes.unseal.title")>
            <p>{t!("minutes.unseal.words")}</p>
            <TextArea label=t!("plan.reason") value=reason rows=2 />
            <RefusalNotice doing />
            <div class="row-end">
                <Button on_press=move || asks.set(false)>{t!("form.cancel")}</Button>
                <Button kind=ButtonKind::Danger icon=Icon::Undo on_press=confirm>{t!("minutes.unseal")}</Button>
            </div>
        </Dialog>
        <ActionBar state=|| view! { <SavingLine /> }>
            <Show when=move || can_open.get()>
                <Button icon=Icon::Undo on_press=move || asks.set(true)>{t!("minutes.unseal")}</Button>
            </Show>
            <PrintMinutes here />
            <LinkButton href=here.href(on) kind=ButtonKind::Primary icon=Icon::Arrow>{on_words}</LinkButton>
        </ActionBar>
    }
}
