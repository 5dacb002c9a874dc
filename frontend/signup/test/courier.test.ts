import { beforeEach, describe, expect, it, vi } from "vitest";
import { Courier } from "../src/courier";
import { type Letter, Outbox } from "../src/outbox";
import { type Outcome, send } from "../src/send";

const letter: Letter = {
  event: "7KQ2M9XD",
  id: "11111111-1111-4111-8111-111111111111",
  body: new Uint8Array([1, 2, 255]),
  box: "signups",
  until: "2026-12-18T20:30:00Z",
};
const now = Date.parse("2026-12-01T09:00:00Z");

/** A courier whose tries come out as listed, and whose clock rings when told. */
function couriers(outcomes: Outcome[], outbox = new Outbox(localStorage)) {
  const told: string[] = [];
  const waits: number[] = [];
  const alone: boolean[] = [];
  let ring = () => {};
  const courier = new Courier(outbox, {
    send: async () => outcomes.shift() ?? { is: "sent" },
    tell: (news, kept) => told.push(kept ? news : `${news} unkept`),
    alone: (unkept) => alone.push(unkept),
    later: (what, seconds) => {
      waits.push(seconds);
      ring = what;
      return () => {
        ring = () => {};
      };
    },
    random: () => 0.5,
  });
  return { courier, told, waits, alone, outbox, ring: () => ring() };
}

beforeEach(() => localStorage.clear());

describe("the courier", () => {
  it("keeps the sealed letter alone until it was taken, and then nothing", async () => {
    const c = couriers([{ is: "offline" }]);
    await c.courier.post(letter);
    expect(Object.keys(localStorage)).toEqual([`daykit-letter ${letter.id}`]);
    expect(c.outbox.waiting(letter.event, "signups", now)).toEqual([letter]);
    await c.courier.now();
    expect(c.told).toEqual(["offline", "sent"]);
    expect(localStorage.length).toBe(0);
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

  it("believes no answer that asks it to wait for days", async () => {
    const c = couriers([{ is: "busy", wait: 3_000_000 }]);
    await c.courier.post(letter);
    expect(c.waits).toEqual([3600]);
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
    expect(c.told).toEqual(["sent"]);
    const shy = couriers([{ is: "offline" }], new Outbox(undefined));
    await shy.courier.post(letter);
    await shy.courier.now();
    expect(shy.told).toEqual(["offline unkept", "sent unkept"]);
    expect(shy.alone).toEqual([true, false]);
  });

  it("knows the ways of browsers to keep nothing", () => {
    const silent = { setItem: () => {}, getItem: () => null };
    const refusing = {
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    };
    for (const storage of [undefined, null, silent, refusing])
      expect(new Outbox(storage as unknown as Storage).keep(letter)).toBe(false);
    expect(new Outbox(localStorage).keep(letter)).toBe(true);
  });

  it("does not say that the last letter was sent while it was not", async () => {
    const c = couriers([{ is: "offline" }, { is: "sent" }, { is: "offline" }]);
    await c.courier.post(letter);
    await c.courier.post({ ...letter, id: "2" });
    expect(c.told).toEqual(["offline", "offline"]);
    expect(c.outbox.waiting(letter.event, "signups", now).map((l) => l.id)).toEqual(["2"]);
  });

  it("does not say that all is kept while one letter is not", async () => {
    const box = new Outbox(localStorage);
    const c = couriers([{ is: "offline" }, { is: "offline" }], box);
    await c.courier.post(letter);
    box.keep = () => false;
    await c.courier.post({ ...letter, id: "2" });
    expect(c.told).toEqual(["offline", "offline unkept"]);
    expect(c.alone).toEqual([false, true]);
  });

  it("forgets other events' letters that are out of time, and what it cannot read", () => {
    const box = new Outbox(localStorage);
    box.keep(letter);
    localStorage.setItem("daykit-letter 2", "{");
    localStorage.setItem("other", "stays");
    expect(box.waiting("AB12CD34", "signups", now)).toEqual([]);
    expect(box.waiting(letter.event, "signups", now)).toEqual([letter]);
    box.keep({ ...letter, id: "3", until: "" });
    expect(box.waiting("AB12CD34", "signups", Date.parse("2027-01-18T20:30:00Z"))).toEqual([]);
    expect(Object.keys(localStorage)).toEqual(["other"]);
  });

  it("keeps answers and sign-ups of one event apart, and knows what a script of before left", () => {
    const box = new Outbox(localStorage);
    const told: Letter = { ...letter, id: "22222222-2222-4222-8222-222222222222", box: "feedback" };
    box.keep(told);
    box.keep(letter);
    expect(box.waiting(letter.event, "feedback", now)).toEqual([told]);
    expect(box.waiting(letter.event, "signups", now)).toEqual([letter]);
    localStorage.clear();
    localStorage.setItem(
      `daykit-letter ${letter.id}`,
      JSON.stringify({ event: letter.event, body: "AQL/", until: letter.until }),
    );
    expect(box.waiting(letter.event, "signups", now)).toEqual([letter]);
    expect(box.waiting(letter.event, "feedback", Date.parse("2027-01-18T20:30:00Z"))).toEqual([]);
    expect(localStorage.length).toBe(0);
  });

  it("carries a letter of its own event, however wrong the phone's clock is", () => {
    const box = new Outbox(localStorage);
    box.keep(letter);
    expect(box.waiting(letter.event, "signups", Date.parse("2038-01-19T03:14:07Z"))).toEqual([letter]);
    expect(localStorage.length).toBe(1);
  });
});

function answers(...list: [number, (object | string)?, Record<string, string>?][]) {
  const calls: RequestInit[] = [];
  vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
    calls.push(init);
    const [status, body, headers] = list.shift() ?? [0];
    if (status === 0) throw new TypeError("no line");
    const text = typeof body === "string" ? body : JSON.stringify(body ?? {});
    return new Response(text, { status, headers: headers ?? {} });
  });
  return calls;
}

describe("sending", () => {
  it("knows each answer of the server", async () => {
    const cases: [[number, (object | string)?, Record<string, string>?], Outcome][] = [
      [[201, { done: true }], { is: "sent" }],
      [[200, { done: true }], { is: "sent" }],
      [[410, { code: "closed" }], { is: "late" }],
      [[404, { code: "not_found" }], { is: "gone" }],
      [[400, { code: "invalid" }], { is: "refused" }],
      [[413, { code: "invalid" }], { is: "refused" }],
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

  it("believes nobody but the server, whatever stands between", async () => {
    const page = "<!doctype html><title>Filtered</title>";
    for (const status of [200, 201, 202, 204, 400, 401, 403, 404, 405, 407, 410, 413, 451]) {
      for (const body of [page, {}, { code: "blocked" }, "null", "[]", '"closed"']) {
        if (status === 204) vi.stubGlobal("fetch", async () => new Response(null, { status }));
        else answers([status, body]);
        expect(await send(letter, () => {}), `${status} ${JSON.stringify(body)}`).toEqual({
          is: "busy",
          wait: 0,
        });
      }
    }
  });

  it("takes an answer that breaks off, or never ends, for none", async () => {
    vi.useFakeTimers();
    for (const end of ["broken", "stuck"]) {
      vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
        const body = new ReadableStream({
          start(c) {
            c.enqueue(new TextEncoder().encode('{"done":'));
            if (end === "broken") c.error(new TypeError("cut"));
            init.signal?.addEventListener("abort", () => c.error(new DOMException("stopped", "AbortError")));
          },
        });
        return new Response(body, { status: 201 });
      });
      const sent = send(letter, () => {});
      await vi.advanceTimersByTimeAsync(60_000);
      expect(await sent, end).toEqual({ is: "offline" });
    }
    vi.useRealTimers();
  });

  it("does the work that is asked for, a few times at most", async () => {
    const ask: [number, object] = [429, { code: "challenge", challenge: { token: "x", bits: 4 } }];
    let worked = 0;
    const calls = answers(ask, [201, { done: true }]);
    expect(await send(letter, () => worked++)).toEqual({ is: "sent" });
    expect(worked).toBe(1);
    expect(new Headers(calls[1]?.headers).get("Daykit-Work")).toMatch(/^x\.[0-9]{8}$/);
    expect(calls[0]).toMatchObject({
      method: "PUT",
      credentials: "omit",
      redirect: "error",
      keepalive: true,
      referrerPolicy: "no-referrer",
    });
    answers(ask, ask, ask, ask, ask);
    expect((await send(letter, () => {})).is).toBe("busy");
  });
});
