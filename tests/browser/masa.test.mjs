// A treasurer's month from the run to the payment: submitted, given back, submitted anew, approved by somebody else,
// locked, paid; and what the employee reads of it on a phone.

import assert from "node:assert/strict";
import { approve, dialog, lock, locked, look, press, section, sent, signIn, strip, submit } from "./app.mjs";
import { assertAccessible, DESK, PHONE, test, until } from "./lib.mjs";

test("a month is submitted, given back, approved by another, locked and paid, and the employee reads it", async (world) => {
  const server = await world.server();
  const pegawai = await signIn(world, server, "pegawai", PHONE);
  const bendahara = await signIn(world, server, "bendahara", DESK);
  const ppk = await signIn(world, server, "ppk", DESK);

  // The office of the employee, from the treasurer's list.
  await bendahara.goto(`${server.url}/proses`);
  await bendahara.locator("#kantor option").nth(1).waitFor({ state: "attached" });
  const offices = await bendahara.locator("#kantor option").allInnerTexts();
  const office = offices.find((name) => name === "Puskesmas Contoh Utara") ?? offices[1];
  const month = await submit(bendahara, server, office);

  await look(ppk, `${server.url}/masa`, office);
  await ppk.getByRole("link", { name: new RegExp(office) }).first().click();
  await ppk.getByText(/slip dihitung ulang di perangkat ini\. Semuanya sama/).waitFor();
  await assertAccessible(ppk);
  const address = ppk.url();
  await press(ppk, "Kembalikan");
  await dialog(ppk).getByRole("button", { name: "Kembalikan", exact: true }).click();
  await ppk.getByText("Tulis alasannya").waitFor();
  await ppk.fill("#alasan", "Jabatan satu orang belum benar");
  await dialog(ppk).getByRole("button", { name: "Kembalikan", exact: true }).click();
  await sent(ppk);

  await look(bendahara, address, "Jabatan satu orang belum benar");
  await submit(bendahara, server, office);
  // Who submitted it cannot approve it: the treasurer has no such button.
  await bendahara.goto(address);
  await bendahara.getByText("Pembuktian").waitFor();
  assert.equal(await bendahara.getByRole("button", { name: "Setujui", exact: true }).count(), 0);

  await look(ppk, address, "Setujui");
  await press(ppk, "Setujui");
  await dialog(ppk).getByRole("button", { name: "Setujui", exact: true }).click();
  await sent(ppk);

  await look(bendahara, address, "Kunci bulan");
  await press(bendahara, "Kunci bulan");
  await dialog(bendahara).getByRole("button", { name: "Kunci bulan", exact: true }).click();
  await press(bendahara, "Catat pembayaran");
  await dialog(bendahara).getByRole("button", { name: "Catat pembayaran", exact: true }).click();
  await bendahara.getByText("Isi nomor perintah pencairan").waitFor();
  await bendahara.fill("#nomor-sp2d", "00123/SP2D-LS/2026");
  await dialog(bendahara).getByRole("button", { name: "Catat pembayaran", exact: true }).click();
  await bendahara.getByText(/SP2D 00123\/SP2D-LS\/2026/).first().waitFor();
  await sent(bendahara);

  await look(pegawai, `${server.url}/gaji/${month}`, "Dihitung ulang di perangkat ini: sama");
  await pegawai.getByText(/SP2D 00123\/SP2D-LS\/2026/).waitFor();
  await assertAccessible(pegawai);
});

test("a decree that comes after its month was locked is paid once, with the next slip, and says why", async (world) => {
  const server = await world.server();
  const pegawai = await signIn(world, server, "pegawai", PHONE);
  const hr = await signIn(world, server, "hr", DESK);
  const me = await pegawai.evaluate(() => fetch("/api/me").then((answer) => answer.json()));

  const { bendahara, ppk, address: september } = await locked(world, server, "Puskesmas Contoh Utara", "2026-09");

  // The decree holds from the first of September and reaches HR only now.
  await hr.goto(`${server.url}/pegawai/${me.person}`);
  await hr.selectOption("#data-bidang", "golongan");
  await hr.fill("#data-berlaku", "2026-09-01");
  await hr.selectOption("#data-golongan", "IV/a");
  await press(hr, "Simpan di perangkat ini");
  await sent(hr);

  await look(pegawai, `${server.url}/gaji/2026-09`, "Menurut fakta hari ini slip ini");
  await until(async () => {
    await submit(bendahara, server, "Puskesmas Contoh Utara", "2026-10");
    return (await bendahara.getByText("1 orang menerima rapel").count()) > 0;
  }, "the back pay to be found", 90_000);
  const october = september.replace("2026-09", "2026-10");
  await look(ppk, october, "Semuanya sama");
  await approve(ppk, october);
  await lock(bendahara, october);

  await look(pegawai, `${server.url}/gaji/2026-10`, "Rapel bulan sebelumnya");
  await pegawai.getByText("Dihitung ulang di perangkat ini: sama").waitFor();
  await assertAccessible(pegawai);
  await pegawai.getByRole("link", { name: /Rapel diterima/ }).click();
  await pegawai.getByText(/Gaji pokok: selisih/).first().waitFor();
  // Paid once: the month that was settled is level now.
  await bendahara.goto(`${server.url}/proses/2026-10/${me.person}`);
  await bendahara.getByText("Gaji pokok").first().waitFor();
});

test("an employee does not reach the pay months of an office", async (world) => {
  const server = await world.server();
  const page = await signIn(world, server, "pegawai", PHONE);
  await page.goto(`${server.url}/masa`);
  await page.getByText("Gaji pegawai lain tidak terbuka bagi peran Anda").waitFor();
});

test("an objection is raised at its figure, answered by another, and read where it was raised", async (world) => {
  const server = await world.server();
  const pegawai = await signIn(world, server, "pegawai", PHONE);
  const bendahara = await signIn(world, server, "bendahara", DESK);
  const month = "2026-10";
  await pegawai.goto(`${server.url}/gaji/${month}/gaji_pokok`);
  // What would change it, worked out here: the next rank, and more service where the table goes on.
  const changes = section(pegawai, "Yang akan mengubah angka ini");
  await changes.getByText(/^Golongan [IV]+\/[a-e]$/).waitFor();
  assert.match(await changes.getByRole("row").nth(1).innerText(), /\+\d/);
  await press(pegawai, "Ajukan keberatan");
  await press(pegawai, "Kirim keberatan");
  await pegawai.getByText("Tulis alasannya, supaya dapat diperiksa.").waitFor();
  await pegawai.fill("#alasan-keberatan", "SK pangkat saya sudah terbit sejak April");
  await press(pegawai, "Kirim keberatan");
  await pegawai.getByText(/Diajukan .*, belum dijawab/).waitFor();
  await sent(pegawai);

  await look(bendahara, `${server.url}/keberatan`, "SK pangkat saya sudah terbit sejak April");
  await assertAccessible(bendahara);
  await press(bendahara, "Terima");
  await bendahara.fill("#penjelasan", "SK diterima, golongan diperbaiki");
  await dialog(bendahara).getByRole("button", { name: "Terima", exact: true }).click();
  await bendahara.getByText(/Jawaban .*: SK diterima, golongan diperbaiki/).waitFor();
  await sent(bendahara);

  await look(pegawai, `${server.url}/gaji/${month}/gaji_pokok`, "SK diterima, golongan diperbaiki");
  await assertAccessible(pegawai);
});

test("a whole region is submitted, approved and locked in one step each", async (world) => {
  const server = await world.server();
  const bendahara = await signIn(world, server, "bendahara", DESK);
  const ppk = await signIn(world, server, "ppk", DESK);
  await bendahara.goto(`${server.url}/proses`);
  await bendahara.locator("#kantor option").nth(1).waitFor({ state: "attached" });
  await press(bendahara, "Hitung");
  await bendahara.locator("#sidik-proses").waitFor({ state: "attached", timeout: 60_000 });
  const submit = bendahara.getByRole("button", { name: /^Ajukan \d+ kantor$/ });
  const many = Number(/\d+/.exec(await submit.innerText())[0]);
  assert.ok(many > 5, String(many));
  await submit.click();
  await dialog(bendahara).getByRole("button", { name: "Ajukan untuk disetujui", exact: true }).click();
  await bendahara.getByText(`${many} kantor diajukan.`).waitFor({ timeout: 60_000 });
  await sent(bendahara);

  // Everything the treasurer wrote has come when the last office waits.
  await look(ppk, `${server.url}/masa`, `Setujui ${many} kantor`);
  await until(async () => /Semua terkirim/.test(await strip(ppk)), "the approver's sync", 60_000);
  await press(ppk, `Setujui ${many} kantor`);
  await dialog(ppk).getByRole("button", { name: `Setujui ${many} kantor`, exact: true }).click({ timeout: 60_000 });
  await ppk.getByText("Tidak ada yang menunggu Anda.").waitFor();
  await assertAccessible(ppk);
  await sent(ppk);

  await look(bendahara, `${server.url}/masa`, `Kunci ${many} kantor`);
  await press(bendahara, `Kunci ${many} kantor`);
  await dialog(bendahara).getByRole("button", { name: `Kunci ${many} kantor`, exact: true }).click();
  // The page follows what was written, when it is: the step and its question are gone, the months are locked.
  const left = () => bendahara.getByRole("button", { name: /^Kunci \d+ kantor$/ }).count();
  await until(async () => (await left()) === 0, "no month left to lock", 60_000);
  assert.equal(await bendahara.locator("main .row", { hasText: "Dikunci" }).count() >= many, true);
  await sent(bendahara);
});
