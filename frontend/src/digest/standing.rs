//! Where a digest stands: the code that is asked for, that it is on, and what went wrong.

use leptos::prelude::*;
use roviec_shared::digest::MailProblem;

use super::form::rhythm_key;
use super::post::Post;
use crate::form::hint;
use crate::ui::{Button, ButtonKind, Card, Chip, Facts, Field, Icon, Keyboard, Notice, Tone};
use crate::{key, locale, say, t};

fn address(post: Post) -> Signal<String> {
    Signal::derive(move || {
        let wanted = post.wanted();
        wanted
            .map(|wanted| wanted.address.into())
            .unwrap_or_default()
    })
}

/// The code that went to the address.
#[component]
pub fn CodeCard(post: Post) -> impl IntoView {
    let address = address(post);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        post.confirms();
    };
    view! {
        <Card title=t!("digest.code.title")>
            <form class="stack" on:submit=submit>
                <p>{t!("digest.code.words", address = address.get())}</p>
                <Field
                    label=t!("digest.code")
                    value=post.code
                    keyboard=Keyboard::Digits
                    hint=hint(key!("digest.code.hint"))
                    error=post.code_wrong
                />
                <div class="row">
                    <Button kind=ButtonKind::Primary icon=Icon::Check submit=true busy=post.is_busy>
                        {t!("digest.confirm")}
                    </Button>
                    <Button icon=Icon::Sync busy=post.is_busy on_press=move || post.asks_again()>
                        {t!("digest.code.again")}
                    </Button>
                </div>
                <Ways post />
            </form>
        </Card>
    }
}

/// It is on.
#[component]
pub fn OnCard(post: Post) -> impl IntoView {
    let facts = Signal::derive(move || {
        locale::language();
        let Some(wanted) = post.wanted() else {
            return Vec::new();
        };
        let sent = wanted.sent;
        vec![
            (say!("digest.address"), wanted.address.into()),
            (
                say!("digest.rhythm"),
                locale::text(rhythm_key(wanted.rhythm), &[]),
            ),
            (
                say!("digest.sent"),
                sent.map_or_else(|| say!("digest.sent.none"), |day| day.to_string()),
            ),
        ]
    });
    view! {
        <Card
            title=t!("digest.title")
            aside=|| view! { <Chip words=t!("digest.on") tone=Tone::Success icon=Icon::Check /> }
        >
            <Facts facts />
            <Ways post />
        </Card>
    }
}

/// Changing it, where the server sends mail, and ending it.
#[component]
fn Ways(post: Post) -> impl IntoView {
    let is_offered = Memo::new(move |_| {
        let view = post.view.read();
        view.as_ref().is_some_and(|view| view.is_offered)
    });
    view! {
        <div class="row">
            <Show when=move || is_offered.get()>
                <Button kind=ButtonKind::Quiet icon=Icon::Edit on_press=move || post.changes()>
                    {t!("digest.change")}
                </Button>
            </Show>
            <Button kind=ButtonKind::Quiet icon=Icon::Cross busy=post.is_busy on_press=move || post.turns_off()>
                {t!("digest.off")}
            </Button>
        </div>
    }
}

/// Why the last request had no effect, and why the last mail did not go out.
#[component]
pub fn ProblemNotice(post: Post) -> impl IntoView {
    let of_mail = move || {
        let wanted = post.wanted()?;
        let address: String = wanted.address.into();
        Some(match (wanted.problem?, wanted.is_confirmed) {
            (MailProblem::Refused, _) => say!("digest.problem.refused", address = address),
            (MailProblem::Stopped, _) => say!("digest.problem.stopped", address = address),
            (MailProblem::Unreachable, false) => say!("digest.problem.no_code"),
            (MailProblem::Unreachable, true) => say!("digest.problem.unreachable"),
        })
    };
    let notice = |title: Signal<String>, words: String| {
        view! { <Notice tone=Tone::Danger title><p>{words}</p></Notice> }
    };
    view! {
        <div aria-live="polite">
            {move || post.wrong.get().map(|words| notice(t!("digest.not_done"), words))}
            {move || of_mail().map(|words| notice(t!("digest.problem"), words))}
        </div>
    }
}
