import { describe, expect, it } from "vitest";
import { found } from "./found";
import { merge, valueAt, withPath } from "./merge";
import { nextMigrantsDay } from "./next-day";
import { hrefOf, routeOf } from "./route";

describe("found", () => {
  const names = ["Łukasz Nowak", "José Ortega", "حسین چوہدری"];
  it.each([
    ["lukasz", ["Łukasz Nowak"]],
    ["ort JOSE", ["José Ortega"]],
    ["حسین", ["حسین چوہدری"]],
    ["", names],
    ["nobody", []],
  ])("finds %j", (search, want) => expect(found(names, search, (name) => name)).toEqual(want));
});

describe("merge", () => {
  it("follows RFC 7396", () => {
    const target = { a: "b", c: { d: "e", f: "g" } };
    expect(merge(target, { a: "z", c: { f: null } })).toEqual({ a: "z", c: { d: "e" } });
    expect(target).toEqual({ a: "b", c: { d: "e", f: "g" } });
    expect(merge({ a: [1] }, { a: [2, 3] })).toEqual({ a: [2, 3] });
  });

  it("reads and sets by path", () => {
    expect(withPath({ a: { b: 1 } }, "a.c", null)).toEqual({ a: { b: 1, c: null } });
    expect(valueAt({ a: { b: 1 } }, "a.b")).toBe(1);
    expect(valueAt({ a: 1 }, "a.b")).toBeUndefined();
  });
});

describe("nextMigrantsDay", () => {
  it.each([
    ["2026-11-23T12:00", "2026-12-18"],
    ["2026-12-18T12:00", "2026-12-18"],
    ["2026-12-19T12:00", "2027-12-18"],
  ])("after %s is %s", (now, want) => expect(nextMigrantsDay(new Date(now))).toBe(want));
});

describe("routes", () => {
  it("survive the way there and back", () => {
    const routes = [
      { page: "events" },
      { page: "settings", event: "" },
      { page: "settings", event: "X" },
      { page: "settings", event: "X", tab: "safe" },
      { page: "settings", event: "", tab: "keep" },
      { page: "room", event: "X", room: "day" },
      { page: "room", event: "X", room: "plan", tab: "programme" },
    ] as const;
    for (const route of routes) expect(routeOf(hrefOf(route))).toEqual(route);
  });

  it("lead home when they make no sense", () =>
    expect(routeOf("#/event/X/cellar")).toEqual({ page: "events" }));
});
