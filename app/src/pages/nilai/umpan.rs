//! Feedback between superior and person: short, dated, kept; with hints for words that help.

use domain::kinerja::{Period, limits};
use ledger::hash::Id;
use ledger::kind::Kind;
use ledger::payload::Feedback;
use ledger::subject;
use leptos::prelude::*;

use super::{parts, view};
use crate::components::{Button, ButtonKind, Empty, Glyph, Section, TextArea};
use crate::desk::{Desk, Statement};
use crate::pages::kerja::parts::my_name;
use crate::pages::kit;
use crate::say;

/// Shows what was said in a period and lets the superior say more. Stands as long as the page: words that were begun
/// stay when another period is looked at.
pub fn section(desk: Desk, person: Id, period: Signal<Period>) -> AnyView {
    let draft = desk.draft(&format!("umpan.{person}"));
    let text = RwSignal::new(draft.load::<String>().unwrap_or_default());
    let keep = StoredValue::new(draft);
    let busy = RwSignal::new(false);
    let kept = RwSignal::new(true);
    let put = move |typed: String| {
        kept.set(keep.with_value(|keep| {
            if typed.trim().is_empty() {
                keep.clear();
                return true;
            }
            keep.save(&typed).is_ok()
        }));
        text.set(typed);
    };
    let save = move |()| {
        let words = text.get_untracked().trim().to_owned();
        if words.is_empty() {
            return;
        }
        let said = Feedback { from: my_name(desk), text: words, day: desk.today(), answer: None };
        let about = subject::feedback(person, &period.get_untracked().to_string());
        let statement = Statement::new(Kind::Feedback, about, &said);
        kit::save_form(desk, vec![statement], busy, keep.get_value(), move || text.set(String::new()));
    };
    let why_not = move || text.with(|text| text.trim().is_empty()).then(|| say!(nilai.umpan_isi_dulu));
    let said = Memo::new(move |_| desk.book.with(|book| view::feedback(book, person, period.get())));
    let all = move || {
        let all = said.get();
        if all.is_empty() {
            view! { <Empty text=say!(nilai.umpan_kosong) glyph=Glyph::MessageSquare /> }.into_any()
        } else {
            parts::feedback(all, true)
        }
    };
    view! {
        <Section title=say!(nilai.umpan_balik)>
            <TextArea
                id="umpan"
                label=say!(nilai.umpan_tulis)
                aside=say!(nilai.dibaca_pegawai)
                hint=say!(nilai.umpan_petunjuk)
                maxlength=u32::try_from(limits::NOTE).unwrap_or(1000)
                rows=2
                value=text
                on_input=put
            />
            {move || (!kept.get()).then(kit::not_kept)}
            <div class="line">
                <Button
                    label=say!(nilai.umpan_simpan)
                    kind=ButtonKind::Outline
                    busy=busy
                    why_not=why_not
                    on_press=save
                />
            </div>
            {all}
        </Section>
    }
    .into_any()
}
