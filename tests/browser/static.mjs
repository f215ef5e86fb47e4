// A plain static host: files of one folder, 404.html for what is missing, and nothing more.
// Stands for any cheap hosting, where `dist/` alone must be a working product.

import fs from "node:fs";
import http from "node:http";
import path from "node:path";

const TYPES = {
  html: "text/html", css: "text/css", js: "text/javascript", wasm: "application/wasm",
  svg: "image/svg+xml", png: "image/png", json: "application/json",
  webmanifest: "application/manifest+json", txt: "text/plain",
};

// Serves `dir` on `port` (0: any free one). Give back { url, stop, start }.
export async function staticHost(dir, port = 0) {
  const host = { url: "", asked: [] };
  host.start = async () => {
    const server = http.createServer((request, response) => answer(dir, request, response, host));
    await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
    port = server.address().port;
    host.url = `http://127.0.0.1:${port}`;
    host.stop = () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
  };
  await host.start();
  return host;
}

function answer(dir, request, response, host) {
  const { pathname } = new URL(request.url, "http://host");
  host.asked.push(pathname);
  const name = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
  const file = path.join(dir, path.normalize(name));
  const found = file.startsWith(dir) && fs.existsSync(file) && fs.statSync(file).isFile();
  const sent = found ? file : path.join(dir, "404.html");
  const body = fs.readFileSync(sent);
  response.writeHead(found ? 200 : 404, {
    "content-type": TYPES[path.extname(sent).slice(1)] ?? "application/octet-stream",
    "content-length": body.length,
  });
  response.end(body);
}
