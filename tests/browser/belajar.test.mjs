// Training against the real server: which gap a programme answers and why, a seat asked for without a signal,
// the seat and the waiting list, what HR sees, and a seat that is given back.

import { dialog, look, press, sent, signIn, strip } from "./app.mjs";
import { assertAccessible, DESK, PHONE, test, until } from "./lib.mjs";

const IDLE = /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED|Failed to fetch|401 \(Unauthorized\)/;

test("a programme answers a gap with its reason, and seats go by order of arrival", async (world) => {
  world.allow(IDLE);
  const server = await world.server();
  const hr = await signIn(world, server, "hr", DESK);
  await hr.goto(`${server.url}/program/baru`);
  await hr.fill("#judul", "Uji Satu Kursi");
  await hr.fill("#topik", "uji");
  await hr.fill("#penyelenggara", "BKPSDM");
  await hr.selectOption("#bentuk", "klasikal");
  await hr.getByLabel("Harmonis").check();
  await press(hr, "Tambah jadwal");
  await hr.fill("#jadwal-s1-mulai", "2027-05-10");
  await hr.fill("#jadwal-s1-selesai", "2027-05-12");
  await hr.fill("#jadwal-s1-tempat", "Aula");
  await hr.fill("#jadwal-s1-kursi", "1");
  await press(hr, "Simpan di perangkat ini");
  await hr.waitForURL("**/program");
  await sent(hr);

  const pegawai = await signIn(world, server, "pegawai", PHONE);
  const rekan = await signIn(world, server, "rekan", PHONE);
  await pegawai.goto(`${server.url}/belajar`);
  await pegawai.getByText("Disarankan untuk Anda").first().waitFor();
  await pegawai.getByText(/Dasarnya/).first().waitFor();
  await assertAccessible(pegawai);

  // Asked for without a signal: it counts from when it reaches the server.
  const programme = `${server.url}/belajar/uji-satu-kursi`;
  await look(pegawai, programme, "Uji Satu Kursi");
  await server.kill();
  await pegawai.reload();
  await press(pegawai, "Daftar");
  await until(async () => /[12] belum terkirim/.test(await strip(pegawai)), "the unsent count");
  await pegawai.reload();
  await pegawai.getByText("Terdaftar di perangkat ini").first().waitFor();
  await server.start();
  await look(pegawai, programme, "Kursi pasti");

  await look(rekan, programme, "Uji Satu Kursi");
  await press(rekan, "Daftar");
  // Written first: who leaves the page at once may leave before.
  await rekan.getByText(/Terdaftar di perangkat ini|Menunggu|Kursi pasti/).first().waitFor();
  await sent(rekan);
  await look(rekan, programme, "Menunggu, urutan 1");

  await look(hr, `${server.url}/program/uji-satu-kursi`, "Menunggu, urutan 1");
  await hr.getByText("Kursi pasti").first().waitFor();

  // A seat that is given back goes to the first who waits.
  await press(pegawai, "Batalkan pendaftaran");
  await dialog(pegawai).getByRole("button", { name: "Batalkan pendaftaran", exact: true }).click();
  await sent(pegawai);
  await look(rekan, programme, "Kursi pasti");
});
