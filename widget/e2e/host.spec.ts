/** On a clinic's page of another origin, however unkind, and with whatever anybody types. */

import { createHash } from "node:crypto";
import { HOST, SERVER, STRANGER } from "./addresses";
import { Chat, expect, test } from "./chat";

for (const path of ["/", "/styled", "/patched", "/strict", "/rtl", "/twice", "/manual"]) {
  test(`one script tag on ${path} is a chat`, async ({ page }) => {
    const chat = await new Chat(page).open(HOST + path);
    await expect(chat.root).toHaveCount(1);
    await chat.press("Quiz");
    await expect(await chat.press("True")).toContainText("Question 2 of");
    await page.reload();
    await expect(chat.turns).toHaveCount(3);
    const box = await chat.panel.boundingBox();
    expect(box?.width).toBe(400);
    await expect(chat.input).toHaveCSS("font-size", "16px");
    await expect(chat.input).toHaveCSS("color", "rgb(20, 33, 43)");
  });
}

test("it sits at the other side on a page that reads from right to left", async ({ page }) => {
  const chat = await new Chat(page).open(`${HOST}/rtl`);
  expect((await chat.panel.boundingBox())?.x).toBeLessThan(40);
  await expect(chat.turns.last().locator(".bot").first()).toHaveCSS("direction", "ltr");
});

test("it speaks the language of the page around the answers", async ({ page }) => {
  await page.goto(`${HOST}/german`);
  await expect(new Chat(page).launcher).toHaveText("Ilio fragen");
});

test("a site gives it its own colours, country and theme, and the emergency keeps its own", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  const chat = await new Chat(page).open(`${HOST}/themed`);
  await expect(chat.launcher).toHaveCSS("background-color", "rgb(91, 42, 134)");
  await expect(chat.launcher).toHaveCSS("border-radius", "0px");
  await expect(chat.panel).toHaveCSS("background-color", "rgb(251, 250, 247)");
  const card = (await chat.say("i have chest pain")).locator(".emergency");
  await expect(card).toHaveCSS("border-top-color", "rgb(179, 38, 30)");
  await expect(card.getByRole("link")).toHaveText(["Call 911"]);
});

test("a page that is not on the list gets no chat, and says that it can't connect", async ({ page, complaints }) => {
  const chat = new Chat(page);
  await page.goto(STRANGER);
  await chat.launcher.click();
  await expect(chat.panel).toContainText("I can't reach Ilio");
  expect(complaints.splice(0).join()).toContain("blocked by CORS policy");
});

test("the integrity hash holds, and a wrong one is refused", async ({ page, request, complaints }) => {
  const script = await (await request.get(`${SERVER}/chat/ilio-chat.js`)).body();
  const hash = `sha384-${createHash("sha384").update(script).digest("base64")}`;
  await page.goto(`${HOST}/integrity/${encodeURIComponent(hash)}`);
  await expect(new Chat(page).launcher).toBeVisible();
  await page.goto(`${HOST}/integrity/${encodeURIComponent(`sha384-${"A".repeat(64)}`)}`);
  await expect(new Chat(page).root).toHaveCount(0);
  expect(complaints.splice(0).join()).toContain("integrity");
});

const XSS = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<svg/onload=alert(1)>",
  "[x](javascript:alert(1))",
  "javascript:alert(1)",
  "</textarea><script>alert(1)</script>",
  "{{constructor.constructor('alert(1)')()}}",
  "<iframe srcdoc='<script>alert(1)</script>'>",
  "**<b onmouseover=alert(1)>x</b>**",
  "<math><mtext><style><img src onerror=alert(1)></style>",
];

test("what a visitor types stays text, also after a reload", async ({ chat, page }) => {
  test.slow();
  await chat.open();
  for (const text of XSS) {
    const answer = await chat.say(text);
    expect(await answer.locator(".person").textContent()).toContain(text);
  }
  await page.reload();
  await expect(chat.turns).toHaveCount(XSS.length + 1);
  expect(await chat.log.locator("script, iframe, img, svg, b, math, [onerror], [onload], a").count()).toBe(0);
});

test("what a server says stays text", async ({ chat, page }) => {
  await chat.open();
  for (const text of XSS) {
    await page.route("**/chat/messages", async (route) => {
      const sent = route.request().postDataJSON() as { message_id: string };
      const message = { text, buttons: [{ id: text, title: text }], custom: { type: text, version: 1 } };
      await route.fulfill({ json: { message_id: sent.message_id, at: 1, said: { text }, messages: [message] } });
    });
    const answer = await chat.say(text);
    expect(await answer.locator("script, iframe, img, svg, b, math, [onerror], [onload], a").count()).toBe(0);
  }
});

test("odd answers of a server break nothing", async ({ chat, page }) => {
  await chat.open();
  const odd = ["", "{", "null", "[]", '{"turns":5}', "<html>"];
  await page.route("**/chat/messages", (route) =>
    odd.length ? route.fulfill({ status: 200, body: odd.shift() ?? "" }) : route.continue(),
  );
  await chat.input.fill("does heat help");
  await chat.input.press("Enter");
  for (let tries = 0; tries < 8; tries++) {
    const again = chat.log.getByRole("button", { name: "Try now" });
    if (await again.count()) await again.click({ timeout: 2000 }).catch(() => undefined);
    await page.waitForTimeout(300);
  }
  await expect(chat.turns.last()).toContainText("The article says:");
});
