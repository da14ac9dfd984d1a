//! Where the digest goes, and how often.

use leptos::prelude::*;
use roviec_shared::digest::Rhythm;

use super::post::Post;
use crate::form::hint;
use crate::ui::{Button, ButtonKind, Card, Field, Icon, Keyboard, RadioCard, RadioCards};
use crate::{key, t};

/// How often, in words.
pub fn rhythm_key(rhythm: Rhythm) -> &'static str {
    match rhythm {
        Rhythm::Daily => key!("digest.rhythm.daily"),
        Rhythm::Weekly => key!("digest.rhythm.weekly"),
    }
}

/// The form.
#[component]
pub fn AddressForm(post: Post) -> impl IntoView {
    let cards = vec![
        RadioCard::new(Rhythm::Daily, t!("digest.rhythm.daily")),
        RadioCard::new(Rhythm::Weekly, t!("digest.rhythm.weekly")),
    ];
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        post.puts();
    };
    view! {
        <Card title=t!("digest.turn_on")>
            <form class="stack" novalidate on:submit=submit>
                <Field
                    label=t!("digest.address")
                    value=post.address
                    keyboard=Keyboard::Mail
                    hint=hint(key!("digest.address.hint"))
                    error=post.address_wrong
                />
                <RadioCards label=t!("digest.rhythm") cards value=post.rhythm />
                <div class="row">
                    <Button kind=ButtonKind::Primary icon=Icon::Send submit=true busy=post.is_busy>
                        {t!("digest.ask")}
                    </Button>
                    <Show when=move || post.is_changing.get()>
                        <Button kind=ButtonKind::Quiet on_press=move || post.is_changing.set(false)>
                            {t!("digest.leave")}
                        </Button>
                    </Show>
                </div>
            </form>
        </Card>
    }
}
