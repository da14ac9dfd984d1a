//! Every component with invented content, to be looked at and photographed. Compiled only with the
//! feature `kit`; its words are samples, not the program's.

mod components;
mod meeting;
mod pages;
pub mod play;

use leptos::prelude::*;
use leptos_router::components::{Route, Routes};
use leptos_router::path;

use crate::frame::{AccountShown, Frame, LostPage, Place, Shared};
use crate::start_page;
use crate::ui::{Button, ButtonKind, Connection, Icon};

/// The pages that show the components.
#[component]
pub fn Kit() -> impl IntoView {
    start_page::leave();
    let path = leptos_router::hooks::use_location().pathname;
    let plays = Memo::new(move |_| path.read().starts_with("/kit/play"));
    move || {
        if plays.get() {
            view! { <Routes fallback=LostPage><Route path=path!("/kit/play/:who") view=play::PlayPage /></Routes> }
                .into_any()
        } else {
            Components().into_any()
        }
    }
}

#[component]
fn Components() -> impl IntoView {
    let shared = Shared::of_app();
    shared.places.set(vec![
        Place::new("/kit/meeting", Icon::People, "Họp chi bộ".into()).count(3),
        Place::new("/kit/plan", Icon::Tasks, "Kế hoạch".into()),
        Place::new("/kit/mine", Icon::Person, "Của tôi".into()),
        Place::new("/kit/district", Icon::Chart, "Toàn huyện".into()),
        Place::new("/kit/paper", Icon::Document, "Biên bản".into()),
        Place::new("/kit/components", Icon::Settings, "Thành phần".into()),
    ]);
    shared.connection.set(Connection::Offline);
    shared.unsent.set(3);
    shared.last_sync.set(Some("19:42".to_owned()));
    shared.sync_page.set(Some("/kit/components"));
    shared.account.set(Some(AccountShown {
        name: "Hoàng Văn Mẫu".to_owned(),
        post: "Bí thư chi bộ thôn Hương Lý".to_owned(),
    }));
    shared.on_lock.set(Some(Callback::new(|()| ())));
    shared.switcher.set(Some(ViewFn::from(|| {
        view! {
            <Button kind=ButtonKind::Quiet icon=Icon::Building>"Chi bộ thôn Hương Lý"</Button>
            <span class="only-wide"><Button kind=ButtonKind::Quiet icon=Icon::Calendar>"Tháng 11/2026"</Button></span>
        }
    })));
    let path = leptos_router::hooks::use_location().pathname;
    let gate = Memo::new(move |_| path.get() == "/kit/pin");
    move || {
        if gate.get() {
            return pages::Pin().into_any();
        }
        view! {
            <Frame>
                <Routes fallback=LostPage>
                    <Route path=path!("/kit/components") view=components::Components />
                    <Route path=path!("/kit/meeting") view=meeting::Meeting />
                    <Route path=path!("/kit/plan") view=pages::Plan />
                    <Route path=path!("/kit/mine") view=pages::Mine />
                    <Route path=path!("/kit/district") view=pages::District />
                    <Route path=path!("/kit/paper") view=pages::Paper />
                </Routes>
            </Frame>
        }
        .into_any()
    }
}
