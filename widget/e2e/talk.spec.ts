/** Whole conversations in a real browser, and that they survive what happens to browsers. */

import { readFile } from "node:fs/promises";
import { SERVER } from "./addresses";
import { Chat, expect, test } from "./chat";

test("asking a question", async ({ chat }) => {
  await chat.open();
  const answer = await chat.say("does heat help");
  await expect(answer).toContainText("The article says:");
  await expect(answer).toContainText("Safety note");
  const more = await chat.press("Ice");
  await expect(more.locator(".bot").first()).toContainText("ice");
});

test("a whole quiz, with progress", async ({ chat }) => {
  await chat.open();
  await chat.press("Quiz");
  const answers = ["True", "d) Lack", "b) Kneeling", "True", "d) All"];
  for (const [place, title] of answers.entries()) {
    const bar = chat.turns.last().locator("progress");
    await expect(bar).toHaveAttribute("aria-label", `${place + 1} of 5`);
    await expect(bar).toHaveJSProperty("value", place + 1);
    await chat.press(title);
  }
  await expect(chat.turns.last()).toContainText("5 of 5 right");
});

test("an emergency: the card, whom to call, and help that came", async ({ chat }) => {
  await chat.open();
  await chat.press("Quiz");
  const answer = await chat.say("actually i cant pee and im numb down there");
  const card = answer.getByRole("group", { name: "Emergency" });
  await expect(card).toBeVisible();
  await expect(card.getByRole("link").first()).toHaveAttribute("href", "tel:999");
  await expect(card.getByRole("link")).toHaveText(["Call 999", "Call 112"]);
  expect(await answer.locator("progress").count()).toBe(0);
  const helped = await chat.press("I have got help");
  await expect(helped.locator(".emergency")).toHaveCount(0);
});

for (const [width, height] of [[320, 640], [1280, 800]] as const) {
  test(`an emergency is seen from its start, also after a reload, at ${width}x${height}`, async ({ chat, page }) => {
    await page.setViewportSize({ width, height });
    await chat.open();
    await chat.say("heat or ice?");
    await chat.say("my back hurts, and since this morning i cant pee and im numb down there. ".repeat(6));
    for (const again of [false, true]) {
      if (again) await page.reload();
      const card = chat.turns.last().locator(".emergency");
      await expect(card.locator(".alarm")).toBeInViewport({ ratio: 1 });
      await expect(card.getByRole("link").first()).toBeInViewport({ ratio: 1 });
      await page.screenshot({ path: test.info().outputPath(`${again ? "reloaded" : "said"}.png`) });
    }
  });
}

test("the symptom check, to its summary", async ({ chat, page }) => {
  test.slow();
  await chat.open();
  await chat.press("Check my symptoms");
  for (let question = 0; question < 30; question++) {
    if (!(await chat.turns.last().locator("progress").count())) break;
    const none = chat.choices.filter({ hasText: /^(No|None)/ });
    const choice = (await none.count()) ? none.first() : chat.choices.first();
    await chat.press((await choice.textContent()) ?? "");
  }
  await expect(chat.turns.last().locator(".bot")).not.toHaveCount(0);
  const saved = page.waitForEvent("download");
  await chat.option("Save a summary");
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^ilio-summary-\d{4}-\d\d-\d\d\.txt$/);
  const text = await readFile(await file.path(), "utf8");
  expect(text).toContain("What you told in the symptom check");
  expect(text).toContain("You: Check my symptoms");
});

test("a reload keeps the talk, the panel and the place, and reads nothing again", async ({ chat, page }) => {
  await chat.open();
  await chat.press("Quiz");
  await chat.press("True");
  await page.reload();
  await expect(chat.panel).toBeVisible();
  await expect(chat.turns).toHaveCount(3);
  await expect(chat.choices).toHaveCount(4);
  await expect(chat.voice).toHaveText("");
  await expect(await chat.press("d) Lack")).toContainText("2 of 2 so far");
});

test("a second page goes on with the talk", async ({ chat, page }) => {
  await chat.open();
  await chat.say("does heat help");
  await page.goto(`${SERVER}/chat/?another`);
  await expect(await chat.say("tell me more")).not.toContainText("Tell me first");
});

test("two tabs show one talk", async ({ chat, context }) => {
  await chat.open();
  const other = new Chat(await context.newPage());
  await other.page.goto(`${SERVER}/chat/`);
  await other.launcher.click();
  await expect(other.turns).toHaveCount(1);
  await chat.say("does heat help");
  await expect(other.turns).toHaveCount(2);
  await other.say("tell me more");
  await expect(chat.turns).toHaveCount(3);
  await Promise.all([chat.input.fill("thanks"), other.input.fill("hello")]);
  await Promise.all([chat.input.press("Enter"), other.input.press("Enter")]);
  for (const each of [chat, other]) await expect(each.turns.locator(".bot").last()).toBeVisible();
  await expect.poll(async () => (await chat.history()).length).toBe(5);
  await expect(chat.turns).toHaveCount(5);
  await expect(other.turns).toHaveCount(5);
});

test("opening two tabs at once greets once", async ({ context }) => {
  const pages = await Promise.all([context.newPage(), context.newPage()]);
  const chats = pages.map((page) => new Chat(page));
  await Promise.all(chats.map((chat) => chat.open()));
  expect(await chats[0]?.history()).toHaveLength(1);
  expect(await chats[1]?.history()).toHaveLength(1);
});

test("offline and back: messages wait, say so, and are answered once, in order", async ({ chat, context }) => {
  await chat.open();
  await context.setOffline(true);
  for (const text of ["does heat help", "tell me more"]) {
    await chat.input.fill(text);
    await chat.input.press("Enter");
  }
  await expect(chat.log.locator(".note").first()).toContainText("You're offline");
  await expect(chat.log.getByRole("button", { name: "Try now" }).first()).toBeVisible();
  await context.setOffline(false);
  await expect(chat.log.locator(".note")).toHaveCount(0);
  await chat.settled();
  const kept = await chat.history();
  expect(kept.map((turn) => turn.said?.text)).toEqual([undefined, "does heat help", "tell me more"]);
  await expect(chat.turns).toHaveCount(3);
});

test("an answer lost on its way is asked for again, and said once", async ({ chat, page }) => {
  await chat.open();
  let lost = 0;
  await page.route("**/chat/messages", async (route) => {
    if (lost++ > 1) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await chat.input.fill("does heat help");
  await chat.input.press("Enter");
  await expect(chat.log.locator(".note")).toContainText("Not sent yet");
  await chat.log.getByRole("button", { name: "Try now" }).click();
  await expect(chat.turns.last()).toContainText("The article says:");
  expect(lost).toBeGreaterThanOrEqual(3);
  expect(await chat.history()).toHaveLength(2);
  await expect(chat.turns).toHaveCount(2);
});

test("a message on its way survives a reload", async ({ chat, page }) => {
  await chat.open();
  await page.route("**/chat/messages", (route) => route.abort());
  await chat.input.fill("does heat help");
  await chat.input.press("Enter");
  await expect(chat.log.locator(".note")).toBeVisible();
  await page.unroute("**/chat/messages");
  await page.reload();
  await expect(chat.turns.last().locator(".bot").first()).toContainText("The article says:");
  expect(await chat.history()).toHaveLength(2);
});

test("start over clears the talk, and an emergency stands", async ({ chat }) => {
  await chat.open();
  await chat.say("i have chest pain");
  await chat.option("Start over", "Start over");
  await expect(chat.turns).toHaveCount(1);
  await expect(chat.turns.last()).toContainText("Hi, I'm Ilio");
  await expect((await chat.say("kneeling stretch")).locator(".emergency")).toBeVisible();
});

test("start over keeps in sight what is to be seen today", async ({ chat }) => {
  await chat.open();
  await chat.say("my left foot has been numb since yesterday");
  await chat.option("Start over", "Start over");
  await expect(chat.turns).toHaveCount(1);
  await expect(chat.turns.last()).toContainText("Hi, I'm Ilio");
  await expect(chat.turns.last().locator(".bot").first()).toContainText("today");
});

test("the numbers are those of where the browser is, not of its language", async ({ browser }) => {
  for (const [locale, timezoneId, number] of [["pt-BR", "Europe/London", "999"], ["en-US", "Australia/Sydney", "000"]] as const) {
    const context = await browser.newContext({ locale, timezoneId });
    const chat = await new Chat(await context.newPage()).open();
    await expect(chat.turns.first()).toContainText(`for those, phone ${number}`);
    const card = (await chat.say("i have chest pain")).locator(".emergency");
    await expect(card.getByRole("link").first()).toHaveAttribute("href", `tel:${number}`);
    await context.close();
  }
});

test("offline, it is said at once whom to call, until the line is back", async ({ chat, context }) => {
  await chat.open();
  const line = chat.panel.locator(".urgent");
  await expect(line).toBeHidden();
  await context.setOffline(true);
  await expect(line).toHaveText("Emergency? Don't wait for me: phone 999.");
  await expect(chat.voice).toHaveText("Emergency? Don't wait for me: phone 999.");
  await expect(line.getByRole("link", { name: "999" })).toHaveAttribute("href", "tel:999");
  await chat.input.fill("i have chest pain");
  await chat.input.press("Enter");
  await expect(chat.log.locator(".note")).toContainText("You're offline");
  await expect(line).toBeVisible();
  await context.setOffline(false);
  await expect(chat.turns.last().locator(".emergency")).toBeVisible();
  await expect(line).toBeHidden();
});

test("a server that can't be reached: whom to call is said with it, also before it ever answered", async ({ chat, page }) => {
  await page.route("**/chat/{messages,session}", (route) => route.abort());
  await page.goto(`${SERVER}/chat/`);
  await chat.launcher.click();
  const line = chat.panel.locator(".urgent");
  await expect(chat.log.locator(".note")).toContainText("I can't reach Ilio");
  await expect(line).toContainText("phone your local emergency number (112, 999 or 911).");
  await expect(line.getByRole("link")).toHaveText(["112", "999", "911"]);
  await expect(chat.voice).toContainText("I can't reach Ilio");
  await expect(chat.voice).toContainText("112, 999 or 911");
  await page.unroute("**/chat/{messages,session}");
  await chat.log.getByRole("button", { name: "Try now" }).click();
  await expect(chat.choices.first()).toBeVisible();
  await expect(line).toBeHidden();
  await page.route("**/chat/messages", (route) => route.fulfill({ status: 502, body: "<html>Bad gateway</html>" }));
  await chat.input.fill("i have chest pain");
  await chat.input.press("Enter");
  await expect(line).toHaveText("Emergency? Don't wait for me: phone 999.");
  await page.reload();
  await expect(line).toHaveText("Emergency? Don't wait for me: phone 999.");
});

test("delete my data: here, on the server, and in the other tab", async ({ chat, context, page }) => {
  await chat.open();
  await chat.say("does heat help");
  const other = new Chat(await context.newPage());
  await other.page.goto(`${SERVER}/chat/`);
  await other.launcher.click();
  await expect(other.turns).toHaveCount(2);
  const token = await page.evaluate((key) => localStorage.getItem(key), `ilio-chat ${SERVER}/chat session`);
  await chat.option("Delete my data", "Delete it");
  await expect(chat.log).toContainText("Your data has been deleted.");
  await expect(other.turns).toHaveCount(0);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  const { token: bearer } = JSON.parse(token ?? "{}") as { token: string };
  expect((await fetch(`${SERVER}/chat/history`, { headers: { Authorization: `Bearer ${bearer}` } })).status).toBe(410);
  await chat.say("does ice help");
  expect((await chat.history()).map((turn) => turn.said?.text)).toEqual(["does ice help"]);
});

test("deleting says so when it could not", async ({ chat, page }) => {
  await chat.open();
  await page.route("**/chat/session", (route) => route.abort());
  await chat.option("Delete my data", "Delete it");
  await expect(chat.panel).toContainText("Not deleted yet");
  await expect(chat.turns).toHaveCount(1);
});

test("a talk that is over on the server begins anew, and nothing typed is lost", async ({ chat, page }) => {
  await chat.open();
  await page.evaluate((key) => {
    const kept = JSON.parse(localStorage.getItem(key) ?? "{}") as object;
    localStorage.setItem(key, JSON.stringify({ ...kept, token: "forged" }));
  }, `ilio-chat ${SERVER}/chat session`);
  await chat.input.fill("does heat help");
  await chat.input.press("Enter");
  await expect(chat.log).toContainText("Our last talk has ended");
  await expect(chat.turns.last()).toContainText("The article says:");
});

test("what is too long is not sent, and stays to be shortened", async ({ chat }) => {
  await chat.open();
  await chat.input.fill("x".repeat(4001));
  await chat.input.press("Enter");
  await expect(chat.panel).toContainText("keep it under 4000");
  await expect(chat.turns).toHaveCount(1);
  expect(await chat.input.inputValue()).toHaveLength(4001);
});
