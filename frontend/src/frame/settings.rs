//! What can be set for this device, and the way to what is set for the account.

use leptos::prelude::*;
use leptos_router::components::A;

use super::appearance::{Theme, set_theme, theme};
use crate::locale::{Language, language, set_language};
use crate::t;
use crate::ui::{Card, PageHead, Segment, Segments};

/// The language of the screen, as two words side by side.
#[component]
pub fn LanguageChoice() -> impl IntoView {
    let segments = vec![
        Segment {
            value: Language::Vietnamese,
            title: t!("language.vietnamese"),
        },
        Segment {
            value: Language::English,
            title: t!("language.english"),
        },
    ];
    view! { <Segments label=t!("language.label") segments value=language on_choose=set_language /> }
}

/// Light, dark, or as the device is set.
#[component]
pub fn AppearanceChoice() -> impl IntoView {
    let segments = vec![
        Segment {
            value: Theme::Device,
            title: t!("theme.device"),
        },
        Segment {
            value: Theme::Light,
            title: t!("theme.light"),
        },
        Segment {
            value: Theme::Dark,
            title: t!("theme.dark"),
        },
    ];
    view! { <Segments label=t!("frame.appearance") segments value=theme on_choose=set_theme /> }
}

/// The page of settings.
#[component]
pub fn SettingsPage() -> impl IntoView {
    view! {
        <PageHead title=t!("frame.settings") lead=t!("settings.lead") />
        <div class="stack measure">
            <Card title=t!("language.label")><LanguageChoice /></Card>
            <Card title=t!("frame.appearance")><AppearanceChoice /></Card>
            <Card title=t!("digest.title")>
                <p>{t!("digest.lead")}</p>
                <p><A href="/settings/digest" attr:class="text-link">{t!("digest.open")}</A></p>
            </Card>
            <Card title=t!("rules.title")>
                <p>{t!("rules.lead")}</p>
                <p><A href="/rules" attr:class="text-link">{t!("rules.open_all")}</A></p>
            </Card>
        </div>
    }
}
