// Takar's service worker: keeps one whole, checked build on the device and answers from it.
// It never touches /api/, never stores anything that is not in the list below, and never takes
// over by itself: the page asks, after the person has agreed.
"use strict";

const BUILD = "@BUILD@";
// { url, sha256, type, part }: parts "first" and "field" are kept at install, "desk" on first use.
const FILES = ["@FILES@"];

const PREFIX = "takar-build-";
const CACHE = PREFIX + BUILD;
const BY_URL = new Map(FILES.map((file) => [file.url, file]));
const INDEX = BY_URL.get("/");

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

self.addEventListener("fetch", (event) => {
  const file = wanted(event.request);
  if (file) event.respondWith(answer(file, event.request));
});

self.addEventListener("message", (event) => {
  const reply = (message) => (event.ports[0] ?? event.source)?.postMessage(message);
  switch (event.data?.type) {
    case "take-over":
      event.waitUntil(self.skipWaiting());
      break;
    case "build":
      reply({ type: "build", build: BUILD });
      break;
    case "keep-desk":
      event.waitUntil(
        keepAll(FILES.filter((file) => file.part === "desk")).then(
          () => reply({ type: "desk-kept", build: BUILD }),
          (error) => reply({ type: "desk-not-kept", reason: String(error) }),
        ),
      );
      break;
  }
});

// Keeps every file of the first load and of the field roles, and the desk files where an earlier build had them.
// One wrong file fails the whole: the old build goes on and nothing half-new is left behind.
async function install() {
  const desk = await deskInUse();
  try {
    await keepAll(FILES.filter((file) => file.part !== "desk" || desk));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function activate() {
  for (const name of await olderCaches()) await caches.delete(name);
  await self.clients.claim();
}

// The listed file that answers a request, or nothing when the request is not ours.
function wanted(request) {
  if (request.method !== "GET") return undefined;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return undefined;
  if (url.pathname === "/api" || url.pathname.startsWith("/api/")) return undefined;
  if (request.mode === "navigate") {
    if (url.pathname === "/index.html") return INDEX;
    const last = url.pathname.slice(url.pathname.lastIndexOf("/") + 1);
    return last.includes(".") ? BY_URL.get(url.pathname) : INDEX;
  }
  return BY_URL.get(url.pathname);
}

async function answer(file, request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(file.url);
  if (kept) return kept;
  try {
    return await keep(cache, file);
  } catch {
    return fetch(request);
  }
}

// Few at a time: a phone on a weak signal finishes some instead of timing out on all.
async function keepAll(files) {
  const cache = await caches.open(CACHE);
  const queue = [...files];
  const next = async () => {
    for (let file = queue.shift(); file; file = queue.shift()) {
      if (!(await cache.match(file.url))) await keep(cache, file);
    }
  };
  await Promise.all([next(), next(), next(), next()]);
}

// Stores one file after its digest has been checked; gives back a fresh answer with its bytes.
async function keep(cache, file) {
  const bytes = (await fromOlderBuild(file)) ?? (await fromNetwork(file));
  const make = () => new Response(bytes, { headers: { "content-type": file.type } });
  await cache.put(file.url, make());
  return make();
}

async function fromNetwork(file) {
  const response = await fetch(file.url, { cache: "reload", credentials: "same-origin" });
  if (!response.ok) throw new Error(`${file.url}: ${response.status}`);
  const bytes = await response.arrayBuffer();
  if ((await sha256(bytes)) !== file.sha256) throw new Error(`${file.url}: digest differs`);
  return bytes;
}

// An unchanged file costs no data: it is taken from the build before, if its digest is right.
async function fromOlderBuild(file) {
  for (const name of await olderCaches()) {
    const response = await (await caches.open(name)).match(file.url);
    const bytes = await response?.arrayBuffer();
    if (bytes && (await sha256(bytes)) === file.sha256) return bytes;
  }
  return undefined;
}

async function deskInUse() {
  for (const name of await olderCaches()) {
    for (const request of await (await caches.open(name)).keys()) {
      const last = new URL(request.url).pathname.split("/").pop();
      if (last.startsWith("desk")) return true;
    }
  }
  return false;
}

async function olderCaches() {
  const names = await caches.keys();
  return names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
}

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
