import { describe, expect, it, vi } from "vitest";
import type { Json } from "../lib/merge";
import { Autosaver, onLoss } from "./autosaver";
import { BridgeError } from "./bridge-error";

/** A saver over a server that refuses any patch with a field of that name. */
function saverRefusing(field: string) {
  const sent: Json[] = [];
  const saver = new Autosaver(async (patch) => {
    if (JSON.stringify(patch).includes(`"${field}"`)) throw new BridgeError("invalid", `${field}: no`, "");
    sent.push(patch);
  });
  return { saver, sent };
}

describe("Autosaver", () => {
  it("sends what was typed together, once, after a silence", async () => {
    vi.useFakeTimers();
    const { saver, sent } = saverRefusing("nothing");
    saver.set("venue.town", "L");
    saver.set("venue.town", "Leeds");
    saver.set("texts.about.en", null);
    expect(saver.snapshot().state).toBe("waiting");
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent).toEqual([{ venue: { town: "Leeds" }, texts: { about: { en: null } } }]);
    expect(saver.snapshot()).toMatchObject({ state: "saved", values: new Map(), errors: new Map() });
    vi.useRealTimers();
  });

  it("keeps a refused field and saves its neighbours", async () => {
    const { saver, sent } = saverRefusing("date");
    saver.set("date", "soon");
    saver.set("group", "Neighbours");
    await saver.flush();
    expect(sent).toEqual([{ group: "Neighbours" }]);
    expect(saver.snapshot().values).toEqual(new Map([["date", "soon"]]));
    expect(saver.snapshot().errors.get("date")?.message).toBe("date: no");
    expect(saver.snapshot().state).toBe("refused");
  });

  it("forgets the reason when the field is put right", async () => {
    const { saver } = saverRefusing("nothing");
    saver.set("date", "2026-12-18");
    await saver.flush();
    expect(saver.snapshot().errors.size).toBe(0);
  });

  it("keeps words typed while older ones are on their way", async () => {
    let arrive: () => void = () => undefined;
    const saver = new Autosaver(
      () =>
        new Promise((resolve) => {
          arrive = resolve;
        }),
    );
    saver.set("group", "A");
    const flushed = saver.flush();
    await Promise.resolve();
    saver.set("group", "AB");
    arrive();
    await flushed;
    expect(saver.snapshot().values.get("group")).toBe("AB");
  });

  it("tells of words that are refused as their form goes away", async () => {
    const { saver } = saverRefusing("date");
    const lost: string[] = [];
    const leave = onLoss(({ message }) => lost.push(message));
    saver.set("group", "Neighbours");
    await saver.leave();
    saver.set("date", "soon");
    await saver.leave();
    await saver.leave(); // once is enough
    leave();
    saver.set("date", "later");
    await saver.leave();
    expect(lost).toEqual(["date: no"]);
  });
});
