import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { CrewShift } from "../../bridge/crew-types";
import { beginEvent, expectAccessible, expectRightToLeft, openAt, openRoom, sample } from "../../test/window";
import { daysOf } from "./crew-grid";

async function openCrew(start: Parameters<typeof openRoom>[1] = {}) {
  const opened = await openRoom("plan", start);
  await opened.user.click(await screen.findByRole("tab", { name: opened.t("crew.title") }));
  await screen.findByRole("heading", { name: opened.t("crew.shifts") });
  return opened;
}

describe("The crew and its shifts", () => {
  it("says what is amiss beside what it is about", async () => {
    await openCrew();
    const day = screen.getByRole("region", { name: /18 December 2026/ });
    const clash = /Piotr.? is in two places from 17:00 to 17:30: .?Setting up.? and .?Welcome desk/;
    expect(within(day).getAllByText(clash)).toHaveLength(2);
    const missing = screen.getByRole("list", { name: "What is missing" });
    expect(within(missing).getByText(/^1 shift still needs people: .?Person at the door/)).toBeVisible();
    expect(within(day).getByText("0 of 1, 1 to find")).toBeVisible();
    expect(within(day).queryByText(/still needs people/)).toBeNull(); // said once, and not beside each shift
    expect(within(missing).getByText(/Nobody in the crew speaks Urdu/)).toBeVisible();
    await expectAccessible();
  });

  it("gives a shift to somebody by choosing, with the keyboard alone, and takes it back", async () => {
    const { user, bridge } = await openCrew();
    const door = screen.getByRole("group", { name: "Person at the door, 17:00 to 21:00" });
    within(door)
      .getByRole("button", { name: /Give it to/ })
      .focus();
    await user.keyboard("{Enter}");
    await screen.findByRole("option", { name: "Piotr (Person at the door)" });
    await user.keyboard("{Enter}");
    await waitFor(async () => {
      const { shifts } = await bridge.desk.Crew(sample);
      expect(shifts.find(({ role }) => role === "door")?.who).toEqual(["c-2"]);
    });
    await user.click(within(door).getByRole("button", { name: /Take it from Piotr/ }));
    await waitFor(async () => {
      const { shifts } = await bridge.desk.Crew(sample);
      expect(shifts.find(({ role }) => role === "door")?.who).toEqual([]);
    });
  });

  it("adds a person with roles and languages", async () => {
    const { user, bridge } = await openCrew();
    await user.click(screen.getByRole("button", { name: "Add a person" }));
    const dialog = await screen.findByRole("dialog", { name: "New person" });
    await user.type(within(dialog).getByRole("textbox", { name: "Name" }), "Li");
    await user.click(within(dialog).getByRole("checkbox", { name: "Care contact" }));
    await user.click(within(dialog).getByRole("textbox", { name: /Something else/ }));
    await user.paste("Tea urn");
    await user.click(within(dialog).getByRole("button", { name: /Add a language/ }));
    await user.click(await screen.findByRole("option", { name: "Polish" }));
    await user.click(within(dialog).getByRole("textbox", { name: "How to reach them" }));
    await user.paste("07700 900456");
    await expectAccessible();
    await user.click(within(dialog).getByRole("button", { name: "Save the person" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const { members } = await bridge.desk.Crew(sample);
    expect(members.at(-1)).toMatchObject({
      name: "Li",
      roles: ["care-contact", "Tea urn"],
      languages: ["pl"],
      contact: "07700 900456",
    });
    expect(await screen.findByText("Care contact, Tea urn")).toBeVisible();
  });

  it("takes a person off the list, and undoes it", async () => {
    const { user } = await openCrew();
    await user.click(screen.getByRole("button", { name: "Edit: Amina" }));
    await user.click(await screen.findByRole("button", { name: "Take off the list" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Edit: Amina" })).toBeNull());
    await user.click(await screen.findByRole("button", { name: "Undo: crew" }));
    expect(await screen.findByRole("button", { name: "Edit: Amina" })).toBeVisible();
  });

  it("adds a shift in words of one's own, and changes it", async () => {
    const { user, bridge } = await openCrew();
    await user.click(screen.getByRole("button", { name: "Add a shift" }));
    const dialog = await screen.findByRole("dialog", { name: "New shift" });
    await user.click(within(dialog).getByRole("button", { name: /What is done/ }));
    await user.click(await screen.findByRole("option", { name: "Something else" }));
    await user.type(within(dialog).getByRole("textbox", { name: "In your own words" }), "Music");
    await expectAccessible();
    await user.click(within(dialog).getByRole("button", { name: "Save the shift" }));
    await user.click(await screen.findByRole("button", { name: "Edit: Music, 17:30 to 20:30" }));
    const need = await screen.findByRole("textbox", { name: "People needed" });
    await user.clear(need);
    await user.type(need, "3");
    await user.click(screen.getByRole("button", { name: "Save the shift" }));
    await waitFor(async () => {
      const { shifts } = await bridge.desk.Crew(sample);
      expect(shifts.find(({ role }) => role === "Music")).toMatchObject({ need: 3, day: 0, from: "17:30" });
    });
  });

  it("offers what the activities ask for, and adds it only when it is taken", async () => {
    const { user, bridge } = await openCrew();
    expect(screen.getByRole("heading", { name: "What your activities ask for" })).toBeVisible();
    expect((await bridge.desk.Crew(sample)).shifts).toHaveLength(3);
    await user.click(screen.getByRole("button", { name: "Add: Care contact" }));
    expect(await screen.findByRole("button", { name: "Edit: Care contact, 17:00 to 21:00" })).toBeVisible();
    expect((await bridge.desk.Crew(sample)).shifts).toHaveLength(4);
  });

  it("begins empty, with what to do", async () => {
    const { user, bridge } = await openAt("#/", { sample: false });
    const id = await beginEvent(bridge, "Tea");
    window.location.hash = `#/event/${id}/plan`;
    await user.click(await screen.findByRole("tab", { name: "People" }));
    expect(await screen.findByRole("heading", { name: "Nobody is down to help yet" })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Print the rota" })).toBeNull();
    await expectAccessible();
  });

  it("saves somebody's shifts for a calendar and prints the rota", async () => {
    const { user, bridge } = await openCrew();
    await user.click(screen.getByRole("button", { name: "Save the shifts of Amina for a calendar" }));
    expect(await screen.findByText(/shifts\.ics/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Print the rota" }));
    await waitFor(async () => expect((await bridge.desk.Prints(sample))[0]?.kind).toBe("rota"));
  });

  it("runs from right to left", async () => {
    const { t } = await openCrew({ locale: "ar-XB" });
    expect(screen.getByRole("button", { name: t("crew.addShift") })).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});

describe("the grid of a day", () => {
  const shift = (date: string, begins: number, minutes: number) =>
    ({ date, begins, minutes }) as unknown as CrewShift;

  it("puts shifts on whole hours that all of a day have in common", () => {
    const [day, next] = daysOf([
      shift("2026-12-18", 17 * 60 + 30, 90),
      shift("2026-12-18", 18 * 60, 60),
      shift("2026-12-19", 22 * 60, 120),
    ]);
    expect(day?.hours).toEqual(["17:00", "18:00", "19:00"]);
    expect(day?.shifts.map(({ start, length }) => [start, length])).toEqual([
      [25, 75],
      [50, 50],
    ]);
    expect(next?.hours).toEqual(["22:00", "23:00", "00:00"]);
  });

  it("never shows more than a few hours, and no bar leaves its track", () => {
    for (const minutes of [1, 60, 433, 1000, 1440]) {
      const [day] = daysOf([shift("2026-12-18", 23 * 60 + 59, minutes), shift("2026-12-18", 5, 30)]);
      expect(day?.hours.length).toBeLessThanOrEqual(7);
      for (const { start, length } of day?.shifts ?? []) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(start + length).toBeLessThanOrEqual(100.001);
      }
    }
  });
});
