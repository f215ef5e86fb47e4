// What the next months change by themselves: with amounts for who reads pay, without for HR, the own for an employee.

import assert from "node:assert/strict";
import { signIn } from "./app.mjs";
import { assertAccessible, DESK, PHONE, test } from "./lib.mjs";

test("the treasurer sees what comes with its amount, HR sees it without, an employee does not see others", async (world) => {
  const server = await world.server();
  const bendahara = await signIn(world, server, "bendahara", DESK);
  await bendahara.goto(`${server.url}/akan-berubah`);
  await bendahara.selectOption("#rentang", "12");
  await bendahara.getByText(/Kenaikan gaji berkala: masa kerja \d+ tahun, gaji pokok Rp/).first().waitFor();
  await assertAccessible(bendahara);
  await bendahara.selectOption("#jenis", "anak");
  await bendahara.getByText(/Anak ke-\d+ berumur/).first().waitFor();
  assert.equal(await bendahara.getByText(/Kenaikan gaji berkala: masa/).count(), 0);

  const hr = await signIn(world, server, "hr", DESK);
  await hr.goto(`${server.url}/akan-berubah`);
  await hr.selectOption("#rentang", "12");
  await hr.getByText(/Kenaikan gaji berkala: masa kerja \d+ tahun/).first().waitFor();
  assert.ok(!/Rp\d/.test(await hr.locator("main").innerText()), "no amount on HR's page");
  await hr.getByRole("link", { name: /Kenaikan gaji berkala/ }).first().click();
  await hr.waitForURL("**/pegawai/*");

  const pegawai = await signIn(world, server, "pegawai", PHONE);
  await pegawai.goto(`${server.url}/akan-berubah`);
  await pegawai.getByText("Halaman ini untuk pengelola kepegawaian, bendahara, dan penyetuju gaji.").waitFor();
});
