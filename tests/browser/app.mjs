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

// The question that stands above the page.
export const dialog = (page) => page.getByRole("dialog");

// Opens an address anew until a text stands there, as someone does who looks again a little later.
export async function look(page, address, text) {
  await until(
    async () => {
      await page.goto(address);
      return page.getByText(text).first().waitFor({ timeout: 5_000 }).then(() => true, () => false);
    },
    `"${text}" to be read`,
    60_000,
  );
}

// The first row of a long list.
export const firstRow = (page) => page.locator(".big-body .big-row").first();

// Opens the page of one person of the region, found by words of the name.
export async function person(page, server, words, name) {
  await page.goto(`${server.url}/pegawai`);
  await firstRow(page).waitFor();
  await page.fill("#cari-pegawai", words);
  await page.getByText("1 dari 600 orang").waitFor();
  await firstRow(page).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

// Fills in what became of a person, from which day and by which paper.
export async function standing(page, keadaan, since, paper) {
  await page.selectOption("#data-bidang", "keadaan");
  await page.selectOption("#data-keadaan", keadaan);
  await page.fill("#data-berlaku", since);
  if (paper) await page.fill("#data-surat", paper);
}

// Saves a fact of a person.
export const keep = (page) => press(page, "Simpan di perangkat ini");

// Works an office's month out and submits it; gives back the month.
export async function submit(page, server, office, month) {
  await page.goto(`${server.url}/proses`);
  await page.locator("#kantor option").nth(1).waitFor({ state: "attached" });
  await page.selectOption("#kantor", { label: office });
  if (month) await page.fill("#bulan", month);
  await press(page, "Hitung");
  await page.locator("#sidik-proses").waitFor({ state: "attached", timeout: 60_000 });
  await press(page, `Ajukan ${office}`);
  await dialog(page).getByRole("button", { name: "Ajukan untuk disetujui", exact: true }).click();
  await page.getByText("1 kantor diajukan.").waitFor();
  await sent(page);
  return page.inputValue("#bulan");
}

export async function approve(page, address) {
  await look(page, address, "Setujui");
  await press(page, "Setujui");
  await dialog(page).getByRole("button", { name: "Setujui", exact: true }).click();
  await sent(page);
}

export async function lock(page, address) {
  await look(page, address, "Kunci bulan");
  await press(page, "Kunci bulan");
  await dialog(page).getByRole("button", { name: "Kunci bulan", exact: true }).click();
  await page.getByRole("button", { name: "Catat pembayaran", exact: true }).waitFor();
  await sent(page);
}

// The treasurer and the approver bring an office's month to its lock; gives back both and the address of the month.
export async function locked(world, server, office, month) {
  const bendahara = await signIn(world, server, "bendahara", DESK);
  const ppk = await signIn(world, server, "ppk", DESK);
  await submit(bendahara, server, office, month);
  await look(ppk, `${server.url}/masa`, office);
  await ppk.getByRole("link", { name: new RegExp(office) }).first().click();
  await ppk.waitForURL(`**/masa/${month}/*`);
  const address = ppk.url();
  await approve(ppk, address);
  await lock(bendahara, address);
  return { bendahara, ppk, address };
}
