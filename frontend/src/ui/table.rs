//! Rows to be read. What is entered stands in forms, one person at a time.

use std::sync::Arc;

use leptos::prelude::*;

/// What stands in a column for a row.
type Cell<R> = Arc<dyn Fn(&R) -> AnyView + Send + Sync>;

/// One column of a [`Table`].
#[derive(Clone)]
pub struct Column<R: 'static> {
    /// Its head; on a phone, the label before each value.
    pub label: Signal<String>,
    /// Figures stand to the right.
    pub number: bool,
    /// What stands in it for a row.
    pub cell: Cell<R>,
}

impl<R: 'static> Column<R> {
    /// A column of words.
    pub fn new(
        label: impl Into<Signal<String>>,
        cell: impl Fn(&R) -> AnyView + Send + Sync + 'static,
    ) -> Self {
        Self {
            label: label.into(),
            number: false,
            cell: Arc::new(cell),
        }
    }

    /// A column of figures.
    pub fn number(
        label: impl Into<Signal<String>>,
        cell: impl Fn(&R) -> AnyView + Send + Sync + 'static,
    ) -> Self {
        Self {
            label: label.into(),
            number: true,
            cell: Arc::new(cell),
        }
    }
}

/// A table to read. The first column names the row; on a phone each row becomes a card under it.
/// Rows that change are drawn again in place, whatever their identity.
#[component]
pub fn Table<R>(
    /// What the table shows, above it.
    #[prop(into)]
    caption: Signal<String>,
    /// The columns; the first names the row.
    columns: Vec<Column<R>>,
    /// The rows, in order.
    #[prop(into)]
    rows: Signal<Vec<R>>,
    /// The caption is read aloud but not shown: a heading above says the same.
    #[prop(optional)]
    caption_hidden: bool,
) -> impl IntoView
where
    R: Clone + Send + Sync + 'static,
{
    let heads = columns
        .iter()
        .map(|column| view! { <th scope="col" class:number=column.number>{column.label}</th> })
        .collect_view();
    let row = move |row: R| {
        let cells = columns
            .iter()
            .enumerate()
            .map(|(index, column)| {
                let inside = (column.cell)(&row);
                let label = column.label;
                if index == 0 {
                    view! { <th scope="row">{inside}</th> }.into_any()
                } else {
                    view! {
                        <td class:number=column.number data-label=move || label.get()>{inside}</td>
                    }
                    .into_any()
                }
            })
            .collect_view();
        view! { <tr>{cells}</tr> }
    };
    view! {
        // Wide tables scroll sideways, by keyboard too.
        <div class="table-frame" tabindex="0" role="group" aria-label=move || caption.get()>
            <table class="table">
                <caption class:only-screen-reader=caption_hidden>{caption}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{move || rows.get().into_iter().map(row.clone()).collect_view()}</tbody>
            </table>
        </div>
    }
}
