// Work and assessment alone, without account or server: plan, log, self-assessment, the predikat and why.

import assert from "node:assert/strict";
import path from "node:path";
import { assertAccessible, PHONE, ROOT, test, until } from "./lib.mjs";
import { staticHost } from "./static.mjs";

const HOST = /404 \(Not Found\)|ERR_CONNECTION_REFUSED|Failed to fetch/;

async function open(world) {
  const site = await staticHost(path.join(ROOT, "dist"));
  world.onClose(() => site.stop());
  // A dumb host answers deep addresses with the app and the status 404.
  world.allow(HOST);
  const device = await world.device();
  const page = await device.page(`${site.url}/kerja`, PHONE);
  return { site, device, page };
}

// On a page so tall that the sticky foot covers nothing.
async function accessible(page) {
  const { width, height } = page.viewportSize();
  await page.setViewportSize({ width, height: 4000 });
  await assertAccessible(page);
  await page.setViewportSize({ width, height });
}

const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const heading = (page, name) => page.getByRole("heading", { level: 1, name }).waitFor();

async function writePlan(page, url) {
  await page.goto(`${url}/kerja/rencana`);
  await page.fill("#h1-text", "Penimbangan balita mencapai 90%");
  await page.fill("#h1-i2-text", "Balita ditimbang");
  await page.fill("#h1-i2-low", "360");
  await page.fill("#h1-i2-unit", "balita");
  await press(page, "Simpan di perangkat ini");
  await page.waitForURL("**/kerja");
}

async function log(page, amount, note) {
  await page.fill("#uraian", note);
  await page.fill("#jumlah", amount);
  await press(page, "Simpan di perangkat ini");
  await until(async () => (await page.inputValue("#uraian")) === "", "the form to be empty again");
}

test("a plan is drafted, checked in words and saved", async (world) => {
  const { page, site } = await open(world);
  await page.getByRole("link", { name: "Susun rencana" }).click();
  await page.fill("#h1-text", "Penimbangan balita mencapai 90%");
  await page.fill("#h1-i2-low", "banyak");
  await press(page, "Simpan di perangkat ini");
  await page.getByRole("alert").getByRole("link", { name: /belum berupa angka/ }).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "h1-i2-low");
  await accessible(page);

  await page.reload();
  assert.equal(await page.inputValue("#h1-i2-low"), "banyak");
  await press(page, "Tambah hasil");
  await page.getByRole("button", { name: "Hapus hasil 2" }).click();
  await page.getByRole("button", { name: "Kembalikan" }).click();
  await page.getByRole("button", { name: "Hapus hasil 2" }).click();
  await press(page, "Buang draf");
  await page.getByText("Draf dibuang").waitFor();
  await page.reload();
  assert.equal(await page.inputValue("#h1-i2-low"), "");
  assert.equal(await page.getByRole("button", { name: "Buang draf" }).count(), 0, "a draft thrown away stays away");
  await writePlan(page, site.url);
  await page.getByText("Penimbangan balita mencapai 90%").first().waitFor();
  await page.getByText("Di perangkat ini").first().waitFor();
});

test("two entries add up to the realisation and survive a reload", async (world) => {
  const { page, site } = await open(world);
  await writePlan(page, site.url);
  await page.goto(`${site.url}/kerja/catat`);
  await log(page, "24", "Posyandu Melati");
  await log(page, "30", "Posyandu Mawar");
  await page.getByText("Tercatat 54 balita, target 360 balita").waitFor();
  await page.fill("#tanggal", "2999-01-01");
  await page.fill("#uraian", "Besok");
  await press(page, "Simpan di perangkat ini");
  await page.getByText(/Tanggal ini belum tiba/).first().waitFor();
  await accessible(page);
  await page.goto(`${site.url}/kerja`);
  await page.reload();
  await page.getByText("15% dari target, belum tercapai").waitFor();
  await page.getByText("Posyandu Mawar").waitFor();
  await accessible(page);
});

test("an entry is changed and taken back, what it said stays, and the realisation follows", async (world) => {
  const { page, site } = await open(world);
  await writePlan(page, site.url);
  await page.goto(`${site.url}/kerja/catat`);
  await log(page, "24", "Posyandu Melati");
  await log(page, "30", "Posyandu Mawar");
  const row = (note) => page.locator("li.entry", { hasText: note });
  await row("Posyandu Melati").getByRole("button", { name: "Ubah", exact: true }).click();
  assert.equal(await page.inputValue("#ubah-jumlah"), "24");
  await page.fill("#ubah-uraian", "Posyandu Melati pagi");
  await page.reload();
  await until(async () => (await page.inputValue("#ubah-uraian")) === "Posyandu Melati pagi", "the change after a reload");
  await accessible(page);
  const save = () => page.locator("li.entry").getByRole("button", { name: "Simpan di perangkat ini", exact: true }).click();
  await page.fill("#ubah-jumlah", "-2");
  await save();
  await page.getByRole("alert").getByText("Isi jumlah nol atau lebih.").waitFor();
  await page.fill("#ubah-jumlah", "20");
  await save();
  await page.getByText("Tercatat 50 balita, target 360 balita").first().waitFor();
  await row("Posyandu Melati pagi").getByText("Isi sebelumnya: 1").click();
  await row("Posyandu Melati pagi").getByText(/24 balita/).waitFor();

  const takeBack = async () => {
    await row("Posyandu Mawar").getByRole("button", { name: "Tarik kembali", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Posyandu Mawar").waitFor();
    await dialog.getByRole("button", { name: "Tarik kembali", exact: true }).click();
    await page.getByText("Tercatat 20 balita, target 360 balita").waitFor();
  };
  await takeBack();
  await page.locator(".toast").getByRole("button", { name: "Kembalikan" }).click();
  await page.getByText("Tercatat 50 balita, target 360 balita").waitFor();
  await takeBack();
  await page.reload();
  await page.getByText("Tidak dihitung: 1 catatan").click();
  await page.locator("#ditarik").getByText("Posyandu Mawar").waitFor();
  await accessible(page);
  await page.goto(`${site.url}/riwayat`);
  const changes = page.getByText("Catatan kegiatan, diubah atau ditarik kembali");
  await changes.first().waitFor();
  assert.equal(await changes.count(), 4);
  await page.fill("#cari-catatan", "mawar tarik");
  await page.getByText(/^Ditarik kembali, .*Posyandu Mawar/).first().waitFor();
  await page.goto(`${site.url}/kerja`);
  await page.getByText("Posyandu Melati pagi").waitFor();
  assert.equal(await page.getByText("Posyandu Mawar").count(), 0);
});

test("a self-assessment shows which predikat follows and why, and stays", async (world) => {
  const { page, site } = await open(world);
  await writePlan(page, site.url);
  await page.goto(`${site.url}/penilaian`);
  await accessible(page);
  await page.getByRole("link", { name: /Triwulan/ }).last().click();
  await heading(page, "Bagaimana Anda menilai hasil kerja ini?");
  await page.getByText("1 dari 11").waitFor();
  await page.getByLabel("Di atas ekspektasi").check();
  await page.fill("#alasan", "Dua posyandu baru ikut");
  await accessible(page);
  await page.reload();
  assert.ok(await page.getByLabel("Di atas ekspektasi").isChecked());
  await press(page, "Lanjut");
  for (let n = 0; n < 6; n += 1) {
    await page.getByText(`${n + 2} dari 11`).waitFor();
    await page.getByLabel("Sesuai ekspektasi").check();
    await press(page, "Lanjut");
  }
  await page.getByText("8 dari 11").waitFor();
  await press(page, "Lewati");
  await heading(page, /hasil kerja Anda/);
  await press(page, "Lanjut");
  await page.getByText("Pilih satu jawaban.").waitFor();
  await page.getByLabel("Di atas ekspektasi").check();
  await press(page, "Lanjut");
  await heading(page, /perilaku kerja Anda/);
  await page.getByLabel("Sesuai ekspektasi").check();
  await press(page, "Lanjut");
  await page.fill("#alasan", "Mencatat setiap hari");
  await press(page, "Lanjut");

  await heading(page, "Periksa jawaban Anda");
  await page.getByText("Bukan predikat resmi").waitFor();
  await page.getByText(/PermenPANRB 6\/2022, Pasal 23-26/).waitFor();
  assert.equal(await page.locator(".verdict").innerText(), "Baik");
  await accessible(page);
  await page.getByRole("link", { name: /perilaku kerja secara keseluruhan/i }).click();
  await page.getByLabel("Di atas ekspektasi").check();
  await press(page, "Lanjut");
  await until(async () => (await page.locator(".verdict").innerText()) === "Sangat Baik", "the new cell");
  await press(page, "Simpan di perangkat ini");
  await page.waitForURL("**/penilaian");
  await page.reload();
  await page.getByText("Hasil di atas, perilaku di atas").first().waitFor();
  await page.getByRole("link", { name: /Triwulan/ }).last().click();
  await heading(page, "Penilaian diri Anda");
  assert.equal(await page.locator(".verdict").innerText(), "Sangat Baik");
  await press(page, "Ubah penilaian ini");
  await heading(page, "Periksa jawaban Anda");
});

test("without a plan the values and the two judgements are enough", async (world) => {
  const { page, site } = await open(world);
  await page.goto(`${site.url}/penilaian/diri/2026-T3?langkah=8`);
  await page.getByText("8 dari 10").waitFor();
  await page.getByText(/Belum ada rencana untuk tahun ini/).waitFor();
  await page.getByLabel("Sesuai ekspektasi").check();
  await press(page, "Lanjut");
  await page.getByLabel("Di bawah ekspektasi").check();
  await press(page, "Lanjut");
  await press(page, "Lewati");
  await until(async () => (await page.locator(".verdict").innerText()) === "Kurang/Misconduct", "the cell");
  await press(page, "Simpan di perangkat ini");
  await page.waitForURL("**/penilaian");
});
