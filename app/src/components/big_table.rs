//! Lists of thousands: only the rows near the window are drawn, the keyboard reaches all.
//! Rows are asked for by position; search, filter and sort are the page's.

use super::{
    Text, dom, fresh_id,
    table::{Column, SortWay, TableRow, aria_sort, cell, head},
    window::Window,
};
use leptos::{html, prelude::*};
use std::collections::BTreeSet;

/// Height of a row in sixteenths of a rem: 44 px at the usual size.
const ROW_SIXTEENTHS: i32 = 44;

/// A windowed table: arrows, Page Up and Down, Home and End move; Enter opens; Space selects.
#[component]
pub fn BigTable(
    #[prop(into)] caption: Text,
    #[prop(into)] columns: Signal<Vec<Column>>,
    /// How many rows there are.
    #[prop(into)]
    count: Signal<usize>,
    /// Answers with the row at a position; what it reads is tracked, so a new sort redraws.
    #[prop(into)]
    row: Callback<usize, TableRow>,
    /// Runs on Enter or a press, with the key of the row.
    #[prop(optional, into)]
    on_open: Option<Callback<String>>,
    /// Keys of the selected rows; with it, Space and the first column's box select.
    #[prop(optional)]
    selected: Option<RwSignal<BTreeSet<String>>>,
    /// "Pilih", spoken before the name of a row.
    #[prop(optional, into)]
    select_word: Text,
    #[prop(optional, into)] sort: Signal<Option<(usize, SortWay)>>,
    #[prop(optional, into)] on_sort: Option<Callback<usize>>,
    /// Height in rows on desks; phones give it most of the screen.
    #[prop(default = 14)]
    rows_shown: u8,
) -> AnyView {
    let node = NodeRef::<html::Div>::new();
    let id = fresh_id("big");
    let row_px = (dom::rem_px() * ROW_SIXTEENTHS / 16).max(24);
    let view_px = RwSignal::new(i32::from(rows_shown) * row_px);
    let top = RwSignal::new(0);
    let at = RwSignal::new(0_usize);
    let window = Memo::new(move |_| Window { count: count.get(), row_px, view_px: view_px.get() });
    // A memo, so that scrolling inside the drawn rows costs nothing.
    let drawn = Memo::new(move |_| window.get().drawn(top.get()));
    let row_id = move |at: usize| format!("{id}-{at}");
    // A frame later the table may be gone.
    let measure = move || {
        if let Some(Some(element)) = node.try_get_untracked() {
            // Heads wrap, so that the first of them may be taller than a row.
            let head_px = element.first_element_child().map_or(row_px, |head| head.client_height());
            let seen = element.client_height() - head_px;
            if seen > row_px {
                view_px.set(seen);
            }
            top.set(element.scroll_top());
        }
    };
    Effect::new(move |_| {
        node.track();
        request_animation_frame(measure);
    });
    Effect::new(move |_| {
        let last = count.get().saturating_sub(1);
        if at.get_untracked() > last {
            at.set(last);
        }
    });
    let toggle = move |key: &str| {
        if let Some(selected) = selected {
            selected.update(|all| {
                if !all.remove(key) {
                    all.insert(key.to_owned());
                }
            });
        }
    };
    let keys = move |event: leptos::ev::KeyboardEvent| {
        let now = at.get_untracked();
        let some = count.get_untracked() > now;
        let seen = window.get_untracked();
        match event.key().as_str() {
            "Enter" if some => {
                if let Some(on_open) = on_open {
                    on_open.run(untrack(|| row.run(now)).key);
                }
            }
            " " if some && selected.is_some() => toggle(&untrack(|| row.run(now)).key),
            key => match seen.key(key, now) {
                Some(to) => {
                    at.set(to);
                    if let Some(element) = node.get_untracked() {
                        let goal = seen.reveal(to, element.scroll_top());
                        element.set_scroll_top(goal);
                        top.set(goal);
                    }
                }
                None => return,
            },
        }
        event.prevent_default();
    };
    let heads = move || {
        columns
            .get()
            .iter()
            .enumerate()
            .map(|(column_at, column)| {
                view! {
                    <div
                        role="columnheader"
                        class=column.class()
                        aria-sort=aria_sort(column_at, sort)
                    >
                        {head(column_at, column, sort, on_sort)}
                    </div>
                }
            })
            .collect_view()
    };
    let own_id = row_id.clone();
    let one = move |position: usize| {
        let content = Memo::new(move |_| row.run(position));
        let fill = move || {
            let content = content.get();
            let classes: Vec<String> = columns.with(|all| all.iter().map(Column::class).collect());
            let key = content.key.clone();
            let box_key = key.clone();
            let name = match content.cells.first() {
                Some(super::table::Cell::Words(words) | super::table::Cell::Two(words, _)) => words.clone(),
                _ => key.clone(),
            };
            let tick = selected.map(|selected| {
                view! {
                    <div role="gridcell" class="tick">
                        <input
                            type="checkbox"
                            tabindex="-1"
                            aria-label=move || format!("{} {name}", select_word.get())
                            prop:checked=move || selected.with(|all| all.contains(&box_key))
                            on:click=move |event| {
                                event.stop_propagation();
                                toggle(&key);
                            }
                        />
                    </div>
                }
            });
            let cells = content
                .cells
                .into_iter()
                .enumerate()
                .map(|(column, words)| {
                    let class = classes.get(column).cloned();
                    let role = if column == 0 { "rowheader" } else { "gridcell" };
                    view! {
                        <div role=role class=class>
                            {cell(words)}
                        </div>
                    }
                })
                .collect_view();
            view! {
                {tick}
                {cells}
            }
        };
        view! {
            <div
                role="row"
                class="big-row"
                class:at=move || at.get() == position
                class:opens=on_open.is_some()
                id=own_id(position)
                aria-rowindex=position + 2
                aria-selected=move || {
                    selected
                        .map(|selected| {
                            let chosen = content
                                .with(|content| selected.with(|all| all.contains(&content.key)));
                            if chosen { "true" } else { "false" }
                        })
                }
                style:top=format!("{}px", Window { count: 0, row_px, view_px: 0 }.offset(position))
                on:click=move |_| {
                    at.set(position);
                    if let Some(on_open) = on_open {
                        on_open.run(content.with_untracked(|content| content.key.clone()));
                    }
                }
            >
                {fill}
            </div>
        }
        .into_any()
    };
    let positions = move || {
        let (first, end) = drawn.get();
        (first..end).collect::<Vec<_>>()
    };
    let active = move || (count.get() > 0).then(|| row_id(at.get()));
    view! {
        <div
            class="big"
            node_ref=node
            role="grid"
            tabindex="0"
            aria-label=caption.view()
            aria-rowcount=move || count.get() + 1
            aria-multiselectable=selected.map(|_| "true")
            aria-activedescendant=active
            style:max-height=format!("{}px", (i32::from(rows_shown) + 1) * row_px)
            on:scroll=move |_| measure()
            on:keydown=keys
        >
            <div role="rowgroup" class="big-head">
                <div
                    role="row"
                    aria-rowindex="1"
                    class="big-row"
                >
                    {selected.map(|_| view! { <div role="columnheader" class="tick"><span class="vh">{select_word.view()}</span></div> })}
                    {heads}
                </div>
            </div>
            <div
                role="rowgroup"
                class="big-body"
                style:height=move || format!("{}px", window.get().height())
            >
                <For each=positions key=|position| *position children=one />
            </div>
        </div>
    }
    .into_any()
}
