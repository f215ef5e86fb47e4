// One task of the app on a thread of its own: starts the same program without a page, lets it do the
// task, and answers. Knows nothing of the task. From the page: { js, wasm, cells }; to the page:
// { done } as it goes on, then { made } (nothing where the task has no outcome) or { failed }.

const once = { once: true };

addEventListener("message", async ({ data: { js, wasm, cells } }) => {
  try {
    const glue = await import(js);
    await glue.default({ module_or_path: wasm });
    const made = await glue.workbook(cells, (done) => postMessage({ done }));
    postMessage({ made });
  } catch (error) {
    console.error(error);
    postMessage({ failed: true });
  }
}, once);
