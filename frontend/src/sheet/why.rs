//! *Căn cứ xếp loại*: everything that a person's level rests on, with the rule and its document.

mod said;

use leptos::prelude::*;
use leptos_router::components::A;
use roviec_shared::{
    book::sheet::CommentKind,
    grade::{Grade, Shares},
    points::Points,
    rules::{CriterionGroup, RuleSet},
};

use self::said::Remarks;
use super::PersonHead;
use super::grade::{Levels, Reasons, missing_words};
use super::tasks::{Reading, TaskResults};
use crate::actions::Used;
use crate::correct::{Correct, CorrectButton, CorrectForm};
use crate::deed;
use crate::doing::SavingLine;
use crate::facts::share_words;
use crate::form::quantity;
use crate::month::{Here, Whose};
use crate::plan::{day, person_of_path};
use crate::ruling::rules_href;
use crate::ui::{BackLink, Card, Column, Facts, Fold, Icon, LinkButton, PageHead, Table};
use crate::{locale, say, t};

/// The page of one person.
pub fn why(here: Here) -> AnyView {
    let person = person_of_path();
    let print = move || {
        person.get().map(|person| {
            view! {
                <LinkButton href=here.href_of("paper/notice", &person) icon=Icon::Print>{t!("why.print")}</LinkButton>
            }
        })
    };
    view! {
        {move || {
            person
                .get()
                .map(|person| {
                    view! { <BackLink href=here.href_of("results", &person) words=t!("sheet.place") /> }
                })
        }}
        <PageHead title=t!("why.title") overline=here.overline() lead=t!("why.lead") actions=print />
        {move || {
            person
                .get()
                .map(|person| {
                    let whose = Whose::new(here, person);
                    let form = CorrectForm::new(whose);
                    view! {
                        <PersonHead whose aside=move || view! { <CorrectButton form /> } />
                        <Why whose />
                        <SavingLine />
                        <Correct form />
                    }
                })
        }}
    }
    .into_any()
}

/// What a person's level rests on: for the secretary and the person alike.
#[component]
pub fn Why(
    /// Whose.
    whose: Whose,
) -> impl IntoView {
    view! {
        <WhyShort whose />
        <Used whose />
        <WhyLong whose />
    }
}

/// The levels side by side, what was said of them, and the rules that moved the result.
#[component]
pub fn WhyShort(
    /// Whose.
    whose: Whose,
) -> impl IntoView {
    let grade = Memo::new(move |_| whose.grade());
    view! {
        <div class="grid-wide">
            <Card title=t!("why.levels")>
                <Levels whose />
                <Remarks whose />
            </Card>
            <Card title=t!("why.reasons")>
                <Reasons whose grade />
                <Unanswered whose grade />
            </Card>
        </div>
    }
}

/// Every point, task, fact and rule behind them, and who did what when.
#[component]
pub fn WhyLong(
    /// Whose.
    whose: Whose,
) -> impl IntoView {
    let grade = Memo::new(move |_| whose.grade());
    view! {
        <Card title=t!("why.points") flush=true><PointsTable whose grade /></Card>
        <Card title=t!("why.tasks") flush=true>
            <TaskTable whose />
            <div class="why-tasks"><Fold title=t!("why.tasks.more")><TaskResults whose reading=Reading::ReadOnly /></Fold></div>
        </Card>
        <Stated whose />
        <Spoken whose />
        <Card title=t!("why.rules")><RulesShown whose /></Card>
        <History whose />
    }
}

/// Facts that can only lower a level and that nobody answered yet.
#[component]
fn Unanswered(whose: Whose, grade: Memo<Option<Grade>>) -> impl IntoView {
    move || {
        let (rules, grade) = (whose.rules()?, grade.get()?);
        let open: Vec<String> = grade
            .missing
            .iter()
            .filter(|missing| !missing.blocks())
            .map(|missing| missing_words(&rules, &[], missing))
            .collect();
        (!open.is_empty()).then(|| {
            let items = open.into_iter().map(|words| view! { <li>{Icon::Info.view()}<span>{words}</span></li> });
            view! {
                <Fold title=t!("why.unanswered")><ul class="reasons soft">{items.collect_view()}</ul></Fold>
            }
        })
    }
}

/// One line of the table of points.
#[derive(Clone)]
struct PointsRow {
    name: String,
    is_group: bool,
    own: Option<Points>,
    proposed: Option<Points>,
    counts: Option<Points>,
    max: Points,
    note: String,
}

/// Points group by group: as scored, as proposed, as counted.
#[component]
fn PointsTable(whose: Whose, grade: Memo<Option<Grade>>) -> impl IntoView {
    let rows = Signal::derive(move || {
        let (Some(rules), Some(grade)) = (whose.rules(), grade.get()) else {
            return Vec::new();
        };
        whose
            .with(|record| {
                let score = record.stage.score().cloned().unwrap_or_default();
                let proposal = record.stage.proposal().cloned().unwrap_or_default();
                let row_of = |id: &str, name: String, max| {
                    let (own, proposed) = (score.criteria.get(id), proposal.criteria.get(id));
                    PointsRow {
                        name,
                        is_group: false,
                        own: own.copied(),
                        proposed: proposed.copied(),
                        counts: proposed.or(own).copied(),
                        max,
                        note: String::new(),
                    }
                };
                rows_of(&rules, &grade, row_of)
            })
            .unwrap_or_default()
    });
    let columns = vec![
        Column::new(t!("why.column.criterion"), |row: &PointsRow| {
            let note = row.note.clone();
            view! {
                <span class:strong=row.is_group>{row.name.clone()}</span>
                {(!note.is_empty()).then(|| view! { <br /><span class="small soft">{note}</span> })}
            }
            .into_any()
        }),
        Column::number(t!("levels.own"), |row: &PointsRow| {
            points(row.own).into_any()
        }),
        Column::number(t!("levels.proposed"), |row: &PointsRow| {
            points(row.proposed).into_any()
        }),
        Column::number(t!("why.column.counts"), |row: &PointsRow| {
            let max = locale::hundredths(row.max.hundredths().into());
            view! { <span><span class="strong">{points(row.counts)}</span> " / " {max}</span> }
                .into_any()
        }),
    ];
    view! { <Table caption=t!("why.points") caption_hidden=true columns rows /> }
}

fn points(points: Option<Points>) -> String {
    points.map_or_else(
        || "–".to_owned(),
        |points| locale::hundredths(points.hundredths().into()),
    )
}

fn rows_of(
    rules: &RuleSet,
    grade: &Grade,
    row_of: impl Fn(&str, String, Points) -> PointsRow,
) -> Vec<PointsRow> {
    let counted =
        |group: &CriterionGroup| grade.groups.iter().find(|found| found.group == group.id);
    let mut rows = Vec::new();
    for group in &rules.groups {
        let Some(found) = counted(group) else {
            continue;
        };
        if group.criteria().is_empty() {
            rows.push(PointsRow {
                name: locale::pick(&group.name),
                is_group: false,
                own: None,
                proposed: None,
                counts: found.points,
                max: found.max,
                note: grade.shares.map(shares).unwrap_or_default(),
            });
        }
        rows.extend(group.criteria().iter().map(|criterion| {
            row_of(
                criterion.id.as_str(),
                locale::pick(&criterion.name),
                criterion.max,
            )
        }));
    }
    rows.push(PointsRow {
        name: say!("why.total"),
        is_group: true,
        own: None,
        proposed: None,
        counts: grade.total,
        max: Points::MAX,
        note: String::new(),
    });
    rows
}

/// The averages, as percents.
fn shares(shares: Shares) -> String {
    let percent = |share: u32| locale::hundredths(share.into());
    say!(
        "why.shares",
        quantity = percent(shares.quantity),
        quality = percent(shares.quality),
        progress = percent(shares.progress)
    )
}

/// One line of the list of tasks with what they convert to.
#[derive(Clone)]
struct TaskRow {
    product: String,
    weight: u8,
    planned: String,
    done: String,
    faults: u8,
    delays: u8,
    is_confirmed: bool,
}

/// The list of tasks: *bảng kê*.
#[component]
fn TaskTable(whose: Whose) -> impl IntoView {
    let rows = Signal::derive(move || {
        whose
            .with(|record| {
                let row = |(_, task): (_, &roviec_shared::task::Task)| TaskRow {
                    product: task.plan.product.clone(),
                    weight: task.plan.weight,
                    planned: format!("{} {}", quantity(task.plan.quantity), task.plan.unit),
                    done: task.done().map_or_else(|| "–".to_owned(), quantity),
                    faults: task.faults(),
                    delays: task.delays(whose.here.month_end()),
                    is_confirmed: task.is_confirmed(),
                };
                record.live_tasks().map(row).collect::<Vec<_>>()
            })
            .unwrap_or_default()
    });
    let columns = vec![
        Column::new(t!("why.column.task"), |row: &TaskRow| {
            row.product.clone().into_any()
        }),
        Column::number(t!("plan.weight"), |row: &TaskRow| row.weight.into_any()),
        Column::number(t!("why.column.planned"), |row: &TaskRow| {
            row.planned.clone().into_any()
        }),
        Column::number(t!("why.column.done"), |row: &TaskRow| {
            row.done.clone().into_any()
        }),
        Column::number(t!("why.column.faults"), |row: &TaskRow| {
            row.faults.into_any()
        }),
        Column::number(t!("why.column.delays"), |row: &TaskRow| {
            row.delays.into_any()
        }),
        Column::new(t!("why.column.confirmed"), |row: &TaskRow| {
            if row.is_confirmed {
                t!("sheet.chip.confirmed").into_any()
            } else {
                t!("sheet.chip.unconfirmed").into_any()
            }
        }),
    ];
    view! { <Table caption=t!("why.tasks") caption_hidden=true columns rows /> }
}

/// Facts that were answered.
#[component]
fn Stated(whose: Whose) -> impl IntoView {
    let facts = Signal::derive(move || {
        let Some(rules) = whose.rules() else {
            return Vec::new();
        };
        whose
            .with(|record| {
                let of = |(id, fact): (&String, &roviec_shared::book::sheet::StatedFact)| {
                    let name = rules.fact(id).map(|known| locale::pick(&known.name));
                    let value = match (fact.percent, fact.share, fact.holds) {
                        (Some(percent), ..) => format!("{percent} %"),
                        (None, Some(share), _) => share_words(share),
                        (None, None, true) => say!("why.fact.yes", document = fact.document),
                        (None, None, false) => say!("why.fact.no"),
                    };
                    (name.unwrap_or_else(|| id.clone()), value)
                };
                record.facts.iter().map(of).collect::<Vec<_>>()
            })
            .unwrap_or_default()
    });
    view! {
        <Show when=move || !facts.read().is_empty()>
            <Card title=t!("why.facts")><Facts facts /></Card>
        </Show>
    }
}

/// Words of the rated beside their rating.
#[component]
fn Spoken(whose: Whose) -> impl IntoView {
    let comments = Memo::new(move |_| {
        whose
            .with(|record| record.comments.clone())
            .unwrap_or_default()
    });
    let items = move || {
        comments
            .get()
            .into_iter()
            .map(|comment| {
                let kind = match comment.kind {
                    CommentKind::Comment => say!("why.comment"),
                    CommentKind::Dissent => say!("why.dissent"),
                };
                view! {
                    <li>
                        <span class="small soft">{kind} ", " {day(comment.day)}</span>
                        <span class="prewrap">{comment.text}</span>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <Show when=move || !comments.read().is_empty()>
            <Card title=t!("why.comments")><ul class="task-history">{items}</ul></Card>
        </Show>
    }
}

/// The rule set that holds, and the documents it rests on.
#[component]
fn RulesShown(whose: Whose) -> impl IntoView {
    let shown = move || {
        let rules = whose.rules()?;
        let documents = rules
            .documents
            .iter()
            .map(|document| view! { <li>{locale::pick(&document.title)}</li> });
        Some(view! {
            <p class="strong">{locale::pick(&rules.title)}</p>
            <ul>{documents.collect_view()}</ul>
            <p class="soft small">{locale::pick(&rules.note)}</p>
            <p><A href=rules_href(&rules.id, rules.version) attr:class="text-link">{say!("rules.open")}</A></p>
        })
    };
    view! { <div class="stack-tight">{shown}</div> }
}

/// Every act that touched the sheet.
#[component]
fn History(whose: Whose) -> impl IntoView {
    let history = move || {
        let touched = whose
            .with(|record| record.history.clone())
            .unwrap_or_default();
        touched
            .into_iter()
            .rev()
            .map(|line| {
                let who = line.by.as_ref().and_then(|by| whose.here.store.name_of(by));
                let who = who.unwrap_or_else(|| say!("why.history.server"));
                let first = line.adopted_from.as_ref();
                let who = match first.and_then(|first| whose.here.store.name_of(first)) {
                    Some(first) => say!("why.history.adopted", who = who, first = first),
                    None => who,
                };
                let when = line.day.map_or_else(|| say!("why.history.pending"), day);
                view! {
                    <li>
                        <span>{deed::kind(&line.kind)}</span>
                        <span class="small soft">{say!("why.history.line", who = who, day = when)}</span>
                    </li>
                }
            })
            .collect_view()
    };
    view! { <Fold title=t!("why.history")><ol class="task-history">{history}</ol></Fold> }
}
