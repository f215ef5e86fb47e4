//! What the app says back: error summary, notice, dialog, toast line, empty state, skeleton.

use super::{
    Text,
    button::{Button, ButtonKind},
    dom, fresh_id,
    icon::{Glyph, Icon},
    tag::Tone,
};
use leptos::html::Dialog as DialogElement;
use leptos::prelude::*;

/// One line of the error summary: the id of the field and the same words that stand at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the field (or of the group).
    pub id: String,
    /// What to do, in words.
    pub text: String,
}

/// The summary at the head of a form; takes the focus each time `attempt` grows while there are errors.
#[component]
pub fn ErrorSummary(
    /// "Ada 2 isian yang perlu diperbaiki."
    #[prop(into)]
    title: Text,
    #[prop(into)] errors: Signal<Vec<FieldError>>,
    /// Count of tries to go on; raise it at each press of the button.
    #[prop(into)]
    attempt: Signal<u32>,
) -> AnyView {
    let id = fresh_id("errors");
    let focus_id = id.clone();
    Effect::new(move |seen: Option<u32>| {
        let now = attempt.get();
        if seen.is_some_and(|seen| seen != now) && errors.with_untracked(|all| !all.is_empty()) {
            dom::focus_soon(focus_id.clone());
        }
        now
    });
    let there = Memo::new(move |_| errors.with(|all| !all.is_empty()));
    (move || {
        let id = id.clone();
        there.get().then(|| {
            view! {
                <div class="notice mengkudu" id=id role="alert" tabindex="-1">
                    <Icon glyph=Glyph::CircleAlert />
                    <div>
                        <h2>{title.view()}</h2>
                        <ul>
                            {move || {
                                errors
                                    .get()
                                    .into_iter()
                                    .map(|error| {
                                        let target = error.id.clone();
                                        view! {
                                            <li>
                                                <a
                                                    href=format!("#{}", error.id)
                                                    on:click=move |event| {
                                                        event.prevent_default();
                                                        dom::focus(&target);
                                                    }
                                                >
                                                    {error.text}
                                                </a>
                                            </li>
                                        }
                                    })
                                    .collect_view()
                            }}
                        </ul>
                    </div>
                </div>
            }
        })
    })
    .into_any()
}

/// A remark in the page. The tone picks the sign: action informs, sogan warns, daun confirms, mengkudu refuses.
#[component]
pub fn Notice(
    #[prop(optional, into)] title: Text,
    #[prop(optional, into)] text: Text,
    #[prop(optional, into)] tone: Signal<Tone>,
    /// Announced when it appears: politely, or at once for [`Tone::Mengkudu`].
    #[prop(optional)]
    live: bool,
    /// More below the text: links, buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let glyph = move || match tone.get() {
        Tone::Neutral => Glyph::FileText,
        Tone::Action => Glyph::Info,
        Tone::Sogan => Glyph::TriangleAlert,
        Tone::Daun => Glyph::CircleCheck,
        Tone::Mengkudu => Glyph::CircleAlert,
    };
    let role = move || live.then(|| if tone.get() == Tone::Mengkudu { "alert" } else { "status" });
    view! {
        <div class=move || tone.get().class("notice") role=role>
            {move || view! { <Icon glyph=glyph() /> }}
            <div>
                {title.show(|title| view! { <h2>{title.view()}</h2> }.into_any())}
                {text.show(|text| view! { <p>{text.view()}</p> }.into_any())}
                {children.map(|children| children())}
            </div>
        </div>
    }
    .into_any()
}

/// A native dialog that asks before something that cannot be undone, or for one small entry.
#[component]
pub fn Dialog(
    #[prop(into)] open: Signal<bool>,
    /// Runs on cancel and Escape; the page sets `open` to false.
    #[prop(into)]
    on_close: Callback<()>,
    #[prop(into)] title: Text,
    /// The word of the deed: "Hapus dari perangkat ini".
    #[prop(into)]
    confirm: Text,
    #[prop(into)] on_confirm: Callback<()>,
    /// "Batalkan".
    #[prop(into)]
    cancel: Text,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(optional, into)] why_not: Text,
    children: ChildrenFn,
) -> AnyView {
    let node = NodeRef::<DialogElement>::new();
    let head = fresh_id("dialog");
    let head_id = head.clone();
    Effect::new(move |_| {
        if let Some(dialog) = node.get() {
            if open.get() {
                dom::open_dialog(&dialog);
            } else {
                dom::close_dialog(&dialog);
            }
        }
    });
    view! {
        <dialog
            node_ref=node
            aria-labelledby=head
            on:cancel=move |event: leptos::ev::Event| {
                event.prevent_default();
                on_close.run(());
            }
        >
            <h2 id=head_id>{title.view()}</h2>
            {move || open.get().then(|| children())}
            <div class="line">
                <Button label=confirm kind=kind busy=busy why_not=why_not on_press=on_confirm />
                <Button label=cancel kind=ButtonKind::Text on_press=on_close />
            </div>
        </dialog>
    }
    .into_any()
}

/// What the toast line shows.
#[derive(Clone)]
pub struct Toast {
    /// What happened.
    pub text: String,
    /// The word and the deed that takes it back.
    pub undo: Option<(String, Callback<()>)>,
}

/// The one line that says what just happened; provide it as context once, at the root.
#[derive(Clone, Copy)]
pub struct Toasts(RwSignal<Option<Toast>>);

impl Toasts {
    /// Makes an empty line.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Says what happened; the words go after some seconds, with the next ones, or when they are closed.
    pub fn say(self, text: impl Into<String>) {
        let text = text.into();
        self.0.set(Some(Toast { text: text.clone(), undo: None }));
        set_timeout(
            move || {
                let same = self.0.try_with_untracked(|now| now.as_ref().is_some_and(|now| now.text == text));
                if same == Some(true) {
                    self.0.set(None);
                }
            },
            std::time::Duration::from_secs(7),
        );
    }

    /// Says what happened and offers to take it back.
    pub fn say_undo(self, text: impl Into<String>, word: impl Into<String>, undo: Callback<()>) {
        self.0.set(Some(Toast { text: text.into(), undo: Some((word.into(), undo)) }));
    }

    /// Takes the line away.
    pub fn clear(self) {
        self.0.set(None);
    }
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}

/// Draws the toast line; stands once in the app, outside the pages.
#[component]
pub fn ToastLine(
    toasts: Toasts,
    /// "Tutup", spoken.
    #[prop(into)]
    close: Text,
) -> AnyView {
    view! {
        <div class="toasts" role="status">
            {move || {
                toasts
                    .0
                    .get()
                    .map(|toast| {
                        view! {
                            <div class="toast">
                                <span>{toast.text}</span>
                                {toast
                                    .undo
                                    .map(|(word, undo)| {
                                        view! {
                                            <button
                                                type="button"
                                                class="btn text"
                                                on:click=move |_| {
                                                    // The page that could take it back may be gone.
                                                    let _ = undo.try_run(());
                                                    toasts.clear();
                                                }
                                            >
                                                {word}
                                            </button>
                                        }
                                    })}
                                <button
                                    type="button"
                                    class="tap"
                                    aria-label=close.view()
                                    on:click=move |_| toasts.clear()
                                >
                                    <Icon glyph=Glyph::X />
                                </button>
                            </div>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

/// Says what will stand here and what the first step is; children hold the button.
#[component]
pub fn Empty(
    #[prop(into)] text: Text,
    #[prop(optional)] glyph: Option<Glyph>,
    #[prop(optional)] children: Option<Children>,
) -> AnyView {
    view! {
        <div class="card empty">
            <Icon glyph=glyph.unwrap_or(Glyph::ClipboardList) />
            <p>{text.view()}</p>
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}

/// Grey lines where words will be; `label` says that they are being read.
#[component]
pub fn Skeleton(#[prop(default = 3)] lines: u8, #[prop(into)] label: Text) -> AnyView {
    view! {
        <div class="skeleton" role="status">
            <span class="vh">{label.view()}</span>
            {(0..lines).map(|_| view! { <span></span> }).collect_view()}
        </div>
    }
    .into_any()
}
