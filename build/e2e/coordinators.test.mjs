// What coordinators go through, in Chromium against a real server: enrolling, signing in,
// and every page at every size, checked by axe.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { checkAccess } from "./lib/browser.mjs";
import { codeAt, enrolByCode, giveKey, startCampaign } from "./lib/coordinators.mjs";
import { startBrowser, visit } from "./lib/signup.mjs";

const shots = process.env.SHOTS; // a folder for pictures to look at
const desktop = { viewport: { width: 1280, height: 800 } };

test("coordinators", async (t) => {
  const show = await startCampaign(t);
  const browser = await startBrowser(t);
  const at = (path) => `${show.named}${path}`;
  const heading = (page, name) => page.getByRole("heading", { level: 1, name }).waitFor();

  await t.test("a passkey: enrol, sign out, sign in", async (t) => {
    const { page } = await visit(t, browser, desktop);
    const key = await giveKey(page);
    await page.goto(await show.link("Cora Example"));
    await checkAccess(page, "enrol");
    await page.getByRole("button", { name: "Make a passkey" }).click();
    await heading(page, "What communities did");
    await page.getByText("Cora Example, signed in with a passkey").waitFor();
    const [made] = await key.credentials();
    assert.equal(made.isResidentCredential, true);
    assert.equal(made.rpId, "localhost");
    await page.getByRole("button", { name: "Sign out" }).click();
    await heading(page, "Sign in");
    await checkAccess(page, "sign in");
    await page.goto(at("/coordinator/audit"));
    await heading(page, "Sign in");
    await page.getByRole("button", { name: "Use a passkey" }).click();
    await page.getByText("signed in with a passkey").waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await key.lose();
    await page.getByRole("button", { name: "Use a passkey" }).click();
    await page.getByRole("status").getByText(/Nothing was chosen|did not work/).waitFor();
  });

  await t.test("codes, with no script at all", async (t) => {
    const { page } = await visit(t, browser, { ...desktop, javaScriptEnabled: false });
    await page.goto(await show.link("Dora Example"));
    assert.equal(await page.getByRole("button", { name: "Make a passkey" }).count(), 0);
    const secret = await enrolByCode(page);
    await page.getByText("Dora Example, signed in with a code").waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    const signIn = async (code) => {
      await page.getByLabel("Your name here").fill("dora example");
      await page.getByLabel("Six figures from your authenticator app").fill(code);
      await page.getByRole("button", { name: "Sign in" }).click();
    };
    await signIn(codeAt(secret)); // spent, if it is still the same half minute
    const first = await page.getByRole("heading", { level: 1 }).textContent();
    if (first === "Sign in") {
      await page.getByRole("alert").waitFor();
      await signIn(codeAt(secret, Date.now() + 30_000));
    }
    await heading(page, "What communities did");
    await page.getByRole("link", { name: "Groups", exact: true }).click();
    await page.getByLabel("The group’s name, as on its posters").fill("A fresh group");
    await page.getByRole("button", { name: "Make a code" }).click();
    assert.match(await page.locator(".invitation").textContent(), /^DAY(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
  });

  await t.test("every page at every size", async (t) => {
    const sizes = [
      ["wide", desktop],
      ["narrow", { viewport: { width: 1024, height: 700 } }],
      ["phone", { viewport: { width: 390, height: 844 } }],
      ["zoomed", desktop], // text at 200 %
    ];
    const { context, page: first } = await visit(t, browser, desktop);
    const state = async () => {
      await first.goto(await show.link("Eve Example"));
      await enrolByCode(first);
      return context.storageState();
    };
    const storageState = await state();
    for (const [name, options] of sizes) {
      const { page } = await visit(t, browser, { ...options, storageState });
      for (const [room, path] of Object.entries({
        overview: "/coordinator",
        events: "/coordinator/events?sort=came",
        event: "/coordinator/events/TAB1E001",
        groups: "/coordinator/groups",
        totals: "/coordinator/totals",
        summary: "/coordinator/summary",
        audit: "/coordinator/audit",
        listed: "/events",
      })) {
        await page.goto(at(path));
        if (name === "zoomed") {
          await page.evaluate(() => {
            for (const sheet of document.styleSheets) sheet.insertRule("html { font-size: 200% !important; }", sheet.cssRules.length);
          });
        }
        await checkAccess(page, `${room}, ${name}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wide <= 0, `${room}, ${name} is ${wide} px wider than its window`);
        if (shots) {
          mkdirSync(shots, { recursive: true });
          await page.screenshot({ path: join(shots, `${room}-${name}.png`), fullPage: name !== "wide" });
        }
      }
    }
    if (!shots) return;
    const { page } = await visit(t, browser, { ...desktop, storageState });
    await page.goto(at("/coordinator/summary"));
    await page.pdf({ path: join(shots, "summary.pdf"), preferCSSPageSize: true });
  });

  await t.test("the summary prints on one sheet of A4", async (t) => {
    const { page } = await visit(t, browser, desktop);
    await page.goto(await show.link("Fay Example"));
    await enrolByCode(page);
    await page.getByRole("link", { name: "Print summary" }).click();
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 1, "sheets");
  });
});
