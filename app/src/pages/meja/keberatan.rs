//! `/keberatan`: figures that employees question, each with its reason, its age, and the answer.

use domain::calendar::Day;
use domain::pay::LineCode;
use ledger::facts::profile;
use ledger::kind::Kind;
use ledger::objection::{self, Raised};
use ledger::payload::Objection;
use ledger::subject;
use leptos::prelude::*;

use super::dua_tangan::takes_part;
use crate::components::{
    Button, ButtonKind, Card, Dialog, Empty, Glyph, IconLine, LinkButton, Page, Tag, TextArea, Tone,
};
use crate::desk::{Statement, use_desk};
use crate::pages::gaji::keberatan::{answered, state};
use crate::pages::kit;
use crate::say;
use crate::words::{format, pay};

#[component]
pub fn Keberatan() -> impl IntoView {
    let desk = use_desk();
    if !takes_part(desk) {
        return view! {
            <Page title=say!(bayar.keberatan)>
                <Empty text=say!(masa.bukan_peran) glyph=Glyph::Lock />
            </Page>
        }
        .into_any();
    }
    let all = Memo::new(move |_| desk.book.with(objection::all));
    let asked = RwSignal::new(None::<(Raised, bool)>);
    let (reason, wrong, busy) = (RwSignal::new(String::new()), RwSignal::new(false), RwSignal::new(false));
    let ask = Callback::new(move |deed: (Raised, bool)| {
        reason.set(String::new());
        wrong.set(false);
        asked.set(Some(deed));
    });
    let send = move |()| {
        let Some((of, upheld)) = asked.get_untracked() else { return };
        let words = reason.with_untracked(|text| text.trim().to_owned());
        wrong.set(words.is_empty());
        if words.is_empty() {
            return;
        }
        let said = Objection::Answered { to: of.hash, upheld, reason: words };
        let statement = Statement::new(Kind::Objection, subject::objection(of.person, of.month), &said);
        kit::save(desk, vec![statement], busy, move || asked.set(None));
    };
    let deed = Memo::new(move |_| asked.with(|asked| asked.as_ref().map(|(_, upheld)| *upheld)));
    let word = move || match deed.get() {
        Some(true) => say!(bayar.keberatan_terima),
        Some(false) => say!(bayar.keberatan_tolak),
        None => String::new(),
    };
    let question = move || match deed.get() {
        Some(true) => say!(bayar.keberatan_terima_tanya),
        Some(false) => say!(bayar.keberatan_tolak_tanya),
        None => String::new(),
    };
    view! {
        <Page title=say!(bayar.keberatan)>
            {move || {
                let all = all.get();
                if all.is_empty() {
                    return view! { <Empty text=say!(bayar.keberatan_tidak_ada) glyph=Glyph::MessageSquare /> }.into_any();
                }
                all.into_iter().map(|one| card(one, ask)).collect_view().into_any()
            }}
            <Dialog
                open=Signal::derive(move || deed.get().is_some())
                on_close=move |()| asked.set(None)
                title=word
                confirm=word
                cancel=say!(umum.kembali)
                busy=busy
                on_confirm=send
            >
                <p>{question}</p>
                <TextArea
                    id="penjelasan"
                    label=say!(bayar.keberatan_penjelasan)
                    value=reason
                    on_input=move |text| reason.set(text)
                    error=move || wrong.get().then(|| say!(masa.alasan_kosong))
                    maxlength=1000
                />
            </Dialog>
        </Page>
    }
    .into_any()
}

fn card(one: Raised, ask: Callback<(Raised, bool)>) -> AnyView {
    let desk = use_desk();
    let name = desk.book.with_untracked(|book| profile(book, one.person, one.month.first()).call());
    let baris = match (LineCode::from_text(&one.line), one.line.as_str()) {
        (Some(code), _) => pay::line(code, None),
        (None, "rapel") => say!(bayar.rapel),
        (None, _) => say!(gaji.jumlah_diterima),
    };
    let about = say!(
        bayar.keberatan_tentang,
        baris = baris,
        bulan = format::month(one.month),
        jumlah = format::rupiah(one.amount)
    );
    let (tag, tone) = state(&one);
    let age = say!(bayar.keberatan_hari, jumlah = days(one.on, desk.today()));
    let answer = desk.book.with_untracked(|book| answered(&one, book, desk));
    let own = desk.me() == one.person;
    let open = one.answer().is_none();
    let href = format!("/proses/{}/{}/{}", one.month, one.person, one.line);
    let buttons = (open && !own).then(|| {
        let (yes, no) = (one.clone(), one.clone());
        view! {
            <Button label=say!(bayar.keberatan_terima) on_press=move |()| ask.run((yes.clone(), true)) />
            <Button
                label=say!(bayar.keberatan_tolak)
                kind=ButtonKind::Outline
                on_press=move |()| ask.run((no.clone(), false))
            />
        }
    });
    view! {
        <Card>
            <div class="line apart">
                <h2>{name}</h2>
                <Tag text=tag tone=tone />
            </div>
            <p class="sub">{about} {open.then(|| format!(" · {age}"))}</p>
            <p>{one.reason}</p>
            {answer.map(|text| view! { <IconLine glyph=Glyph::MessageSquare text=text /> })}
            {(open && own).then(|| view! { <IconLine glyph=Glyph::Info tone=Tone::Sogan text=say!(bayar.keberatan_sendiri) /> })}
            <div class="line">
                {buttons} <LinkButton label=say!(meja.asal_angka) href=href kind=ButtonKind::Text />
            </div>
        </Card>
    }
    .into_any()
}

fn days(from: Day, until: Day) -> i64 {
    until.days_since(from).max(0)
}
