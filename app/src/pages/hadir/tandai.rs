//! Coming and going: one press, saved on this device with its clock, sent when there is a connection.

use domain::hadir::{Minute, Moment};
use ledger::attendance::marks;
use ledger::kind::Kind;
use ledger::payload::Mark;
use ledger::subject;
use leptos::prelude::*;

use crate::components::{Button, Card, Glyph, IconLine, TextField, Tone};
use crate::desk::device::clock;
use crate::desk::{Statement, use_desk};
use crate::pages::kit;
use crate::say;
use crate::words::{format, hadir};

/// Most letters of a note.
const MOST: u32 = 120;

/// The card of today. `counts` says whether the office counts marks of own devices; nothing while it is not known.
#[component]
pub fn Tandai(counts: Memo<Option<bool>>) -> impl IntoView {
    let desk = use_desk();
    let made = Memo::new(move |_| {
        let today = desk.today();
        desk.book.with(|book| marks(book, desk.me(), today.month()).remove(&today).unwrap_or_default())
    });
    let busy = RwSignal::new(false);
    let note = RwSignal::new(String::new());
    let write = move |()| {
        // Day and minute of one moment: the clock may pass midnight between two looks.
        let (day, minutes) = (clock::today(), clock::minutes());
        let minute = u16::try_from(minutes).ok().and_then(|minutes| Minute::new(minutes / 60, minutes % 60));
        let Some(minute) = minute else { return };
        let mark = Mark { at: Moment { day, minute }, note: note.with_untracked(|note| note.trim().to_owned()) };
        let about = subject::mark(desk.me(), day.month());
        kit::save(desk, vec![Statement::new(Kind::Mark, about, &mark)], busy, move || note.set(String::new()));
    };
    let label = move || if made.with(Vec::is_empty) { say!(hadir.tandai_masuk) } else { say!(hadir.tandai_pulang) };
    let said = move || {
        let times: Vec<String> = made.with(|made| made.iter().map(|at| hadir::time(*at)).collect());
        if times.is_empty() { say!(hadir.belum_tandai) } else { say!(hadir.sudah_tandai, jam = times.join(", ")) }
    };
    let counting = move || match counts.get() {
        Some(true) => view! { <IconLine glyph=Glyph::ShieldCheck text=say!(hadir.tandai_dihitung) /> }.into_any(),
        Some(false) => {
            view! { <IconLine glyph=Glyph::Info tone=Tone::Sogan text=say!(hadir.tandai_tidak_dihitung) /> }.into_any()
        }
        None => ().into_any(),
    };
    view! {
        <Card>
            <h2>{format::long_day(desk.today())}</h2>
            <p id="presensi-hari-ini" role="status">
                {said}
            </p>
            <TextField
                id="catatan-presensi"
                label=say!(hadir.catatan_tandai)
                maxlength=MOST
                value=note
                on_input=move |text| note.set(text)
            />
            <Button label=label glyph=Glyph::Clock wide=true busy=busy on_press=write />
            {counting}
            <p class="hint">{say!(hadir.tandai_jelas)}</p>
        </Card>
    }
}
