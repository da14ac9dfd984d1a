//! A unit ends with this month, and another goes on in its place, by a decision.

use leptos::prelude::*;
use roviec_shared::{api::MergeUnit, organisation::Unit, vietnamese::text_key};

use super::office::Office;
use super::paper::{Paper, PaperFields};
use super::wrong::Wrong;
use crate::store::Store;
use crate::ui::{Dialog, DialogActions, Icon, Notice, Select, Tone};
use crate::{say, t};

/// A merger that is being entered. Copy it freely.
#[derive(Clone, Copy)]
pub struct MergeForm {
    office: Office,
    open: RwSignal<bool>,
    unit: RwSignal<Option<Unit>>,
    into: RwSignal<String>,
    paper: Paper,
    is_short: RwSignal<bool>,
}

impl MergeForm {
    /// For one page.
    pub fn new(office: Office) -> Self {
        Self {
            office,
            open: RwSignal::new(false),
            unit: RwSignal::new(None),
            into: RwSignal::default(),
            paper: Paper::new(),
            is_short: RwSignal::new(false),
        }
    }

    /// A unit is to end.
    pub fn begin(self, unit: Unit) {
        self.unit.set(Some(unit));
        self.into.set(String::new());
        self.paper.begin("");
        self.is_short.set(false);
        self.office.problem.set(None);
        self.open.set(true);
    }

    fn read(self) -> Option<MergeUnit> {
        Some(MergeUnit {
            unit: self.unit.get()?.id,
            into: self.into.get().parse().ok()?,
            document: self.paper.words()?,
        })
    }

    fn save(self) {
        let Some(form) = self.read() else {
            return self.is_short.set(true);
        };
        let done = Callback::new(move |()| self.open.set(false));
        self.office.merge_unit(form, done);
    }
}

/// The form over the page.
#[component]
pub fn MergeFormDialog(form: MergeForm) -> impl IntoView {
    let title = Signal::derive(move || {
        let name = form.unit.get().map(|unit| unit.name);
        say!("admin.merge.title", unit = name.unwrap_or_default())
    });
    let units = Signal::derive(move || {
        let own = form.unit.get();
        let fits = |unit: &Unit| {
            let own = own.as_ref();
            own.is_some_and(|own| {
                unit.id != own.id && unit.until.is_none() && own.kind.goes_on_as(unit.kind)
            })
        };
        form.office.choices(fits, |unit| text_key(&unit.name))
    });
    let words = move || {
        let next = Store::get().today.get().month().next().first_day();
        say!("admin.merge.words", last = next.plus_days(-1), first = next)
    };
    let actions = move || {
        view! {
            <DialogActions
                open=form.open
                words=t!("admin.merge.go")
                icon=Icon::Arrow
                busy=form.office.is_busy
                on_press=move || form.save()
            />
        }
    };
    view! {
        <Dialog open=form.open title actions wide=true>
            <Wrong office=form.office is_short=form.is_short />
            <Notice tone=Tone::Warning><p>{words}</p></Notice>
            <div class="form-grid">
                <Select label=t!("admin.merge.into") value=form.into options=units none=t!("form.choose") />
                <PaperFields paper=form.paper />
            </div>
        </Dialog>
    }
}
