// The page's sealing and Go's, in Chromium: each opens what the other sealed. And how long it takes
// on a slow phone, which is printed and judged by people. LETTERS says how many of each kind.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { awake, startBrowser, startPages, visit } from "./lib/signup.mjs";

const letters = Number(process.env.LETTERS ?? 50);
const script = readFileSync(new URL("../../frontend/.fake-dist/signup/driven.js", import.meta.url), "utf8");

// A page on loopback, so that the browser has all that it has on a public page.
async function driven(t, browser, show) {
  const { context, page } = await visit(t, browser);
  await page.goto(`${show.url}/`);
  await page.evaluate(script);
  return { context, page };
}

test("sealing", async (t) => {
  const show = await startPages(t);
  const browser = await startBrowser(t);
  const { page } = await driven(t, browser, show);
  const keys = await page.evaluate(async () => {
    const { generateX25519Identity, generateHybridIdentity, identityToRecipient } = window.driven;
    const out = {};
    for (const [kind, identity] of [["x25519", await generateX25519Identity()], ["hybrid", await generateHybridIdentity()]]) {
      out[kind] = { identity, recipient: await identityToRecipient(identity) };
    }
    return out;
  });

  for (const [kind, { identity, recipient }] of Object.entries(keys)) {
    await t.test(`${kind}: Go opens what the page sealed`, async (t) => {
      const made = await page.evaluate(sealInPage, { recipient, letters });
      const { plain } = await show.ask("/open", JSON.stringify({ identity, letters: made.map((m) => m.body) }));
      assert.deepEqual(plain, made.map((m) => m.plain));
      assert.equal(new Set(made.map((m) => m.body)).size, letters);
      t.diagnostic(`${plain.length} letters, ${[...new Set(made.map((m) => Buffer.from(m.body, "base64").length))].sort().join(", ")} bytes`);
    });
    await t.test(`${kind}: the page's age opens what Go sealed`, async (t) => {
      const plain = Array.from({ length: letters }, (_, i) => Buffer.from(`letter ${i} ${"ж".repeat(i % 700)}`).toString("base64"));
      const made = await show.ask("/seal", JSON.stringify({ recipient, plain }));
      assert.equal(made.letters.length, letters);
      assert.deepEqual(await page.evaluate(openInPage, { identity, sealed: made.letters }), plain);
      t.diagnostic(`${letters} letters`);
    });
  }
});

async function sealInPage({ recipient, letters }) {
  const { compose, seal, random, base64 } = window.driven;
  const ask = { name: true, contact: true, party: 50, ticks: ["volunteer"], food: ["halal"], access: ["bsl"] };
  const out = [];
  for (let i = 0; i < letters; i++) {
    const { plain } = compose(ask, {
      name: "Žofie 字 🌻".repeat(i % 9), contact: "\"\\".repeat(i % 50), party: (i % 50) + 1, lang: "ur",
      ticks: i % 2 ? ["volunteer"] : [], food: ["halal"], access: i % 3 ? ["bsl"] : [],
    }, random(32));
    out.push({ plain: base64(plain), body: base64(await seal(recipient, plain)) });
  }
  return out;
}

async function openInPage({ identity, sealed }) {
  const { open, base64, fromBase64 } = window.driven;
  const out = [];
  for (const letter of sealed) out.push(base64(await open(identity, fromBase64(letter))));
  return out;
}

test("how long it takes", async (t) => {
  const show = await startPages(t);
  const browser = await startBrowser(t);
  for (const rate of [1, 6, 20]) {
    const { context, page } = await visit(t, browser);
    const cdp = await context.newCDPSession(page);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate });
    const times = [];
    for (let i = 0; i < 3; i++) {
      await page.goto(show.pages.open);
      await awake(page);
      times.push(await page.evaluate(() => performance.now()));
    }
    await page.goto(`${show.url}/`);
    await page.evaluate(script);
    const took = await page.evaluate(timeInPage);
    const middle = (list) => Math.round([...list].sort((a, b) => a - b)[list.length >> 1]);
    t.diagnostic(`processor ${rate}x slower: the form works after ${middle(times)} ms; X25519 ${middle(took.x25519)} ms, hybrid ${middle(took.hybrid)} ms, the first ${Math.round(took.first)} ms; work of 14 bits ${middle(took.work14)} ms, of 16 bits ${middle(took.work16)} ms`);
    assert.ok(middle(times) > 0 && took.first > 0);
  }
});

async function timeInPage() {
  const { generateX25519Identity, generateHybridIdentity, identityToRecipient, seal, solve, random } = window.driven;
  const to = { x25519: await identityToRecipient(await generateX25519Identity()), hybrid: await identityToRecipient(await generateHybridIdentity()) };
  const timed = async (what) => {
    const begun = performance.now();
    await what();
    return performance.now() - begun;
  };
  const out = { x25519: [], hybrid: [], work14: [], work16: [], first: 0 };
  out.first = await timed(() => seal(to.hybrid, random(512)));
  for (let i = 0; i < 5; i++) {
    out.x25519.push(await timed(() => seal(to.x25519, random(512))));
    out.hybrid.push(await timed(() => seal(to.hybrid, random(512))));
    if (i > 0) continue;
    const id = `00000000-0000-4000-8000-00000000000${i}`;
    out.work14.push(await timed(() => solve({ token: "VG9rZW4", bits: 14 }, id, random(512))));
    out.work16.push(await timed(() => solve({ token: "VG9rZW4", bits: 16 }, id, random(512))));
  }
  return out;
}
