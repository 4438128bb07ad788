/** Many conversations over a line that fails at random: each message is answered exactly once. */

import type { BrowserContext, Page } from "@playwright/test";
import { SERVER } from "./addresses";
import { Chat, expect, test } from "./chat";

const TALKS = Number(process.env["ILIO_TALKS"] ?? 40);
const AT_ONCE = 4;
const WORDS = ["does heat help", "tell me more", "quiz me", "true", "hint", "what is the psoas", "thanks", "stop the quiz"];

/** Random numbers that are the same in every run. */
function dice(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

interface Counts {
  said: number;
  requests: number;
  lostBefore: number;
  lostAfter: number;
  doubled: number;
  refused: number;
  reloads: number;
  wrong: string[];
}

/** Break the line of a page: requests that never arrive, answers that never do, both twice, and servers that are busy. */
async function unreliable(page: Page, roll: () => number, counts: Counts): Promise<void> {
  await page.route("**/chat/{messages,session,history}", async (route) => {
    counts.requests++;
    const chance = roll();
    try {
      if (chance < 0.15) {
        counts.lostBefore++;
        return await route.abort();
      }
      if (chance < 0.25) {
        counts.refused++;
        return await route.fulfill({ status: 503, json: { error: "unavailable", message: "Busy." } });
      }
      if (chance < 0.4) {
        counts.lostAfter++;
        await route.fetch();
        return await route.abort();
      }
      if (chance < 0.55) {
        counts.doubled++;
        const [answer] = await Promise.all([route.fetch(), route.fetch()]);
        return await route.fulfill({ response: answer as never });
      }
      return await route.continue();
    } catch {
      return undefined; // the page was reloaded meanwhile
    }
  });
}

async function talk(context: BrowserContext, number: number, counts: Counts): Promise<void> {
  const roll = dice(number);
  const page = await context.newPage();
  const chat = new Chat(page);
  await unreliable(page, roll, counts);
  await page.goto(`${SERVER}/chat/`);
  await chat.launcher.click();
  const said: string[] = [];
  for (let place = 0; place < 5; place++) {
    const text = WORDS[Math.floor(roll() * WORDS.length)] as string;
    await chat.input.fill(text);
    await chat.input.press("Enter");
    said.push(text);
    counts.said++;
    if (roll() < 0.3) {
      counts.reloads++;
      await page.reload();
      await expect(chat.input).toBeVisible();
    } else if (roll() < 0.5) await page.waitForTimeout(roll() * 300);
  }
  await page.unroute("**/chat/{messages,session,history}");
  for (let tries = 0; tries < 200; tries++) {
    const waiting = await page.evaluate(() => Object.keys(localStorage).filter((name) => / out /.test(name)).length);
    if (!waiting) break;
    const again = chat.log.getByRole("button", { name: "Try now" }).first();
    if (await again.isVisible()) await again.click({ timeout: 500 }).catch(() => undefined);
    await page.waitForTimeout(100);
  }
  const kept = await chat.history();
  const ids = new Set(kept.map((turn) => turn.message_id));
  const heard = kept.map((turn) => turn.said?.text).filter((text) => text !== undefined);
  const unanswered = kept.filter((turn) => !turn.messages.length).length;
  const shown = await chat.turns.evaluateAll((nodes) => nodes.map((node) => node.getAttribute("data-id")));
  if (heard.join() !== said.join() || ids.size !== kept.length || unanswered || shown.join() !== [...ids].join()) {
    counts.wrong.push(`talk ${number}: said ${said.join(" | ")}; the server has ${heard.join(" | ")}; shown ${shown.length}`);
  }
  await page.close();
}

test(`${TALKS} conversations over a line that fails: each message is answered exactly once`, async ({ browser, complaints }) => {
  test.setTimeout(30 * 60_000);
  const counts: Counts = { said: 0, requests: 0, lostBefore: 0, lostAfter: 0, doubled: 0, refused: 0, reloads: 0, wrong: [] };
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < TALKS) {
      const context = await browser.newContext();
      await talk(context, next++, counts);
      await context.close();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  console.log(JSON.stringify({ talks: TALKS, ...counts }));
  complaints.splice(0);
  expect(counts.wrong).toEqual([]);
  expect(counts.said).toBe(TALKS * 5);
});
