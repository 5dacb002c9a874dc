import { describe, expect, it } from "vitest";
import { ownTask } from "../../bridge/fake/fake-plan";
import type { EventView, Task } from "../../bridge/types";
import { taskGroups } from "./task-groups";

function task(title: string, planned: string, part: Partial<Task> = {}): Task {
  return { ...ownTask(title, title, "2026-09-25", ""), planned, gate: "d14", ...part };
}

/** The headings with their tasks, on 28 November of an event on 18 December. */
function grouped(tasks: Task[]): Record<string, string[]> {
  const view = { tasks, doc: { date: "2026-12-18" }, days_to_go: 20 } as unknown as EventView;
  return Object.fromEntries(
    taskGroups(view).map((group) => [group.title, group.tasks.map(({ title }) => title)]),
  );
}

describe("The headings of tasks", () => {
  it("are the weeks before the day where there was time for all", () => {
    expect(grouped([task("hall", "2026-11-20"), task("brief", "2026-12-11", { gate: "d7" })])).toEqual({
      "plan.gate.d14": ["hall"],
      "plan.gate.d7": ["brief"],
    });
  });

  it("are first, this week and later where the event was begun late, with what may be left out last", () => {
    const squeezed = { squeezed: true };
    expect(
      grouped([
        task("fasts", "", { gate: "d84", skip: "optional" }),
        task("people", "2026-11-28", squeezed),
        task("helpers", "2026-11-30", squeezed),
        task("venue", "2026-12-01", { ...squeezed, done: true }),
        task("posters", "2026-12-06"),
        task("badges", "2026-12-11", { gate: "d7" }),
        task("done all the same", "", { gate: "d84", done: true }),
      ]),
    ).toEqual({
      "plan.group.first": ["people"],
      "plan.group.week": ["helpers", "venue"],
      "plan.gate.d14": ["posters"],
      "plan.gate.d7": ["badges"],
      "plan.gate.d84": ["done all the same"],
      "plan.group.spare": ["fasts"],
    });
  });
});
