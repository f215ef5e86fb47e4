// Attendance against the real server: an export becomes recaps only whole, and no cut rests on a recorded outage.

import assert from "node:assert/strict";
import { firstRow, look, sent, signIn } from "./app.mjs";
import { assertAccessible, PHONE, test, until } from "./lib.mjs";
import { workbook } from "./workbook.mjs";

const IDLE = /ERR_CONNECTION_REFUSED|Failed to fetch|401 \(Unauthorized\)/;
const HEADS = "nip;tanggal;masuk;pulang;keterangan";

const press = (page, name) => page.getByRole("button", { name }).click();
const file = (rows, name = "presensi-uji.csv") => ({
  name, mimeType: "text/csv", buffer: Buffer.from([HEADS, ...rows, ""].join("\n")),
});

async function accessible(page) {
  const { width, height } = page.viewportSize();
  await page.setViewportSize({ width, height: 4000 });
  await assertAccessible(page);
  await page.setViewportSize({ width, height });
}

// A finished month with recaps, and the numbers of two people of the first office.
async function chosen(page, server) {
  await page.goto(`${server.url}/rekap`);
  await firstRow(page).waitFor();
  const month = await page.inputValue("#bulan");
  const words = await page.locator(".big-body .big-row").allInnerTexts();
  const numbers = words.map((text) => /\d{18}/.exec(text)?.[0]).filter(Boolean);
  assert.ok(numbers.length >= 2, "two people with a number");
  await page.getByRole("link", { name: /Impor kehadiran/ }).click();
  await page.waitForURL("**/rekap/kehadiran**");
  await page.locator("#berkas-hadir").waitFor({ state: "attached" });
  return { month, one: numbers[0], other: numbers[1] };
}

// A row for every day of the month but those left out; days off count for nothing.
function days(nip, month, masuk, leftOut = []) {
  const [year, number] = month.split("-").map(Number);
  const last = new Date(year, number, 0).getDate();
  return Array.from({ length: last }, (_, at) => at + 1)
    .filter((day) => !leftOut.includes(day))
    .map((day) => `${nip};${String(day).padStart(2, "0")}/${month.slice(5)}/${year};${masuk};17:00;`);
}

const WEEK = [8, 9, 10, 11, 12, 13, 14];

// Records that no mark could be made on some days; without words nothing is recorded.
async function outage(page, from, until, closed) {
  await press(page, "Catat gangguan atau libur");
  await page.locator("#gangguan-dari").waitFor();
  if (closed) {
    await page.getByLabel("Kantor libur pada hari-hari ini").check();
    assert.equal(await page.locator("#gangguan-dari-jam").count(), 0);
  }
  await page.fill("#gangguan-dari", from);
  await page.fill("#gangguan-sampai", until);
  await press(page, "Simpan catatan");
  await page.getByText("Wajib diisi").first().waitFor();
  await page.fill("#gangguan-sebab", "Listrik padam");
  await press(page, "Simpan catatan");
  await page.locator(".row", { hasText: "Listrik padam" }).first().waitFor();
}

test("an export is shown day by day, an outage takes the absence away, and the recap says so", async (world) => {
  world.allow(IDLE);
  const server = await world.server();
  const page = await signIn(world, server, "hr");
  const { month, one, other } = await chosen(page, server);
  await page.setInputFiles(
    "#berkas-hadir",
    file([...days(one, month, "07:45", WEEK), ...days(other, month, "07:20"), ...days("199001012015031001", month, "07:20")]),
  );
  await page.getByText(/presensi-uji\.csv: \d+ baris untuk 3 orang dibaca/).waitFor();
  await page.getByText("1 NIP di berkas bukan dari kantor dan bulan yang dipilih").waitFor();
  await page.locator(".big-body .big-row", { hasText: one }).click();
  const unfolded = page.locator("#hari-orang");
  await unfolded.getByText("Tidak ada presensi dan tidak ada keterangan").first().waitFor();
  await unfolded.getByText("Terlambat 15 menit").first().waitFor();
  await accessible(page);

  await outage(page, `${month}-08`, `${month}-14`);
  await page.locator(".big-body .big-row", { hasText: one }).click();
  await unfolded.getByText("Tidak dihitung, gangguan: Listrik padam").first().waitFor();
  assert.equal(await unfolded.getByText("Tidak ada presensi dan tidak ada keterangan").count(), 0);

  // What is recorded is not written over; withdrawn, the same days become days off.
  await press(page, "Catat gangguan atau libur");
  await page.fill("#gangguan-dari", `${month}-08`);
  await page.fill("#gangguan-sampai", `${month}-09`);
  await page.fill("#gangguan-sebab", "Banjir");
  await press(page, "Simpan catatan");
  await page.getByText(/sudah punya catatan yang mulai pada waktu yang sama/).waitFor();
  await press(page, "Batalkan");
  await page.locator(".row", { hasText: "Listrik padam" }).getByRole("button", { name: "Tarik" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Tarik" }).click();
  await page.getByText("Tidak ada gangguan atau libur kantor yang dicatat.").or(page.locator(".row", { hasText: "Tarik" }))
    .first().waitFor();
  await outage(page, `${month}-08`, `${month}-14`, true);
  await page.locator(".big-body .big-row", { hasText: one }).click();
  await unfolded.getByText("Libur: Listrik padam").first().waitFor();

  await press(page, /^Simpan \d+ rekap$/);
  await page.getByText(/\d+ rekap tersimpan di perangkat ini/).waitFor();
  await sent(page);
  await page.goto(`${server.url}/rekap`);
  await firstRow(page).waitFor();
  await page.fill("#cari-rekap", one);
  await page.getByText("1 orang", { exact: true }).first().waitFor();
  await firstRow(page).click();
  await page.getByText(/Dari presensi presensi-uji\.csv/).waitFor();
  await page.getByText(/Gangguan tercatat: .*Listrik padam/).waitFor();
  assert.equal(await page.inputValue("#ukuran-absent_days"), "0");
  assert.notEqual(await page.inputValue("#ukuran-tl1"), "0");
});

test("a file of another month and a file with a bad row change nothing", async (world) => {
  world.allow(IDLE);
  const server = await world.server();
  const page = await signIn(world, server, "hr");
  const { month, one } = await chosen(page, server);
  const before = `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`;
  await page.setInputFiles("#berkas-hadir", file(days(one, before, "07:20")));
  await page.getByText("Tidak ada baris pada bulan yang dipilih.").waitFor();

  await page.setInputFiles("#berkas-hadir", file([...days(one, month, "07:20").slice(0, 5), `${one};01/${month.slice(5)}/${month.slice(0, 4)};25:00;16:00;`]));
  await page.getByText("tidak satu pun baris dipakai").waitFor();
  await page.getByRole("heading", { name: "Perlu diperbaiki: 1" }).waitFor();
  await firstRow(page).click();
  await page.getByText("Baris 7, kolom masuk, isi “25:00”: Bukan jam presensi.").waitFor();
  assert.equal(await page.getByRole("button", { name: /^Simpan \d+ rekap$/ }).count(), 0);
});

// Chooses an office among many.
async function choose(page, office) {
  await page.locator("#kantor").waitFor();
  await page.fill("#kantor", office);
  await page.keyboard.press("Enter");
}

test("a workbook reads like its separated values, and a number that lost its digits is named", async (world) => {
  world.allow(IDLE);
  const server = await world.server();
  const page = await signIn(world, server, "hr");
  const { month, one, other } = await chosen(page, server);
  const rows = [one, other].flatMap((nip) => days(nip, month, "07:20")).map((row) => row.split(";"));
  const book = (all) => ({
    name: "presensi.xlsx",
    mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    buffer: workbook([HEADS.split(";"), ...all]),
  });
  await page.setInputFiles("#berkas-hadir", book([[Number(one), ...rows[0].slice(1)], ...rows.slice(1)]));
  await page.getByText("tidak satu pun baris dipakai").waitFor();
  await page.getByRole("heading", { name: "Perlu diperbaiki: 1" }).waitFor();
  await page.setInputFiles("#berkas-hadir", { ...book(rows), buffer: book(rows).buffer.subarray(0, 900) });
  await page.getByText(/terpotong, rusak, atau dikunci/).waitFor();
  await page.setInputFiles("#berkas-hadir", book(rows));
  await page.getByText(/presensi\.xlsx: \d+ baris untuk 2 orang dibaca/).waitFor();
});

const rupiah = (text) => Number(text.replace(/[^\d]/g, ""));

test("a roster judges its own nights, one bad row records none, and withdrawn the office's hours count again", async (world) => {
  world.allow(IDLE);
  const server = await world.server();
  const page = await signIn(world, server, "hr");
  const { month, one } = await chosen(page, server);
  const on = (number) => `${String(number).padStart(2, "0")}/${month.slice(5)}/${month.slice(0, 4)}`;
  const csv = (name, head, rows) => ({ name, mimeType: "text/csv", buffer: Buffer.from([head, ...rows, ""].join("\n")) });
  const roster = (...rows) => csv("jadwal.csv", "nip;tanggal;mulai;selesai", rows);
  const night = `${one};${on(6)};21:00;07:00`;
  await page.setInputFiles("#berkas-gilir", roster(night, `${one};${on(7)};25:00;14:00`));
  await page.getByRole("heading", { name: "Perlu diperbaiki: 1" }).waitFor();
  await page.setInputFiles("#berkas-gilir", roster(night, `199001012015031001;${on(6)};07:00;14:00`));
  await page.getByText("jadwal.csv: 2 gilir untuk 2 orang dibaca. Belum ada yang tersimpan.").waitFor();
  await page.getByText("1 NIP di berkas bukan dari kantor dan bulan yang dipilih").waitFor();
  await press(page, "Simpan jadwal 1 orang");
  await page.locator(".row", { hasText: "1 gilir, dari jadwal.csv" }).waitFor();
  await accessible(page);

  const marks = csv("mesin.csv", "nip;waktu", [`${one};${on(6)} 20:55`, `${one};${on(7)} 06:40`]);
  await page.setInputFiles("#berkas-hadir", marks);
  await page.locator(".big-body .big-row", { hasText: one }).click();
  const unfolded = page.locator("#hari-orang");
  await unfolded.getByText("Gilir 21.00–07.00 esok hari").waitFor();
  await unfolded.getByText("Masuk 20.55. Pulang 06.40. Pulang 20 menit lebih awal").waitFor();
  assert.equal(await unfolded.locator("tbody tr").count(), 1, "every other day is off");

  await page.locator(".row", { hasText: "1 gilir, dari jadwal.csv" }).getByRole("button", { name: "Tarik" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Tarik" }).click();
  await until(async () => (await page.locator(".row", { hasText: "1 gilir, dari jadwal.csv" }).count()) === 0, "the roster to go");
  await sent(page);
});

test("the employee sees on the own phone what each day takes, and an outage gives it back", async (world) => {
  world.allow(IDLE);
  const server = await world.server();
  const hr = await signIn(world, server, "hr");
  await hr.goto(`${server.url}/pegawai`);
  await firstRow(hr).waitFor();
  await hr.fill("#cari-pegawai", "fitri utami");
  await hr.getByText("1 dari 600 orang").waitFor();
  const words = await firstRow(hr).innerText();
  const nip = /\d{8} ?\d{6} ?\d ?\d{3}/.exec(words)[0].replaceAll(" ", "");
  const office = words.split(/[\n\t]/).map((text) => text.trim()).find((text) => /^Puskesmas/.test(text));
  await hr.goto(`${server.url}/rekap`);
  await firstRow(hr).waitFor();
  const month = await hr.inputValue("#bulan");
  await hr.goto(`${server.url}/rekap/kehadiran?bulan=${month}`);
  await choose(hr, office);
  await hr.locator("#berkas-hadir").waitFor({ state: "attached" });
  await hr.setInputFiles("#berkas-hadir", file(days(nip, month, "07:20", WEEK)));
  await press(hr, /^Simpan \d+ rekap$/);
  await hr.getByText(/\d+ rekap tersimpan di perangkat ini/).waitFor();
  await sent(hr);

  const page = await signIn(world, server, "pegawai", PHONE);
  await look(page, `${server.url}/kehadiran?bulan=${month}`, "Tidak ada presensi dan tidak ada keterangan");
  const less = async () => rupiah(await page.locator(".stat", { hasText: "Berkurang sejauh ini" }).locator("b").innerText());
  const taken = await page.locator("main .row .num [aria-hidden]").allInnerTexts();
  assert.ok(taken.length >= 4, String(taken.length));
  assert.equal(taken.reduce((sum, text) => sum + rupiah(text), 0), await less());
  assert.ok((await less()) > 0);
  await accessible(page);

  await outage(hr, `${month}-08`, `${month}-14`);
  await sent(hr);
  await look(page, `${server.url}/kehadiran?bulan=${month}`, "Tidak dihitung, gangguan: Listrik padam");
  assert.equal(await less(), 0);
  await page.getByText(/Listrik padam/).last().waitFor();

  // Without the file again: what is recorded is worked out with the outage, and pay follows.
  await press(hr, "Hitung dari yang tercatat");
  await press(hr, /^Simpan \d+ rekap$/);
  await hr.getByText(/\d+ rekap tersimpan di perangkat ini/).waitFor();
  await sent(hr);
  await hr.getByRole("button", { name: "Tarik", exact: true }).first().click();
  await hr.getByRole("dialog").getByRole("button", { name: "Tarik", exact: true }).click();
  await sent(hr);
  await look(page, `${server.url}/kehadiran?bulan=${month}`, "Tidak ada presensi dan tidak ada keterangan");
});

test("coming and going are marked without a signal, survive a reload, and count once the office says so", async (world) => {
  world.allow(IDLE);
  const server = await world.server();
  const page = await signIn(world, server, "pegawai", PHONE);
  await page.goto(`${server.url}/kehadiran`);
  await page.getByText("Belum ada presensi dari gawai hari ini.").waitFor();
  await page.getByText("Kantor Anda menghitung presensi dari mesin.").waitFor();
  await server.stop();
  await press(page, "Catat masuk");
  const said = page.locator("#presensi-hari-ini", { hasText: /Tercatat hari ini: \d\d\.\d\d\./ });
  await said.waitFor();
  await page.reload();
  await said.waitFor();
  await page.getByRole("button", { name: "Catat pulang" }).waitFor();
  await accessible(page);
  await server.start();
  await page.reload();
  await sent(page);

  const hr = await signIn(world, server, "hr");
  await hr.goto(`${server.url}/rekap/kehadiran`);
  await hr.locator("#kantor").waitFor();
  await hr.fill("#bulan", await page.inputValue("#bulan"));
  await choose(hr, "Semua kantor");
  await hr.getByText("Catat jam kerja", { exact: true }).click();
  await hr.getByLabel("Presensi dari gawai dihitung").check();
  await hr.fill("#jam-biasa-selesai", "07:00");
  await press(hr, /^Catat jam kerja mulai/);
  await hr.getByText("Berakhir sebelum mulai. Periksa keduanya.").waitFor();
  await hr.fill("#jam-biasa-selesai", "16:00");
  await press(hr, /^Catat jam kerja mulai/);
  await hr.getByText("Presensi dari gawai masing-masing dihitung.").waitFor();
  await accessible(hr);
});

test("who is not HR does not import attendance", async (world) => {
  world.allow(IDLE);
  const server = await world.server();
  const page = await signIn(world, server, "pegawai", PHONE);
  await page.goto(`${server.url}/rekap/kehadiran`);
  await page.getByText("Halaman ini untuk pengelola kepegawaian.").waitFor();
});
