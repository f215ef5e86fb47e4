//! Plots drawn as SVG with words beside them; every plot has its table under "Lihat sebagai tabel".
//! Numbers decide positions only; the words of amounts come in finished.

pub mod geometry;

use super::{
    Amount, Text,
    table::{Cell, Column, Table, TableRow},
    tag::Tone,
};
use geometry::Scale;
use leptos::prelude::*;

/// Names the colour of a part; direction and words say the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ink {
    /// The main part: what is received.
    #[default]
    Main,
    /// A second part: tax, contributions.
    Mid,
    /// More than before.
    Up,
    /// Less than before, not reached.
    Down,
    /// Neither.
    Rest,
}

impl Ink {
    /// Returns the class of the colour.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Main => "ink-main",
            Self::Mid => "ink-mid",
            Self::Up => "ink-up",
            Self::Down => "ink-down",
            Self::Rest => "ink-rest",
        }
    }

    /// Returns the colour of a change.
    pub const fn of_change(change: i64) -> Self {
        match change {
            1.. => Self::Up,
            0 => Self::Rest,
            _ => Self::Down,
        }
    }
}

/// One thing that a plot shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// What it is.
    pub label: String,
    /// A quiet word after it: "63 orang".
    pub note: Option<String>,
    /// Its size, for the drawing.
    pub value: i64,
    /// Its size in words.
    pub text: String,
    /// Its colour.
    pub ink: Ink,
    /// Where its name leads: the people behind it.
    pub href: Option<String>,
}

impl Mark {
    /// Makes a mark.
    pub fn new(label: impl Into<String>, value: i64, text: impl Into<String>, ink: Ink) -> Self {
        Self { label: label.into(), note: None, value, text: text.into(), ink, href: None }
    }

    /// Adds a quiet word.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// Lets its name lead somewhere.
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    fn name(&self) -> AnyView {
        let label = self.label.clone();
        let note = self.note.clone();
        let name = match self.href.clone() {
            Some(href) => view! { <a class="door" href=href>{label}</a> }.into_any(),
            None => label.into_any(),
        };
        view! {
            {name}
            {note.map(|note| view! { <span class="quiet">" · " {note}</span> })}
        }
        .into_any()
    }
}

/// Words for the table of a plot.
#[derive(Clone, Copy, Default)]
pub struct PlotWords {
    /// What the plot shows; the caption of its table.
    pub title: Text,
    /// "Lihat sebagai tabel".
    pub as_table: Text,
    /// Head of the column of names.
    pub name: Text,
    /// Head of the column of sizes.
    pub size: Text,
}

/// The table under a plot, closed until asked for.
fn plot_table(words: PlotWords, marks: Signal<Vec<Mark>>, private: bool) -> AnyView {
    let asked = RwSignal::new(false);
    let columns = Signal::derive(move || vec![Column::words(words.name.get()), Column::numbers(words.size.get())]);
    let rows = Signal::derive(move || {
        let row = |mark: Mark| {
            let size = if private { Cell::Amount(mark.text) } else { Cell::Words(mark.text) };
            TableRow::new(vec![Cell::Words(mark.label), size])
        };
        marks.get().into_iter().map(row).collect::<Vec<_>>()
    });
    view! {
        <details class="as-table" on:toggle=move |_| asked.set(true)>
            <summary>{words.as_table.view()}</summary>
            {move || {
                asked
                    .get()
                    .then(|| {
                        view! { <Table caption=words.title columns=columns rows=rows hide_caption=true /> }
                    })
            }}
        </details>
    }
    .into_any()
}

/// One bar split into parts, as on the home card; the first part is the figure above and has no legend.
#[component]
pub fn SplitBar(
    words: PlotWords,
    #[prop(into)] parts: Signal<Vec<Mark>>,
    /// Legend for the first part too.
    #[prop(optional)]
    all: bool,
    /// Leaves the table out where the legend already says every number.
    #[prop(optional)]
    no_table: bool,
) -> AnyView {
    let bars = move || {
        let parts = parts.get();
        let values: Vec<i64> = parts.iter().map(|part| part.value).collect();
        geometry::split(&values)
            .into_iter()
            .zip(parts)
            .filter(|((_, width), _)| *width > 0)
            .map(|((x, width), part)| {
                let gap = if x == 0 { 0 } else { 6.min(width - 1) };
                view! { <rect class=part.ink.class() x=x + gap width=width - gap height="8"></rect> }
            })
            .collect_view()
    };
    let legend = move || {
        parts
            .get()
            .into_iter()
            .skip(if all { 0 } else { 1 })
            .map(|part| {
                view! {
                    <div>
                        <dt>
                            <i class=part.ink.class()></i>
                            {part.label}
                        </dt>
                        <dd>
                            <Amount text=part.text />
                        </dd>
                    </div>
                }
            })
            .collect_view()
    };
    view! {
        <div class="plot">
            <svg class="bar-plot" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">
                {bars}
            </svg>
            <dl class="legend">{legend}</dl>
            {(!no_table).then(|| plot_table(words, parts, true))}
        </div>
    }
    .into_any()
}

/// Bars lying down, one per row, from zero; names left, sizes right.
#[component]
pub fn Bars(
    words: PlotWords,
    #[prop(into)] marks: Signal<Vec<Mark>>,
    /// Lets the eye hide the sizes.
    #[prop(optional)]
    private: bool,
) -> AnyView {
    let rows = move || {
        let marks = marks.get();
        let scale = Scale::with_zero(marks.iter().map(|mark| mark.value));
        marks
            .into_iter()
            .map(|mark| {
                let (x, width) = scale.bar(mark.value);
                fall_row(mark, vec![(x, width)], scale.at(0), private, false)
            })
            .collect_view()
    };
    view! {
        <div class="plot">
            <div class="fall" aria-hidden="true">
                {rows}
            </div>
            {plot_table(words, marks, private)}
        </div>
    }
    .into_any()
}

fn fall_row(mark: Mark, bars: Vec<(i64, i64)>, rule: i64, private: bool, end: bool) -> impl IntoView {
    let class = mark.ink.class();
    let name = mark.name();
    let bars = bars
        .into_iter()
        .map(|(x, width)| {
            view! { <rect class=class x=x y="6" width=width height="16" rx="0"></rect> }
        })
        .collect_view();
    let size = if private {
        view! { <Amount text=mark.text /> }.into_any()
    } else {
        view! { <span class="num">{mark.text}</span> }.into_any()
    };
    view! {
        <div class="fall-row" class:strong=end>
            <span class="fall-name">
                {name}
            </span>
            <svg viewBox="0 0 1000 28" preserveAspectRatio="none" aria-hidden="true">
                <path class="rule" d=format!("M{rule} 0v28")></path>
                {bars}
            </svg>
            <span class="fall-size">{size}</span>
        </div>
    }
}

/// Why a sum changed, one row per cause, lying down; it is its own table.
#[component]
pub fn Waterfall(
    /// What it shows; the caption.
    #[prop(into)]
    caption: Text,
    /// The sum before.
    #[prop(into)]
    before: Signal<Mark>,
    /// The causes; their colours follow their signs.
    #[prop(into)]
    causes: Signal<Vec<Mark>>,
    /// The sum after.
    #[prop(into)]
    after: Signal<Mark>,
    /// The whole change, drawn from before to after.
    #[prop(optional, into)]
    total: Signal<Option<Mark>>,
    /// Words shown instead when the sums leave the range of numbers.
    #[prop(into)]
    too_large: Text,
) -> AnyView {
    let body = move || {
        let (before, causes, after) = (before.get(), causes.get(), after.get());
        let changes: Vec<i64> = causes.iter().map(|cause| cause.value).collect();
        let Some(steps) = geometry::waterfall(before.value, &changes) else {
            return view! { <tr><td>{too_large.view()}</td></tr> }.into_any();
        };
        let ends = steps.iter().map(|step| step.1).chain([before.value, after.value]);
        let scale = Scale::of(ends).unwrap_or(Scale::with_zero([]));
        let rule = scale.at(before.value);
        let line = |mark: Mark, bar: (i64, i64), class: &'static str, dot: bool| {
            view! {
                <tr class:strong=dot role="row">
                    <th scope="row" role="rowheader">
                        {mark.name()}
                    </th>
                    <td class="fall-bar" role="presentation" aria-hidden="true">
                        <svg viewBox="-12 0 1024 28" preserveAspectRatio="none">
                            <path class="rule" d=format!("M{rule} 0v28")></path>
                            {if dot {
                                view! { <path class="dot" d=format!("M{} 14h0", bar.0)></path> }.into_any()
                            } else {
                                view! {
                                    <rect class=class x=bar.0 y="6" width=bar.1 height="16"></rect>
                                }
                                    .into_any()
                            }}
                        </svg>
                    </td>
                    <td class="right" role="cell">{mark.text}</td>
                </tr>
            }
        };
        let (start, end) = (before.value, after.value);
        let first = line(before, (scale.at(start), 0), "", true);
        let rows = causes
            .into_iter()
            .zip(steps)
            .map(|(cause, (from, to))| {
                let class = Ink::of_change(cause.value).class();
                line(cause, scale.between(from, to), class, false)
            })
            .collect_view();
        let whole = total.get().map(|mark| line(mark, scale.between(start, end), Ink::Rest.class(), false));
        let last = line(after, (scale.at(end), 0), "", true);
        view! {
            {first}
            {rows}
            {whole}
            {last}
        }
        .into_any()
    };
    view! {
        // Roles again, because the grid layout takes the native ones away in some browsers.
        <table class="waterfall" role="table">
            <caption class="vh">{caption.view()}</caption>
            <tbody role="rowgroup">{body}</tbody>
        </table>
    }
    .into_any()
}

/// Columns for a distribution: counts above, borders or names below.
#[component]
pub fn Columns(words: PlotWords, #[prop(into)] marks: Signal<Vec<Mark>>) -> AnyView {
    let bars = move || {
        let marks = marks.get();
        let scale = Scale::with_zero(marks.iter().map(|mark| mark.value));
        marks
            .into_iter()
            .map(|mark| {
                let height = scale.bar(mark.value).1;
                view! {
                    <span class="column">
                        <i>
                        <svg viewBox="0 0 10 1000" preserveAspectRatio="none">
                            <rect
                                class=mark.ink.class()
                                y=geometry::FULL - height
                                width="10"
                                height=height
                            ></rect>
                        </svg>
                        <b style:bottom=format!("{}.{}%", height / 10, height % 10)>{mark.text}</b></i>
                        <span>{mark.label}</span>
                    </span>
                }
            })
            .collect_view()
    };
    view! {
        <div class="plot">
            <div class="columns" aria-hidden="true">
                {bars}
            </div>
            {plot_table(words, marks, false)}
        </div>
    }
    .into_any()
}

/// One point of a line; without a value it is a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// When.
    pub label: String,
    /// How much, for the drawing; `None` leaves a gap.
    pub value: Option<i64>,
    /// How much in words, or why it is not known.
    pub text: String,
}

/// A line over time; gaps stay gaps. The first and the last point are named.
#[component]
pub fn Line(
    words: PlotWords,
    #[prop(into)] points: Signal<Vec<Point>>,
    /// Writes the lowest and the highest value at the axis.
    #[prop(into)]
    write: Callback<i64, String>,
) -> AnyView {
    let marks = Signal::derive(move || {
        points.get().into_iter().map(|point| Mark::new(point.label, 0, point.text, Ink::Main)).collect::<Vec<_>>()
    });
    let drawing = move || {
        let points = points.get();
        let values: Vec<Option<i64>> = points.iter().map(|point| point.value).collect();
        let scale = Scale::of(values.iter().flatten().copied())?;
        let runs = geometry::runs(&values, scale);
        let dots: String = runs.iter().flatten().map(|point| geometry::path(&[*point])).collect();
        let lines: String = runs.iter().map(|run| geometry::path(run)).collect();
        let name = |at: Option<&Point>| at.map(|point| point.label.clone()).unwrap_or_default();
        Some(view! {
            <div class="line-plot" aria-hidden="true">
                <span>{write.run(scale.high())}</span>
                <svg viewBox="0 0 1000 1000" preserveAspectRatio="none">
                    <path class="rule" d="M0 0h1000M0 1000h1000"></path>
                    <path class="stroke" d=lines></path>
                    <path class="dot" d=dots></path>
                </svg>
                <span>{write.run(scale.low())}</span>
                <span class="line apart">
                    <span>{name(points.first())}</span>
                    <span>{name(points.last())}</span>
                </span>
            </div>
        })
    };
    view! { <div class="plot">{drawing} {plot_table(words, marks, false)}</div> }.into_any()
}

/// Says which colour is which, beside the heading of a plot.
#[component]
pub fn Legend(#[prop(into)] items: Signal<Vec<(Ink, String)>>) -> AnyView {
    view! {
        <span class="line small">
            {move || {
                items
                    .get()
                    .into_iter()
                    .map(|(ink, word)| {
                        view! {
                            <span class="line key">
                                <i class=ink.class()></i>
                                {word}
                            </span>
                        }
                    })
                    .collect_view()
            }}
        </span>
    }
    .into_any()
}

/// Returns the tone of the word that goes with a change.
pub const fn change_tone(change: i64) -> Tone {
    match change {
        1.. => Tone::Daun,
        0 => Tone::Neutral,
        _ => Tone::Sogan,
    }
}
