//! What the administrator's pages hold while they are open, and how a page asks the server: it hands over
//! a form and reads how it went.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;
use roviec_shared::{
    api::{FirstPassword, MergeUnit, MovePerson, NewAccount, PutPerson, PutPost, StaffMember},
    id::{BookId, UnitId},
    order,
    organisation::Unit,
    vietnamese::name_key,
};

use super::server::Server;
use crate::say;
use crate::store::Store;
use crate::sync::call::Problem;
use crate::ui::{Toasts, Tone};

/// What is held. Copy it freely.
#[derive(Clone, Copy)]
pub struct Office {
    /// The units that are administered; none until the server has told.
    pub units: RwSignal<Option<Vec<Unit>>>,
    /// The people of the unit that is open.
    pub people: RwSignal<Option<(UnitId, Vec<StaffMember>)>>,
    /// Something is under way.
    pub is_busy: RwSignal<bool>,
    /// Why the last request had no effect.
    pub problem: RwSignal<Option<Problem>>,
    /// A first password to be shown once.
    pub password: RwSignal<Option<FirstPassword>>,
    /// It is in sight.
    pub shows_password: RwSignal<bool>,
    toasts: Toasts,
    store: Store,
}

impl Office {
    /// For the pages below.
    pub fn provide() -> Self {
        let office = Self {
            units: RwSignal::new(None),
            people: RwSignal::new(None),
            is_busy: RwSignal::new(false),
            problem: RwSignal::new(None),
            password: RwSignal::new(None),
            shows_password: RwSignal::new(false),
            toasts: Toasts::of_app(),
            store: Store::get(),
        };
        provide_context(office);
        office
    }

    /// The one of these pages.
    pub fn of_page() -> Self {
        expect_context()
    }

    /// A unit that is administered.
    pub fn unit(self, id: &UnitId) -> Option<Unit> {
        self.units
            .with(|units| units.iter().flatten().find(|unit| unit.id == *id).cloned())
    }

    /// Someone of the unit that is open.
    pub fn member(self, person: &str) -> Option<StaffMember> {
        self.people.with(|people| {
            let (_, people) = people.as_ref()?;
            let found = people
                .iter()
                .find(|member| member.person.as_str() == person);
            found.cloned()
        })
    }

    pub(super) fn server(self) -> Server {
        let actor = self.store.actor.get_untracked();
        Server::of(actor.map(|actor| actor.account).unwrap_or_default())
    }

    /// Asks, one request at a time; what comes of it is `done`'s to show.
    fn asks<T: 'static>(
        self,
        request: impl Future<Output = Result<T, Problem>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.problem.set(None);
        spawn_local(async move {
            let answer = request.await;
            self.is_busy.set(false);
            match answer {
                Ok(answer) => done(answer),
                Err(problem) => self.problem.set(Some(problem)),
            }
        });
    }

    fn shows(self, first: FirstPassword) {
        self.password.set(Some(first));
        self.shows_password.set(true);
    }

    /// It was noted: nothing of it stays.
    pub fn forgets_password(self) {
        self.shows_password.set(false);
        self.password.set(None);
    }

    fn says_saved(self) {
        self.toasts.say(Tone::Success, say!("admin.saved"));
    }

    /// Those units to choose from of which it holds, each with its id and name, in the order of a key.
    pub fn choices<K: Ord>(
        self,
        holds: impl Fn(&Unit) -> bool,
        key: impl Fn(&Unit) -> K,
    ) -> Vec<(String, String)> {
        let mut units = self.units.get().unwrap_or_default();
        units.retain(|unit| holds(unit));
        order::sort_by_key(&mut units, key);
        units
            .into_iter()
            .map(|unit| (unit.id.to_string(), unit.name))
            .collect()
    }

    /// Reads the units.
    pub fn load(self) {
        let server = self.server();
        self.asks(async move { server.units().await }, move |units| {
            self.units.set(Some(units))
        });
    }

    /// Reads the people of a unit.
    pub fn open(self, unit: UnitId) {
        let id = unit.clone();
        let is_other = self
            .people
            .with_untracked(|held| held.as_ref().is_none_or(|(held, _)| *held != unit));
        if is_other {
            self.people.set(None);
        }
        // Not one of the requests that wait for each other: a unit is opened while another is read.
        let server = self.server();
        spawn_local(async move {
            match server.people(&id).await {
                Ok(mut people) => {
                    order::sort_by_key(&mut people, |member| name_key(&member.name));
                    self.people.set(Some((unit, people)));
                }
                Err(problem) => self.problem.set(Some(problem)),
            }
        });
    }

    fn reopen(self) {
        let unit = self
            .people
            .with_untracked(|held| held.as_ref().map(|(unit, _)| unit.clone()));
        if let Some(unit) = unit {
            self.open(unit);
        }
    }

    /// Keeps a unit; `done` runs when the server has it.
    pub fn keep_unit(self, unit: Unit, done: Callback<UnitId>) {
        let server = self.server();
        self.asks(
            async move { server.put_unit(&unit).await },
            move |kept: Unit| {
                let id = kept.id.clone();
                self.units.update(|units| {
                    let units = units.get_or_insert_default();
                    units.retain(|unit| unit.id != kept.id);
                    units.push(kept);
                });
                self.says_saved();
                done.run(id);
            },
        );
    }

    /// Keeps a person and, for a new one, the post that lets them see their own sheet.
    pub fn keep_person(self, person: PutPerson, post: Option<PutPost>, done: Callback<()>) {
        let server = self.server();
        let request = async move {
            let kept = server.put_person(&person).await?;
            if let Some(mut post) = post {
                post.person = kept.person;
                server.put_post(&post).await?;
            }
            Ok(())
        };
        self.asks(request, move |()| {
            self.reopen();
            self.says_saved();
            done.run(());
        });
    }

    /// Keeps a post.
    pub fn keep_post(self, post: PutPost, done: Callback<()>) {
        let server = self.server();
        self.asks(async move { server.put_post(&post).await }, move |_| {
            self.reopen();
            self.says_saved();
            done.run(());
        });
    }

    /// Somebody goes to another unit.
    pub fn move_person(self, form: MovePerson, done: Callback<()>) {
        let server = self.server();
        self.asks(async move { server.move_person(&form).await }, move |()| {
            self.reopen();
            self.says_saved();
            done.run(());
        });
    }

    /// A unit ends, and another goes on in its place: what stood below it may have gone there.
    pub fn merge_unit(self, form: MergeUnit, done: Callback<()>) {
        let server = self.server();
        let request = async move {
            server.merge_unit(&form).await?;
            server.units().await
        };
        self.asks(request, move |units| {
            self.units.set(Some(units));
            self.reopen();
            self.says_saved();
            done.run(());
        });
    }

    /// Makes an account; its first password is shown once.
    pub fn add_account(self, account: NewAccount, done: Callback<()>) {
        let server = self.server();
        self.asks(
            async move { server.add_account(&account).await },
            move |first| {
                self.reopen();
                done.run(());
                self.shows(first);
            },
        );
    }

    /// Gives a new first password; it is shown once.
    pub fn give_password(self, account: String) {
        let server = self.server();
        self.asks(
            async move { server.give_password(&account).await },
            move |first| {
                self.reopen();
                self.shows(first);
            },
        );
    }

    /// Closes an account, or opens it again.
    pub fn set_disabled(self, account: String, disabled: bool) {
        let server = self.server();
        self.asks(
            async move { server.set_disabled(&account, disabled).await },
            move |()| {
                self.reopen();
                self.says_saved();
            },
        );
    }

    /// Opens a unit's month.
    pub fn open_month(self, book: BookId) {
        let month = book.month;
        let server = self.server();
        self.asks(async move { server.open_month(book).await }, move |()| {
            self.toasts
                .say(Tone::Success, say!("admin.month.opened", month = month));
        });
    }
}
