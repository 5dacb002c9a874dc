// Fifty people whose names nothing may hold sign up, and everything that is written and sent is searched.
import assert from "node:assert/strict";
import { test } from "node:test";
import { tempDir } from "./lib/programs.mjs";
import { awake, says, startBrowser, startPages, visit } from "./lib/signup.mjs";

test("fifty names are nowhere but in the letters", async (t) => {
  const dir = tempDir(t);
  const show = await startPages(t, dir);
  const browser = await startBrowser(t);
  const names = (await show.ask("/names")).slice(0, 50);
  const find = (buffers) => show.ask("/find", Buffer.concat(buffers));
  const scripted = await visitor(t, browser, { javaScriptEnabled: true });
  const plain = await visitor(t, browser, { javaScriptEnabled: false });

  await scripted.page.goto(show.pages.canaries);
  await awake(scripted.page);
  for (const name of names.slice(0, 25)) {
    await fill(scripted.page, name);
    await says(scripted.page, "You are on the list.");
    assert.deepEqual(await find([Buffer.from(JSON.stringify(await scripted.context.storageState()))]), []);
    await scripted.page.getByRole("button", { name: "Sign up somebody else" }).click();
  }
  for (const name of names.slice(25)) {
    await plain.page.goto(show.pages.canaries);
    await fill(plain.page, name);
    await plain.page.getByRole("heading", { name: "Thank you" }).waitFor();
  }

  const letters = await show.letters("canaries");
  assert.deepEqual(letters.map((l) => l.name).sort(), [...names].sort(), "all of them arrived");
  for (const [{ page }, name] of [[scripted, names[0]], [plain, names[25]]]) { // whom others name in what they say of the event
    await page.goto(show.pages.howcanaries);
    await page.getByRole("textbox", { name: "One thing you will remember" }).fill(`The soup of ${name}`);
    await page.getByRole("button", { name: "Send my answers" }).click();
    await page.getByText("Thank you.", { exact: true }).first().waitFor();
  }
  assert.equal((await show.letters("howcanaries")).length, 2);
  assert.deepEqual(await show.ask("/kept"), {}, "in the database, its WAL and the log");
  assert.deepEqual(await find(scripted.sent), [], "in what the script sent");
  assert.deepEqual(await find([...scripted.answers, ...plain.answers]), [], "in what the server answered");
  const forms = plain.sent.map((b) => Buffer.from(decodeURIComponent(b.toString("latin1").replaceAll("+", " "))));
  assert.equal((await find(forms)).length, 25, "in the forms of browsers without script, so that the search is not blind");
  t.diagnostic(`50 names, 25 with the script and 25 without: 0 in the database, its WAL, the log, ${scripted.sent.length} requests of the script and ${scripted.answers.length + plain.answers.length} answers`);
});

async function fill(page, name) {
  await page.locator("#name").fill(name);
  await page.locator("#contact").fill(`${name}@example.org`);
  await page.getByRole("button", { name: "I am coming" }).click();
}

/** A visitor all of whose traffic is taken down. */
async function visitor(t, browser, options) {
  const { context, page } = await visit(t, browser, options);
  const sent = [];
  const answers = [];
  context.on("request", (r) => {
    sent.push(Buffer.concat([Buffer.from(r.url() + JSON.stringify(r.headers())), r.postDataBuffer() ?? Buffer.alloc(0)]));
  });
  context.on("response", async (r) => {
    answers.push(Buffer.from(JSON.stringify(r.headers())), await r.body().catch(() => Buffer.alloc(0)));
  });
  return { context, page, sent, answers };
}
