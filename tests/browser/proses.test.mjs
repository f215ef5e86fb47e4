// The treasurer's month in the browser, held against the native recomputation of the same region.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { enter, strip } from "./app.mjs";
import { DESK, ROOT, test, until } from "./lib.mjs";

test("the region's payroll has the same digest in the browser and natively, and its CSV adds up", async (world) => {
  const server = await world.server();
  const device = await world.device();
  const page = await device.page(null, DESK);
  await enter(page, server, "bendahara");
  await until(async () => /sinkron baru saja/.test(await strip(page)), "the first sync", 120_000);
  await page.goto(`${server.url}/proses`);
  const month = await page.inputValue("#bulan");
  await page.getByRole("button", { name: "Hitung" }).click();
  await page.locator("#sidik-proses").waitFor({ state: "attached", timeout: 120_000 });
  const digest = (await page.locator("#sidik-proses").textContent()).trim();

  const binary = path.resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target", "release/takar");
  const told = execFileSync(binary, ["payroll", month, "--data", server.dataDir], { encoding: "utf8" });
  assert.match(told, new RegExp(`digest ${digest}`), told);
  const [, finals, blocked, net] = /: (\d+) final, (\d+) blocked[\s\S]*net (\d+)/.exec(told);
  assert.ok(Number(finals) > 500, told);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Unduh CSV" }).click(),
  ]);
  const text = fs.readFileSync(await download.path(), "utf8");
  const lines = text.trim().split(/\r?\n/);
  assert.ok(text.startsWith("\ufeff"));
  assert.equal(lines.length, Number(finals) + Number(blocked) + 2);
  assert.equal(lines.filter((line) => /;Tertahan: /.test(line)).length, Number(blocked));
  assert.match(lines[1], /^\d{8} \d{6} \d \d{3};/);
  assert.equal(lines.at(-1).split(";").at(-1), net);

  await page.getByText("Dibandingkan dengan bulan lalu").first().waitFor();
  await page.getByText("Tertahan, tidak ikut dibayar").first().waitFor();
});

test("one office is computed alone, a person's slip opens, and every figure says why", async (world) => {
  const server = await world.server();
  const device = await world.device();
  const page = await device.page(null, DESK);
  await enter(page, server, "bendahara");
  await until(async () => /sinkron baru saja/.test(await strip(page)), "the first sync", 120_000);
  await page.goto(`${server.url}/proses`);
  await page.selectOption("#kantor", { index: 1 });
  await page.getByRole("button", { name: "Hitung" }).click();
  await page.locator("#sidik-proses").waitFor({ state: "attached", timeout: 60_000 });
  const month = await page.inputValue("#bulan");
  await page.locator(".big-body .big-row").first().click();
  await page.waitForURL(`**/proses/${month}/*`);
  await page.getByText("Gaji pokok").first().waitFor();
  await page.getByRole("link", { name: /Gaji pokok/ }).first().click();
  await page.getByText(/PP 5\/2024|Perpres 11\/2024/).first().waitFor();
});

test("a run can be stopped, keeps what was computed, and begins anew", async (world) => {
  const server = await world.server();
  const device = await world.device();
  const page = await device.page(null, DESK);
  await enter(page, server, "bendahara");
  await until(async () => /sinkron baru saja/.test(await strip(page)), "the first sync", 120_000);
  await page.goto(`${server.url}/proses`);
  await page.locator("#bulan").waitFor();
  // Slow enough for a person to change their mind.
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 20 });
  await page.evaluate(() => {
    const press = (name) => [...document.querySelectorAll("button")].find((one) => one.innerText.trim() === name)?.click();
    new MutationObserver(() => document.querySelector("progress, [role=progressbar]") && press("Batalkan"))
      .observe(document.body, { childList: true, subtree: true });
    press("Hitung");
  });
  await page.getByText(/Dihentikan\. \d+ slip/).waitFor({ timeout: 60_000 });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await page.reload();
  await page.getByRole("button", { name: "Hitung" }).click();
  await page.locator("#sidik-proses").waitFor({ state: "attached", timeout: 120_000 });
});

test("an employee does not reach the run, and no pay of others", async (world) => {
  const server = await world.server();
  const device = await world.device();
  const page = await device.page(null, DESK);
  await enter(page, server, "atasan");
  await until(async () => /sinkron baru saja/.test(await strip(page)), "the first sync");
  await page.goto(`${server.url}/proses`);
  await page.getByText("Halaman ini untuk bendahara").waitFor();
});
