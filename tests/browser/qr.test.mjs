// The code on a slip: an employee's own slip of a locked month carries it, and it holds on a strange phone with no account
// and no server; one changed digit and a missing end are named; the office finds the fingerprints that it publishes.

import assert from "node:assert/strict";
import { locked, look, press, signIn } from "./app.mjs";
import { assertAccessible, DESK, PHONE, test, untilKept } from "./lib.mjs";

const GONE = /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|Failed to fetch|ERR_SOCKET_NOT_CONNECTED|ERR_INTERNET_DISCONNECTED|503|502/;
const OFFICE = "Puskesmas Contoh Utara";
const MONTH = "2026-09";
const FINGERPRINT = /(?:[0-9a-f]{4} ){7}[0-9a-f]{4}/g;

// Opens an address as a camera does: in a page that held nothing.
async function scan(page, address) {
  await page.goto("about:blank");
  await page.goto(address);
}

// The fingerprints of keys that a page shows.
async function fingerprints(page) {
  const section = page.locator("section", { has: page.getByRole("heading", { name: "Sidik kunci" }) });
  await section.waitFor();
  return [...new Set((await section.innerText()).match(FINGERPRINT))].sort();
}

test("a locked slip's code holds on a strange phone with the server stopped, and a changed digit is named", async (world) => {
  const server = await world.server();
  const pegawai = await signIn(world, server, "pegawai", PHONE);
  await pegawai.goto(`${server.url}/gaji/${MONTH}`);
  await pegawai.getByText(/^Slip ini belum berkode QR\. Kode ada setelah bendahara mengunci bulan ini/).waitFor();
  assert.equal(await pegawai.locator("svg.qr").count(), 0);

  const { bendahara, address } = await locked(world, server, OFFICE, MONTH);

  // The employee's own slip: the code, and the same way as a link.
  await look(pegawai, `${server.url}/gaji/${MONTH}`, "Dihitung ulang di perangkat ini: sama");
  await pegawai.getByRole("img", { name: "Kode QR untuk memeriksa slip ini" }).waitFor();
  const link = await pegawai.getByRole("link", { name: "Buka pemeriksaan" }).getAttribute("href");
  assert.match(link, /^\/periksa#\d{1500,3000}$/);
  await assertAccessible(pegawai);
  // Hidden amounts hide the code that holds them.
  await press(pegawai, "Sembunyikan angka");
  await pegawai.getByText(/^Kode QR disembunyikan bersama jumlahnya/).waitFor();
  assert.equal(await pegawai.locator("svg.qr").count(), 0);
  await press(pegawai, "Tampilkan angka");
  await pegawai.locator("svg.qr").waitFor();

  // The treasurer finds the fingerprints to publish, and the same code on the slip of this person.
  await look(bendahara, address, "Umumkan sidik ini");
  const published = await fingerprints(bendahara);
  assert.ok(published.length >= 2, String(published));
  await assertAccessible(bendahara);
  const me = await pegawai.evaluate(() => fetch("/api/me").then((answer) => answer.json()).then((me) => me.person));
  await bendahara.goto(`${address}/${me}`);
  assert.equal(await bendahara.getByRole("link", { name: "Buka pemeriksaan" }).getAttribute("href"), link);
  const name = await bendahara.getByRole("heading", { level: 1 }).innerText();
  // This device knows the keys by its own book.
  await bendahara.getByRole("link", { name: "Buka pemeriksaan" }).click();
  await bendahara.getByText("Slip ini terbukti").waitFor();
  await bendahara.getByText(/Dikenal di perangkat ini: milik/).first().waitFor();

  // A phone that never signed in keeps the pages; then there is no server any more.
  world.allow(GONE);
  const device = await world.device();
  const stranger = await device.page(`${server.url}/periksa`, PHONE);
  await stranger.getByRole("heading", { name: "Periksa berkas gaji", level: 1 }).waitFor();
  await untilKept(stranger);
  await server.stop();

  await scan(stranger, server.url + link);
  await stranger.getByText("Slip ini terbukti").waitFor();
  await stranger.getByText(name, { exact: true }).first().waitFor();
  const shown = await fingerprints(stranger);
  assert.ok(shown.length >= 1 && shown.every((one) => published.includes(one)), `${shown} of ${published}`);
  await stranger.getByText(/^Kunci siapa itu tidak dibuktikan oleh kode/).waitFor();
  await assertAccessible(stranger);
  // Every line opens into where it comes from.
  await stranger.getByRole("link", { name: /^Gaji pokok/ }).click();
  await stranger.getByText(/PP 5\/2024|Perpres 11\/2024/).first().waitFor();
  await stranger.goBack();
  await stranger.getByText("Slip ini terbukti").waitFor();

  // One digit is another one, at the beginning, in the middle and at the end; then the end is missing.
  for (const from of [link.indexOf("#") + 1, Math.floor(link.length / 2), link.length - 1]) {
    const changed = link.slice(0, from) + (link[from] === "0" ? "1" : "0") + link.slice(from + 1);
    await scan(stranger, server.url + changed);
    await stranger.getByText(/^Kode slip ini berubah: sedikitnya satu angkanya/).waitFor();
    assert.equal(await stranger.getByText("Slip ini terbukti").count(), 0);
  }
  await scan(stranger, server.url + link.slice(0, -40));
  await stranger.getByText(/^Kode slip ini terpotong/).waitFor();
  await assertAccessible(stranger);
  // Another code in the same tab is another check.
  await stranger.goto(server.url + link);
  await stranger.getByText("Slip ini terbukti").waitFor();
});

test("every printed slip of a locked month carries its code, and none where the month is open", async (world) => {
  const server = await world.server();
  const { bendahara } = await locked(world, server, OFFICE, MONTH);
  // Chromium would open its dialog: what is drawn for it is looked at instead.
  await bendahara.addInitScript(() => {
    window.print = () => (window.printedCodes = document.querySelectorAll(".sheet svg.qr").length);
  });
  for (const [month, all] of [[MONTH, true], ["2026-10", false]]) {
    await bendahara.goto(`${server.url}/proses`);
    await bendahara.locator("#kantor option").nth(1).waitFor({ state: "attached" });
    await bendahara.selectOption("#kantor", { label: OFFICE });
    await bendahara.fill("#bulan", month);
    await press(bendahara, "Hitung");
    await bendahara.locator("#sidik-proses").waitFor({ state: "attached", timeout: 60_000 });
    await press(bendahara, "Cetak semua slip");
    await bendahara.waitForFunction(() => window.printedCodes !== undefined, null, { timeout: 60_000 });
    const sheets = await bendahara.locator(".sheet").count();
    assert.ok(sheets > 3, String(sheets));
    assert.equal(await bendahara.evaluate(() => window.printedCodes), all ? sheets : 0);
    if (!all) assert.equal(await bendahara.getByText(/^Slip ini belum berkode QR/).count(), sheets);
  }
});
