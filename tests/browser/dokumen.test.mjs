// The lists of a run: what they hold, that digits stay text, and that every sum is that of the run.

import assert from "node:assert/strict";
import { keep, locked, look, person, press, sent, signIn, standing } from "./app.mjs";
import { assertAccessible, test, until } from "./lib.mjs";
import { rows, taken, unzip } from "./workbook.mjs";

/** Runs the region's month and opens its documents without leaving the program. */
async function documents(page, server) {
  await page.goto(`${server.url}/proses`);
  await page.getByRole("button", { name: "Hitung" }).click();
  await page.locator("#sidik-proses").waitFor({ state: "attached", timeout: 120_000 });
  await page.locator("nav").getByRole("link", { name: "Dokumen", exact: true }).first().click();
  await page.waitForURL("**/dokumen");
  await page.locator("#dokumen").waitFor();
}

const digits = (text) => Number(text.replace(/[^0-9-]/g, ""));

async function stat(page, label) {
  const card = page.locator(".stat", { hasText: label }).first();
  await card.waitFor();
  return digits(await card.locator("b").innerText());
}

test("the salary list is the run: every person, NIP as text, and sums that agree on screen, in CSV and in XLSX", async (world) => {
  const server = await world.server();
  const page = await signIn(world, server, "bendahara");
  await documents(page, server);
  const net = await stat(page, "Gaji bersih");
  const people = await stat(page, "Baris");
  assert.ok(people > 500 && net > 1_000_000_000);
  await assertAccessible(page);

  const csv = await taken(page, "Unduh CSV");
  assert.match(csv.name, /^daftar-gaji-\d{4}-\d{2}\.csv$/);
  const lines = csv.bytes.toString("utf8").replace(/^\ufeff/, "").trim().split(/\r?\n/).map((line) => line.split(";"));
  assert.equal(lines.length, people + 2);
  const nip = lines[0].indexOf("NIP");
  assert.ok(lines.slice(1, -1).every((line) => /^\d{8} \d{6} \d \d{3}$/.test(line[nip])));
  const last = lines[0].length - 1;
  assert.equal(lines[0][last], "Gaji bersih");
  assert.equal(lines.slice(1, -1).reduce((sum, line) => sum + Number(line[last]), 0), net);
  assert.equal(Number(lines.at(-1)[last]), net);

  const workbook = await taken(page, "Unduh XLSX");
  assert.match(workbook.name, /^daftar-gaji-\d{4}-\d{2}\.xlsx$/);
  const parts = unzip(workbook.bytes);
  assert.deepEqual(Object.keys(parts).sort(), [
    "[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml",
  ]);
  const sheet = rows(parts["xl/worksheets/sheet1.xml"]);
  assert.doesNotMatch(parts["xl/worksheets/sheet1.xml"], /<f>/);
  const heads = sheet[3].map((cell) => cell.text);
  const body = sheet.slice(4, -1);
  assert.equal(body.length, people);
  assert.ok(body.every((row) => /^\d{18}$/.test(row[heads.indexOf("NIP")].text)), "a NIP is text");
  const paid = heads.indexOf("Gaji bersih");
  assert.ok(body.every((row) => Number.isInteger(row[paid].number)), "an amount is a number");
  assert.equal(body.reduce((sum, row) => sum + row[paid].number, 0), net);
  assert.equal(sheet.at(-1)[paid].number, net);
});

test("the sheet of SIPD has 34 columns of text and what it transfers is the net TPP of the run", async (world) => {
  const server = await world.server();
  const page = await signIn(world, server, "bendahara");
  await documents(page, server);
  await page.selectOption("#dokumen", "pembayaran-tpp");
  const net = await stat(page, "TPP diterima");
  await page.selectOption("#dokumen", "sipd-tpp");
  await page.getByText("belum dicocokkan dengan templat SIPD").waitFor();
  assert.equal(await stat(page, "Jumlah Ditransfer"), net);
  assert.equal(await page.getByRole("button", { name: "Cetak" }).count(), 0);
  const sheet = rows(unzip((await taken(page, "Unduh XLSX")).bytes)["xl/worksheets/sheet1.xml"]);
  assert.equal(sheet[0].length, 34);
  assert.equal(sheet[0][0].text, "No");
  assert.equal(sheet.at(-1)[1].text, "TOTAL");
  assert.equal(sheet.at(-1)[33].text, `${net},00`);
  for (const row of sheet.slice(1, -1)) {
    assert.match(row[2].text, /^\d{18}$/);
    assert.match(row[3].text, /^\d{16}$|^belum tercatat$/);
    assert.ok(row.slice(15).every((cell) => /^-?\d+,00$/.test(cell.text)), "amounts are text with two decimals");
    const [gross, cut, sent] = row.slice(31).map((cell) => Number(cell.text.replace(",00", "")));
    assert.equal(gross - cut, sent);
    assert.equal(row.slice(15, 27).reduce((sum, cell) => sum + Number(cell.text.replace(",00", "")), 0), gross);
  }
});

test("a bank's list names who has no account, and one that is recorded fills the gap", async (world) => {
  const server = await world.server();
  const page = await signIn(world, server, "bendahara");
  await documents(page, server);
  await page.selectOption("#dokumen", "daftar-bank");
  const all = await stat(page, "Dibayarkan");
  const banks = await page.locator("#bank option").evaluateAll((options) => options.map((one) => one.value).filter(Boolean));
  assert.ok(banks.length >= 2);
  const lacking = page.locator("#kekurangan details").filter({ hasText: "Rekening bank belum tercatat" });
  const without = digits(await lacking.locator(".tag").innerText());
  assert.ok(without > 0);
  let sent = 0;
  for (const bank of banks) {
    await page.selectOption("#bank", bank);
    await until(async () => (await stat(page, "Dibayarkan")) < all, "the list of one bank");
    sent += await stat(page, "Dibayarkan");
  }
  assert.ok(sent < all, "who has no account stands in no bank's list");

  await page.locator("nav").getByRole("link", { name: "Rekening pegawai" }).first().click();
  await page.getByText(`${without} belum punya rekening yang pasti`).waitFor();
  await page.locator(".big-body .big-row").first().click();
  await page.waitForURL("**/rekening/*");
  await page.getByRole("button", { name: "Simpan" }).click();
  await page.getByText("Ada 5 isian yang perlu diperbaiki").waitFor();
  const typed = { kode_bank: "900", nama_bank: "Bank Daerah Contoh", nomor_rekening: "0012 345678", atas_nama: "CONTOH", berlaku: "2026-01-01" };
  for (const [name, text] of Object.entries(typed)) await page.fill(`#rek-${name}`, text);
  await page.getByRole("button", { name: "Simpan" }).click();
  await page.getByText("0012345678").first().waitFor();
  await page.locator("nav").getByRole("link", { name: "Rekening pegawai" }).first().click();
  await page.getByText(`${without - 1} belum punya rekening yang pasti`).waitFor();
  await page.locator("nav").getByRole("link", { name: "Dokumen", exact: true }).first().click();
  await page.getByText("Data berubah sejak gaji dihitung").waitFor();
});

test("the letter states what is paid, in figures and in words", async (world) => {
  const server = await world.server();
  const page = await signIn(world, server, "bendahara");
  await documents(page, server);
  await page.selectOption("#dokumen", "rekap-kantor");
  const paid = await stat(page, "Dibayarkan");
  await page.selectOption("#dokumen", "sptjm");
  const letter = page.locator(".letter").first();
  await letter.waitFor();
  const text = await letter.innerText();
  assert.ok(text.includes(paid.toLocaleString("id-ID")), text);
  assert.match(text, /miliar .* rupiah/);
  await page.fill("#tanda-kepala-nama", "Kepala Contoh");
  await until(async () => (await letter.innerText()).includes("Kepala Contoh"), "the name in the letter");
});

test("papers of a locked month are made of its sealed slips, whatever facts come later, and the approver has them too", async (world) => {
  const server = await world.server();
  const { bendahara, ppk, address } = await locked(world, server, "Puskesmas Contoh Utara", "2026-09");
  const papers = async (page) => {
    await look(page, address, "Dokumen bulan ini");
    await page.getByRole("link", { name: "Dokumen bulan ini" }).click();
    await page.waitForURL("**/dokumen/2026-09/*");
    await page.getByText(/^Dibuat dari slip yang disegel/).waitFor();
    return { net: await stat(page, "Gaji bersih"), people: await stat(page, "Baris") };
  };
  const before = await papers(bendahara);
  assert.ok(before.people > 5 && before.net > 10_000_000, JSON.stringify(before));
  await assertAccessible(bendahara);
  assert.deepEqual(await papers(ppk), before);
  const csv = await taken(ppk, "Unduh CSV");
  assert.equal(csv.bytes.toString("utf8").trim().split(/\r?\n/).length, before.people + 2);

  // A decree comes late: today's facts say otherwise, the papers of what was paid do not.
  const pegawai = await signIn(world, server, "pegawai");
  const me = await pegawai.evaluate(() => fetch("/api/me").then((answer) => answer.json()).then((me) => me.person));
  const hr = await signIn(world, server, "hr");
  await hr.goto(`${server.url}/pegawai/${me}`);
  await hr.selectOption("#data-bidang", "golongan");
  await hr.fill("#data-berlaku", "2026-09-01");
  await hr.selectOption("#data-golongan", "IV/a");
  await press(hr, "Simpan di perangkat ini");
  await sent(hr);
  await look(bendahara, address, "Berubah setelah diajukan");
  assert.deepEqual(await papers(bendahara), before);
});

test("nobody but the treasurer is offered documents or accounts", async (world) => {
  const server = await world.server();
  for (const login of ["pegawai", "atasan", "hr", "ppk"]) {
    const page = await signIn(world, server, login);
    assert.equal(await page.locator("nav a[href='/dokumen'], nav a[href='/rekening']").count(), 0, login);
    for (const address of ["/dokumen", "/rekening"]) {
      await page.goto(`${server.url}${address}`);
      await page.getByText("Halaman ini untuk bendahara").waitFor();
    }
  }
});

test("tax certificates of a year: who left has one that adds up on paper and in files, the others are named with what is missing", async (world) => {
  const server = await world.server();
  // Retired from October on: September is the last month, and works the year out.
  const hr = await signIn(world, server, "hr");
  await person(hr, server, "fitri utami", /Fitri Utami/);
  await standing(hr, "pensiun", "2026-10-01", "SK 800/12/2026, 1 September 2026");
  await keep(hr);
  await hr.getByText("SK 800/12/2026, 1 September 2026").first().waitFor();
  await sent(hr);

  const page = await signIn(world, server, "bendahara");
  await documents(page, server);
  await page.selectOption("#dokumen", "bukti-potong");
  await page.selectOption("#tahun-pajak", "2026-12");
  await page.getByText("Bukti potong tahun 2026 belum disusun").waitFor();
  await page.getByRole("button", { name: "Susun bukti potong" }).click();
  const without = page.locator("#tanpa-bukti");
  await without.waitFor({ timeout: 120_000 });
  await without.getByText(/Desember 2026/).first().waitFor();
  assert.equal(await stat(page, "Baris"), 1);
  const gross = await stat(page, "Jumlah penghasilan bruto");
  const withheld = await stat(page, "PPh Pasal 21 yang telah dipotong dan dilunasi");
  assert.ok(gross > 10_000_000);
  await page.locator("#kekurangan").getByText("Masih draf: ada bulan yang belum ditutup").waitFor();
  await assertAccessible(page);

  const csv = await taken(page, "Unduh CSV");
  assert.equal(csv.name, "bukti-potong-2026.csv");
  const [heads, row] = csv.bytes.toString("utf8").replace(/^\ufeff/, "").trim().split(/\r?\n/).map((line) => line.split(";"));
  const of = (head) => row[heads.findIndex((one) => one === head || one.startsWith(`${head}. `))];
  assert.match(of("NIP"), /^\d{8} \d{6} \d \d{3}$/);
  assert.match(of("NIK"), /^\d{4} \d{4} \d{4} \d{4}$|^belum tercatat$/);
  const parts = ["4", "5", "6", "7", "8", "9", "10", "Bulan di luar Takar, belum terinci"].map((head) => Number(of(head)));
  assert.equal(parts.reduce((sum, part) => sum + part, 0), gross, "the parts of gross are its sum");
  assert.equal(Number(of("11")), gross);
  assert.equal(Number(of("11")) - Number(of("14")), Number(of("15")));
  assert.equal(of("Masa akhir"), "9");

  const workbook = await taken(page, "Unduh XLSX");
  assert.equal(workbook.name, "bukti-potong-2026.xlsx");
  const sheet = rows(unzip(workbook.bytes)["xl/worksheets/sheet1.xml"]);
  assert.match(sheet[3][0].text, /1721-A2.*PER-14\/PJ\/2013/);
  const names = sheet[4].map((cell) => cell.text);
  assert.match(sheet[5][names.indexOf("NIP")].text, /^\d{18}$/, "a NIP is text");
  assert.ok(["NIK", "NPWP"].every((name) => sheet[5][names.indexOf(name)].number === undefined), "NIK and NPWP are text");

  // Paper: one sheet, read at the moment of printing.
  await page.evaluate(() => {
    window.print = () => { window.printed = [...document.querySelectorAll(".sheet.certificate")].map((one) => one.textContent); };
  });
  await page.locator("summary", { hasText: "Penanda tangan" }).click();
  await page.fill("#tanda-npwp-pemotong", "0012345678901234");
  await page.getByRole("button", { name: "Cetak", exact: true }).click();
  const printed = await until(() => page.evaluate(() => window.printed), "the sheets to be printed");
  assert.equal(printed.length, 1);
  const text = printed[0];
  assert.match(text, /Fitri Utami/);
  assert.match(text, /DRAF, belum untuk diserahkan/);
  assert.match(text, /Januari 2026 sampai September 2026/);
  assert.match(text, /PER-14\/PJ\/2013.*BPA2/);
  assert.match(text, /THR dan gaji ke-13 belum termasuk/);
  assert.ok(text.includes("0012345678901234"));
  for (const amount of [gross, withheld]) assert.ok(text.includes(amount.toLocaleString("id-ID")), text);
});

test("people open their own yearly certificate, and are told what is missing while the year goes on", async (world) => {
  const server = await world.server();
  const page = await signIn(world, server, "pegawai");
  await page.goto(`${server.url}/gaji`);
  await page.getByRole("link", { name: /Bukti potong tahunan/ }).click();
  await page.waitForURL("**/bukti-potong");
  await page.getByText("Bukti potong tahun ini belum bisa dibuat").waitFor();
  await page.getByText(/Desember 2026/).first().waitFor();
  await assertAccessible(page);
});

test("who left has a statement that pay stops: a draft on one sheet with the last slip, the paper and what is left", async (world) => {
  const server = await world.server();
  const hr = await signIn(world, server, "hr");
  await person(hr, server, "fitri utami", /Fitri Utami/);
  await standing(hr, "pindah", "2026-10-01", "SK 800/77/2026, 1 September 2026");
  await keep(hr);
  await hr.getByText("SK 800/77/2026, 1 September 2026").first().waitFor();
  await sent(hr);

  const page = await signIn(world, server, "bendahara");
  await documents(page, server);
  await page.selectOption("#dokumen", "skpp");
  await page.selectOption("#tahun-pajak", "2026-12");
  await page.getByText("SKPP untuk gaji terakhir tahun 2026 belum disusun").waitFor();
  await page.getByRole("button", { name: "Susun SKPP" }).click();
  await page.locator(".stat", { hasText: "Baris" }).first().waitFor({ timeout: 120_000 });
  assert.equal(await stat(page, "Baris"), 1);
  const net = await stat(page, "Gaji bersih");
  assert.ok(net > 1_000_000);
  await page.locator("#kekurangan").getByText("Masih draf: ada bulan yang belum ditutup").waitFor();
  await assertAccessible(page);

  const csv = await taken(page, "Unduh CSV");
  assert.equal(csv.name, "skpp-2026.csv");
  const [heads, row] = csv.bytes.toString("utf8").replace(/^\ufeff/, "").trim().split(/\r?\n/).map((line) => line.split(";"));
  const of = (head) => row[heads.indexOf(head)];
  assert.equal(of("Keadaan"), "Pindah ke instansi lain");
  assert.equal(of("Bulan terakhir dibayar"), "September 2026");
  assert.equal(Number(of("Gaji bersih")), net);
  assert.equal(Number(of("Gaji kotor")) - Number(of("Potongan gaji")), net);

  await page.evaluate(() => {
    window.print = () => { window.printed = [...document.querySelectorAll(".sheet.certificate")].map((one) => one.textContent); };
  });
  await page.getByRole("button", { name: "Cetak", exact: true }).click();
  const printed = await until(() => page.evaluate(() => window.printed), "the sheet to be printed");
  assert.equal(printed.length, 1);
  const text = printed[0];
  assert.match(text, /Fitri Utami/);
  assert.match(text, /DRAF, belum untuk diserahkan/);
  assert.match(text, /SK 800\/77\/2026/);
  assert.match(text, /Sampai dengan September 2026 telah dibayarkan/);
  assert.match(text, /Tidak dibayar mulai bulan.*Oktober 2026/);
  assert.match(text, /PMK 178\/PMK\.05\/2022/);
  assert.ok(text.includes(net.toLocaleString("id-ID")), text);

  // Papers of another kind begin anew.
  await page.selectOption("#dokumen", "bukti-potong");
  await page.getByText("Bukti potong tahun 2026 belum disusun").waitFor();
});
