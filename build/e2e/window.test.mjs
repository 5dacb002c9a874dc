// End to end A: the production window as it is shipped, under WebKitGTK.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { dialogs, programs, readCodes, readPDF } from "./lib/kit.mjs";
import { start, tempDir } from "./lib/programs.mjs";
import { openWindow } from "./lib/webdriver.mjs";
import { t as words } from "./lib/words.mjs";

const sample = "A shared table";

test("a new laptop opens on the sample event, prints it and counts at the door", async (t) => {
  const dir = tempDir(t);
  const { env, answer } = dialogs(dir);
  env.DAYKIT_DATA = join(dir, "data");
  const page = await openWindow(t, { binary: programs.window, env });

  await page.sees(sample);
  await page.openSample(sample);

  await page.click("link", words("nav.print"));
  await page.find("img", /Page 1 of/i);
  const poster = join(dir, "poster.pdf");
  answer(poster);
  await page.click("button", words("print.savePdf"));
  await page.sees(words("app.fileSaved", { file: poster }));
  await readPDF(poster, 1);
  const [code] = await readCodes(poster, dir);
  assert.match(code, /^HTTPS?:\/\/.+\/E\/[0-9A-Z]+/, "the poster's code leads to the event's page");

  await page.click("link", words("nav.day"));
  await page.click("button", words("day.plusName"));
  await page.sees(words("day.walkIns", { arrived: 0, walkIns: 1 }));
  await page.quit();

  const again = await openWindow(t, { binary: programs.window, env });
  await again.openSample(sample);
  await again.click("link", words("nav.day"));
  await again.sees(words("day.walkIns", { arrived: 0, walkIns: 1 }));
});

test("the page keeps to itself", async (t) => {
  const page = await openWindow(t, { binary: programs.window, env: { DAYKIT_DATA: tempDir(t) } });
  const tried = async (expression) => (await page.promise(expression)).rejected !== undefined;
  assert.ok(await tried("fetch('https://imd.example/').then((r) => r.text())"), "another host was asked");
  assert.ok(await tried("fetch('file:///etc/hostname').then((r) => r.text())"), "a file of the disk was read");
  assert.deepEqual(await page.promise("fetch('/preview/../../../etc/hostname').then((r) => r.status)"), { value: 404 });
  const ran = await page.script(`const s = document.createElement("script");
    s.textContent = "window.intruder = true"; document.body.append(s); return window.intruder === true`);
  assert.equal(ran, false, "a script of a stranger ran");
});

test("a refused call tells the page why", async (t) => {
  const page = await openWindow(t, { binary: programs.window, env: { DAYKIT_DATA: tempDir(t) } });
  const { rejected } = await page.promise(`window.go.desktop.Desk.Event("AAAAAAAA").catch((e) => Promise.reject(JSON.parse(e.message)))`);
  assert.equal(rejected.code, "not_found");
  assert.ok(rejected.message.length > 0);
});

test("a second window on the same events says so and leaves", async (t) => {
  const dir = tempDir(t);
  const { env } = dialogs(dir);
  env.DAYKIT_DATA = join(dir, "data");
  const page = await openWindow(t, { binary: programs.window, env });
  await page.sees(sample);
  const second = start(t, programs.plain, [], { env });
  assert.equal(await second.ended, 1);
  assert.match(second.words(), /^daykit: .*(open|use)/m);
  await page.sees(sample);
});
