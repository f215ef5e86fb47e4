// The service worker of development builds: removes itself and what earlier builds kept.
"use strict";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(retire()));

async function retire() {
  for (const name of await caches.keys()) {
    if (name.startsWith("takar-build-")) await caches.delete(name);
  }
  await self.registration.unregister();
}
