//! The head of what goes the way of a month's pay: its title, where it stands, its stages, and what whoever took the last
//! step wanted to be read.

use ledger::payload::PayStep;
use leptos::prelude::*;

use super::jalan::{OnItsWay, Stand};
use crate::components::{Card, Notice, Steps, Tag, Tone};
use crate::say;
use crate::words::{format, masa};

/// The word of where it stands, with its colour.
pub fn state<T: OnItsWay>(of: &Stand<T>) -> (String, Tone) {
    match of {
        Stand::Apart(_) => (say!(masa.dua_keputusan), Tone::Mengkudu),
        stand => masa::state(stand.step()),
    }
}

/// Says how many people a run pays and how many it leaves out.
pub fn count(people: u32, left_out: u32) -> String {
    match left_out {
        0 => say!(masa.orang, jumlah = people),
        left_out => say!(masa.orang_tertahan, jumlah = people, tertahan = left_out),
    }
}

/// Says how many people the run pays that it stands at.
pub fn people<T: OnItsWay>(of: &Stand<T>) -> Option<String> {
    match of {
        Stand::At(taken) => Some(count(taken.said.at().seal.people, taken.said.at().seal.left_out)),
        Stand::Open | Stand::Apart(_) => None,
    }
}

/// The head; `more` stands below the title.
pub fn head<T: OnItsWay>(title: String, stand: &Stand<T>, more: Option<AnyView>) -> AnyView {
    let (word, tone) = state(stand);
    let people = people(stand);
    let way = masa::way(stand.step());
    let said = match stand {
        Stand::Apart(_) => {
            Some(view! { <Notice tone=Tone::Mengkudu text=say!(masa.dua_keputusan_jelas) /> }.into_any())
        }
        Stand::At(taken) => word_of(&taken.said.at().step)
            .map(|(title, text)| view! { <Notice tone=Tone::Sogan title=title text=text /> }.into_any()),
        Stand::Open => None,
    };
    view! {
        <Card>
            <div class="line">
                <h2>{title}</h2>
                <Tag text=word tone=tone />
            </div>
            <p class="sub">{people}</p>
            {more}
            <Steps label=say!(masa.tahap) steps=way done_word=say!(masa.selesai) />
        </Card>
        {said}
    }
    .into_any()
}

/// What whoever took a step wanted to be read.
fn word_of(step: &PayStep) -> Option<(String, String)> {
    match step {
        PayStep::Submitted { note } if !note.is_empty() => Some((say!(masa.catatan), note.clone())),
        PayStep::Returned { reason } => Some((say!(masa.dikembalikan), reason.clone())),
        _ => None,
    }
}

/// Names a step and what was said with it.
pub fn told<T: OnItsWay>(of: &T) -> (String, Option<String>) {
    let step = &of.at().step;
    let (title, _) = masa::state(Some(step));
    let words = match step {
        PayStep::Paid { day, number } => {
            Some(say!(masa.dibayar_pada, hari = format::day(*day), nomor = number.clone()))
        }
        step => word_of(step).map(|(_, text)| text),
    };
    (title, words)
}
