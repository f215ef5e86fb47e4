//! Evidence: the tile that says where a file is, and the button that picks one.

use super::{
    Text,
    icon::{Glyph, Icon},
    tag::{Tag, Tone},
};
use leptos::ev::Event;
use leptos::prelude::*;

/// Says where a piece of evidence is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EvidenceState {
    /// Only on this device.
    #[default]
    Here,
    /// Received by the server.
    Sent,
    /// Named by a record, but not here.
    Missing,
}

/// A piece of evidence: sign, name, size or time, and the word for where it is.
#[component]
pub fn EvidenceTile(
    #[prop(into)] name: Text,
    #[prop(optional, into)] sub: Text,
    #[prop(into)] state: Signal<EvidenceState>,
    /// "Di perangkat ini", "Terkirim", "Belum ada".
    #[prop(into)]
    state_word: Text,
    #[prop(default = Glyph::Image)] glyph: Glyph,
    /// "Hapus Daftar hadir", spoken; shows a button with a bin.
    #[prop(optional, into)]
    remove: Text,
    #[prop(optional, into)] on_remove: Option<Callback<()>>,
) -> AnyView {
    let tone = Signal::derive(move || match state.get() {
        EvidenceState::Here => Tone::Sogan,
        EvidenceState::Sent => Tone::Daun,
        EvidenceState::Missing => Tone::Mengkudu,
    });
    view! {
        <div class="card evidence">
            <span class=move || tone.get().class("tile tag")>
                <Icon glyph=glyph />
            </span>
            <span class="row-text">
                <span>
                    {name.view()}
                    {sub.show(|sub| view! { <small>{sub.view()}</small> }.into_any())}
                </span>
                <Tag text=state_word tone=tone />
            </span>
            {on_remove
                .map(|removed| {
                    view! { <super::IconButton label=remove glyph=Glyph::Trash on_press=removed /> }
                })}
        </div>
    }
    .into_any()
}

/// A dashed button that picks files: photo, document, CSV. The page reads them from the event.
#[component]
pub fn FilePicker(
    #[prop(into)] id: String,
    #[prop(into)] label: Text,
    /// Gets the change event of the file input; `leptos::prelude::event_target` gives the input.
    #[prop(into)]
    on_pick: Callback<Event>,
    #[prop(default = Glyph::Upload)] glyph: Glyph,
    /// Kinds of file: "image/*", ".csv,text/csv".
    #[prop(default = "")]
    accept: &'static str,
    /// Opens the camera on phones: "environment".
    #[prop(optional)]
    capture: Option<&'static str>,
    #[prop(optional)] multiple: bool,
    #[prop(optional, into)] hint: Text,
    #[prop(optional, into)] error: Text,
) -> AnyView {
    let frame = super::field::Frame { id: id.clone(), label, aside: Text::Empty, hint, error };
    view! {
        <div class="field">
            {frame.notes()}
            <label class="file">
                <Icon glyph=glyph />
                <span>{label.view()}</span>
                <input
                    class="vh"
                    type="file"
                    id=id
                    accept=accept
                    capture=capture
                    multiple=multiple
                    aria-describedby=frame.described()
                    aria-invalid=frame.invalid()
                    on:change=move |event| on_pick.run(event)
                />
            </label>
        </div>
    }
    .into_any()
}
