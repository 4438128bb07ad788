// Sizes of chats for websites, and the time from the start of their script until they can be used, in one browser.
//
//     node sizes.mjs http://127.0.0.1:5005        with the address of a running `ilio web`
//
// The others are fetched from the npm registry as they are published, into a folder that is removed again.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";

const ilio = process.argv[2] ?? "http://127.0.0.1:5005";
const ROUNDS = 15;
const folder = mkdtempSync(join(tmpdir(), "sizes-"));

function published(name, file) {
  const packed = execFileSync("npm", ["pack", name, "--silent"], { cwd: folder, encoding: "utf8" }).trim().split("\n").pop();
  execFileSync("tar", ["xzf", packed, `package/${file}`, "package/package.json"], { cwd: folder });
  const { version } = JSON.parse(readFileSync(join(folder, "package/package.json"), "utf8"));
  return { name: `${name} ${version}`, file, body: readFileSync(join(folder, "package", file)) };
}

const chats = [
  { name: "ilio-chat", file: "ilio-chat.js", body: readFileSync("../bot/channels/static/ilio-chat.js"), tag: ` data-server="${ilio}/chat"`,
    usable: `document.querySelector("ilio-chat")?.shadowRoot?.querySelector(".launcher")` },
  { ...published("deep-chat", "dist/deepChat.bundle.js"), type: "module", html: `<deep-chat demo="true"></deep-chat>`,
    usable: `document.querySelector("deep-chat")?.shadowRoot?.querySelector("#text-input")` },
  { ...published("rasa-webchat", "lib/index.js"),
    begin: `WebChat.default({ socketUrl: location.origin, socketPath: "/socket.io/", title: "x" }, null)`,
    usable: `document.querySelector(".rw-launcher")` },
  { ...published("botframework-webchat", "dist/webchat.js"), html: `<div id="webchat"></div>`,
    begin: `WebChat.renderWebChat({ directLine: { activity$: { subscribe: () => ({ unsubscribe() {} }) }, connectionStatus$: { subscribe: (o) => ((o.next ?? o)(2), { unsubscribe() {} }) }, postActivity: () => ({ subscribe() {} }), end() {} } }, document.getElementById("webchat"))`,
    usable: `document.querySelector("#webchat input, #webchat textarea")` },
]; // prettier-ignore

const page = (chat) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><body>${chat.html ?? ""}
<script>
  window.begun = performance.now();
  (function look() {
    const node = ${chat.usable};
    if (node && node.getBoundingClientRect().width) window.usable = performance.now();
    else requestAnimationFrame(look);
  })();
</script>
<script src="/chat.js" type="${chat.type ?? "text/javascript"}"${chat.tag ?? ""}></script>
<script>${chat.begin ? `try { ${chat.begin} } catch (error) { window.failed = String(error) }` : ""}</script></body></html>`;

let current;
const site = createServer((request, response) => {
  const script = request.url === "/chat.js";
  response.setHeader("Content-Type", script ? "text/javascript; charset=utf-8" : "text/html; charset=utf-8");
  if (script) response.setHeader("Content-Encoding", "gzip");
  if (request.url !== "/" && !script) return response.writeHead(404).end();
  response.end(script ? gzipSync(current.body, { level: 9 }) : page(current));
}).listen(0, "127.0.0.1");
await new Promise((resolve) => site.on("listening", resolve));
const address = `http://127.0.0.1:${site.address().port}/`;

const browser = await chromium.launch({
  ...(process.env.ILIO_BROWSER ? { executablePath: process.env.ILIO_BROWSER } : {}),
  args: ["--no-sandbox", "--disable-gpu"],
});

async function measure(chat, slower) {
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    current = chat;
    const context = await browser.newContext();
    const tab = await context.newPage();
    const control = await context.newCDPSession(tab);
    await control.send("Emulation.setCPUThrottlingRate", { rate: slower });
    await tab.goto(address);
    await tab.waitForFunction("window.usable || window.failed", null, { timeout: 60_000 });
    const failed = await tab.evaluate("window.failed");
    if (failed && !(await tab.evaluate("window.usable"))) throw new Error(`${chat.name}: ${failed}`);
    times.push(await tab.evaluate("window.usable - window.begun"));
    await context.close();
  }
  times.sort((one, other) => one - other);
  return Math.round(times[Math.floor(ROUNDS / 2)]);
}

console.log(`| Chat | File | Plain | gzip -9 | Usable after | on a processor 4 times slower |\n|---|---|---|---|---|---|`);
for (const chat of chats) {
  const kilo = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  const cells = [chat.name, `\`${chat.file}\``, kilo(chat.body.length), kilo(gzipSync(chat.body, { level: 9 }).length)];
  for (const slower of [1, 4]) cells.push(await measure(chat, slower).then((ms) => `${ms} ms`, (error) => String(error).split("\n")[0]));
  console.log(`| ${cells.join(" | ")} |`);
}
await browser.close();
site.close();
rmSync(folder, { recursive: true });
