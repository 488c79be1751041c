// The parts of the map that need no browser: places, lines around points, the nearest point, names that do not touch, links.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const source = join(dirname(fileURLToPath(import.meta.url)), "../src/map");
const folder = mkdtempSync(join(tmpdir(), "map-"));
let camera, cloud, lasso, nearest, labels, address, pace;

before(async () => {
  globalThis.window = { location: { pathname: "/foresight" } };
  const names = ["camera", "cloud", "lasso", "nearest", "labels", "address", "pace"];
  await build({ entryPoints: names.map((name) => join(source, `${name}.ts`)), outdir: folder, format: "esm", bundle: true, outExtension: { ".js": ".mjs" } });
  [camera, cloud, lasso, nearest, labels, address, pace] = await Promise.all(names.map((name) => import(pathToFileURL(join(folder, `${name}.mjs`)))));
});
after(() => rmSync(folder, { recursive: true }));

/** A part of a file of points, as the server sends it. */
function part(points) {
  const bytes = new DataView(new ArrayBuffer(points.length * 10));
  ["x", "y", "topic", "year"].forEach((name, column) => points.forEach((point, row) => bytes.setUint16((column * points.length + row) * 2, point[name], true)));
  points.forEach((point, row) => {
    bytes.setUint8(8 * points.length + row, point.kind);
    bytes.setUint8(9 * points.length + row, point.stage);
  });
  return bytes.buffer;
}

function random(seed) {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}

function scattered(count) {
  const next = random(7);
  const points = Array.from({ length: count }, () => ({ x: Math.floor(next() * 65_536), y: Math.floor(next() * 65_536), topic: 3, year: 2021, kind: 1, stage: 2 }));
  const made = cloud.emptyCloud(count);
  cloud.append(made, part(points));
  return made;
}

test("parts of points follow each other, and no more are taken than were told", () => {
  const made = cloud.emptyCloud(3);
  const point = (x) => ({ x, y: x + 1, topic: x + 2, year: 1990 + x, kind: x, stage: 255 });
  assert.equal(cloud.append(made, part([point(1), point(2)])), 2);
  assert.equal(cloud.append(made, part([point(3), point(4)])), 1);
  assert.deepEqual([[...made.x], [...made.y], [...made.topic], [...made.year], [...made.kind], [...made.stage]], [[1, 2, 3], [2, 3, 4], [3, 4, 5], [1991, 1992, 1993], [1, 2, 3], [255, 255, 255]]);
  assert.deepEqual(cloud.years(made), [1991, 1993]);
});

test("the plane and the screen are each other's inverse, also after zooming, and what is under the pointer stays", () => {
  const next = random(3);
  for (let round = 0; round < 200; round += 1) {
    const view = { x: next(), y: next(), zoom: 0.5 + next() * 50 };
    const size = { width: 200 + next() * 1000, height: 200 + next() * 800 };
    const [left, top] = [next() * size.width, next() * size.height];
    const [x, y] = camera.toPlane(view, size, left, top);
    const [back, down] = camera.toScreen(view, size, x, y);
    assert.ok(Math.abs(back - left) < 1e-6 && Math.abs(down - top) < 1e-6);
    const inner = { x: 0.5, y: 0.5, zoom: view.zoom };
    const held = camera.toPlane(inner, size, size.width / 2 + 5, size.height / 2 - 5);
    camera.zoomAt(inner, size, size.width / 2 + 5, size.height / 2 - 5, 1.3);
    const kept = camera.toPlane(inner, size, size.width / 2 + 5, size.height / 2 - 5);
    assert.ok(Math.abs(held[0] - kept[0]) < 1e-9 && Math.abs(held[1] - kept[1]) < 1e-9);
  }
});

test("a line around points holds what is inside it", () => {
  const made = scattered(2_000);
  const marks = new Uint8Array(2_000);
  const square = [0.25, 0.25, 0.75, 0.25, 0.75, 0.75, 0.25, 0.75];
  const count = lasso.select(square, made, marks);
  const inside = (value) => value / 65_535 > 0.25 && value / 65_535 < 0.75;
  const expected = [...made.x].map((x, at) => (inside(x) && inside(made.y[at]) ? 1 : 0));
  assert.deepEqual([...marks], expected);
  assert.equal(count, expected.filter(Boolean).length);
});

test("a long line is shortened to fit a link and keeps its shape", () => {
  const circle = Array.from({ length: 500 }, (_, at) => [0.5 + 0.3 * Math.cos(at / 79.6), 0.5 + 0.3 * Math.sin(at / 79.6)]).flat();
  const short = lasso.simplify(circle);
  assert.equal(short.length, 96);
  for (let at = 0; at < short.length; at += 2) assert.ok(Math.abs(Math.hypot(short[at] - 0.5, short[at + 1] - 0.5) - 0.3) < 0.001);
});

test("the nearest point is the one that comparing all would find", () => {
  const made = scattered(3_000);
  const index = nearest.grid(made);
  const next = random(11);
  for (let round = 0; round < 200; round += 1) {
    const [x, y, radius] = [next(), next(), 0.002 + next() * 0.05];
    const wanted = (at) => at % 3 !== 0;
    let [best, expected] = [radius, undefined];
    for (let at = 0; at < 3_000; at += 1) {
      const distance = Math.hypot(made.x[at] / 65_535 - x, made.y[at] / 65_535 - y);
      if (wanted(at) && distance < best) [best, expected] = [distance, at];
    }
    assert.equal(nearest.nearest(made, index, x, y, radius, wanted), expected);
  }
});

test("names do not touch, and large topics come first", () => {
  const next = random(5);
  const topics = Array.from({ length: 300 }, (_, at) => ({ id: `t${at}`, level: at < 20 ? 0 : 1, label: `topic ${at}`, size: at, x: next(), y: next(), colour: at % 8, parent: -1, href: "/" }));
  const size = { width: 900, height: 600 };
  const placed = labels.place(topics, { x: 0.5, y: 0.5, zoom: 2 }, size, (text) => text.length * 7);
  assert.ok(placed.length > 10);
  placed.forEach((a, at) => placed.slice(at + 1).forEach((b) => {
    assert.ok(a.left + a.width < b.left || b.left + b.width < a.left || a.top + a.height < b.top || b.top + b.height < a.top);
  }));
  const far = labels.place(topics, { x: 0.5, y: 0.5, zoom: 1 }, size, (text) => text.length * 7);
  assert.ok(far.every(({ topic }) => topic.level === 0));
  assert.equal(labels.under(placed, placed[0].left + 1, placed[0].top + 1), placed[0].topic);
});

test("a link brings back what was seen, and a broken one shows the whole map", () => {
  const state = { camera: { x: 0.25, y: 0.75, zoom: 12.5 }, meaning: "year", years: [1980, 1999], query: "heart & lung", lasso: [0.1, 0.2, 0.3, 0.2, 0.2, 0.4] };
  assert.deepEqual(address.read(address.write(state)), state);
  const usual = address.read("?x=abc&zoom=1e99&colour=taste&lasso=1,2&from=x");
  assert.deepEqual(usual, { camera: { x: 0.5, y: 0.5, zoom: camera.NEAREST }, meaning: "topic", years: undefined, query: "", lasso: undefined });
  assert.equal(address.write(address.read("")), "/foresight");
});

test("slow frames draw fewer points, down to a good sample, and fast ones more again", () => {
  const made = new pace.Pace();
  const frame = (waited) => made.frame(waited, 1_000_000);
  assert.equal(frame(16), 1_000_000);
  const slower = frame(50);
  assert.ok(slower < 1_000_000);
  for (let at = 0; at < 40; at += 1) frame(50);
  assert.equal(frame(50), 40_000);
  for (let at = 0; at < 100; at += 1) frame(16);
  assert.equal(frame(16), 1_000_000);
  assert.equal(new pace.Pace().frame(500, 300), 300, "all of few");
});
