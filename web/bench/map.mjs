// How smoothly the map moves: frames while it is dragged and zoomed, with all its points and with many more.
// Without a graphics card Chromium draws in software, so what is shown then is a lower bound of what people see.
import * as chromium from "../tests/browser.mjs";
import * as server from "../tests/server.mjs";

const FRAMES = 240;
const POINT_BYTES = 10;
const TIMES = process.argv.slice(2).map(Number);
const SIZE = { width: 1280, height: 900 };

const why = chromium.missing() ?? server.missing();
if (why) throw new Error(why);
const site = await server.start();
const browser = await chromium.launch();
try {
  console.log("| points | drawn by | frames/s | frame ms, median | 95 of 100 within | script ms a frame | to the last point s |");
  console.log("|---|---|---|---|---|---|---|");
  for (const times of TIMES.length > 0 ? TIMES : [1, 4, 20]) await measure(times);
} finally {
  await browser.close();
  await site.stop();
}

async function measure(times) {
  await chromium.withTab(browser, { viewport: SIZE }, async ({ page }) => {
    if (times > 1) await multiply(page, times);
    await page.addInitScript(timeScripts);
    const started = performance.now();
    await page.goto(`${site.url}/foresight`);
    await page.waitForFunction(() => document.querySelector("[data-map-years]")?.textContent !== "", undefined, { timeout: 120_000 });
    const loaded = (performance.now() - started) / 1_000;
    const points = await page.getAttribute("[data-map]", "data-map-count");
    const { intervals, script, renderer } = await page.evaluate(drag, FRAMES);
    intervals.sort((a, b) => a - b);
    const at = (share) => intervals[Math.floor((intervals.length - 1) * share)];
    const mean = intervals.reduce((sum, one) => sum + one, 0) / intervals.length;
    const figures = [1_000 / mean, at(0.5), at(0.95), script / FRAMES, loaded].map((figure) => figure.toFixed(1));
    console.log(`| ${points} | ${renderer} | ${figures.join(" | ")} |`);
  });
}

/** Answers with every point several times, a little beside itself. */
async function multiply(page, times) {
  let base;
  await page.route(/\/foresight$/, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace(/data-map-count="(\d+)"/, (_, count) => `data-map-count="${count * times}"`);
    await route.fulfill({ response: answer, body });
  });
  await page.route(/\/foresight\/map\/points/, async (route) => {
    const url = new URL(route.request().url());
    const [from, count] = [Number(url.searchParams.get("from")), Number(url.searchParams.get("count"))];
    base ??= await everyPoint(url);
    const total = (base.length / POINT_BYTES) * times;
    await route.fulfill({ contentType: "application/octet-stream", body: part(base, from, Math.min(count, total - from)) });
  });
}

async function everyPoint(url) {
  const parts = [];
  for (let from = 0; ; from += 50_000) {
    url.searchParams.set("from", String(from));
    const answer = new Uint8Array(await (await fetch(url)).arrayBuffer());
    if (answer.length === 0) break;
    parts.push(rows(answer));
    if (answer.length < 50_000 * POINT_BYTES) break;
  }
  return Buffer.concat(parts);
}

/** Columns to rows. */
function rows(columns) {
  const count = columns.length / POINT_BYTES;
  const out = Buffer.alloc(columns.length);
  for (let row = 0; row < count; row += 1) {
    for (let wide = 0; wide < 4; wide += 1) out.set(columns.subarray((wide * count + row) * 2, (wide * count + row) * 2 + 2), row * POINT_BYTES + wide * 2);
    out[row * POINT_BYTES + 8] = columns[8 * count + row];
    out[row * POINT_BYTES + 9] = columns[9 * count + row];
  }
  return out;
}

/** A part of the multiplied points, as columns. */
function part(base, from, count) {
  const known = base.length / POINT_BYTES;
  const out = Buffer.alloc(count * POINT_BYTES);
  for (let row = 0; row < count; row += 1) {
    const at = ((from + row) % known) * POINT_BYTES;
    const beside = (place, salt) => Math.min(65_535, Math.max(0, base.readUInt16LE(place) + ((((from + row) * salt) >>> 7) % 401) - 200));
    out.writeUInt16LE(beside(at, 2_654_435_761), row * 2);
    out.writeUInt16LE(beside(at + 2, 2_246_822_519), (count + row) * 2);
    out.writeUInt16LE(base.readUInt16LE(at + 4), (2 * count + row) * 2);
    out.writeUInt16LE(base.readUInt16LE(at + 6), (3 * count + row) * 2);
    out[8 * count + row] = base[at + 8];
    out[9 * count + row] = base[at + 9];
  }
  return out;
}

/** In the page: counts the time that scripts take in frames. */
function timeScripts() {
  const ask = window.requestAnimationFrame.bind(window);
  window.scriptTime = 0;
  window.requestAnimationFrame = (act) => ask((now) => {
    const started = performance.now();
    act(now);
    window.scriptTime += performance.now() - started;
  });
}

/** In the page: drags the map in a circle, zooming in and out, and keeps the time between frames. */
async function drag(frames) {
  const canvas = document.querySelector("[data-map-canvas]");
  const box = canvas.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const send = (type, right, down) => canvas.dispatchEvent(new PointerEvent(type, { pointerId: 1, button: 0, clientX: x + right, clientY: y + down, bubbles: true }));
  canvas.setPointerCapture = () => undefined;
  const next = () => new Promise((resolve) => window.requestAnimationFrame(resolve));
  for (let warm = 0; warm < 10; warm += 1) await next();
  send("pointerdown", 0, 0);
  const intervals = [];
  window.scriptTime = 0;
  let before = await next();
  for (let frame = 1; frame <= frames; frame += 1) {
    const turn = (frame / 60) * Math.PI * 2;
    send("pointermove", 120 * Math.sin(turn), 120 * (1 - Math.cos(turn)));
    canvas.dispatchEvent(new WheelEvent("wheel", { deltaY: frame % 120 < 60 ? -20 : 20, clientX: x, clientY: y, cancelable: true }));
    const now = await next();
    intervals.push(now - before);
    before = now;
  }
  send("pointerup", 0, 0);
  const gl = canvas.getContext("webgl2");
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  const renderer = info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)).replace(/\|/g, "/") : "unknown";
  return { intervals, script: window.scriptTime, renderer };
}
