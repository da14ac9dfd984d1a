//! What came of a round: how many said what of each, and who said otherwise. Those of whom somebody did stand
//! first: they are what the conference speaks about.

use leptos::prelude::*;
use roviec_shared::{
    book::{
        Book,
        round::{OpinionCount, Round},
        submission::Row,
    },
    id::{ActRef, PersonId},
    level::Outcome,
    order,
    vietnamese::name_key,
};

use crate::level::{self, OutcomeChip};
use crate::month::Here;
use crate::store::Store;
use crate::ui::{Column, Notice, Table};
use crate::{say, t};

/// One row of a round that is over.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Who is rated.
    pub person: PersonId,
    /// What went round.
    pub row: Row,
    /// How many said what.
    pub count: OpinionCount,
    /// Who said otherwise, what, and in which words.
    pub otherwise: Vec<(String, Outcome, String)>,
    /// Who of those asked said nothing.
    pub silent: Vec<String>,
}

impl Said {
    fn of(store: Store, round: &Round, person: &PersonId, row: &Row) -> Self {
        let name = |person: &PersonId| store.name_of(person).unwrap_or_default();
        let otherwise = round.said_of(person);
        let otherwise = otherwise
            .filter(|(_, opinion)| opinion.outcome != row.proposed)
            .map(|(by, opinion)| (name(by), opinion.outcome.clone(), opinion.text.clone()));
        let said = |asked: &&PersonId| round.said_of(person).any(|(by, _)| by == *asked);
        let asked = round.asked.iter();
        let silent = asked.filter(|asked| !round.is_own(asked, person));
        Self {
            person: person.clone(),
            row: row.clone(),
            count: round.count(person),
            otherwise: otherwise.collect(),
            silent: silent.filter(|asked| !said(asked)).map(name).collect(),
        }
    }

    /// Whether the conference has something to speak about.
    pub fn differs(&self) -> bool {
        self.count.other > 0
            || self.row.system.is_some() && self.row.proposed.level() != self.row.system
    }
}

/// The rows of a round, those that differ first.
pub fn differing(store: Store, book: &Book, round: &ActRef) -> Vec<Said> {
    let Some(round) = book.round(round) else {
        return Vec::new();
    };
    let said = |(person, row): (&PersonId, &Row)| Said::of(store, round, person, row);
    let mut all: Vec<Said> = round.rows.iter().map(said).collect();
    order::sort_by_key(&mut all, |said| (!said.differs(), name_key(&said.row.name)));
    all
}

/// Whether a round that is over has rows that differ.
pub fn has_differing(store: Store, book: &Book, round: &ActRef) -> bool {
    differing(store, book, round).iter().any(Said::differs)
}

/// The table of a round that is over.
#[component]
pub fn Differing(
    /// Where.
    here: Here,
    /// Which round.
    round: ActRef,
    /// Only those of whom somebody said otherwise, or whose proposal is not the system's level.
    #[prop(optional)]
    only: bool,
) -> impl IntoView {
    let store = here.store;
    let round = StoredValue::new(round);
    let rows = Memo::new(move |_| {
        let of = |book: &Book| round.with_value(|round| differing(store, book, round));
        let mut rows = here.with(of).unwrap_or_default();
        rows.retain(|said| !only || said.differs());
        rows
    });
    let columns = vec![
        Column::new(t!("committee.column.person"), |said: &Said| {
            let (name, post) = (said.row.name.clone(), said.row.post.clone());
            view! {
                <span class="strong">{name}</span>
                <br />
                <span class="small soft">{post}</span>
            }
            .into_any()
        }),
        Column::new(t!("committee.column.proposed"), |said: &Said| {
            view! { <OutcomeChip outcome=Some(said.row.proposed.clone()) /> }.into_any()
        }),
        Column::number(t!("opinions.count.agree"), |said: &Said| {
            said.count.agree.into_any()
        }),
        Column::number(t!("opinions.count.other"), |said: &Said| {
            said.count.other.into_any()
        }),
        Column::number(t!("opinions.count.none"), |said: &Said| {
            said.count.none.into_any()
        }),
        Column::new(t!("opinions.count.words"), |said: &Said| {
            words(said).into_any()
        }),
    ];
    let is_whole = Memo::new(move |_| {
        let of = |book: &Book| round.with_value(|round| book.round(round).map(Round::is_whole));
        here.with(of).flatten().unwrap_or_default()
    });
    let columns = StoredValue::new(columns);
    view! {
        <Show
            when=move || is_whole.get()
            fallback=|| view! { <div class="padded"><Notice><p>{t!("opinions.coming")}</p></Notice></div> }
        >
            <Table caption=t!("opinions.table") caption_hidden=true columns=columns.get_value() rows />
        </Show>
    }
}

/// Who said otherwise, and who said nothing.
fn words(said: &Said) -> impl IntoView {
    let otherwise = said.otherwise.iter().map(|(name, outcome, text)| {
        let level = level::short_outcome(outcome);
        view! { <li class="prewrap">{say!("opinions.said", name = name, level = level, text = text)}</li> }
    });
    let silent = said.silent.join(", ");
    view! {
        <div class="stack-tight">
            <ul class="opinion-said">{otherwise.collect_view()}</ul>
            {(!silent.is_empty()).then(|| view! { <p class="small soft">{say!("opinions.silent", names = silent)}</p> })}
        </div>
    }
}
