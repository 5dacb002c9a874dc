// Looks at every screen in a real Chromium: at three sizes and in three locales it takes a picture, runs axe
// with colour contrast on, and looks for anything that runs out of the window or is cut off.
// Usage: node e2e/screens.mjs [part of a screen's name]   (after npm run build:fake)
import { mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = fileURLToPath(new URL(".", import.meta.url));
const dist = join(here, "../.fake-dist");
const shots = join(here, "shots");
const axe = readFileSync(fileURLToPath(new URL("../node_modules/axe-core/axe.min.js", import.meta.url)), "utf8");
const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'";
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

const sizes = {
  usual: { width: 1280, height: 800, scale: 1 },
  small: { width: 1024, height: 700, scale: 1 },
  // What a person sees who enlarges everything twofold in a window of 1280 by 800.
  large: { width: 640, height: 400, scale: 2 },
};

const room = (name, act) => ({ name, hash: `#/event/K7QM2Z8T/${name}`, act });
const press = (key, role) => async (page, t) => page.getByRole(role, { name: t(key), exact: true }).click();
const screens = [
  { name: "events", hash: "#/events" },
  { name: "events-empty", query: "empty", hash: "#/events" },
  { name: "events-new", hash: "#/events", act: press("events.new", "button") },
  room("plan"),
  { ...room("plan", press("plan.details", "tab")), name: "plan-details" },
  { ...room("plan", press("plan.addTask", "button")), name: "plan-task" },
  room("voices"),
  room("print"),
  room("signup"),
  { ...room("signup", press("signup.sheets", "tab")), name: "signup-sheets" },
  { ...room("signup", press("signup.import", "button")), name: "signup-import" },
  { ...room("day"), query: "guests=500" },
  { ...room("day", press("day.plus", "button")), name: "day-toast" },
  room("afterwards"),
  { ...room("afterwards", press("after.send", "button")), name: "afterwards-send", query: "joined" },
  { name: "settings", hash: "#/settings/K7QM2Z8T", query: "joined" },
];

const catalogue = JSON.parse(readFileSync(join(here, "../src/i18n/en.json"), "utf8"));

/** Finds a part by what it is called in this locale; the window hands out its own translator in fake mode. */
const translated = (page) => {
  const cache = {};
  return {
    load: async (keys) => Object.assign(cache, await page.evaluate((all) => window.daykitWords(all), keys)),
    t: (key) => cache[key] ?? catalogue[key],
  };
};

/** What sticks out of the window or hides part of its own text. */
function clipped() {
  const out = [];
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) out.push(`the page is ${document.documentElement.scrollWidth} wide`);
  for (const node of document.querySelectorAll("body *")) {
    const style = getComputedStyle(node);
    const box = node.getBoundingClientRect();
    if (box.width === 0 || style.visibility === "hidden" || node.closest(".hidden-text, .skip, svg, [data-react-aria-prevent-focus]")) continue;
    if (style.clipPath !== "none" || style.position === "fixed") continue;
    const scroller = node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 0;
    if (scroller && style.display !== "inline" && style.overflowX !== "visible" && !/INPUT|TEXTAREA/.test(node.tagName))
      out.push(`cut off: <${node.tagName.toLowerCase()} class="${node.className}"> ${node.scrollWidth} in ${node.clientWidth}`);
    if ((box.right > width + 1 || box.left < -1) && node.children.length === 0 && node.textContent.trim() !== "")
      out.push(`outside: <${node.tagName.toLowerCase()} class="${node.className}"> ${node.textContent.trim().slice(0, 40)}`);
  }
  return [...new Set(out)];
}

function serve() {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname)).replace(/^\/$/, "/index.html");
    try {
      const body = readFileSync(join(dist, path));
      response.setHeader("Content-Type", types[extname(path)] ?? "application/octet-stream");
      response.setHeader("Content-Security-Policy", policy);
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

async function look(browser, base, screen, size, locale) {
  const { width, height, scale } = sizes[size];
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale, reducedMotion: "reduce" });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  const query = [screen.query, `locale=${locale}`].filter(Boolean).join("&");
  await page.goto(`${base}/?${query}${screen.hash}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
  const words = translated(page);
  await words.load(Object.keys(catalogue));
  await screen.act?.(page, words.t);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(250);
  faults.push(...(await page.evaluate(clipped)));
  await page.screenshot({ path: join(shots, `${screen.name}-${size}-${locale}.png`) });
  // Playwright may run it although the window's own policy forbids inline script.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
  for (const { id, nodes } of violations) for (const node of nodes) faults.push(`axe ${id}: ${node.html.slice(0, 160)} ${node.failureSummary?.split("\n")[1] ?? ""}`);
  await context.close();
  return faults;
}

mkdirSync(shots, { recursive: true });
const server = await serve();
const base = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
let failed = 0;
let looked = 0;
for (const screen of screens.filter(({ name }) => name.includes(process.argv[2] ?? "")))
  for (const size of Object.keys(sizes))
    for (const locale of ["en-GB", "en-XA", "ar-XB"]) {
      looked++;
      const faults = await look(browser, base, screen, size, locale);
      if (faults.length === 0) continue;
      failed++;
      console.error(`${screen.name} ${size} ${locale}`);
      for (const fault of faults.slice(0, 12)) console.error(`  ${fault}`);
    }
await browser.close();
server.close();
console.log(`${looked} screens looked at, ${failed} with faults`);
process.exit(failed > 0 ? 1 : 0);
