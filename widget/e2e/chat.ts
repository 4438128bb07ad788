/** A visitor and the chat on a page. */

import { expect, type Locator, type Page, test as base } from "@playwright/test";
import { SERVER } from "./addresses";

export class Chat {
  readonly root: Locator;
  readonly launcher: Locator;
  readonly panel: Locator;
  readonly log: Locator;
  readonly turns: Locator;
  readonly input: Locator;
  readonly choices: Locator;
  readonly voice: Locator;

  constructor(readonly page: Page) {
    this.root = page.locator("ilio-chat");
    this.launcher = this.root.locator(".launcher");
    this.panel = this.root.locator("dialog");
    this.log = this.root.getByRole("log");
    this.turns = this.log.locator(".turn");
    this.input = this.root.getByRole("textbox");
    this.choices = this.root.locator(".choices button");
    this.voice = this.root.locator("[aria-live=polite]");
  }

  async open(address = `${SERVER}/chat/`): Promise<this> {
    await this.page.goto(address);
    await this.launcher.click();
    await expect(this.choices.first()).toBeVisible();
    return this;
  }

  /** Wait until nothing is on its way. */
  async settled(): Promise<void> {
    await expect(this.log).toHaveAttribute("aria-busy", "false");
    await expect(this.log.locator(".writing")).toHaveCount(0);
  }

  async say(text: string): Promise<Locator> {
    await this.input.fill(text);
    await this.input.press("Enter");
    return this.answer(text);
  }

  async press(title: string): Promise<Locator> {
    await this.choices.filter({ hasText: title }).first().click();
    return this.answer(title);
  }

  private async answer(said: string): Promise<Locator> {
    const last = this.turns.last();
    await expect(last.locator(".person")).toContainText(said);
    await this.settled();
    return last;
  }

  async option(name: string, sure?: string): Promise<void> {
    await this.root.getByRole("button", { name: "Options" }).click();
    await this.root.getByRole("button", { name }).click();
    if (sure) await this.root.getByRole("button", { name: sure, exact: true }).click();
  }

  /** What the server has, by the token this page holds. */
  async history(): Promise<{ message_id: string; said: { text?: string } | null; messages: { text: string }[] }[]> {
    const token = await this.page.evaluate((server) => {
      const kept = localStorage.getItem(`ilio-chat ${server}/chat session`);
      return kept ? (JSON.parse(kept) as { token: string }).token : "";
    }, SERVER);
    const answer = await fetch(`${SERVER}/chat/history`, { headers: { Authorization: `Bearer ${token}` } });
    return ((await answer.json()) as { turns: never[] }).turns;
  }
}

/** A test that fails if the page threw or a policy was broken. */
export const test = base.extend<{ chat: Chat; complaints: string[] }>({
  complaints: [
    async ({ page }, use) => {
      const found: string[] = [];
      page.on("pageerror", (error) => found.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error" && !/Failed to load resource|net::ERR/.test(message.text())) found.push(message.text());
      });
      page.on("dialog", (dialog) => found.push(`dialog: ${dialog.message()}`));
      await use(found);
      expect(found).toEqual([]);
    },
    { auto: true },
  ],
  chat: async ({ page }, use) => {
    await use(new Chat(page));
  },
});

export { expect };
