// Orders and decisions as dated facts: a punishment cuts TPP in its own months, an acting post adds to it, both with their
// papers; one that is told after its month was locked is found as paid too much, and comes back by plan.

import assert from "node:assert/strict";
import { locked, look, press, section, sent, signIn } from "./app.mjs";
import { assertAccessible, DESK, PHONE, test, until } from "./lib.mjs";

const OFFICE = "Puskesmas Contoh Utara";

async function me(page) {
  return page.evaluate(() => fetch("/api/me").then((answer) => answer.json()).then((me) => me.person));
}

async function computed(page, server, month) {
  await page.goto(`${server.url}/proses`);
  await page.fill("#bulan", month);
  await press(page, "Hitung");
  await page.locator("#sidik-proses").waitFor({ state: "attached", timeout: 120_000 });
}

async function punish(hr, from, until, paper) {
  await hr.selectOption("#data-bidang", "putusan");
  await hr.selectOption("#data-ukuran", "hukdis_sedang");
  await hr.fill("#data-mulai-bulan", from);
  await hr.fill("#data-sampai-bulan", until);
  if (paper) await hr.fill("#data-surat", paper);
  await press(hr, "Simpan di perangkat ini");
}

test("an order for an acting post and a punishment reach pay in their months, with their papers", async (world) => {
  const server = await world.server();
  const pegawai = await signIn(world, server, "pegawai", PHONE);
  const hr = await signIn(world, server, "hr", PHONE);
  const person = await me(pegawai);
  await hr.goto(`${server.url}/pegawai/${person}`);
  await punish(hr, "2026-10", "2026-09");
  await hr.getByRole("alert").getByText(/Bulan terakhir: .*1 Oktober 2026/).waitFor();
  await hr.getByRole("alert").getByText("Surat: Wajib diisi.").waitFor();
  await hr.fill("#data-sampai-bulan", "2027-03");
  await hr.fill("#data-surat", "SK 862/9/2026");
  await assertAccessible(hr);
  await press(hr, "Simpan di perangkat ini");
  await hr.getByText(/Hukuman disiplin sedang sedang berjalan, sampai Maret 2027/).first().waitFor();
  await hr.getByText("SK 862/9/2026").first().waitFor();

  await hr.selectOption("#data-bidang", "penugasan");
  await hr.fill("#data-berlaku", "2026-08-03");
  await hr.getByText("Plh", { exact: true }).click();
  await hr.fill("#data-jabatan-rangkap", "Kepala Subbagian Tata Usaha");
  await hr.fill("#data-kelas-rangkap", "9");
  await hr.fill("#data-selesai", "2026-08-01");
  await hr.fill("#data-surat", "SP 4/2026");
  await press(hr, "Simpan di perangkat ini");
  await hr.getByRole("alert").getByText(/Hari terakhir: /).waitFor();
  await hr.fill("#data-selesai", "2026-12-31");
  await press(hr, "Simpan di perangkat ini");
  await hr.getByText("Plh Kepala Subbagian Tata Usaha").first().waitFor();
  await assertAccessible(hr);
  await sent(hr);

  // The employee reads both in the figure itself; the month before has the order alone.
  await look(pegawai, `${server.url}/gaji/2026-10`, "Oktober 2026, diterima");
  await look(pegawai, `${server.url}/gaji/2026-10/tpp_1`, "SP 4/2026");
  await section(pegawai, "Yang akan mengubah angka ini").getByText(/ 0, bukan 1$/).first().waitFor();
  await pegawai.getByText(/^Plh Kepala Subbagian Tata Usaha\. Menurut kelas 9 · sampai 31 Desember 2026 · SP 4\/2026/).waitFor();
  await pegawai.getByText(/^Hukuman disiplin sedang .* sampai Maret 2027\. Menurut SK 862\/9\/2026/).waitFor();
  // The acting post is of a higher class than the own one: its ceiling counts instead.
  await pegawai.getByText("3.276.000").first().waitFor();
  await pegawai.getByText("Pengurangan: Hukuman disiplin sedang").waitFor();
  await assertAccessible(pegawai);
  await look(pegawai, `${server.url}/gaji/2026-09/tpp_1`, "SP 4/2026");
  assert.equal(await pegawai.getByText(/SK 862/).count(), 0);

  // The watch tells when they run out.
  await hr.goto(`${server.url}/akan-berubah`);
  await hr.selectOption("#jenis", "penugasan");
  await hr.getByText(/Surat rangkap jabatan habis/).first().waitFor();
  await hr.selectOption("#jenis", "putusan");
  await hr.getByText(/Putusan tidak berlaku lagi/).first().waitFor();
});

test("a punishment told after its month was locked was paid too much, and comes back in the agreed instalments", async (world) => {
  const server = await world.server();
  const pegawai = await signIn(world, server, "pegawai", PHONE);
  const hr = await signIn(world, server, "hr", DESK);
  const person = await me(pegawai);
  const { bendahara } = await locked(world, server, OFFICE, "2026-09");
  await hr.goto(`${server.url}/pegawai/${person}`);
  await punish(hr, "2026-09", "2027-02", "SK 862/8/2026");
  await sent(hr);

  await until(async () => {
    await computed(bendahara, server, "2026-10");
    return (await bendahara.getByText("1 orang kelebihan bayar").count()) > 0;
  }, "the overpayment to be found", 90_000);
  await bendahara.goto(`${server.url}/proses/2026-10/${person}`);
  const plan = section(bendahara, "Pengembalian kelebihan bayar");
  await plan.getByText("Belum ada kesepakatan: tidak ada yang dipotong.").waitFor();
  assert.equal(await bendahara.getByRole("link", { name: /Pengembalian kelebihan TPP/ }).count(), 0);
  await press(bendahara, "Simpan kesepakatan");
  await bendahara.getByRole("alert").getByText("Jumlah angsuran: Wajib diisi.").waitFor();
  await bendahara.fill("#kembali-kali", "3");
  await bendahara.fill("#kembali-surat", "SKTJM 12/2026");
  await press(bendahara, "Simpan kesepakatan");
  await plan.getByText("Desember 2026").waitFor();
  await assertAccessible(bendahara);
  await sent(bendahara);
  await bendahara.getByRole("link", { name: /Pengembalian kelebihan TPP/ }).first().click();
  await bendahara.getByText("Kelebihan bayar yang belum kembali").waitFor();
  await bendahara.getByText("Dibagi rata untuk angsuran yang tersisa, termasuk bulan ini").waitFor();

  // The run holds it, and so does the employee's own slip.
  await computed(bendahara, server, "2026-10");
  await look(pegawai, `${server.url}/gaji/2026-10`, "Pengembalian kelebihan TPP");
  await pegawai.getByText(/kembali dalam 3 angsuran lagi, termasuk bulan ini/).waitFor();
  await assertAccessible(pegawai);
});
