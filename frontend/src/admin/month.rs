//! Opening a unit's month before the calendar does.

use leptos::prelude::*;
use roviec_shared::{
    id::{BookId, UnitId},
    month::Month,
};

use super::office::Office;
use crate::store::Store;
use crate::t;
use crate::ui::{Button, Card, Icon};

/// The months near today, to be opened by hand.
#[component]
pub fn MonthCard(office: Office, unit: UnitId) -> impl IntoView {
    let store = Store::get();
    let unit = StoredValue::new(unit);
    let months = Memo::new(move |_| {
        let now = store.today.get().month();
        vec![now.previous(), now, now.next()]
    });
    let button = move |month: Month| {
        let open = move || {
            office.open_month(BookId {
                unit: unit.get_value(),
                month,
            });
        };
        view! {
            <Button icon=Icon::Calendar busy=office.is_busy on_press=open>
                {t!("admin.month.open", month = month)}
            </Button>
        }
    };
    view! {
        <Card title=t!("admin.month")>
            <p class="soft">{t!("admin.month.words")}</p>
            <div class="row">{move || months.get().into_iter().map(button).collect_view()}</div>
        </Card>
    }
}
