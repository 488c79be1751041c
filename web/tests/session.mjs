// Signing in as people do.
import assert from "node:assert/strict";
import * as chromium from "./browser.mjs";

/** The cookies of an administrator, if there is one to sign in as. */
export async function signIn(browser, { url, administrator }) {
  if (!administrator) return undefined;
  let cookies;
  await chromium.withTab(browser, {}, async ({ page, context }) => {
    await page.goto(`${url}/sign-in`);
    await page.fill("main input[autocomplete=username]", administrator.email);
    await page.fill("main input[type=password]", administrator.password);
    await page.click("main button[type=submit]");
    assert.notEqual(new URL(page.url()).pathname, "/sign-in", `${administrator.email} cannot sign in`);
    cookies = await context.cookies();
  });
  return cookies;
}

/** Makes sure that there is a job to look at: an ingest of one small file. */
export async function someJob({ url }, cookies) {
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const ask = async (method, path, type, body) => {
    const answer = await fetch(url + path, { method, headers: { cookie, "content-type": type }, body });
    return { status: answer.status, json: await answer.json() };
  };
  const json = "application/json";
  if ((await ask("GET", "/api/v1/jobs", json)).json.rows.length > 0) return;
  const sent = await ask("POST", "/api/v1/evidence/inbox?name=browser-test.ris", "application/octet-stream", "TY  - JOUR\nTI  - Breathing\nER  - \n");
  assert.ok([201, 409].includes(sent.status), JSON.stringify(sent.json));
  const started = await ask("POST", "/api/v1/evidence/ingests", json, JSON.stringify({ files: ["browser-test.ris"] }));
  assert.equal(started.status, 202, JSON.stringify(started.json));
}
