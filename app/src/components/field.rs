//! Fields for words, numbers and dates, all with label, hint, error and counter in the same places.
//! A field never judges what was typed: the page parses and hands the error words back.

use super::{
    Text, dom,
    icon::{Glyph, Icon},
    number,
};
use leptos::prelude::*;

/// What stands around the control of every field; `id` is the id of the control.
#[derive(Clone)]
pub(super) struct Frame {
    pub id: String,
    pub label: Text,
    /// "(tidak wajib)" or "(dibaca atasan Anda)", after the label.
    pub aside: Text,
    pub hint: Text,
    pub error: Text,
}

impl Frame {
    /// Returns the ids that describe the control: hint, then error.
    pub fn described(&self) -> impl Fn() -> Option<String> + Clone + Send + Sync + 'static {
        let (id, hint, error) = (self.id.clone(), self.hint, self.error);
        move || {
            let mut ids = Vec::new();
            if hint.is_some() {
                ids.push(format!("{id}-hint"));
            }
            if error.is_some() {
                ids.push(format!("{id}-err"));
            }
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    }

    /// Returns what `aria-invalid` says.
    pub fn invalid(&self) -> impl Fn() -> Option<&'static str> + Copy + Send + Sync + 'static {
        let error = self.error;
        move || error.is_some().then_some("true")
    }

    /// Returns the words of the label with its aside.
    pub fn words(&self) -> AnyView {
        let (label, aside) = (self.label, self.aside);
        view! {
            {label.view()}
            {aside.show(|aside| view! { <span class="quiet">" " {aside.view()}</span> }.into_any())}
        }
        .into_any()
    }

    /// Returns hint and error, in this order; they stand between label and control.
    pub fn notes(&self) -> AnyView {
        let (hint, error) = (self.hint, self.error);
        let (hint_id, error_id) = (format!("{}-hint", self.id), format!("{}-err", self.id));
        let hint_view = (!matches!(hint, Text::Empty)).then(|| {
            view! {
                <p class="hint" id=hint_id hidden=move || !hint.is_some()>
                    {hint.view()}
                </p>
            }
        });
        let error_view = (!matches!(error, Text::Empty)).then(|| {
            view! {
                <p class="err" id=error_id hidden=move || !error.is_some()>
                    <Icon glyph=Glyph::CircleAlert />
                    <span>{error.view()}</span>
                </p>
            }
        });
        view! { {hint_view} {error_view} }.into_any()
    }

    /// Puts label, notes and control into a field.
    pub fn around(self, control: AnyView, counter: Text) -> AnyView {
        let notes = self.notes();
        let words = self.words();
        view! {
            <div class="field">
                <label for=self.id>{words}</label>
                {notes}
                {control}
                {counter
                    .show(|counter| {
                        view! {
                            <p class="hint" aria-live="polite">
                                {counter.view()}
                            </p>
                        }
                            .into_any()
                    })}
            </div>
        }
        .into_any()
    }
}

/// One line of words: names, NIP, e-mail, password, search.
#[component]
pub fn TextField(
    #[prop(into)] id: String,
    #[prop(into)] label: Text,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
    #[prop(optional, into)] on_blur: Option<Callback<()>>,
    #[prop(optional, into)] aside: Text,
    #[prop(optional, into)] hint: Text,
    #[prop(optional, into)] error: Text,
    /// Words under the field that count: "12 dari 200".
    #[prop(optional, into)]
    counter: Text,
    /// `text`, `password`, `email`, `search`, `tel`.
    #[prop(default = "text")]
    kind: &'static str,
    /// `numeric`, `decimal`, `email`, `search`.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(optional)] maxlength: Option<u32>,
    /// Words after the field: a unit.
    #[prop(optional, into)]
    unit: Text,
    /// Keeps the field narrow.
    #[prop(optional)]
    short: bool,
) -> AnyView {
    let frame = Frame { id: id.clone(), label, aside, hint, error };
    let control = view! {
        <div class="in-line">
            <input
                class="in"
                class:short=short
                id=id
                type=kind
                inputmode=inputmode
                autocomplete=autocomplete
                maxlength=maxlength
                spellcheck=if kind == "text" && inputmode.is_none() { "true" } else { "false" }
                aria-describedby=frame.described()
                aria-invalid=frame.invalid()
                prop:value=move || value.get()
                on:input=move |event| on_input.run(event_target_value(&event))
                on:blur=move |_| {
                    if let Some(callback) = on_blur {
                        callback.run(());
                    }
                }
            />
            {unit.show(|unit| view! { <span class="sub">{unit.view()}</span> }.into_any())}
        </div>
    };
    frame.around(control.into_any(), counter)
}

/// Several lines of words; grows with them.
#[component]
pub fn TextArea(
    #[prop(into)] id: String,
    #[prop(into)] label: Text,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
    #[prop(optional, into)] on_blur: Option<Callback<()>>,
    #[prop(optional, into)] aside: Text,
    #[prop(optional, into)] hint: Text,
    #[prop(optional, into)] error: Text,
    #[prop(optional, into)] counter: Text,
    #[prop(default = 3)] rows: u32,
    #[prop(optional)] maxlength: Option<u32>,
) -> AnyView {
    let frame = Frame { id: id.clone(), label, aside, hint, error };
    let control = view! {
        <textarea
            class="in"
            id=id
            rows=rows
            maxlength=maxlength
            aria-describedby=frame.described()
            aria-invalid=frame.invalid()
            prop:value=move || value.get()
            on:input=move |event| on_input.run(event_target_value(&event))
            on:blur=move |_| {
                if let Some(callback) = on_blur {
                    callback.run(());
                }
            }
        ></textarea>
    };
    frame.around(control.into_any(), counter)
}

/// A number typed as plain text: rupiah with `unit="Rp"` before it, or a count or a percentage.
/// On leaving, whole digits are grouped ("1.234.567"); what is not a number stays as typed.
#[component]
pub fn NumberField(
    #[prop(into)] id: String,
    #[prop(into)] label: Text,
    /// The text as typed or grouped; parse it with [`number::read`].
    #[prop(into)]
    value: Signal<String>,
    /// Gets the text at each key and once more, grouped, on leaving.
    #[prop(into)]
    on_input: Callback<String>,
    #[prop(optional, into)] on_blur: Option<Callback<()>>,
    #[prop(optional, into)] aside: Text,
    #[prop(optional, into)] hint: Text,
    #[prop(optional, into)] error: Text,
    /// Before the number: "Rp".
    #[prop(optional, into)]
    prefix: Text,
    /// After the number: "%", "balita".
    #[prop(optional, into)]
    unit: Text,
    /// Lets a comma in.
    #[prop(optional)]
    decimals: bool,
) -> AnyView {
    let frame = Frame { id: id.clone(), label, aside, hint, error };
    let control = view! {
            <div class="in-line">
                {prefix.show(|prefix| view! { <span class="sub">{prefix.view()}</span> }.into_any())}
                <input
                    class="in short"
                    id=id
                    type="text"
                    inputmode=if decimals { "decimal" } else { "numeric" }
                    autocomplete="off"
                    aria-describedby=frame.described()
                    aria-invalid=frame.invalid()
                    prop:value=move || value.get()
                    on:input=move |event| on_input.run(event_target_value(&event))
                    on:blur=move |event| {
                        let typed = event_target_value(&event);
                        if let Some(grouped) = number::regroup(&typed).filter(|grouped| *grouped != typed) {
                                dom::set_input(&event, &grouped);
                                on_input.run(grouped);
    }
                        if let Some(callback) = on_blur {
                            callback.run(());
                        }
                    }
                />
                {unit.show(|unit| view! { <span class="sub">{unit.view()}</span> }.into_any())}
            </div>
        };
    frame.around(control.into_any(), Text::Empty)
}

/// A date with the browser's own picker; the value is ISO ("2024-05-31") or empty.
#[component]
pub fn DateField(
    #[prop(into)] id: String,
    #[prop(into)] label: Text,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
    #[prop(optional, into)] aside: Text,
    #[prop(optional, into)] hint: Text,
    #[prop(optional, into)] error: Text,
    #[prop(optional, into)] min: Text,
    #[prop(optional, into)] max: Text,
    /// Asks for a month ("2024-05") instead of a day.
    #[prop(optional)]
    month: bool,
) -> AnyView {
    let frame = Frame { id: id.clone(), label, aside, hint, error };
    let control = view! {
        <input
            class="in short"
            id=id
            type=if month { "month" } else { "date" }
            min=move || min.find()
            max=move || max.find()
            aria-describedby=frame.described()
            aria-invalid=frame.invalid()
            prop:value=move || value.get()
            on:input=move |event| on_input.run(event_target_value(&event))
        />
    };
    frame.around(control.into_any(), Text::Empty)
}

/// A search box above a list; runs at each key.
#[component]
pub fn SearchField(
    #[prop(into)] id: String,
    /// "Cari nama atau NIP".
    #[prop(into)]
    label: Text,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
    /// How many were found, in words; announced.
    #[prop(optional, into)]
    found: Text,
) -> AnyView {
    view! {
        <div class="field search" role="search">
            <label for=id.clone()>{label.view()}</label>
            <input
                class="in"
                id=id
                type="search"
                autocomplete="off"
                spellcheck="false"
                prop:value=move || value.get()
                on:input=move |event| on_input.run(event_target_value(&event))
            />
            <p class="hint" role="status" hidden=move || !found.is_some()>
                {found.view()}
            </p>
        </div>
    }
    .into_any()
}
