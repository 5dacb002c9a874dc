// What coordinators go through, in Chromium against a real server: enrolling, signing in,
// and every page at every size, checked by axe.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { checkAccess } from "./lib/browser.mjs";
import { codeAt, enrolByCode, giveKey, heading, lookAtAll, startCampaign } from "./lib/coordinators.mjs";
import { asFile, changed, packOf } from "./lib/packs.mjs";
import { startBrowser, visit } from "./lib/signup.mjs";

const shots = process.env.SHOTS; // a folder for pictures to look at
const desktop = { viewport: { width: 1280, height: 800 } };

test("coordinators", async (t) => {
  const show = await startCampaign(t);
  const browser = await startBrowser(t);
  const at = (path) => `${show.named}${path}`;

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
    const storageState = await lookAtAll(t, browser, show, "Eve Example", {
      overview: ["/coordinator", "What communities did"],
      events: ["/coordinator/events?sort=came", "Events"],
      event: ["/coordinator/events/TAB1E001", "A shared table"],
      groups: ["/coordinator/groups", "Groups"],
      totals: ["/coordinator/totals", "Totals"],
      summary: ["/coordinator/summary", /what communities did/],
      audit: ["/coordinator/audit", "Audit"],
      listed: ["/events", "Find one near you"],
    });
    if (!shots) return;
    const { page } = await visit(t, browser, { ...desktop, storageState });
    await page.goto(at("/coordinator/summary"));
    await page.pdf({ path: join(shots, "summary.pdf"), preferCSSPageSize: true });
  });

  await t.test("what a group sent, with no script at all", async (t) => {
    const { page } = await visit(t, browser, { ...desktop, javaScriptEnabled: false });
    await page.goto(await show.link("Hal Example"));
    await enrolByCode(page);
    await page.goto(at("/coordinator/events/TAB1E001"));
    await page.getByText("My mum danced.").waitFor();
    const photo = page.getByRole("img", { name: "A drawing of a long table under lanterns." });
    const answer = await page.request.get(await photo.evaluate((img) => img.src));
    assert.equal(answer.headers()["content-type"], "image/jpeg");
    assert.equal(answer.headers()["x-content-type-options"], "nosniff");
    await page.getByText("27 forms were filled in.").waitFor();
    await page.goto(at("/coordinator/totals"));
    await page.getByRole("heading", { name: "What the forms of guests say" }).waitFor();
    if (shots) await page.screenshot({ path: join(shots, "told-totals.png"), fullPage: true });
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

test("coordinators' content", async (t) => {
  const show = await startCampaign(t);
  const browser = await startBrowser(t);
  const at = (path) => `${show.named}${path}`;
  const served = async () => (await (await fetch(at("/v1/packs"))).json()).packs;

  await t.test("content, with no script at all", async (t) => {
    const { page } = await visit(t, browser, { ...desktop, javaScriptEnabled: false });
    await page.goto(await show.link("Gail Example"));
    await enrolByCode(page);
    const check = async (file) => {
      await page.getByRole("link", { name: "Content", exact: true }).click();
      await page.getByLabel(/A pack, signed or as plain JSON/).setInputFiles(file);
      await page.getByRole("button", { name: "Check the file" }).click();
    };
    const versions = async () => (await served()).map((p) => `${p.id} ${p.version}`);
    assert.deepEqual(await versions(), ["sample-day 3"]);
    const signed = await (await fetch(at("/v1/packs/sample-day/3"))).text();
    await check(asFile("tampered.daykit-pack", changed(signed)));
    await page.getByRole("alert").getByText(/not as it was signed/).waitFor();
    await check(asFile("older.json", packOf({ id: "sample-day", version: 2 })));
    await page.getByRole("alert").getByText(/as new or newer/).waitFor();
    await check(asFile("back.json", packOf({ id: "sample-day", version: 9, voice: "left-example" })));
    await page.getByRole("alert").getByText(/was withdrawn on .* and cannot come back/).waitFor();

    await check(asFile("fresh.json", packOf({ id: "fresh-pack", version: 1, voice: "fay-example" })));
    await heading(page, "fresh-pack, version 1");
    await page.getByText("Sample words of fay-example.").waitFor();
    assert.deepEqual(await versions(), ["sample-day 3"], "after the first step");
    await page.getByRole("button", { name: "Publish fresh-pack, version 1" }).click();
    await page.getByRole("status").getByText("is published").waitFor();
    assert.deepEqual(await versions(), ["fresh-pack 1", "sample-day 3"]);

    const withdraw = async (what) => {
      await page.getByLabel("It may put somebody in danger").check();
      await page.getByLabel("I am sure: nobody can undo this").check();
      await page.getByRole("button", { name: what }).click();
      await page.getByRole("status").getByText("is in force").waitFor();
    };
    await page.getByRole("link", { name: "fresh-pack" }).click();
    await page.getByRole("link", { name: "Withdraw fay-example…" }).click();
    await page.getByText("stands there struck").waitFor();
    await withdraw("Withdraw fay-example for good");
    assert.deepEqual(await versions(), ["fresh-pack 2", "sample-day 5"]);
    await page.getByRole("link", { name: "fresh-pack" }).first().click();
    await page.getByRole("link", { name: "Withdraw the whole pack…" }).click();
    await withdraw("Withdraw the whole pack for good");
    await page.getByRole("link", { name: "Audit", exact: true }).click();
    await page.getByText("list 2: fay-example (safety)").waitFor();
    await page.getByText("fresh-pack (safety), list 3").waitFor();
  });

  await t.test("every page of it at every size", async (t) => {
    const upload = (name, text) => async (page) => {
      await page.goto(at("/coordinator/content"));
      await page.getByLabel(/A pack, signed or as plain JSON/).setInputFiles(asFile(name, text));
      await page.getByRole("button", { name: "Check the file" }).click();
      await page.waitForURL(/content\/check$/);
    };
    const { version } = (await served()).find((p) => p.id === "sample-day");
    await lookAtAll(t, browser, show, "Eve Example", {
      content: ["/coordinator/content", "Content"],
      pack: [`/coordinator/content/packs/sample-day/${version}`, /^sample-day, version/],
      check: [upload("next.json", packOf({ id: "sample-day", version: 90, voice: "next-example" })), "sample-day, version 90"],
      refused: [upload("broken.json", "{}"), "Content"],
      "withdraw-voice": ["/coordinator/content/withdraw?voice=rana-example", "Withdraw voice rana-example"],
      "withdraw-pack": ["/coordinator/content/withdraw?pack=sample-day", "Withdraw pack sample-day"],
      "withdraw-unknown": ["/coordinator/content/withdraw?voice=nobody-yet", "Withdraw voice nobody-yet"],
    });
  });

  await t.test("content that is empty, at every size", async (t) => {
    await lookAtAll(t, browser, await startCampaign(t, []), "Hana Example", { "content-empty": ["/coordinator/content", "Content"] });
  });

  await t.test("content whose key is elsewhere, at every size", async (t) => {
    await lookAtAll(t, browser, await startCampaign(t, ["-key-elsewhere"]), "Ida Example", {
      "content-elsewhere": ["/coordinator/content", "Content"],
      "withdraw-elsewhere": ["/coordinator/content/withdraw?voice=toby-g-mbe", "Withdraw voice toby-g-mbe"],
    });
  });
});
