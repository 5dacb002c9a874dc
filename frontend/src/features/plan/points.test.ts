import { describe, expect, it } from "vitest";
import type { ProgrammePoint } from "../../bridge/types";
import { inOrder, namedPoints, nextPoint, placeOf } from "./points";

const point = (at: string, minutes = 0): ProgrammePoint => ({ at, minutes, title: {}, lead: "" });
const evening = { start: "17:30", end: "20:30" };
const night = { start: "20:00", end: "01:00" };

describe("Points of a programme", () => {
  it.each([
    ["in an evening", evening, ["18:00", "17:30", "16:00"], ["16:00", "17:30", "18:00"]],
    ["past midnight", night, ["00:30", "20:00", "19:00", "01:00"], ["19:00", "20:00", "00:30", "01:00"]],
  ])("follow each other %s", (_, day, given, want) =>
    expect(
      inOrder(
        given.map((at) => point(at)),
        day,
      ).map(({ at }) => at),
    ).toEqual(want),
  );

  it("stay as they are at the same time", () => {
    const same = [point("18:00", 1), point("18:00", 2)];
    expect(inOrder(same, evening)).toEqual(same);
  });

  it.each([
    ["the beginning", [], "17:30"],
    ["the end of the last", [point("18:50", 20)], "19:10"],
    ["the next day", [point("23:50", 20)], "00:10"],
  ])("begin anew at %s", (_, before, want) => expect(nextPoint(before, evening).at).toBe(want));

  it("keep their names, and get new ones that no other has", () => {
    const three = [point("17:30"), point("18:00"), point("19:00")];
    expect(namedPoints(three, [3]).map(({ key }) => key)).toEqual([3, 5, 6]);
    expect(namedPoints(three.slice(0, 1), [3, 5, 6]).map(({ key }) => key)).toEqual([3]);
  });

  it("are found from a refusal", () => {
    expect(placeOf("programme[2].minutes: is 2000")).toEqual({ row: 2, field: "minutes" });
    expect(placeOf("programme[0].title.en: is too long")).toEqual({ row: 0, field: "title" });
    expect(placeOf("programme: has 300 items")).toBeUndefined();
  });
});
