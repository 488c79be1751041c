// Bundles styles, scripts and icons into web/dist: small, named by their content, compressed beforehand.
// Everything third-party comes from node_modules; the sources of the pages decide which styles and icons are kept.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { PurgeCSS } from "purgecss";

const web = dirname(fileURLToPath(import.meta.url));
const root = join(web, "..");
const dist = join(web, "dist");
const modules = join(web, "node_modules");

/** All files under a folder with one of these endings. */
function files(folder, endings) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const pages = [
  ...files(join(root, "platform/web/src"), [".rs"]),
  ...files(join(root, "platform/web/examples"), [".rs"]),
  ...readdirSync(join(root, "slices")).flatMap((slice) => files(join(root, "slices", slice, "src"), [".rs"])),
  ...files(join(web, "src"), [".ts"]),
];
const sources = pages.map((path) => readFileSync(path, "utf8"));

/** The icons that pages name: `icon("x")`, or after `// icons:` where the name is chosen at run time. */
function iconNames() {
  const names = new Set();
  for (const source of sources) {
    for (const [, name] of source.matchAll(/\bicon\("([a-z0-9-]+)"\)/g)) names.add(name);
    for (const [, line] of source.matchAll(/\/\/ icons: ([a-z0-9 -]+)/g)) line.trim().split(/ +/).forEach((name) => names.add(name));
  }
  return [...names].sort();
}

/** Each icon's drawing, without its outer element: the frame puts it into a `symbol`. */
function icons() {
  const drawn = {};
  for (const name of iconNames()) {
    const own = join(web, "src/icons", `${name}.svg`);
    const path = existsSync(own) ? own : join(modules, "@tabler/icons/icons/outline", `${name}.svg`);
    if (!existsSync(path)) throw new Error(`there is no icon ${name}; names are those of Tabler's outline icons`);
    const svg = readFileSync(path, "utf8").replace(/<!--[\s\S]*?-->/g, "").replace(/\s+/g, " ");
    const inside = /<svg[^>]*>(.*)<\/svg>/.exec(svg)[1].trim().replace(/<path stroke="none"[^>]*\/>/g, "").replace(/> </g, "><").replace(/ \/>/g, "/>");
    drawn[name] = inside;
  }
  return drawn;
}

async function styles() {
  const tabler = readFileSync(join(modules, "@tabler/core/dist/css/tabler.css"), "utf8").replace(/\/\*# sourceMappingURL.*?\*\//g, "");
  const [kept] = await new PurgeCSS().purge({
    content: sources.map((raw) => ({ raw, extension: "rs" })),
    css: [{ raw: tabler }],
    // Words of the sources are the class names that may be meant.
    extractors: [{ extensions: ["rs"], extractor: (text) => text.match(/[A-Za-z][A-Za-z0-9_-]*/g) ?? [] }],
    // Parts of Tabler for which there is no page: the words for them (page, navbar …) are too common to tell.
    blocklist: [/^navbar/, /^page-/, /^apexcharts/, /^ts-/, /^dropzone/, /^fslightbox/, /^litepicker/, /^jvm-/, /^noUi/, /^tom-select/, /^flag/, /^payment/, /^theme-/, /^btn-(?!primary|danger|sm|lg|link|icon|outline|secondary|ghost|close)/, /^bg-/, /^text-bg/, /^m[se]?-n/, /^avatar/, /^placeholder/],
    keyframes: true,
    fontFace: true,
    variables: true,
  });
  const theme = readFileSync(join(web, "src/theme.css"), "utf8");
  const { code } = await transform(`${kept.css}\n${theme}`, { loader: "css", minify: true, legalComments: "none" });
  return Buffer.from(code);
}

/** One bundle, loaded by every page or by those that name it. */
async function script(entry) {
  const result = await build({
    entryPoints: [join(web, "src", entry)],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    write: false,
  });
  return Buffer.from(result.outputFiles[0].contents);
}

/** The fonts of printed documents: Latin, Greek and Cyrillic, whole; each document embeds only the letters that it uses. */
function fonts() {
  const folder = join(modules, "@expo-google-fonts/source-sans-3");
  const faces = { regular: "400Regular/SourceSans3_400Regular", bold: "600SemiBold/SourceSans3_600SemiBold", italic: "400Regular_Italic/SourceSans3_400Regular_Italic" };
  return Object.entries(faces).map(([face, file]) => [`paper-${face}.ttf`, readFileSync(join(folder, `${file}.ttf`))]);
}

/** The note on top of a style sheet whose package has no file with the licence. */
function banner(path) {
  const [, note] = /^(?:@charset[^;]*;)?\s*\/\*!?([\s\S]*?)\*\//.exec(readFileSync(path, "utf8")) ?? [];
  return (note ?? "").replace(/^\s*\*? ?/gm, "").trim();
}

/** What is in the bundle that others wrote, with their licences, for the about page. */
function licences() {
  const names = ["@tabler/core", "@tabler/icons", "htmx.org", "@expo-google-fonts/source-sans-3"];
  return names.map((name) => {
    const folder = join(modules, name);
    const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const texts = readdirSync(folder).filter((entry) => /^licen[cs]e/i.test(entry)).sort();
    const text = texts.map((file) => readFileSync(join(folder, file), "utf8").trim()).join("\n\n") || banner(join(folder, about.style ?? "dist/css/tabler.css"));
    return { name, version: about.version, licence: about.license, text };
  });
}

/** The Rust packages that the program is made of, as Cargo tells; an empty list where there is no Cargo. */
function crates() {
  const run = spawnSync("cargo", ["metadata", "--format-version", "1", "--locked"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.status !== 0) {
    console.warn("cargo metadata failed; the about page will not list the Rust packages");
    return [];
  }
  const metadata = JSON.parse(run.stdout);
  const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));
  const program = metadata.packages.find(({ name }) => name === "bellwether");
  const reached = new Set();
  const todo = [program.id];
  while (todo.length > 0) {
    const id = todo.pop();
    if (reached.has(id)) continue;
    reached.add(id);
    // What only builds and tests need is not in the program.
    const linked = nodes.get(id).deps.filter(({ dep_kinds }) => dep_kinds.some(({ kind, target }) => kind === null && !/windows|wasm|macos|apple/.test(target ?? "")));
    todo.push(...linked.map(({ pkg }) => pkg));
  }
  return metadata.packages
    .filter(({ id, source }) => reached.has(id) && source)
    .map(({ name, version, license }) => ({ name, version, licence: license ?? "" }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function write(name, bytes) {
  const [, stem, ending] = /^(.*)(\.[a-z0-9]+)$/.exec(name);
  const hashed = `${stem}.${createHash("sha256").update(bytes).digest("hex").slice(0, 10)}${ending}`;
  writeFileSync(join(dist, hashed), bytes);
  // Fonts of documents stay on the server, so no browser asks for them compressed.
  if (ending === ".ttf") {
    console.log(`${hashed}: ${bytes.length} bytes`);
    return [name, hashed];
  }
  const br = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  writeFileSync(join(dist, `${hashed}.br`), br);
  writeFileSync(join(dist, `${hashed}.gz`), gzipSync(bytes, { level: 9 }));
  console.log(`${hashed}: ${bytes.length} bytes, ${br.length} compressed`);
  return [name, hashed];
}

const made = [
  ["app.css", await styles()],
  ["app.js", await script("app.ts")],
  ["map.js", await script("map/main.ts")],
  ["calendar.js", await script("calendar/main.ts")],
  ["icon.svg", readFileSync(join(web, "src/icons/icon.svg"))],
  ...fonts(),
];
const drawn = icons();
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
const manifest = Object.fromEntries(made.map(([name, bytes]) => write(name, bytes)));
writeFileSync(join(dist, "icons.json"), JSON.stringify(drawn));
writeFileSync(join(dist, "licences.json"), JSON.stringify(licences()));
writeFileSync(join(dist, "crates.json"), JSON.stringify(crates()));
// The manifest comes last: where it is, the rest is.
writeFileSync(join(dist, "manifest.json"), JSON.stringify(manifest));
