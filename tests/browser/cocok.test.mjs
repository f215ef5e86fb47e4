// HR's list held against payroll's: every planted difference is named by its cause, nothing is written, the report is saved.

import assert from "node:assert/strict";
import fs from "node:fs";
import { section, signIn, strip } from "./app.mjs";
import { assertAccessible, DESK, PHONE, test } from "./lib.mjs";

test("a payroll list with planted differences is told apart by cause, on the device alone", async (world) => {
  const server = await world.server();
  const page = await signIn(world, server, "bendahara", DESK);
  // The run's own list is the payroll list; then it is spoiled.
  await page.goto(`${server.url}/proses`);
  await page.fill("#bulan", "2026-10");
  await page.getByRole("button", { name: "Hitung" }).click();
  await page.locator("#sidik-proses").waitFor({ state: "attached", timeout: 120_000 });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Unduh CSV" }).click(),
  ]);
  const lines = fs.readFileSync(await download.path(), "utf8").replace("\ufeff", "").trim().split(/\r?\n/).slice(1, -1);
  const rows = lines.map((line) => line.split(";").slice(0, 3));
  const [first, second, third, fourth] = rows;
  const spoiled = [
    [first[0], first[1].toUpperCase(), first[2]], // agrees: case and titles do not matter
    [second[0], second[1], "I/a"],
    [third[0], "Nama Lain Sekali", third[2]],
    ["198501012010011999", "Orang Tak Dikenal", "III/a"],
    ["1,98704E+17", "", "III/b"],
    ...rows.slice(4),
    rows[10],
  ];
  const file = ["No Urut;NIP Baru;Nama Pegawai;Gol", ...spoiled.map((row, at) => [at + 1, ...row].join(";")), ""].join("\n");

  const pushes = () => server.log.split("/api/push").length;
  const before = pushes();
  await page.goto(`${server.url}/cocok`);
  await page.fill("#bulan-cocok", "2026-10");
  await page.setInputFiles("#berkas-gaji", { name: "gaji.txt", mimeType: "text/csv", buffer: Buffer.from("nama;gol\nA;I/a\n") });
  await page.getByText("Kolom yang wajib tidak ada: nip.").waitFor();
  await page.setInputFiles("#berkas-gaji", { name: "gaji.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await section(page, "Golongan berbeda").getByText(second[1]).waitFor();
  await section(page, "Nama berbeda").getByText(/di daftar gaji: Nama Lain Sekali/).waitFor();
  await section(page, "NIP tidak dikenal di kepegawaian").getByText("Orang Tak Dikenal").waitFor();
  await section(page, "NIP dibulatkan lembar kerja").getByText(/1,98704E\+17/).waitFor();
  await section(page, "Tercantum dua kali").getByText(rows[10][1]).waitFor();
  await section(page, "Tidak ada di daftar gaji").getByText(fourth[1]).waitFor();
  const stat = async (label) => {
    const box = page.locator("#hasil-cocok .stat", { hasText: label });
    return Number((await box.locator("b").innerText()).replace(/\D/g, ""));
  };
  assert.equal(await stat("Baris di daftar gaji"), spoiled.length);
  assert.equal(await stat("Sama di keduanya"), spoiled.length - 5);
  assert.equal(await stat("Berbeda"), 6);
  await assertAccessible(page);
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Unduh selisih (CSV)" }).click(),
  ]);
  assert.equal(saved.suggestedFilename(), "takar-pencocokan-2026-10.csv");
  assert.equal(fs.readFileSync(await saved.path(), "utf8").trim().split(/\r?\n/).length, 7);
  // Nothing was written: no record lies unsent on the device, and none was sent.
  await page.goto(`${server.url}/riwayat`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.ok(!/belum terkirim/.test(await strip(page)), await strip(page));
  assert.equal(pushes(), before);
});

test("who keeps neither list does not compare them", async (world) => {
  const server = await world.server();
  const page = await signIn(world, server, "pegawai", PHONE);
  await page.goto(`${server.url}/cocok`);
  await page.getByText("Halaman ini untuk pengelola kepegawaian dan bendahara.").waitFor();
});
