// Lists that change in place, and files that are sent: what scripts add to pages that work without them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe } from "./axe.mjs";
import * as chromium from "./browser.mjs";
import * as server from "./server.mjs";
import { signIn } from "./session.mjs";

const skip = chromium.missing() ?? server.missing() ?? false;
const WIDE = { viewport: { width: 1280, height: 900 }, locale: "en-GB" };
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

/** Opens a page and marks it, so that a load of another page can be told. */
async function open(options, path, use) {
  await chromium.withTab(browser, { ...WIDE, ...options }, async ({ page, context, errors }) => {
    await context.addCookies(options.admin ? session : []);
    await page.goto(site.url + path);
    await page.evaluate(() => (window.isSamePage = true));
    await use(page);
    // Where something is meant to be refused, the browser writes a line about it that is no error of the page.
    const own = errors.filter((error) => !options.refused || !error.includes("status of 422"));
    assert.deepEqual(own, [], "errors in the console");
  });
}

const isSame = (page) => page.evaluate(() => window.isSamePage === true);
const settled = (page, url) => page.waitForURL(url).then(() => page.waitForFunction(() => !document.querySelector("[data-part][aria-busy]")));

test("a facet narrows the results in place and reads out how many are left", { skip }, () => open({}, "/evidence?q=cancer", async (page) => {
  const all = await page.locator("#hits").textContent();
  // One that not all results share.
  const shares = await page.locator(".facet li .result-meta").allTextContents();
  const facet = page.locator(".facet a").nth(shares.findIndex((share) => Number.parseInt(share, 10) < Number.parseInt(all, 10)));
  const name = await facet.textContent();
  await facet.scrollIntoViewIfNeeded();
  await facet.focus();
  const before = await page.evaluate(() => window.scrollY);
  await page.keyboard.press("Enter");
  await settled(page, (url) => url.searchParams.get("q") !== "cancer");
  assert.ok(await isSame(page), "the page was loaded anew");
  assert.ok(Math.abs((await page.evaluate(() => window.scrollY)) - before) < 200 || (await page.evaluate(() => window.scrollY)) === 0);
  const left = (await page.locator("#hits").textContent()).trim();
  await page.waitForFunction((words) => document.querySelector("[data-announcer]").textContent.trim() === words, left);
  assert.notEqual(left, all.trim());
  assert.ok((await page.locator(".chips").textContent()).includes(name.trim()), "the filter in use is shown");
  assert.equal(await page.locator(".chips svg use").first().evaluate((use) => document.querySelector(use.getAttribute("href")) !== null), true, "its icon is there");
  assert.equal(await page.inputValue("#query"), await page.inputValue("#search"), "both boxes say what is shown");
  assert.ok(await page.evaluate(() => document.querySelector("[data-part]").contains(document.activeElement)), "the focus stays in the part");
  assert.equal(await page.locator("svg.sprite").count(), 1);
  await page.goBack();
  await page.waitForFunction((words) => document.querySelector("#hits")?.textContent.trim() === words, all.trim());
}));

test("typing another query keeps the focus in the box", { skip }, () => open({}, "/evidence?q=cancer", async (page) => {
  await page.fill("#query", "cancer qqqzzzxxyy");
  await page.keyboard.press("Enter");
  await settled(page, (url) => url.searchParams.get("q") === "cancer qqqzzzxxyy");
  assert.ok(await isSame(page));
  assert.equal(await page.evaluate(() => document.activeElement.id), "query");
  assert.equal(await page.title().then((title) => title.includes("Bellwether")), true);
  assert.match(await page.locator(".languages a").getAttribute("href"), /qqqzzzxxyy/);
}));

test("a query that cannot be understood says so in place", { skip }, () => open({ refused: true }, "/evidence?q=cancer", async (page) => {
  await page.fill("#query", "title:(asthma");
  await page.locator("[data-part] form button").click();
  await page.waitForSelector("[data-part] .alert-danger");
}));

test("sorting and turning pages happen in place; links elsewhere are ordinary", { skip }, () => open({}, "/evidence?q=cancer", async (page) => {
  await page.locator("main .tools nav a").nth(1).click();
  await settled(page, (url) => url.searchParams.has("sort"));
  await page.locator(".pager a[rel=next]").click();
  await settled(page, (url) => url.searchParams.has("offset"));
  assert.ok(await isSame(page));
  // The next page is read from its beginning.
  await page.waitForFunction(() => window.scrollY < 300);
  await page.locator(".result h3 a").first().click();
  await page.waitForURL(/\/evidence\/records\//);
  assert.equal(await isSame(page), false);
}));

test("a choice in a filter bar is an answer already", { skip }, () => open({ admin: true }, "/admin/users", async (page) => {
  const select = page.locator("select[name=role]");
  await select.focus();
  await select.selectOption("expert");
  await settled(page, (url) => url.searchParams.get("role") === "expert");
  assert.ok(await isSame(page));
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("name")), "role");
  assert.equal(await select.inputValue(), "expert");
}));

test("a session that ended leads to signing in, with its frame", { skip }, () => open({ admin: true }, "/admin/users", async (page) => {
  await page.context().clearCookies({ name: /session/ });
  await page.locator("select[name=role]").selectOption("expert");
  await page.waitForURL(/\/sign-in/);
  assert.equal(await page.locator(".topbar").count(), 1);
}));

test("files are sent with their progress, and a refused one says why", { skip }, () => open({ admin: true, refused: true }, "/evidence/ingests", async (page) => {
  const name = `browser ${Date.now()}.ris`;
  const ris = Buffer.from("TY  - JOUR\nTI  - Breathing\nER  - \n");
  await page.setInputFiles("[data-upload] input[type=file]", [
    { name, mimeType: "text/plain", buffer: ris },
    { name: "page.html", mimeType: "text/html", buffer: Buffer.from("<html></html>") },
  ]);
  await page.locator("[data-upload] button[type=submit]").click();
  await page.waitForSelector(".upload-good");
  assert.match(await page.locator(".upload-bad").textContent(), /page\.html.*no sources/);
  await page.locator("[data-upload-after] a").click();
  await page.waitForSelector(`input[value="${name}"]`);
}));

test("without scripts the same form brings the files", { skip }, () =>
  chromium.withTab(browser, { ...WIDE, javaScriptEnabled: false }, async ({ page, context }) => {
    await context.addCookies(session);
    await page.goto(`${site.url}/evidence/ingests`);
    const name = `plain ${Date.now()}.ris`;
    await page.setInputFiles("[data-upload] input[type=file]", [{ name, mimeType: "text/plain", buffer: Buffer.from("TY  - JOUR\nTI  - Breathing\nER  - \n") }]);
    await page.locator("[data-upload] button[type=submit]").click();
    await page.waitForSelector(`input[value="${name}"]`);
    await page.waitForSelector(".alert-success");
  }));

test("columns are chosen and stay; a view is saved under a name, leads back, and is removed", { skip }, () => open({ admin: true }, "/admin/users", async (page) => {
  const heads = () => page.locator("thead th").count();
  const all = await heads();
  await page.locator(".list-tools summary", { hasText: "Columns" }).click();
  await page.locator("input[name=columns][value=roles]").uncheck();
  await page.locator(".list-tools form[method=get] button").click();
  await settled(page, (url) => url.searchParams.has("columns"));
  assert.ok(await isSame(page));
  assert.equal(await heads(), all - 1);
  await page.goto(`${site.url}/admin/users?role=administrator`);
  assert.equal(await heads(), all - 1, "the choice stays for this list");
  const name = `View ${Date.now()}`;
  await page.locator(".list-tools summary", { hasText: "Views" }).click();
  await page.fill("#view-name", name);
  await page.locator(".list-tools form[method=post] button.btn-primary").click();
  await page.waitForSelector(".alert-success");
  assert.equal(new URL(page.url()).searchParams.get("role"), "administrator");
  await page.goto(`${site.url}/admin/users`);
  await page.locator(".list-tools summary", { hasText: "Views" }).click();
  await page.locator(".list-tools a", { hasText: name }).click();
  await page.waitForURL((url) => url.searchParams.get("role") === "administrator");
  await page.locator(".list-tools summary", { hasText: "Views" }).click();
  await page.locator(`.list-tools button[aria-label="Remove the view ${name}"]`).click();
  await page.waitForSelector(".alert-success");
  assert.equal(await page.locator(".list-tools a", { hasText: name }).count(), 0);
}));

test("columns are chosen without scripts", { skip }, () =>
  chromium.withTab(browser, { ...WIDE, javaScriptEnabled: false }, async ({ page }) => {
    await page.goto(`${site.url}/experts`);
    const all = await page.locator("thead th").count();
    await page.locator(".list-tools summary", { hasText: "Columns" }).click();
    await page.locator("input[name=columns][value=topics]").uncheck();
    await page.locator(".list-tools form[method=get] button").click();
    assert.equal(await page.locator("thead th").count(), all - 1);
  }));

for (const width of [1280, 390]) {
  test(`the menus of a list stay on a screen of ${width} and pass axe`, { skip }, () =>
    open({ admin: true, viewport: { width, height: 844 } }, "/admin/users", async (page) => {
      for (const summary of await page.locator(".list-tools summary").all()) {
        await summary.click();
        const box = await page.locator(".list-tools details[open] .menu-list").boundingBox();
        assert.ok(box.x >= 0 && box.x + box.width <= width, `from ${box.x} on, ${box.width} wide`);
        await axe(page);
        await page.keyboard.press("Escape");
      }
    }));
}
