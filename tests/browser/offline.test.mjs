// Field work without a signal: the server is stopped and the browser killed, and nothing that was saved is lost.

import assert from "node:assert/strict";
import { enter, strip } from "./app.mjs";
import { DESK, PHONE, sleep, test, until, untilKept } from "./lib.mjs";

const GONE = /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|Failed to fetch|ERR_SOCKET_NOT_CONNECTED|503|502/;

test("what is written without a server survives reload and a killed browser, and is filed when it is back", async (world) => {
  world.allow(GONE);
  world.allow(/401|Unauthorized/);
  const server = await world.server();
  const device = await world.device();
  let page = await device.page(null, PHONE);
  await enter(page, server, "pegawai");
  await until(async () => /sinkron baru saja/.test(await strip(page)), "the first sync");
  await untilKept(page);
  await server.kill();

  const text = "Menimbang 24 balita di posyandu Melati";
  await page.goto(`${server.url}/kerja/catat`);
  await page.fill("#uraian", text);
  await page.getByRole("button", { name: /Simpan/ }).first().click();
  await until(async () => /\b1 belum terkirim/.test(await strip(page)), "the unsent count");

  await page.reload();
  await until(async () => /\b1 belum terkirim/.test(await strip(page)), "the unsent count after reload");
  await page.getByText(text).first().waitFor();

  await device.kill();
  await device.open();
  page = await device.page(`${server.url}/kerja/catat`, PHONE);
  await page.getByText(text).first().waitFor();
  assert.match(await strip(page), /belum terkirim/);

  // The browser may write the cookie of a fresh sign-in later than it was killed; the work must not depend on it.
  await device.context.clearCookies();
  await server.start();
  await page.goto(`${server.url}/riwayat`);
  await until(async () => /Masuk lagi/.test(await strip(page)), "the sentence about the sign-in", 60_000);
  await enter(page, server, "pegawai");
  await page.goto(`${server.url}/riwayat`);
  await until(async () => /Semua terkirim/.test(await strip(page)), "the record to be sent", 60_000);
  await page.getByText("Tercatat").first().waitFor();

  const desk = await world.device();
  const other = await desk.page(null, DESK);
  await enter(other, server, "pegawai");
  await other.goto(`${server.url}/kerja/catat`);
  await other.getByText(text).first().waitFor();
});

test("two tabs write into one gapless chain", async (world) => {
  world.allow(GONE);
  const server = await world.server();
  const device = await world.device();
  const one = await device.page(null, PHONE);
  await enter(one, server, "pegawai");
  await until(async () => /sinkron baru saja/.test(await strip(one)), "the first sync");
  const two = await device.page(`${server.url}/kerja/catat`, PHONE);
  await one.goto(`${server.url}/kerja/catat`);
  for (const [page, text] of [[one, "Dari tab satu"], [two, "Dari tab dua"], [one, "Lagi dari tab satu"]]) {
    await page.fill("#uraian", text);
    await page.getByRole("button", { name: /Simpan/ }).first().click();
    await page.getByText(text).first().waitFor();
  }
  await sleep(500);
  for (const text of ["Dari tab satu", "Dari tab dua", "Lagi dari tab satu"]) {
    await two.getByText(text).first().waitFor();
  }
  await until(async () => /Semua terkirim/.test(await strip(two)), "both tabs to be sent", 30_000);
});

test("an expired sign-in keeps the work and says so", async (world) => {
  world.allow(/401|Unauthorized/);
  const server = await world.server();
  const device = await world.device();
  const page = await device.page(null, PHONE);
  await enter(page, server, "pegawai");
  await until(async () => /sinkron baru saja/.test(await strip(page)), "the first sync");
  await device.context.clearCookies();
  await page.goto(`${server.url}/kerja/catat`);
  await page.fill("#uraian", "Sesudah waktu masuk habis");
  await page.getByRole("button", { name: /Simpan/ }).first().click();
  await until(async () => /Masuk lagi untuk mengirim 1 catatan/.test(await strip(page)), "the sentence about the sign-in");
  // Also at a typed address, where the records are read while the page stands.
  await page.goto(`${server.url}/masuk`);
  await page.getByText("Waktu masuk sudah habis. 1 catatan tetap aman").waitFor();
  await enter(page, server, "pegawai");
  await until(async () => /Semua terkirim/.test(await strip(page)), "the record after signing in again", 30_000);
});

test("what one person leaves unsent is told to the next, and waits", async (world) => {
  world.allow(GONE);
  world.allow(/401|Unauthorized/);
  const server = await world.server();
  const device = await world.device();
  const page = await device.page(null, PHONE);
  await enter(page, server, "pegawai");
  await until(async () => /sinkron baru saja/.test(await strip(page)), "the first sync");
  await untilKept(page);
  await server.kill();
  await page.goto(`${server.url}/kerja/catat`);
  await page.fill("#uraian", "Belum terkirim saat keluar");
  await page.getByRole("button", { name: /Simpan/ }).first().click();
  await until(async () => /\b1 belum terkirim/.test(await strip(page)), "the unsent count");
  await page.goto(`${server.url}/akun`);
  await page.getByRole("button", { name: "Keluar", exact: true }).click();
  await page.waitForURL(`${server.url}/`);
  await page.goto(`${server.url}/masuk`);
  await page.getByText(/^Di perangkat ini ada 1 catatan .* yang belum terkirim/).waitFor();
  await page.fill("#nama", "atasan");
  await page.fill("#sandi", "salah-sekali");
  await page.keyboard.press("Enter");
  await page.getByText("Server belum terjangkau, jadi Anda belum masuk.").waitFor();
  await server.start();
  await enter(page, server, "pegawai");
  await until(async () => /Semua terkirim/.test(await strip(page)), "the record of who came back", 60_000);
});

test("a wrong password says what was wrong and keeps the name", async (world) => {
  world.allow(/401|Unauthorized/);
  const server = await world.server();
  const device = await world.device();
  const page = await device.page(`${server.url}/masuk`, PHONE);
  await page.fill("#nama", "pegawai");
  await page.fill("#sandi", "salah-sekali");
  await page.keyboard.press("Enter");
  await page.getByText("Nama atau kata sandi tidak cocok").waitFor();
  assert.equal(await page.inputValue("#nama"), "pegawai");
});

test("a full disk keeps what was typed on the screen, says so, and saves once there is room", async (world) => {
  const server = await world.server();
  const device = await world.device();
  const page = await device.page(null, PHONE);
  // A disk without room refuses the write by this name; nothing of its transaction stays.
  await page.addInitScript(() => {
    const add = IDBObjectStore.prototype.add;
    const put = IDBObjectStore.prototype.put;
    const full = (write) => function (...args) {
      if (window.diskIsFull) throw new DOMException("no room", "QuotaExceededError");
      return write.apply(this, args);
    };
    IDBObjectStore.prototype.add = full(add);
    IDBObjectStore.prototype.put = full(put);
  });
  await enter(page, server, "pegawai");
  await until(async () => /sinkron baru saja/.test(await strip(page)), "the first sync");
  await page.goto(`${server.url}/kerja/catat`);
  const text = "Memeriksa jembatan gantung Desa Contoh";
  await page.fill("#uraian", text);
  await page.evaluate(() => void (window.diskIsFull = true));
  await page.getByRole("button", { name: /Simpan/ }).first().click();
  await page.getByText("Penyimpanan penuh. Isian masih di layar.").first().waitFor();
  assert.equal(await page.inputValue("#uraian"), text);
  await page.evaluate(() => void (window.diskIsFull = false));
  await page.getByRole("button", { name: /Simpan/ }).first().click();
  await page.locator("li", { hasText: text }).first().waitFor();
  await until(async () => /Semua terkirim/.test(await strip(page)), "the entry to be sent", 30_000);
});

test("a browser that refuses to store says so and still works out a slip", async (world) => {
  const server = await world.server({ DEMO: "0" });
  const device = await world.device();
  const page = await device.page(null, PHONE);
  await page.addInitScript(() => {
    Object.defineProperty(window, "indexedDB", { get: () => { throw new DOMException("no", "SecurityError"); } });
  });
  await page.goto(`${server.url}/kerja`);
  await page.getByText(/Slip tetap dapat dihitung tanpa disimpan\./).first().waitFor();
});
