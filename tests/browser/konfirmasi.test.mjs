// Values of the region's own rules that nobody has confirmed: they keep pay back and say where they can be confirmed; HR
// confirms them with their act, another signs, and the slip that was blocked is paid, with the officer's name at its source.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { dialog, look, press, sent, signIn } from "./app.mjs";
import { assertAccessible, DESK, PHONE, test, until } from "./lib.mjs";

// The rules of the region as a file that begins with a month, in which the index is only copied and the share of CPNS
// was never set.
async function draft(world, page, server, month) {
  await page.goto(`${server.url}/aturan/kebijakan`);
  const own = page.locator("#daerah-ini details").first();
  await own.locator("summary").first().click();
  const download = page.waitForEvent("download");
  await own.getByRole("button", { name: "Simpan sebagai berkas" }).click();
  const policy = JSON.parse(fs.readFileSync(await (await download).path(), "utf8"));
  policy.from = `${month}-01`;
  delete policy.until;
  policy.pagu.class_index.index.draft = true;
  delete policy.receivers.cpns.value;
  const file = path.join(world.folder(), "draf.json");
  fs.writeFileSync(file, JSON.stringify(policy));
  return file;
}

async function propose(page, why) {
  await page.fill("#alasan-usul", why);
  await press(page, "Ajukan");
  await dialog(page).getByRole("button", { name: "Ajukan", exact: true }).click();
  await page.waitForURL("**/aturan/perubahan");
  await sent(page);
}

async function sign(page, server, why) {
  await look(page, `${server.url}/aturan/perubahan`, why);
  await press(page, "Tanda tangani");
  return dialog(page);
}

const waits = (page, words) => page.locator("#konfirmasi .row", { hasText: words }).first();

test("values that wait block pay until an officer confirms them and another signs", async (world) => {
  const server = await world.server();
  const bendahara = await signIn(world, server, "bendahara", DESK);
  const hr = await signIn(world, server, "hr", DESK);
  const ppk = await signIn(world, server, "ppk", DESK);
  const pegawai = await signIn(world, server, "pegawai", PHONE);

  await bendahara.goto(`${server.url}/proses`);
  await until(async () => (await bendahara.inputValue("#bulan")) !== "", "a month");
  const month = await bendahara.inputValue("#bulan");
  const slip = `${server.url}/gaji/${month}`;
  await pegawai.goto(slip);
  const tpp = () => pegawai.getByRole("link", { name: /TPP Prestasi kerja/ }).first();
  await tpp().waitFor();
  const before = await tpp().innerText();

  // Rules with values that wait may be signed, with a plain warning.
  const file = await draft(world, hr, server, month);
  await hr.goto(`${server.url}/aturan/ubah`);
  await hr.fill("#mulai", month);
  await hr.setInputFiles("#berkas-dasar", file);
  await hr.getByText("0 dari 2 dikonfirmasi").first().waitFor();
  await hr.fill("#dasar-hukum", "Perkada Contoh 9/2026");
  await propose(hr, "Aturan baru, indeks menyusul");
  const asked = await sign(ppk, server, "Aturan baru, indeks menyusul");
  await asked.getByText(/^2 nilai belum dikonfirmasi\. Pembayaran TPP yang memerlukannya tetap tertahan/).waitFor();
  await asked.getByRole("button", { name: "Tanda tangani", exact: true }).click();
  await ppk.getByText("Tidak ada usulan yang berjalan.").waitFor();
  await ppk.getByText("2 nilai belum dipastikan").first().waitFor();
  await sent(ppk);

  // The slip says what it waits for; an employee is not sent anywhere.
  await look(pegawai, slip, /Belum dikonfirmasi daerah: .*[Ii]ndeks/);
  await pegawai.getByText("Menunggu pejabat daerah yang menetapkan TPP.").first().waitFor();
  assert.equal(await pegawai.getByRole("link", { name: "Konfirmasi nilai" }).count(), 0);

  // The run names the cause and leads to where it is mended.
  await look(bendahara, `${server.url}/aturan/perubahan`, "2 nilai belum dipastikan");
  await bendahara.goto(`${server.url}/proses`);
  await bendahara.fill("#bulan", month);
  await press(bendahara, "Hitung");
  const cause = bendahara.locator("details", { hasText: "Belum dikonfirmasi daerah" }).first();
  await cause.waitFor({ timeout: 120_000 });
  await cause.evaluate((one) => { one.open = true; });
  await cause.getByRole("link", { name: "Konfirmasi nilai" }).click();
  await bendahara.waitForURL("**/aturan/ubah");

  // HR finds the same values where the rules in force wait.
  await look(hr, `${server.url}/aturan/perubahan`, "2 nilai belum dipastikan");
  await hr.getByRole("link", { name: /2 nilai belum dipastikan/ }).first().click();
  await hr.waitForURL("**/aturan/ubah");
  await hr.fill("#mulai", month);
  await hr.getByText("0 dari 2 dikonfirmasi").first().waitFor();
  await waits(hr, /Indeks daerah/).click();
  assert.equal(await hr.inputValue("#sah-nilai"), "0,35");
  await press(hr, "Konfirmasi");
  await hr.getByText("Sebut peraturan atau surat yang menetapkan nilai ini.").waitFor();
  await hr.getByText("Isi hari ditandatangani atau nomor suratnya.").waitFor();
  await assertAccessible(hr);
  await hr.fill("#sah-dasar", "Perkada Contoh 12/2024");
  await hr.fill("#sah-pasal", "Pasal 4");
  await hr.fill("#sah-hari", "2024-01-05");
  await press(hr, "Konfirmasi");
  await hr.getByText("1 dari 2 dikonfirmasi").first().waitFor();

  // The next one opens by itself with the same source; a bad value stays a draft, is named, and holds the proposal up.
  await until(async () => (await hr.inputValue("#sah-nilai")) === "", "the next value");
  assert.equal(await hr.inputValue("#sah-dasar"), "Perkada Contoh 12/2024");
  await hr.fill("#sah-nilai", "180");
  await hr.reload();
  await hr.getByText("1 dari 2 dikonfirmasi").first().waitFor();
  await hr.getByText("belum selesai").first().waitFor();
  await hr.fill("#alasan-usul", "Nilai yang sudah ada peraturannya");
  await press(hr, "Ajukan");
  await hr.getByText("1 konfirmasi belum selesai. Selesaikan atau batalkan dulu.").waitFor();
  await hr.getByText("Tulis persen dari 0 sampai 100.").waitFor();
  assert.equal(await hr.inputValue("#sah-nilai"), "180");
  await hr.fill("#sah-nilai", "80");
  await press(hr, "Konfirmasi");
  await hr.getByText("2 dari 2 dikonfirmasi").first().waitFor();
  await hr.locator("#beda li", { hasText: /dikonfirmasi oleh .+ dengan Perkada Contoh 12\/2024, Pasal 4/ }).first().waitFor();
  assert.equal(await hr.locator("#beda li").count(), 2);
  // The confirmations name their own act: no other one is asked for.
  await propose(hr, "Nilai yang sudah ada peraturannya");

  await look(ppk, `${server.url}/aturan/perubahan`, "Nilai yang sudah ada peraturannya");
  await ppk.locator(".beda li", { hasText: "dikonfirmasi oleh" }).first().waitFor();
  const signs = await sign(ppk, server, "Nilai yang sudah ada peraturannya");
  assert.equal(await signs.getByText("belum dikonfirmasi").count(), 0);
  await signs.getByRole("button", { name: "Tanda tangani", exact: true }).click();
  await ppk.getByText("Tidak ada usulan yang berjalan.").waitFor();
  await sent(ppk);

  // The month that was blocked is paid as before.
  await until(
    async () => {
      await pegawai.goto(slip);
      return tpp().waitFor({ timeout: 5_000 }).then(() => true, () => false);
    },
    "the slip to be paid",
    60_000,
  );
  assert.equal(await tpp().innerText(), before);
  // The rules of the region say who stands for the value, and by what.
  await pegawai.goto(`${server.url}/aturan?cari=Perkada%20Contoh%2012/2024`);
  await pegawai
    .getByText(/Perkada Contoh 12\/2024, Pasal 4, ditandatangani 5 Januari 2024 · dikonfirmasi oleh/)
    .first()
    .waitFor();
  await assertAccessible(pegawai);
});
