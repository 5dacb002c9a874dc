// The public page as it is drawn: sizes, scripts, large text, axe, and what it weighs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkAccess } from "./lib/browser.mjs";
import { awake, says, startBrowser, startPages, visit } from "./lib/signup.mjs";

const sizes = { small: [320, 640], phone: [390, 844], wide: [1280, 900] };
const states = ["short", "full", "closed", "cancelled", "moved", "hidden", "unnamed", "unsigned"];

/** The most that a page may weigh with all that it brings, in bytes as they travel. */
const budget = 90_000;

test("the public page", async (t) => {
  const show = await startPages(t);
  const browser = await startBrowser(t);

  for (const [size, [width, height]] of Object.entries(sizes)) {
    for (const lang of ["en", "ar", "ur"]) {
      await t.test(`${size}, ${lang}`, async (t) => {
        const { page } = await visit(t, browser, { viewport: { width, height } });
        for (const name of ["open", "long", ...(size === "small" || lang === "en" ? ["howlong"] : [])]) {
          await page.goto(`${show.pages[name]}?lang=${lang}`);
          await awake(page);
          await whole(page, `${name} ${size} ${lang}`);
        }
        assert.equal(await page.evaluate(() => document.documentElement.dir), lang === "en" ? "ltr" : "rtl");
      });
    }
  }

  await t.test("text of twice the size", async (t) => {
    const { page } = await visit(t, browser, { viewport: { width: 390, height: 844 } });
    for (const name of ["open", "long", "how"]) {
      for (const lang of ["en", "ar"]) {
        await page.goto(`${show.pages[name]}?lang=${lang}`);
        await awake(page);
        await page.evaluate(() => {
          document.documentElement.style.fontSize = "206%";
        });
        await whole(page, `${name} at 200 % in ${lang}`);
      }
    }
  });

  await t.test("every state, small, and without script", async (t) => {
    for (const javaScriptEnabled of [true, false]) {
      const { page } = await visit(t, browser, { viewport: { width: 320, height: 640 }, javaScriptEnabled });
      for (const name of states) {
        await page.goto(show.pages[name]);
        if (javaScriptEnabled) await whole(page, name);
        else assert.equal(await page.getByText("Locked on your phone").isVisible(), false, `${name}: without script nothing is locked`);
      }
    }
  });

  await t.test("what is said afterwards", async (t) => {
    const { context, page } = await visit(t, browser, { viewport: { width: 320, height: 640 } });
    await page.goto(show.pages.open);
    await awake(page);
    await context.setOffline(true);
    await page.getByRole("button", { name: "I am coming" }).click();
    await says(page, "Saved on this phone");
    await whole(page, "saved");
    await context.setOffline(false);
    await says(page, "You are on the list.");
    await whole(page, "sent");
    await page.goto(`${show.url}/e/0PENAAAA/thanks?s=ok`);
    await whole(page, "thanks");
  });

  for (const name of ["open", "how"]) await t.test(`${name} weighs little, keeps no cookie and asks nobody else`, async (t) => {
    const { context, page } = await visit(t, browser);
    const cdp = await context.newCDPSession(page);
    await cdp.send("Network.enable");
    const parts = new Map();
    const urls = new Map();
    cdp.on("Network.requestWillBeSent", ({ requestId, request }) => urls.set(requestId, request.url));
    cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => parts.set(urls.get(requestId), encodedDataLength));
    await page.goto(show.pages[name], { waitUntil: "networkidle" });
    await awake(page);
    await page.evaluate(() => document.fonts.ready);
    const total = [...parts.values()].reduce((sum, n) => sum + n, 0);
    for (const [url, n] of parts) t.diagnostic(`${n} bytes ${new URL(url).pathname}`);
    t.diagnostic(`${total} bytes with headers, of ${budget}`);
    assert.ok(total < budget, `the page weighs ${total} bytes`);
    assert.ok(parts.size >= 4, "the page, its style, its script and its face");
    assert.deepEqual([...urls.values()].filter((u) => !u.startsWith(show.url)), []);
    assert.deepEqual(await context.cookies(), []);
  });
});

/** Fails when something runs out of the window, is too small to touch, or axe finds something. */
async function whole(page, name) {
  const out = await page.evaluate(() => {
    const found = [];
    if (document.documentElement.scrollWidth > innerWidth) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    for (const e of document.querySelectorAll("h1, h2, p, li, label, .pick, button, a, input:not([type=hidden]), textarea, time, bdi")) {
      const r = e.getBoundingClientRect();
      if (r.width === 0 || e.closest(".trap, .unseen")) continue;
      const where = `${e.tagName} ${e.textContent.slice(0, 30)}`;
      if (r.left < -0.5 || r.right > innerWidth + 0.5) found.push(`${where} runs from ${r.left} to ${r.right}`);
      const target = e.matches("button, a, input[type=text], input[type=number], .boxes label, .faces label, .pair label") && !e.closest(".draft");
      if (target && r.height < 40) found.push(`${where} is ${r.height} high`);
    }
    return found;
  });
  assert.deepEqual(out, [], name);
  await checkAccess(page, name);
}
