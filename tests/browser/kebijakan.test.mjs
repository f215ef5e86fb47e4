// Regional policies on a plain static host: a shipped one reads in words, its file is saved and found sound, and files
// with mistakes each get sentences that say what is wrong. Nothing of it is stored.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { DESK, ROOT, assertAccessible, test } from "./lib.mjs";
import { staticHost } from "./static.mjs";

const DIST = path.join(ROOT, "dist");
// A plain host knows no API and answers an unknown address with 404 and the app.
const NO_SERVER = /404|Failed to fetch|ERR_/;
const NAME = "kebijakan-contoh-2024-01-01.json";

async function start(world, address = "/aturan/kebijakan", size) {
  const site = await staticHost(DIST);
  world.onClose(() => site.stop());
  world.allow(NO_SERVER);
  const device = await world.device();
  const page = await device.page(site.url + address, size);
  await page.locator("h1").first().waitFor();
  return { site, page };
}

const shipped = (page, key) => page.locator(`#bawaan details[data-kunci=${key}]`);
const result = (page) => page.locator("#hasil");
// What was found in one file, under its name.
const found = (page, name) => result(page).locator(".card", { has: page.getByRole("heading", { name, exact: true }) });

async function open(page, key) {
  await shipped(page, key).locator("summary").first().click();
  await shipped(page, key).getByRole("button", { name: "Simpan sebagai berkas" }).waitFor();
}

// Saves the demonstration policy as a file and gives back its text.
async function saved(world, page) {
  await open(page, "contoh");
  const download = page.waitForEvent("download");
  await shipped(page, "contoh").getByRole("button", { name: "Simpan sebagai berkas" }).click();
  const file = await download;
  assert.equal(file.suggestedFilename(), NAME);
  const kept = path.join(world.folder(), NAME);
  await file.saveAs(kept);
  await page.getByText(`Disimpan sebagai ${NAME}.`).waitFor();
  return fs.readFileSync(kept, "utf8");
}

// Chooses files by name and text (or bytes) and waits for the sum of the check.
async function check(page, files, sum) {
  const chosen = Object.entries(files).map(([name, text]) => ({
    name,
    mimeType: "application/json",
    buffer: Buffer.isBuffer(text) ? text : Buffer.from(text),
  }));
  await page.locator("#berkas-kebijakan").setInputFiles(chosen);
  await result(page).getByText(sum).waitFor();
  await result(page).getByText("Tidak ada yang disimpan atau diubah oleh pemeriksaan ini.").waitFor();
}

// The text of a policy after an edit.
function edited(text, edit) {
  const policy = JSON.parse(text);
  edit(policy);
  return JSON.stringify(policy, null, 2);
}

async function fits(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `the page is ${wide} px wider than the screen`);
}

test("a shipped policy reads in words down to its ladder, and what is not confirmed is marked", async (world) => {
  const { page } = await start(world, "/aturan");
  await page.getByRole("link", { name: /Kebijakan TPP: baca dan periksa/ }).click();
  await page.waitForURL("**/aturan/kebijakan");
  await open(page, "contoh");
  const policy = shipped(page, "contoh");
  await policy.getByText("Pengali: Ambang kehadiran, menurut Persen kehadiran dari hari kerja").waitFor();
  await policy.getByText("Disiplin kerja, bobot").click();
  await policy.getByText("Pengurang: Terlambat masuk").click();
  await policy.getByText("Terlambat 1–30 menit, setiap kali").waitFor();
  await policy.getByText("0,5%").first().waitFor();
  await policy.getByText("Yang diukur").click();
  await policy.getByText(/dari aplikasi kinerja atau atasan/).first().waitFor();
  // Folding a policy away and back keeps what was open in it.
  await policy.locator("summary").first().click();
  await policy.locator("summary").first().click();
  await policy.getByText("Terlambat 1–30 menit, setiap kali").waitFor();
  await shipped(page, "nasional").getByText(/\d+ nilai belum dipastikan/).first().waitFor();
  await open(page, "nasional");
  await shipped(page, "nasional").getByText("Pagu", { exact: true }).click();
  await shipped(page, "nasional").locator(".node .tag", { hasText: "belum ada" }).first().waitFor();
  await fits(page);
  await assertAccessible(page);
});

test("a policy saved as a file is sound when it is checked, and nothing is stored", async (world) => {
  const { site, page } = await start(world, "/aturan/kebijakan", DESK);
  const text = await saved(world, page);
  await check(page, { [NAME]: text }, "1 berkas diperiksa: 1 tanpa kesalahan, 0 perlu diperbaiki.");
  const one = found(page, NAME);
  await one.getByText(/^Tidak ada yang salah:/).waitFor();
  await one.getByText("Penilaian: Produktivitas dan disiplin").waitFor();
  await one.getByText("Yang berubah dari kebijakan yang dibawa Takar").click();
  await one.getByText("Isinya sama.").waitFor();
  await assertAccessible(page);
  await page.getByRole("button", { name: "Tutup hasil" }).click();
  await one.waitFor({ state: "detached" });
  await page.goto(site.url + "/data");
  await page.getByText("Belum ada yang tersimpan di perangkat ini.").first().waitFor();
});

test("weights that sum to 90 get a sentence with the place, the sum and what to do", async (world) => {
  const { page } = await start(world);
  const text = await saved(world, page);
  const light = edited(text, (policy) => (policy.steps[0].test.parts[1].weight.value = "30"));
  await check(page, { "ringan.json": light }, "1 berkas diperiksa: 0 tanpa kesalahan, 1 perlu diperbaiki.");
  const one = found(page, "ringan.json");
  await one.getByText("Satu hal perlu diperbaiki").waitFor();
  await one
    .getByText("Produktivitas dan disiplin: bobot bagian-bagiannya berjumlah 90, seharusnya 100. Ubah bobotnya")
    .waitFor();
  const wrong = edited(text, (policy) => {
    policy.pagu.class_index.index.cite = "entah";
    policy.steps[1].gate.bands.rows[1].below = "20";
  });
  await check(page, { "salah.json": wrong }, /0 tanpa kesalahan, 1 perlu diperbaiki/);
  await found(page, "salah.json").getByText("3 hal perlu diperbaiki").waitFor();
  await found(page, "salah.json").getByText(/^Indeks daerah: sumber “entah” tidak ada dalam daftar sumber/).waitFor();
  await found(page, "salah.json").getByText(/^Ambang kehadiran, rentang ke-2: batas 20 tidak di atas/).waitFor();
  assert.equal(await found(page, "ringan.json").count(), 0);
  await fits(page);
  await assertAccessible(page);
});

test("two versions with a hole in their dates and with an overlap get sentences; adjoining ones are compared", async (world) => {
  const { page } = await start(world);
  const text = await saved(world, page);
  const first = (until) => edited(text, (policy) => (policy.until = until));
  const second = edited(text, (policy) => {
    policy.from = "2025-01-01";
    policy.steps[0].test.parts[0].weight.value = "70";
    policy.steps[0].test.parts[1].weight.value = "30";
  });
  const files = (old) => ({ "lama.json": old, "baru.json": second });
  const dates = () => found(page, "Tanggal antarversi");
  await check(page, files(first("2024-07-01")), /2 berkas diperiksa: .*Tanggal antarversi perlu diperbaiki\./);
  await dates()
    .getByText("Daerah Contoh (rekaan): dari 1 Juli 2024 sampai 31 Desember 2024 tidak ada versi yang berlaku.")
    .waitFor();
  await check(page, files(text), /Tanggal antarversi perlu diperbaiki\./);
  await dates().getByText(/mulai 1 Januari 2025 ada dua versi yang berlaku pada hari yang sama/).waitFor();
  await check(page, files(first("2025-01-01")), "2 berkas diperiksa: 2 tanpa kesalahan, 0 perlu diperbaiki.");
  await dates().getByText("2 versi menyambung tanpa celah dan tanpa tumpang tindih.").waitFor();
  await found(page, "baru.json").getByText("Yang berubah dari versi 1 Januari 2024").click();
  await found(page, "baru.json").getByText(/Disiplin kerja, bobot: dari 40% menjadi 30%$/).waitFor();
  await fits(page);
  await assertAccessible(page);
});

test("each foreign or cut file gets one sentence with line and column under its name", async (world) => {
  const { page } = await start(world);
  const text = await saved(world, page);
  const bare = text.replace(/("cpns": \{ "value": )"80"/, (_, head) => `${head}80`);
  assert.notEqual(bare, text);
  const files = {
    "potong.json": text.slice(0, text.length / 2),
    "pegawai.csv": "NIP;Nama\n1;A\n",
    "foto.png": Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    "tanpa-kutip.json": bare,
    "lain.json": '{ "takar": 1 }',
    "besar.json": Buffer.alloc(3 * 1024 * 1024, 32),
  };
  await check(page, files, "6 berkas diperiksa: 0 tanpa kesalahan, 6 perlu diperbaiki.");
  for (const [name, sentence] of [
    ["potong.json", /^Berkas ini berhenti di baris \d+, kolom \d+, sebelum selesai\./],
    ["pegawai.csv", /^Baris 1, kolom 1: yang tertulis di sini bukan JSON\./],
    ["foto.png", /^Baris 1, kolom 1: mulai di sini isi berkas bukan teks\./],
    ["tanpa-kutip.json", /^Baris \d+, kolom \d+: angka 80 berdiri tanpa tanda kutip\./],
    ["lain.json", /^Baris 1, kolom 1: ini JSON, tetapi bukan kebijakan TPP/],
    ["besar.json", /^Berkas ini lebih besar dari 2\.048 kB/],
  ]) {
    await found(page, name).getByText(sentence).waitFor();
  }
  await fits(page);
});
