// From the first start to the first poster, as somebody does it who has never seen the
// kit: every click and every field that is typed counts as one input.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { checkAccess, openPage } from "./lib/browser.mjs";
import { inDays, typed, written } from "./lib/days.mjs";
import { dialogs, readPDF } from "./lib/kit.mjs";
import { tempDir } from "./lib/programs.mjs";
import { t as words } from "./lib/words.mjs";

/** More would be more than a newcomer should need. */
const mostInputs = 10;
const threeMinutes = 180_000;

/** Counts what a person does, and says it. */
function counted(page) {
  const done = [];
  const did = async (what, act) => {
    await act();
    done.push(what);
  };
  return {
    done,
    click: (role, key) => did(`click: ${words(key)}`, () => page.getByRole(role, { name: words(key), exact: true }).click()),
    choose: (name) => did(`click: ${name}`, () => page.getByRole("option", { name, exact: true }).click()),
    fill: (key, text) => did(`type: ${words(key)}`, () => page.getByLabel(words(key), { exact: true }).fill(text)),
    date: (key, digits) =>
      did(`type: ${words(key)}`, async () => {
        await page.getByRole("group", { name: words(key) }).getByRole("spinbutton").first().click();
        await page.keyboard.type(digits);
      }),
    confirm: (what) => done.push(`confirm: ${what}`),
  };
}

test("a first event", { timeout: threeMinutes }, async (t) => {
  const dir = tempDir(t);
  const { env, answer } = dialogs(dir);
  env.DAYKIT_DATA = join(dir, "data");
  const { page, faults } = await openPage(t, env);
  const title = (key) => page.getByRole("heading", { level: 1, name: words(key), exact: true }).waitFor();
  await title("events.title");

  await t.test("from the first start to a poster, in few inputs", async (t) => {
    const poster = join(dir, "poster.pdf");
    const day = inDays(21);
    answer(poster);
    const person = counted(page);
    const began = performance.now();
    await person.click("button", "events.beginGo");
    await title("begin.heading");
    await person.choose("Shared meal");
    await person.date("begin.date", typed(day));
    await person.fill("begin.place", "Example Hall, Exampleton");
    await person.fill("begin.people", "60");
    await person.fill("begin.group", "Example Street Neighbours");
    await person.click("button", "begin.go");
    await title("plan.title");
    await person.click("button", "begin.poster");
    await title("print.title");
    await person.click("button", "print.savePdf");
    person.confirm("where to save it");
    await page.getByText(poster).first().waitFor();
    const seconds = (performance.now() - began) / 1000;

    const text = await readPDF(poster, 1);
    assert.match(text, /Shared meal\s+in Exampleton/);
    assert.ok(text.includes(written(day)), text);
    assert.match(text, /Example Street Neighbours/);
    t.diagnostic(`${person.done.length} inputs, ${seconds.toFixed(1)} seconds without a person’s pauses`);
    for (const one of person.done) t.diagnostic(one);
    assert.ok(person.done.length <= mostInputs, `it took ${person.done.length} inputs: ${person.done.join("; ")}`);
  });

  await t.test("the page on which an event begins is accessible, and one undo takes all of it back", async () => {
    await page.getByRole("link", { name: words("nav.events"), exact: true }).click();
    await page.getByRole("button", { name: words("events.new"), exact: true }).click();
    await page.getByRole("option", { name: "Film and talk" }).click();
    await page.getByText(/roles to fill/).waitFor();
    await checkAccess(page, "start of an event");
    await page.getByRole("button", { name: words("begin.go"), exact: true }).click();
    await page.getByRole("tab", { name: words("packing.tab"), exact: true }).click();
    await page.getByRole("checkbox", { name: "Sign about photographs, for the door" }).waitFor();
    await checkAccess(page, "kit and care");
    await page.getByRole("button", { name: words("plan.undo", { what: words("act.event.start") }), exact: true }).click();
    await title("events.title");
    await page.getByRole("link", { name: /^Film and talk/ }).waitFor({ state: "detached" });
  });

  assert.deepEqual(faults, [], "the page met no error");
});
