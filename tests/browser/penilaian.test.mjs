// Assessment between people, against the real server: expectation, plan, log, self-assessment, peers, rating.
// What a superior must not see is looked for as well: a single peer's answer, and pay.

import assert from "node:assert/strict";
import { PASSWORD, press, sent, signIn } from "./app.mjs";
import { assertAccessible, DESK, PHONE, test, until } from "./lib.mjs";

const IDLE = /ERR_CONNECTION_REFUSED|Failed to fetch|401 \(Unauthorized\)/;

// On a page so tall that the sticky foot covers nothing.
async function accessible(page) {
  const { width, height } = page.viewportSize();
  await page.setViewportSize({ width, height: 4000 });
  await assertAccessible(page);
  await page.setViewportSize({ width, height });
}

const save = (page) => press(page, "Simpan di perangkat ini");

// Opens an address anew until `seen` stands there: another device's record takes its way through the server.
async function arrives(page, url, seen) {
  await until(async () => {
    await page.goto(url);
    await sent(page);
    return page.getByText(seen).first().waitFor({ timeout: 4_000 }).then(() => true, () => false);
  }, `${seen} at ${url}`, 90_000);
}

async function canSignIn(server, name) {
  const answer = await fetch(`${server.url}/api/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url },
    body: JSON.stringify({ name, password: PASSWORD }),
  });
  return answer.ok;
}

// Who has signed in, as the server knows it.
const personOf = (page) => page.evaluate(async () => (await (await fetch("/api/me")).json()).person);

test("from the superior's expectation to the predikat the employee reads", async (world) => {
  world.allow(IDLE);
  const server = await world.server();
  const pegawai = await signIn(world, server, "pegawai", PHONE);
  const atasan = await signIn(world, server, "atasan", DESK);

  // Who the employee is, as the superior sees the team.
  await pegawai.goto(`${server.url}/akun`);
  const me = await personOf(pegawai);
  const person = `${server.url}/penilaian/pegawai/${me}`;

  // The superior writes what is expected; a result of the own plan goes with it.
  await atasan.goto(person);
  await accessible(atasan);
  await press(atasan, "Ubah harapan");
  await atasan.fill("#harapan", "Setiap kunjungan rumah dicatat pada hari yang sama.");
  const handed = atasan.locator("input[id^='turun-']").first();
  await handed.check();
  await save(atasan);
  await sent(atasan);

  // The employee reads it, hangs a result on it, logs and assesses themselves.
  await arrives(pegawai, `${server.url}/kerja`, "Setiap kunjungan rumah dicatat pada hari yang sama.");
  await accessible(pegawai);

  // The employee wants to talk about it first, then agrees; the superior reads both.
  await press(pegawai, "Minta dibahas");
  await pegawai.fill("#bahas", "Kendaraan hanya ada dua hari seminggu.");
  await pegawai.reload();
  await until(async () => /Kendaraan/.test(await pegawai.inputValue("#bahas")), "the reason after a reload");
  await save(pegawai);
  await pegawai.getByRole("heading", { name: /^Anda minta dibahas/ }).waitFor();
  await sent(pegawai);
  await arrives(atasan, person, "Kendaraan hanya ada dua hari seminggu.");
  await atasan.getByText(/^Pegawai minta dibahas/).waitFor();
  await press(pegawai, "Sudah saya baca dan sepakati");
  await pegawai.getByText(/^Anda menyepakati harapan ini/).waitFor();
  await sent(pegawai);
  await arrives(atasan, person, "Disepakati pegawai");
  assert.equal(await atasan.getByText("Kendaraan hanya ada dua hari seminggu.").count(), 0, "the answer before is history");

  await pegawai.goto(`${server.url}/kerja/rencana`);
  await press(pegawai, "Tambah hasil");
  const added = pegawai.locator("textarea[id$='-text']").last();
  const indicator = (await added.getAttribute("id")).replace("-text", "");
  const result = indicator.split("-")[0];
  await pegawai.fill(`#${result}-text`, "Kunjungan rumah tercatat pada hari yang sama");
  await pegawai.locator(`#${result}-superior`).selectOption({ index: 1 });
  await pegawai.fill(`#${indicator}-text`, "Kunjungan tercatat");
  await pegawai.fill(`#${indicator}-low`, "40");
  await pegawai.fill(`#${indicator}-unit`, "kunjungan");
  await save(pegawai);
  await pegawai.waitForURL("**/kerja");
  await pegawai.goto(`${server.url}/kerja/catat`);
  await pegawai.locator("#indikator").selectOption({ label: "Kunjungan tercatat" });
  await pegawai.fill("#uraian", "Kunjungan ke lima rumah di Lingkungan II");
  await pegawai.fill("#jumlah", "5");
  await save(pegawai);
  await pegawai.getByText("Tercatat 5 kunjungan, target 40 kunjungan").waitFor();

  await pegawai.goto(`${server.url}/penilaian`);
  const quarters = pegawai.locator("a[href*='/penilaian/diri/']");
  await quarters.first().waitFor();
  const period = (await quarters.last().getAttribute("href")).split("/").at(-1);
  await pegawai.goto(`${server.url}/penilaian/diri/${period}`);
  for (let n = 0; n < 30; n += 1) {
    const heading = await pegawai.locator("h1").innerText();
    if (heading === "Periksa jawaban Anda") break;
    if (await pegawai.getByLabel("Sesuai ekspektasi").count()) await pegawai.getByLabel("Sesuai ekspektasi").check();
    if (await pegawai.locator("#alasan").count()) await pegawai.fill("#alasan", "Sesuai catatan harian");
    const page = pegawai.url();
    await press(pegawai, "Lanjut");
    await until(async () => pegawai.url() !== page, "the next question");
  }
  await save(pegawai);
  await pegawai.waitForURL("**/penilaian");
  await sent(pegawai);

  // The superior asks three peers of the same team who can sign in here.
  const rekan = await signIn(world, server, "rekan", PHONE);
  const rekanId = await personOf(rekan);
  await atasan.goto(`${server.url}/penilaian`);
  await atasan.getByRole("button", { name: /Lihat semua \d+ pegawai/ }).click();
  // Those of the demonstration region who can sign in are nurses and midwives of long service.
  const team = atasan.locator(".row a[href*='/penilaian/pegawai/']").filter({ hasText: /Perawat|Bidan/ });
  const links = await team.evaluateAll((all) => all.map((a) => a.href));
  const peers = [];
  for (const link of links.filter((href) => !href.endsWith(me) && !href.endsWith(rekanId))) {
    await atasan.goto(link);
    const name = await atasan.locator(".person h1").innerText();
    const text = await atasan.locator(".person").innerText();
    const nip = text.match(/NIP ([\d ]+)/)[1].replace(/\D/g, "");
    const id = link.split("/").at(-1);
    if (await canSignIn(server, nip)) peers.push({ id, login: nip, name });
    if (peers.length === 2) break;
  }
  await atasan.goto(`${server.url}/penilaian/pegawai/${rekanId}`);
  peers.push({ id: rekanId, login: "rekan", name: await atasan.locator(".person h1").innerText() });

  await atasan.goto(person);
  await atasan.locator("#periode").selectOption(period);
  await atasan.getByText("Belum cukup jawaban").first().waitFor();
  for (const peer of peers) {
    if (!(await atasan.locator(`#rekan-${peer.id}`).count())) await atasan.fill("#cari-rekan", peer.name);
    await atasan.locator(`#rekan-${peer.id}`).check();
  }
  await press(atasan, "Minta penilaian 3 rekan");
  await atasan.getByText("Sudah diminta").first().waitFor();
  await sent(atasan);

  // Three peers answer; each is told who reads what.
  for (const [at, peer] of peers.entries()) {
    const page = peer.login === "rekan" ? rekan : await signIn(world, server, peer.login);
    await arrives(page, `${server.url}/penilaian/rekan/${me}/${period}`, "tidak pernah jawaban Anda");
    if (at === 0) await accessible(page);
    for (const group of await page.locator("fieldset[id^='nilai-']").all()) {
      await group.getByLabel(at === 0 ? "Di atas" : "Sesuai", { exact: true }).check();
    }
    await page.fill("#kekuatan", `Sabar menjelaskan ${at + 1}`);
    await save(page);
    await page.waitForURL("**/penilaian");
    await sent(page);
  }

  // The superior reads the summary, and nothing that names who said what.
  await until(async () => {
    await atasan.goto(person);
    await sent(atasan);
    await atasan.locator("#periode").selectOption(period);
    return atasan.getByText("3 jawaban").first().waitFor({ timeout: 3_000 }).then(() => true, () => false);
  }, "the summary of peers", 90_000);
  await atasan.getByText("Sabar menjelaskan 1").waitFor();
  const held = await atasan.evaluate(async () => {
    const names = (await indexedDB.databases()).map((one) => one.name);
    const texts = [];
    for (const name of names) {
      const db = await new Promise((done, fail) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
      });
      for (const store of db.objectStoreNames) {
        const rows = await new Promise((done) => {
          const request = db.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => done(request.result);
        });
        for (const row of rows) {
          const bytes = row?.bytes ?? row?.page ?? row;
          if (bytes instanceof Uint8Array || bytes instanceof ArrayBuffer) texts.push(new TextDecoder().decode(bytes));
        }
      }
      db.close();
    }
    return texts.join("\n");
  });
  assert.match(held, new RegExp(`p-${me}/kinerja/`));
  for (const secret of ["/rekan/", "/gaji/"]) {
    const own = new RegExp(`p-[0-9a-f]{32}${secret}`, "g");
    const mine = await personOf(atasan);
    const foreign = (held.match(own) ?? []).filter((one) => !one.includes(mine));
    assert.deepEqual(foreign, [], `the superior's device holds ${secret}`);
  }

  // The superior gives feedback, then rates: the box first, then the self-assessment shows.
  await atasan.fill("#umpan", "Catatan kunjungan sudah rapi. Tambahkan alamat agar mudah dilanjutkan.");
  await press(atasan, "Simpan umpan balik");
  await atasan.getByText("Catatan kunjungan sudah rapi.").waitFor();
  await atasan.goto(`${person}/${period}`);
  await atasan.getByText("Tampil setelah Anda memilih satu kotak").waitFor();

  // A record that comes in meanwhile changes the evidence and leaves what is being typed alone.
  const card = atasan.locator(".card", { has: atasan.getByText("Kunjungan rumah tercatat pada hari yang sama") }).last();
  await card.locator("select").selectOption({ index: 1 });
  await card.locator("textarea").fill("Alamat belum dicatat");
  const field = await atasan.evaluate(() => document.activeElement.id);
  assert.match(field, /-alasan$/);
  await pegawai.goto(`${server.url}/kerja/catat`);
  await pegawai.locator("#indikator").selectOption({ label: "Kunjungan tercatat" });
  await pegawai.fill("#uraian", "Kunjungan ke tiga rumah di Lingkungan III");
  await pegawai.fill("#jumlah", "3");
  await save(pegawai);
  await pegawai.getByText("Tercatat 8 kunjungan, target 40 kunjungan").waitFor();
  await sent(pegawai);
  await until(async () => {
    await atasan.evaluate(() => window.dispatchEvent(new Event("focus")));
    return card.getByText("8 kunjungan").first().waitFor({ timeout: 2_000 }).then(() => true, () => false);
  }, "the new entry beside the form", 60_000);
  assert.equal(await atasan.evaluate(() => document.activeElement.id), field, "the focus stays");
  assert.equal(await atasan.inputValue(`#${field}`), "Alamat belum dicatat");
  await atasan.getByRole("radio", { name: "Hasil di bawah, perilaku sesuai: Butuh Perbaikan" }).click();
  await press(atasan, "Simpan predikat Butuh Perbaikan");
  await atasan.getByText(/Tulis apa yang perlu ditingkatkan/).first().waitFor();
  await atasan.getByRole("radio", { name: /Butuh Perbaikan/, checked: true }).press("ArrowUp");
  await atasan.getByText("Hasil sesuai, perilaku sesuai").first().waitFor();
  await atasan.fill("#tingkatkan", "Lebih sering memberi kabar lewat radio.");
  await accessible(atasan);
  await press(atasan, "Simpan predikat Baik");
  await sent(atasan);

  // The employee sees predikat, reasons and feedback.
  await arrives(pegawai, `${server.url}/penilaian`, "Lebih sering memberi kabar lewat radio.");
  assert.equal(await pegawai.locator(".verdict").first().innerText(), "Baik");
  await pegawai.getByText("Mengapa predikat ini?").first().click();
  await pegawai.getByText(/PermenPANRB 6\/2022, Pasal 23-26/).first().waitFor();
  await pegawai.getByText("Catatan kunjungan sudah rapi.").first().waitFor();
  await accessible(pegawai);
});
