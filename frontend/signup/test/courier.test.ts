import { beforeEach, describe, expect, it, vi } from "vitest";
import { Courier } from "../src/courier";
import { type Letter, Outbox } from "../src/outbox";
import { type Outcome, send } from "../src/send";

const letter: Letter = {
  event: "7KQ2M9XD",
  id: "11111111-1111-4111-8111-111111111111",
  body: new Uint8Array([1, 2, 255]),
  until: "2026-12-18T20:30:00Z",
};
const now = Date.parse("2026-12-01T09:00:00Z");

/** A courier whose tries come out as listed, and whose clock rings when told. */
function couriers(outcomes: Outcome[], outbox = new Outbox(localStorage)) {
  const told: string[] = [];
  const waits: number[] = [];
  let ring = () => {};
  const courier = new Courier(outbox, {
    send: async () => outcomes.shift() ?? { is: "sent" },
    tell: (news, kept) => told.push(kept ? news : `${news} unkept`),
    later: (what, seconds) => {
      waits.push(seconds);
      ring = what;
      return () => {
        ring = () => {};
      };
    },
    random: () => 0.5,
  });
  return { courier, told, waits, outbox, ring: () => ring() };
}

beforeEach(() => localStorage.clear());

describe("the courier", () => {
  it("keeps the sealed letter alone until it was taken, and then nothing", async () => {
    const c = couriers([{ is: "offline" }]);
    await c.courier.post(letter);
    expect(Object.keys(localStorage)).toEqual([`daykit-letter ${letter.id}`]);
    expect(c.outbox.waiting(letter.event, now)).toEqual([letter]);
    await c.courier.now();
    expect(c.told).toEqual(["offline", "sent"]);
    expect(localStorage).toHaveLength(0);
  });

  it("waits longer each time, and at least as long as the server asks", async () => {
    const offline: Outcome = { is: "offline" };
    const c = couriers([
      offline,
      offline,
      offline,
      { is: "busy", wait: 100 },
      ...Array<Outcome>(9).fill(offline),
    ]);
    await c.courier.post(letter);
    for (let i = 0; i < 12; i++) {
      c.ring();
      await vi.waitFor(() => expect(c.waits).toHaveLength(Math.min(i + 2, 13)));
    }
    expect(c.waits).toEqual([2, 4, 8, 100, 32, 64, 128, 256, 300, 300, 300, 300, 300]);
  });

  it("drops what will never be taken, and leaves what may be for another visit", async () => {
    for (const [out, left] of [
      ["late", 0],
      ["refused", 0],
      ["gone", 1],
    ] as const) {
      localStorage.clear();
      const c = couriers([{ is: out }]);
      await c.courier.post(letter);
      expect(c.told).toEqual([out]);
      expect(localStorage, out).toHaveLength(left);
    }
  });

  it("carries on with what an earlier visit left, and says when nothing can be kept", async () => {
    const c = couriers([]);
    await c.courier.resume([letter, { ...letter, id: "2" }]);
    expect(c.told).toEqual(["sent", "sent"]);
    const shy = couriers([{ is: "offline" }], new Outbox(undefined));
    await shy.courier.post(letter);
    expect(shy.told).toEqual(["offline unkept"]);
  });

  it("forgets letters that are out of time, and what it cannot read", () => {
    const box = new Outbox(localStorage);
    box.keep(letter);
    localStorage.setItem("daykit-letter 2", "{");
    localStorage.setItem("other", "stays");
    expect(box.waiting("AB12CD34", now)).toEqual([]);
    expect(box.waiting(letter.event, now)).toEqual([letter]);
    expect(box.waiting(letter.event, Date.parse("2027-01-18T20:30:00Z"))).toEqual([]);
    expect(Object.keys(localStorage)).toEqual(["other"]);
  });
});

function answers(...list: [number, object?, Record<string, string>?][]) {
  const calls: RequestInit[] = [];
  vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
    calls.push(init);
    const [status, body, headers] = list.shift() ?? [0];
    if (status === 0) throw new TypeError("no line");
    return new Response(JSON.stringify(body ?? {}), { status, headers: headers ?? {} });
  });
  return calls;
}

describe("sending", () => {
  it("knows each answer of the server", async () => {
    const cases: [[number, object?, Record<string, string>?], Outcome][] = [
      [[201], { is: "sent" }],
      [[200], { is: "sent" }],
      [[410, { code: "closed" }], { is: "late" }],
      [[404], { is: "gone" }],
      [[400], { is: "refused" }],
      [[413], { is: "refused" }],
      [[503, { code: "full" }, { "Retry-After": "600" }], { is: "full", wait: 600 }],
      [[503, { code: "busy" }, { "Retry-After": "5" }], { is: "busy", wait: 5 }],
      [[500], { is: "busy", wait: 0 }],
      [[429, { code: "denied" }, { "Retry-After": "9" }], { is: "busy", wait: 9 }],
      [[429, { code: "challenge", challenge: { token: "x", bits: 60 } }], { is: "busy", wait: 0 }],
      [[0], { is: "offline" }],
    ];
    for (const [answer, want] of cases) {
      answers(answer);
      expect(await send(letter, () => {})).toEqual(want);
    }
  });

  it("does the work that is asked for, a few times at most", async () => {
    const ask: [number, object] = [429, { code: "challenge", challenge: { token: "x", bits: 4 } }];
    let worked = 0;
    const calls = answers(ask, [201]);
    expect(await send(letter, () => worked++)).toEqual({ is: "sent" });
    expect(worked).toBe(1);
    expect(new Headers(calls[1]?.headers).get("Daykit-Work")).toMatch(/^x\.[0-9]{8}$/);
    expect(calls[0]).toMatchObject({
      method: "PUT",
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "no-referrer",
    });
    answers(ask, ask, ask, ask, ask);
    expect((await send(letter, () => {})).is).toBe("busy");
  });
});
