// The bundle: small, named by its content, compressed beforehand, from packages without foreign addresses.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(web, "dist");
const skip = existsSync(join(dist, "manifest.json")) ? false : "run npm run build first";
const FIRST_PAGE_BYTES = 150_000;
const LARGEST_PAGE_BYTES = 40_000;

test("the first page is under 150 kB compressed, with room for a large page", { skip }, () => {
  // The map is loaded by its own page alone.
  const { "map.js": map, ...first } = JSON.parse(readFileSync(join(dist, "manifest.json"), "utf8"));
  assert.ok(map);
  // Fonts are for printed documents alone; no page asks for them.
  const names = Object.values(first).filter((name) => !name.endsWith(".ttf"));
  const total = names.reduce((sum, name) => sum + readFileSync(join(dist, `${name}.br`)).length, 0);
  assert.ok(total + LARGEST_PAGE_BYTES < FIRST_PAGE_BYTES, `${total} bytes of assets`);
});

test("names tell the content, and both compressed forms of what pages load hold the same", { skip }, () => {
  for (const name of Object.values(JSON.parse(readFileSync(join(dist, "manifest.json"), "utf8")))) {
    const bytes = readFileSync(join(dist, name));
    assert.ok(name.includes(createHash("sha256").update(bytes).digest("hex").slice(0, 10)), name);
    if (name.endsWith(".ttf")) continue;
    assert.ok(brotliDecompressSync(readFileSync(join(dist, `${name}.br`))).equals(bytes));
    assert.ok(gunzipSync(readFileSync(join(dist, `${name}.gz`))).equals(bytes));
  }
});

test("styles load nothing from elsewhere", { skip }, () => {
  for (const name of readdirSync(dist).filter((name) => name.endsWith(".css"))) {
    const addresses = [...readFileSync(join(dist, name), "utf8").matchAll(/url\((?!['"]?data:)[^)]*\)/g)].map(([found]) => found);
    assert.deepEqual(addresses, []);
  }
});

test("the lock file names no registry", () => {
  const lock = JSON.parse(readFileSync(join(web, "package-lock.json"), "utf8"));
  const resolved = Object.entries(lock.packages).filter(([, entry]) => entry.resolved);
  assert.deepEqual(resolved, []);
});

test("every bundled package comes with its licence", { skip }, () => {
  const packages = JSON.parse(readFileSync(join(dist, "licences.json"), "utf8"));
  assert.deepEqual(packages.map(({ name }) => name), ["@tabler/core", "@tabler/icons", "htmx.org", "@expo-google-fonts/source-sans-3"]);
  for (const { name, licence, text } of packages) assert.ok(licence && /copyright|permission/i.test(text), name);
});
