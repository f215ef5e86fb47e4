// HR against the real server: people, a dated fact, the import with bad rows, the recap, the catalogue.
// What HR must not do is looked for as well: import in silence, invent a figure, show pay.

import assert from "node:assert/strict";
import { sent, signIn } from "./app.mjs";
import { assertAccessible, PHONE, test, until } from "./lib.mjs";

const IDLE = /ERR_CONNECTION_REFUSED|Failed to fetch|401 \(Unauthorized\)/;
const HEADS = "nip;nama;status;golongan;mkg_tahun;mkg_bulan;jabatan;jenis_jabatan;kelas;kantor;nip_atasan;ptkp;berlaku";

const press = (page, name) => page.getByRole("button", { name }).click();
const save = (page) => page.getByRole("button", { name: "Simpan di perangkat ini", exact: true }).click();
const firstRow = (page) => page.locator(".big-body .big-row").first();

async function accessible(page) {
  const { width, height } = page.viewportSize();
  await page.setViewportSize({ width, height: 4000 });
  await assertAccessible(page);
  await page.setViewportSize({ width, height });
}

function row(changed) {
  const person = {
    nip: "199001012015031001", nama: "Uji Impor Satu", status: "pns", golongan: "III/a", mkg_tahun: "2", mkg_bulan: "0",
    jabatan: "Pengelola Data", jenis_jabatan: "umum", kelas: "7", kantor: "bkpsdm", nip_atasan: "", ptkp: "TK/0",
    berlaku: "2026-10-01", ...changed,
  };
  return HEADS.split(";").map((column) => person[column]).join(";");
}

const TWO = [row({}), row({ nip: "199101012015031002", nama: "Uji Impor Dua", nip_atasan: "199001012015031001" })];
const file = (rows, name = "pegawai.csv") => ({ name, mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) });

async function choose(page, chosen) {
  await page.setInputFiles("#berkas-pegawai", chosen);
}

test("HR finds a person and states a dated fact, with problems at their fields and no pay in sight", async (world) => {
  world.allow(IDLE);
  const server = await world.server();
  const page = await signIn(world, server, "hr");
  await page.goto(`${server.url}/pegawai`);
  await firstRow(page).waitFor();
  await accessible(page);
  await page.fill("#cari-pegawai", "fitri utami");
  await page.getByText("1 dari 600 orang").waitFor();
  await firstRow(page).click();
  await page.getByRole("heading", { level: 1, name: /Fitri Utami/ }).waitFor();
  assert.ok(!/Rp\d/.test(await page.locator("main").innerText()), "no amount on HR's page");

  await page.selectOption("#data-bidang", "golongan");
  await save(page);
  await page.getByRole("alert").getByText("Berlaku sejak: Wajib diisi.").waitFor();
  await page.fill("#data-berlaku", "2027-04-01");
  await page.selectOption("#data-golongan", "IV/a");
  await page.reload();
  await until(async () => (await page.inputValue("#data-berlaku")) === "2027-04-01", "the draft after a reload");
  await save(page);
  await page.getByText("sejak 1 April 2027").waitFor();
  await sent(page);
  await until(
    async () => /Tercatat/.test(await page.locator("li.row", { hasText: "sejak 1 April 2027" }).innerText()),
    "the fact to be accepted",
    30_000,
  );
});

test("an import names every bad row, saves nothing unasked, and takes the same file once only", async (world) => {
  world.allow(IDLE);
  const server = await world.server();
  const page = await signIn(world, server, "hr");
  await page.goto(`${server.url}/pegawai/impor`);
  await page.locator("#berkas-pegawai").waitFor({ state: "attached" });
  await accessible(page);

  for (const [chosen, sentence] of [
    [file([""]), "Berkas ini kosong."],
    [file(["tanggal;jumlah", "1;2", ""]), "ini berkas lain"],
    [file([HEADS, TWO[0].slice(0, 30)]), "Berkas terpotong di baris 2"],
    [file([`${HEADS};gaji`, `${TWO[0]};1`, ""]), "Kolom ini tidak dikenal: gaji"],
  ]) {
    await choose(page, chosen);
    await page.getByText(sentence).waitFor();
    await page.getByText("Tidak ada data yang berubah.").waitFor();
  }

  const bad = [row({ nip: "19920101" }), row({ nip: "199301012015031003", kantor: "tidakada" })];
  await choose(page, file([HEADS, ...TWO, ...bad, ""]));
  await page.getByText("2 baris perlu diperbaiki.").waitFor();
  await accessible(page);
  await firstRow(page).click();
  await page.getByText("Baris 4, kolom nip, isi “19920101”: NIP terdiri atas 18 angka, di sini 8.").waitFor();
  await press(page, "Impor yang benar saja, 2 baris ditinggalkan");
  await page.getByRole("dialog").getByRole("button", { name: "Batalkan" }).click();
  await press(page, "Pilih berkas lain");

  await choose(page, file([HEADS, ...TWO, ""]));
  await press(page, "Impor 2 orang");
  await page.getByText("2 orang tersimpan di perangkat ini").waitFor();
  await sent(page);
  await page.goto(`${server.url}/riwayat`);
  assert.ok(!/Ditolak/.test(await page.locator("main").innerText()), "the server accepts what was imported");

  await page.goto(`${server.url}/pegawai`);
  await page.fill("#cari-pegawai", "uji impor");
  await page.getByText("2 dari 602 orang").waitFor();
  await page.goto(`${server.url}/pegawai/impor`);
  await choose(page, file([HEADS, ...TWO, ""]));
  await page.getByText("Semua baris sama dengan yang sudah tercatat.").waitFor();
});

test("a recap is entered within its limits, and full presence asks before it writes", async (world) => {
  world.allow(IDLE);
  const server = await world.server();
  const page = await signIn(world, server, "hr");
  await page.goto(`${server.url}/rekap`);
  await firstRow(page).waitFor();
  await accessible(page);
  await firstRow(page).click();
  await page.getByText(/Predikat .*, dari penilaian|Predikat .* belum ada|memuat predikat/).first().waitFor();
  await page.fill("#ukuran-tl1", "1,5");
  await save(page);
  await page.getByRole("alert").getByText(/Isi angka bulat antara 0 dan/).waitFor();
  await page.fill("#ukuran-tl1", "3");
  await save(page);
  await page.locator("#ubah-rekap").waitFor({ state: "detached" });

  // A month nobody has entered yet.
  await page.fill("#bulan", "2026-11");
  await page.getByText("Belum ada").first().waitFor();
  await press(page, "Pilih semua yang tampil");
  await press(page, /^Hadir penuh, tanpa keterlambatan \(\d+ orang\)$/);
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/Nyatakan hadir penuh untuk \d+ orang/).waitFor();
  await dialog.getByRole("button", { name: /^Ya, \d+ orang hadir penuh$/ }).click();
  await page.getByText(/\d+ rekap tersimpan di perangkat ini/).waitFor();
  await sent(page);
  await firstRow(page).click();
  await page.locator("#ubah-rekap").waitFor();
  assert.equal(await page.inputValue("#ukuran-tl1"), "0");
  assert.equal(await page.inputValue("#ukuran-productivity"), "", "productivity is never invented");
});

test("HR adds a programme with a session, and it stands in the catalogue on a phone", async (world) => {
  world.allow(IDLE);
  const server = await world.server();
  const page = await signIn(world, server, "hr", PHONE);
  await page.goto(`${server.url}/program/baru`);
  await page.locator("#judul").waitFor();
  await save(page);
  await page.getByRole("alert").getByText("Judul: Wajib diisi.").waitFor();
  await page.fill("#judul", "Uji Katalog Baru");
  await page.fill("#topik", "uji");
  await page.fill("#penyelenggara", "BKPSDM");
  await page.selectOption("#bentuk", "klasikal");
  await page.getByLabel("Harmonis").check();
  await press(page, "Tambah jadwal");
  await page.fill("#jadwal-s1-mulai", "2027-05-10");
  await page.fill("#jadwal-s1-selesai", "2027-05-03");
  await page.fill("#jadwal-s1-tempat", "Aula");
  await page.fill("#jadwal-s1-kursi", "20");
  await save(page);
  await page.getByRole("alert").getByText("Hari terakhir tidak boleh sebelum hari pertama.").waitFor();
  await page.fill("#jadwal-s1-selesai", "2027-05-12");
  await save(page);
  await page.waitForURL("**/program");
  await page.fill("#cari-program", "uji katalog");
  await page.getByText("Uji Katalog Baru").waitFor();
  await sent(page);
  await accessible(page);
});

test("people without the role see a sentence, not the records", async (world) => {
  world.allow(IDLE);
  const server = await world.server();
  const page = await signIn(world, server, "pegawai", PHONE);
  for (const address of ["/pegawai", "/pegawai/impor", "/rekap", "/program", "/program/baru"]) {
    await page.goto(server.url + address);
    await page.getByText("Halaman ini untuk pengelola kepegawaian.").waitFor();
  }
});
