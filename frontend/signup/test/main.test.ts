import { ed25519 } from "@noble/curves/ed25519.js";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { base64, utf8 } from "../src/bytes";

const event = "7KQ2M9XD";

/** The form as the server writes it, with what is said beside it. */
async function page(): Promise<HTMLFormElement> {
  const { secretKey, publicKey } = ed25519.keygen();
  const recipient = await identityToRecipient(await generateX25519Identity());
  const ask = { name: true };
  const statement = JSON.stringify({ v: 1, event, recipient, not_after: "2026-12-18T20:30:00Z", ask });
  const signature = ed25519.sign(utf8(`daykit signup-statement\0${statement}`), secretKey);
  document.body.innerHTML = `<form id="signup"><input name="name"><button>I am coming</button></form>
    <div id="said" tabindex="-1"><p data-say="sent" hidden>sent</p><p data-say="offline busy full" hidden>waits</p>
    <p data-say="late" hidden>late</p><button type="button" data-say="sent offline busy full" data-again hidden></button></div>`;
  const form = document.querySelector("form") as HTMLFormElement;
  Object.assign(form.dataset, { event, statement, key: base64(publicKey), signature: base64(signature) });
  history.replaceState(null, "", `/e/${event}`);
  return form;
}

/** Answers tries one by one, when the test says so. */
function line() {
  const waiting: ((answer: Response | undefined) => void)[] = [];
  vi.stubGlobal("fetch", () => {
    return new Promise((resolve, reject) => {
      waiting.push((answer) => (answer ? resolve(answer) : reject(new TypeError("no line"))));
    });
  });
  const next = async (answer?: Response) => {
    await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(0));
    waiting.shift()?.(answer);
  };
  return {
    waiting,
    cut: () => next(),
    takes: () => next(new Response('{"done":true}', { status: 201 })),
    closes: () => next(new Response('{"code":"closed"}', { status: 410 })),
  };
}

const said = () =>
  Array.from(document.querySelectorAll<HTMLElement>("p[data-say]")).flatMap((e) =>
    e.hidden ? [] : [e.textContent],
  );
const says = (...words: string[]) => vi.waitFor(() => expect(said()).toEqual(words));

function send(form: HTMLFormElement, name: string): void {
  const field = form.querySelector("input") as HTMLInputElement;
  field.value = name;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  form.dispatchEvent(new Event("submit", { cancelable: true, bubbles: true }));
}

const again = () => document.querySelector<HTMLElement>("[data-again]")?.click();
const online = () => window.dispatchEvent(new Event("online"));

/** Whether the browser asks a person who leaves. */
function asks(): boolean {
  return !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
}

beforeEach(() => {
  vi.resetModules();
  localStorage.clear();
});
afterEach(() => vi.unstubAllGlobals());

describe("the page", () => {
  it("does not take an earlier letter's arrival for that of somebody who writes", async () => {
    const form = await page();
    const post = line();
    await import("../src/main");
    send(form, "First");
    await post.cut();
    await says("waits");
    again();
    await says();
    send(form, "Second");
    await post.takes(); // the first letter
    await vi.waitFor(() => expect(post.waiting).toHaveLength(1));
    expect(said()).toEqual([]);
    await post.takes();
    await says("sent");
  });

  it("says nothing of an earlier letter that arrives while somebody writes, unless it is lost", async () => {
    const form = await page();
    const post = line();
    await import("../src/main");
    for (const [end, want] of [
      ["takes", []],
      ["closes", ["late"]],
    ] as const) {
      send(form, "First");
      await post.cut();
      await says("waits");
      again();
      online();
      await post[end]();
      await vi.waitFor(() => expect(localStorage.length).toBe(0));
      await says(...want);
      expect(form.hidden).toBe(false);
    }
  });

  it("takes the next person's sign-up while the one before is still on its way", async () => {
    const form = await page();
    const post = line();
    await import("../src/main");
    send(form, "First");
    await vi.waitFor(() => expect(post.waiting).toHaveLength(1));
    again();
    send(form, "Second");
    await vi.waitFor(() => expect(localStorage.length).toBe(2));
    expect(form.hidden).toBe(true);
  });

  it("asks who leaves while a letter is in this page alone", async () => {
    const form = await page();
    const post = line();
    vi.stubGlobal("localStorage", null);
    await import("../src/main");
    expect(asks()).toBe(false);
    send(form, "First");
    await post.cut();
    await says("waits");
    expect(asks()).toBe(true);
    online();
    await post.takes();
    await says("sent");
    expect(asks()).toBe(false);
  });
});
