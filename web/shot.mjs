import { chromium } from "playwright-core";
const [base, out, ...specs] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox","--disable-quic","--no-first-run","--disable-background-networking","--disable-component-update","--disable-sync","--disable-dev-shm-usage","--use-gl=swiftshader","--enable-webgl","--ignore-gpu-blocklist"] });
for (const spec of specs) {
  const [name, path, width = "1280", theme = "light", lang = "en"] = spec.split("|");
  const ctx = await browser.newContext({ viewport: { width: Number(width), height: 900 }, colorScheme: theme });
  const page = await ctx.newPage();
  page.on("console", m => m.type()==="error" && console.log(name, "console:", m.text()));
  page.on("pageerror", e => console.log(name, "error:", e));
  if (process.env.SIGNIN) { const [e,p]=process.env.SIGNIN.split(" "); await page.goto(base+"/sign-in"); await page.fill("input[name=email]", e); await page.fill("input[name=password]", p); await page.click("main button[type=submit]"); await page.waitForLoadState(); }
  const t=Date.now();
  await page.goto(base + path + (path.includes("?") ? "&" : "?") + "lang=" + lang, { waitUntil: "load" });
  console.log(name, Date.now()-t, "ms", page.url());
  await page.waitForTimeout(Number(process.env.WAIT||300));
  await page.screenshot({ path: `${out}/${name}.png`, fullPage: !!process.env.FULL });
  await ctx.close();
}
await browser.close();
