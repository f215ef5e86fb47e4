// Figures from a real browser against the real server, one line each: name, value, unit.
//
//   node bench.mjs               all
//   node bench.mjs treasurer     the figures whose part is named
//
// The processor is four times slower than this machine's. Times run from the navigation, or from the click, until
// what a person came for is on the screen. Nothing here is a test.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { DESK, PHONE, ROOT, World, mainProcess, slowDown, until, untilKept } from "./lib.mjs";

const SLOWER = 4;
const PEOPLE = 10_000;
const MONTHS = 12;
// Slow 4G as browsers' own tools name it.
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: (1.6e6 / 8) * 0.9, uploadThroughput: (750e3 / 8) * 0.9 };
const LONG = 30 * 60_000;

const wanted = process.argv.slice(2);

function say(name, value, unit) {
  console.log(`${name} ${value.toFixed(1)} ${unit}`);
}

// --- the page as a person has it -------------------------------------------------------------------

async function slowPage(device, size, network) {
  const page = await device.page(null, size);
  page.setDefaultTimeout(LONG);
  page.setDefaultNavigationTimeout(LONG);
  if (network) {
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", network);
  }
  await slowDown(page, SLOWER);
  return page;
}

async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

// Opens a page anew and returns the time until `ready` holds, in milliseconds.
async function start(device, size, url, ready, network) {
  const page = await slowPage(device, size, network);
  const took = await timed(async () => {
    await page.goto(url, { waitUntil: "commit" });
    await ready(page);
  });
  return { page, took };
}

const strip = (page) => page.locator("a.strip").first().innerText({ timeout: LONG });
const seen = (text) => (page) => page.getByText(text).first().waitFor();
const form = (page) => page.locator("#nama").waitFor();

// From the click on "sign in" until everything granted is on the device and compared with the server.
async function firstSync(page, name) {
  await page.fill("#nama", name);
  await page.fill("#sandi", "takar-demo");
  return timed(async () => {
    await page.keyboard.press("Enter");
    await page.waitForURL("**/beranda");
    await until(async () => /sinkron baru saja/.test(await strip(page)), "the first sync", LONG);
  });
}

async function memory(part, device, page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  say(`${part}.heap.js`, usedSize / 2 ** 20, "MB");
  say(`${part}.memory.page`, rendererBytes(device.profile) / 2 ** 20, "MB");
  const { usage } = await page.evaluate(() => navigator.storage.estimate());
  say(`${part}.disk`, usage / 2 ** 20, "MB");
}

// Memory in use by the largest page process of the browser: the heap, the app's own memory, and what is drawn.
function rendererBytes(profile) {
  const main = mainProcess(profile);
  const read = (pid, file) => {
    try {
      return fs.readFileSync(`/proc/${pid}/${file}`, "utf8");
    } catch {
      return "";
    }
  };
  const parents = new Map();
  for (const pid of fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    parents.set(Number(pid), Number(/^PPid:\s*(\d+)/m.exec(read(pid, "status"))?.[1] ?? 0));
  }
  const below = (pid) => pid > 1 && (pid === main || below(parents.get(pid) ?? 0));
  const sizes = [...parents.keys()]
    .filter((pid) => below(pid) && read(pid, "cmdline").includes("--type=renderer"))
    .map((pid) => Number(/^VmRSS:\s*(\d+)/m.exec(read(pid, "status"))?.[1] ?? 0) * 1024);
  return Math.max(0, ...sizes);
}

// Warm starts with the server there and without it, then what the device holds.
async function starts(part, device, server, size, url, ready) {
  for (const name of ["warm", "warm.again"]) {
    const { page, took } = await start(device, size, url, ready);
    say(`${part}.start.${name}`, took, "ms");
    if (name === "warm.again") await memory(part, device, page);
    await page.close();
  }
  await server.stop();
  const { page, took } = await start(device, size, url, ready);
  say(`${part}.start.offline`, took, "ms");
  await page.close();
  await server.start();
}

// --- an employee's phone ---------------------------------------------------------------------------

async function employee(world) {
  const server = await world.server();
  for (const [name, network] of [["cold", undefined], ["cold.slow4g", SLOW_4G]]) {
    const device = await world.device();
    const { page, took } = await start(device, PHONE, `${server.url}/masuk`, form, network);
    say(`employee.start.${name}`, took, "ms");
    say(`employee.sync.first${network ? ".slow4g" : ""}`, await firstSync(page, "pegawai"), "ms");
    await untilKept(page);
    await page.close();
    if (network) continue;
    // The figure of the last slip is on the screen.
    await starts("employee", device, server, PHONE, `${server.url}/beranda`, seen(/Rp/));
    await device.close();
  }
}

// --- the treasurer of a large region ---------------------------------------------------------------

const binary = path.resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target", "release/takar");

function largeRegion(world) {
  const folder = world.folder();
  execFileSync(binary, ["demo", "--data", folder, "--people", String(PEOPLE), "--months", String(MONTHS)]);
  return folder;
}

// Computes what is chosen and returns what the page says about it.
async function compute(page) {
  const line = page.getByText(/orang dihitung dalam/).first();
  const before = await line.elementHandle({ timeout: 1 }).catch(() => null);
  await page.getByRole("button", { name: "Hitung" }).click();
  await page.waitForFunction((before) => !before?.isConnected, before);
  await line.waitFor();
  const [people, ms] = /([\d.]+) orang dihitung dalam ([\d.]+) milidetik/
    .exec(await line.innerText()).slice(1).map((number) => Number(number.replaceAll(".", "")));
  return { people, ms };
}

// The salary list of everyone as a workbook, at full speed: the whole, and the longest the page could not answer meanwhile.
async function workbook(part, page) {
  await page.locator("nav").getByRole("link", { name: "Dokumen", exact: true }).first().click();
  const button = page.getByRole("button", { name: "Unduh XLSX" });
  await button.waitFor();
  await page.evaluate(() => {
    window.longest = 0;
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration);
    }).observe({ type: "longtask" });
  });
  let size = 0;
  const took = await timed(async () => {
    const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
    size = fs.statSync(await download.path()).size;
  });
  say(`${part}.workbook.rows`, PEOPLE, "people");
  say(`${part}.workbook.whole`, took, "ms");
  say(`${part}.workbook.size`, size / 2 ** 20, "MB");
  // Tasks below 50 ms are no long tasks.
  say(`${part}.workbook.longest_task`, await page.evaluate(() => window.longest), "ms");
  await page.goBack();
  await page.getByText("Dibandingkan dengan bulan lalu").first().waitFor();
}

async function payroll(part, device, server, folder) {
  const page = await slowPage(device, DESK);
  // Every slip of an office is explained and drawn, then handed to the printer.
  await page.addInitScript(() => (window.print = () => performance.mark("printed")));
  await page.goto(`${server.url}/proses`);
  for (const turn of ["first", "again"]) {
    const { people, ms } = await compute(page);
    say(`${part}.pay.silent.${turn}.people`, people, "people");
    say(`${part}.pay.silent.${turn}`, ms, "ms");
    // The month before is computed after what was asked for.
    await page.getByText("Dibandingkan dengan bulan lalu").first().waitFor();
  }
  // As fast as the machine is, for the budget of the run itself.
  await slowDown(page, 1);
  const { ms } = await compute(page);
  say(`${part}.pay.silent.full_speed`, ms, "ms");
  // The same region worked out by the server's program gives the same digest over all slips.
  const month = await page.inputValue("#bulan");
  const digest = (await page.locator("#sidik-proses").textContent()).trim();
  const told = execFileSync(binary, ["payroll", month, "--data", folder], { encoding: "utf8" });
  if (!told.includes(`digest ${digest}`)) throw new Error(`the browser's digest is ${digest}, natively:\n${told}`);
  say(`${part}.pay.digest_equal_native`, 1, "yes");
  await page.getByText("Dibandingkan dengan bulan lalu").first().waitFor();
  await workbook(part, page);
  await slowDown(page, SLOWER);
  const opened = await timed(async () => {
    await page.locator(".big-body .big-row").first().click();
    await page.getByText("Gaji pokok").first().waitFor();
  });
  say(`${part}.slip.open`, opened, "ms");
  await page.goBack();
  await page.selectOption("#kantor", { label: "Dinas Pendidikan" });
  const { people } = await compute(page);
  say(`${part}.print.people`, people, "people");
  const took = await timed(async () => {
    await page.getByRole("button", { name: "Cetak semua slip" }).click();
    await page.waitForFunction(() => performance.getEntriesByName("printed").length > 0);
  });
  say(`${part}.print`, took, "ms");
  await page.close();
}

async function treasurer(world) {
  const folder = largeRegion(world);
  const server = await world.server({ DATA_DIR: folder });
  const device = await world.device();
  const { page, took } = await start(device, DESK, `${server.url}/masuk`, form);
  say("treasurer.start.cold", took, "ms");
  say("treasurer.sync.first", await firstSync(page, "bendahara"), "ms");
  await untilKept(page);
  await page.close();
  const button = (page) => page.getByRole("button", { name: "Hitung" }).waitFor();
  await starts("treasurer", device, server, DESK, `${server.url}/proses`, button);
  await payroll("treasurer", device, server, folder);
}

// ---------------------------------------------------------------------------------------------------

for (const [name, part] of Object.entries({ employee, treasurer })) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const world = new World(name);
  try {
    await part(world);
  } finally {
    await world.close();
  }
}
