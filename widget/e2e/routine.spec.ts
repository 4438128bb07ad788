/** The guided routine with its countdown, in a real browser with a clock that is speeded up. */

import type { Locator, Page } from "@playwright/test";
import { type Chat, expect, test } from "./chat";

const SECOND = 1000;

/** Begin the shortest routine, and come to its first exercise. */
async function begin(chat: Chat): Promise<Locator> {
  await chat.open();
  await chat.say("guide me through a 2 minute routine");
  await chat.press("None of these");
  await chat.press("I'm ready");
  return chat.log.locator(".timer");
}

const digits = (timer: Locator): Locator => timer.getByRole("timer");
const press = (timer: Locator, name: string): Promise<void> => timer.getByRole("button", { name, exact: true }).click();

/** All that a screen reader is told from now on. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const voice = document.querySelector("ilio-chat")?.shadowRoot?.querySelector("[aria-live=polite]") as HTMLElement;
    const heard: string[] = ((window as unknown as { heard: string[] }).heard = []);
    new MutationObserver((changes) => {
      for (const change of changes) for (const node of change.addedNodes) heard.push(node.textContent ?? "");
    }).observe(voice, { childList: true });
  });
  return () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
}

test("a whole routine, with pause, 10 seconds more, a reload and what a screen reader hears", async ({ chat, page }) => {
  test.slow();
  await page.clock.install();
  let timer = await begin(chat);
  await expect(page.getByRole("group", { name: "Kneeling stretch, left side" })).toBeVisible();
  await expect(chat.turns.last().locator("progress")).toHaveAttribute("aria-label", "1 of 2");
  await expect(digits(timer)).toHaveText("0:20");
  await expect(digits(timer)).toHaveAttribute("aria-live", "off");
  await page.clock.pauseAt(Date.now() + 60 * SECOND);
  const heard = await listen(page);

  await press(timer, "Start");
  await page.clock.runFor(8 * SECOND);
  await expect(digits(timer)).toHaveText("0:12");
  await press(timer, "Pause");
  await page.clock.runFor(60 * SECOND);
  await expect(digits(timer)).toHaveText("0:12");
  await press(timer, "10 seconds more");
  await expect(digits(timer)).toHaveText("0:22");
  await press(timer, "Continue");
  await page.clock.runFor(2 * SECOND);
  await expect(digits(timer)).toHaveText("0:20");
  expect(await heard()).toEqual([
    "20 seconds, from now.", "Paused, 12 seconds left.", "22 seconds left.", "On again, 22 seconds left.",
  ]); // prettier-ignore

  await page.reload(); // the clock goes on, and nothing is read again
  timer = chat.log.locator(".timer");
  await expect(timer.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect(chat.voice).toHaveText("");
  const later = await listen(page);
  await page.clock.runFor(25 * SECOND);
  await expect(digits(timer)).toHaveText("0:00");
  expect(await later()).toEqual(["Half way.", "5 seconds left.", "Time is up. Done?"]);

  await page.clock.resume();
  await press(timer, "Done");
  await expect(chat.turns.last()).toContainText("right knee down");
  await chat.settled();
  await expect(page.getByRole("group", { name: "Kneeling stretch, right side" })).toBeVisible();
  await expect(timer).toHaveCount(1); // the one before has become words
  await chat.press("Done");
  await chat.press("A mild pull");
  await expect(chat.log.locator(".timer")).toContainText("10 times");
  await chat.press("Done");
  await expect(await chat.press("Fine")).toContainText("well done");
  await expect(timer).toHaveCount(0);
});

test("a countdown is right at once after the tab has slept", async ({ chat, page }) => {
  await page.clock.install();
  const timer = await begin(chat);
  await press(timer, "Start");
  await page.clock.fastForward("05:00");
  await expect(digits(timer)).toHaveText("0:00");
  await expect(timer.getByRole("button", { name: "Done" })).toBeVisible();
});

test("a paused countdown stands as it was after a reload, and begins anew when asked", async ({ chat, page }) => {
  await page.clock.install();
  const timer = await begin(chat);
  await page.clock.pauseAt(Date.now() + 60 * SECOND);
  await press(timer, "Start");
  await page.clock.runFor(7 * SECOND);
  await press(timer, "Pause");
  await page.clock.resume();
  await page.reload();
  await expect(digits(timer)).toHaveText("0:13");
  await press(timer, "From the start");
  await expect(digits(timer)).toHaveText("0:20");
  await expect(timer.getByRole("button", { name: "Start", exact: true })).toBeVisible();
});

test("the sound is off, is switched on by a press, and stays so", async ({ chat, page }) => {
  const timer = await begin(chat);
  const sound = timer.getByRole("button", { name: "Sound" });
  await expect(sound).toHaveAttribute("aria-pressed", "false");
  await sound.click();
  await expect(sound).toHaveAttribute("aria-pressed", "true");
  await page.reload();
  await expect(sound).toHaveAttribute("aria-pressed", "true");
});

test("a countdown with the keyboard alone, and without motion", async ({ chat, page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.clock.install();
  const timer = await begin(chat);
  await expect(timer.locator(".ring")).toBeHidden();
  const start = timer.getByRole("button", { name: "Start", exact: true });
  for (let steps = 0; steps < 20 && !(await start.evaluate((node) => node.matches(":focus"))); steps++) {
    await page.keyboard.press("Shift+Tab");
  }
  await page.keyboard.press("Enter");
  await page.clock.fastForward(30 * SECOND);
  const done = timer.getByRole("button", { name: "Done" });
  await expect(done).toBeFocused(); // the same button: the focus need not move
  await page.keyboard.press("Enter");
  await expect(chat.turns.last()).toContainText("right knee down");
});

test("pain in the middle ends the countdown", async ({ chat, page }) => {
  await page.clock.install();
  const timer = await begin(chat);
  await press(timer, "Start");
  await chat.say("i feel chest pain now");
  await expect(chat.turns.last().locator(".emergency")).toBeVisible();
  await expect(timer).toHaveCount(0);
  await page.clock.fastForward("01:00");
  await expect(chat.voice).not.toContainText("Time is up");
});
