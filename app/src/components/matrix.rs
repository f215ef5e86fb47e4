//! The 3×3 matrix: nine boxes, one to choose, moved through with the arrow keys.
//! It knows no predikat: words, tones and order come in.

use super::{
    Text, dom, fresh_id,
    icon::{Glyph, Icon},
    tag::Tone,
};
use leptos::prelude::*;

/// One box: its words, its tone, and the sentence a screen reader says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatrixCell {
    /// What stands in the box.
    pub text: String,
    /// "Hasil kerja di atas, perilaku sesuai: Baik".
    pub spoken: String,
    /// Its colour.
    pub tone: Tone,
}

/// Words of a matrix; rows from top to bottom, columns from left to right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatrixWords {
    /// What the rows measure: "Hasil kerja".
    pub row_axis: String,
    /// What the columns measure: "Perilaku kerja".
    pub column_axis: String,
    /// Three names of rows.
    pub rows: [String; 3],
    /// Three names of columns.
    pub columns: [String; 3],
    /// The boxes, row by row.
    pub cells: [[MatrixCell; 3]; 3],
}

/// Returns the box that a key leads to from `(row, column)`; the border stops.
pub fn step(key: &str, (row, column): (usize, usize)) -> Option<(usize, usize)> {
    Some(match key {
        "ArrowUp" => (row.saturating_sub(1), column),
        "ArrowDown" => ((row + 1).min(2), column),
        "ArrowLeft" => (row, column.saturating_sub(1)),
        "ArrowRight" => (row, (column + 1).min(2)),
        "Home" => (row, 0),
        "End" => (row, 2),
        _ => return None,
    })
}

/// Nine boxes, one to choose. Value and callback are `(row, column)`, both from 0.
#[component]
pub fn Matrix(
    #[prop(into)] label: Text,
    #[prop(into)] words: Signal<MatrixWords>,
    #[prop(into)] value: Signal<Option<(usize, usize)>>,
    #[prop(into)] on_change: Callback<(usize, usize)>,
) -> AnyView {
    let id = fresh_id("matrix");
    let cell_id = move |at: (usize, usize)| format!("{id}-{}-{}", at.0, at.1);
    let stop = Memo::new(move |_| value.get().unwrap_or((1, 1)));
    let cell = {
        let cell_id = cell_id.clone();
        move |row: usize, column: usize| {
            let at = (row, column);
            let MatrixCell { text, spoken, tone } = words.with(|words| words.cells[row][column].clone());
            let own_id = cell_id(at);
            let goal_id = cell_id.clone();
            let chosen = move || value.get() == Some(at);
            view! {
                <button
                    type="button"
                    role="radio"
                    class=tone.class("box")
                    id=own_id
                    aria-label=spoken
                    aria-checked=move || if chosen() { "true" } else { "false" }
                    tabindex=move || if stop.get() == at { "0" } else { "-1" }
                    on:click=move |_| on_change.run(at)
                    on:keydown=move |event| {
                        if let Some(to) = step(&event.key(), at) {
                            event.prevent_default();
                            on_change.run(to);
                            dom::focus_soon(goal_id(to));
                        }
                    }
                >
                    {move || chosen().then(|| view! { <Icon glyph=Glyph::Check /> })}
                    <span>{text}</span>
                </button>
            }
            .into_any()
        }
    };
    let grid = move || {
        let names = words.get();
        let rows = names
            .rows
            .into_iter()
            .enumerate()
            .map(|(row, name)| {
                view! {
                    <span class="axis" aria-hidden="true">
                        {name}
                    </span>
                    {(0..3).map(|column| cell(row, column)).collect_view()}
                }
            })
            .collect_view();
        let columns = names
            .columns
            .into_iter()
            .map(|name| view! { <span class="axis foot-axis" aria-hidden="true">{name}</span> })
            .collect_view();
        view! {
            <span class="axis whole quiet" aria-hidden="true">
                {names.row_axis}
            </span>
            {rows}
            <span class="axis quiet" aria-hidden="true">
                {names.column_axis}
            </span>
            {columns}
        }
    };
    view! {
        <div class="matrix" role="radiogroup" aria-label=label.view()>
            {grid}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_walk_the_matrix_and_stop_at_its_border() {
        assert_eq!(step("ArrowUp", (0, 1)), Some((0, 1)));
        assert_eq!(step("ArrowDown", (0, 1)), Some((1, 1)));
        assert_eq!(step("ArrowRight", (2, 2)), Some((2, 2)));
        assert_eq!(step("ArrowLeft", (2, 2)), Some((2, 1)));
        assert_eq!(step("Home", (1, 2)), Some((1, 0)));
        assert_eq!(step("Enter", (1, 1)), None);
    }
}
