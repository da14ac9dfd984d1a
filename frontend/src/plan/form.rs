//! The fields of one task.

use leptos::prelude::*;
use roviec_shared::{
    month::{Day, Month},
    points::{Quantity, QuantityError},
    task::{Plan, PlanChange, UNIT_DEFAULT, WEIGHT_DEFAULT, WEIGHT_MAX},
};
use serde::{Deserialize, Serialize};

use super::vague_words;
use crate::form::{self, hint};
use crate::month::Here;
use crate::store::Store;
use crate::ui::{
    Checkbox, DayField, Field, Fold, Keyboard, Notice, Options, Select, TextArea, Tone,
};
use crate::{key, locale, say, t, targets};

/// What stands in the fields, as it is kept while it is being entered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TaskDraft {
    product: String,
    quantity: String,
    unit: String,
    due: String,
    weight: String,
    judged: String,
    confirmer: String,
    target: String,
    serves: String,
    unplanned: bool,
    /// Why a task changes inside the month.
    pub reason: String,
}

impl TaskDraft {
    /// An empty form of a month.
    pub fn of_month(month: Month) -> Self {
        Self {
            due: String::from(month.day(25)),
            weight: WEIGHT_DEFAULT.to_string(),
            ..Self::default()
        }
    }

    /// The form of a task that stands.
    pub fn of_plan(plan: &Plan) -> Self {
        let is_open = plan.unit == UNIT_DEFAULT && plan.quantity == Quantity::ONE;
        Self {
            product: plan.product.clone(),
            quantity: if is_open {
                String::new()
            } else {
                form::quantity(plan.quantity)
            },
            unit: if is_open {
                String::new()
            } else {
                plan.unit.clone()
            },
            due: String::from(plan.due),
            weight: plan.weight.to_string(),
            judged: plan.judged.clone(),
            confirmer: plan.confirmer.clone(),
            target: plan.target.clone(),
            serves: plan.serves.as_ref().map(targets::id_of).unwrap_or_default(),
            unplanned: plan.unplanned,
            reason: String::new(),
        }
    }

    /// Whether nobody entered anything of a new task.
    pub fn is_untouched(&self, month: Month) -> bool {
        *self == Self::of_month(month)
    }
}

/// What is wrong with the fields, each in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskFaults {
    product: Option<String>,
    quantity: Option<String>,
    due: Option<String>,
    weight: Option<String>,
}

/// The fields as signals.
#[derive(Clone, Copy)]
pub struct TaskForm {
    product: RwSignal<String>,
    quantity: RwSignal<String>,
    unit: RwSignal<String>,
    due: RwSignal<String>,
    weight: RwSignal<String>,
    judged: RwSignal<String>,
    confirmer: RwSignal<String>,
    target: RwSignal<String>,
    serves: RwSignal<String>,
    unplanned: RwSignal<bool>,
    /// Why a task changes inside the month.
    pub reason: RwSignal<String>,
    faults: RwSignal<TaskFaults>,
}

impl TaskForm {
    /// The fields with this content.
    pub fn new(draft: TaskDraft) -> Self {
        let form = Self {
            product: RwSignal::default(),
            quantity: RwSignal::default(),
            unit: RwSignal::default(),
            due: RwSignal::default(),
            weight: RwSignal::default(),
            judged: RwSignal::default(),
            confirmer: RwSignal::default(),
            target: RwSignal::default(),
            serves: RwSignal::default(),
            unplanned: RwSignal::default(),
            reason: RwSignal::default(),
            faults: RwSignal::default(),
        };
        form.write(draft);
        form
    }

    /// Puts other content in.
    pub fn write(self, draft: TaskDraft) {
        self.product.set(draft.product);
        self.quantity.set(draft.quantity);
        self.unit.set(draft.unit);
        self.due.set(draft.due);
        self.weight.set(draft.weight);
        self.judged.set(draft.judged);
        self.confirmer.set(draft.confirmer);
        self.target.set(draft.target);
        self.serves.set(draft.serves);
        self.unplanned.set(draft.unplanned);
        self.reason.set(draft.reason);
        self.faults.set(TaskFaults::default());
    }

    /// What stands in the fields, following them.
    pub fn read(self) -> TaskDraft {
        TaskDraft {
            product: self.product.get(),
            quantity: self.quantity.get(),
            unit: self.unit.get(),
            due: self.due.get(),
            weight: self.weight.get(),
            judged: self.judged.get(),
            confirmer: self.confirmer.get(),
            target: self.target.get(),
            serves: self.serves.get(),
            unplanned: self.unplanned.get(),
            reason: self.reason.get(),
        }
    }

    /// The plan that the fields say; none where one of them cannot be read, which they then show.
    pub fn plan(self) -> Option<Plan> {
        let mut faults = TaskFaults::default();
        let draft = untrack(|| self.read());
        let product = draft.product.trim().to_owned();
        if product.is_empty() {
            faults.product = Some(say!("refusal.product_missing"));
        }
        let quantity = match Quantity::parse_planned(&draft.quantity) {
            Err(QuantityError::Empty) => Some(Quantity::ONE),
            Err(wrong) => {
                faults.quantity = Some(form::quantity_wrong(wrong));
                None
            }
            Ok(quantity) => Some(quantity),
        };
        let due = draft.due.parse::<Day>().ok();
        if due.is_none() {
            faults.due = Some(say!("plan.due.missing"));
        }
        let weight = match draft.weight.trim() {
            "" => Some(WEIGHT_DEFAULT),
            typed => typed
                .parse()
                .ok()
                .filter(|weight| (1..=WEIGHT_MAX).contains(weight)),
        };
        if weight.is_none() {
            faults.weight = Some(say!("refusal.weight_out_of_range"));
        }
        let is_clear = faults == TaskFaults::default();
        self.faults.set(faults);
        let unit = draft.unit.trim();
        is_clear.then_some(())?;
        Some(Plan {
            product,
            quantity: quantity?,
            unit: if unit.is_empty() { UNIT_DEFAULT } else { unit }.to_owned(),
            due: due?,
            weight: weight?,
            judged: draft.judged.trim().to_owned(),
            confirmer: draft.confirmer.trim().to_owned(),
            target: draft.target.trim().to_owned(),
            serves: targets::read_id(&draft.serves),
            helpers: Vec::new(),
            carried: None,
            part_of: None,
            unplanned: draft.unplanned,
        })
    }

    /// As [`TaskForm::plan`], of a task that is being assigned: the words of the target that it serves stand beside
    /// its name, since whoever reads the task may not see the target.
    pub fn assigned(self, store: Store) -> Option<Plan> {
        let plan = self.plan()?;
        let serves = plan.serves.as_ref();
        let title = serves.and_then(|target| targets::title_of(store, target));
        Some(Plan {
            target: title.unwrap_or(plan.target),
            ..plan
        })
    }

    /// The plan so far, for what is not clear about it: without it, while a field cannot be read.
    fn so_far(self) -> Option<Plan> {
        let draft = self.read();
        let quantity = match Quantity::parse_planned(&draft.quantity) {
            Err(QuantityError::Empty) => Quantity::ONE,
            quantity => quantity.ok()?,
        };
        let unit = draft.unit.trim();
        (!draft.product.trim().is_empty()).then(|| Plan {
            product: draft.product,
            quantity,
            unit: if unit.is_empty() { UNIT_DEFAULT } else { unit }.to_owned(),
            due: Day::from_days_since_1970(0),
            weight: WEIGHT_DEFAULT,
            judged: draft.judged,
            confirmer: draft.confirmer,
            target: draft.target,
            serves: None,
            helpers: Vec::new(),
            carried: None,
            part_of: None,
            unplanned: false,
        })
    }
}

/// What differs between the task that stands and the fields.
pub fn difference(standing: &Plan, wanted: &Plan) -> PlanChange {
    fn new<T: Clone + PartialEq>(before: &T, after: &T) -> Option<T> {
        (before != after).then(|| after.clone())
    }
    PlanChange {
        product: new(&standing.product, &wanted.product),
        quantity: new(&standing.quantity, &wanted.quantity),
        unit: new(&standing.unit, &wanted.unit),
        due: new(&standing.due, &wanted.due),
        weight: new(&standing.weight, &wanted.weight),
        judged: new(&standing.judged, &wanted.judged),
        confirmer: new(&standing.confirmer, &wanted.confirmer),
    }
}

/// The fields of a task that is being assigned, with the targets that work in the month's unit can serve.
#[component]
pub fn AssignFields(
    /// The fields.
    form: TaskForm,
    /// Where.
    here: Here,
) -> impl IntoView {
    targets::ask(here.store);
    let offered = Signal::derive(move || targets::offered(here.store, &here.id().unit));
    view! { <TaskFields form offered /> }
}

/// The fields of a task: what must be clear first, the rest below.
#[component]
pub fn TaskFields(
    /// The fields.
    form: TaskForm,
    /// A task that stands: what cannot change inside the month is left out.
    #[prop(optional)]
    is_change: bool,
    /// The targets that it can serve.
    #[prop(optional, into)]
    offered: Signal<Options>,
) -> impl IntoView {
    let fault =
        move |of: fn(&TaskFaults) -> Option<String>| Signal::derive(move || form.faults.with(of));
    let has_targets = Memo::new(move |_| !offered.read().is_empty());
    let target_label = Signal::derive(move || {
        say!(if has_targets.get() {
            key!("plan.target.other")
        } else {
            key!("plan.target")
        })
    });
    let vague = move || {
        locale::language();
        let plan = form.so_far()?;
        let why: Vec<String> = plan.vague().into_iter().map(vague_words).collect();
        (!why.is_empty()).then_some(why)
    };
    view! {
        <div class="stack">
            <TextArea
                label=t!("plan.product")
                value=form.product
                hint=hint(key!("plan.product.hint"))
                error=fault(|faults| faults.product.clone())
                rows=2
            />
            <div class="task-amount">
                <Field
                    label=t!("plan.quantity")
                    value=form.quantity
                    keyboard=Keyboard::Decimal
                    error=fault(|faults| faults.quantity.clone())
                />
                <Field label=t!("plan.unit") value=form.unit hint=hint(key!("plan.unit.hint")) />
            </div>
            <div class="task-when">
                <DayField label=t!("plan.due") value=form.due error=fault(|faults| faults.due.clone()) />
                <Field
                    label=t!("plan.weight")
                    value=form.weight
                    keyboard=Keyboard::Digits
                    hint=hint(key!("plan.weight.hint"))
                    error=fault(|faults| faults.weight.clone())
                />
            </div>
            <Field label=t!("plan.confirmer") value=form.confirmer hint=hint(key!("plan.confirmer.hint")) />
            {move || {
                vague()
                    .map(|why| {
                        view! {
                            <Notice tone=Tone::Warning title=t!("plan.vague.title")>
                                <ul>{why.into_iter().map(|why| view! { <li>{why}</li> }).collect_view()}</ul>
                            </Notice>
                        }
                    })
            }}
            <Fold title=t!("plan.more")>
                <div class="stack">
                    <TextArea label=t!("plan.judged") value=form.judged optional=true secrecy_notice=false rows=2 />
                    {(!is_change)
                        .then(|| {
                            view! {
                                <Show when=move || has_targets.get()>
                                    <Select
                                        label=t!("plan.target")
                                        value=form.serves
                                        options=offered
                                        none=t!("plan.serves.none")
                                    />
                                </Show>
                                <Show when=move || form.serves.read().is_empty()>
                                    <Field label=target_label value=form.target optional=true />
                                </Show>
                                <Checkbox
                                    label=t!("plan.unplanned")
                                    value=form.unplanned
                                    hint=hint(key!("plan.unplanned.hint"))
                                />
                            }
                        })}
                </div>
            </Fold>
        </div>
    }
}

#[cfg(test)]
mod tests;
