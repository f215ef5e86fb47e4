// What tests know of the app's own screens, whoever signs in: the way in, the strip of the sync, a section by its heading.

import { DESK, until } from "./lib.mjs";

export const PASSWORD = "takar-demo";

// What the strip of the sync says.
export const strip = (page) => page.locator("a.strip").first().innerText();

// Presses the button of exactly this name.
export const press = (page, name) => page.getByRole("button", { name, exact: true }).click();

// The part of the page under a heading.
export const section = (page, name) => page.locator("section", { has: page.getByRole("heading", { name }) });

// Signs in on a device of its own and waits until its first sync is through: only then is everything there.
export async function signIn(world, server, name, size = DESK) {
  const device = await world.device();
  const page = await device.page(null, size);
  await enter(page, server, name);
  await until(async () => /sinkron baru saja/.test(await strip(page)), "the first sync", 120_000);
  return page;
}

// Signs in on a page and waits for the home page, not for the sync.
export async function enter(page, server, name) {
  await page.goto(`${server.url}/masuk`);
  await page.fill("#nama", name);
  await page.fill("#sandi", PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/beranda");
}

// Waits until nothing is left to send.
export const sent = (page) => until(async () => /Semua terkirim/.test(await strip(page)), "everything to be sent", 90_000);
