// The auditor's pack: made by the treasurer from a submitted month, proven on a plain static host with no account and no
// server; one changed digit is named, and so is a file that is something else.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { press, sent, signIn } from "./app.mjs";
import { assertAccessible, DESK, PHONE, ROOT, test } from "./lib.mjs";
import { staticHost } from "./static.mjs";

const NO_SERVER = /404|Failed to fetch|ERR_/;
const OFFICE = "Puskesmas Contoh Utara";

// A treasurer submits the office's newest month; gives back the page of that month.
async function submitted(world) {
  const server = await world.server();
  const page = await signIn(world, server, "bendahara");
  await page.goto(`${server.url}/proses`);
  await page.locator("#kantor option").nth(1).waitFor({ state: "attached" });
  await page.selectOption("#kantor", { label: OFFICE });
  await press(page, "Hitung");
  await page.locator("#sidik-proses").waitFor({ state: "attached", timeout: 60_000 });
  await press(page, `Ajukan ${OFFICE}`);
  await page.getByRole("dialog").getByRole("button", { name: "Ajukan untuk disetujui", exact: true }).click();
  await page.getByText("1 kantor diajukan.").waitFor();
  await sent(page);
  await page.goto(`${server.url}/masa`);
  await page.getByRole("link", { name: new RegExp(OFFICE) }).first().click();
  await page.getByText(/slip dihitung ulang di perangkat ini\. Semuanya sama/).waitFor();
  return page;
}

// Makes the file and gives back its text.
async function packed(world, page, sample) {
  await page.locator("summary", { hasText: "Berkas pemeriksaan" }).click();
  if (sample) await page.selectOption("#contoh", { label: sample });
  const download = page.waitForEvent("download");
  await press(page, "Buat berkas pemeriksaan");
  const file = await download;
  assert.match(file.suggestedFilename(), /^berkas-\d{4}-\d{2}-.+\.json$/);
  const kept = path.join(world.folder(), file.suggestedFilename());
  await file.saveAs(kept);
  await page.getByText(/^Disimpan sebagai berkas-/).waitFor();
  return fs.readFileSync(kept, "utf8");
}

async function auditor(world, size) {
  const site = await staticHost(path.join(ROOT, "dist"));
  world.onClose(() => site.stop());
  world.allow(NO_SERVER);
  const device = await world.device();
  const page = await device.page(site.url + "/", size);
  await page.getByRole("link", { name: /Periksa berkas gaji/ }).click();
  return page;
}

async function check(page, text) {
  await page.locator("#berkas-periksa").setInputFiles({ name: "berkas.json", mimeType: "application/json", buffer: Buffer.from(text) });
}

test("an auditor without an account proves a month from its file, reads a slip to its source, and a changed digit is named", async (world) => {
  const treasurer = await submitted(world);
  const text = await packed(world, treasurer);
  const pack = JSON.parse(text);
  assert.ok(pack.run.length > 3 && pack.records.length > pack.run.length);

  const page = await auditor(world, DESK);
  await check(page, text);
  await page.getByText("Semua terbukti").waitFor({ timeout: 60_000 });
  await page.getByText(`Sidik ${pack.run.length} orang dalam hitungan cocok`).waitFor().catch(() => {});
  assert.equal(await page.locator(`a[href^="/periksa/"]`).count(), pack.run.length);
  await assertAccessible(page);
  // A slip is read and explained without an account.
  await page.locator(`a[href^="/periksa/"]`).first().click();
  await page.getByRole("link", { name: /^Gaji pokok/ }).click();
  await page.getByText(/PP 5\/2024|Perpres 11\/2024/).first().waitFor();
  await page.goBack();
  await page.goBack();
  await page.getByText("Semua terbukti").waitFor();

  // One digit of one record is another one.
  const changed = structuredClone(pack);
  const at = changed.records.length - 1;
  const digits = changed.records[at];
  const place = digits.length - 5;
  changed.records[at] = digits.slice(0, place) + (digits[place] === "0" ? "1" : "0") + digits.slice(place + 1);
  await check(page, JSON.stringify(changed));
  await page.getByText("Ada yang tidak terbukti").waitFor({ timeout: 60_000 });
  await page.getByText(new RegExp(`^Catatan nomor ${at + 1} \\(.+\\) isinya berubah setelah ditandatangani\\.$`)).waitFor();
  await assertAccessible(page);

  // A digest of the list is another one.
  const other = structuredClone(pack);
  other.run[0][2] = other.run[0][2].replace(/^./, (digit) => (digit === "0" ? "1" : "0"));
  await check(page, JSON.stringify(other));
  await page.getByText("Daftar orang dalam berkas tidak menghasilkan sidik yang diajukan.").waitFor({ timeout: 60_000 });

  for (const [wrong, said] of [
    ["NIP;nama", "Ini bukan berkas pemeriksaan Takar."],
    [text.slice(0, 4_000), "Berkas pemeriksaan ini terpotong"],
  ]) {
    await check(page, wrong);
    await page.getByText(said).waitFor();
  }
});

test("a sample names people that nobody chose and still proves the whole run, also on a phone", async (world) => {
  const treasurer = await submitted(world);
  const text = await packed(world, treasurer, "Contoh 10 orang");
  const again = JSON.parse(text);
  const page = await auditor(world, PHONE);
  await check(page, text);
  await page.getByText("Semua terbukti").waitFor({ timeout: 60_000 });
  assert.equal(await page.locator(`a[href^="/periksa/"]`).count(), Math.min(10, again.run.length));
  await assertAccessible(page);
});
