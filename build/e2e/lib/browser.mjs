// Chromium on the development build of the window: the same page and the same Go
// program, joined by a web socket.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { freePort, start, untilAnswers } from "./programs.mjs";
import { programs } from "./kit.mjs";

// The front end's package.json pins both, and its lock file their hashes.
const require = createRequire(new URL("../../../frontend/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** Starts the kit and opens its page in Chromium for the length of test t. */
export async function openPage(t, env) {
  const address = `localhost:${await freePort()}`;
  start(t, programs.dev, [], { env: { ...env, devserver: address, loglevel: "Error" } });
  await untilAnswers(`http://${address}/`);
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  t.after(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: "en-GB", reducedMotion: "reduce" });
  const faults = [];
  page.on("pageerror", (error) => {
    const where = error.stack ?? error.message;
    if (!where.includes("/wails/ipc.js")) faults.push(where); // Wails' own script, of development builds only
  });
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) faults.push(message.text());
  });
  await page.goto(`http://${address}/`);
  return { page, faults };
}

/** Fails on what axe finds on the screen as it is now, by rule and place. */
export async function checkAccess(page, screen) {
  // A colour that is still fading in has the contrast of neither end.
  await page.evaluate(() => {
    const ends = (a) => Number.isFinite(a.effect?.getComputedTiming().endTime ?? 0);
    return Promise.allSettled(document.getAnimations().filter(ends).map((a) => a.finished));
  });
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const found = violations.map((v) => `${v.id} (${v.impact}): ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
  if (found.length > 0) throw new Error(`axe on ${screen}:\n${found.join("\n")}`);
}
