// THR of a region: who receives it, what it comes to, one person's figure opened to its source, the list as CSV; a year
// whose act is unknown is not offered.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { press, signIn } from "./app.mjs";
import { assertAccessible, DESK, PHONE, test } from "./lib.mjs";

const rupiah = (text) => Number(text.replace(/[^\d]/g, ""));

test("THR is worked out for a region, its sum is that of the list, and a figure opens to its source", async (world) => {
  const server = await world.server();
  const page = await signIn(world, server, "bendahara", DESK);
  await page.getByRole("link", { name: /THR dan gaji ke-13/ }).click();
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

  const download = page.waitForEvent("download");
  await press(page, "Simpan CSV");
  const file = await download;
  assert.equal(file.suggestedFilename(), "thr-2026.csv");
  const kept = path.join(world.folder(), "thr.csv");
  await file.saveAs(kept);
  const rows = fs.readFileSync(kept, "utf8").trim().split("\n").map((row) => row.split(";"));
  const body = rows.slice(1, -1);
  const sum = body.reduce((sum, row) => sum + Number(row.at(-1) || 0), 0);
  assert.equal(Number(rows.at(-1).at(-1)), sum);
  assert.equal(rupiah(net), sum);
  assert.match(body[0][0], /^\d{8} \d{6} \d \d{3}$/);

  // The first of the list who is paid: the one before lacks a fact, and says so.
  await page.locator(".big-body .big-row").filter({ hasNotText: "Tertahan" }).first().click();
  const one = page.locator("#thr-orang");
  await one.getByText("Gaji pokok").first().waitFor();
  await one.getByText(/PP 9\/2026/).first().waitFor();
  await assertAccessible(page);
});

test("an employee does not reach THR of others", async (world) => {
  const server = await world.server();
  const page = await signIn(world, server, "pegawai", PHONE);
  await page.goto(`${server.url}/thr`);
  await page.getByText("Gaji pegawai lain tidak terbuka bagi peran Anda.").waitFor();
});
