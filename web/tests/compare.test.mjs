// Two institutions compared by somebody who chooses them: the page says of each what the institution's own page says.
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

const number = (text) => Number(text.replace(/\D/g, ""));
const works = async (page) => number(await page.textContent("main dt:text-is('Works') + dd"));

for (const javaScriptEnabled of [true, false]) {
  test(`two institutions are chosen and compared, ${javaScriptEnabled ? "with" : "without"} scripts`, { skip }, () =>
    chromium.withTab(browser, { locale: "en-GB", javaScriptEnabled }, async ({ page, errors }) => {
      await page.goto(`${site.url}/foresight/compare?kind=institutions`);
      const chosen = await page.locator("select[name=a] option:not([value=''])").evaluateAll((options) =>
        options.slice(0, 2).map((option) => ({ id: option.value, name: option.textContent.replace(/ \(\d+\)$/, "") })));
      await page.selectOption("select[name=a]", chosen[0].id);
      await page.selectOption("select[name=b]", chosen[1].id);
      await page.locator("main form button[type=submit]").first().click();
      await page.waitForSelector(`main th:text-is("${chosen[1].name}")`);
      const head = await page.locator("main table").first().locator("thead th").allTextContents();
      assert.deepEqual(head.slice(1, 3), chosen.map((one) => one.name));
      const cells = page.locator("main table").first().locator("tbody tr").first().locator("td");
      const records = [number(await cells.nth(0).textContent()), number(await cells.nth(1).textContent())];
      for (const [at, one] of chosen.entries()) {
        await page.goto(`${site.url}/institutions/${one.id}`);
        assert.equal(records[at], await works(page), one.name);
      }
      assert.deepEqual(errors, [], "errors in the console");
    }));
}
