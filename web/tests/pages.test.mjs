// Opens every page at two widths, in both themes and languages, with and without scripts, and lets axe look at it.
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { axe } from "./axe.mjs";
import * as chromium from "./browser.mjs";
import { PAGES } from "./pages.mjs";
import * as server from "./server.mjs";
import { signIn, someJob } from "./session.mjs";

const SIZES = { wide: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
const README_PICTURE = join(dirname(fileURLToPath(import.meta.url)), "../../docs/screenshots/home.png");
const skip = chromium.missing() ?? server.missing() ?? false;
let browser, site, session;

before(async () => {
  if (skip) return;
  site = await server.start();
  browser = await chromium.launch();
  session = await signIn(browser, site);
  if (session) await someJob(site, session);
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

async function open(page, what, query) {
  let address = what.path;
  if (what.from) {
    await page.goto(site.url + what.from);
    assert.ok(await page.locator(what.follow).count(), `${what.from} has no ${what.follow}`);
    address = await page.locator(what.follow).first().getAttribute("href");
  }
  if (what.then) {
    await page.goto(new URL(address, site.url).href);
    address = await page.locator(what.then).first().getAttribute("href");
  }
  const url = new URL(address, site.url);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const answer = await page.goto(url.href);
  assert.equal(answer.status(), what.status ?? 200, `${url.pathname} answered ${answer.status()}`);
}

// Chromium reports the answer that a page is meant to have, such as that of a refused form, as an error of the page.
const unexpected = (errors, what) => errors.filter((error) => !what.status || !error.includes(`status of ${what.status}`));

async function look(page, what) {
  assert.equal(await page.locator("h1").count(), 1, "one heading of the first level");
  if (what.expect) assert.ok(await page.locator(what.expect).count(), `there is no ${what.expect}`);
  const overflow = await page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= limit) return [];
    const wide = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > limit + 1);
    return wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 120));
  });
  assert.deepEqual(overflow, [], "wider than the screen");
}

for (const what of PAGES) {
  const admin = what.as === "administrator";
  test(what.name, { skip }, async (t) => {
    if (admin && !session) return t.skip("set BELLWETHER_TEST_ADMIN=email:password");
    const cookies = admin ? session : [];
    for (const [size, viewport] of Object.entries(SIZES)) {
      await chromium.withTab(browser, { viewport, reducedMotion: "reduce" }, async ({ page, context, errors }) => {
        await context.addCookies(cookies);
        for (const lang of ["en", "ru"]) {
          for (const theme of ["light", "dark"]) {
            await t.test(`${size} ${lang} ${theme}`, async () => {
              errors.length = 0;
              await open(page, what, { lang, theme });
              await page.screenshot({ path: join(chromium.SCREENSHOTS, `${what.name}.${size}.${lang}.${theme}.png`) });
              await look(page, what);
              await axe(page);
              assert.deepEqual(unexpected(errors, what), [], "errors in the console");
            });
          }
        }
      });
      await t.test(`${size} without scripts`, () =>
        chromium.withTab(browser, { viewport, javaScriptEnabled: false }, async ({ page, context, errors }) => {
          await context.addCookies(cookies);
          await open(page, what, {});
          await look(page, what);
          assert.deepEqual(unexpected(errors, what), [], "errors in the console");
        }),
      );
    }
    if (what.print) {
      await t.test("on paper", () =>
        chromium.withTab(browser, { viewport: SIZES.wide }, async ({ page, context }) => {
          await context.addCookies(cookies);
          await open(page, what, { theme: "dark" });
          await page.emulateMedia({ media: "print" });
          for (const part of [".topbar", ".rail", ".foot"]) assert.equal(await page.locator(part).isVisible(), false, part);
          const paper = await page.pdf({ format: "A4" });
          assert.ok(paper.length > 1000);
        }),
      );
    }
  });
}

test("every line of the menu is in the list of pages", { skip }, () =>
  chromium.withTab(browser, { viewport: SIZES.wide }, async ({ page, context }) => {
    await context.addCookies(session ?? []);
    const known = new Set(PAGES.map(({ path }) => path));
    const found = new Set(["/"]);
    for (const address of found) {
      await page.goto(site.url + address);
      const lines = await page.locator(".rail a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      lines.forEach((line) => found.add(line));
    }
    assert.deepEqual([...found].filter((address) => !known.has(address)), [], "add these to web/tests/pages.mjs");
  }),
);

test("the picture of the README", { skip: skip || (!process.env.UPDATE_SCREENSHOTS && "set UPDATE_SCREENSHOTS=1 to renew it") }, () => {
  mkdirSync(dirname(README_PICTURE), { recursive: true });
  copyFileSync(join(chromium.SCREENSHOTS, "home.wide.en.light.png"), README_PICTURE);
});
