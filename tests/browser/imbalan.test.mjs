// A bonus of a team from the decree to the phone: typed from one amount for all, wrong entries named, given back,
// corrected, approved by somebody else, paid; the employee reads gross, final tax and net with the act, a superior
// reads nothing.

import assert from "node:assert/strict";
import { approve, dialog, look, press, section, sent, signIn } from "./app.mjs";
import { assertAccessible, DESK, PHONE, test } from "./lib.mjs";
import { rows, taken, unzip } from "./workbook.mjs";

const TITLE = "Tim Imunisasi Kejar Uji";
const POOL = 10_000_000;
const rupiah = (text) => Number(text.replace(/[^\d]/g, ""));
const me = (page) => page.evaluate(() => fetch("/api/me").then((answer) => answer.json()));

// Adds somebody to the list by name.
async function add(page, name) {
  await page.fill("#imb-orang", name);
  await page.getByRole("option").filter({ hasText: name }).first().click({ timeout: 30_000 });
  await page.getByRole("button", { name: `Keluarkan ${name}`, exact: true }).waitFor();
}

const radio = (page, name) => page.getByRole("radio", { name, exact: true });
const chosen = (page) => page.getByRole("button", { name: /^Keluarkan / }).count();

test("a team's bonus is proposed from one amount, given back, corrected, approved, paid and read on a phone", async (world) => {
  const server = await world.server();
  const pegawai = await signIn(world, server, "pegawai", PHONE);
  const rekan = await signIn(world, server, "rekan", PHONE);
  const pimpinan = await signIn(world, server, "pimpinan", PHONE);
  const names = [];
  for (const page of [pegawai, rekan, pimpinan]) names.push((await me(page)).name);
  const bendahara = await signIn(world, server, "bendahara", DESK);
  const ppk = await signIn(world, server, "ppk", DESK);

  // From the first page; what is missing is named at its field.
  await bendahara.getByRole("link", { name: /^Imbalan/ }).click();
  await bendahara.getByRole("link", { name: "Daftar baru", exact: true }).click();
  await bendahara.waitForURL("**/imbalan/baru");
  await radio(bendahara, "Tim").check();
  await radio(bendahara, "Satu jumlah dibagi rata").check();
  await bendahara.fill("#imb-bersama", "sepuluh juta");
  await press(bendahara, "Hitung");
  const wrong = bendahara.getByRole("alert");
  await wrong.getByText("Jumlah untuk semua penerima: Tulis rupiah bulat di atas 0").waitFor();
  await wrong.getByText("Penerima: Pilih paling sedikit satu orang.").waitFor();
  await wrong.getByText("Nomor keputusan: Isi bagian ini.").waitFor();
  assert.equal(await bendahara.locator("#imb-bersama").getAttribute("aria-invalid"), "true");
  await assertAccessible(bendahara);

  await bendahara.fill("#imb-judul", TITLE);
  await bendahara.fill("#imb-nomor", "800/77/SK/2026");
  await bendahara.fill("#imb-alasan", "Cakupan imunisasi 105% dari target");
  await bendahara.selectOption("#imb-kantor", { index: 1 });
  for (const name of names) await add(bendahara, name);

  // The draft survives the page.
  await bendahara.reload();
  await bendahara.getByRole("button", { name: `Keluarkan ${names[2]}`, exact: true }).waitFor();
  assert.equal(await bendahara.inputValue("#imb-judul"), TITLE);
  assert.equal(await chosen(bendahara), 3);
  assert.equal(await bendahara.inputValue("#imb-bersama"), "sepuluh juta");

  // An amount that is too large by far is the mistake that the approver will find.
  await bendahara.fill("#imb-bersama", "100000000");
  await press(bendahara, "Hitung");
  await section(bendahara, "Pratinjau").waitFor();
  await press(bendahara, "Ajukan untuk disetujui");
  await dialog(bendahara).getByRole("button", { name: "Ajukan untuk disetujui", exact: true }).click();
  await bendahara.waitForURL(/\/imbalan\/[^/]+\/\d{4}-\d\d-\d\d\/[0-9a-f]+$/);
  const address = bendahara.url();
  // Who proposed it has no button to approve it.
  await bendahara.getByText("Pembuktian").waitFor();
  assert.equal(await bendahara.getByRole("button", { name: "Setujui", exact: true }).count(), 0);
  await sent(bendahara);

  await look(ppk, `${server.url}/imbalan`, TITLE);
  await ppk.getByRole("link", { name: new RegExp(TITLE) }).first().click();
  await ppk.getByText("3 imbalan dihitung ulang di perangkat ini. Semuanya sama dengan yang diajukan.").waitFor();
  await assertAccessible(ppk);
  await press(ppk, "Kembalikan");
  await dialog(ppk).getByRole("button", { name: "Kembalikan", exact: true }).click();
  await ppk.getByText("Tulis alasannya").waitFor();
  await ppk.fill("#alasan", "Keputusan menyebut sepuluh juta");
  await dialog(ppk).getByRole("button", { name: "Kembalikan", exact: true }).click();
  await sent(ppk);

  // Corrected in the form it came from.
  await look(bendahara, address, "Keputusan menyebut sepuluh juta");
  await bendahara.getByRole("link", { name: "Perbaiki daftar", exact: true }).click();
  await bendahara.waitForURL("**/ubah");
  assert.equal(await bendahara.inputValue("#imb-nomor"), "800/77/SK/2026");
  assert.equal(await chosen(bendahara), 3);
  await bendahara.fill("#imb-bersama", String(POOL));
  await bendahara.fill("#imb-alasan", "Cakupan imunisasi 105% dari target, sesuai keputusan");
  await press(bendahara, "Hitung");
  const sums = section(bendahara, "Pratinjau").locator("#imbalan-jumlah .stat b");
  await sums.first().waitFor();
  const [people, gross, tax, net] = (await sums.allInnerTexts()).map(rupiah);
  assert.equal(people, 3);
  assert.equal(gross, POOL);
  assert.equal(net, POOL - tax);
  assert.ok(tax > 0, String(tax));
  await press(bendahara, "Ajukan untuk disetujui");
  await dialog(bendahara).getByRole("button", { name: "Ajukan untuk disetujui", exact: true }).click();
  await bendahara.waitForURL(address);
  await sent(bendahara);

  await look(ppk, address, "sesuai keputusan");
  await approve(ppk, address);

  await look(bendahara, address, "Catat pembayaran");
  await press(bendahara, "Catat pembayaran");
  await dialog(bendahara).getByRole("button", { name: "Catat pembayaran", exact: true }).click();
  await bendahara.getByText("Isi nomor perintah pencairan").waitFor();
  await bendahara.fill("#nomor-sp2d", "00777/SP2D-LS/2026");
  await dialog(bendahara).getByRole("button", { name: "Catat pembayaran", exact: true }).click();
  await bendahara.getByText(/SP2D 00777\/SP2D-LS\/2026/).first().waitFor();
  await sent(bendahara);
  // What was paid is locked: nothing follows.
  for (const name of ["Catat pembayaran", "Kembalikan", "Setujui"]) {
    assert.equal(await bendahara.getByRole("button", { name, exact: true }).count(), 0, name);
  }

  // The list as files: numbers as text, and the sums of the screen.
  const csv = await taken(bendahara, "Unduh CSV");
  assert.match(csv.name, /^daftar-imbalan-\d{4}-\d{2}-\d{2}-.*\.csv$/);
  const [heads, ...body] = csv.bytes.toString("utf8").trim().split("\n").map((row) => row.split(";"));
  assert.equal(body.length, 4);
  assert.match(body[0][heads.indexOf("NIP")], /^\d{8} \d{6} \d \d{3}$/);
  const from = heads.indexOf("Dibayarkan") - 2;
  assert.deepEqual(body.at(-1).slice(from, from + 3).map(Number), [gross, tax, net]);
  const whole = rows(unzip((await taken(bendahara, "Unduh XLSX")).bytes)["xl/worksheets/sheet1.xml"]);
  assert.equal(whole[0][0].text, TITLE);
  assert.deepEqual(whole.at(-1).slice(from, from + 3).map((cell) => cell.number), [gross, tax, net]);

  // One decree is not paid twice.
  await bendahara.goto(`${server.url}/imbalan/baru`);
  await bendahara.fill("#imb-judul", "Sekali lagi");
  await bendahara.fill("#imb-nomor", "800 / 77 / sk / 2026");
  await bendahara.fill("#imb-alasan", "Cakupan");
  await bendahara.selectOption("#imb-kantor", { index: 2 });
  await radio(bendahara, "Satu jumlah dibagi rata").check();
  await bendahara.fill("#imb-bersama", "1000000");
  await add(bendahara, names[0]);
  await press(bendahara, "Hitung");
  await bendahara.getByRole("alert").getByText(/Keputusan ini sudah punya daftar: Tim Imunisasi Kejar Uji/).waitFor();

  // The employee reads it: gross less final tax of the rank is what comes, and the act says so.
  await look(pegawai, `${server.url}/gaji`, TITLE);
  await pegawai.getByRole("link", { name: new RegExp(TITLE) }).click();
  await pegawai.waitForURL("**/imbalan-saya/*");
  await pegawai.getByText(/SP2D 00777\/SP2D-LS\/2026/).waitFor();
  const figures = (await pegawai.locator("table tbody tr td:last-child").allInnerTexts()).map(rupiah);
  assert.equal(figures.length, 3);
  assert.ok([3_333_333, 3_333_334].includes(figures[0]), String(figures[0]));
  assert.equal(figures[2], figures[0] - figures[1]);
  await pegawai.getByText(/Tarif final golongan/).first().waitFor();
  await pegawai.getByText(/PP 80\/2010/).first().waitFor();
  await pegawai.getByText(/Pajaknya final/).first().waitFor();
  await assertAccessible(pegawai);
  const own = pegawai.url();

  // The superior of the same person has no such row, no such page, and no such desk.
  const atasan = await signIn(world, server, "atasan", DESK);
  await atasan.goto(`${server.url}/gaji`);
  await atasan.getByRole("heading", { name: "Gaji", exact: true }).first().waitFor();
  assert.equal(await atasan.getByText(TITLE).count(), 0);
  await atasan.goto(own);
  await atasan.getByText("Imbalan ini tidak ada").waitFor();
  await atasan.goto(address);
  await atasan.getByText("Gaji pegawai lain tidak terbuka bagi peran Anda").waitFor();
});
