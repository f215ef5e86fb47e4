// A change of the TPP rules by two people: one moves a value, sees what follows and proposes it; another signs; then the
// slip of an employee follows the new rules, and what was foretold is what is paid.

import assert from "node:assert/strict";
import { dialog, look, press, sent, signIn } from "./app.mjs";
import { assertAccessible, DESK, PHONE, test, until } from "./lib.mjs";

const rupiah = (text) => Number(text.replace(/[^\d]/g, ""));

// Takes up a value of the policy and types another one.
async function move(page, words, value) {
  await page.fill("#cari-nilai", words);
  const row = page.locator("main .row", { hasText: new RegExp(words, "i") }).first();
  await row.click();
  const box = page.locator(".slider input.numeric").last();
  await box.fill(value);
  await box.press("Enter");
  await page.locator("#beda li").first().waitFor();
}

// What the page says a month costs: now and under the other rules.
async function cost(page) {
  await page.getByRole("button", { name: /^Hitung akibatnya/ }).click();
  const stat = page.locator("#dampak .stat").first();
  await stat.waitFor({ timeout: 60_000 });
  return { after: rupiah(await stat.locator("b").innerText()), before: rupiah((await stat.innerText()).split("semula")[1]) };
}

test("a change of rules is tried, proposed by one and signed by another, and pay follows it", async (world) => {
  const server = await world.server();
  const bendahara = await signIn(world, server, "bendahara", DESK);
  const ppk = await signIn(world, server, "ppk", DESK);
  const pegawai = await signIn(world, server, "pegawai", PHONE);

  // The month that the newest recaps are of: the change shall hold in it.
  await bendahara.goto(`${server.url}/proses`);
  await until(async () => (await bendahara.inputValue("#bulan")) !== "", "a month");
  const month = await bendahara.inputValue("#bulan");
  await pegawai.goto(`${server.url}/gaji/${month}`);
  const net = () => pegawai.getByRole("link", { name: /TPP Prestasi kerja/ }).first().innerText();
  await pegawai.getByText("TPP Prestasi kerja").first().waitFor();
  const before = await net();

  await bendahara.goto(`${server.url}/aturan/perubahan`);
  await bendahara.getByText("Tidak ada usulan yang berjalan.").waitFor();
  await assertAccessible(bendahara);
  await bendahara.getByRole("link", { name: "Susun perubahan" }).click();
  await bendahara.fill("#mulai", month);
  await move(bendahara, "indeks", "0,4");
  const foretold = await cost(bendahara);
  assert.ok(foretold.before > 0 && foretold.after > foretold.before, JSON.stringify(foretold));
  assert.ok(Math.abs(foretold.after / foretold.before - 0.4 / 0.35) < 0.001, JSON.stringify(foretold));
  // The cost follows the slider, and the budget line says how far it is.
  await bendahara.fill("#anggaran", String(foretold.after - 1_000_000));
  await bendahara.getByText("Melewati anggaran sebesar Rp1.000.000.").waitFor();
  await bendahara.locator("summary", { hasText: "Setiap kantor" }).click();
  await bendahara.getByRole("rowheader", { name: /^Dinas Pendidikan/ }).or(bendahara.getByRole("cell", { name: /^Dinas Pendidikan/ })).first().waitFor();
  await bendahara.locator(".big-body .big-row").first().click();
  await bendahara.getByText("Gaji dan TPP diterima").waitFor();
  await assertAccessible(bendahara);

  // A value that was taken up goes back to what it was.
  await move(bendahara, "CPNS", "90");
  await until(async () => (await bendahara.locator("#beda li").count()) === 2, "two differences");
  await bendahara.getByRole("button", { name: "Kembalikan ke semula" }).last().click();
  await until(async () => (await bendahara.locator("#beda li").count()) === 1, "one difference");

  // A change without an act or a reason is not proposed.
  await press(bendahara, "Ajukan");
  await bendahara.getByText("Sebut peraturan yang memerintahkan nilai baru.").waitFor();
  await bendahara.fill("#dasar-hukum", "Perkada Contoh 9/2026");
  await bendahara.fill("#pasal", "Pasal 3");
  await bendahara.fill("#alasan-usul", "Indeks naik menurut kemampuan keuangan daerah");
  // What was prepared is a draft: it is there after a reload.
  await bendahara.reload();
  await until(async () => (await bendahara.inputValue("#dasar-hukum")) === "Perkada Contoh 9/2026", "the draft");
  await press(bendahara, "Ajukan");
  await dialog(bendahara).getByRole("button", { name: "Ajukan", exact: true }).click();
  await bendahara.waitForURL("**/aturan/perubahan");
  await bendahara.getByText("Anda yang mengusulkan; orang lain yang menandatangani.").waitFor();
  assert.equal(await bendahara.getByRole("button", { name: "Tanda tangani", exact: true }).count(), 0);
  await sent(bendahara);

  // Nothing is paid by it yet.
  await pegawai.reload();
  await pegawai.getByText("TPP Prestasi kerja").first().waitFor();
  assert.equal(await net(), before);

  await look(ppk, `${server.url}/aturan/perubahan`, "Menunggu tanda tangan");
  await ppk.getByText("Indeks naik menurut kemampuan keuangan daerah").waitFor();
  await ppk.locator(".beda li", { hasText: "0,4" }).first().waitFor();
  await press(ppk, "Tanda tangani");
  await dialog(ppk).getByRole("button", { name: "Tanda tangani", exact: true }).click();
  await ppk.getByText(/ditandatangani .+ 2026/).waitFor();
  await ppk.getByText("Tidak ada usulan yang berjalan.").waitFor();
  await assertAccessible(ppk);
  await sent(ppk);

  // The slip follows, and says what its index rests on.
  await until(
    async () => {
      await pegawai.goto(`${server.url}/gaji/${month}`);
      await pegawai.getByText("TPP Prestasi kerja").first().waitFor();
      await pegawai.waitForTimeout(1_000);
      return (await net()) !== before;
    },
    "the slip to follow the new rules",
    60_000,
  );

  // What was foretold is what is paid: the old rules, tried beside the new ones, give both sums the other way round.
  await look(bendahara, `${server.url}/aturan/perubahan`, /ditandatangani .+ 2026/);
  await bendahara.getByRole("link", { name: "Susun perubahan" }).click();
  await bendahara.fill("#mulai", month);
  await bendahara.selectOption("#dasar", { label: "Daerah Contoh (rekaan)" });
  assert.deepEqual(await cost(bendahara), { after: foretold.before, before: foretold.after });
});

test("an employee is not offered changes of the rules, and HR does not see what they do to pay", async (world) => {
  const server = await world.server();
  const pegawai = await signIn(world, server, "pegawai", PHONE);
  await pegawai.goto(`${server.url}/aturan/ubah`);
  await pegawai.getByText(/^Halaman ini untuk pengelola kepegawaian tingkat daerah/).waitFor();
  const hr = await signIn(world, server, "hr", DESK);
  await hr.goto(`${server.url}/aturan/ubah`);
  await hr.getByText("Akibat pada pembayaran terlihat oleh bendahara").waitFor();
  await move(hr, "CPNS", "90");
  await hr.getByRole("button", { name: "Ajukan", exact: true }).waitFor();
});
