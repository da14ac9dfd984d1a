//! A device without a device: it journals in memory, says how far things are, and sends to nobody.

use std::{
    cell::Cell, collections::BTreeMap, future::Future, pin::Pin, rc::Rc, sync::Arc, time::Duration,
};

use leptos::prelude::*;
use roviec_shared::{
    act::{Act, Authored},
    api::{Holder, SummaryRow},
    apply::{Context, Others, apply},
    book::Book,
    book::summary::summary,
    id::{ActRef, PersonId, SeriesId},
    month::Month,
    organisation::Role,
    permission::{Author, scope},
    play::Play,
    view::{View, listing, project},
};

use super::{Who, World};
use crate::store::{Actor, AsColleague, Colleague, Connection, Device, Handed, Saving, Store};

/// The PIN of everyone here.
const PIN: &str = "123456";
/// As long as a slow tablet's journal takes.
const JOURNAL: Duration = Duration::from_millis(120);
/// As long as a slow line takes.
const LINE: Duration = Duration::from_millis(900);

struct PlayDevice {
    store: Store,
    people: BTreeMap<PersonId, Author>,
    is_online: bool,
    colleague_acts: Cell<u64>,
    counts: Vec<SummaryRow>,
}

impl PlayDevice {
    fn journals(&self) {
        let (store, is_online) = (self.store, self.is_online);
        store.saving.set(Saving::Saving);
        set_timeout(
            move || {
                store.unsent.update(|unsent| *unsent += 1);
                store.saving.set(Saving::OnDevice);
                if is_online {
                    set_timeout(move || sent(store), LINE);
                }
            },
            JOURNAL,
        );
    }
}

fn sent(store: Store) {
    let at = "19:42".to_owned();
    store.unsent.set(0);
    store.last_exchange.set(Some(at.clone()));
    store.saving.set(Saving::Sent { at });
}

impl Device for PlayDevice {
    fn hand(&self, _: Handed) {
        self.journals();
    }

    fn keep_draft(&self, _: &str, _: Option<&str>) {}

    fn hand_as(
        &self,
        colleague: PersonId,
        pin: String,
        act: Act,
    ) -> Pin<Box<dyn Future<Output = Result<ActRef, AsColleague>>>> {
        let made = if pin == PIN {
            self.act_of(colleague, act)
        } else {
            Err(AsColleague::WrongPin)
        };
        Box::pin(std::future::ready(made))
    }

    fn want_counts(&self, from: Month, to: Month) {
        let (store, is_online) = (self.store, self.is_online);
        let rows: Vec<SummaryRow> = self
            .counts
            .iter()
            .filter(|row| (from..=to).contains(&row.book.month))
            .cloned()
            .collect();
        set_timeout(
            move || {
                if is_online {
                    store.show_counts(rows, "19:42".to_owned());
                } else {
                    store.no_counts();
                }
            },
            LINE,
        );
    }
}

impl PlayDevice {
    fn act_of(&self, colleague: PersonId, act: Act) -> Result<ActRef, AsColleague> {
        let author = self.people.get(&colleague).ok_or(AsColleague::NotHere)?;
        let number = self.colleague_acts.get() + 1;
        let series: SeriesId = format!("tablet-{colleague}")
            .parse()
            .map_err(|_| AsColleague::NotSaved)?;
        let name = ActRef { series, number };
        let store = self.store;
        let mut book = store.book_now(&act.book).ok_or(AsColleague::NotSaved)?;
        let (rules, others) = (store.rules.get_untracked(), Others::default());
        let context = Context {
            author,
            judges: true,
            today: store.today.get_untracked(),
            has_arrived: false,
            rules: &rules,
            others: &others,
        };
        let authored = Authored {
            name: name.clone(),
            author: Some(colleague),
            act,
        };
        apply(&context, Arc::make_mut(&mut book), &authored).map_err(AsColleague::Refused)?;
        self.colleague_acts.set(number);
        store.show_book(book);
        self.journals();
        Ok(name)
    }
}

fn person_id(id: &str) -> PersonId {
    id.parse().expect("invented ids are ids")
}

/// Opens the world as one person sees it.
pub fn open(store: Store, world: World, who: Who, is_online: bool) {
    let (id, name) = who.person();
    let person: PersonId = id.parse().expect("invented ids are ids");
    let play = world.play;
    let author = play.people[&person].clone();
    store.forget();
    store.today.set(play.today);
    store.rules.set(Arc::new(play.rules.clone()));
    let mut tree = play.tree.clone();
    let around = super::around::units();
    tree.units
        .extend(around.into_iter().map(|unit| (unit.id.clone(), unit)));
    store.tree.set(Arc::new(tree));
    let names = Who::ALL.map(|who| who.person());
    let names = names.map(|(id, name)| (person_id(id), name.to_owned()));
    store.names.set(Arc::new(names.into()));
    let holders = Who::ALL.iter().flat_map(|who| {
        let held = who.held().iter().filter(|(role, _)| *role != Role::Member);
        held.map(|(role, unit)| Holder {
            person: person_id(who.person().0),
            role: *role,
            unit: unit.parse().expect("invented ids are ids"),
        })
    });
    store.holders.set(Arc::new(holders.collect()));
    show(store, &play, &author);
    let mut counts = counts(&play, &author);
    counts.extend(super::around::counts(world.month));
    let colleagues = [Who::Secretary, Who::Deputy, Who::Committee]
        .into_iter()
        .filter(|other| *other != who)
        .map(|other| Colleague {
            person: other.person().0.parse().expect("invented ids are ids"),
            name: other.person().1.to_owned(),
        });
    store.colleagues.set(colleagues.collect());
    let next = ActRef {
        series: format!("tablet-{id}")
            .parse()
            .expect("invented ids are ids"),
        number: 1,
    };
    let device = PlayDevice {
        store,
        people: play.people,
        is_online,
        colleague_acts: Cell::new(0),
        counts,
    };
    store.connect(Rc::new(device), next, BTreeMap::new());
    store.connection.set(if is_online {
        Connection::Online
    } else {
        Connection::Offline
    });
    store.last_exchange.set(Some("18:05".to_owned()));
    store.actor.set(Some(Actor {
        account: id.to_owned(),
        person,
        name: name.to_owned(),
        author,
        demonstration: true,
    }));
}

/// One row a book in sight, as the server would give them.
fn counts(play: &Play, author: &Author) -> Vec<SummaryRow> {
    let sights = scope(author, play.today, &play.tree);
    play.books
        .values()
        .filter(|book| sights.contains_key(&book.id.unit))
        .map(|book| SummaryRow {
            book: book.id.clone(),
            summary: summary(book),
        })
        .collect()
}

/// Shows of every book what this person's scope gives.
fn show(store: Store, play: &Play, author: &Author) {
    for (unit, sight) in scope(author, play.today, &play.tree) {
        for (id, book) in play.books.iter().filter(|(id, _)| id.unit == unit) {
            for view in sight.views() {
                match view {
                    View::Members => {
                        let lines = book
                            .people
                            .iter()
                            .map(|(person, record)| (person.clone(), listing(record)));
                        store.show_listing(id.clone(), Arc::new(lines.collect()));
                    }
                    view => store.show_book(Arc::new(project(&numbered(book), &view))),
                }
            }
        }
    }
}

/// The book as a server gives it: what was never numbered is in no view.
fn numbered(book: &Book) -> Book {
    let mut book = book.clone();
    book.version = 1;
    for record in book.people.values_mut() {
        record.version = 1;
    }
    book
}
