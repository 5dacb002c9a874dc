import { describe, expect, it, vi } from "vitest";
import { plainRequest } from "./print-types";
import { wailsBridge } from "./wails";

const host = (methods: Record<string, (...args: unknown[]) => Promise<unknown>>) => ({
  go: { desktop: { Desk: methods } },
});

describe("The bridge over Wails", () => {
  it("hands arguments over and the answer back", async () => {
    const { desk } = wailsBridge(host({ ConfirmProof: async (...args) => args.join("|") }));
    expect(await desk.ConfirmProof("Tea", "2026-12-18", "Us")).toBe("Tea|2026-12-18|Us");
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

  it("waits for a person in a dialog and for a slow print", async () => {
    vi.useFakeTimers();
    const slowly = () => new Promise((resolve) => setTimeout(() => resolve("done"), 100_000));
    const { desk } = wailsBridge(
      host({
        PickPhoto: slowly,
        ExportTexts: slowly,
        ImportTexts: slowly,
        SaveKit: slowly,
        OpenPrint: slowly,
      }),
    );
    const answers = Promise.all([
      desk.PickPhoto("E"),
      desk.ExportTexts("E", "ur", "csv"),
      desk.ImportTexts("E"),
      desk.SaveKit("E", "zip"),
      desk.OpenPrint("E", plainRequest("letters")),
    ]);
    await vi.advanceTimersByTimeAsync(100_000);
    expect(await answers).toEqual(Array(5).fill("done"));
    vi.useRealTimers();
  });

  it("knows that the person stopped something", async () => {
    const fault = JSON.stringify({ code: "cancelled", message: "cancelled", hint: "" });
    const { desk } = wailsBridge(host({ SaveKit: () => Promise.reject(new Error(fault)) }));
    await expect(desk.SaveKit("E", "folder")).rejects.toMatchObject({ code: "cancelled" });
  });

  it("passes on what Go tells by itself", () => {
    const heard: Record<string, (data?: unknown) => void> = {};
    const EventsOn = (name: string, tell: (data?: unknown) => void) => {
      heard[name] = tell;
      return () => delete heard[name];
    };
    const bridge = wailsBridge({ runtime: { EventsOn } });
    const told: unknown[] = [];
    const leave = bridge.listenKit((progress) => told.push(progress));
    bridge.listen((event) => told.push(event));
    heard.kit?.({ done: 1, all: 9, file: "poster-en-a4.pdf" });
    heard.changed?.({ event: "E" });
    expect(told).toEqual([{ done: 1, all: 9, file: "poster-en-a4.pdf" }, "E"]);
    leave();
    expect(heard.kit).toBeUndefined();
  });

  it("finds the photos of the workspace", () => {
    expect(wailsBridge({}).photoUrl("ab.jpg")).toBe("/photo/ab.jpg");
  });

  it("says so when there is no program around it", async () => {
    await expect(wailsBridge({}).desk.Events()).rejects.toMatchObject({ code: "internal" });
  });
});
