// Chromium, as people have it: no flags that change how pages behave.
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const SCREENSHOTS = join(dirname(fileURLToPath(import.meta.url)), "../../target/screenshots");
const PROGRAM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];

/** Why there is no browser, or undefined. */
export function missing() {
  if (existsSync(PROGRAM)) return undefined;
  if (process.env.CI) throw new Error(`${PROGRAM} is not there`);
  return `${PROGRAM} is not there; install Debian's chromium`;
}

export async function launch() {
  mkdirSync(SCREENSHOTS, { recursive: true });
  return chromium.launch({ executablePath: PROGRAM, args: FLAGS, headless: true });
}

/** Gives a tab to `use` and closes it. It keeps what goes wrong: errors of scripts and of the content security policy. */
export async function withTab(browser, options, use) {
  const context = await browser.newContext(options);
  // What is not there after this time on a busy machine will not come.
  context.setDefaultTimeout(20_000);
  try {
    await use(await tab(context));
  } finally {
    await context.close();
  }
}

async function tab(context) {
  const page = await context.newPage();
  const errors = [];
  page.on("console", (message) => {
    // A page that is meant to be missing is no error of the page.
    if (message.type() === "error" && !message.text().includes("status of 404")) errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  return { page, context, errors };
}
