// The coordinators' pages of a sample campaign, ways to sign in, and a look at each page.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkAccess } from "./browser.mjs";
import { visit } from "./signup.mjs";

const program = process.env.SIGNUP_PROGRAM ?? fileURLToPath(new URL("../../../build/bin/e2e/signup", import.meta.url));

/** Starts a server with a campaign, or with one that has published nothing yet, for the length of test t. */
export async function startCampaign(t, args = ["-campaign"]) {
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  t.after(async () => {
    child.stdin.end();
    await ended;
  });
  const { url, public: named, control } = await new Promise((resolve, reject) => {
    child.stdout.once("data", (line) => resolve(JSON.parse(line)));
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  /** A link by which a coordinator enrols. */
  const link = async (name) => {
    const answer = await fetch(`${control}/coordinator/${encodeURIComponent(name)}`, { method: "POST" });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  };
  return { url, named, link };
}

/** The code of a secret in base 32 at a moment, as RFC 6238 has it. */
export function codeAt(secret, at = Date.now()) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/ /g, "")].map((c) => letters.indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => Number.parseInt(b, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac("sha1", key).update(step).digest();
  const from = mac[19] & 15;
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** Enrols by a code on a page where a link is open. */
export async function enrolByCode(page) {
  const secret = await page.locator(".secret code").textContent();
  await page.getByLabel("Type the six figures that it shows").fill(codeAt(secret));
  await page.getByRole("button", { name: "Use this app" }).click();
  await page.getByRole("heading", { level: 1, name: "What communities did" }).waitFor();
  return secret;
}

/** Gives a page an authenticator that a person always touches. */
export async function giveKey(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    credentials: async () => (await cdp.send("WebAuthn.getCredentials", { authenticatorId })).credentials,
    lose: () => cdp.send("WebAuthn.clearCredentials", { authenticatorId }),
  };
}

/** Waits for the page of a heading. */
export const heading = (page, name) => page.getByRole("heading", { level: 1, name }).waitFor();

const desktop = { viewport: { width: 1280, height: 800 } };
const sizes = {
  wide: desktop,
  narrow: { viewport: { width: 1024, height: 700 } },
  phone: { viewport: { width: 390, height: 844 } },
  small: { viewport: { width: 320, height: 640 } },
  zoomed: desktop, // text at 200 %
  mirrored: desktop, // as it lies from right to left
};

/** Enrols somebody and looks at each page at each size: by its path or a way to get there, and its heading. */
export async function lookAtAll(t, browser, show, who, pages) {
  const { context, page: first } = await visit(t, browser, desktop);
  await first.goto(await show.link(who));
  await enrolByCode(first);
  const storageState = await context.storageState();
  for (const [size, options] of Object.entries(sizes)) {
    const { page } = await visit(t, browser, { ...options, storageState });
    for (const [name, [path, title]] of Object.entries(pages)) {
      await (typeof path === "string" ? page.goto(`${show.named}${path}`) : path(page));
      await heading(page, title);
      await look(page, name, size);
    }
  }
  return storageState;
}

/** Holds a page to axe and to the width of its window; SHOTS names a folder for its picture. */
async function look(page, name, size) {
  if (size === "zoomed") {
    await page.evaluate(() => {
      for (const sheet of document.styleSheets) sheet.insertRule("html { font-size: 200% !important; }", sheet.cssRules.length);
    });
  }
  if (size === "mirrored") await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  await checkAccess(page, `${name}, ${size}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${name}, ${size} is ${wide} px wider than its window`);
  const shots = process.env.SHOTS;
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}-${size}.png`), fullPage: size !== "wide" });
}
