//! The auditor's pack of an office's month: everyone or a sample, made here from what this device holds.

use ledger::pack::Pack;
use leptos::prelude::*;

use super::bulan::Place;
use crate::components::{Button, ButtonKind, Card, Choice, Glyph, More, SelectField, Toasts};
use crate::desk::{self, use_desk};
use crate::pages::kit;
use crate::say;

/// Sizes of a sample that are offered.
const SAMPLES: [usize; 3] = [10, 30, 60];

/// Makes the pack and hands it to the browser to be saved.
#[component]
pub fn Berkas(place: Place) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let busy = RwSignal::new(false);
    let chosen = RwSignal::new(String::new());
    let place = StoredValue::new(place);
    let options = move || {
        let sample = SAMPLES.iter().map(|many| Choice::new(many.to_string(), say!(periksa.contoh, jumlah = *many)));
        core::iter::once(Choice::new("", say!(periksa.semua))).chain(sample).collect::<Vec<_>>()
    };
    let make = move |()| {
        busy.set(true);
        let sample = chosen.get_untracked().parse().ok();
        let Place { month, office } = place.get_value();
        leptos::task::spawn_local(async move {
            desk::device::clock::pause(0).await;
            let made = desk.book.with_untracked(|book| Pack::of(book, &office, month, sample, desk.today()));
            let said = match made {
                None => say!(periksa.belum_lengkap),
                Some(mut pack) => match desk::openings(&pack.chains()).await {
                    Err(problem) => kit::server_problem(&problem),
                    Ok(keys) => {
                        pack.add_keys(&keys);
                        let name = format!("berkas-{month}-{office}.json");
                        match desk::download(&name, "application/json", pack.write().as_bytes()) {
                            Ok(()) => say!(periksa.dibuat, nama = name),
                            Err(problem) => kit::storage_problem(problem),
                        }
                    }
                },
            };
            let _ = busy.try_set(false);
            toasts.say(said);
        });
    };
    view! {
        <details class="card history">
            <summary>
                <span class="row-text">{say!(periksa.buat)}</span>
            </summary>
            <p class="sub">{say!(periksa.buat_jelas)}</p>
            <Card>
                <SelectField
                    id="contoh"
                    label=say!(periksa.berapa)
                    options=Signal::derive(options)
                    value=Signal::derive(move || Some(chosen.get()))
                    on_change=move |text| chosen.set(text)
                    hint=say!(periksa.contoh_jelas)
                />
                <div class="line">
                    <Button
                        label=say!(periksa.buat_tombol)
                        kind=ButtonKind::Outline
                        glyph=Glyph::Download
                        busy=busy
                        on_press=make
                    />
                    <More label=say!(periksa.judul) href="/periksa" />
                </div>
            </Card>
        </details>
    }
}
