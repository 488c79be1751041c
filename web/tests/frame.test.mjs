// The frame by keyboard and by mouse: skip link, search, language, theme, menus.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as chromium from "./browser.mjs";
import * as server from "./server.mjs";

const skip = chromium.missing() ?? server.missing() ?? false;
let browser, site;

before(async () => {
  if (skip) return;
  site = await server.start();
  browser = await chromium.launch();
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

const home = (options, use) =>
  chromium.withTab(browser, { viewport: { width: 1280, height: 900 }, locale: "en-GB", ...options }, async (tab) => {
    await tab.page.goto(`${site.url}/`);
    await use(tab.page);
  });

const focused = (page, get) => page.evaluate(`(${get})(document.activeElement)`);

test("the first stop of the Tab key leads past the frame", { skip }, () => home({}, async (page) => {
  await page.keyboard.press("Tab");
  assert.equal(await focused(page, (element) => element.className), "skip-link");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page, (element) => element.id), "main");
}));

test("everything in the frame can be reached and seen by keyboard", { skip }, () => home({}, async (page) => {
  const wanted = await page.evaluate(() => {
    const all = document.querySelectorAll(".topbar a, .topbar input, .topbar summary, .topbar button, .rail a, .foot a, .page-action a");
    const seen = [...all].filter((element) => element.checkVisibility() && !element.closest("details:not([open]) > :not(summary)"));
    seen.forEach((element, at) => (element.dataset.stop = String(at)));
    return seen.length;
  });
  const stops = new Set();
  for (let step = 0; step < 400 && stops.size < wanted; step += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      const ringed = style.outlineStyle !== "none" || style.boxShadow !== "none";
      return { at: element.dataset.stop, ringed, html: element.outerHTML.slice(0, 120) };
    });
    if (stop.at !== undefined) {
      stops.add(stop.at);
      assert.ok(stop.ringed, `no sign of focus on ${stop.html}`);
    }
  }
  assert.equal(stops.size, wanted);
}));

test("the slash key goes to the search box, which searches", { skip }, () => home({}, async (page) => {
  await page.keyboard.press("/");
  assert.equal(await focused(page, (element) => element.id), "search");
  await page.keyboard.type("heart/lung");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/evidence" && url.searchParams.get("q") === "heart/lung");
  assert.equal(await page.inputValue("#search"), "heart/lung");
}));

test("the theme changes at once and stays", { skip }, () => home({ colorScheme: "light" }, async (page) => {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.locator(".themes summary").focus();
  await page.keyboard.press("Enter");
  const saved = page.waitForResponse((answer) => answer.url().includes("theme=dark"));
  await page.locator("[data-theme-choice=dark]").click();
  await saved;
  assert.notEqual(await ground(), light);
  await page.reload();
  assert.equal(await page.getAttribute("html", "data-bs-theme"), "dark");
}));

test("without a choice the theme follows the device", { skip }, async () => {
  const grounds = [];
  for (const colorScheme of ["light", "dark"]) {
    await home({ colorScheme, javaScriptEnabled: false }, async (page) => {
      grounds.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    });
  }
  assert.notEqual(grounds[0], grounds[1]);
});

test("language and theme are chosen without scripts, and the next page keeps them", { skip }, () => home({ javaScriptEnabled: false }, async (page) => {
  await page.locator(".languages a[hreflang=ru]").click();
  assert.equal(await page.getAttribute("html", "lang"), "ru");
  await page.locator(".themes summary").click();
  await page.locator("[data-theme-choice=dark]").click();
  await page.goto(site.url + "/about");
  assert.equal(await page.getAttribute("html", "lang"), "ru");
  assert.equal(await page.getAttribute("html", "data-bs-theme"), "dark");
}));

test("a menu closes on Escape and gives the focus back", { skip }, () => home({}, async (page) => {
  await page.locator(".themes summary").click();
  await page.locator("[data-theme-choice=light]").focus();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".themes").getAttribute("open"), null);
  assert.equal(await focused(page, (element) => element.tagName), "SUMMARY");
}));

test("assets come compressed and may be kept for ever", { skip }, async () => {
  const html = await (await fetch(`${site.url}/`)).text();
  const [, address] = /href="(\/assets\/app\.[^"]+\.css)"/.exec(html);
  const answer = await fetch(site.url + address, { headers: { "accept-encoding": "br" } });
  assert.equal(answer.headers.get("content-encoding"), "br");
  assert.equal(answer.headers.get("cache-control"), "public, max-age=31536000, immutable");
  const again = await fetch(site.url + address, { headers: { "accept-encoding": "br", "if-none-match": answer.headers.get("etag") } });
  assert.equal(again.status, 304);
  assert.equal((await fetch(`${site.url}/assets/manifest.json`)).status, 404);
});
