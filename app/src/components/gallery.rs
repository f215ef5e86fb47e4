//! A page that shows every component in its states, for looking and for trying with keys and reader.
//! Its words and numbers are invented and stand here alone; no other module reads them.

use super::plots::*;
use super::*;
use std::collections::BTreeSet;

/// The gallery; needs no context, and brings its own [`Shell`], [`PrivacyEye`] and [`Toasts`].
#[component]
pub fn Gallery() -> AnyView {
    let eye = PrivacyEye { hidden: RwSignal::new(false), spoken: "jumlah disembunyikan".into() };
    provide_context(eye);
    let toasts = Toasts::new();
    provide_context(toasts);
    let strip = RwSignal::new(StripState::Unsent);
    provide_context(shell(strip));
    let tries = RwSignal::new(0);
    let asking = RwSignal::new(false);
    let footer = move || {
        view! {
            <IconLine glyph=Glyph::Check text="Draf tersimpan otomatis. Catatan akan terkirim sendiri saat ada sinyal." />
            <Button label="Simpan di perangkat ini" on_press=move |_| tries.update(|n| *n += 1) />
        }
    };
    let actions = move || {
        view! {
            <IconButton
                label="Sembunyikan jumlah"
                glyph=Signal::derive(move || {
                    if eye.hidden.get() { Glyph::EyeOff } else { Glyph::Eye }
                })
                pressed=Signal::from(eye.hidden)
                on_press=move |_| eye.hidden.update(|hidden| *hidden = !*hidden)
            />
            <HeadAction label="Cetak" glyph=Glyph::Printer on_press=|_| () />
        }
    };
    view! {
        <Page
            title="Contoh bagian layar"
            leave=Leave::Back("/")
            leave_label="Kembali"
            actions=actions
            footer=ViewFn::from(footer)
        >
            {say_back(tries, asking, toasts)}
            {figures()}
            {lists(strip)}
            {buttons()}
            {fields()}
            {choices()}
            {progress()}
            {opened()}
            {judged()}
            {plotted()}
            {coded()}
            {tables()}
            {heads()}
        </Page>
        <ToastLine toasts=toasts close="Tutup" />
    }
    .into_any()
}

fn place(href: &'static str, label: &'static str, glyph: Glyph, badge: Text) -> Destination {
    let current = Signal::stored(label == "Gaji" || label == "Proses gaji");
    Destination { href, label: label.into(), glyph, badge, current }
}

fn shell(strip: RwSignal<StripState>) -> Shell {
    let none = Text::Empty;
    let words = move || match strip.get() {
        StripState::Sent => "Semua terkirim",
        StripState::Unsent => "3 belum terkirim",
        StripState::Offline => "Tanpa sinyal, 3 belum terkirim",
    };
    Shell {
        product: "Takar".into(),
        role: "Bendahara".into(),
        context: "27 perangkat daerah, aturan PP 5/2024".into(),
        skip: "Langsung ke isi".into(),
        nav_label: "Tujuan".into(),
        tabs: Signal::stored(vec![
            place("#1", "Beranda", Glyph::House, none),
            place("#2", "Kerja", Glyph::ClipboardList, none),
            place("#3", "Penilaian", Glyph::Scale, "2".into()),
            place("#4", "Gaji", Glyph::Wallet, none),
            place("#5", "Belajar", Glyph::BookOpen, none),
        ]),
        side: Signal::stored(vec![
            place("#1", "Beranda", Glyph::House, none),
            place("#2", "Peristiwa", Glyph::Calendar, none),
            place("#3", "Proses gaji", Glyph::Wallet, none),
            place("#4", "Rekonsiliasi", Glyph::Users, none),
            place("#5", "Konflik", Glyph::Split, "2".into()),
            place("#6", "Dokumen", Glyph::FileText, none),
            place("#7", "Aturan", Glyph::SlidersHorizontal, none),
            place("#8", "Riwayat", Glyph::History, none),
        ]),
        strip: ViewFn::from(move || {
            view! { <StatusStrip state=strip text=words age="sinkron 2 jam lalu" href="#unsent" /> }
        }),
        account: ViewFn::from(|| view! { <Avatar initials="DA" label="Akun Dewi Anggraini" href="#akun" /> }),
    }
}

fn say_back(tries: RwSignal<u32>, asking: RwSignal<bool>, toasts: Toasts) -> AnyView {
    let errors = move || {
        let error = |id: &str, text: &str| FieldError { id: id.into(), text: text.into() };
        if tries.get() == 0 {
            return Vec::new();
        }
        vec![error("nama", "Isi nama seperti di SK."), error("jumlah", "Isi jumlah, misalnya 24.")]
    };
    view! {
        <ErrorSummary
            title="Ada 2 isian yang perlu diperbaiki."
            errors=Signal::derive(errors)
            attempt=tries
        />
        <Section title="Pemberitahuan">
            <Notice text="Penilai yang pindah di luar masa evaluasi tidak menilai unit lama untuk periode itu." />
            <Notice tone=Tone::Action text="Anda membayar 1% dari penghasilan Rp7.442.580, dibulatkan ke bawah." />
            <Notice
                tone=Tone::Sogan
                title="Belum dapat diberlakukan"
                text="12 dari 14 contoh kasus cocok. Semua harus cocok, lalu ditandatangani orang kedua."
            />
            <Notice tone=Tone::Daun text="Dihitung ulang di perangkat ini, hasilnya sama." />
            <Notice
                tone=Tone::Mengkudu
                title="Penyimpanan penuh"
                text="Isian masih di layar. Hapus foto lama, lalu simpan lagi."
            />
            <div class="line">
                <Button
                    label="Hapus data ini"
                    kind=ButtonKind::Danger
                    glyph=Glyph::Trash
                    on_press=move |_| asking.set(true)
                />
                <Button
                    label="Tarik keberatan"
                    kind=ButtonKind::Outline
                    on_press=move |_| {
                        toasts.say_undo("Keberatan ditarik.", "Urungkan", Callback::new(|_| ()));
                    }
                />
            </div>
            <Dialog
                open=asking
                on_close=move |_| asking.set(false)
                title="Hapus dari perangkat ini?"
                confirm="Hapus"
                kind=ButtonKind::Danger
                on_confirm=move |_| asking.set(false)
                cancel="Batalkan"
            >
                <p>"3 catatan belum terkirim ikut terhapus. Yang sudah terkirim tetap ada di server."</p>
            </Dialog>
            <Empty text="Belum ada catatan. Mulai dari hasil hari ini." glyph=Glyph::Pencil>
                <LinkButton label="Tulis catatan" href="#tulis" kind=ButtonKind::Outline />
            </Empty>
            <Skeleton label="Sedang membaca" />
        </Section>
    }
    .into_any()
}

fn home_parts() -> Vec<Mark> {
    vec![
        Mark::new("Diterima", 5_795_334, "Rp5.795.334", Ink::Main),
        Mark::new("Pajak dan BPJS", 369_916, "Rp369.916", Ink::Mid),
        Mark::new("Belum tercapai dari pagu", 334_750, "Rp334.750", Ink::Down),
    ]
}

fn words(title: &'static str) -> PlotWords {
    PlotWords {
        title: title.into(),
        as_table: "Lihat sebagai tabel".into(),
        name: "Nama".into(),
        size: "Jumlah".into(),
    }
}

fn figures() -> AnyView {
    view! {
        <Section title="Angka saya" aside="3">
            <Card look=CardLook::Flush>
                <div class="stack">
                    <Figure
                        label="TPP Mei 2024, diterima"
                        amount="Rp5.795.334"
                        state_word="Final"
                        href="#asal"
                    />
                    <SplitBar words=words("TPP Mei 2024") parts=Signal::derive(home_parts) no_table=true />
                </div>
                <Rows>
                    <Row
                        title="Juni sampai hari ini"
                        sub="9 dari 18 hari kerja, belum ada potongan"
                        tag="Sementara"
                        tag_tone=Tone::Sogan
                    />
                </Rows>
            </Card>
            <Card>
                <Figure
                    label="Contoh: III/b, masa kerja 8 tahun"
                    amount="Rp3.847.700"
                    href="#asal"
                    open_word="Lihat asalnya"
                />
            </Card>
            <Card>
                <Figure
                    label="TPP Juni 2024"
                    amount="Belum diketahui, menunggu predikat"
                    state=FigureState::Blocked
                    state_word="Tertahan"
                    note="Predikat triwulan II belum ditetapkan penilai."
                    href="#tahan"
                />
            </Card>
            <div class="grid">
                <Stat label="Final" value="4.163" sub="siap dibayar" />
                <Stat label="Sementara" value="9" sub="menunggu data" tone=Tone::Sogan />
                <Stat label="Tertahan" value="14" sub="perlu tindakan" tone=Tone::Mengkudu />
                <Stat
                    label="Jumlah bersih"
                    value="Rp16.718.928.300"
                    sub="−Rp123.190.000 dari Mei"
                    private=true
                />
            </div>
            <Card title="Penimbangan balita mencapai 90%">
                <Facts facts=Signal::stored(
                    vec![("Target".into(), "90%".into()), ("Realisasi".into(), "92,5%".into())],
                ) />
                <p>
                    "Dari " <Door text="Rp7.442.580" href="#asal" /> " yang dihitung, "
                    <Door text="−Rp78.000" spoken="minus 78.000 rupiah" href="#asal" /> "."
                </p>
            </Card>
            <IconLine
                glyph=Glyph::ShieldCheck
                text="Dihitung ulang di perangkat ini, hasilnya sama"
                tone=Tone::Daun
            />
            <BeforeAfter
                before_label="TPP Mei sekarang"
                before="Rp5.795.334"
                after_label="Menjadi"
                after="Rp5.868.654"
            />
        </Section>
    }
    .into_any()
}

fn lists(strip: RwSignal<StripState>) -> AnyView {
    let turn = move |_: ()| {
        strip.update(|state| {
            *state = match state {
                StripState::Sent => StripState::Unsent,
                StripState::Unsent => StripState::Offline,
                StripState::Offline => StripState::Sent,
            }
        });
    };
    view! {
        <Section title="Perlu Anda kerjakan" aside="3">
            <Rows>
                <Row
                    title="Catat kegiatan hari ini"
                    sub="Belum ada catatan"
                    glyph=Glyph::Pencil
                    tag="Hari ini"
                    tag_tone=Tone::Sogan
                    href="#catat"
                />
                <Row
                    title="Penilaian diri, triwulan II"
                    sub="3 dari 8 pertanyaan"
                    glyph=Glyph::Scale
                    trailing="28 Juni"
                    href="#diri"
                />
                <Row
                    title="Umpan balik untuk Ratih"
                    sub="Sekitar 2 menit"
                    glyph=Glyph::MessageSquare
                    trailing="21 Juni"
                    on_press=turn
                />
                <Row
                    title="Saksi: Ningsih, bidan"
                    sub="Belum diminta"
                    glyph=Glyph::User
                    action=|| view! { <Button label="Minta" kind=ButtonKind::Text on_press=|_| () /> }
                />
                <Row
                    title="Hitung slip saya"
                    sub="Gaji, tunjangan, potongan, pajak"
                    glyph=Glyph::Calculator
                    tile=true
                    href="#slip"
                    current=true
                />
            </Rows>
            <Rows label="Penghasilan">
                <Row title="Penghasilan" amount="4.221.899" strong=true />
                <Row
                    title="Gaji pokok"
                    sub="III/b, masa kerja 8 tahun"
                    amount="3.287.000"
                    href="#gapok"
                />
                <Row
                    title="Iuran wajib pegawai"
                    sub="Pensiun dan hari tua, 8%"
                    amount="−299.774"
                    spoken="minus 299.774 rupiah"
                    href="#iwp"
                />
            </Rows>
            <div class="line">
                <Tag text="Draf" />
                <Tag text="Terdaftar" tone=Tone::Action />
                <Tag text="Di perangkat ini" tone=Tone::Sogan />
                <Tag text="Tercatat" tone=Tone::Daun />
                <Tag text="Ditolak" tone=Tone::Mengkudu />
            </div>
        </Section>
    }
    .into_any()
}

fn buttons() -> AnyView {
    let busy = RwSignal::new(false);
    view! {
        <Section title="Tombol">
            <div class="line">
                <Button label="Lanjut" on_press=|_| () />
                <Button label="Cetak daftar" kind=ButtonKind::Outline glyph=Glyph::Printer on_press=|_| () />
                <Button label="Lewati" kind=ButtonKind::Text on_press=|_| () />
                <Button
                    label="Menyimpan"
                    busy=busy
                    kind=ButtonKind::Outline
                    on_press=move |_| busy.set(true)
                />
            </div>
            <div>
                <Button
                    label="Ajukan ke PPK"
                    wide=true
                    why_not="14 orang masih tertahan. Selesaikan dulu, atau keluarkan dari daftar bulan ini."
                    on_press=|_| ()
                />
            </div>
            <More label="Lihat semua 14 orang" href="#semua" />
        </Section>
    }
    .into_any()
}

fn fields() -> AnyView {
    let name = RwSignal::new(String::new());
    let text = RwSignal::new("24 balita ditimbang di Posyandu Melati.".to_owned());
    let money = RwSignal::new("3287000".to_owned());
    let day = RwSignal::new("2024-05-31".to_owned());
    let search = RwSignal::new(String::new());
    let count = RwSignal::new(24_i64);
    let weight = RwSignal::new(6_500_i64);
    let here = RwSignal::new(EvidenceState::Here);
    let percent = |value: i64| match value % 100 {
        0 => format!("{}%", value / 100),
        part => format!("{},{}%", value / 100, format!("{part:02}").trim_end_matches('0')),
    };
    let read = |typed: String| number::read(typed.trim_end_matches('%')).and_then(|whole| whole.checked_mul(100));
    view! {
        <Section title="Isian">
            <TextField
                id="nama"
                label="Nama"
                value=name
                on_input=move |typed| name.set(typed)
                hint="Seperti di SK terakhir, tanpa gelar."
                error=move || name.with(String::is_empty).then_some("Isi nama seperti di SK.")
                autocomplete="name"
            />
            <TextArea
                id="hasil"
                label="Apa hasil kerja Anda hari ini?"
                aside="(dibaca atasan Anda)"
                value=text
                on_input=move |typed| text.set(typed)
                counter=move || format!("{} dari 500 huruf", text.with(|text| text.chars().count()))
            />
            <NumberField
                id="gapok"
                label="Gaji pokok"
                prefix="Rp"
                value=money
                on_input=move |typed| money.set(typed)
            />
            <DateField id="tmt" label="Mulai berlaku" value=day on_input=move |typed| day.set(typed) />
            <SearchField
                id="cari"
                label="Cari nama atau NIP"
                value=search
                on_input=move |typed| search.set(typed)
                found=move || (!search.with(String::is_empty)).then_some("12 orang")
            />
            <Stepper
                id="jumlah"
                label="Jumlah"
                unit="balita"
                value=count
                on_change=move |new| count.set(new)
                bounds=Bounds::new(0, 999)
                less="Kurangi"
                more="Tambah"
            />
            <Slider
                id="bobot"
                label="Bobot produktivitas"
                value=weight
                on_change=move |new| weight.set(new)
                bounds=Signal::stored(Bounds::new(4_000, 8_000).step(50))
                write=percent
                read=read
                old=Signal::stored(Some(6_000))
                old_word="semula"
            />
            <p class="label">"Bukti " <span class="quiet">"(tidak wajib)"</span></p>
            <EvidenceTile
                name="Daftar hadir"
                sub="218 KB"
                state=here
                state_word="Di perangkat ini"
                remove="Hapus Daftar hadir"
                on_remove=move |_| here.set(EvidenceState::Missing)
            />
            <FilePicker
                id="foto"
                label="Foto"
                glyph=Glyph::Camera
                accept="image/*"
                capture="environment"
                on_pick=|_| ()
            />
        </Section>
    }
    .into_any()
}

fn choices() -> AnyView {
    let rating = RwSignal::new(Some("sesuai".to_owned()));
    let reason = RwSignal::new(None::<String>);
    let speed = RwSignal::new(Some("3".to_owned()));
    let golongan = RwSignal::new(None::<String>);
    let person = RwSignal::new(None::<String>);
    let agreed = RwSignal::new(false);
    let three = || {
        vec![
            Choice::new("atas", "Di atas ekspektasi").sub("Hasilnya melampaui yang disepakati"),
            Choice::new("sesuai", "Sesuai ekspektasi").sub("Hasilnya seperti yang disepakati"),
            Choice::new("bawah", "Di bawah ekspektasi").sub("Hasilnya belum seperti yang disepakati"),
        ]
    };
    let plain = || {
        vec![
            Choice::new("waktu", "Waktu datang salah dicatat"),
            Choice::new("luar", "Saya bertugas di luar kantor"),
            Choice::new("lain", "Alasan lain"),
        ]
    };
    let solid = || {
        ["Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"]
            .into_iter()
            .zip(1_u8..)
            .map(|(label, level)| Choice::new(level.to_string(), label).level(level, 4))
            .collect::<Vec<_>>()
    };
    let classes = || ["III/a", "III/b", "III/c"].into_iter().map(|one| Choice::new(one, one)).collect::<Vec<_>>();
    let people = Signal::stored(
        (0..4_000)
            .map(|n| Choice::new(format!("19{n:04}"), format!("Pegawai {n}")).sub(format!("Unit {}", n % 27)))
            .collect::<Vec<_>>(),
    );
    view! {
        <Section title="Pilihan">
            <ChoiceGroup
                id="rating"
                legend="Bagaimana Anda menilai hasil kerja ini?"
                options=Signal::derive(three)
                value=rating
                on_change=move |new| rating.set(Some(new))
            />
            <ChoiceGroup
                id="alasan"
                legend="Apa yang tidak sesuai?"
                look=ChoiceLook::Plain
                options=Signal::derive(plain)
                value=reason
                on_change=move |new| reason.set(Some(new))
                error=move || reason.get().is_none().then_some("Pilih satu alasan.")
            />
            <ChoiceGroup
                id="cepat"
                legend="Seberapa cepat pelayanan yang Anda terima?"
                look=ChoiceLook::Solid
                options=Signal::derive(solid)
                value=speed
                on_change=move |new| speed.set(Some(new))
            />
            <Checkbox
                id="setuju"
                label="Saya sudah memeriksa isian ini"
                checked=agreed
                on_change=move |new| agreed.set(new)
            />
            <SelectField
                id="gol"
                label="Golongan"
                empty="Pilih golongan"
                options=Signal::derive(classes)
                value=golongan
                on_change=move |new| golongan.set(Some(new))
            />
            <Combobox
                id="orang"
                label="Pegawai"
                hint="Ketik nama atau NIP."
                options=people
                value=person
                on_change=move |new| person.set(Some(new))
                found=|count: usize| format!("{count} cocok")
            />
        </Section>
    }
    .into_any()
}

fn progress() -> AnyView {
    let steps = || {
        let names = ["Peristiwa", "Hitung", "Periksa", "Setujui", "Bayar"];
        let state = |at: usize| match at {
            0 | 1 => StepState::Done,
            2 => StepState::Current,
            _ => StepState::Ahead,
        };
        names.iter().enumerate().map(|(at, name)| ((*name).to_owned(), state(at))).collect::<Vec<_>>()
    };
    view! {
        <Section title="Kemajuan">
            <Steps label="Langkah" steps=Signal::derive(steps) done_word="selesai" />
            <ProgressBar
                label="Menyiapkan slip"
                done=Signal::stored(2_911)
                total=Signal::stored(4_163)
                count="2.911 dari 4.163"
                left="sekitar 2 detik"
                cancel="Batalkan"
                on_cancel=|_| ()
            />
            <div class="line apart sub">
                <span>"Triwulan II 2024"</span>
                <span>"3 dari 8"</span>
            </div>
            <Segments text="3 dari 8" done=Signal::stored(3) total=Signal::stored(8) />
            <Meter
                label="Hak belajar"
                text="8 dari 20 JP"
                done=Signal::stored(8)
                total=Signal::stored(20)
            />
            <div class="line apart">
                <span>"Komunikasi"</span>
                <Segments
                    text="Level 1, dibutuhkan 2"
                    small=true
                    done=Signal::stored(1)
                    wanted=Signal::stored(2)
                    total=Signal::stored(5)
                />
            </div>
        </Section>
    }
    .into_any()
}

fn nodes() -> Vec<Node> {
    let leaf = |sentence: &str, amount: &str, source: Source| Node {
        sentence: sentence.into(),
        amount: Some(amount.into()),
        sources: vec![source],
        ..Node::default()
    };
    let law = |words: &str| Source::Law(words.into(), Some("#pasal".into()));
    let rate = leaf("Kelas jabatan 6", "3.510.400", Source::Missing("Sumber belum dikonfirmasi".into()));
    let post = Node {
        children: vec![rate],
        mark: Some((Tone::Sogan, "Draf".into())),
        ..leaf("Tunjangan kinerja kelas 6", "3.510.400", Source::Evidence("SK jabatan, 3 Januari 2022".into(), None))
    };
    vec![
        Node {
            children: vec![
                leaf("Gaji pokok III/b, 8 tahun", "3.287.000", law("PP 5/2024, Lampiran")),
                leaf("Suami/istri 10%, dua anak 4%", "460.180", law("PP 7/1977 jo. 51/1992, Pasal 16")),
                leaf("Tunjangan umum golongan III", "185.000", law("Perpres 12/2006")),
                post,
            ],
            ..leaf("Penghasilan yang dihitung", "7.442.580", law("Perpres 82/2018 jo. 75/2019, Pasal 33"))
        },
        leaf("Bagian pegawai 1%", "74.425,80", law("Perpres 82/2018 jo. 75/2019, Pasal 30")),
        Node {
            sentence: "Batas Rp12.000.000 tidak terlampaui".into(),
            sources: vec![law("Perpres 82/2018 jo. 75/2019, Pasal 32")],
            ..Node::default()
        },
        leaf("Dibulatkan ke bawah", "74.425", Source::Remark("Cara hitung gaji pusat".into())),
    ]
}

fn opened() -> AnyView {
    view! {
        <Section
            title="Asal angka ini"
            action=|| view! { <Cite text="PermenPANRB 6/2022" href="#permen" /> }
        >
            <Card look=CardLook::Soft>
                <p>"Anda membayar 1% dari penghasilan Rp7.442.580, dibulatkan ke bawah."</p>
            </Card>
            <Tree nodes=Signal::derive(nodes) />
            <Card look=CardLook::Down>
                <p class="sub">"Angka yang Anda persoalkan"</p>
                <div class="line apart">
                    <b>"Terlambat di atas 60 menit"</b>
                    <Amount text="−Rp78.000" spoken="minus 78.000 rupiah" />
                </div>
            </Card>
        </Section>
    }
    .into_any()
}

fn judged() -> AnyView {
    let chosen = RwSignal::new(Some((0_usize, 1_usize)));
    let side = RwSignal::new(Some("b".to_owned()));
    let matrix = || {
        let cell = |text: &str, tone| MatrixCell { text: text.into(), spoken: text.into(), tone };
        let low = || cell("Kurang/ Misconduct", Tone::Sogan);
        let fix = || cell("Butuh Perbaikan", Tone::Sogan);
        let good = || cell("Baik", Tone::Action);
        MatrixWords {
            row_axis: "Hasil kerja".into(),
            column_axis: "Perilaku kerja".into(),
            rows: ["Di atas", "Sesuai", "Di bawah"].map(String::from),
            columns: ["Di bawah", "Sesuai", "Di atas"].map(String::from),
            cells: [
                [low(), good(), cell("Sangat Baik", Tone::Action)],
                [low(), good(), good()],
                [cell("Sangat Kurang", Tone::Mengkudu), fix(), fix()],
            ],
        }
    };
    let one = |value: &str, tag: &str, title: &str, initials: &str, writer: &str, quote: &str| Side {
        value: value.into(),
        tag: tag.into(),
        title: title.into(),
        effect: Some("Predikat menjadi Baik".into()),
        initials: initials.into(),
        writer: writer.into(),
        writer_sub: "Kepala Seksi Pelayanan, sampai 31 Mei".into(),
        quote: Some(quote.into()),
        facts: vec![
            (Glyph::Pencil, "Ditulis 30 Mei, 14.05".into()),
            (Glyph::ArrowUp, "Sampai di server 11 Juni, 08.12".into()),
            (Glyph::FileText, "4 hasil kerja, 9 umpan balik".into()),
        ],
    };
    let sides = Signal::stored(vec![
        one(
            "a",
            "Nilai A",
            "Sesuai ekspektasi",
            "YB",
            "Yohanes Bere",
            "Waktu layanan tercapai, dua kali terlambat menutup berkas.",
        ),
        one(
            "b",
            "Nilai B",
            "Di atas ekspektasi",
            "LN",
            "Lidia Ndun",
            "Antrean turun menjadi 12 menit dan keluhan warga habis.",
        ),
    ]);
    view! {
        <Section title="Ketuk satu kotak">
            <Matrix
                label="Hasil kerja dan perilaku kerja"
                words=Signal::derive(matrix)
                value=chosen
                on_change=move |at| chosen.set(Some(at))
            />
            <Contested
                id="nilai"
                legend="Nilai yang diputuskan"
                sides=sides
                value=side
                on_change=move |new| side.set(Some(new))
            />
        </Section>
    }
    .into_any()
}

fn coded() -> AnyView {
    let code = draw("https://contoh.id/periksa#", &"0123456789".repeat(240));
    view! {
        <Section title="Kode pada slip">
            <figure class="slip-code">
                {code.map(|code| view! { <Qr code=code label="Kode QR" /> })}
                <figcaption class="sub">"Arahkan kamera ponsel ke kode ini."</figcaption>
            </figure>
        </Section>
    }
    .into_any()
}

fn plotted() -> AnyView {
    let cause = |label: &str, people: &str, value: i64| {
        let text = if value > 0 { format!("+{}", number::group(value)) } else { number::group(value) };
        Mark::new(label, value, text, Ink::Up).note(format!("{people} orang"))
    };
    let causes = Signal::stored(vec![
        cause("Kenaikan gaji berkala", "63", 9_847_200),
        cause("Pegawai masuk", "11", 43_216_900),
        cause("Keluarga bertambah", "19", 3_912_400),
        cause("Pensiun dan meninggal", "17", -71_480_600),
        cause("Anak lewat batas usia", "28", -2_604_100),
        cause("Cuti tanpa gaji, disiplin", "4", -14_207_500),
        cause("Belum final bulan ini", "23", -91_874_300),
    ]);
    let end = |label: &str, value: i64| Signal::stored(Mark::new(label, value, number::group(value), Ink::Rest));
    let legend = Signal::stored(vec![(Ink::Up, "naik".to_owned()), (Ink::Down, "turun".to_owned())]);
    let spread = Signal::stored(
        [(12, "< −400"), (118, "−400"), (751, "−200"), (701, "tetap"), (1_688, "+0"), (764, "+200"), (152, "> +400")]
            .into_iter()
            .zip([Ink::Down, Ink::Down, Ink::Down, Ink::Rest, Ink::Up, Ink::Up, Ink::Up])
            .map(|((value, label), ink)| Mark::new(label, value, number::group(value), ink))
            .collect::<Vec<_>>(),
    );
    let offices = Signal::stored(vec![
        Mark::new("Pendidikan", 158, "+158", Ink::Up).note("1.684"),
        Mark::new("Kesehatan", 121, "+121", Ink::Up),
        Mark::new("Perhubungan", -41, "−41", Ink::Down),
    ]);
    let months = Signal::stored(
        ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun"]
            .into_iter()
            .zip([Some(80), Some(84), None, Some(83), Some(91), Some(93)])
            .map(|(label, value)| Point {
                label: label.into(),
                value,
                text: value.map_or("belum diketahui".into(), |value| format!("{value}%")),
            })
            .collect::<Vec<_>>(),
    );
    view! {
        <Section title="Gambar" action=move || view! { <Legend items=legend /> }>
            <Card title="Mengapa berubah dari Mei">
                <Waterfall
                    caption="Mengapa berubah dari Mei"
                    before=end("Mei 2024", 16_842_118_300)
                    causes=causes
                    after=end("Juni 2024", 16_718_928_300)
                    total=Signal::stored(Some(cause("Perubahan", "165", -123_190_000)))
                    too_large="Jumlah terlalu besar untuk digambar."
                />
            </Card>
            <div class="two stack">
                <Card title="Perubahan per orang, ribu rupiah">
                    <Columns words=words("Perubahan per orang") marks=spread />
                </Card>
                <div class="stack">
                    <Card title="Selisih per perangkat daerah">
                        <Bars words=words("Selisih per perangkat daerah") marks=offices />
                    </Card>
                    <Card title="Capaian per bulan">
                        <Line
                            words=words("Capaian per bulan")
                            points=months
                            write=|value: i64| format!("{value}%")
                        />
                    </Card>
                </div>
            </div>
        </Section>
    }
    .into_any()
}

fn tables() -> AnyView {
    let sort = RwSignal::new(Some((1_usize, SortWay::Down)));
    let turn = move |column: usize| {
        sort.update(|now| {
            *now = match now {
                Some((by, SortWay::Down)) if *by == column => Some((column, SortWay::Up)),
                _ => Some((column, SortWay::Down)),
            }
        });
    };
    let columns = || {
        vec![
            Column::words("Perangkat daerah").sorts(),
            Column::numbers("Pegawai").sorts(),
            Column::numbers("Selisih").sorts(),
            Column::words("Keadaan"),
        ]
    };
    let rows = move || {
        let mut data = vec![
            ("Pendidikan", 1_684, "+158.204.300"),
            ("Kesehatan", 972, "+121.870.250"),
            ("Kecamatan", 518, "+38.114.900"),
        ];
        match sort.get() {
            Some((0, _)) => data.sort(),
            _ => data.sort_by_key(|one| one.1),
        }
        if matches!(sort.get(), Some((_, SortWay::Down))) {
            data.reverse();
        }
        let row = |(name, people, sum): (&str, i64, &str)| {
            TableRow::new(vec![
                Cell::Link(name.into(), "#unit".into()),
                number::group(people).into(),
                Cell::Amount(sum.into()),
                Cell::Tag(Tone::Daun, "Final".into()),
            ])
        };
        let mut rows: Vec<_> = data.into_iter().map(row).collect();
        let sum = vec!["Jumlah".into(), "3.174".into(), Cell::Amount("+318.189.450".into()), "".into()];
        rows.push(TableRow::new(sum).strong());
        rows
    };
    let picked = RwSignal::new(BTreeSet::new());
    let up = RwSignal::new(true);
    let big_columns = || {
        vec![
            Column::words("Nama").width(3).sorts(),
            Column::words("Golongan").wide_only(),
            Column::numbers("Diterima").width(2),
        ]
    };
    let big_row = move |at: usize| {
        let person = if up.get() { at } else { 99_999 - at };
        TableRow::new(vec![
            Cell::Two(format!("Pegawai {person}"), format!("1978{person:08}")),
            "III/b".into(),
            Cell::Amount(format!("Rp3.{:03}.700", person % 1000)),
        ])
        .key(person.to_string())
    };
    view! {
        <Section title="Tabel">
            <Card look=CardLook::Flush>
                <Table
                    caption="Selisih per perangkat daerah, rupiah"
                    columns=Signal::derive(columns)
                    rows=Signal::derive(rows)
                    sort=sort
                    on_sort=turn
                />
            </Card>
            <BigTable
                caption="Seratus ribu pegawai"
                columns=Signal::derive(big_columns)
                count=Signal::stored(100_000)
                row=big_row
                selected=picked
                select_word="Pilih"
                sort=Signal::derive(move || {
                    Some((0, if up.get() { SortWay::Up } else { SortWay::Down }))
                })
                on_sort=move |_| up.update(|up| *up = !*up)
                rows_shown=8
            />
            <p class="hint" role="status">
                {move || format!("{} dipilih", picked.with(BTreeSet::len))}
            </p>
        </Section>
    }
    .into_any()
}

fn heads() -> AnyView {
    view! {
        <Section title="Kepala layar umum">
            <Heading
                kicker="Maria Yosefa Seran, pengelola layanan loket"
                text="Rating hasil kerja, Mei 2024"
                sub="Jumat, 14 Juni 2024"
            />
            <Hero
                product="Takar"
                title="Setiap rupiah gaji Anda ada penjelasannya"
                sub="Hitung sendiri, tanpa akun dan tanpa internet."
                right=|| view! { <b>"Indonesia"</b> <a href="#en">"English"</a> }
            />
            <Band kicker="Dinas Kependudukan dan Pencatatan Sipil" title="Loket 3, KTP elektronik" />
        </Section>
    }
    .into_any()
}
