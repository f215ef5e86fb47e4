// Starts the app: loads the WebAssembly module that the page names, says plainly when that fails,
// and keeps the service worker. It knows nothing of the app's pages or data.
//
// Between this file and the app, on window:
//   "takar-update"     from here, detail.state = "waiting" (a new version is ready) or "replaced"
//                      (another tab switched to it). The same word stays on <html data-update>.
//   "takar-take-over"  from the app, after the person agreed and drafts are saved: switches to the
//                      new version and reloads. Nothing reloads without it.

const script = document.querySelector("script[data-wasm]");
const HOUR_MS = 3_600_000;

fetchFirstPages();
start();
keepServiceWorker();

// The part with the first pages comes beside the program, not after it.
function fetchFirstPages() {
  if (!["/", "/beranda"].includes(location.pathname)) return;
  for (const href of script.dataset.entry?.split(" ") ?? []) {
    const link = document.createElement("link");
    Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href });
    document.head.append(link);
  }
}

async function start() {
  if (typeof WebAssembly !== "object") return show("app-start-old");
  try {
    const wasm = document.querySelector('link[rel="preload"][as="fetch"]');
    const response = fetch(script.dataset.wasm, {
      credentials: "same-origin",
      integrity: wasm?.integrity ?? "",
    });
    const [glue] = await Promise.all([import(script.dataset.js), response]);
    await glue.default({ module_or_path: response });
  } catch (error) {
    console.error(error);
    show(error instanceof WebAssembly.CompileError ? "app-start-old" : "app-start-failed");
  }
}

function show(id) {
  document.getElementById("app-start-wait")?.setAttribute("hidden", "");
  document.getElementById(id)?.removeAttribute("hidden");
}

async function keepServiceWorker() {
  const container = navigator.serviceWorker;
  if (!window.isSecureContext || !container) return;

  let waiting = null;
  let agreed = false;
  let controlled = Boolean(container.controller);

  const announce = (state) => {
    document.documentElement.dataset.update = state;
    window.dispatchEvent(new CustomEvent("takar-update", { detail: { state } }));
  };

  window.addEventListener("takar-take-over", () => {
    agreed = true;
    if (waiting?.state === "installed") waiting.postMessage({ type: "take-over" });
    else location.reload();
  });

  container.addEventListener("controllerchange", () => {
    if (agreed) location.reload();
    else if (controlled) announce("replaced");
    controlled = true;
  });

  const ready = (worker) => {
    if (!container.controller) return;
    waiting = worker;
    announce("waiting");
  };

  try {
    const registration = await container.register("/sw.js", { updateViaCache: "none" });
    if (registration.waiting) ready(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const worker = registration.installing;
      worker?.addEventListener("statechange", () => {
        if (worker.state === "installed") ready(worker);
      });
    });
    lookForUpdates(registration);
  } catch (error) {
    // The app works without it; only opening without a connection does not.
    console.warn(error);
  }
}

// A page that stays open for days asks again when someone comes back to it.
function lookForUpdates(registration) {
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - asked < HOUR_MS) return;
    asked = Date.now();
    registration.update().catch(() => {});
  });
}
