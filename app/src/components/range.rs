//! Numbers moved by steps: the stepper, and the slider with its number box and the mark of the old value.
//! Values are integers in the caller's unit (balita, basis points); the caller writes and reads them.

use super::{
    Text,
    field::Frame,
    icon::{Glyph, Icon},
    number,
};
use leptos::prelude::*;

/// The bounds of a number, both included, and its step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The smallest value.
    pub min: i64,
    /// The largest value.
    pub max: i64,
    /// What one press adds.
    pub step: i64,
}

impl Bounds {
    /// Makes bounds with step 1.
    pub const fn new(min: i64, max: i64) -> Self {
        Self { min, max, step: 1 }
    }

    /// Sets the step.
    pub const fn step(mut self, step: i64) -> Self {
        self.step = step;
        self
    }

    /// Brings a value inside.
    pub fn clamp(self, value: i64) -> i64 {
        value.max(self.min).min(self.max)
    }

    /// Returns where a value lies, in thousandths of the way from min to max.
    pub fn per_mille(self, value: i64) -> i64 {
        let span = self.max.saturating_sub(self.min).max(1);
        self.clamp(value).saturating_sub(self.min).saturating_mul(1000) / span
    }
}

/// A small count with minus and plus.
#[component]
pub fn Stepper(
    #[prop(into)] id: String,
    #[prop(into)] label: Text,
    #[prop(into)] value: Signal<i64>,
    #[prop(into)] on_change: Callback<i64>,
    bounds: Bounds,
    /// "Kurangi", spoken.
    #[prop(into)]
    less: Text,
    /// "Tambah", spoken.
    #[prop(into)]
    more: Text,
    #[prop(optional, into)] unit: Text,
    #[prop(optional, into)] aside: Text,
    #[prop(optional, into)] hint: Text,
    #[prop(optional, into)] error: Text,
) -> AnyView {
    let frame = Frame { id: id.clone(), label, aside, hint, error };
    let by = move |amount: i64| on_change.run(bounds.clamp(value.get_untracked().saturating_add(amount)));
    let spoken = move |word: Text| move || format!("{}, {}", word.get(), label.get());
    let control = view! {
        <div class="in-line">
            <div class="in stepper">
                <button
                    type="button"
                    class="tap"
                    aria-label=spoken(less)
                    on:click=move |_| by(-bounds.step)
                >
                    <Icon glyph=Glyph::Minus />
                </button>
                <input
                    id=id
                    type="text"
                    inputmode="numeric"
                    role="spinbutton"
                    aria-valuenow=move || value.get()
                    aria-valuemin=bounds.min
                    aria-valuemax=bounds.max
                    aria-describedby=frame.described()
                    aria-invalid=frame.invalid()
                    prop:value=move || number::group(value.get())
                    on:change=move |event| {
                        let typed = number::read(&event_target_value(&event));
                        on_change.run(bounds.clamp(typed.unwrap_or(value.get_untracked())));
                    }
                    on:keydown=move |event| {
                        match event.key().as_str() {
                            "ArrowUp" => by(bounds.step),
                            "ArrowDown" => by(-bounds.step),
                            _ => return,
                        }
                        event.prevent_default();
                    }
                />
                <button
                    type="button"
                    class="tap"
                    aria-label=spoken(more)
                    on:click=move |_| by(bounds.step)
                >
                    <Icon glyph=Glyph::Plus />
                </button>
            </div>
            {unit.show(|unit| view! { <span class="sub">{unit.view()}</span> }.into_any())}
        </div>
    };
    frame.around(control.into_any(), Text::Empty)
}

/// A value between bounds: a slider, a box to type it, and a mark where it was.
#[component]
pub fn Slider(
    #[prop(into)] id: String,
    #[prop(into)] label: Text,
    #[prop(into)] value: Signal<i64>,
    #[prop(into)] on_change: Callback<i64>,
    #[prop(into)] bounds: Signal<Bounds>,
    /// Writes a value: 50 basis points become "0,5%".
    #[prop(into)]
    write: Callback<i64, String>,
    /// Reads what was typed in the box, or `None`.
    #[prop(into)]
    read: Callback<String, Option<i64>>,
    /// The value before any change.
    #[prop(optional, into)]
    old: Signal<Option<i64>>,
    /// Its word: "semula".
    #[prop(optional, into)]
    old_word: Text,
    #[prop(optional, into)] hint: Text,
    #[prop(optional, into)] error: Text,
) -> AnyView {
    let frame = Frame { id: id.clone(), label, aside: Text::Empty, hint, error };
    let at = Memo::new(move |_| bounds.get().per_mille(value.get()));
    let old_at = Memo::new(move |_| old.get().map(|old| bounds.get().per_mille(old)));
    let words = move |value: i64| write.run(value);
    let track = move || {
        let (now, from) = (at.get(), old_at.get());
        let start = from.unwrap_or(0).min(now);
        let end = from.unwrap_or(0).max(now);
        view! {
            <rect class="rail" x="0" y="9" width="1000" height="6"></rect>
            <rect class="way" x=start y="9" width=end - start height="6"></rect>
            {from.map(|x| view! { <rect class="mark" x=x - 3 y="2" width="6" height="20"></rect> })}
        }
    };
    // A bound keeps its word unless the word of the old value stands there.
    let free = move |end: i64| old_at.get().is_none_or(|at| (at - end).abs() > 320);
    let box_label = label;
    view! {
        <div class="field slider">
            <div class="line apart">
                <label class="label" for=id.clone()>
                    {frame.words()}
                </label>
                <input
                    class="in numeric"
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    aria-label=box_label.view()
                    aria-describedby=frame.described()
                    aria-invalid=frame.invalid()
                    prop:value=move || words(value.get())
                    on:change=move |event| {
                        let typed = read.run(event_target_value(&event));
                        let kept = typed.unwrap_or(value.get_untracked());
                        on_change.run(bounds.get_untracked().clamp(kept));
                    }
                />
            </div>
            {frame.notes()}
            <div class="slide">
                <svg viewBox="0 0 1000 24" preserveAspectRatio="none" aria-hidden="true">
                    {track}
                </svg>
                <input
                    id=id
                    type="range"
                    min=move || bounds.get().min
                    max=move || bounds.get().max
                    step=move || bounds.get().step
                    aria-valuetext=move || words(value.get())
                    prop:value=move || value.get().to_string()
                    on:input=move |event| {
                        if let Ok(moved) = event_target_value(&event).parse() {
                            on_change.run(moved);
                        }
                    }
                />
            </div>
            <p class="slide-ends" aria-hidden="true">
                <span>{move || free(0).then(|| words(bounds.get().min))}</span>
                {move || {
                    old.get()
                        .map(|old| {
                            let at = old_at.get().unwrap_or(0).clamp(150, 850);
                            view! {
                                <b style:left=format!("{}.{}%", at / 10, at % 10)>
                                    {old_word.view()} " " {words(old)}
                                </b>
                            }
                        })
                }}
                <span>{move || free(1000).then(|| words(bounds.get().max))}</span>
            </p>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_lies_where_the_bounds_put_it() {
        let weight = Bounds::new(40, 80).step(5);
        for (value, at) in [(40, 0), (60, 500), (65, 625), (80, 1000), (95, 1000), (-5, 0)] {
            assert_eq!(weight.per_mille(value), at, "{value}");
        }
        assert_eq!(Bounds::new(7, 7).per_mille(7), 0);
        assert_eq!(weight.clamp(95), 80);
    }
}
