//! What stands around every page: destinations by role, the status strip, the eye, the language, the new-version line.

use ledger::role::Role;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::components::{
    Avatar, Button, ButtonKind, Destination, Glyph, PrivacyEye, Shell, StatusStrip, StripState, Text, ToastLine, Toasts,
};
use crate::desk::device::{clock, prefs};
use crate::desk::{Desk, Line, Phase};
use crate::say;
use crate::words::Locale;

/// How the pages look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Look {
    /// As the device says.
    #[default]
    Device,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// Returns the language kept on this device, Indonesian unless chosen otherwise.
#[must_use]
pub fn chosen_language() -> Locale {
    match prefs::get::<String>("language").as_deref() {
        Some("en") => Locale::en,
        _ => Locale::id,
    }
}

/// Keeps the language and starts the page anew in it; drafts are kept as always.
pub fn choose_language(locale: Locale) {
    let _ = prefs::set("language", &if locale == Locale::en { "en" } else { "id" });
    let _ = window().location().reload();
}

/// Returns the look kept on this device.
#[must_use]
pub fn chosen_look() -> Look {
    prefs::get("look").unwrap_or_default()
}

/// Keeps a look and shows it.
pub fn choose_look(look: Look) {
    let _ = prefs::set("look", &look);
    show_look(look);
}

fn show_look(look: Look) {
    let Some(root) = document().document_element() else { return };
    let _ = match look {
        Look::Device => root.remove_attribute("data-theme"),
        Look::Light => root.set_attribute("data-theme", "light"),
        Look::Dark => root.set_attribute("data-theme", "dark"),
    };
}

/// Provides the frame, the eye and the toasts to every page; call once at the root.
pub fn provide(desk: Desk) {
    keep_desks(desk);
    show_look(chosen_look());
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", if crate::words::locale() == Locale::en { "en" } else { "id" });
    }
    let toasts = Toasts::default();
    provide_context(toasts);
    let hidden = RwSignal::new(prefs::get("eye-shut").unwrap_or(false));
    Effect::new(move |_| {
        let _ = prefs::set("eye-shut", &hidden.get());
    });
    provide_context(PrivacyEye { hidden, spoken: say!(umum.disembunyikan).into() });
    provide_context(Shell {
        product: say!(umum.takar).into(),
        role: Text::from(move || role_word(desk)),
        context: Text::from(move || desk.account.with(|a| a.as_ref().map(|a| a.region.clone()))),
        skip: say!(umum.langsung).into(),
        nav_label: say!(umum.menu).into(),
        tabs: Signal::derive(move || tabs(desk)),
        side: Signal::derive(move || side(desk)),
        strip: ViewFn::from(move || strip(desk)),
        account: ViewFn::from(move || avatar(desk)),
    });
}

/// Whose work is at a desk can do it without a connection too: its parts of the program come after the first sync.
fn keep_desks(desk: Desk) {
    use super::parts::{desk_hr, desk_month, desk_papers, desk_reward, desk_rules, desk_run, desk_sheet, desk_watch};
    let hr = |role: &Role| matches!(role, Role::Hr(_));
    let pay = |role: &Role| matches!(role, Role::Treasurer(_) | Role::Approver(_));
    let treasurer = |role: &Role| matches!(role, Role::Treasurer(_));
    let synced = Memo::new(move |_| desk.marks.with(|marks| marks.synced_at.is_some()));
    let at = Memo::new(move |_| {
        let has = |fits: fn(&Role) -> bool| synced.get() && desk.has_role(fits);
        (has(hr), has(pay), has(treasurer))
    });
    Effect::new(move |_| {
        let (hr, pay, treasurer) = at.get();
        let parts: [(bool, fn()); 8] = [
            (hr, desk_hr::keep),
            (pay, desk_month::keep),
            (pay, desk_reward::keep),
            (treasurer, desk_run::keep),
            (treasurer, desk_papers::keep),
            (treasurer, desk_sheet::keep),
            (hr || pay, desk_watch::keep),
            (hr || pay, desk_rules::keep),
        ];
        parts.into_iter().filter(|(wanted, _)| *wanted).for_each(|(_, keep)| keep());
    });
}

fn role_word(desk: Desk) -> String {
    desk.account.with(|account| match account {
        None => say!(umum.peran_sendiri),
        // The role that reaches furthest names the desk; every person is an employee beside it.
        Some(account) => match account.roles.iter().find(|role| **role != Role::Pegawai) {
            Some(Role::Hr(_)) => say!(umum.peran_hr),
            Some(Role::Treasurer(_)) => say!(umum.peran_bendahara),
            Some(Role::Approver(_)) => say!(umum.peran_penyetuju),
            Some(Role::Operator) => say!(umum.peran_operator),
            Some(Role::Pegawai) | None => say!(umum.peran_pegawai),
        },
    })
}

fn to(href: &'static str, label: String, glyph: Glyph) -> Destination {
    let path = use_context::<CurrentPath>();
    let current = Signal::derive(move || {
        let path = path.map(|path| path.0.get()).unwrap_or_default();
        path == href || path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/'))
    });
    Destination { href, label: label.into(), glyph, badge: Text::Empty, current }
}

fn own(desk: Desk) -> Vec<Destination> {
    let person = desk.account.with(|account| account.as_ref().is_some_and(|account| account.person.is_some()));
    if !person && !desk.is_solo() {
        return vec![to("/beranda", say!(umum.beranda), Glyph::House)];
    }
    vec![
        to("/beranda", say!(umum.beranda), Glyph::House),
        to("/kerja", say!(umum.kerja), Glyph::ClipboardList),
        to("/penilaian", say!(umum.penilaian), Glyph::Scale),
        to("/gaji", say!(umum.gaji), Glyph::Wallet),
        to("/belajar", say!(umum.belajar), Glyph::BookOpen),
    ]
}

fn tabs(desk: Desk) -> Vec<Destination> {
    let own = own(desk);
    if own.len() > 1 { own } else { side(desk) }
}

fn side(desk: Desk) -> Vec<Destination> {
    let mut places = own(desk);
    if desk.has_role(|role| matches!(role, Role::Hr(_))) {
        places.push(to("/pegawai", say!(umum.pegawai), Glyph::Users));
        places.push(to("/rekap", say!(umum.rekap), Glyph::Calendar));
        places.push(to("/program", say!(umum.program), Glyph::GraduationCap));
    }
    if desk.has_role(|role| matches!(role, Role::Treasurer(_))) {
        places.push(to("/proses", say!(umum.proses_gaji), Glyph::Calculator));
        places.push(to("/dokumen", say!(dokumen.judul), Glyph::FileText));
        places.push(to("/rekening", say!(rekening.judul), Glyph::Wallet));
    }
    if desk.has_role(|role| matches!(role, Role::Treasurer(_) | Role::Approver(_))) {
        places.push(to("/masa", say!(masa.judul), Glyph::Calendar));
        places.push(to("/keberatan", say!(bayar.keberatan), Glyph::MessageSquare));
    }
    if desk.has_role(|role| matches!(role, Role::Hr(_) | Role::Treasurer(_) | Role::Approver(_))) {
        places.push(to("/akan-berubah", say!(bayar.jaga), Glyph::Clock));
    }
    if desk.has_role(|role| matches!(role, Role::Hr(_) | Role::Treasurer(_))) {
        places.push(to("/cocok", say!(cocok.judul), Glyph::Scale));
    }
    places.push(to("/aturan", say!(umum.aturan), Glyph::FileText));
    places.push(to("/riwayat", say!(umum.riwayat), Glyph::History));
    places
}

/// Says how old the last sync is.
#[must_use]
pub fn age(desk: Desk) -> String {
    desk.tick.track();
    let Some(at) = desk.marks.with(|marks| marks.synced_at) else { return say!(umum.sinkron_belum) };
    match clock::now() - at {
        ..90 => say!(umum.sinkron_baru),
        s @ 90..5_400 => say!(umum.sinkron_menit, jumlah = s / 60),
        s @ 5_400..129_600 => say!(umum.sinkron_jam, jumlah = (s + 1_800) / 3_600),
        s => say!(umum.sinkron_hari, jumlah = (s + 43_200) / 86_400),
    }
}

fn strip(desk: Desk) -> AnyView {
    let unsent = Memo::new(move |_| desk.unsent());
    let refused = move || desk.phase.get() == Phase::Unsafe;
    let state = Signal::derive(move || match (desk.line.get(), unsent.get()) {
        _ if refused() => StripState::Unsent,
        (Line::Offline, _) => StripState::Offline,
        (Line::Refused | Line::Stuck | Line::Broken | Line::Differs, _) => StripState::Unsent,
        (_, 0) => StripState::Sent,
        _ => StripState::Unsent,
    });
    let text = move || match (desk.line.get(), unsent.get()) {
        _ if refused() => say!(umum.tak_tersimpan),
        (Line::Solo, _) => say!(umum.hanya_perangkat),
        (Line::SignedOut, 0) => say!(umum.masuk_lagi_saja),
        (Line::SignedOut, n) => say!(umum.masuk_lagi, jumlah = n),
        (Line::Offline, 0) => say!(umum.tanpa_sinyal),
        (Line::Offline, n) => say!(umum.tanpa_sinyal_belum, jumlah = n),
        (Line::Refused | Line::Stuck | Line::Broken | Line::Differs, 0) => say!(umum.sinkron_dilihat),
        (_, 0) => say!(umum.semua_terkirim),
        (_, n) => say!(umum.belum_terkirim, jumlah = n),
    };
    let solo = move || desk.line.get() == Line::Solo;
    let age = move || match () {
        () if refused() => String::new(),
        () if solo() => say!(umum.tidak_dikirim),
        () => age(desk),
    };
    view! { <StatusStrip state=state text=text age=age href="/riwayat" /> }.into_any()
}

fn avatar(desk: Desk) -> AnyView {
    let initials = move || {
        desk.account.with(|account| {
            let name = account.as_ref().map_or_else(String::new, |account| account.name.clone());
            let letters = name.split_whitespace().filter_map(|word| word.chars().next()).take(2);
            letters.collect::<String>().to_uppercase()
        })
    };
    view! { <Avatar initials=initials label=say!(umum.akun) href="/akun" /> }.into_any()
}

/// The path shown now, for the bars.
#[derive(Clone, Copy)]
pub struct CurrentPath(pub Memo<String>);

/// Says that a new version is ready, and keeps toasts in view; stands inside the router.
#[component]
pub fn Update() -> impl IntoView {
    let ready = RwSignal::new(false);
    let closure = Closure::<dyn FnMut()>::new(move || ready.set(true));
    let _ = window().add_event_listener_with_callback("takar-update", closure.as_ref().unchecked_ref());
    closure.forget();
    let take_over = Callback::new(move |()| {
        if let Ok(event) = web_sys::CustomEvent::new("takar-take-over") {
            let _ = window().dispatch_event(&event);
        }
    });
    let toasts = expect_context::<Toasts>();
    view! {
        {move || {
            ready
                .get()
                .then(|| {
                    view! {
                        <div class="update" role="status">
                            <span>{say!(umum.versi_baru)}</span>
                            <Button
                                label=say!(umum.pakai_versi_baru)
                                kind=ButtonKind::Outline
                                on_press=take_over
                            />
                        </div>
                    }
                })
        }}
        <ToastLine toasts=toasts close=say!(umum.tutup) />
    }
}

/// Follows the path; call inside the router.
pub fn follow_path() {
    let location = use_location();
    provide_context(CurrentPath(Memo::new(move |_| location.pathname.get())));
}
