// A life event from its paper to pay: HR records that somebody has left, the next run pays nothing and says so, and study
// ends the allowance of the post in its seventh month.

import assert from "node:assert/strict";
import { firstRow, keep, person, press, sent, signIn, standing, strip } from "./app.mjs";
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

test("a suspension is held until its paper names an amount, which the treasurer records, and is then paid by it", async (world) => {
  const server = await world.server();
  const hr = await signIn(world, server, "hr", PHONE);
  await person(hr, server, "fitri utami", /Fitri Utami/);
  await standing(hr, "berhenti_sementara", "2026-09-10", "SK 800/44/2026");
  await hr.locator("#akibat-keadaan").getByText(/Mulai gaji Oktober 2026: Gaji mengikuti jumlah dalam keputusannya.*Pasal 281/).waitFor();
  await keep(hr);
  await hr.getByText("SK 800/44/2026").first().waitFor();
  await sent(hr);

  const page = await signIn(world, server, "bendahara", DESK);
  await page.goto(`${server.url}/proses`);
  await page.fill("#bulan", "2026-10");
  await press(page, "Hitung");
  await page.locator("#sidik-proses").waitFor({ state: "attached", timeout: 120_000 });
  await page.getByRole("link", { name: /Fitri Utami/ }).first().click();
  await page.getByRole("heading", { name: "Penghasilan menurut keputusan" }).waitFor();
  await page.fill("#surat-jumlah", "seribu");
  await press(page, "Catat jumlah");
  await page.getByRole("alert").getByText(/Jumlah sebulan menurut surat:/).waitFor();
  await page.getByRole("alert").getByText(/Surat yang menyebut jumlahnya: Wajib diisi/).waitFor();
  await page.fill("#surat-jumlah", "1.650.000");
  await page.fill("#surat-nomor", "SK 800/44/2026");
  await assertAccessible(page);
  await press(page, "Catat jumlah");
  await page.getByText("SK 800/44/2026, mulai 10 September 2026").waitFor();
  await sent(page);
  assert.equal(await page.getByRole("link", { name: /Tunjangan istri|Tunjangan beras|Tunjangan umum/ }).count(), 0);
  await page.getByRole("link", { name: /Gaji pokok/ }).first().click();
  await page.getByText(/Jumlah menurut surat, sebagai ganti penghasilan: diberhentikan sementara sejak 10 September 2026/).first().waitFor();
  await page.getByText(/PP 11\/2017/).first().waitFor();

  // The superior reads the standing, never the amount.
  const atasan = await signIn(world, server, "atasan", PHONE);
  const kept = await atasan.evaluate(async () => {
    const names = (await indexedDB.databases()).map((one) => one.name);
    let text = "";
    for (const name of names) {
      const db = await new Promise((done, fail) => {
        const asked = indexedDB.open(name);
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => fail(asked.error);
      });
      for (const store of db.objectStoreNames) {
        const rows = await new Promise((done) => {
          const asked = db.transaction(store).objectStore(store).getAll();
          asked.onsuccess = () => done(asked.result);
        });
        const flat = (of) => {
          if (of instanceof ArrayBuffer) return new TextDecoder("latin1").decode(of);
          if (ArrayBuffer.isView(of)) return new TextDecoder("latin1").decode(of);
          if (of && typeof of === "object") return Object.values(of).map(flat).join(" ");
          return String(of);
        };
        text += rows.map(flat).join("\n");
      }
      db.close();
    }
    return text;
  });
  assert.ok(kept.includes("berhenti_sementara"), "the standing is there");
  assert.ok(!kept.includes("1650000"), "the amount is not");
});

test("after a death the heirs' continued salary is named with its months and its source, and no amount is made up", async (world) => {
  const server = await world.server();
  const hr = await signIn(world, server, "hr", PHONE);
  await person(hr, server, "fitri utami", /Fitri Utami/);
  await standing(hr, "meninggal", "2026-09-10", "Akta kematian 12/2026");
  const effect = hr.locator("#akibat-keadaan");
  await effect.getByText(/Mulai gaji Oktober 2026: Gaji berhenti karena meninggal dunia/).waitFor();
  await effect.getByText(/gaji terusan bagi ahli waris Oktober 2026 sampai Januari 2027.*PP 49\/1980.*belum dihitung/).waitFor();
  await keep(hr);
  await hr.getByText("Akta kematian 12/2026").first().waitFor();
  await until(async () => /Semua terkirim/.test(await strip(hr)), "the fact to be sent", 60_000);

  const page = await signIn(world, server, "bendahara", DESK);
  await page.goto(`${server.url}/proses`);
  await page.fill("#bulan", "2026-10");
  await page.getByRole("button", { name: "Hitung" }).click();
  await page.locator("#sidik-proses").waitFor({ state: "attached", timeout: 120_000 });
  const gone = page.locator("section", { has: page.getByRole("heading", { name: "Tidak dibayar bulan ini" }) });
  await gone.getByText(/Meninggal dunia sejak 10 September 2026\..*gaji terusan bagi ahli waris/).waitFor();
  await assertAccessible(page);
});
