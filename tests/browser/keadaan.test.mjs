// A life event from its paper to pay: HR records that somebody has left, the next run pays nothing and says so, and study
// ends the allowance of the post in its seventh month.

import assert from "node:assert/strict";
import { firstRow, keep, person, signIn, standing, strip } from "./app.mjs";
import { assertAccessible, DESK, PHONE, test, until } from "./lib.mjs";

test("who has left is paid nothing from the month of the paper, and study ends the allowance of the post", async (world) => {
  const server = await world.server();
  const hr = await signIn(world, server, "hr", PHONE);
  await person(hr, server, "fitri utami", /Fitri Utami/);
  await standing(hr, "pensiun", "2026-10-01");
  await hr.locator("#akibat-keadaan").getByText(/Mulai gaji Oktober 2026: Gaji berhenti karena pensiun.*Pasal 240/).waitFor();
  await keep(hr);
  await hr.getByRole("alert").getByText("Surat: Wajib diisi.").waitFor();
  await hr.fill("#data-surat", "SK 800/12/2026, 1 September 2026");
  await assertAccessible(hr);
  await keep(hr);
  await hr.getByText("SK 800/12/2026, 1 September 2026").first().waitFor();
  await hr.goto(`${server.url}/pegawai`);
  await hr.fill("#cari-pegawai", "fitri utami");
  await firstRow(hr).getByText("Pensiun").waitFor();

  // Study since January: the seventh month is July, October has none of it.
  await person(hr, server, "adi pranata", /Adi Pranata/);
  await standing(hr, "tugas_belajar", "2026-01-01", "SK 800/3/2026");
  await hr.locator("#akibat-keadaan").getByText(/Mulai gaji Juli 2026: Tunjangan jabatan berhenti/).waitFor();
  await keep(hr);
  await until(async () => /Semua terkirim/.test(await strip(hr)), "both facts to be sent", 60_000);

  const page = await signIn(world, server, "bendahara", DESK);
  await page.goto(`${server.url}/proses`);
  await page.fill("#bulan", "2026-10");
  await page.getByRole("button", { name: "Hitung" }).click();
  await page.locator("#sidik-proses").waitFor({ state: "attached", timeout: 120_000 });
  const gone = page.locator("section", { has: page.getByRole("heading", { name: "Tidak dibayar bulan ini" }) });
  await gone.getByText("Fitri Utami").waitFor();
  await gone.getByText(/Pensiun sejak 1 Oktober 2026/).waitFor();
  await assertAccessible(page);
  assert.equal(await gone.getByRole("link").count(), 1);
  await gone.getByRole("link").first().click();
  await page.getByText("Tidak ada gaji yang harus dibayar: pensiun sejak 1 Oktober 2026.").first().waitFor();

  await page.goBack();
  await page.fill("#cari-slip", "adi pranata");
  await firstRow(page).click();
  await page.getByText("tidak dibayarkan dalam keadaan ini").first().waitFor();
  await page.getByRole("link", { name: /Tunjangan umum|Tunjangan fungsional|Tunjangan struktural/ }).first().click();
  await page.getByText(/tugas belajar sejak 1 Januari 2026/).first().waitFor();
  await page.getByText(/Peraturan Kepala BKN 18\/2006/).first().waitFor();
});
