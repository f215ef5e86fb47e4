//! Reads the embedded text into the rule book. A parameter nobody reads is refused, as is one that is missing.

use std::collections::BTreeMap;

use serde::{Deserialize, de::DeserializeOwned};

use super::{Named, Param, PayTable, Rulebook, Yearly};
use crate::asn::{PnsGolongan, PppkGolongan};
use crate::calendar::Day;
use crate::cite::{Cite, Confidence, Entry, Series};
use crate::money::Rupiah;

/// One entry as the law files write it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    param: String,
    pub(super) from: Day,
    #[serde(default)]
    pub(super) value: Option<serde_json::Value>,
    pub(super) act: String,
    #[serde(default)]
    pub(super) article: String,
    pub(super) confidence: Confidence,
}

/// Parameters not yet taken from the text, by name.
pub(super) struct Loader(pub(super) BTreeMap<String, Vec<Written>>);

impl Loader {
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let list: Vec<Written> = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let mut by_name: BTreeMap<String, Vec<Written>> = BTreeMap::new();
        for entry in list {
            by_name.entry(entry.param.clone()).or_default().push(entry);
        }
        Ok(Self(by_name))
    }

    fn with<W: DeserializeOwned, T>(
        &mut self,
        name: &str,
        make: impl Fn(W, &Cite) -> Result<T, String>,
    ) -> Result<Param<T>, String> {
        let list = self.0.remove(name).ok_or_else(|| format!("no parameter {name}"))?;
        let mut entries = Vec::with_capacity(list.len());
        for Written { from, value, act, article, confidence, .. } in list {
            let cite = Cite::new(act, article, confidence);
            let value = value
                .map(|value| serde_json::from_value(value).map_err(|error| error.to_string()))
                .transpose()
                .and_then(|value| value.map(|value| make(value, &cite)).transpose())
                .map_err(|error| format!("{name}: {error}"))?;
            entries.push(Entry { from, value, cite });
        }
        let series = Series::new(entries).map_err(|error| format!("{name}: {error}"))?;
        Ok(Param { name: name.into(), series })
    }

    fn take<T: DeserializeOwned>(&mut self, name: &str) -> Result<Param<T>, String> {
        self.with(name, |value, _| Ok(value))
    }

    fn each<T: DeserializeOwned, const N: usize>(&mut self, names: [&str; N]) -> Result<[Param<T>; N], String> {
        let taken = names.into_iter().map(|name| self.take(name)).collect::<Result<Vec<_>, _>>()?;
        taken.try_into().map_err(|_| "as many parameters as names".to_owned())
    }

    /// Takes every parameter below a prefix, by the rest of its name, in alphabetical order.
    fn below<T: DeserializeOwned>(&mut self, prefix: &str) -> Result<Named<Param<T>>, String> {
        let names: Vec<String> = self.0.keys().filter(|name| name.starts_with(prefix)).cloned().collect();
        names.iter().map(|name| Ok((name[prefix.len()..].into(), self.take(name)?))).collect()
    }

    fn yearly(&mut self, kind: &str) -> Result<Yearly, String> {
        Ok(Yearly {
            base_month: self.below(&format!("{kind}.bulan_dasar."))?,
            components: self.below(&format!("{kind}.komponen."))?,
            tpp_bp: self.below(&format!("{kind}.bagian_tpp."))?,
            receivers: self.below(&format!("{kind}.penerima."))?,
            excluded: self.below(&format!("{kind}.bukan_penerima."))?,
            profession_months: self.below(&format!("{kind}.bulan_tunjangan_profesi."))?,
            least_months: self.below(&format!("{kind}.pppk_bulan_paling_sedikit."))?,
        })
    }

    fn table(&mut self, name: &str, columns: fn() -> Vec<String>) -> Result<Param<PayTable>, String> {
        self.with(name, |written, cite| PayTable::compile(&written, columns().into_iter(), cite))
    }
}

impl Rulebook {
    /// Compiles the rule book, or says what does not fit.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut law = Loader::read(text)?;
        let mut fungsional: Named<Named<Param<Rupiah>>> = Vec::new();
        for (name, param) in law.below("tunjangan_fungsional.")? {
            let (family, level) = name.split_once('.').ok_or_else(|| format!("{name}: no level"))?;
            match fungsional.last_mut().filter(|(last, _)| **last == *family) {
                Some((_, levels)) => levels.push((level.into(), param)),
                None => fungsional.push((family.into(), vec![(level.into(), param)])),
            }
        }
        let groups = |prefix: &str| ["I", "II", "III", "IV"].map(|group| format!("{prefix}.{group}"));
        let umum_pns = groups("tunjangan_umum.pns");
        let umum_pppk = groups("tunjangan_umum.pppk");
        let taperum = groups("taperum");
        let final_pns = groups("pph21.final.pns");
        let book = Self {
            pns_table: law.table("gaji_pokok.pns", || PnsGolongan::all().map(|g| g.to_string()).collect())?,
            pppk_table: law.table("gaji_pokok.pppk", || PppkGolongan::all().map(|g| g.to_string()).collect())?,
            cpns_share: law.take("gaji.cpns")?,
            spouse_share: law.take("keluarga.suami_istri")?,
            child_share: law.take("keluarga.anak")?,
            max_children: law.take("keluarga.anak_paling_banyak")?,
            child_age: law.take("keluarga.umur_anak")?,
            student_age: law.take("keluarga.umur_anak_sekolah")?,
            rice_kg: law.take("beras.kg_per_jiwa")?,
            rice_price: law.take("beras.rupiah_per_kg")?,
            umum_pns: law.each(umum_pns.each_ref().map(String::as_str))?,
            umum_pppk: law.each(umum_pppk.each_ref().map(String::as_str))?,
            struktural: law.below("tunjangan_struktural.")?,
            fungsional,
            iwp_pns: law.take("iwp.pns")?,
            iwp_pppk: law.take("iwp.pppk")?,
            iwp_base: law.take("iwp.dasar")?,
            bpjs_method: law.take("bpjs.cara")?,
            bpjs_employee: law.take("bpjs.pekerja")?,
            bpjs_employer: law.take("bpjs.pemberi_kerja")?,
            bpjs_extra: law.take("bpjs.keluarga_lain")?,
            bpjs_cap: law.take("bpjs.batas")?,
            bpjs_base: law.take("bpjs.dasar")?,
            jkk: law.take("jkk")?,
            jkm: law.take("jkm")?,
            taspen_base: law.take("jkk_jkm.dasar")?,
            taperum: law.each(taperum.each_ref().map(String::as_str))?,
            tax_method: law.take("pph21.cara_bulanan")?,
            ter: law.each(["pph21.ter.A", "pph21.ter.B", "pph21.ter.C"])?,
            ter_category: law.take("pph21.ter.kategori")?,
            ter_daily: law.take("pph21.ter_harian")?,
            pasal17: law.take("pph21.pasal17")?,
            ptkp_self: law.take("pph21.ptkp.diri")?,
            ptkp_married: law.take("pph21.ptkp.kawin")?,
            ptkp_dependant: law.take("pph21.ptkp.tanggungan")?,
            biaya_jabatan: law.take("pph21.biaya_jabatan")?,
            biaya_pensiun: law.take("pph21.biaya_pensiun")?,
            pkp_unit: law.take("pph21.kelipatan_pkp")?,
            half_gross: law.take("pph21.bagian_bukan_pegawai")?,
            gross_components: law.take("pph21.penghasilan_bruto")?,
            borne_by_state: law.take("pph21.ditanggung_pemerintah")?,
            final_pns: law.each(final_pns.each_ref().map(String::as_str))?,
            final_pppk: law.below("pph21.final.pppk.")?,
            practices: law.each(["praktik.pusat", "praktik.daerah", "praktik.daerah_pajak_ke_atas"])?,
            thr_rounding: law.take("praktik.pajak_thr")?,
            increment_years: law.take("kgb.selang_tahun")?,
            increment_years_pppk: law.take("kgb.selang_tahun_pppk")?,
            retirement: law.below("pensiun.bup.")?,
            retirement_family: law.below("pensiun.bup_rumpun.")?,
            eselon_kind: law.below("pensiun.eselon.")?,
            pension_starts: law.take("pensiun.mulai_bulan")?,
            contract_ends_at_age: law.take("pensiun.pppk_paling_lambat")?,
            candidacy_months: law.take("cpns.masa_percobaan_bulan")?,
            standing: law.below("keadaan.")?,
            promotion: law.each([
                "kenaikan_pangkat.I_ke_II",
                "kenaikan_pangkat.II_ke_III",
                "kenaikan_pangkat.III_ke_IV",
            ])?,
            thr_full_months: law.take("thr.pppk_bulan_penuh")?,
            thr: law.yearly("thr")?,
            gaji13: law.yearly("gaji13")?,
            thr_unit: law.take("thr.pembulatan")?,
        };
        match law.0.keys().next() {
            Some(name) => Err(format!("nobody reads parameter {name}")),
            None => Ok(book),
        }
    }
}
