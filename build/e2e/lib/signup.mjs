// Sample sign-up pages on a real server, the laptop behind them, and Chromium.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(new URL("../../../frontend/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const program = fileURLToPath(new URL("../../../build/bin/e2e/signup", import.meta.url));

/** Starts the pages for the length of test t. */
export async function startPages(t, dir) {
  const child = spawn(program, dir ? ["-dir", dir] : [], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  t.after(async () => {
    child.stdin.end();
    await ended;
  });
  const { url, control, pages, script } = await new Promise((resolve, reject) => {
    child.stdout.once("data", (line) => resolve(JSON.parse(line)));
    child.once("exit", (code) => reject(new Error(`the pages ended with ${code}`)));
  });
  if (!script) throw new Error("the script of the page is not built: make frontend");
  const ask = async (path, body) => {
    const answer = await fetch(control + path, body === undefined ? {} : { method: "POST", body });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  return {
    url,
    pages,
    ask,
    letters: (page) => ask(`/letters/${page}`),
    state: (page, state) => ask(`/state/${page}/${state}`, ""),
  };
}

export async function startBrowser(t) {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  t.after(() => browser.close());
  return browser;
}

let visitors = 0;

/** A visitor from a network of their own, on a phone unless said otherwise; what goes wrong in the page fails the test. */
export async function visit(t, browser, options = {}) {
  const n = ++visitors;
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: "en-GB",
    reducedMotion: "reduce",
    // The server believes a proxy on the same machine about whom it speaks for.
    extraHTTPHeaders: { "X-Forwarded-For": `10.${n >> 8}.${n & 255}.7` },
    ...options,
  });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (e) => faults.push(e.stack ?? e.message));
  page.on("console", (m) => {
    if (/Content Security Policy|integrity/i.test(m.text())) faults.push(m.text());
  });
  t.after(async () => {
    await context.close();
    if (faults.length > 0) throw new Error(faults.join("\n"));
  });
  return { context, page };
}

/** Waits for what is said to the visitor. */
export const says = (page, words) => page.getByRole("status").getByText(words).waitFor();

/** Waits until the script has taken the form over. */
export const awake = (page) => page.getByText("Locked on your phone").waitFor();
