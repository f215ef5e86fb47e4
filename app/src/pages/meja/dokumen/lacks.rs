//! Who lacks what a list asks for, gathered by what is lacking, so that it can be asked for before the list goes out.

use std::collections::BTreeMap;
use std::sync::Arc;

use ledger::document::{Document, Lack};
use leptos::prelude::*;

use super::words;
use crate::components::{More, Notice, Tone};
use crate::say;

/// Names shown of each cause; the files hold all.
const SHOWN: usize = 30;

#[component]
pub fn Lacks(made: Memo<Option<Arc<Document>>>) -> impl IntoView {
    let all = Memo::new(move |_| {
        let mut causes: BTreeMap<Lack, Vec<String>> = BTreeMap::new();
        made.with(|made| {
            for (_, name, lacks) in made.iter().flat_map(|made| &made.lacks) {
                for lack in lacks {
                    causes.entry(*lack).or_default().push(name.clone());
                }
            }
        });
        causes
    });
    let people = move || made.with(|made| made.as_ref().map_or(0, |made| made.lacks.len()));
    move || {
        let all = all.get();
        (!all.is_empty()).then(|| {
            view! {
                <div class="stack" id="kekurangan">
                    <Notice tone=Tone::Sogan text=say!(dokumen.kurang, jumlah = people()) />
                    {all.into_iter().map(|(lack, names)| cause(lack, names)).collect_view()}
                </div>
            }
        })
    }
}

fn cause(lack: Lack, mut names: Vec<String>) -> AnyView {
    let count = names.len();
    let more = count.saturating_sub(SHOWN);
    names.truncate(SHOWN);
    let accounts = matches!(lack, Lack::Rekening | Lack::RekeningContested);
    view! {
        <details class="card history">
            <summary>
                <span class="row-text">{words::lack(lack)}</span>
                <span class="tag">{say!(meja.sebab_orang, jumlah = count)}</span>
            </summary>
            {accounts.then(|| view! { <More label=say!(dokumen.ke_rekening) href="/rekening" /> })}
            <p>{names.join("; ")} {(more > 0).then(|| say!(dokumen.dan_lagi, jumlah = more))}</p>
        </details>
    }
    .into_any()
}
