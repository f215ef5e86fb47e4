//! Sentences of the attendance desk: what is wrong with a field, where figures come from, what happens to a recap.

use ledger::attendance::Kept;

use super::form::Fault;
use super::plan::Deed;
use crate::components::Tone;
use crate::say;
use crate::words::hadir::{judged_by as hours, outages};

/// Says what is wrong with a field.
#[must_use]
pub fn fault(of: Fault) -> String {
    match of {
        Fault::Time => say!(hr.s_jam),
        Fault::EndsBefore => say!(hadir.s_berakhir_dulu),
        Fault::Minutes(most) => say!(hr.s_bulat_antara, dari = 0, sampai = most),
        Fault::Date => say!(hr.s_tanggal),
        Fault::OtherMonth => say!(hadir.s_luar_bulan),
        Fault::Required => say!(hr.s_wajib),
        Fault::Taken => say!(hadir.s_sudah_ada),
    }
}

/// Names a row of hours.
#[must_use]
pub fn hours_row(row: &str) -> String {
    match row {
        "biasa" => say!(hadir.senin_kamis),
        "jumat" => say!(hadir.jumat),
        "sabtu" => say!(hadir.sabtu),
        "puasa-biasa" => say!(hadir.puasa_senin_kamis),
        "puasa-jumat" => say!(hadir.puasa_jumat),
        _ => say!(hadir.puasa_sabtu),
    }
}

/// Says where the figures of a recap come from: the list or the devices, the hours, the outages that concern the person.
#[must_use]
pub fn source(of: &Kept) -> String {
    let devices = of.hours.hours.devices && !of.marks.is_empty();
    let from = match (&of.source, devices) {
        (Some(list), true) => say!(hadir.sumber_keduanya, sumber = list.clone()),
        (Some(list), false) => list.clone(),
        (None, _) => say!(hadir.sumber_gawai),
    };
    let said = say!(hadir.sumber, sumber = from, jam = hours(of));
    if of.outages.is_empty() {
        return said;
    }
    format!("{said} {}", say!(hadir.sumber_gangguan, gangguan = outages(&of.outages)))
}

/// Says what happens to a recap, with its colour.
#[must_use]
pub fn deed(of: &Deed) -> (Tone, String) {
    match of {
        Deed::New => (Tone::Action, say!(hr.t_baru)),
        Deed::Changed => (Tone::Sogan, say!(hr.t_berubah)),
        Deed::Same => (Tone::Neutral, say!(hr.t_sama)),
        Deed::Incomplete(days) => (Tone::Mengkudu, say!(hadir.t_belum_lengkap, jumlah = *days)),
        Deed::Contested => (Tone::Mengkudu, say!(umum.dua_nilai)),
    }
}
