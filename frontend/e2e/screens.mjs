// Looks at every screen in a real Chromium: at three sizes and in three locales it takes a picture, runs axe
// with colour contrast on, and looks for anything that runs out of the window or is cut off.
// Usage: node e2e/screens.mjs [part of a screen's name [size [locale]]]   (after npm run build:fake)
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { begun, begunWithCount, labelled, pick, press, scrolled, steps, tick } from "./acts.mjs";
import { clipped } from "./clipped.mjs";
import { serve } from "./served.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const shots = join(here, "shots");
const axe = readFileSync(
  fileURLToPath(new URL("../node_modules/axe-core/axe.min.js", import.meta.url)),
  "utf8",
);
const sizes = {
  usual: { width: 1280, height: 800, scale: 1 },
  small: { width: 1024, height: 600, scale: 1 },
  // What a person sees who enlarges everything twofold in a window of 1280 by 800.
  large: { width: 640, height: 400, scale: 2 },
};

const room = (name, act) => ({ name, hash: `#/event/K7QM2Z8T/${name}`, act });
/** Opens the menu of the first event and chooses. */
const copying = (key) => async (page, t) => {
  await page.locator(".event-card-foot .icon-button").first().click();
  await page.getByRole("menuitem", { name: t(key), exact: true }).click();
  await page.waitForTimeout(300);
};
const tiled = steps(pick("print.size.a3"), begun("print.more"), async (page) => {
  await page.locator(".print-more .chip").nth(1).click();
  await page.locator(".stage-pages .button").click();
});
const photographed = steps(begun("print.photo"), press("print.photoPick", "button"));
const shop = steps(begun("print.shop"), pick("print.profile.print-shop"));
const ledger = steps(
  pick("print.design.voice"),
  press("print.savePdf", "button"),
  press("print.ledger", "button"),
);
const imported = steps(press("print.texts", "button"), press("print.textsBring", "button"));
const printer = steps(begun("print.printer"), press("print.printerSet", "button"));
const proof = steps(
  async (page) => page.locator(".print-languages .chip").nth(1).click(),
  async (page) => page.locator(".print-draft .button").click(),
);
const settings = (tab, query, act, name) => ({
  name: `settings-${name}`,
  hash: `#/settings/K7QM2Z8T/${tab}`,
  query,
  act,
});
const typedPassphrase = steps(press("pass.set", "button"), async (page) => {
  await page.locator(".dialog input[type=password]").first().fill("kettle river orange");
});
const invited = steps(press("devices.add", "button"), press("devices.invite", "button"));
const revoked = async (page) => page.locator(".device .button").click();
const wrongPassphrase = async (page, t) => {
  await page.locator("input[type=password]").fill("open sesame");
  await press("lock.open", "button")(page, t);
  await page.getByRole("alert").waitFor();
};
const undoneTask = async (page) => {
  await labelled(page.locator(".task input").first()).click();
  await page.locator(".page-actions .button").nth(2).waitFor();
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("Control+z");
  await page.getByRole("alertdialog").waitFor();
};
const openMet = async (page) => page.locator(".badge").click();
const saveEvent = steps(press("stick.menu", "button"), press("stick.save", "menuitem"));
const newLaptop = steps(saveEvent, pick("stick.whose.new"));
const eventCode = "T4HND-0VER7-K2QWX-9BM5-A1ZD-6CJP";
const erasing = async (page) => page.locator(".guest-sheet .icon-button").first().click();
const offering = async (page) => page.locator(".waiting-entry .button").first().click();
const chosenFood = async (page) => {
  const chips = page.locator(".online .chips");
  await labelled(chips.nth(0).locator("input").nth(1)).click();
  await labelled(chips.nth(3).locator("input").nth(1)).click();
  await page.waitForTimeout(1200);
  await page.locator(".phone-send").scrollIntoViewIfNeeded();
};
/** Fills the fields of a dialog in their order, and sends it. */
const filledIn =
  (...values) =>
  async (page) => {
    for (const [at, value] of values.entries()) await page.locator(".dialog .field-box").nth(at).fill(value);
    await page.keyboard.press("Tab");
    await page.locator(".dialog button[type=submit]").click();
    await page.locator(".dialog [role=alert], .dialog [role=status]").first().waitFor();
  };
const photographedSheet = pick("start.sheetForm.photo", press("sheet.photo", "button"));
const packAdded = steps(press("pack.add", "button"), press("pack.yes", "button"), async (page) =>
  page.locator(".dialog [role=status]").waitFor(),
);
const allPacked = async (page) => page.locator(".tabs-panel .card").last().locator(".button").first().click();
/** A film in two days, with its place, and the things to bring opened. */
const shortFilm = async (page, t) => {
  await page.locator(".tile").nth(1).click();
  await page.getByRole("textbox", { name: t("begin.place"), exact: true }).fill("Sample Hall, Exampleton");
  for (const [at, digits] of [
    [0, "25"],
    [1, "11"],
    [2, "2026"],
  ]) {
    await page.locator(".date-box [role=spinbutton]").nth(at).click();
    await page.keyboard.type(digits);
  }
  await page.waitForTimeout(600);
  await page.evaluate(() => document.activeElement.blur());
  await page.locator(".begin-side .disclosure-button").nth(3).click();
};
const underWay = async (page) => page.getByRole("progressbar").waitFor();
const blank = (name, act) => ({ name: `start-${name}`, hash: "#/events", query: "empty", act });
const screens = [
  { name: "events", hash: "#/events" },
  { name: "events-empty", query: "empty", hash: "#/events" },
  { name: "begin", hash: "#/start" },
  { name: "begin-chosen", hash: "#/start", act: shortFilm },
  { name: "begin-done", hash: "#/start", act: press("begin.go", "button") },
  { name: "plan-late", hash: "#/start", act: steps(shortFilm, press("begin.go", "button")) },
  { ...room("plan/kit"), name: "plan-kit" },
  { ...room("plan/kit", allPacked), name: "plan-kit-taken" },
  { ...room("plan/kit", press("packing.addKit", "button")), name: "plan-kit-add" },
  room("plan"),
  { ...room("plan", press("plan.details", "tab")), name: "plan-details" },
  {
    ...room(
      "plan",
      steps(
        press("plan.details", "tab"),
        async (page, t) => {
          const about = page.getByRole("textbox", { name: t("details.about"), exact: true });
          await about.fill("Hear the heroes of our town.");
          await about.blur();
        },
        begunWithCount("words.hintsNote"),
        scrolled(".words-hints"),
      ),
    ),
    name: "plan-words",
  },
  { ...room("plan/today"), name: "plan-today" },
  { ...room("plan/duties"), name: "plan-duties" },
  { ...room("plan/duties", begun("duty.sources")), name: "plan-duties-sources" },
  { name: "events-today", hash: "#/events", act: begun("today.title") },
  { ...room("plan/crew"), name: "plan-crew" },
  { ...room("plan/crew", scrolled(".crew-shift:last-child")), name: "plan-crew-shifts" },
  { ...room("plan/crew", scrolled(".crew-person:last-child")), name: "plan-crew-people" },
  { ...room("plan/crew", press("crew.addPerson", "button")), name: "plan-crew-person" },
  { ...room("plan/crew", press("crew.addShift", "button")), name: "plan-crew-shift" },
  { ...room("plan/programme"), name: "plan-programme" },
  { ...room("plan/programme", press("programme.add", "button")), name: "plan-programme-new" },
  { ...room("plan", press("plan.addTask", "button")), name: "plan-task" },
  { ...room("plan/money"), name: "plan-money" },
  { ...room("plan/money", press("money.add", "button")), name: "plan-money-line" },
  { ...room("plan/venue"), name: "plan-venue" },
  { ...room("plan/risks"), name: "plan-risks" },
  { ...room("plan/safety"), name: "plan-safety" },
  {
    ...room("plan/safety", async (page, t) => {
      await press("door.addPost", "button")(page, t);
      await page.locator(".dialog input[type=text]").first().fill("Front door");
      await page.locator(".dialog .chip").first().click();
      await press("door.save", "button")(page, t);
      await page.waitForTimeout(300);
      await page.locator(".door-secrets").scrollIntoViewIfNeeded();
    }),
    name: "plan-safety-care",
  },
  { ...room("plan/safety", press("door.editSteps", "button")), name: "plan-safety-steps" },
  { ...room("plan/safety", press("door.addPost", "button")), name: "plan-safety-post" },
  { name: "events-copy", hash: "#/events", act: copying("copy.copy") },
  {
    name: "events-copied",
    hash: "#/events",
    act: steps(copying("copy.copy"), press("copy.go", "button")),
  },
  {
    name: "start-earlier",
    hash: "#/start",
    act: steps(press("copy.import", "button"), async (page) => {
      await page.locator(".template").scrollIntoViewIfNeeded();
    }),
  },
  {
    ...room("plan/risks", async (page) => {
      await page.locator(".risk .button").first().click();
      await page.waitForTimeout(200);
    }),
    name: "plan-risks-taken",
  },
  room("voices"),
  {
    ...room("voices", pick("voices.filter.local", begun("voices.agreed"))),
    name: "voices-local",
    query: "local",
  },
  { ...room("voices", press("voices.own.add", "button")), name: "voices-own" },
  { ...room("voices"), name: "voices-withdrawn", query: "withdrawn" },
  { ...room("voices"), name: "voices-joined", query: "joined&withdrawn" },
  { ...room("voices", press("pack.add", "button")), name: "pack-key" },
  { ...room("voices", press("pack.add", "button")), name: "pack-refused", query: "withdrawn&file=rollback" },
  { ...room("voices", packAdded), name: "pack-done", query: "withdrawn" },
  {
    ...room("plan", steps(press("stick.menu", "button"), press("pack.add", "menuitem"))),
    name: "pack-list",
    query: "withdrawn&file=list",
  },
  room("print"),
  { ...room("print", pick("print.design.voice")), name: "print-voice" },
  {
    ...room("print", pick("print.kind.letters", tick("print.letter.own"))),
    name: "print-letters",
  },
  { ...room("print", pick("print.kind.badges")), name: "print-badges" },
  { ...room("print", pick("print.kind.signs")), name: "print-signs" },
  { ...room("print", pick("print.kind.programme")), name: "print-programme" },
  { ...room("print", pick("print.kind.social")), name: "print-social" },
  { ...room("print", pick("print.kind.press")), name: "print-press" },
  { ...room("print", tiled), name: "print-tiled" },
  { ...room("print", photographed), name: "print-photo" },
  { ...room("print", shop), name: "print-shop" },
  { ...room("print", press("print.kit", "button")), name: "print-kit" },
  { ...room("print", ledger), name: "print-ledger" },
  { ...room("print", press("print.texts", "button")), name: "print-texts" },
  { ...room("print", imported), name: "print-texts-in" },
  { ...room("print", printer), name: "print-printer" },
  { ...room("print", proof), name: "print-proof" },
  room("signup"),
  { ...room("signup", press("signup.sheets", "tab")), name: "signup-sheets" },
  { ...room("signup", press("signup.import", "button")), name: "signup-import" },
  { ...room("signup/online"), name: "signup-online", query: "signups" },
  { ...room("signup/online", scrolled(".waiting-list")), name: "signup-online-queue", query: "signups" },
  { ...room("signup/online", scrolled(".unopened")), name: "signup-online-end", query: "signups" },
  { ...room("signup/online"), name: "signup-online-empty" },
  { ...room("signup/online", offering), name: "signup-offer", query: "signups" },
  {
    ...room("signup/online", press("online.publish", "button")),
    name: "signup-online-ready",
    query: "joined&kept=checked",
  },
  { ...room("signup/asks"), name: "signup-asks", query: "signups" },
  { ...room("signup/asks", chosenFood), name: "signup-asks-chosen", query: "signups" },
  { ...room("day"), query: "guests=500" },
  { ...room("day", press("day.plusName", "button")), name: "day-toast" },
  { ...room("day"), name: "day-waiting", query: "waiting" },
  { ...room("day"), name: "day-now", query: "clock=18:25" },
  {
    ...room(
      "day",
      steps(
        press("now.all", "button"),
        async (page) => page.locator(".now-buttons .button").first().click(),
        scrolled(".now-points"),
      ),
    ),
    name: "day-now-all",
    query: "clock=18:25",
  },
  { ...room("plan/programme", press("order.fill", "button")), name: "plan-order-fill" },
  { ...room("plan/programme", press("order.move", "button")), name: "plan-order-move" },
  {
    ...room("plan", steps(press("plan.calendar", "button"), pick("calendar.scope.all"))),
    name: "plan-calendar",
  },
  {
    ...room("plan", steps(press("stick.menu", "button"), press("take.menu", "menuitem"))),
    name: "take-data",
  },
  {
    ...room(
      "plan",
      steps(
        press("stick.menu", "button"),
        press("take.menu", "menuitem"),
        tick("take.names"),
        press("take.save", "button"),
      ),
    ),
    name: "take-data-sure",
  },
  { ...room("print", pick("print.kind.plan")), name: "print-plan" },
  room("afterwards"),
  { ...room("afterwards"), name: "afterwards-said", query: "said" },
  { ...room("afterwards/feedback"), name: "afterwards-feedback-none" },
  { ...room("afterwards/feedback"), name: "afterwards-feedback", query: "said" },
  {
    ...room("afterwards/feedback", begun("said.pile")),
    name: "afterwards-feedback-pile",
    query: "said",
  },
  {
    ...room("afterwards/feedback", steps(begun("said.all"), scrolled(".all-forms .icon-button"))),
    name: "afterwards-feedback-forms",
    query: "said",
  },
  {
    ...room(
      "afterwards/feedback",
      steps(begun("said.all"), async (page) => page.locator(".all-forms .icon-button").first().click()),
    ),
    name: "afterwards-feedback-change",
    query: "said",
  },
  {
    ...room("afterwards/feedback", press("said.concernOpen", "button")),
    name: "afterwards-feedback-concern",
    query: "said",
  },
  { ...room("afterwards/photos"), name: "afterwards-photos", query: "album" },
  {
    ...room("afterwards/photos", async (page) => page.locator(".photo-row .button").first().click()),
    name: "afterwards-photos-record",
    query: "album",
  },
  {
    ...room("afterwards/photos", async (page) => {
      await page.locator(".photo-row [aria-haspopup]").first().click();
      await page.waitForTimeout(300);
      await page.getByRole("menuitem").nth(2).click();
    }),
    name: "afterwards-photos-withdraw",
    query: "album",
  },
  { ...room("afterwards/thanks"), name: "afterwards-thanks" },
  { ...room("afterwards/thanks", press("thanks.show", "button")), name: "afterwards-thanks-shown" },
  { ...room("afterwards/thanks", tick("thanks.own")), name: "afterwards-thanks-own" },
  { ...room("afterwards/send"), name: "afterwards-sending", query: "joined" },
  { ...room("afterwards/send"), name: "afterwards-sending-unjoined" },
  {
    ...room("afterwards", steps(press("after.send", "button"), press("after.sendYes", "button"))),
    name: "afterwards-receipt",
    query: "joined",
  },
  {
    ...room("afterwards/send", async (page) => {
      for (const at of [1, 2, 3]) await page.locator(".send-part > .checkbox").nth(at).click();
      for (const shut of await page.locator(".after-columns .disclosure-button").all()) await shut.click();
    }),
    name: "afterwards-send-parts",
    query: "joined&said&album",
  },
  { ...room("afterwards/report"), name: "afterwards-report" },
  { ...room("afterwards/report", scrolled(".report-save")), name: "afterwards-report-save" },
  { ...room("afterwards", press("after.send", "button")), name: "afterwards-send", query: "joined" },
  {
    ...room("afterwards", press("after.send", "button")),
    name: "afterwards-fetch",
    query: "joined&sent&letters=2",
  },
  { name: "settings", hash: "#/settings/K7QM2Z8T", query: "joined" },
  settings("safe", "kept=made", undefined, "safe"),
  settings("safe", "joined&kept=checked", undefined, "safe-joined"),
  settings("safe", "joined&kept=held,recovered", undefined, "safe-red"),
  settings("safe", "joined&kept=mended", undefined, "safe-mended"),
  settings("keep", "joined&kept=due,passphrase", undefined, "keep"),
  settings("keep", "kept=made", press("sheet.check", "button"), "keep-check"),
  settings("keep", "kept=checked", press("sheet.printNew", "button"), "keep-replace"),
  settings("keep", "kept=passphrase", press("backup.restore", "button"), "keep-restore"),
  settings(
    "keep",
    "slow=1000",
    steps(press("backup.restore", "button"), press("backup.restoreYes", "button"), underWay),
    "keep-progress",
  ),
  settings("keep", "", typedPassphrase, "keep-passphrase"),
  settings("devices", "kept=paired", undefined, "devices"),
  settings("devices", "kept=paired", invited, "devices-code"),
  settings("devices", "joined&kept=paired", invited, "devices-code-both"),
  settings("devices", "joined&offline&kept=paired", invited, "devices-code-missed"),
  settings("devices", "kept=paired", revoked, "devices-remove"),
  settings("devices", "", press("start.code", "button"), "devices-accept"),
  settings("log", "kept=paired", undefined, "log"),
  { name: "lock", query: "kept=locked", hash: "#/events", act: wrongPassphrase },
  { ...room("plan", undoneTask), name: "plan-redo", query: "joined&kept=met" },
  { ...room("plan", openMet), name: "met", query: "kept=met" },
  { ...room("plan", saveEvent), name: "stick-save", query: "kept=paired" },
  { ...room("plan", newLaptop), name: "stick-new", query: "kept=paired" },
  { ...room("plan", steps(newLaptop, press("stick.newYes", "button"))), name: "stick-new-code" },
  { name: "stick-bring", hash: "#/events", query: "kept=paired", act: press("stick.bring", "button") },
  {
    name: "stick-progress",
    hash: "#/events",
    query: "slow=1000",
    act: steps(press("stick.bring", "button"), press("stick.bringYes", "button"), underWay),
  },
  blank("sheet", press("start.sheet", "button")),
  blank("sheet-photo", steps(press("start.sheet", "button"), photographedSheet)),
  blank("sheet-wrong", steps(press("start.sheet", "button"), pick("start.way.file"), filledIn("abc", "X"))),
  blank("code", press("start.code", "button")),
  blank(
    "code-wrong",
    steps(press("start.code", "button"), filledIn("https://elsewhere", "XWAME-0R8FG", "X")),
  ),
  blank(
    "code-done",
    steps(press("start.code", "button"), pick("start.way.file"), filledIn("XWAME-0R8FG", "X")),
  ),
  blank("code-event", steps(press("start.code", "button"), pick("start.way.file"), filledIn(eventCode, "X"))),
  { ...room("signup", erasing), name: "signup-erase" },
  { ...room("afterwards/send", press("after.publish", "button")), name: "afterwards-sheet", query: "joined" },
];

const catalogue = JSON.parse(readFileSync(join(here, "../src/i18n/en.json"), "utf8"));

/** Finds a part by what it is called in this locale; the window hands out its own translator in fake mode. */
const translated = (page) => {
  const cache = {};
  return {
    load: async (keys) => Object.assign(cache, await page.evaluate((all) => window.daykitWords(all), keys)),
    t: (key) => cache[key] ?? catalogue[key],
  };
};

async function look(browser, base, screen, size, locale) {
  const { width, height, scale } = sizes[size];
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  const query = [screen.query, `locale=${locale}`].filter(Boolean).join("&");
  await page.goto(`${base}/?${query}${screen.hash}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
  const words = translated(page);
  await words.load(Object.keys(catalogue).filter((key) => !catalogue[key].includes("{")));
  await screen.act?.(page, words.t).catch((reason) => faults.push(`not done: ${reason.message}`));
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(250);
  faults.push(...(await page.evaluate(clipped)));
  await page.screenshot({ path: join(shots, `${screen.name}-${size}-${locale}.png`) });
  // Playwright may run it although the window's own policy forbids inline script.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
  for (const { id, nodes } of violations)
    for (const node of nodes)
      faults.push(`axe ${id}: ${node.html.slice(0, 160)} ${node.failureSummary?.split("\n")[1] ?? ""}`);
  await context.close();
  return faults;
}

mkdirSync(shots, { recursive: true });
const server = await serve();
const base = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const jobs = screens
  .filter(({ name }) => name.includes(process.argv[2] ?? ""))
  .flatMap((screen) => Object.keys(sizes).map((size) => ({ screen, size })))
  .flatMap((job) => ["en-GB", "en-XA", "ar-XB"].map((locale) => ({ ...job, locale })))
  .filter(
    ({ size, locale }) => size.includes(process.argv[3] ?? "") && locale.includes(process.argv[4] ?? ""),
  );
const total = jobs.length;
let failed = 0;

/** Takes jobs until none is left; two work side by side. */
async function work() {
  for (let job = jobs.shift(); job; job = jobs.shift()) {
    const { screen, size, locale } = job;
    const faults = await look(browser, base, screen, size, locale);
    if (faults.length === 0) continue;
    failed++;
    console.error(`${screen.name} ${size} ${locale}`);
    for (const fault of faults.slice(0, 12)) console.error(`  ${fault}`);
  }
}

await Promise.all([work(), work()]);
await browser.close();
server.close();
console.log(`${total} screens looked at, ${failed} with faults`);
process.exit(failed > 0 ? 1 : 0);
