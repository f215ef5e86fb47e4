// The shell around the app, on a plain static host: policy, first paint, service worker, update.
// Says nothing about the app's pages.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { ROOT, test, until, untilKept } from "./lib.mjs";
import { staticHost } from "./static.mjs";

const DIST = path.join(ROOT, "dist");
const GONE = /ERR_CONNECTION_REFUSED|Failed to fetch|404 \(Not Found\)/;

// A copy that a test may change.
function copyOfDist(world) {
  const dir = path.join(world.folder(), "dist");
  fs.cpSync(DIST, dir, { recursive: true });
  return dir;
}

async function host(world, dir = DIST) {
  const started = await staticHost(dir);
  world.onClose(() => started.stop());
  return started;
}

const builds = (page) => page.evaluate(() => caches.keys());

test("a first visit keeps the whole build and breaks no policy", async (world) => {
  const site = await host(world);
  const device = await world.device();
  const page = await device.page(site.url);
  await untilKept(page);
  const { build, files } = JSON.parse(fs.readFileSync(path.join(DIST, "build.json"), "utf8"));
  assert.deepEqual(await builds(page), [`takar-build-${build}`]);
  const kept = await page.evaluate(async (name) => {
    const requests = await (await caches.open(name)).keys();
    return requests.map((request) => new URL(request.url).pathname);
  }, `takar-build-${build}`);
  for (const url of ["/", "/boot.js", "/manifest.webmanifest", "/icons.svg"]) assert.ok(kept.includes(url), url);
  assert.ok(kept.some((url) => url.endsWith(".wasm")) && kept.some((url) => url.endsWith(".css")));
  assert.ok(!kept.some((url) => url.includes("/desk") || url === "/sw.js"));
  assert.ok(files.length >= kept.length);
  assert.equal(await page.evaluate(() => document.documentElement.lang), "id");
});

test("with the host gone every address of the app still opens", async (world) => {
  const site = await host(world);
  const device = await world.device();
  const page = await device.page(site.url);
  await untilKept(page);
  await site.stop();
  world.allow(GONE);
  for (const address of ["/", "/gaji/2024-05", "/index.html", "/pelatihan?urut=jp"]) {
    const answer = await page.goto(site.url + address);
    assert.equal(answer.status(), 200, address);
    await page.waitForFunction(() => performance.getEntriesByType("resource").some((r) => r.name.endsWith(".wasm")));
    assert.equal(await page.locator("#app-start-failed:visible").count(), 0, address);
  }
});

test("the service worker leaves the API and foreign files alone", async (world) => {
  const site = await host(world);
  const device = await world.device();
  const page = await device.page(site.url);
  await untilKept(page);
  site.asked.length = 0;
  world.allow(GONE);
  await page.evaluate(() => Promise.all(["/api/health", "/other.csv"].map((url) => fetch(url))));
  assert.deepEqual(site.asked.sort(), ["/api/health", "/other.csv"]);
});

test("an address unknown to a dumb host starts the app", async (world) => {
  const site = await host(world);
  const device = await world.device();
  world.allow(GONE);
  const page = await device.page(`${site.url}/gaji/2024-05`);
  await page.waitForFunction(() => performance.getEntriesByType("resource").some((r) => r.name.endsWith(".wasm")));
});

test("a new version waits for consent, then costs only the changed file", async (world) => {
  const dir = copyOfDist(world);
  const site = await host(world, dir);
  const device = await world.device();
  const page = await device.page(site.url);
  await untilKept(page);
  const [before] = await builds(page);

  const after = newVersion(dir);
  site.asked.length = 0;
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await page.waitForFunction(() => document.documentElement.dataset.update === "waiting");
  assert.deepEqual((await builds(page)).sort(), [before, after].sort());
  assert.deepEqual(site.asked.filter((url) => url !== "/sw.js"), ["/icons.svg"]);

  await page.evaluate(() => (window.sameDocument = true));
  await page.evaluate(() => window.dispatchEvent(new Event("takar-take-over")));
  await page.waitForFunction(() => !window.sameDocument);
  await until(async () => (await builds(page)).join() === after, "the old build to go");
});

test("a second tab is told, not reloaded, when the first one switches", async (world) => {
  const dir = copyOfDist(world);
  const site = await host(world, dir);
  const device = await world.device();
  const first = await device.page(site.url);
  await untilKept(first);
  const second = await device.page(site.url);
  await second.evaluate(() => (window.sameDocument = true));
  newVersion(dir);
  await first.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await first.waitForFunction(() => document.documentElement.dataset.update === "waiting");
  await first.evaluate(() => window.dispatchEvent(new Event("takar-take-over")));
  await second.waitForFunction(() => document.documentElement.dataset.update === "replaced");
  assert.equal(await second.evaluate(() => window.sameDocument), true);
});

test("one damaged file stops a new version as a whole and the old one goes on", async (world) => {
  const dir = copyOfDist(world);
  const site = await host(world, dir);
  const device = await world.device();
  const page = await device.page(site.url);
  await untilKept(page);
  const before = await builds(page);
  newVersion(dir);
  fs.appendFileSync(path.join(dir, "icons.svg"), "<!-- damaged on the way -->");
  world.allow(/digest differs/);
  const outcome = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const next = new Promise((resolve) => {
      registration.addEventListener("updatefound", () => {
        const worker = registration.installing;
        worker.addEventListener("statechange", () => resolve(worker.state));
      });
    });
    await registration.update();
    return next;
  });
  assert.equal(outcome, "redundant");
  assert.deepEqual(await builds(page), before);
});

test("a page whose program cannot be fetched says so plainly", async (world) => {
  const dir = copyOfDist(world);
  for (const name of fs.readdirSync(dir)) if (name.endsWith(".wasm")) fs.rmSync(path.join(dir, name));
  const site = await host(world, dir);
  const device = await world.device();
  world.allow(/./);
  const page = await device.page(site.url);
  await page.locator("#app-start-failed").waitFor({ state: "visible" });
  assert.match(await page.locator("#app-start-failed").innerText(), /^Aplikasi belum bisa dimuat\. Periksa sambungan lalu muat ulang\./);
});

// Changes the icons as a next release would, with the digest in the worker's list; gives back the
// new cache's name.
function newVersion(dir) {
  const icons = path.join(dir, "icons.svg");
  const worker = path.join(dir, "sw.js");
  const digest = () => createHash("sha256").update(fs.readFileSync(icons)).digest("hex");
  const old = digest();
  fs.appendFileSync(icons, "<!-- next -->");
  const script = fs.readFileSync(worker, "utf8");
  const build = /const BUILD = "([0-9a-f]+)"/.exec(script)[1];
  const next = `${build.slice(0, -4)}beef`;
  fs.writeFileSync(worker, script.replace(build, next).replace(old, digest()));
  return `takar-build-${next}`;
}
