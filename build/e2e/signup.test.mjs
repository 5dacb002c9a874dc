// What a visitor of the public page goes through, in Chromium against a real server; the
// letters are opened as the group's laptop would.
import assert from "node:assert/strict";
import { test } from "node:test";
import { awake, says, startBrowser, startPages, visit } from "./lib/signup.mjs";

const send = (page) => page.getByRole("button", { name: "I am coming" }).click();
const stored = (page) => page.evaluate(() => JSON.stringify(Object.entries(localStorage)));

test("signing up", async (t) => {
  const show = await startPages(t);
  const browser = await startBrowser(t);
  const { pages } = show;
  const only = async (page) => {
    const all = await show.letters(page);
    assert.equal(all.length, 1, "letters that arrived");
    return all[0];
  };

  await t.test("with the keyboard alone", async (t) => {
    const { page } = await visit(t, browser);
    await page.goto(`${pages.open}?lang=ur&words=en`);
    await awake(page);
    const tab = async (times = 1) => {
      for (let i = 0; i < times; i++) await page.keyboard.press("Tab");
    };
    const on = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent);
    await tab(5); // past the four languages
    assert.equal(await on(), "name");
    await page.keyboard.type("Žofie Canary");
    await tab(3); // fewer, the number, more
    await page.keyboard.press("Enter");
    await page.keyboard.press("Space");
    await tab();
    assert.equal(await on(), "contact");
    await page.keyboard.type("0161 496 0000");
    await tab();
    await page.keyboard.press("Space"); // vegetarian
    await tab(5);
    await page.keyboard.press("Space"); // BSL
    await tab(4);
    await page.keyboard.press("Space"); // would like to help
    await tab(2);
    assert.equal(await on(), "I am coming");
    await page.keyboard.press("Enter");
    await says(page, "You are on the list.");
    assert.equal(await on(), "said", "the place is where the words are");
    const { id, apart, v, ...letter } = await only("open");
    assert.match(apart, /^[0-9a-f]{32}$/);
    assert.deepEqual([v, id.length], [1, 36]);
    assert.deepEqual(letter, {
      name: "Žofie Canary", contact: "0161 496 0000", party: 3, lang: "ur",
      ticks: ["volunteer"], food: ["vegetarian"], access: ["bsl"],
    });
    assert.equal(await stored(page), "[]", "nothing stays on the phone");
    await page.getByRole("button", { name: "Sign up somebody else" }).click();
    assert.equal(await page.locator("#name").inputValue(), "");
    assert.equal(await page.locator("#party").inputValue(), "1");
  });

  await t.test("while the line is cut, and when it is back", async (t) => {
    const { context, page } = await visit(t, browser);
    await page.goto(pages.short);
    await awake(page);
    await page.locator("#name").fill("Cut Canary");
    await context.setOffline(true);
    await send(page);
    await says(page, "Saved on this phone, and locked.");
    const kept = await stored(page);
    assert.match(kept, /daykit-letter/);
    assert.match(Buffer.from(JSON.parse(JSON.parse(kept)[0][1]).body, "base64").toString(), /^age-encryption\.org\/v1\n/);
    assert.doesNotMatch(kept, /Canary/);
    await context.setOffline(false);
    await says(page, "You are on the list.");
    assert.equal(await stored(page), "[]");
    assert.equal((await only("short")).name, "Cut Canary");
  });

  await t.test("with the page closed before the line is back", async (t) => {
    const { context, page } = await visit(t, browser);
    await page.goto(pages.x25519);
    await awake(page);
    await page.locator("#name").fill("Late Canary");
    await context.setOffline(true);
    await send(page);
    await says(page, "Saved on this phone");
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(pages.x25519);
    await says(again, "You are on the list.");
    assert.equal((await only("x25519")).name, "Late Canary");
    assert.equal(await again.locator("#signup").isVisible(), true, "another person can sign up");
  });

  await t.test("when the answer is lost: one letter, however often it is sent", async (t) => {
    const { page } = await visit(t, browser);
    let lost = 0;
    await page.route("**/signups/*", async (route) => {
      await route.fetch();
      if (lost++ < 2) await route.abort();
      else await route.continue();
    });
    await page.goto(pages.moved);
    await awake(page);
    await send(page);
    await says(page, "You are on the list.");
    assert.equal(lost, 3);
    await only("moved");
  });

  await t.test("with other answers than yes", async (t) => {
    const answers = [
      [410, { code: "closed" }, "Sign-up closed before this arrived.", 0],
      [404, { code: "not_found" }, "This page has been taken down.", 1],
      [400, { code: "invalid" }, "This could not be sent.", 0],
      [403, { error: "filtered" }, "Many people are signing up.", 1],
      [503, { code: "full" }, "The list takes nobody just now.", 1],
      [503, { code: "busy" }, "Many people are signing up.", 1],
    ];
    for (const [status, body, words, left] of answers) {
      const { page } = await visit(t, browser);
      await page.route("**/signups/*", (route) => route.fulfill({ status, json: body, headers: { "Retry-After": "600" } }));
      await page.goto(pages.unnamed);
      await awake(page);
      await send(page);
      await says(page, words);
      assert.equal(JSON.parse(await stored(page)).length, left, `${status}: what stays on the phone`);
    }
  });

  await t.test("to an event that closes meanwhile, and to one that is full", async (t) => {
    const { page } = await visit(t, browser);
    await page.goto(pages.hidden);
    await awake(page);
    await show.state("hidden", "closed");
    await send(page);
    await says(page, "Sign-up closed before this arrived.");
    await page.goto(pages.full);
    await awake(page);
    await page.getByRole("button", { name: "Put me on the waiting list" }).click();
    await says(page, "You are on the waiting list.");
    await only("full");
  });

  await t.test("where the page is not the group's", async (t) => {
    const { page } = await visit(t, browser);
    await page.goto(pages.unsigned);
    await says(page, "This page is not signed by the group on your poster.");
    assert.equal(await page.locator("#signup").isVisible(), false);
    await page.goto(pages.unnamed);
    await page.getByText("This address does not say whose page it is.").waitFor();
    assert.equal(await page.locator("#signup").isVisible(), true);
  });

  await t.test("where the browser keeps nothing", async (t) => {
    const { context, page } = await visit(t, browser);
    await page.addInitScript(() => Object.defineProperty(window, "localStorage", { get: () => { throw new Error("private"); } }));
    await page.goto(pages.unnamed);
    await awake(page);
    await context.setOffline(true);
    await send(page);
    await says(page, "This browser keeps nothing");
    await context.setOffline(false);
    await says(page, "You are on the list.");
  });

  await t.test("on an old phone", async (t) => {
    const { page } = await visit(t, browser);
    await page.addInitScript(takeNewThingsAway);
    await page.goto(pages.unnamed);
    await awake(page);
    await page.locator("#name").fill("Old Canary");
    await send(page);
    await says(page, "You are on the list.");
    const names = (await show.letters("unnamed")).map((l) => l.name);
    assert.ok(names.includes("Old Canary"));
  });

  await t.test("on a phone too old for the script: the form that needs none, which says so", async (t) => {
    const { page } = await visit(t, browser);
    await page.addInitScript(() => delete globalThis.TransformStream);
    await page.goto(pages.unnamed);
    await page.getByText("The server locks it for the organisers").waitFor();
    assert.equal(await page.getByText("Locked on your phone").isVisible(), false);
    await page.locator("#name").fill("Plain Canary");
    await send(page);
    await page.getByRole("heading", { name: "Thank you. You are on the list." }).waitFor();
    assert.ok((await show.letters("unnamed")).some((l) => l.name === "Plain Canary"));
  });

  await t.test("while the database is out of reach, with a script and without", async (t) => {
    const { page } = await visit(t, browser);
    const plain = (await visit(t, browser, { javaScriptEnabled: false })).page;
    await page.goto(pages.long);
    await awake(page);
    await plain.goto(`${pages.long}?lang=ar`);
    await page.locator("#name").fill("Kept Canary");
    await plain.locator("#name").fill("Plain Canary");
    await plain.locator("input[name=access]").first().check();
    await show.ask("/database/lost", "");
    await send(page);
    await says(page, "Saved on this phone, and locked.");
    for (let tries = 0; tries < 2; tries++) {
      await plain.locator("button[type=submit]").click();
      await plain.getByRole("heading", { name: "You are not on the list yet." }).waitFor();
      assert.equal(await plain.evaluate(() => document.documentElement.dir), "rtl");
    }
    const { page: other } = await visit(t, browser, { javaScriptEnabled: false });
    const answer = await other.goto(pages.long);
    assert.deepEqual([answer.status(), answer.headers()["retry-after"]], [503, "60"]);
    await show.ask("/database/found", "");
    await other.getByRole("link", { name: "Try again" }).click();
    await other.locator("#signup").waitFor();
    await plain.locator("button[type=submit]").click();
    await plain.locator("main h1").waitFor();
    await says(page, "You are on the list.");
    const sent = (await show.letters("long")).map((l) => [l.name, (l.access ?? []).length]);
    assert.deepEqual(sent.sort(), [["Kept Canary", 0], ["Plain Canary", 1]]);
  });

  await t.test("and afterwards saying how it was, with the keyboard, offline, and without script", async (t) => {
    const { context, page } = await visit(t, browser);
    await page.goto(pages.how);
    await awake(page);
    await page.getByRole("button", { name: "Send my answers" }).click();
    await says(page, "Nothing is answered yet.");
    await page.getByRole("radio", { name: "Not at all" }).focus();
    await page.keyboard.press("Space");
    for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowDown");
    assert.equal(await page.getByRole("radio", { name: "Very welcome" }).isChecked(), true);
    await page.getByRole("group", { name: "Would you come again?" }).getByRole("radio", { name: "Yes" }).check();
    await page.getByRole("checkbox", { name: "To meet people" }).check();
    await page.getByRole("textbox", { name: "One thing you will remember" }).fill("The soup.\nCanary words 🌻");
    await page.getByRole("checkbox", { name: "You may quote these words" }).check();
    await context.setOffline(true);
    await page.getByRole("button", { name: "Send my answers" }).click();
    await says(page, "Saved on this phone, and locked.");
    const kept = await stored(page);
    assert.match(kept, /feedback/);
    assert.doesNotMatch(kept, /Canary|welcome/);
    await context.setOffline(false);
    await says(page, "Thank you.");
    assert.equal(await stored(page), "[]");
    const plain = (await visit(t, browser, { javaScriptEnabled: false })).page;
    await plain.goto(`${pages.how}?lang=ar`);
    await plain.getByText("The server locks them for the organisers").waitFor();
    await plain.locator("input[name=new][value=no]").check();
    await plain.locator("button[type=submit]").click();
    await plain.waitForURL(/thanks\?.*s=told/);
    assert.equal(await plain.evaluate(() => document.documentElement.dir), "rtl");
    const told = (await show.letters("how")).map(({ id, ...letter }) => letter);
    assert.deepEqual(told, [
      {
        v: 2, kind: "feedback", lang: "en", answers: { welcome: ["5"], again: ["yes"], why: ["people"] },
        words: "The soup.\nCanary words 🌻", may_quote: true,
      },
      { v: 2, kind: "feedback", lang: "ar", answers: { new: ["no"] } },
    ]);
  });

  await t.test("in a rush: with some work, which the page lives through", async (t) => {
    const crowd = Array.from({ length: 130 }, (_, i) => {
      const uuid = `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`;
      return fetch(`${show.url}/v1/e/RVSHAAAA/signups/${uuid}`, { method: "PUT", body: "age-encryption.org/v1\n" });
    });
    await Promise.all(crowd.map(async (answer) => (await answer).arrayBuffer()));
    const { page } = await visit(t, browser);
    const asked = [];
    page.on("response", (r) => r.request().method() === "PUT" && asked.push(r.status()));
    await page.goto(pages.rush);
    await awake(page);
    await send(page);
    await says(page, "You are on the list.");
    assert.deepEqual(asked, [429, 201]);
    const plain = await visit(t, browser, { javaScriptEnabled: false });
    await plain.page.goto(pages.rush);
    await plain.page.getByRole("button", { name: "I am coming" }).click();
    await plain.page.getByText("You are not on the list yet.").waitFor();
  });
});

/** What Chrome 80 and Safari 14.1 do not have, as far as a script can take it away. */
function takeNewThingsAway() {
  for (const name of ["structuredClone", "WeakRef", "FinalizationRegistry", "AggregateError", "queueMicrotask", "scheduler"]) delete globalThis[name];
  for (const name of ["at", "findLast", "findLastIndex", "toSorted", "toReversed", "with", "toSpliced"]) {
    delete Array.prototype[name];
    delete Object.getPrototypeOf(Uint8Array.prototype)[name];
  }
  for (const name of ["at", "replaceAll", "isWellFormed", "toWellFormed"]) delete String.prototype[name];
  for (const name of ["setBigUint64", "setBigInt64", "getBigUint64", "getBigInt64"]) delete DataView.prototype[name];
  for (const name of ["toHex", "toBase64", "setFromHex", "setFromBase64"]) delete Uint8Array.prototype[name];
  for (const name of ["fromHex", "fromBase64"]) delete Uint8Array[name];
  for (const name of ["hasOwn", "groupBy"]) delete Object[name];
  for (const name of ["any", "withResolvers", "try"]) delete Promise[name];
  for (const name of ["timeout", "any"]) delete AbortSignal[name];
  delete Crypto.prototype.randomUUID;
  delete ReadableStream.from;
  delete SubtleCrypto.prototype.deriveBits; // where X25519 would be
}
