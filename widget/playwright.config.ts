import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { HOST, SERVER } from "./e2e/addresses";

const folder = mkdtempSync(join(tmpdir(), "ilio-"));
const store = `type: bot.stores.sql.SQLStore, dialect: sqlite, db: ${folder}/talks.db`;
writeFileSync(join(folder, "endpoints.yml"), `tracker_store: {${store}}\n`);
writeFileSync(
  join(folder, "credentials.yml"),
  `bot.channels.web.WebInput: {origins: ["${HOST}"], messages_per_minute: 6000, sessions_per_minute: 60000}\n`,
);

// a browser on this machine, scripts/test-web.sh looks for one; else the one Playwright installs
const browser = process.env["ILIO_BROWSER"];
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"]; // prettier-ignore

export default defineConfig({
  testDir: "e2e",
  outputDir: join(folder, "results"),
  fullyParallel: false,
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    baseURL: SERVER,
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    trace: "retain-on-failure",
    launchOptions: { args: quiet, ...(browser && existsSync(browser) ? { executablePath: browser } : {}) },
  },
  webServer: [
    {
      command: `../.venv/bin/ilio web --port ${new URL(SERVER).port} --credentials ${folder}/credentials.yml --endpoints ${folder}/endpoints.yml`,
      url: `${SERVER}/chat/ready`,
      timeout: 180_000,
      gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
    },
    { command: "node e2e/host.mjs", url: HOST, timeout: 20_000 },
  ],
});
