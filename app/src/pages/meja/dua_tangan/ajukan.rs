//! Submitting what was worked out, office by office: what is ready, the question asked once more, and the writing.

use domain::money::Rupiah;
use leptos::prelude::*;

use crate::components::{Button, Dialog, Glyph, IconLine, More, Notice, ProgressBar, Section, TextArea, Toasts, Tone};
use crate::desk::{Desk, Statement, use_desk};
use crate::pages::kit;
use crate::say;
use crate::words::format;

/// One office whose list may be submitted now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    /// Its code.
    pub office: String,
    /// Its name.
    pub name: String,
    /// How many people the list pays.
    pub people: usize,
    /// How many it leaves out.
    pub left_out: usize,
    /// What it pays them together.
    pub net: Rupiah,
}

/// What differs between the things that are submitted.
#[derive(Debug, Clone, Copy)]
pub struct Spoken {
    /// The question, from how many people, of how many offices, and what they receive.
    pub question: fn(String, usize, String) -> String,
    /// What becomes of so many who are left out.
    pub left_out: fn(usize) -> String,
    /// No office is ready.
    pub nothing: fn() -> String,
    /// The way to the lists, and its address.
    pub lists: (fn() -> String, &'static str),
}

/// What one office's list writes: each person's part, then its step.
pub type Written = Box<dyn Fn(&str) -> Vec<Statement>>;

/// What is ready to be submitted, and the button that does it. Shown where something was worked out.
#[component]
pub fn Ajukan(
    /// Whether something was worked out.
    #[prop(into)]
    worked: Signal<bool>,
    /// Whether the records are others than it was worked out from.
    #[prop(into)]
    stale: Signal<bool>,
    #[prop(into)] ready: Signal<Vec<Ready>>,
    spoken: Spoken,
    /// Prepares, with the note, what each office's list writes.
    prepare: Callback<String, Option<Written>>,
    /// Called after something was written.
    on_written: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let (note, done) = (RwSignal::new(String::new()), RwSignal::new(0_u64));
    let submit = Callback::new(move |()| {
        let Some(written) = prepare.run(note.get_untracked().trim().to_owned()).filter(|_| !busy.get_untracked())
        else {
            return;
        };
        open.set(false);
        done.set(0);
        busy.set(true);
        submit(desk, ready.get_untracked(), written, on_written, Progress { note, busy, done });
    });
    let label = move || match &ready.get()[..] {
        [one] => say!(masa.ajukan_satu, nama = one.name.clone()),
        many => say!(masa.ajukan_tombol, jumlah = many.len()),
    };
    let question = move || {
        let ready = ready.get();
        let net = ready.iter().try_fold(Rupiah::ZERO, |sum, one| sum.plus(one.net));
        let people = format::grouped(ready.iter().map(|one| one.people as i64).sum());
        (spoken.question)(people, ready.len(), net.map(format::rupiah).unwrap_or_default())
    };
    let left_out = move || Some(ready.get().iter().map(|one| one.left_out).sum()).filter(|count: &usize| *count > 0);
    let offices = move || ready.with(Vec::len);
    let body = move || {
        if busy.get() {
            return view! {
                <ProgressBar
                    label=say!(masa.mengajukan)
                    done=done
                    total=Signal::derive(move || offices().max(1) as u64)
                    count=move || say!(meja.dari, jumlah = done.get(), semua = offices())
                />
            }
            .into_any();
        }
        if stale.get() {
            return view! { <Notice tone=Tone::Sogan text=say!(masa.ajukan_lama) /> }.into_any();
        }
        if offices() == 0 {
            return view! { <IconLine glyph=Glyph::Info text=(spoken.nothing)() /> }.into_any();
        }
        view! {
            <p class="sub">{say!(masa.ajukan_jelas)}</p>
            <div class="line">
                <Button label=label on_press=move |()| open.set(true) />
            </div>
        }
        .into_any()
    };
    move || {
        let (lists, href) = spoken.lists;
        worked.get().then(|| {
            view! {
                <Section title=say!(masa.ajukan)>
                    {body} <More label=lists() href=href />
                </Section>
                <Dialog
                    open=open
                    on_close=move |()| open.set(false)
                    title=say!(masa.ajukan)
                    confirm=say!(masa.ajukan)
                    cancel=say!(umum.kembali)
                    on_confirm=submit
                >
                    <p>{question}</p>
                    {move || left_out().map(|count| view! { <Notice tone=Tone::Sogan text=(spoken.left_out)(count) /> })}
                    <TextArea
                        id="catatan-pengajuan"
                        label=say!(masa.catatan)
                        hint=say!(masa.catatan_petunjuk)
                        value=note
                        on_input=move |text| note.set(text)
                        maxlength=1000
                    />
                </Dialog>
            }
        })
    }
}

/// How far the writing is.
#[derive(Clone, Copy)]
struct Progress {
    note: RwSignal<String>,
    busy: RwSignal<bool>,
    done: RwSignal<u64>,
}

/// Writes one office's list after the other. What is written stays when a later one fails.
fn submit(desk: Desk, ready: Vec<Ready>, written: Written, on_written: Callback<()>, at: Progress) {
    let toasts = expect_context::<Toasts>();
    leptos::task::spawn_local(async move {
        let mut count = 0_u64;
        let mut failed = None;
        for one in &ready {
            if let Err(problem) = desk.write(written(&one.office)).await {
                failed = Some(problem);
                break;
            }
            count += 1;
            let _ = at.done.try_set(count);
        }
        if count > 0 {
            on_written.run(());
        }
        let _ = at.busy.try_set(false);
        toasts.say(match failed {
            Some(problem) => kit::write_problem(&problem),
            None => {
                let _ = at.note.try_set(String::new());
                say!(masa.diajukan_pesan, jumlah = count)
            }
        });
    });
}
