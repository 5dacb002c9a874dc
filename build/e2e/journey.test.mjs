// End to end B: a whole event in Chromium, from the plan over a visitor's phone to the
// numbers that a coordinator sees; every screen on the way is checked by axe.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { checkAccess, openPage } from "./lib/browser.mjs";
import { enrol } from "./lib/coordinator.mjs";
import { inDays } from "./lib/days.mjs";
import { dialogs, pictureOf, readCodes, readPDF, startServer } from "./lib/kit.mjs";
import { tempDir } from "./lib/programs.mjs";
import { awake, says, visit } from "./lib/signup.mjs";
import { t as words } from "./lib/words.mjs";

const guests = `id,name,lang,org,party,notes
g1,Ада Прикладна,uk,Example Choir,2,
g2,سارة مثال,ar,Example Café,1,first time here
g3,Ewa Przykładowa,pl,Example Choir,3,
`;

const names = /Przykładowa|Прикладна|مثال|Příkladová/;

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
    await page.getByLabel(words("begin.title")).fill("A table for the whole street");
    await setDate(page, words("begin.date"), inDays(30));
    await page.getByLabel(words("begin.group")).fill("Example Street Neighbours");
    await checkAccess(page, "new event");
    await button("begin.go").click();
    await page.getByRole("heading", { level: 1, name: words("plan.title") }).waitFor();
  });

  await t.test("plan: tasks stand by themselves, one is added and ticked off", async () => {
    await saw(words("plan.group.first")); // thirty days are less than a plan asks for
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

  await t.test("print: the preview is drawn", async () => {
    await room("print");
    const preview = page.getByRole("img", { name: /^Page 1 of/ });
    await preview.waitFor();
    await assertEventually(() => preview.evaluate((img) => img.complete && img.naturalWidth > 0), "the preview shows");
    await checkAccess(page, "print");
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
    await page.getByRole("tab", { name: words("online.asks"), exact: true }).click();
    await page.getByRole("checkbox", { name: "Vegetarian" }).click({ force: true });
    await saw(words("save.saved"));
    await checkAccess(page, "sign-up, what the page asks");
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

  const send = async () => {
    await room("afterwards");
    await button("after.send").click();
    const question = page.getByRole("alertdialog", { name: words("after.sendTitle") });
    await question.waitFor();
    await checkAccess(page, "send");
    await question.getByRole("button", { name: words("after.sendYes"), exact: true }).click();
    await question.waitFor({ state: "detached" });
    const receipt = page.getByRole("dialog", { name: words("send.received") });
    await receipt.getByText(/Sent and confirmed/).waitFor();
    await checkAccess(page, "the receipt");
    await receipt.getByRole("button", { name: words("app.close"), exact: true }).click();
    await receipt.waitFor({ state: "detached" });
  };

  await t.test("afterwards: join, publish, look, send", async () => {
    await room("afterwards");
    await page.getByRole("tab", { name: words("after.sendTab"), exact: true }).click();
    await checkAccess(page, "afterwards");
    await page.getByLabel(words("after.joinUrl")).fill(server.url);
    await page.getByLabel(words("after.joinCode")).fill(await server.invite("Example Street Neighbours"));
    await button("after.joinYes").click();
    await saw(words("after.campaign"));
    await button("after.publish").click();
    await saw(words("after.publishedSay"));
    await send();
    await checkAccess(page, "afterwards, sent");
  });

  let address = "";
  await t.test("print: the poster is a PDF, and a camera reads the address of the event's own page", async () => {
    await room("print");
    const poster = join(dir, "poster.pdf");
    answer(poster);
    await button("print.savePdf").click();
    await saw(poster);
    await readPDF(poster, 1);
    [address] = await readCodes(poster, dir);
    assert.ok(address.toLowerCase().startsWith(`${server.url}/e/`), address);
    assert.match(address, /\/E\/[0-9A-Z]{8}\/[0-9A-Z]+$/, "with the fingerprint of the group's key");
  });

  await t.test("a visitor's phone: the address of the poster, the line cut while signing up, and back", async (t) => {
    const { context, page: phone } = await visit(t, page.context().browser());
    await phone.goto(address);
    await awake(phone);
    await checkAccess(phone, "the public page");
    await phone.getByLabel("What should we call you?").fill("Žofie Příkladová");
    await phone.getByRole("button", { name: "One more" }).click();
    await phone.getByLabel("Vegetarian").check();
    await context.setOffline(true);
    await phone.getByRole("button", { name: "I am coming" }).click();
    await says(phone, "Saved on this phone, and locked.");
    const answered = phone.waitForResponse((r) => r.request().method() === "PUT");
    await context.setOffline(false);
    assert.equal((await answered).status(), 201);
    await says(phone, "You are on the list.");
  });

  await t.test("sign-up: who signed up on the phone is here after the next sync", async () => {
    await send();
    await room("signup");
    await page.getByRole("tab", { name: words("online.tabNew", { count: 1 }), exact: true }).click();
    await page.getByRole("row", { name: /Žofie Příkladová/ }).waitFor();
    await saw("Vegetarian");
    await checkAccess(page, "sign-up, from the page");
  });

  await t.test("on the day: arrivals, walk-ins and undo", async () => {
    await room("day");
    const arrives = async (typed, name) => {
      await page.getByRole("searchbox").fill(typed);
      await button("day.arrivedName", { name }).click();
    };
    await arrives("ewa", "Ewa Przykładowa");
    await saw(words("day.walkIns", { arrived: 3, walkIns: 0 }));
    await arrives("zofie", "Žofie Příkladová");
    await saw(words("day.walkIns", { arrived: 5, walkIns: 0 }));
    await button("day.plusName").click();
    await saw(words("day.walkIns", { arrived: 5, walkIns: 1 }));
    await button("day.plusName").click();
    await saw(words("day.walkIns", { arrived: 5, walkIns: 2 }));
    await button("app.undo").last().click();
    await saw(words("day.walkIns", { arrived: 5, walkIns: 1 }));
    await checkAccess(page, "on the day");
  });

  await t.test("the campaign has the numbers, and no names", async () => {
    await send();
    const totals = await server.totals();
    const event = totals.events.find((e) => e.title === "A table for the whole street");
    assert.deepEqual(
      { signed_up: event?.signed_up, arrived: event?.arrived, walk_ins: event?.walk_ins },
      { signed_up: 8, arrived: 5, walk_ins: 1 },
    );
    assert.doesNotMatch(JSON.stringify(totals), names);
    const publicPage = await fetch(`${server.url}/e/${event.id}`);
    const html = await publicPage.text();
    assert.equal(publicPage.status, 200);
    assert.match(html, /A table for the whole street/);
    assert.doesNotMatch(html, names);
  });

  await t.test("a coordinator signs in with a code, and sees them", async (t) => {
    const { page: desk } = await visit(t, page.context().browser(), { viewport: { width: 1280, height: 800 } });
    await enrol(desk, await server.coordinator("Cora Example"));
    const row = desk.getByRole("row", { name: /A table for the whole street/ });
    assert.match(await row.innerText(), /\b6\b/, "who came");
    await checkAccess(desk, "the coordinators' page");
    await row.getByRole("link").click();
    await desk.getByText("signed up", { exact: true }).waitFor();
    const numbers = await desk.getByRole("definition").allInnerTexts();
    assert.deepEqual(numbers.slice(0, 2), ["6", "8"], "came, signed up");
    assert.doesNotMatch(await desk.content(), names);
    await checkAccess(desk, "a coordinator's page of an event");
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
async function setDate(page, label, date) {
  const field = page.getByRole("group", { name: label });
  for (const [part, value] of [["day", date.getDate()], ["month", date.getMonth() + 1], ["year", date.getFullYear()]]) {
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
