// Writing an application: it saves itself, and two tabs that write the same field lose nothing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe } from "./axe.mjs";
import * as chromium from "./browser.mjs";
import * as server from "./server.mjs";
import { signIn } from "./session.mjs";

const skip = chromium.missing() ?? server.missing() ?? false;
const CALL = "/api/v1/calls/translational-medicine/young-teams-2027/applications";
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

async function ask(method, path, body) {
  const cookie = session.map(({ name, value }) => `${name}=${value}`).join("; ");
  const answer = await fetch(site.url + path, { method, headers: { cookie, "content-type": "application/json" }, body: JSON.stringify(body) });
  return { status: answer.status, json: await answer.json() };
}

/** Gives a new draft to `use`, with a way to open tabs on it, and withdraws it. */
async function draft(use) {
  const begun = await ask("POST", CALL, { quiz: { young: true, first: false } });
  assert.equal(begun.status, 200, JSON.stringify(begun.json));
  const { id } = begun.json;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
  context.setDefaultTimeout(20_000);
  await context.addCookies(session);
  const open = async () => {
    const page = await context.newPage();
    await page.goto(`${site.url}/applications/${id}/edit`);
    return page;
  };
  try {
    await use({ id, context, open });
  } finally {
    await context.close();
    await ask("POST", `/api/v1/calls/applications/${id}/steps`, { step: "withdraw" });
  }
}

const says = (page, words) => page.waitForFunction((words) => document.querySelector("[data-autosave-state]").textContent.startsWith(words), words);
const summary = "textarea[name='f.summary']";

test("two tabs that write the same field lose nothing", { skip }, () => draft(async ({ id, open }) => {
  const [one, two] = [await open(), await open()];
  await one.fill(summary, "What one tab wrote");
  await says(one, "Saved");
  await two.fill(summary, "What another tab wrote");
  const box = two.locator("[data-field=summary] .alert-warning");
  await box.waitFor();
  assert.deepEqual(await box.locator("blockquote").allTextContents(), ["What one tab wrote", "What another tab wrote"]);
  await axe(two);
  const kept = async () => (await ask("GET", `/api/v1/calls/applications/${id}`)).json.answers.summary;
  assert.equal(await kept(), "What one tab wrote", "nothing is written over unseen");
  await box.locator("button", { hasText: "Keep what I wrote" }).click();
  await says(two, "Saved");
  assert.equal(await kept(), "What another tab wrote");
  // The first tab is behind now, and chooses the other way.
  await one.fill(summary, "Too late");
  await one.locator("[data-field=summary] button", { hasText: "Take what is saved" }).click();
  assert.equal(await one.inputValue(summary), "What another tab wrote");
  assert.equal(await kept(), "What another tab wrote");
  // Different fields do not meet.
  await one.fill("input[name='f.title']", "Hearts");
  await says(one, "Saved");
  await two.fill(summary, "And more");
  await two.waitForFunction(() => document.querySelector("[data-field=summary]").dataset.revision === "3");
  const { answers } = (await ask("GET", `/api/v1/calls/applications/${id}`)).json;
  assert.deepEqual([answers.title, answers.summary], ["Hearts", "And more"]);
}));

test("what cannot be sent stays in the browser and is saved later", { skip }, () => draft(async ({ id, context, open }) => {
  const page = await open();
  await page.route("**/answers/*", (route) => route.abort());
  await page.fill(summary, "Written on a train");
  await says(page, "Not saved");
  // Closed without having been saved.
  await page.close({ runBeforeUnload: false });
  const later = await open();
  assert.equal(await later.inputValue(summary), "Written on a train");
  await says(later, "Saved");
  assert.equal((await ask("GET", `/api/v1/calls/applications/${id}`)).json.answers.summary, "Written on a train");
  assert.equal(await later.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("autosave:")).length), 0);
  // What somebody else wrote meanwhile is not written over by what the browser kept.
  await later.route("**/answers/*", (route) => route.abort());
  await later.fill(summary, "Written offline");
  await says(later, "Not saved");
  await later.close({ runBeforeUnload: false });
  const meanwhile = await ask("PUT", `/api/v1/calls/applications/${id}/answers/summary`, { value: "Written meanwhile", revision: 1 });
  assert.equal(meanwhile.status, 200);
  const last = await open();
  const box = last.locator("[data-field=summary] .alert-warning");
  await box.waitFor();
  assert.deepEqual(await box.locator("blockquote").allTextContents(), ["Written meanwhile", "Written offline"]);
  await context.clearCookies();
}));

test("a field that depends on another appears with its answer, and a budget is one answer", { skip }, () => draft(async ({ id, open }) => {
  const page = await open();
  const ethics = page.locator("[data-field=ethics]");
  assert.equal(await ethics.isVisible(), false);
  await page.locator("[data-field=patients] input[value=yes]").check();
  assert.equal(await ethics.isVisible(), true);
  const [what, amount] = ["b.budget.what", "b.budget.amount"].map((name) => page.locator(`input[name='${name}']`));
  await what.nth(0).fill("Reagents");
  await amount.nth(0).fill("1 000.50");
  await says(page, "Saved");
  await page.waitForFunction(() => document.querySelector("[data-field=budget]").dataset.saved.includes("1 000.50"));
  const { answers } = (await ask("GET", `/api/v1/calls/applications/${id}`)).json;
  assert.deepEqual(JSON.parse(answers.budget), [{ what: "Reagents", amount: "1 000.50" }]);
  assert.equal(answers.patients, "yes");
  const again = await open();
  assert.equal(await again.locator("input[name='b.budget.amount']").nth(0).inputValue(), "1 000.50");
}));
