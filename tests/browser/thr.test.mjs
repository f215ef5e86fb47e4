// THR of a region: who receives it, what it comes to, one person's figure opened to its source, the list as CSV; and of an
// office all the way: submitted, approved by somebody else, locked, paid, read on a phone, and not given a second time.

import assert from "node:assert/strict";
import { approve, dialog, look, press, section, sent, signIn } from "./app.mjs";
import { assertAccessible, DESK, PHONE, test } from "./lib.mjs";
import { rows, taken, unzip } from "./workbook.mjs";

const OFFICE = "Puskesmas Contoh Utara";

const rupiah = (text) => Number(text.replace(/[^\d]/g, ""));

test("THR is worked out for a region, its sum is that of the list, and a figure opens to its source", async (world) => {
  const server = await world.server();
  const page = await signIn(world, server, "bendahara", DESK);
  await page.getByRole("link", { name: /THR dan gaji ke-13/ }).click();
  await page.getByText("Belum ada daftar yang diajukan.").waitFor();
  await page.getByRole("link", { name: "Hitung THR atau gaji ke-13" }).click();
  await page.locator("#thr-tahun option").first().waitFor({ state: "attached" });
  assert.equal(await page.inputValue("#thr-tahun"), "2026");
  // Its tax is that of the month it goes out with, whose recaps are there.
  await page.fill("#thr-bulan", "2026-10");
  // A share of TPP needs its decree.
  await page.fill("#thr-bagian", "50");
  await press(page, "Hitung");
  await page.getByText("Sebut peraturan yang menetapkan bagian TPP.").waitFor();
  await page.fill("#thr-bagian", "");
  await press(page, "Hitung");
  const sums = page.locator("#thr-jumlah .stat");
  await sums.first().waitFor({ timeout: 60_000 });
  const [receive, , net] = await sums.locator("b").allInnerTexts();
  assert.ok(rupiah(receive) > 400, receive);
  await assertAccessible(page);

  // The list that goes to the bank holds whom it pays, as CSV and as a workbook, and its sums are those on screen.
  const csv = await taken(page, "Unduh CSV");
  assert.equal(csv.name, "daftar-thr-2026.csv");
  const [heads, ...body] = csv.bytes.toString("utf8").trim().split("\n").map((row) => row.split(";"));
  const foot = body.pop();
  const paid = heads.indexOf("Dibayarkan");
  const sum = body.reduce((sum, row) => sum + Number(row[paid]), 0);
  assert.equal(Number(foot[paid]), sum);
  assert.equal(rupiah(net), sum);
  assert.equal(body.length, rupiah(receive));
  assert.match(body[0][heads.indexOf("NIP")], /^\d{8} \d{6} \d \d{3}$/);
  const whole = rows(unzip((await taken(page, "Unduh XLSX")).bytes)["xl/worksheets/sheet1.xml"]);
  assert.match(whole[0][0].text, /^Daftar THR 2026$/);
  assert.equal(whole.length, 4 + body.length + 1);
  assert.ok(whole.at(-1).some((cell) => cell.number === sum), "the sum of the workbook");
  await page.selectOption("#kelompok", "pppk");
  const pppk = rows(unzip((await taken(page, "Unduh XLSX")).bytes)["xl/worksheets/sheet1.xml"]);
  assert.match(pppk[0][0].text, /PPPK$/);
  assert.ok(pppk.length > 5 && pppk.length < whole.length, `${pppk.length} of ${whole.length}`);

  // The first of the list who is paid: the one before lacks a fact, and says so.
  await page.locator(".big-body .big-row").filter({ hasNotText: "Tertahan" }).first().click();
  const one = page.locator("#thr-orang");
  await one.getByText("Gaji pokok").first().waitFor();
  await one.getByText(/PP 9\/2026/).first().waitFor();
  await assertAccessible(page);
});

// Works THR of one office out, without TPP, to go out in a month whose TPP is not recapped yet.
async function workOut(page, server, payday) {
  await page.goto(`${server.url}/thr/baru`);
  await page.locator("#thr-kantor option").nth(1).waitFor({ state: "attached" });
  await page.fill("#thr-bulan", payday);
  await page.selectOption("#thr-kantor", { label: OFFICE });
  await press(page, "Hitung");
  await page.locator("#thr-jumlah .stat").first().waitFor({ timeout: 60_000 });
}

const sums = (page) => page.locator("#thr-jumlah .stat b").allInnerTexts();

test("THR of an office is submitted, approved by somebody else, locked, paid, read on a phone, and given once", async (world) => {
  const server = await world.server();
  const pegawai = await signIn(world, server, "pegawai", PHONE);
  const bendahara = await signIn(world, server, "bendahara", DESK);
  const ppk = await signIn(world, server, "ppk", DESK);
  await workOut(bendahara, server, "2026-03");
  const [people, , net] = await sums(bendahara);
  await press(bendahara, `Ajukan ${OFFICE}`);
  const question = await dialog(bendahara).innerText();
  assert.ok(question.includes(`${people} orang dari 1 kantor diajukan, bersih ${net}`), question);
  await assertAccessible(bendahara);
  await bendahara.fill("#catatan-pengajuan", "THR tanpa TPP, sesuai APBD");
  await dialog(bendahara).getByRole("button", { name: "Ajukan untuk disetujui", exact: true }).click();
  await bendahara.getByText("1 kantor diajukan.").waitFor();
  await bendahara.getByRole("link", { name: "Lihat daftar" }).click();
  await bendahara.getByRole("link", { name: new RegExp(OFFICE) }).click();
  await bendahara.waitForURL("**/thr/*/thr/2026/2026-03");
  const address = bendahara.url();
  assert.equal(await bendahara.getByRole("button", { name: "Setujui", exact: true }).count(), 0);
  await sent(bendahara);

  // The approver works it out again before deciding.
  await look(ppk, `${server.url}/thr`, OFFICE);
  await ppk.getByRole("link", { name: new RegExp(OFFICE) }).first().click();
  await ppk.getByText(`${people} slip dihitung ulang di perangkat ini`).waitFor();
  await ppk.getByText("THR tanpa TPP, sesuai APBD").first().waitFor();
  await ppk.getByText("tanpa TPP", { exact: true }).waitFor();
  assert.deepEqual(await sums(ppk), [people, net, (await sums(ppk)).at(2)]);
  await assertAccessible(ppk);
  await approve(ppk, address);

  await look(bendahara, address, "Kunci daftar");
  await press(bendahara, "Kunci daftar");
  await dialog(bendahara).getByRole("button", { name: "Kunci daftar", exact: true }).click();
  await press(bendahara, "Catat pembayaran");
  await bendahara.fill("#tanggal-sp2d", "2026-03-17");
  await bendahara.fill("#nomor-sp2d", "00451/SP2D-LS/2026");
  await dialog(bendahara).getByRole("button", { name: "Catat pembayaran", exact: true }).click();
  await bendahara.getByText(/SP2D 00451\/SP2D-LS\/2026/).first().waitFor();
  await sent(bendahara);

  // The employee reads the same figures, worked out on the phone, and what they rest on.
  await look(pegawai, `${server.url}/gaji`, "THR 2026");
  await pegawai.getByRole("link", { name: /THR 2026/ }).click();
  await pegawai.getByText(/SP2D 00451\/SP2D-LS\/2026/).waitFor();
  await pegawai.getByText("Gaji pokok").first().waitFor();
  await pegawai.getByText(/PP 9\/2026/).first().waitFor();
  await assertAccessible(pegawai);
  const received = rupiah(await pegawai.locator("tr", { hasText: "Diterima" }).last().innerText());
  const name = await pegawai.evaluate(() => fetch("/api/me").then((answer) => answer.json()).then((me) => me.name));
  await bendahara.goto(address);
  await bendahara.fill("#cari-thr", name);
  const row = bendahara.locator(".big-body .big-row", { hasText: name }).first();
  assert.ok(received > 0 && (await row.innerText()).replace(/\D/g, "").endsWith(String(received)), String(received));

  // Nobody receives it a second time, whatever the month.
  await workOut(bendahara, server, "2026-04");
  assert.equal((await sums(bendahara))[0], "0");
  await bendahara.getByText("Sudah dibayar dalam daftar bersama Maret 2026.").first().waitFor();
  await section(bendahara, "Ajukan untuk disetujui").getByText("Tidak ada daftar yang dapat diajukan").waitFor();

  // A superior knows of the list and reads nobody's amount.
  const pimpinan = await signIn(world, server, "pimpinan", PHONE);
  await pimpinan.goto(address);
  await pimpinan.getByText("Gaji pegawai lain tidak terbuka bagi peran Anda.").waitFor();
});

test("an employee does not reach THR of others", async (world) => {
  const server = await world.server();
  const page = await signIn(world, server, "pegawai", PHONE);
  await page.goto(`${server.url}/thr`);
  await page.getByText("Gaji pegawai lain tidak terbuka bagi peran Anda.").waitFor();
});
