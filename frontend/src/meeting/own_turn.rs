//! One's own turn: nobody chairs or votes on their own row, so a colleague takes it with their own PIN, on
//! the same tablet, and nothing else of theirs is opened.

use leptos::prelude::*;
use leptos::task::spawn_local;
use roviec_shared::{act::Deed, id::PersonId, permission::LEADERS, refusal::Refusal};

use crate::doing::{Doing, SavingLine};
use crate::month::Whose;
use crate::store::{AsColleague, Colleague, Store};
use crate::ui::{
    ActionBar, Button, ButtonKind, Dialog, Icon, Notice, PinPad, RadioCard, RadioCards, Tone,
};
use crate::{refusal, say, t};

/// Who takes the turn, and their PIN.
#[component]
pub fn OwnTurn(
    /// Whose turn it is: of whoever acts.
    whose: Whose,
    /// Who takes it.
    colleague: RwSignal<Option<PersonId>>,
    /// Says what does not hold.
    doing: Doing,
    /// Why it cannot be confirmed yet.
    #[prop(into)]
    lacks: Callback<(), Option<Refusal>>,
    /// The acts, in their order.
    #[prop(into)]
    acts: Callback<(), Option<Vec<Deed>>>,
    /// Some of the acts were made.
    #[prop(into)]
    settled: Callback<()>,
    /// All were.
    done: Callback<()>,
) -> impl IntoView {
    let store = whose.here.store;
    let able = Memo::new(move |_| able(whose, store.colleagues.get()));
    let cards = Signal::derive(move || {
        able.get()
            .into_iter()
            .map(|(person, name, post)| {
                RadioCard::new(person, Signal::stored(name)).note(Signal::stored(post))
            })
            .collect::<Vec<_>>()
    });
    // With one colleague there is nothing to choose.
    let taker = Memo::new(move |_| {
        let able = able.get();
        match &able[..] {
            [(only, ..)] => Some(only.clone()),
            _ => colleague
                .get()
                .filter(|chosen| able.iter().any(|(person, ..)| person == chosen)),
        }
    });
    let asks_pin = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let ask = move || {
        if let Some(why) = lacks.run(()) {
            doing.refuses(why);
            return;
        }
        doing.forgets();
        colleague.set(taker.get_untracked());
        wrong.set(None);
        asks_pin.set(true);
    };
    let with_pin = move |pin: String| {
        let (Some(taker), Some(acts)) = (taker.get_untracked(), acts.run(())) else {
            return;
        };
        busy.set(true);
        spawn_local(async move {
            let book = whose.here.id();
            for deed in acts {
                if let Err(why) = store.does_as(taker.clone(), pin.clone(), &book, deed).await {
                    busy.set(false);
                    settled.run(());
                    match why {
                        AsColleague::Refused(why) => {
                            asks_pin.set(false);
                            doing.refuses(why);
                        }
                        other => wrong.set(Some(words(&other, store))),
                    }
                    return;
                }
            }
            busy.set(false);
            asks_pin.set(false);
            done.run(());
        });
    };
    let is_alone = Memo::new(move |_| able.read().is_empty());
    let has_choice = Memo::new(move |_| able.read().len() > 1);
    let title = Signal::derive(move || {
        let name = taker.get().and_then(|taker| store.name_of(&taker));
        say!("own_turn.pin.title", name = name.unwrap_or_default())
    });
    view! {
        <Notice tone=Tone::Info title=t!("own_turn.title")>
            <p>{t!("own_turn.words")}</p>
            <Show when=move || is_alone.get()><p class="strong">{t!("own_turn.alone")}</p></Show>
        </Notice>
        <Show when=move || has_choice.get()>
            <RadioCards label=t!("own_turn.who") cards value=colleague />
        </Show>
        <Dialog open=asks_pin title>
            <p class="soft">{t!("own_turn.pin.words")}</p>
            <PinPad label=t!("own_turn.pin") error=wrong busy on_done=with_pin />
        </Dialog>
        <ActionBar state=|| view! { <SavingLine /> }>
            <Button
                kind=ButtonKind::Primary
                icon=Icon::Key
                disabled=Signal::derive(move || taker.read().is_none())
                on_press=ask
            >
                {t!("own_turn.confirm")}
            </Button>
        </ActionBar>
    }
}

/// Those who can act on this device and lead the unit, without the rated person.
fn able(whose: Whose, colleagues: Vec<Colleague>) -> Vec<(PersonId, String, String)> {
    let own = whose.person();
    whose
        .here
        .with(|book| {
            let of = |colleague: Colleague| {
                let record = book.people.get(&colleague.person)?;
                let leads = record
                    .enrolled
                    .roles
                    .iter()
                    .any(|role| LEADERS.contains(role));
                (leads && colleague.person != own).then(|| {
                    (
                        colleague.person,
                        colleague.name,
                        record.enrolled.post.clone(),
                    )
                })
            };
            colleagues.into_iter().filter_map(of).collect()
        })
        .unwrap_or_default()
}

/// Why a colleague's act was not made, in words.
fn words(why: &AsColleague, store: Store) -> String {
    match why {
        AsColleague::NotHere => say!("own_turn.not_here"),
        AsColleague::WrongPin => say!("own_turn.wrong_pin"),
        AsColleague::Wait(seconds) => say!("own_turn.wait", n = seconds),
        AsColleague::NotSaved => say!("own_turn.not_saved"),
        AsColleague::Refused(why) => refusal::words(why, store),
    }
}
