//! Why a file cannot be read as a policy: one sentence with line and column for each code.

use domain::tpp::{FormFault, Shape};

use crate::say;

/// Says what is wrong at a place of the text, and what to do.
pub(super) fn fault(line: usize, column: usize, of: &FormFault) -> String {
    let (baris, kolom) = (line, column);
    match of {
        FormFault::Empty => say!(kebijakan.b_kosong),
        FormFault::NotText => say!(kebijakan.b_bukan_teks, baris = baris, kolom = kolom),
        FormFault::NotJson => say!(kebijakan.b_bukan_json, baris = baris, kolom = kolom),
        FormFault::CutOff => say!(kebijakan.b_terpotong, baris = baris, kolom = kolom),
        FormFault::NotAPolicy => say!(kebijakan.b_bukan_kebijakan, baris = baris, kolom = kolom),
        FormFault::UnknownKey { key, known } => {
            let (nama, daftar) = (key.clone(), known.join(", "));
            say!(kebijakan.b_asing, baris = baris, kolom = kolom, nama = nama, daftar = daftar)
        }
        FormFault::MissingKey { key } => {
            say!(kebijakan.b_kurang, baris = baris, kolom = kolom, nama = key.clone())
        }
        FormFault::TwiceKey { key } => {
            say!(kebijakan.b_dua_kali, baris = baris, kolom = kolom, nama = key.clone())
        }
        FormFault::KeyNotANumber => say!(kebijakan.b_nama_angka, baris = baris, kolom = kolom),
        FormFault::Unquoted { number } => {
            say!(kebijakan.b_tanpa_kutip, baris = baris, kolom = kolom, angka = number.clone())
        }
        FormFault::NotADecimal { text } => {
            say!(kebijakan.b_bukan_angka, baris = baris, kolom = kolom, teks = text.clone())
        }
        FormFault::NotADay { text } => {
            say!(kebijakan.b_bukan_tanggal, baris = baris, kolom = kolom, teks = text.clone())
        }
        FormFault::TooLarge { number } => {
            say!(kebijakan.b_terlalu_besar, baris = baris, kolom = kolom, angka = number.clone())
        }
        FormFault::UnknownWord { word, known } => {
            let (kata, daftar) = (word.clone(), known.join(", "));
            say!(kebijakan.b_bukan_pilihan, baris = baris, kolom = kolom, kata = kata, daftar = daftar)
        }
        FormFault::NotAChoice => say!(kebijakan.b_satu_pilihan, baris = baris, kolom = kolom),
        FormFault::WrongShape { found, wanted } => {
            let (ada, perlu) = (shape(*found), shape(*wanted));
            say!(kebijakan.b_bentuk, baris = baris, kolom = kolom, ada = ada, perlu = perlu)
        }
        FormFault::Other { text } => {
            say!(kebijakan.b_lain, baris = baris, kolom = kolom, teks = text.clone())
        }
    }
}

fn shape(of: Shape) -> String {
    match of {
        Shape::Text => say!(kebijakan.w_teks),
        Shape::Number => say!(kebijakan.w_angka),
        Shape::List => say!(kebijakan.w_daftar),
        Shape::Object => say!(kebijakan.w_isi),
        Shape::YesNo => say!(kebijakan.w_ya_tidak),
        Shape::Nothing => say!(kebijakan.w_kosong),
    }
}
