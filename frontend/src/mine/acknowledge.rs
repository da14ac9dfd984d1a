//! One's word on what another entered for one: it was so, or it was not.

use leptos::prelude::*;
use roviec_shared::{
    act::Deed,
    book::sheet::Acknowledged,
    due::entered_by,
    id::{BookId, PersonId},
};

use super::books::{me, to_acknowledge, with_own};
use crate::deed::one;
use crate::doing::{Doing, RefusalNotice};
use crate::store::Store;
use crate::ui::{
    Button, ButtonKind, Dialog, DialogActions, Icon, LinkButton, Notice, TextArea, Tone,
};
use crate::{say, t};

/// A notice for each month in which another entered something and waits for one's word.
#[component]
pub fn Acknowledge() -> impl IntoView {
    let store = Store::get();
    let doing = Doing::new(store);
    let waiting = Memo::new(move |_| {
        let months = to_acknowledge(store);
        months
            .into_iter()
            .filter_map(|id| {
                let by = with_own(store, &id, |record| entered_by(record).cloned())??;
                Some((id, by))
            })
            .collect::<Vec<_>>()
    });
    let contesting = RwSignal::new(None::<BookId>);
    let open = RwSignal::new(false);
    let words = RwSignal::new(String::new());
    let says = move |id: &BookId, agrees: bool, text: String| {
        let Some(me) = me(store) else {
            return false;
        };
        let said = Acknowledged { agrees, text };
        let people = one(me, said);
        doing.does(id, Deed::Acknowledge { people })
    };
    let contest = move || {
        let Some(id) = contesting.get_untracked() else {
            return;
        };
        if says(&id, false, words.get_untracked().trim().to_owned()) {
            open.set(false);
        }
    };
    let one = move |(id, by): (BookId, PersonId)| {
        let name = store
            .name_of(&by)
            .unwrap_or_else(|| say!("refusal.someone"));
        let score = format!("/mine/score/{id}");
        let title = t!("mine.entered", name = name, month = id.month);
        let (agreed, contested) = (id.clone(), id);
        view! {
            <Notice tone=Tone::Warning title>
                <p>{t!("mine.entered.words")}</p>
                <div class="row">
                    <LinkButton href=score icon=Icon::Eye>{t!("mine.entered.see")}</LinkButton>
                    <Button
                        icon=Icon::Check
                        on_press=move || { says(&agreed, true, String::new()); }
                    >
                        {t!("mine.entered.agree")}
                    </Button>
                    <Button
                        kind=ButtonKind::Quiet
                        icon=Icon::Speech
                        on_press=move || {
                            doing.forgets();
                            words.set(String::new());
                            contesting.set(Some(contested.clone()));
                            open.set(true);
                        }
                    >
                        {t!("mine.entered.contest")}
                    </Button>
                </div>
            </Notice>
        }
    };
    let actions = move || {
        view! {
            <DialogActions open=open words=t!("mine.entered.contest.do") on_press=contest />
        }
    };
    view! {
        {move || waiting.get().into_iter().map(one).collect_view()}
        <Dialog open title=t!("mine.entered.contest") actions>
            <RefusalNotice doing />
            <TextArea label=t!("mine.entered.contest.text") value=words />
        </Dialog>
    }
}
