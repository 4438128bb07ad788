// A clinic's site: pages of another origin that embed the chat, each unkind in its own way.

import { createServer } from "node:http";

const SERVER = "http://127.0.0.1:5161";
const TAG = `<script src="${SERVER}/chat/ilio-chat.js" defer></script>`;

const HATEFUL = `
  * { all: unset !important; display: block !important; color: lime !important; font: 40px serif !important; margin: 9px !important; }
  ilio-chat, ilio-chat * { position: static !important; transform: rotate(9deg); opacity: 0.9; width: 10px !important; }
  div, section, button, textarea, dialog { background: yellow !important; visibility: hidden !important; }`;

const PATCHES = `
  Array.prototype.toJSON = function () { return "spoilt"; };
  Array.prototype.each = function (f) { for (const x of this) f(x); };
  Array.prototype.map = function () { return ["spoilt"]; };
  Array.prototype.filter = function () { return []; };
  Array.prototype.find = function () { return "spoilt"; };
  Array.prototype.reduce = function () { return "spoilt"; };
  Object.prototype.extend = function () { return this; };
  Object.prototype.spoilt = "spoilt";
  String.prototype.toJSON = function () { return "spoilt"; };
  Element.prototype.remove = function () {};
  Element.prototype.show = function () { return this; };
  Element.prototype.append = function () {};
  Element.prototype.replaceChildren = function () {};
  window.$ = (x) => x; window.on = 1; window.process = { env: {} };`;

const page = (head, body = "", html = 'lang="en"') =>
  `<!doctype html><html ${html}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
  `<title>A clinic</title>${head}</head><body><main><h1>A clinic</h1><p><a href="/next">Next page</a></p>${body}</main></body></html>`;

const pages = {
  "/": [page(TAG)],
  "/next": [page(TAG, "<p>The next page.</p>")],
  "/styled": [page(`<style>${HATEFUL}</style>${TAG}`)],
  "/patched": [page(`<script>${PATCHES}</script>${TAG}`)],
  "/strict": [
    page(TAG),
    `default-src 'none'; script-src ${SERVER}; connect-src ${SERVER}; img-src ${SERVER}; base-uri 'none'; form-action 'none'; ` +
      "require-trusted-types-for 'script'; trusted-types 'none'",
  ],
  "/rtl": [page(TAG, "", 'lang="ar" dir="rtl"')],
  "/german": [page(TAG, "", 'lang="de-AT"')],
  "/themed": [
    page(`<style>ilio-chat { --ilio-accent: #5b2a86; --ilio-radius: 0px } ilio-chat::part(launcher) { border-radius: 0 }</style>
      <script src="${SERVER}/chat/ilio-chat.js" data-theme="light" data-country="US" defer></script>`),
  ],
  "/dark": [page(`<script src="${SERVER}/chat/ilio-chat.js" data-theme="dark" defer></script>`)],
  "/twice": [page(TAG + TAG)],
  "/manual": [page(`<script src="${SERVER}/chat/ilio-chat.js" data-manual defer></script>`, `<ilio-chat server="${SERVER}/chat"></ilio-chat>`)],
};

createServer((request, response) => {
  const path = new URL(request.url, "http://x").pathname;
  const hash = /^\/integrity\/(.+)$/.exec(decodeURIComponent(path));
  const [body, policy] = hash
    ? [page(`<script src="${SERVER}/chat/ilio-chat.js" integrity="${hash[1]}" crossorigin="anonymous" defer></script>`)]
    : (pages[path] ?? []);
  if (!body) return response.writeHead(404).end();
  response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", ...(policy ? { "Content-Security-Policy": policy } : {}) });
  response.end(body);
}).listen(5162);
