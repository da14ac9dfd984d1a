//! How a page does a deed: applied and shown at once, then handed to the device.

use std::sync::Arc;

use leptos::prelude::*;
use roviec_shared::{
    act::{Act, Authored, Deed},
    api::Left,
    apply::{Context, Others, apply, needs},
    book::Book,
    id::{ActRef, BookId, PersonId},
    permission::Author,
    refusal::Refusal,
};

use super::{AsColleague, Handed, Saving, Store};

impl Store {
    /// Whoever acts confirms a deed: it is applied and shown at once, then handed to the device, which
    /// journals it and sends it when there is a line.
    ///
    /// # Errors
    /// Why it does not hold. Nothing has changed then, and what was entered stays where it was entered.
    pub fn does(self, book: &BookId, deed: Deed) -> Result<ActRef, Refusal> {
        self.sends(book, deed, |act| act)
    }

    /// The same for an act that says a refused one again.
    ///
    /// # Errors
    /// As [`Store::does`].
    pub fn does_again(
        self,
        book: &BookId,
        deed: Deed,
        replaces: ActRef,
    ) -> Result<ActRef, Refusal> {
        self.sends(book, deed, |act| Act {
            replaces: Some(replaces),
            ..act
        })
    }

    /// The same for what another did who lost the post since.
    ///
    /// # Errors
    /// As [`Store::does`].
    pub fn adopts(self, left: &Left, deed: Deed) -> Result<ActRef, Refusal> {
        self.sends(&left.act.book, deed, |act| {
            act.adopted(left.author.clone(), left.name.clone())
        })
    }

    fn sends(
        self,
        id: &BookId,
        deed: Deed,
        as_what: impl FnOnce(Act) -> Act,
    ) -> Result<ActRef, Refusal> {
        let shown = self.book_now(id).ok_or(Refusal::MonthNotOpened)?;
        let actor = self.actor.get_untracked().ok_or(Refusal::NotYours)?;
        let act = as_what(Act::on(&shown, deed));
        let name = self.next.get_value().ok_or(Refusal::NotYours)?;
        let authored = Authored {
            name: name.clone(),
            author: Some(actor.person.clone()),
            act,
        };
        drop(shown);
        self.with_context(&actor.author, &authored.act, |context| {
            self.apply_shown(context, &authored)
        })?;
        self.next.set_value(Some(ActRef {
            series: name.series.clone(),
            number: name.number + 1,
        }));
        self.saving.set(Saving::Saving);
        if let Some(device) = self.device.get_value() {
            device.hand(Handed {
                act: authored.act,
                shown_as: name.clone(),
            });
        }
        Ok(name)
    }

    /// Changes the shown book in place: a refused act leaves it as it was, and a book of six hundred
    /// sheets is not copied for each tap unless somebody still holds it.
    fn apply_shown(self, context: &Context<'_>, authored: &Authored) -> Result<(), Refusal> {
        let signal = self
            .books
            .with_untracked(|books| books.get(&authored.act.book).cloned())
            .ok_or(Refusal::MonthNotOpened)?;
        signal
            .try_maybe_update(|book| {
                let outcome = apply(context, Arc::make_mut(book), authored);
                (outcome.is_ok(), outcome.map(|_| ()))
            })
            .unwrap_or(Err(Refusal::MonthNotOpened))
    }

    fn with_context<T>(self, author: &Author, act: &Act, run: impl FnOnce(&Context<'_>) -> T) -> T {
        let mut others = Others::default();
        for need in needs(act) {
            let book = self.book_now(need.book());
            others.learn(&need, book.as_deref());
        }
        let (rules, today) = (self.rules.get_untracked(), self.today.get_untracked());
        run(&Context {
            author,
            judges: true,
            today,
            has_arrived: false,
            rules: &rules,
            others: &others,
        })
    }

    /// A colleague confirms a deed on this device with their own PIN: one act in their series, and
    /// nothing else of theirs is opened.
    ///
    /// # Errors
    /// Why it was not made.
    pub async fn does_as(
        self,
        colleague: PersonId,
        pin: String,
        book: &BookId,
        deed: Deed,
    ) -> Result<ActRef, AsColleague> {
        let device = self.device.get_value().ok_or(AsColleague::NotHere)?;
        let shown = self
            .book_now(book)
            .ok_or(AsColleague::Refused(Refusal::MonthNotOpened))?;
        let act = Act::on(&shown, deed);
        drop(shown);
        device.hand_as(colleague, pin, act).await
    }

    /// Shows a book with acts on top that were shown before and wait for the journal. Those that do not
    /// hold on it any more are left out of the picture.
    pub fn show_with<'a>(self, mut book: Book, waiting: impl Iterator<Item = &'a Handed>) {
        if let Some(actor) = self.actor.get_untracked() {
            for handed in waiting {
                let authored = Authored {
                    name: handed.shown_as.clone(),
                    author: Some(actor.person.clone()),
                    act: handed.act.clone(),
                };
                self.with_context(&actor.author, &authored.act, |context| {
                    // It is still on its way to the journal, and the server says what becomes of it.
                    let _ = apply(context, &mut book, &authored);
                });
            }
        }
        self.show_book(Arc::new(book));
    }

    /// Whether an act of another person would hold on what is shown; their roles are the server's to judge.
    ///
    /// # Errors
    /// Why not.
    pub fn would_hold(self, act: &Act, author: &PersonId) -> Result<(), Refusal> {
        let shown = self.book_now(&act.book).ok_or(Refusal::MonthNotOpened)?;
        let nobody = Author {
            person: Some(author.clone()),
            held: Vec::new(),
        };
        let authored = Authored {
            // A name that no act has: nothing of this trial stays.
            name: self.next.get_value().ok_or(Refusal::NotYours)?,
            author: Some(author.clone()),
            act: act.clone(),
        };
        self.with_context(&nobody, act, |context| {
            let context = Context {
                judges: false,
                ..*context
            };
            apply(&context, &mut Book::clone(&shown), &authored).map(|_| ())
        })
    }
}
