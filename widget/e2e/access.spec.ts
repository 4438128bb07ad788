/** Keyboard, screen reader, small screens, contrast: WCAG 2.0 to 2.2, levels A and AA. */

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { SERVER } from "./addresses";
import { Chat, expect, test } from "./chat";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(" ")).join("; ")}`);
}

type Media = NonNullable<Parameters<Page["emulateMedia"]>[0]>;
const THEMES: [string, Media][] = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["high contrast", { contrast: "more" }],
  ["forced colours", { forcedColors: "active" }],
  ["dark forced colours", { forcedColors: "active", colorScheme: "dark" }],
];
const SIZES: [string, { width: number; height: number }][] = [
  ["desktop", { width: 1280, height: 800 }],
  ["phone", { width: 390, height: 844 }],
  ["320 px", { width: 320, height: 568 }],
];

for (const [theme, media] of THEMES) {
  for (const [size, viewport] of SIZES) {
    test(`axe finds nothing in any state: ${theme}, ${size}`, async ({ chat, page }) => {
      test.slow();
      await page.emulateMedia({ ...media, reducedMotion: "reduce" });
      await page.setViewportSize(viewport);
      const found: { [state: string]: string[] } = {};
      const look = async (state: string): Promise<void> => {
        const wrong = await violations(page);
        if (wrong.length) found[state] = wrong;
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        if (wide) found[`${state}, scrolls sideways`] = [];
      };
      await page.goto(`${SERVER}/chat/`);
      await look("closed");
      await chat.launcher.click();
      await expect(chat.choices.first()).toBeVisible();
      await look("greeting");
      await chat.say("does heat help");
      await look("answer");
      await chat.say("quiz me");
      await chat.press("True");
      await look("quiz");
      await chat.root.getByRole("button", { name: "Options" }).click();
      await look("options");
      await page.keyboard.press("Escape");
      for (const said of ["stop", "guide me through a 2 minute routine"]) await chat.say(said);
      for (const title of ["None of these", "I'm ready"]) await chat.press(title);
      await look("countdown");
      await chat.say("stop");
      await chat.root.getByRole("button", { name: "Options" }).click();
      await chat.root.getByRole("button", { name: "Delete my data" }).click();
      await look("question before deleting");
      await page.keyboard.press("Escape");
      await page.route("**/chat/messages", (route) => route.abort());
      await chat.input.fill("is anybody there");
      await chat.input.press("Enter");
      await expect(chat.log.locator(".note")).toBeVisible();
      await look("failure");
      await page.unroute("**/chat/messages");
      await chat.log.getByRole("button", { name: "Try now" }).click();
      await chat.settled();
      await chat.say("i have chest pain");
      await look("emergency");
      await page.route("**/chat/messages", async (route) => {
        const sent = route.request().postDataJSON() as { message_id: string };
        const messages = [{ text: "Like so.\n- one\n- two", image: { url: "/chat/mark.svg", alt: "Two arcs that meet at a dot." } }];
        await route.fulfill({ json: { message_id: sent.message_id, at: 1, said: { text: "picture" }, messages } });
      });
      await chat.say("picture");
      await expect(chat.log.getByRole("img", { name: "Two arcs that meet at a dot." })).toBeVisible();
      await look("picture");
      expect(found).toEqual({});
    });
  }
}

test("a whole quiz with the keyboard alone", async ({ chat, page }) => {
  await page.goto(`${SERVER}/chat/`);
  for (let steps = 0; steps < 30; steps++) {
    await page.keyboard.press("Tab");
    if (await chat.launcher.evaluate((node) => node.matches(":focus"))) break;
  }
  await page.keyboard.press("Enter");
  await expect(chat.input).toBeFocused();
  await expect(chat.choices.first()).toBeVisible();
  await page.keyboard.type("quiz me");
  await page.keyboard.press("Enter");
  for (const [place, title] of ["True", "d) Lack of vitamins", "b) Kneeling hip-flexor stretch", "True", "d) All of these"].entries()) {
    await expect(chat.turns.last().locator("progress")).toHaveAttribute("aria-label", `${place + 1} of 5`);
    await chat.settled();
    await expect(chat.input).toBeFocused();
    const wanted = chat.choices.filter({ hasText: title });
    for (let steps = 0; steps < 12; steps++) {
      await page.keyboard.press("Shift+Tab");
      if (await wanted.evaluate((node) => node.matches(":focus"))) break;
    }
    await expect(wanted).toBeFocused();
    await page.keyboard.press(place % 2 ? "Enter" : "Space");
  }
  await expect(chat.turns.last()).toContainText("5 of 5 right");
  await page.keyboard.press("Escape");
  await expect(chat.panel).toBeHidden();
  await expect(chat.launcher).toBeFocused();
  await expect(chat.launcher).toHaveAttribute("aria-expanded", "false");
});

test("one polite region says each new answer once, and nothing else", async ({ chat, page }) => {
  await page.goto(`${SERVER}/chat/`);
  await expect(chat.root.locator("[aria-live=polite], [aria-live=assertive], [role=status], [role=alert]")).toHaveCount(1);
  await expect(chat.root.locator("[role=log]")).toHaveAttribute("aria-live", "off");
  await page.evaluate(() => {
    const voice = document.querySelector("ilio-chat")?.shadowRoot?.querySelector("[aria-live=polite]") as HTMLElement;
    const heard: string[] = [];
    Object.assign(window, { heard });
    new MutationObserver(() => voice.textContent && heard.push(voice.textContent)).observe(voice, { childList: true });
  });
  await chat.launcher.click();
  await expect(chat.choices.first()).toBeVisible();
  await chat.say("does heat help");
  await chat.say("i have chest pain");
  const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  expect(heard).toHaveLength(3);
  expect(heard[0]).toContain("Choices: Causes, Stretches");
  expect(heard[1]).toMatch(/^The article says:/);
  expect(heard[2]).toMatch(/^Emergency\.Please stop here/);
  for (const each of heard) expect(each).not.toMatch(/does heat help|i have chest pain|You said/);
});

test("the panel is a named dialog, its messages a named log, its buttons in named groups", async ({ chat, page }) => {
  await chat.open();
  await expect(page.getByRole("dialog", { name: "Ilio" })).toBeVisible();
  await expect(page.getByRole("log", { name: "Messages" })).toBeVisible();
  await expect(page.getByRole("group", { name: "Your choices" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Your message" })).toBeVisible();
});

test("on a small screen nothing behind the panel takes the focus", async ({ chat, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await chat.open();
  for (let steps = 0; steps < 25; steps++) {
    await page.keyboard.press("Tab");
    const inside = await page.evaluate(() => [document.body, document.querySelector("ilio-chat")].includes(document.activeElement as HTMLElement));
    expect(inside).toBe(true);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(chat.panel).toBeVisible();
  await chat.input.focus();
  await page.keyboard.press("Escape");
  await expect(chat.launcher).toBeFocused();
});

test("on a touch screen opening does not raise the keyboard", async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const chat = await new Chat(await context.newPage()).open();
  await expect(chat.log).toBeFocused();
  await context.close();
});

test("everything that can be pressed is large enough", async ({ chat, page }) => {
  await chat.open();
  await chat.say("i have chest pain");
  await chat.root.getByRole("button", { name: "Options" }).click();
  await page.route("**/chat/messages", (route) => route.abort());
  await chat.input.fill("hello");
  await chat.input.press("Enter");
  await expect(chat.log.locator(".note")).toBeVisible();
  for (const each of await chat.root.locator("button:visible, a:visible, textarea:visible").all()) {
    const box = await each.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0), (await each.textContent()) ?? "").toBeGreaterThanOrEqual(24);
  }
});

test("at 320 px and at 400 % nothing is cut off, with wide text spacing", async ({ chat, page }) => {
  for (const viewport of [{ width: 320, height: 568 }, { width: 320, height: 256 }]) {
    await page.setViewportSize(viewport);
    await page.goto(`${SERVER}/chat/`);
    if (!(await chat.panel.isVisible())) await chat.launcher.click();
    await expect(chat.choices.first()).toBeAttached();
    await chat.say("quiz me");
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }");
      const root = document.querySelector("ilio-chat")?.shadowRoot as ShadowRoot;
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    });
    for (const part of [chat.panel, chat.log]) {
      const [inner, outer] = await part.evaluate((node) => [node.scrollWidth, node.clientWidth]);
      expect(inner).toBeLessThanOrEqual(outer ?? 0);
    }
    const box = await chat.input.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(viewport.height);
    expect(await chat.log.evaluate((node) => node.clientHeight)).toBeGreaterThan(80);
  }
});
