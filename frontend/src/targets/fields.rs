//! The form of a target: a new one, or one that changes.

use leptos::prelude::*;
use roviec_shared::{
    act::Deed,
    id::{BookId, InBook},
    month::Day,
    points::{Quantity, QuantityError},
    refusal::Refusal,
    target::{Counting, TargetChange, TargetPlan},
};
use serde::{Deserialize, Serialize};

use super::known::{above, id_of, known, read_id};
use super::shown::Shown;
use crate::doing::{Doing, RefusalNotice};
use crate::form::{Restored, hint, keep, quantity, quantity_wrong, stored};
use crate::store::Store;
use crate::ui::{
    Button, ButtonKind, DayField, Field, Icon, Keyboard, Options, RadioCard, RadioCards, Select,
    TextArea, Toasts, Tone,
};
use crate::{key, say, t};

/// A plan of which only the kind matters: for asking whether whoever acts may set one.
pub fn sample(today: Day) -> TargetPlan {
    TargetPlan {
        title: String::new(),
        measure: String::new(),
        planned: Quantity::ONE,
        counting: Counting::Up,
        from: today.month(),
        until: today.month(),
        document: String::new(),
        part_of: None,
    }
}

/// How it is counted, as the form asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Way {
    #[default]
    Up,
    Down,
    Sum,
}

/// What is being entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Draft {
    title: String,
    measure: String,
    planned: String,
    way: Way,
    start: String,
    from: String,
    until: String,
    document: String,
    part_of: String,
    reason: String,
}

impl Draft {
    /// A new one: of the term that the unit's other targets are of, else of the five years from this month.
    fn new(like: Option<&TargetPlan>, today: Day) -> Self {
        let month = today.month();
        let (from, until) = like.map_or((month, month.plus_months(59)), |plan| {
            (plan.from, plan.until)
        });
        Self {
            from: String::from(from.first_day()),
            until: String::from(until.last_day()),
            document: like.map(|plan| plan.document.clone()).unwrap_or_default(),
            ..Self::default()
        }
    }

    fn of(plan: &TargetPlan) -> Self {
        let (way, start) = match plan.counting {
            Counting::Up => (Way::Up, String::new()),
            Counting::Down { start } => (Way::Down, quantity(start)),
            Counting::Sum => (Way::Sum, String::new()),
        };
        Self {
            title: plan.title.clone(),
            measure: plan.measure.clone(),
            planned: quantity(plan.planned),
            way,
            start,
            from: String::from(plan.from.first_day()),
            until: String::from(plan.until.last_day()),
            document: plan.document.clone(),
            part_of: plan.part_of.as_ref().map(id_of).unwrap_or_default(),
            reason: String::new(),
        }
    }
}

/// The fields as signals, with what is wrong with the quantities.
#[derive(Clone, Copy)]
struct Fields {
    title: RwSignal<String>,
    measure: RwSignal<String>,
    planned: RwSignal<String>,
    way: RwSignal<Option<Way>>,
    start: RwSignal<String>,
    from: RwSignal<String>,
    until: RwSignal<String>,
    document: RwSignal<String>,
    part_of: RwSignal<String>,
    reason: RwSignal<String>,
    planned_wrong: RwSignal<Option<String>>,
    start_wrong: RwSignal<Option<String>>,
}

impl Fields {
    fn new(draft: Draft) -> Self {
        Self {
            title: RwSignal::new(draft.title),
            measure: RwSignal::new(draft.measure),
            planned: RwSignal::new(draft.planned),
            way: RwSignal::new(Some(draft.way)),
            start: RwSignal::new(draft.start),
            from: RwSignal::new(draft.from),
            until: RwSignal::new(draft.until),
            document: RwSignal::new(draft.document),
            part_of: RwSignal::new(draft.part_of),
            reason: RwSignal::new(draft.reason),
            planned_wrong: RwSignal::new(None),
            start_wrong: RwSignal::new(None),
        }
    }

    fn read(self) -> Draft {
        Draft {
            title: self.title.get(),
            measure: self.measure.get(),
            planned: self.planned.get(),
            way: self.way.get().unwrap_or_default(),
            start: self.start.get(),
            from: self.from.get(),
            until: self.until.get(),
            document: self.document.get(),
            part_of: self.part_of.get(),
            reason: self.reason.get(),
        }
    }

    fn write(self, draft: Draft) {
        self.title.set(draft.title);
        self.measure.set(draft.measure);
        self.planned.set(draft.planned);
        self.way.set(Some(draft.way));
        self.start.set(draft.start);
        self.from.set(draft.from);
        self.until.set(draft.until);
        self.document.set(draft.document);
        self.part_of.set(draft.part_of);
        self.reason.set(draft.reason);
        self.planned_wrong.set(None);
        self.start_wrong.set(None);
    }

    /// What the fields say, once the quantities and days can be read; what else is wrong the rules say.
    fn plan(self) -> Result<TargetPlan, Option<Refusal>> {
        let draft = untrack(|| self.read());
        let read = |text: &str, wrong: RwSignal<Option<String>>| {
            let found = Quantity::parse(text);
            wrong.set(found.err().map(said_wrong));
            found.ok()
        };
        let planned = read(&draft.planned, self.planned_wrong);
        let start = match draft.way {
            Way::Down => read(&draft.start, self.start_wrong),
            Way::Up | Way::Sum => Some(Quantity::ZERO),
        };
        let (Some(planned), Some(start)) = (planned, start) else {
            return Err(None);
        };
        let month = |day: &str| day.parse::<Day>().map(Day::month).ok();
        let (Some(from), Some(until)) = (month(&draft.from), month(&draft.until)) else {
            return Err(Some(Refusal::TermBackward));
        };
        Ok(TargetPlan {
            title: draft.title.trim().to_owned(),
            measure: draft.measure.trim().to_owned(),
            planned,
            counting: match draft.way {
                Way::Up => Counting::Up,
                Way::Down => Counting::Down { start },
                Way::Sum => Counting::Sum,
            },
            from,
            until,
            document: draft.document.trim().to_owned(),
            part_of: read_id(&draft.part_of),
        })
    }
}

/// Nothing entered is asked for in the words of a target, not of a task.
fn said_wrong(wrong: QuantityError) -> String {
    match wrong {
        QuantityError::Empty => say!("targets.quantity.empty"),
        other => quantity_wrong(other),
    }
}

/// The newest target of the same unit: a resolution sets many at once.
fn like(store: Store, book: &BookId) -> Option<TargetPlan> {
    untrack(|| {
        let own = super::known::of_unit(store, &book.unit);
        own.last().map(|shown| shown.plan().clone())
    })
}

/// Sets a new target.
#[component]
pub fn TargetForm(
    /// In which month's book.
    book: BookId,
    /// It is set.
    #[prop(into)]
    done: Callback<()>,
) -> impl IntoView {
    let store = Store::get();
    let key = format!("target/{}", book.unit);
    let at_first = Draft::new(like(store, &book).as_ref(), store.today.get_untracked());
    let at = book.clone();
    let does = move |doing: Doing, plan: TargetPlan, _: String| {
        let title = plan.title.clone();
        let held = doing.does(&at, Deed::SetTarget { plan });
        held.then(|| say!("targets.added", title = title))
    };
    let whole = Signal::derive(move || wholes(store, &book));
    view! { <Form key at_first whole is_change=false does done /> }
}

/// Changes one that stands.
#[component]
pub fn ChangeForm(
    /// Which.
    shown: Shown,
    /// In which month's book.
    book: BookId,
    /// It is changed.
    #[prop(into)]
    done: Callback<()>,
) -> impl IntoView {
    let store = Store::get();
    let key = key_of("target", &shown.target);
    let at_first = Draft::of(shown.plan());
    let whole = {
        let book = book.clone();
        Signal::derive(move || wholes(store, &book))
    };
    let does = move |doing: Doing, plan: TargetPlan, reason: String| {
        let deed = Deed::ChangeTarget {
            target: shown.target.clone(),
            change: difference(shown.plan(), &plan),
            reason,
        };
        doing
            .does(&book, deed)
            .then(|| say!("targets.changed", title = plan.title))
    };
    view! { <Form key at_first whole is_change=true does done /> }
}

fn difference(standing: &TargetPlan, wanted: &TargetPlan) -> TargetChange {
    fn new<T: Clone + PartialEq>(before: &T, after: &T) -> Option<T> {
        (before != after).then(|| after.clone())
    }
    TargetChange {
        title: new(&standing.title, &wanted.title),
        measure: new(&standing.measure, &wanted.measure),
        planned: new(&standing.planned, &wanted.planned),
        document: new(&standing.document, &wanted.document),
        part_of: new(&standing.part_of, &wanted.part_of).flatten(),
    }
}

/// The targets above that one of this unit can be a part of.
fn wholes(store: Store, book: &BookId) -> Options {
    let units = above(store, &book.unit);
    let all = known(store);
    let of_above = all
        .values()
        .filter(|shown| units.contains(&shown.target.book.unit) && shown.standing.ended.is_none());
    let option = |shown: &Shown| {
        let plan = shown.plan();
        (
            id_of(&shown.target),
            format!("{} ({})", plan.title, plan.measure),
        )
    };
    of_above.map(option).collect()
}

/// The form itself: `does` gives the words of what was done, or nothing where it does not hold.
#[component]
fn Form<F>(
    key: String,
    at_first: Draft,
    whole: Signal<Options>,
    is_change: bool,
    does: F,
    done: Callback<()>,
) -> impl IntoView
where
    F: Fn(Doing, TargetPlan, String) -> Option<String> + Send + Sync + 'static,
{
    let store = Store::get();
    let kept: Option<Draft> = stored(store, &key);
    let restored = RwSignal::new(kept.is_some());
    let fields = Fields::new(kept.unwrap_or_else(|| at_first.clone()));
    keep(store, key.clone(), at_first.clone(), move || fields.read());
    let (doing, toasts) = (Doing::new(store), Toasts::of_app());
    let confirm = move || {
        doing.forgets();
        let plan = match fields.plan() {
            Ok(plan) => plan,
            Err(why) => {
                if let Some(why) = why {
                    doing.refuses(why);
                }
                return;
            }
        };
        let reason = fields.reason.get_untracked().trim().to_owned();
        if let Some(words) = does(doing, plan, reason) {
            store.drop_draft(&key);
            toasts.say(Tone::Success, words);
            done.run(());
        }
    };
    let forget = move || {
        fields.write(at_first.clone());
        restored.set(false);
    };
    let cards = Signal::derive(move || {
        let card = |way, title, note| RadioCard::new(way, title).note(note);
        vec![
            card(Way::Up, t!("targets.way.up"), t!("targets.way.up.note")),
            card(
                Way::Down,
                t!("targets.way.down"),
                t!("targets.way.down.note"),
            ),
            card(Way::Sum, t!("targets.way.sum"), t!("targets.way.sum.note")),
        ]
    });
    let is_down = move || fields.way.get() == Some(Way::Down);
    let has_whole = Memo::new(move |_| !whole.read().is_empty());
    view! {
        <div class="stack">
            <Restored is_restored=restored on_forget=forget />
            <TextArea label=t!("targets.field.title") value=fields.title secrecy_notice=false rows=2 />
            <div class="task-amount">
                <Field
                    label=t!("targets.field.planned")
                    value=fields.planned
                    keyboard=Keyboard::Decimal
                    error=fields.planned_wrong
                />
                <Field
                    label=t!("targets.field.measure")
                    value=fields.measure
                    hint=hint(key!("targets.field.measure.hint"))
                />
            </div>
            {(!is_change)
                .then(|| {
                    view! {
                        <RadioCards label=t!("targets.way") cards value=fields.way />
                        <Show when=is_down>
                            <Field
                                label=t!("targets.field.start")
                                value=fields.start
                                keyboard=Keyboard::Decimal
                                error=fields.start_wrong
                            />
                        </Show>
                        <div class="task-when">
                            <DayField label=t!("targets.field.from") value=fields.from />
                            <DayField label=t!("targets.field.until") value=fields.until />
                        </div>
                    }
                })}
            <Field
                label=t!("targets.field.document")
                value=fields.document
                hint=hint(key!("targets.field.document.hint"))
            />
            <Show when=move || has_whole.get()>
                <Select
                    label=t!("targets.field.part_of")
                    value=fields.part_of
                    options=whole
                    none=t!("targets.field.part_of.none")
                />
            </Show>
            {is_change
                .then(|| view! { <TextArea label=t!("plan.reason") value=fields.reason secrecy_notice=false rows=2 /> })}
            <RefusalNotice doing />
            <div class="row-end">
                <Button on_press=move || done.run(())>{t!("form.cancel")}</Button>
                <Button kind=ButtonKind::Primary icon=Icon::Check on_press=confirm>
                    {if is_change { t!("targets.change.confirm") } else { t!("targets.add.confirm") }}
                </Button>
            </div>
        </div>
    }
}

/// Which target a form is about, for the key of its draft.
pub fn key_of(kind: &str, target: &InBook) -> String {
    format!("{kind}/{}", id_of(target))
}
