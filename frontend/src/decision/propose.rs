//! What is proposed where no meeting votes: the Organisation Board enters for each head what their unit's
//! leadership proposed, beside what the rules say.

use std::collections::BTreeMap;

use leptos::prelude::*;
use roviec_shared::{
    act::Deed,
    book::{
        Book,
        sheet::{Proposal, Stage},
    },
    id::PersonId,
    level::{Level, Outcome},
    order,
    points::Points,
    route::StepKind,
    rules::RuleSet,
    vietnamese::name_key,
};

use crate::deed::one;
use crate::doing::{Doing, RefusalNotice};
use crate::facts::{FactDraft, FactFields, FactQuestions};
use crate::level::{LevelChip, OutcomeChip, OutcomeChoice, OutcomeEntry};
use crate::meeting::proposal_over;
use crate::month::{Here, Whose};
use crate::report::points;
use crate::ui::{Button, Card, Column, Dialog, DialogActions, Icon, Table, TextArea};
use crate::{say, t};

/// One who is not decided yet.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    person: PersonId,
    name: String,
    post: String,
    total: Option<Points>,
    own: Option<Level>,
    system: Option<Level>,
    proposed: Option<Outcome>,
    may: bool,
}

/// Of units as a whole, or of people: those whose route has somebody propose.
fn rows(here: Here, book: &Book, units: bool) -> Vec<Row> {
    let store = here.store;
    let open = book.rated().filter(|(person, record)| {
        let is_open = matches!(record.stage, Stage::Open { .. });
        let rules = store.rules_of(book, person);
        let proposes = |rules: RuleSet| rules.route.step(StepKind::Propose).is_some();
        is_open && person.is_collective() == units && rules.is_some_and(proposes)
    });
    let mut rows: Vec<Row> = open
        .map(|(person, record)| {
            let grade = store.grade(book, person);
            let proposal = record.stage.proposal();
            Row {
                person: person.clone(),
                name: record.enrolled.name.clone(),
                post: record.enrolled.post.clone(),
                total: grade.as_ref().and_then(|grade| grade.total),
                own: record.stage.score().and_then(|score| score.level),
                system: grade.and_then(|grade| grade.level),
                proposed: proposal.and_then(|proposal| proposal.outcome.clone()),
                // What goes round is not changed meanwhile.
                may: book.round_of(person).is_none()
                    && store.may(book, &deed(person, Proposal::default())),
            }
        })
        .collect();
    order::sort_by_key(&mut rows, |row| name_key(&row.name));
    rows
}

fn deed(person: &PersonId, proposal: Proposal) -> Deed {
    Deed::Propose {
        people: BTreeMap::from([(person.clone(), proposal)]),
    }
}

/// The list of those who are not decided, each with the way to propose.
#[component]
pub fn Propose(
    /// Where.
    here: Here,
    /// Of units as a whole; else of people.
    #[prop(optional)]
    units: bool,
) -> impl IntoView {
    let form = ProposalForm::new(here);
    let title = move || match units {
        true => t!("heads.collectives"),
        false => t!("heads.proposals"),
    };
    let rows = Memo::new(move |_| {
        here.with(|book| rows(here, book, units))
            .unwrap_or_default()
    });
    let is_any = Memo::new(move |_| !rows.read().is_empty());
    let whom = match units {
        true => t!("heads.column.unit"),
        false => t!("committee.column.person"),
    };
    let columns = vec![
        Column::new(whom, |row: &Row| {
            let (name, post) = (row.name.clone(), row.post.clone());
            view! {
                <span class="strong">{name}</span>
                <br />
                <span class="small soft">{post}</span>
            }
            .into_any()
        }),
        Column::number(t!("committee.column.total"), |row: &Row| {
            points(row.total).into_any()
        }),
        Column::new(t!("committee.column.own"), |row: &Row| {
            view! { <LevelChip level=row.own /> }.into_any()
        }),
        Column::new(t!("committee.column.system"), |row: &Row| {
            view! { <LevelChip level=row.system provisional=true /> }.into_any()
        }),
        Column::new(t!("committee.column.proposed"), move |row: &Row| {
            let (proposed, row) = (row.proposed.clone(), StoredValue::new(row.clone()));
            let words = if proposed.is_some() {
                t!("heads.propose.again")
            } else {
                t!("heads.propose")
            };
            let may = row.with_value(|row| row.may);
            view! {
                <span class="row-tight">
                    {proposed.map(|outcome| view! { <OutcomeChip outcome=Some(outcome) /> })}
                    {may.then(|| view! {
                        <Button icon=Icon::Edit on_press=move || form.begin(row.get_value())>{words}</Button>
                    })}
                </span>
            }
            .into_any()
        }),
    ];
    let columns = StoredValue::new(columns);
    view! {
        <Show when=move || is_any.get()>
            <Card title=title() flush=true>
                <Table caption=title() caption_hidden=true columns=columns.get_value() rows />
            </Card>
        </Show>
        <ProposalDialog form />
    }
}

/// A proposal that is being entered. Copy it freely.
#[derive(Clone, Copy)]
struct ProposalForm {
    here: Here,
    doing: Doing,
    open: RwSignal<bool>,
    row: RwSignal<Option<Row>>,
    outcome: OutcomeEntry,
    strengths: RwSignal<String>,
    shortcomings: RwSignal<String>,
    to_mend: RwSignal<String>,
    reason: RwSignal<String>,
    /// The answers of whose row is open.
    facts: RwSignal<Option<FactFields>>,
}

impl ProposalForm {
    fn new(here: Here) -> Self {
        Self {
            here,
            doing: Doing::new(here.store),
            open: RwSignal::new(false),
            row: RwSignal::new(None),
            outcome: OutcomeEntry::empty(),
            strengths: RwSignal::default(),
            shortcomings: RwSignal::default(),
            to_mend: RwSignal::default(),
            reason: RwSignal::default(),
            facts: RwSignal::new(None),
        }
    }

    fn standing(self, person: &PersonId) -> Option<Proposal> {
        let of = |book: &Book| book.people.get(person)?.stage.proposal().cloned();
        self.here.with_now(of).flatten()
    }

    fn begin(self, row: Row) {
        let standing = self.standing(&row.person).unwrap_or_default();
        let proposed = standing.outcome.or(row.system.map(Outcome::Level));
        self.outcome.begin(proposed.as_ref());
        self.strengths.set(standing.strengths.unwrap_or_default());
        self.shortcomings
            .set(standing.shortcomings.unwrap_or_default());
        self.to_mend.set(standing.to_mend.unwrap_or_default());
        self.reason.set(standing.reason.unwrap_or_default());
        self.doing.forgets();
        self.row.set(Some(row));
        self.open.set(true);
    }

    fn save(self) {
        let outcome = self.outcome.outcome();
        let (Some(row), Some(outcome)) = (self.row.get(), outcome) else {
            return self.doing.refuses(roviec_shared::refusal::Refusal::Empty);
        };
        let text = |typed: RwSignal<String>| {
            let typed = typed.get_untracked().trim().to_owned();
            (!typed.is_empty()).then_some(typed)
        };
        let wanted = Proposal {
            outcome: Some(outcome),
            strengths: text(self.strengths),
            shortcomings: text(self.shortcomings),
            to_mend: text(self.to_mend),
            reason: text(self.reason),
            ..Proposal::default()
        };
        let proposal = proposal_over(self.standing(&row.person).as_ref(), wanted);
        let answered = self
            .facts
            .get_untracked()
            .map(|fields| untrack(|| fields.read()));
        let facts = self.here.with_now(|book| {
            let record = book.people.get(&row.person)?;
            Some(answered?.stated(record, self.here.store.today.get_untracked()))
        });
        // What is answered says what the system's level is, so it is stated before the proposal.
        if let Some(facts) = facts.flatten().filter(|facts| !facts.is_empty()) {
            let people = one(row.person.clone(), facts);
            if !self
                .doing
                .does(&self.here.id(), Deed::StateFacts { people })
            {
                return;
            }
        }
        let nothing_new = proposal == Proposal::default();
        if nothing_new
            || self
                .doing
                .does(&self.here.id(), deed(&row.person, proposal))
        {
            self.open.set(false);
        }
    }
}

#[component]
fn ProposalDialog(form: ProposalForm) -> impl IntoView {
    let title = Signal::derive(move || {
        let row = form.row.read();
        let name = row.as_ref().map(|row| row.name.clone());
        say!("heads.propose.title", name = name.unwrap_or_default())
    });
    // What is being answered is not drawn anew by what arrives meanwhile.
    let rules = Memo::new(move |_| {
        let person = form.row.get()?.person;
        form.here
            .with(|book| form.here.store.rules_of(book, &person))?
    });
    let whose = move || Some(Whose::new(form.here, form.row.get()?.person));
    let actions = move || {
        view! {
            <DialogActions open=form.open words=t!("heads.propose.do") on_press=move || form.save() />
        }
    };
    view! {
        <Dialog open=form.open title actions wide=true>
            <RefusalNotice doing=form.doing />
            {move || {
                let (rules, entry) = (rules.get()?, form.outcome);
                let (rules, whose) = (StoredValue::new(rules), whose()?);
                let fields = rules.with_value(|rules| FactFields::new(&FactDraft::default(), rules));
                form.facts.set(Some(fields));
                Some(view! {
                    <FactQuestions fields whose rules />
                    <OutcomeChoice label=t!("turn.level") entry rules />
                })
            }}
            <div class="turn-remarks">
                <TextArea label=t!("proposal.strengths") value=form.strengths secrecy_notice=false rows=2 />
                <TextArea label=t!("proposal.shortcomings") value=form.shortcomings secrecy_notice=false rows=2 />
            </div>
            <TextArea label=t!("proposal.to_mend") value=form.to_mend rows=2 />
            <TextArea label=t!("proposal.reason") value=form.reason rows=2 optional=true />
        </Dialog>
    }
}
