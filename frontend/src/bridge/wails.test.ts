import { describe, expect, it, vi } from "vitest";
import { wailsBridge } from "./wails";

const host = (methods: Record<string, (...args: unknown[]) => Promise<unknown>>) => ({
  go: { desktop: { Desk: methods } },
});

describe("The bridge over Wails", () => {
  it("hands arguments over and the answer back", async () => {
    const { desk } = wailsBridge(host({ CreateEvent: async (...args) => args.join("|") }));
    expect(await desk.CreateEvent("Tea", "2026-12-18", "Us")).toBe("Tea|2026-12-18|Us");
  });

  it("turns a rejection into a BridgeError", async () => {
    const fault = JSON.stringify({ code: "full", message: "the disk is full", hint: "make room" });
    const { desk } = wailsBridge(host({ Events: () => Promise.reject(new Error(fault)) }));
    await expect(desk.Events()).rejects.toMatchObject({
      code: "full",
      message: "the disk is full",
      hint: "make room",
    });
  });

  it("reads a rejection that is an object or a string too", async () => {
    const { desk } = wailsBridge(
      host({
        Events: () => Promise.reject({ code: "locked", message: "m", hint: "" }),
        State: () => Promise.reject("oops"),
      }),
    );
    await expect(desk.Events()).rejects.toMatchObject({ code: "locked" });
    await expect(desk.State()).rejects.toMatchObject({ code: "internal", message: "oops" });
  });

  it("gives up when no answer comes", async () => {
    vi.useFakeTimers();
    const { desk } = wailsBridge(host({ Events: () => new Promise(() => undefined) }));
    const refused = expect(desk.Events()).rejects.toMatchObject({ code: "timeout" });
    await vi.advanceTimersByTimeAsync(30_000);
    await refused;
    vi.useRealTimers();
  });

  it("says so when there is no program around it", async () => {
    await expect(wailsBridge({}).desk.Events()).rejects.toMatchObject({ code: "internal" });
  });
});
