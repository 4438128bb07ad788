/** Pictures in answers: loaded when they are seen, in the theme of the chat, moving only for those who like it. */

import { HOST, SERVER } from "./addresses";
import { Chat, expect, test } from "./chat";

test("a picture comes with its words, in its place before it is there", async ({ chat, page }) => {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/chat/pictures/*", async (route) => {
    await held;
    await route.continue();
  });
  await chat.open();
  const answer = await chat.say("how do i do the clamshell");
  const picture = answer.getByRole("img", { name: /Open the top knee like a shell/ });
  const before = await picture.boundingBox();
  expect(before?.width).toBeGreaterThan(250);
  release();
  await expect(picture).toHaveJSProperty("naturalWidth", 560);
  expect(await picture.boundingBox()).toEqual(before);
  await expect(chat.voice).toContainText("Picture: Lie on your side");
});

test("a picture is not loaded before it can be seen", async ({ chat, page, context }) => {
  await chat.open();
  await chat.say("how do i do the clamshell");
  await page.keyboard.press("Escape");
  const later = new Chat(await context.newPage()); // no reload: then browsers load at once what they know
  const asked: string[] = [];
  later.page.on("request", (request) => asked.push(request.url()));
  await later.page.goto(`${SERVER}/chat/`);
  await expect(later.root.locator(".turn")).toHaveCount(2); // the talk is there, behind its button
  await later.page.waitForTimeout(500);
  expect(asked.filter((url) => url.includes("/pictures/"))).toEqual([]);
  await later.launcher.click();
  await later.log.getByRole("img").scrollIntoViewIfNeeded();
  await expect(later.log.getByRole("img")).toHaveJSProperty("naturalWidth", 560);
  expect(asked.filter((url) => url.includes("/pictures/"))).toHaveLength(1);
});

for (const theme of ["light", "dark"] as const) {
  test(`a picture is ${theme} where the chat is, by the device or by the page`, async ({ chat, page }) => {
    // a dark card has a dark corner
    const shade = async (): Promise<number> => {
      const picture = chat.turns.last().getByRole("img").first();
      await expect(picture).toHaveJSProperty("naturalWidth", 560);
      await picture.scrollIntoViewIfNeeded();
      const shot = (await picture.screenshot()).toString("base64");
      const blank = await page.context().newPage(); // no policy there forbids to look
      const seen = await blank.evaluate(async (data) => {
        const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d") as OffscreenCanvasRenderingContext2D;
        canvas.drawImage(bitmap, 0, 0);
        return (canvas.getImageData(bitmap.width / 2, 8, 1, 1).data[1] as number) / 255;
      }, shot);
      await blank.close();
      return seen;
    };
    const fits = (seen: number): boolean => (theme === "dark" ? seen < 0.3 : seen > 0.8);
    await page.emulateMedia({ colorScheme: theme });
    await chat.open();
    await chat.say("how do i do the bridge");
    expect(fits(await shade())).toBe(true);
    await page.emulateMedia({ colorScheme: theme === "dark" ? "light" : "dark" });
    await chat.open(`${HOST}/${theme === "dark" ? "dark" : "themed"}`);
    await chat.say("how do i do the bridge");
    expect(fits(await shade())).toBe(true);
  });
}

test("a picture moves for under 5 seconds, and not at all where reduced motion is asked for", async ({ page }) => {
  const places = async (): Promise<string[]> => {
    await page.goto(`${SERVER}/chat/pictures/bridge.svg`);
    const now = (): Promise<string> =>
      page.evaluate(() => [...document.querySelectorAll("[style]")].map((part) => getComputedStyle(part).transform).join());
    const start = await now();
    await page.waitForTimeout(900);
    const moved = await now();
    await page.waitForTimeout(4300);
    const rest = await now();
    await page.waitForTimeout(400);
    return [start, moved, rest, await now()];
  };
  const [start, moved, rest, later] = await places();
  expect(moved).not.toBe(start);
  expect(later).toBe(rest);
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(new Set(await places()).size).toBe(1);
});
