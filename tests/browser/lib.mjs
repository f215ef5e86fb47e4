// What every browser test stands on: the real server with a data folder of its own, real Chromium
// with a profile of its own, and `test`, which cleans both up and fails on any console error.
// It knows no page of the app.
//
//   test("claim", async (world) => {
//     const server = await world.server({ DEMO: "0" });
//     const device = await world.device();               // own profile; device.kill(), device.open()
//     const page = await device.page(server.url + "/", { width: 360, height: 740 });
//   });

import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const HERE = path.dirname(fileURLToPath(import.meta.url));
export const ROOT = path.resolve(HERE, "../..");
export const OUT = path.join(HERE, "out");
export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 800 };

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

// --- tests --------------------------------------------------------------------------------------

const claims = [];

// Registers a test. All of a file run in order once the file has been read.
export function test(claim, body) {
  claims.push({ claim, body });
  if (claims.length === 1) setImmediate(runAll);
}

async function runAll() {
  const only = process.env.CLAIM;
  let failed = 0;
  for (const { claim, body } of claims) {
    if (only && !claim.includes(only)) continue;
    const world = new World(claim);
    const started = Date.now();
    try {
      await body(world);
      world.assertQuiet();
      console.log(`  ok    ${claim} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed += 1;
      console.log(`  FAIL  ${claim}\n${indent(error?.stack ?? String(error))}`);
      await world.tellMore();
    } finally {
      await world.close();
    }
  }
  process.exit(failed === 0 ? 0 : 1);
}

// Everything one test starts; `close` ends all of it.
export class World {
  #claim;
  #servers = [];
  #devices = [];
  #allowed = [];
  #folders = [];
  #closing = [];

  constructor(claim) {
    this.#claim = claim;
  }

  // A temporary folder that goes away with the test.
  folder() {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), "takar-"));
    this.#folders.push(dir);
    return dir;
  }

  // The real server on a free port. `env` adds to or replaces its environment. The demonstration region is written by
  // the first server of a run and copied for those after it, who find it as a second `make run` does.
  async server(env = {}) {
    const folder = this.folder();
    if (!("DEMO" in env) && !("DATA_DIR" in env)) await copyRegion(folder);
    const server = new Server(await freePort(), folder, env);
    this.#servers.push(server);
    await server.start();
    return server;
  }

  // One browser on one installation: a profile that outlives a killed browser.
  async device(options = {}) {
    const device = new Device(this.folder(), options);
    this.#devices.push(device);
    await device.open();
    return device;
  }

  // Calls `end` when the test is over, however it went.
  onClose(end) {
    this.#closing.push(end);
  }

  // Console errors that this test brings about on purpose.
  allow(...patterns) {
    this.#allowed.push(...patterns);
  }

  // Fails if a page reported an error, an exception or a refused resource that was not allowed.
  assertQuiet() {
    const heard = this.#devices
      .flatMap((device) => device.errors)
      .filter((error) => !this.#allowed.some((pattern) => pattern.test(error)));
    if (heard.length > 0) throw new Error(`the pages reported:\n${heard.join("\n")}`);
  }

  async tellMore() {
    fs.mkdirSync(OUT, { recursive: true });
    const name = this.#claim.replace(/[^a-z0-9]+/gi, "-").toLowerCase();
    let n = 0;
    for (const device of this.#devices) {
      for (const error of device.errors) console.log(indent(`page: ${error}`));
      for (const page of device.pages()) {
        const file = path.join(OUT, `${name}-${++n}.png`);
        await page.screenshot({ path: file, timeout: 5000 }).then(
          () => console.log(indent(`seen: ${path.relative(ROOT, file)} at ${page.url()}`)),
          () => {},
        );
      }
    }
    for (const server of this.#servers) console.log(indent(server.log.slice(-2000)));
  }

  async close() {
    for (const device of this.#devices) await device.close().catch(() => {});
    for (const server of this.#servers) await server.kill().catch(() => {});
    for (const end of this.#closing) await Promise.resolve(end()).catch(() => {});
    for (const dir of this.#folders) fs.rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

// --- server -------------------------------------------------------------------------------------

export class Server {
  constructor(port, dataDir, env = {}) {
    this.port = port;
    this.dataDir = dataDir;
    this.env = env;
    this.log = "";
    this.url = `http://127.0.0.1:${port}`;
  }

  // Starts the binary on the same port and data as before, and waits until it answers.
  async start(timeoutMs = 60_000) {
    const binary = path.join(process.env.CARGO_TARGET_DIR ?? "target", "release/takar");
    const child = spawn(path.resolve(ROOT, binary), ["serve"], {
      cwd: ROOT,
      env: { ...process.env, HOST: "127.0.0.1", PORT: String(this.port), DATA_DIR: this.dataDir, ...this.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child = child;
    this.ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (this.log += text));
    const until = Date.now() + timeoutMs;
    for (;;) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}\n${this.log}`);
      if (await fetch(this.url).then((answer) => answer.ok, () => false)) return;
      if (Date.now() > until) throw new Error(`the server did not answer in time\n${this.log}`);
      await sleep(50);
    }
  }

  // Asks it to end, as an operator does.
  async stop() {
    this.child?.kill("SIGTERM");
    return this.ended;
  }

  // Ends it without asking, as a power cut does.
  async kill() {
    this.child?.kill("SIGKILL");
    return this.ended;
  }
}

// Fills the folder with the demonstration region of this run; `run.mjs` names where that lies.
async function copyRegion(folder) {
  const kept = process.env.TAKAR_REGION;
  if (!kept) return;
  if (!fs.existsSync(path.join(kept, "whole"))) {
    const first = new Server(await freePort(), kept);
    await first.start();
    await first.stop();
    fs.writeFileSync(path.join(kept, "whole"), "");
  }
  fs.cpSync(kept, folder, { recursive: true, filter: (file) => path.basename(file) !== "whole" });
}

// --- browser ------------------------------------------------------------------------------------

export class Device {
  constructor(profile, options = {}) {
    this.profile = profile;
    this.options = options;
    this.errors = [];
  }

  // Opens the browser on this profile, again after `kill` or `close`.
  async open() {
    this.context = await chromium.launchPersistentContext(this.profile, {
      executablePath: chromiumPath(),
      headless: true,
      args: FLAGS,
      locale: "id-ID",
      timezoneId: "Asia/Makassar",
      viewport: PHONE,
      acceptDownloads: true,
      ...this.options,
    });
    this.context.setDefaultTimeout(15_000);
    await this.context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`CSP refused ${event.blockedURI || "inline"} by ${event.violatedDirective} in ${event.sourceFile}`);
      });
    });
    this.context.on("page", (page) => this.#listen(page));
    for (const page of this.context.pages()) this.#listen(page);
  }

  // A new page of the given size, at `url` if there is one.
  async page(url, size = PHONE) {
    const page = await this.context.newPage();
    await page.setViewportSize(size);
    if (url) await page.goto(url);
    return page;
  }

  pages() {
    return this.context?.pages() ?? [];
  }

  // Ends every process of this browser at once, as a dead battery does.
  async kill() {
    const closed = new Promise((resolve) => this.context.once("close", resolve));
    const pid = mainProcess(this.profile);
    if (!pid) throw new Error("the browser's process was not found");
    process.kill(-pid, "SIGKILL");
    await closed;
    fs.rmSync(path.join(this.profile, "SingletonLock"), { force: true });
  }

  async close() {
    await this.context?.close();
  }

  #listen(page) {
    page.on("console", (message) => {
      if (message.type() === "error") this.errors.push(`${message.text()} (${message.location().url})`);
    });
    page.on("pageerror", (error) => this.errors.push(String(error?.stack ?? error)));
  }
}

// Slows the page's processor down by `times`.
export async function slowDown(page, times) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: times });
}

// Runs axe on the page and fails on any WCAG 2.2 A or AA finding.
export async function assertAccessible(page) {
  const source = fs.readFileSync(path.join(HERE, "node_modules/axe-core/axe.min.js"), "utf8");
  await page.evaluate(source);
  const { violations } = await page.evaluate(() =>
    axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }),
  );
  if (violations.length === 0) return;
  const lines = violations.flatMap((v) => v.nodes.map((node) => `${v.id}: ${v.help}: ${node.html}`));
  throw new Error(`axe found at ${page.url()}:\n${lines.join("\n")}`);
}

// Waits until a service worker keeps the whole build.
export async function untilKept(page) {
  await page.evaluate(() => navigator.serviceWorker.ready);
}

// Calls `check` until it gives something true.
export async function until(check, what, timeoutMs = 15_000) {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const result = await check();
    if (result) return result;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await sleep(50);
  }
}

export function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function chromiumPath() {
  const named = process.env.CHROMIUM;
  const found = [named, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    .find((file) => file && fs.existsSync(file));
  if (!found) throw new Error("no Chromium: install it, or name one in the variable CHROMIUM");
  return found;
}

// The browser's first process is the one that names the profile and has no --type.
export function mainProcess(profile) {
  for (const pid of fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    let args;
    try {
      args = fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    } catch {
      continue;
    }
    if (args.includes(`--user-data-dir=${profile}`) && !args.some((arg) => arg.startsWith("--type="))) {
      return Number(pid);
    }
  }
  return undefined;
}

function indent(text) {
  return String(text).split("\n").map((line) => `        ${line}`).join("\n");
}
