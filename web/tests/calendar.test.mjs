// Choosing time and moving bookings on the calendar: by hand, by keys, by touch, and without scripts.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe } from "./axe.mjs";
import * as chromium from "./browser.mjs";
import * as server from "./server.mjs";
import { signIn } from "./session.mjs";

const skip = chromium.missing() ?? server.missing() ?? false;
const FACILITY = "/clusters/translational-medicine/facilities/rehabilitation-robot";
let browser, site, session;

before(async () => {
  if (skip) return;
  site = await server.start();
  browser = await chromium.launch();
  session = await signIn(browser, site);
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

/** A Monday far enough ahead that nobody has booked it; each test has its own week. */
function monday(weeks) {
  const at = new Date(Date.now() + (weeks * 7 + 8 - ((new Date().getUTCDay() + 6) % 7)) * 86_400_000);
  at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
  return at.toISOString().slice(0, 10);
}

async function calendar(weeks, use, options = {}) {
  const day = monday(weeks);
  await chromium.withTab(browser, { viewport: { width: 1280, height: 1600 }, locale: "en-GB", ...options }, async ({ page, context, errors }) => {
    await context.addCookies(session);
    await page.goto(`${site.url}${FACILITY}?view=week&day=${day}`);
    await use({ page, day, context });
    assert.deepEqual(errors, []);
  });
}

const slot = (page, day, hour) => page.locator(`[data-slot][data-from="${day}T${String(hour).padStart(2, "0")}:00"]`);
const heard = (page, words) => page.waitForFunction((words) => document.querySelector("[data-announcer]").textContent.includes(words), words);

async function dragged(page, from, to) {
  await from.scrollIntoViewIfNeeded();
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2];
  await page.mouse.move(...middle(start));
  await page.mouse.down();
  await page.mouse.move(...middle(end), { steps: 6 });
  await page.mouse.up();
}

const dialog = (page) => page.locator("dialog[open]");
const typed = (page) => dialog(page).locator("form").evaluate((form) => ["day", "from", "until"].map((name) => form.elements[name].value));

async function book(page, day, from, to) {
  await dragged(page, slot(page, day, from), slot(page, day, to));
  await dialog(page).waitFor();
  await dialog(page).locator("button[type=submit]").click();
  // Said when the calendar stands there anew.
  await heard(page, "Saved");
}

async function cancel(page, href) {
  await page.goto(site.url + href);
  await page.locator("details", { hasText: "Cancel booking" }).locator("summary").click();
  await page.locator("form[action$='/cancel'] button[type=submit]").click();
  await page.waitForURL((url) => url.pathname === href);
}

test("a time is chosen by dragging, weighed, and booked only when it is sent", { skip }, () => calendar(3, async ({ page, day }) => {
  await dragged(page, slot(page, day, 10), slot(page, day, 12));
  await dialog(page).waitFor();
  assert.deepEqual(await typed(page), [day, "10:00", "13:00"]);
  await axe(page);
  // Another time is weighed at once: at night the rules say no.
  await dialog(page).locator("input[name=from]").fill("02:00");
  await dialog(page).locator("input[name=until]").fill("03:00");
  await dialog(page).locator("input[name=until]").dispatchEvent("change");
  await dialog(page).locator(".alert").waitFor();
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  assert.equal(await slot(page, day, 10).getAttribute("data-slot"), "free", "nothing was saved");
  await book(page, day, 10, 11);
  assert.equal(await slot(page, day, 10).getAttribute("data-slot"), "known");
  const own = slot(page, day, 10).locator("a");
  await cancel(page, await own.getAttribute("href"));
}));

test("a booking is moved by dragging, and made longer at its edge", { skip }, () => calendar(4, async ({ page, day }) => {
  await book(page, day, 10, 11);
  const href = await slot(page, day, 10).locator("a").getAttribute("href");
  await dragged(page, slot(page, day, 10), slot(page, day, 14));
  await dialog(page).waitFor();
  assert.deepEqual(await typed(page), [day, "14:00", "16:00"]);
  await dialog(page).locator("button[type=submit]").click();
  await heard(page, "Saved");
  assert.equal(await slot(page, day, 14).getAttribute("data-slot"), "known");
  assert.notEqual(await slot(page, day, 10).getAttribute("data-slot"), "known");
  await dragged(page, slot(page, day, 15).locator("[data-grip=until]"), slot(page, day, 16));
  await dialog(page).waitFor();
  assert.deepEqual(await typed(page), [day, "14:00", "17:00"]);
  await dialog(page).locator("button", { hasText: "Close without saving" }).click();
  await cancel(page, href);
}));

test("keys do the same, and say what they do", { skip }, () => calendar(5, async ({ page, day }) => {
  await slot(page, day, 11).locator("a").focus();
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.closest("[data-slot]").dataset.from), `${day}T12:00`);
  await page.keyboard.press("Shift+ArrowDown");
  await heard(page, "12:00–14:00");
  await page.keyboard.press("Escape");
  await heard(page, "Nothing is chosen");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Enter");
  await dialog(page).waitFor();
  assert.deepEqual(await typed(page), [day, "12:00", "14:00"]);
  await dialog(page).locator("button[type=submit]").click();
  await heard(page, "Saved");
  const href = await page.evaluate(() => document.activeElement.getAttribute("href"));
  assert.match(href, /^\/bookings\//, "the new booking has the focus");
  await page.keyboard.press("m");
  await page.keyboard.press("ArrowDown");
  await heard(page, "13:00–15:00");
  await page.keyboard.press("Shift+ArrowUp");
  await heard(page, "13:00–14:00");
  await page.keyboard.press("Enter");
  await dialog(page).waitFor();
  assert.deepEqual(await typed(page), [day, "13:00", "14:00"]);
  await page.keyboard.press("Escape");
  await cancel(page, href);
}));

test("a finger holds first, and scrolls otherwise", { skip }, () => calendar(6, async ({ page, day, context }) => {
  const from = slot(page, day, 10);
  const to = slot(page, day, 11);
  await from.scrollIntoViewIfNeeded();
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  const touch = await context.newCDPSession(page);
  const send = (type, box) => touch.send("Input.dispatchTouchEvent", { type, touchPoints: box ? [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }] : [] });
  await send("touchStart", start);
  await page.locator(".by-hand.is-dragging").waitFor();
  await send("touchMove", end);
  await send("touchEnd");
  await dialog(page).waitFor();
  assert.deepEqual(await typed(page), [day, "10:00", "12:00"]);
}, { hasTouch: true }));

test("without scripts each free hour leads to the form", { skip }, () => calendar(7, async ({ page, day }) => {
  assert.equal(await page.locator("[data-calendar-help]").isVisible(), false);
  await slot(page, day, 10).locator("a").click();
  assert.equal(await page.inputValue("form input[name=from]"), "10:00");
}, { javaScriptEnabled: false }));
