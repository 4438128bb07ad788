/** What a person takes along: a calendar file, a plot of the pain diary, a page to print. */

import { readFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "./chat";

test("a plan of breaks is kept as a file for the calendar", async ({ chat, page }) => {
  await chat.open();
  const answer = await chat.say("remind me to stand up");
  await expect(answer).toContainText("I can't send reminders");
  const saved = page.waitForEvent("download");
  await answer.getByRole("link", { name: "Save to my calendar" }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe("breaks.ics");
  const text = await readFile(await file.path(), "utf8");
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(7);
  expect(text).toContain("RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");
});

test("the diary is a picture in light and dark, and its summary a page to print", async ({ chat, page, context }) => {
  await context.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute("data-printed", "yes");
  });
  await chat.open();
  await chat.say("my pain was 8 out of 10 yesterday");
  const answer = await chat.say("5 to 6 today");
  const picture = answer.getByRole("img");
  await expect(picture).toHaveAttribute("aria-label", /^A plot of pain from 0 to 10 by day: .*: 8, .*: 5 to 6\.$/);
  await expect(chat.voice).toContainText("8 yesterday, 5 to 6 today");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(picture.locator("circle").first()).toHaveCSS("fill", colorScheme === "dark" ? "rgb(108, 197, 192)" : "rgb(11, 93, 94)");
  }
  const told = await chat.say("give me a summary for my doctor");
  await expect(told).toContainText("without any examination");
  expect((await new AxeBuilder({ page }).include("ilio-chat").analyze()).violations).toEqual([]);
  const opened = page.waitForEvent("popup");
  await told.getByRole("button", { name: "Print or save as PDF" }).click();
  const view = await opened;
  await expect(view).toHaveTitle("Summary of a talk with Ilio");
  await expect(view.locator("html")).toHaveAttribute("data-printed", "yes");
  await expect(view.locator("main")).toContainText("Pain from 0 to 10 by day");
  await expect(view.getByRole("img")).toHaveAttribute("aria-label", /A plot of pain/);
  await expect(view.locator("body")).toHaveCSS("max-width", "672px"); // dressed under the page's policy
  await view.emulateMedia({ media: "print" });
  await expect(view.getByRole("button")).toBeHidden();
  await view.emulateMedia({ media: "screen" });
  await expect(view.getByRole("button", { name: "Print or save as PDF" })).toBeVisible();
  expect((await new AxeBuilder({ page: view }).analyze()).violations).toEqual([]);
  await view.close();
});
