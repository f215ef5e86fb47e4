// Alone, with no account and no server: the built folder on a plain static host. Works out the published slip of
// May 2024, keeps it over a reload, opens a line, carries everything in a file, and refuses what is wrong in words.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { DESK, ROOT, assertAccessible, test, until } from "./lib.mjs";
import { staticHost } from "./static.mjs";

const DIST = path.join(ROOT, "dist");
// The net amount of tests/golden's slip-gpp-2024-05-06, with the allowance that is paid in another list.
const NET = "Rp3.847.700";
// A plain host knows no API and answers an unknown address with 404 and the app.
const NO_SERVER = /404|Failed to fetch|ERR_/;

async function start(world, address = "/", size) {
  const site = await staticHost(DIST);
  world.onClose(() => site.stop());
  world.allow(NO_SERVER);
  const device = await world.device();
  const page = await device.page(site.url + address, size);
  await page.locator("h1").first().waitFor();
  return { site, device, page };
}

async function enter(page) {
  await page.locator("#bulan").fill("2024-05");
  await page.locator("#golongan").selectOption("III/b");
  await page.locator("#mkg").fill("8");
  await page.locator("#pasangan input[value=ya]").check();
  await page.locator("#anak").fill("2");
  await page.locator("#ptkp").selectOption("K/2");
  await page.locator("#praktik").selectOption("pusat");
  await page.locator("#tpp input[value=jumlah]").check();
  await page.locator("#tpp-jumlah").fill("3510400");
  await page.locator("#tpp-cara input[value=lain]").check();
}

const save = (page) => page.getByRole("button", { name: "Simpan dan lihat slip" }).click();
const figure = (page) => page.locator(".fig-amount").first();

test("the example on the start page is worked out here, and its figure opens", async (world) => {
  const { page } = await start(world);
  await figure(page).getByText(NET).waitFor();
  await assertAccessible(page);
  await page.getByText("Lihat asalnya").click();
  await page.getByRole("link", { name: /Iuran BPJS Kesehatan/ }).click();
  await page.getByText("Anda membayar 1% dari penghasilan Rp7.442.580, dibulatkan ke bawah.").waitFor();
  await assertAccessible(page);
});

test("the slip of May 2024 is worked out, survives a reload, and every line opens", async (world) => {
  const { site, page } = await start(world);
  await page.getByRole("link", { name: /Hitung slip saya/ }).click();
  await enter(page);
  await until(async () => (await page.locator(".foot").innerText()).includes(NET), "the result while typing");
  await page.reload();
  await until(async () => (await page.locator(".foot").innerText()).includes(NET), "the draft after a reload");
  await assertAccessible(page);
  await save(page);
  await page.waitForURL("**/gaji/2024-05");
  await figure(page).getByText(NET).waitFor();
  await page.reload();
  await figure(page).getByText(NET).waitFor();
  await assertAccessible(page);
  await page.getByRole("link", { name: /Iuran wajib pegawai/ }).click();
  await page.getByText("Rp299.774").first().waitFor();
  assert.ok(await page.locator(".tree .cite").count());
  await page.goto(site.url + "/");
  await page.getByRole("link", { name: /Lanjutkan slip Mei 2024/ }).waitFor();

  // Taken back, it is gone from the list, also after a reload.
  await page.goto(site.url + "/gaji/2024-05");
  await page.getByRole("button", { name: "Hapus hitungan ini", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Hapus hitungan ini", exact: true }).click();
  await page.waitForURL("**/gaji");
  await page.reload();
  await page.locator("h1").first().waitFor();
  assert.equal(await page.getByRole("link", { name: /Mei 2024/ }).count(), 0);
});

test("everything is exported, deleted, imported, and the value is back", async (world) => {
  const { site, page } = await start(world, "/hitung", DESK);
  await enter(page);
  await save(page);
  await page.waitForURL("**/gaji/2024-05");
  await page.goto(site.url + "/data");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Ekspor ke berkas" }).click();
  const file = await download;
  assert.match(file.suggestedFilename(), /^takar-\d{4}-\d{2}-\d{2}\.takar$/);
  const kept = path.join(world.folder(), file.suggestedFilename());
  await file.saveAs(kept);
  await assertAccessible(page);

  await page.getByRole("button", { name: "Hapus semua dari perangkat ini" }).click();
  await page.getByText(/Yang dihapus: Slip hitungan 1/).waitFor();
  await page.getByRole("button", { name: "Hapus dari perangkat ini", exact: true }).click();
  await page.getByText("Belum ada yang tersimpan di perangkat ini.").first().waitFor();
  await page.goto(site.url + "/gaji/2024-05");
  await page.getByText("Tidak ada slip untuk alamat ini.").waitFor();

  await page.goto(site.url + "/data");
  await page.locator("#impor").setInputFiles(kept);
  await page.getByText("1 ditambah").waitFor();
  await page.getByRole("button", { name: "Impor 1 catatan" }).click();
  await page.getByText("1 catatan diimpor ke perangkat ini.").waitFor();
  await page.goto(site.url + "/gaji/2024-05");
  await figure(page).getByText(NET).waitFor();
  await page.goto(site.url + "/data");
  await page.locator("#impor").setInputFiles(kept);
  await page.getByText("Semua isi berkas ini sudah ada di perangkat.").waitFor();
  assert.equal(await page.getByRole("button", { name: /^Impor / }).count(), 0);
});

test("a foreign or cut file is refused with a sentence and imports nothing", async (world) => {
  const { page } = await start(world, "/data");
  const dir = world.folder();
  const write = (name, text) => {
    fs.writeFileSync(path.join(dir, name), text);
    return path.join(dir, name);
  };
  await page.locator("#impor").setInputFiles(write("pegawai.csv", "NIP;Nama\n1;A\n"));
  await page.getByText("Berkas ini bukan ekspor Takar. Tidak ada yang diimpor.").waitFor();
  await page.locator("#impor").setInputFiles(write("kosong.takar", ""));
  await page.getByText("Berkas ini kosong. Tidak ada yang diimpor.").waitFor();
  await page.locator("#impor").setInputFiles(write("potong.takar", '{ "takar": 1, "made": "2026-01-0'));
  await page.getByText("Berkas ini rusak atau terpotong. Tidak ada yang diimpor.").waitFor();
  await page.getByText("Belum ada yang tersimpan di perangkat ini.").first().waitFor();
});

test("wrong entries are named at the field and in the summary, and nothing is saved", async (world) => {
  const { page } = await start(world, "/hitung");
  await save(page);
  await page.getByText("Ada 4 isian yang perlu diperbaiki.").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("role")), "alert");
  await enter(page);
  for (const [field, text, sentence] of [
    ["#mkg", "delapan", "Masa kerja golongan: isi dengan angka, misalnya 24."],
    ["#mkg", "-1", "Masa kerja golongan: tidak bisa di bawah nol."],
    ["#mkg", "90", "Masa kerja golongan: isi antara 0 dan 45."],
    ["#anak", "7", "Anak yang ditanggung: isi antara 0 dan 2."],
    ["#tpp-jumlah", "12,5", "Jumlah TPP atau tunjangan kinerja: isi angka bulat, tanpa koma."],
    ["#tpp-jumlah", "9999999999999", "Jumlah TPP atau tunjangan kinerja: paling banyak Rp1.000.000.000.000."],
  ]) {
    const before = await page.locator(field).inputValue();
    await page.locator(field).fill(text);
    await until(async () => (await page.getByText(sentence).count()) === 2, sentence);
    await page.locator(field).fill(before);
  }
  await page.locator("#golongan").selectOption("II/b");
  await page.locator("#mkg").fill("1");
  await page.getByText("Tabel gaji II/b belum dimulai pada masa kerja itu.").first().waitFor();
  await save(page);
  assert.match(page.url(), /\/hitung$/);
});

test("TPP by a policy stays open until everything it asks is known, and tried values are marked", async (world) => {
  const { page } = await start(world, "/hitung?tpp=1");
  await enter(page);
  await page.locator("#tpp input[value=aturan]").check();
  await page.locator("#aturan").selectOption("nasional");
  await page.locator("#kelas").fill("8");
  await page.getByRole("button", { name: /isi 0 untuk yang masih kosong/ }).click();
  await page.getByText(/Belum dikonfirmasi daerah: Indeks daerah/).waitFor();
  assert.match(await page.locator(".foot").innerText(), /Gaji tanpa TPP Mei 2024/);
  await page.locator("#aturan").selectOption("contoh");
  await page.locator("#predikat").selectOption("baik");
  for (const input of await page.locator(".fields input[id^=u-]").all()) {
    if ((await input.inputValue()) === "") await input.fill("100");
  }
  await until(async () => /Final/.test(await page.locator(".foot").innerText()), "the final result with TPP");
  await save(page);
  await page.getByText("TPP diterima").waitFor();
  await page.getByRole("link", { name: /^TPP Prestasi kerja/ }).click();
  await page.getByText(/TPP bulan ini Rp[\d.]+ dari pagu/).waitFor();
});

test("the rule book can be searched and says how sure each value is", async (world) => {
  const { page } = await start(world, "/aturan");
  await page.locator("#cari").fill("batas bpjs");
  await page.getByText("12.000.000").waitFor();
  await page.locator("#cari").fill("");
  await page.locator("#kepastian").selectOption("open");
  await page.locator(".row .tag", { hasText: "belum ada" }).first().waitFor();
  await assertAccessible(page);
});

test("the start page speaks English when asked", async (world) => {
  const { page } = await start(world);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("Every rupiah of your pay has its reason").waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
});

test("a new month begins with what lasts of the saved one, and a saved month is not replaced unasked", async (world) => {
  const { site, page } = await start(world, "/hitung");
  await until(async () => (await page.title()) === "Hitung slip · Takar", "the title of the page");
  await enter(page);
  await save(page);
  await page.waitForURL("**/gaji/2024-05");
  await page.goto(site.url + "/hitung");
  await page.getByText("Isian ini diambil dari slip Mei 2024").waitFor();
  assert.equal(await page.locator("#golongan").inputValue(), "III/b");
  assert.ok(Number(await page.locator("#mkg").inputValue()) > 8, "the years of service go on");
  await page.locator("#tpp input[value=tidak]").check();
  await page.locator("#bulan").fill("2024-05");
  await save(page);
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Slip Mei 2024 sudah tersimpan. Ganti?").waitFor();
  await dialog.getByRole("button", { name: "Batalkan" }).click();
  await page.locator("#bulan").fill("2090-01");
  await page.getByText("Aturan gaji untuk Januari 2090 belum diketahui.").waitFor();
  await until(async () => /Sementara/.test(await page.locator(".foot").innerText()), "a slip that is not final");
  await page.getByRole("button", { name: "Mulai dari isian kosong" }).click();
  assert.equal(await page.locator("#golongan").inputValue(), "");
});

test("an address without a server says so at sign-in, and the phone finds the rule book", async (world) => {
  const { site, page } = await start(world, "/masuk");
  await page.fill("#nama", "pegawai");
  await page.fill("#sandi", "takar-demo");
  await page.keyboard.press("Enter");
  await page.getByText("Alamat ini tidak punya server Takar").waitFor();
  await page.goto(site.url + "/akun");
  assert.ok(!/server/i.test(await page.locator("main").innerText()), "alone there is no server to speak of");
  await page.getByRole("link", { name: /Buku aturan/ }).click();
  await page.waitForURL("**/aturan");
  await until(async () => (await page.evaluate(() => document.activeElement?.id)) === "isi", "the focus on the new page");
  await until(async () => / · Takar$/.test(await page.title()), "the title of the page");
});
