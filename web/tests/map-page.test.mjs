// The map in a browser: points are drawn, a search and a line mark records, the link brings all of it back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as chromium from "./browser.mjs";
import * as server from "./server.mjs";

const skip = chromium.missing() ?? server.missing() ?? false;
const WIDE = { viewport: { width: 1280, height: 900 }, locale: "en-GB" };
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

async function open(path, use, options = {}) {
  await chromium.withTab(browser, { ...WIDE, ...options }, async ({ page, errors }) => {
    await page.goto(site.url + path);
    if (options.javaScriptEnabled !== false) await page.waitForSelector("[data-map].map-on");
    await use(page);
    assert.deepEqual(errors, [], "errors in the console");
  });
}

/** How many pixels of the map are not paper. */
const drawn = (page) => page.evaluate(() => {
  const canvas = document.querySelector("[data-map-canvas]");
  const gl = canvas.getContext("webgl2");
  const pixels = new Uint8Array(canvas.width * canvas.height * 4);
  gl.readPixels(0, 0, canvas.width, canvas.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  let count = 0;
  for (let at = 3; at < pixels.length; at += 4) if (pixels[at] > 0) count += 1;
  return count;
});
const marked = async (page) => Number((await page.textContent("[data-map-marked]")).replace(/\D/g, ""));
const loaded = (page) => page.waitForFunction(() => document.querySelector("[data-map-status]").textContent === "" && document.querySelector("[data-map-years]").textContent !== "");

test("every record is drawn, and the year slider leaves some out", { skip }, () => open("/foresight", async (page) => {
  await loaded(page);
  await page.waitForTimeout(300);
  const all = await drawn(page);
  assert.ok(all > 1_000, `${all} pixels are drawn`);
  await page.locator("[data-map-controls] [name=to]").focus();
  await page.keyboard.press("Home");
  await page.waitForTimeout(300);
  assert.ok((await drawn(page)) < all / 2, "the first year alone draws less");
}));

test("a search marks its hits, and the link brings them back", { skip }, () => open("/foresight", async (page) => {
  await loaded(page);
  await page.fill("[data-map-controls] [name=q]", "heart");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("[data-map-marked]").textContent !== "");
  const hits = await marked(page);
  assert.ok(hits > 10, `${hits} hits`);
  assert.match(await page.getAttribute("[data-map-result]", "href"), /^\/evidence\?q=heart$/);
  await page.waitForURL((url) => url.searchParams.get("q") === "heart");
  await page.goto(page.url());
  await page.waitForFunction(() => document.querySelector("[data-map-marked]").textContent !== "");
  assert.equal(await marked(page), hits);
}));

test("a line around records leads to as many in a list", { skip }, () => open("/foresight", async (page) => {
  await loaded(page);
  await page.locator("[data-map-canvas]").scrollIntoViewIfNeeded();
  await page.click("[data-map-act=lasso]");
  const box = await page.locator("[data-map-canvas]").boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height, 900 - box.y) / 2];
  await page.mouse.move(x - 80, y - 60);
  await page.mouse.down();
  for (const [right, down] of [[80, -60], [80, 60], [-80, 60], [-80, -50]]) await page.mouse.move(x + right, y + down, { steps: 6 });
  await page.mouse.up();
  await page.waitForFunction(() => document.querySelector("[data-map-marked]").textContent !== "");
  const inside = await marked(page);
  assert.ok(inside > 0, "nothing is inside the line");
  await page.click("[data-map-result]");
  await page.waitForSelector("[data-count]");
  // Places are rounded in the link, so a record on the line itself may fall on either side.
  const listed = Number((await page.textContent("[data-count]")).replace(/\D/g, ""));
  assert.ok(Math.abs(listed - inside) <= Math.max(2, inside / 100), `${inside} marked, ${listed} listed`);
}));

test("keys zoom and move the map, and 0 shows all of it", { skip }, () => open("/foresight", async (page) => {
  await loaded(page);
  await page.locator("[data-map-canvas]").focus();
  for (const key of ["+", "+", "+", "ArrowLeft"]) await page.keyboard.press(key);
  await page.waitForURL((url) => Number(url.searchParams.get("zoom")) > 2);
  await page.keyboard.press("0");
  await page.waitForURL((url) => !url.searchParams.has("zoom"));
}));

test("without scripts the page has the topics as a table", { skip }, () => open("/foresight", async (page) => {
  const listed = await page.locator("main th a[href^='/foresight/topics/']").count();
  const topics = await (await page.request.get(site.url + (await page.getAttribute("[data-map]", "data-map-topics")))).json();
  const coarsest = topics.filter(({ level }) => level === 0).length;
  assert.ok(coarsest > 0, "the map has no topics");
  assert.equal(listed, coarsest);
  assert.equal(await page.locator("[data-map-canvas]").isVisible(), false, "no empty map");
}, { javaScriptEnabled: false }));
