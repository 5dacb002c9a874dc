// End to end B: a whole event, from the plan to the numbers on the campaign's
// server, in Chromium; every screen on the way is checked by axe.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { checkAccess, openPage } from "./lib/browser.mjs";
import { dialogs, pictureOf, readCodes, readPDF, startServer } from "./lib/kit.mjs";
import { tempDir } from "./lib/programs.mjs";
import { t as words } from "./lib/words.mjs";

const guests = `id,name,lang,org,party,notes
g1,Ада Прикладна,uk,Example Choir,2,
g2,سارة مثال,ar,Example Café,1,first time here
g3,Ewa Przykładowa,pl,Example Choir,3,
`;

test("from the plan to the campaign's numbers", async (t) => {
  const dir = tempDir(t);
  const { env, answer } = dialogs(dir);
  env.DAYKIT_DATA = join(dir, "data");
  const server = await startServer(t, dir);
  const { page, faults } = await openPage(t, env);
  const button = (key, values) => page.getByRole("button", { name: words(key, values), exact: true });
  const room = async (name) => {
    await page.getByRole("link", { name: words(`nav.${name}`), exact: true }).click();
    await page.getByRole("heading", { level: 1, name: words(`${name === "afterwards" ? "after" : name}.title`) }).waitFor();
  };
  const saw = (text) => page.getByText(text).first().waitFor();

  await t.test("start: a new event", async () => {
    await room("events");
    await checkAccess(page, "all events");
    await button("events.new").click();
    await page.getByLabel(words("events.newTitle")).fill("A table for the whole street");
    await setDate(page, words("events.newDate"), 2026, 12, 18);
    await page.getByLabel(words("events.newGroup")).fill("Example Street Neighbours");
    await checkAccess(page, "new event");
    await button("events.create").click();
    await page.getByRole("heading", { level: 1, name: words("plan.title") }).waitFor();
  });

  await t.test("plan: tasks stand by themselves, one is added and ticked off", async () => {
    await saw(words("plan.gate.d28"));
    await checkAccess(page, "plan");
    await button("plan.addTask").click();
    await page.getByLabel(words("plan.taskTitle")).fill("Ask the choir to sing");
    await checkAccess(page, "task");
    await button("plan.saveTask").click();
    const task = page.getByRole("checkbox", { name: /Ask the choir to sing/ });
    await task.waitFor();
    await task.click({ force: true });
    await assertEventually(() => task.isChecked(), "the task is ticked off");
    await page.getByRole("tab", { name: words("plan.details"), exact: true }).click();
    await page.getByLabel(words("details.venue"), { exact: true }).fill("Example Hall");
    await page.getByLabel(words("details.town"), { exact: true }).fill("Exampleton");
    await saw(words("save.saved"));
    await checkAccess(page, "plan, details");
  });

  await t.test("voices: one is chosen", async () => {
    await room("voices");
    await page.getByText("Toby G. MBE").first().waitFor();
    await page.getByRole("button", { name: words("voices.useName", { credit: "Toby G. MBE" }) }).or(
      page.getByRole("checkbox", { name: words("voices.useName", { credit: "Toby G. MBE" }) })).first().click({ force: true });
    await saw(words("voices.used"));
    await checkAccess(page, "voices");
  });

  await t.test("print: the preview is drawn, and the poster is a PDF whose code reads", async () => {
    await room("print");
    const preview = page.getByRole("img", { name: /^Page 1 of/ });
    await preview.waitFor();
    await assertEventually(() => preview.evaluate((img) => img.complete && img.naturalWidth > 0), "the preview shows");
    await checkAccess(page, "print");
    const poster = join(dir, "poster.pdf");
    answer(poster);
    await button("print.savePdf").click();
    await saw(poster);
    await readPDF(poster, 1);
    assert.match((await readCodes(poster, dir))[0], /\/E\/[0-9A-Z]+/);
  });

  await t.test("sign-up: a list is looked at and imported", async () => {
    await room("signup");
    await checkAccess(page, "sign-up, empty");
    const list = join(dir, "people.csv");
    writeFileSync(list, guests);
    answer(list);
    await button("signup.import").click();
    await page.getByRole("button", { name: /^Import 3/ }).waitFor();
    await checkAccess(page, "import");
    await page.getByRole("button", { name: /^Import 3/ }).click();
    await page.getByText("Ewa Przykładowa").first().waitFor();
    await checkAccess(page, "sign-up");
    await page.getByRole("tab", { name: words("signup.sheets"), exact: true }).click();
    await checkAccess(page, "sign-up, sheets");
  });

  await t.test("on the day: arrivals, walk-ins and undo", async () => {
    await room("day");
    await page.getByRole("searchbox").fill("ewa");
    await button("day.arrivedName", { name: "Ewa Przykładowa" }).click();
    await saw(words("day.walkIns", { arrived: 3, walkIns: 0 }));
    await button("day.plusName").click();
    await saw(words("day.walkIns", { arrived: 3, walkIns: 1 }));
    await button("day.plusName").click();
    await saw(words("day.walkIns", { arrived: 3, walkIns: 2 }));
    await button("app.undo").last().click();
    await saw(words("day.walkIns", { arrived: 3, walkIns: 1 }));
    await checkAccess(page, "on the day");
  });

  await t.test("safety: the recovery sheet is printed, and the paper is checked by a photo", async () => {
    const sheet = join(dir, "sheet.pdf");
    answer(sheet);
    await page.evaluate(() => window.go.desktop.Desk.PrintRecovery(false));
    await readPDF(sheet, 2);
    answer(await pictureOf(sheet, dir));
    const seen = await page.evaluate(() => window.go.desktop.Desk.CheckRecoveryPhoto());
    assert.deepEqual(seen, { ok: true, wrong: "" });
  });

  await t.test("afterwards: join, publish, look, send", async () => {
    await room("afterwards");
    await checkAccess(page, "afterwards");
    await page.getByLabel(words("after.joinUrl")).fill(server.url);
    await page.getByLabel(words("after.joinCode")).fill(await server.invite("Example Street Neighbours"));
    await button("after.joinYes").click();
    await saw(words("after.campaign"));
    await button("after.publish").click();
    await saw(words("after.publishedSay"));
    await button("after.send").click();
    const question = page.getByRole("alertdialog", { name: words("after.sendTitle") });
    await question.waitFor();
    await checkAccess(page, "send");
    await question.getByRole("button", { name: words("after.sendYes"), exact: true }).click();
    await saw(/Sent and confirmed/);
    await checkAccess(page, "afterwards, sent");
  });

  await t.test("the campaign's server has the numbers, and no names", async () => {
    const totals = await server.totals();
    const event = totals.events.find((e) => e.title === "A table for the whole street");
    assert.deepEqual(
      { signed_up: event?.signed_up, arrived: event?.arrived, walk_ins: event?.walk_ins },
      { signed_up: 6, arrived: 3, walk_ins: 1 },
    );
    assert.doesNotMatch(JSON.stringify(totals), /Przykładowa|Прикладна|مثال/);
    const publicPage = await fetch(`${server.url}/e/${event.id}`);
    const html = await publicPage.text();
    assert.equal(publicPage.status, 200);
    assert.match(html, /A table for the whole street/);
    assert.doesNotMatch(html, /Przykładowa|Прикладна|مثال/);
  });

  await t.test("settings: the window turns right to left", async () => {
    await room("settings");
    await checkAccess(page, "settings");
    await page.getByText(words("settings.ar-XB")).first().click();
    await assertEventually(() => page.evaluate(() => document.documentElement.dir === "rtl"), "the page runs right to left");
    await checkAccess(page, "settings, right to left");
  });

  assert.deepEqual(faults, [], "the page met no error");
});

/** Types a date into a field of separate parts, whatever their order. */
async function setDate(page, label, year, month, day) {
  const field = page.getByRole("group", { name: label });
  for (const [part, value] of [["day", day], ["month", month], ["year", year]]) {
    await field.getByRole("spinbutton", { name: new RegExp(`^${part},`, "i") }).click();
    await page.keyboard.type(String(value));
  }
}

async function assertEventually(probe, what) {
  for (let i = 0; i < 200; i++) {
    if (await probe()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(what);
}
