//! Who comes to the unit or leaves it inside the month.

use leptos::prelude::*;
use roviec_shared::{
    act::{Deed, Leaving},
    id::PersonId,
    month::Day,
    organisation::{Enrolled, Role, Standing},
    refusal::Refusal,
    vietnamese::fold,
};

use crate::deed::one;
use crate::doing::{Doing, RefusalNotice};
use crate::form::hint;
use crate::month::Here;
use crate::standing;
use crate::ui::{
    Button, ButtonKind, DayField, Dialog, Field, Fold, Icon, Options, Select, Toasts, Tone,
};
use crate::{key, say, t};

/// Opens the form for somebody who joins.
#[component]
pub fn JoinButton(
    /// Where.
    here: Here,
) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <Button icon=Icon::Person on_press=move || open.set(true)>{t!("plan.join")}</Button>
        <Dialog open title=t!("plan.join.title")>
            <JoinForm here done=move || open.set(false) />
        </Dialog>
    }
}

/// An id made of the name and the day, so that two devices give the same person the same one.
fn made_id(name: &str, day: Day) -> Option<PersonId> {
    let letters: String = fold(name)
        .chars()
        .map(|letter| if letter == ' ' { '-' } else { letter })
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
        .take(40)
        .collect();
    format!("{letters}-{}", String::from(day)).parse().ok()
}

#[component]
fn JoinForm(here: Here, #[prop(into)] done: Callback<()>) -> impl IntoView {
    let (name, post, document, id) = (
        RwSignal::new(String::new()),
        RwSignal::new(say!("role.member")),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let day = RwSignal::new(String::from(here.store.today.get_untracked()));
    let standing = RwSignal::new("full".to_owned());
    let standings = Signal::derive(move || {
        let of = |kept: &str, words: String| (kept.to_owned(), words);
        let options: Options = vec![
            of("full", say!("standing.full")),
            of("probationary", standing::standing(Standing::Probationary)),
            of("temporary", standing::standing(Standing::Temporary)),
            of("exempt", standing::standing(Standing::Exempt)),
        ];
        options
    });
    let doing = Doing::new(here.store);
    let toasts = Toasts::of_app();
    let confirm = move || {
        let typed = name
            .get_untracked()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let (Ok(from), Some(rules)) = (day.get_untracked().parse::<Day>(), here.rules()) else {
            doing.refuses(Refusal::Empty);
            return;
        };
        let own_id = id.get_untracked();
        let person = match own_id.trim() {
            "" => made_id(&typed, from),
            own => own.parse().ok(),
        };
        let (Some(person), false) = (person, typed.is_empty()) else {
            doing.refuses(Refusal::Empty);
            return;
        };
        let enrolled = Enrolled {
            name: typed.clone(),
            track: rules.track,
            rules: rules.id,
            rules_version: rules.version,
            post: post.get_untracked().trim().to_owned(),
            duties: String::new(),
            managed_by: None,
            standing: match standing.get_untracked().as_str() {
                "probationary" => Standing::Probationary,
                "temporary" => Standing::Temporary,
                "exempt" => Standing::Exempt,
                _ => Standing::Full,
            },
            group: None,
            roles: vec![Role::Member],
            leads: false,
            brought: Vec::new(),
        };
        let deed = Deed::Join {
            people: one(person, enrolled),
            day: from,
            document: document.get_untracked(),
        };
        if doing.does(&here.id(), deed) {
            toasts.say(Tone::Success, say!("plan.join.done", name = typed));
            done.run(());
        }
    };
    view! {
        <Field label=t!("plan.join.name") value=name />
        <Field label=t!("plan.join.post") value=post />
        <Select label=t!("plan.join.standing") value=standing options=standings />
        <DayField label=t!("plan.join.day") value=day />
        <Field label=t!("plan.join.document") value=document hint=hint(key!("plan.join.document.hint")) />
        <Fold title=t!("plan.join.id")>
            <Field label=t!("plan.join.id") value=id optional=true hint=hint(key!("plan.join.id.hint")) />
        </Fold>
        <RefusalNotice doing />
        <div class="row-end">
            <Button on_press=move || done.run(())>{t!("form.cancel")}</Button>
            <Button kind=ButtonKind::Primary icon=Icon::Check on_press=confirm>{t!("plan.join.confirm")}</Button>
        </div>
    }
}

/// Opens the form for somebody who leaves; nothing where whoever acts may not enter that.
#[component]
pub fn LeaveButton(
    /// Where.
    here: Here,
    /// Who.
    person: PersonId,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let who = person.clone();
    let is_offered = Memo::new(move |_| {
        here.with(|book| {
            let leaving = Leaving {
                day: here.store.today.get(),
                document: String::new(),
            };
            let deed = Deed::Leave {
                people: one(who.clone(), leaving),
            };
            let record = book.people.get(&who);
            let is_here = record.is_some_and(|record| record.left.is_none());
            is_here && book.closed.is_none() && here.store.may(book, &deed)
        })
        .unwrap_or_default()
    });
    view! {
        <Show when=move || is_offered.get()>
            <Button kind=ButtonKind::Quiet icon=Icon::Leave on_press=move || open.set(true)>{t!("plan.leave")}</Button>
        </Show>
        <Dialog open title=t!("plan.leave.title")>
            <LeaveForm here person=person.clone() done=move || open.set(false) />
        </Dialog>
    }
}

#[component]
fn LeaveForm(here: Here, person: PersonId, #[prop(into)] done: Callback<()>) -> impl IntoView {
    let document = RwSignal::new(String::new());
    let day = RwSignal::new(String::from(here.store.today.get_untracked()));
    let doing = Doing::new(here.store);
    let name = here.store.name_of(&person);
    let confirm = move || {
        let Ok(day) = day.get_untracked().parse::<Day>() else {
            doing.refuses(Refusal::Empty);
            return;
        };
        let leaving = Leaving {
            day,
            document: document.get_untracked(),
        };
        let deed = Deed::Leave {
            people: one(person.clone(), leaving),
        };
        if doing.does(&here.id(), deed) {
            done.run(());
        }
    };
    view! {
        <p class="strong">{name}</p>
        <p class="soft">{t!("plan.leave.words")}</p>
        <DayField label=t!("plan.leave.day") value=day />
        <Field label=t!("plan.join.document") value=document hint=hint(key!("plan.join.document.hint")) />
        <RefusalNotice doing />
        <div class="row-end">
            <Button on_press=move || done.run(())>{t!("form.cancel")}</Button>
            <Button kind=ButtonKind::Danger on_press=confirm>{t!("plan.leave.confirm")}</Button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::made_id;

    #[test]
    fn an_id_is_made_of_the_name_and_the_day() {
        let day = "2026-11-03".parse().expect("a day");
        let id = made_id("Đỗ Thị Ước", day).expect("an id");
        assert_eq!(id.as_str(), "do-thi-uoc-2026-11-03");
        let long = "Nguyễn ".repeat(40);
        assert!(made_id(&long, day).is_some());
    }
}
