import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, expectRightToLeft, openAt, openRoom, sample } from "../../test/window";

const task = (title: string) => screen.findByRole("checkbox", { name: title });
const row = async (title: string) => {
  const line = (await task(title)).closest("li");
  if (!line) throw new Error(`${title} is in no list`);
  return within(line);
};

describe("The tasks of the plan", () => {
  it("reach from weeks before the day to the deletion of names", async () => {
    await openRoom("plan");
    for (const gate of ["Six weeks before", "Four weeks before", "A week after", "Deleting the names"])
      expect(await screen.findByRole("region", { name: gate })).toBeVisible();
  });

  it("say whose rule and whose default they are, each source once", async () => {
    await openRoom("plan");
    const law = await row("Allergen information");
    const mark = law
      .getByText(/^\s*source \d$/)
      .textContent?.trim()
      .replace("source ", "");
    const list = screen.getByText(/^From: our planning default, not from a source/).parentElement;
    if (!list) throw new Error("no sources are said");
    const lines = within(list).getAllByRole("listitem");
    expect(lines[Number(mark) - 1]).toHaveTextContent(
      "food.gov.uk community and charity provision consultation page",
    );
    expect(new Set(lines.map((line) => line.textContent)).size).toBe(lines.length);
  });

  it("say that time is short, and keep the true date beside one that can be kept", async () => {
    await openRoom("plan");
    expect(
      await screen.findByText(/There is less time than the plan asks for\. 2 tasks are late/),
    ).toBeVisible();
    const late = await row("Print posters in English, Urdu and Polish");
    expect(late.getByText("3 days late")).toBeVisible();
    expect(late.getByText(/Do it by 24 Nov/)).toBeVisible();
  });

  it("are left out by a person, who sees why and can take it back", async () => {
    const { user, bridge } = await openRoom("plan");
    const title = "Ask other groups nearby to take part";
    expect((await row(title)).getByText(/The event works without partners/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: `Leave it out: ${title}` }));
    await waitFor(() => expect(screen.queryByRole("checkbox", { name: title })).toBeNull());
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    expect(await task(title)).toBeVisible();
    const { tasks } = await bridge.desk.Event(sample);
    expect(tasks.map((one) => one.title)).toContain(title);
  });

  it("keep the focus while a tick is on its way, and take no second one", async () => {
    const { user, bridge } = await openRoom("plan");
    const box = await task("Print posters in English, Urdu and Polish");
    let asked = 0;
    bridge.desk.SetTaskDone = () => {
      asked++;
      return new Promise(() => {});
    };
    box.focus();
    await user.keyboard(" ");
    await user.keyboard(" ");
    expect(asked).toBe(1);
    expect(box).toBeEnabled(); // a field that is switched off loses the focus
  });

  it("keep a date that a person set, and say so in the dialog", async () => {
    const { user, bridge } = await openRoom("plan");
    await user.click(
      await screen.findByRole("button", { name: "Edit: Invite the ward councillor and the school" }),
    );
    const keep = await screen.findByRole("checkbox", { name: "Keep this date when the event moves" });
    expect(keep).toBeChecked();
    await user.click(keep);
    await user.click(screen.getByRole("button", { name: "Save the task" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const { tasks } = await bridge.desk.Event(sample);
    expect(tasks.find(({ id }) => id === "t5")).toMatchObject({ pinned: false, due: "2026-11-25" });
  });

  it("pins a task whose date is typed", async () => {
    const { user, bridge } = await openRoom("plan");
    await user.click(
      await screen.findByRole("button", { name: "Edit: Print 3 sign-up sheets and 60 name badges" }),
    );
    const keep = await screen.findByRole("checkbox", { name: "Keep this date when the event moves" });
    expect(keep).not.toBeChecked();
    await user.click(screen.getByRole("spinbutton", { name: /day/ }));
    await user.keyboard("7");
    expect(keep).toBeChecked();
    await user.click(screen.getByRole("button", { name: "Save the task" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const { tasks } = await bridge.desk.Event(sample);
    expect(tasks.find(({ id }) => id === "t7")).toMatchObject({ pinned: true, due: "2026-12-07" });
  });

  it("say how many moved with the date, and undo that at once", async () => {
    const { user, bridge } = await openRoom("plan");
    const before = (await bridge.desk.Event(sample)).tasks;
    const move = before.filter((one) => !one.done && !one.pinned).length;
    await user.click(await screen.findByRole("tab", { name: "Details" }));
    const [day] = await screen.findAllByRole("spinbutton", { name: /^day/ });
    if (!day) throw new Error("there is no day to type");
    await user.click(day);
    await user.keyboard("9"); // one key is one saving, however slow the machine
    expect(await screen.findByText(`${move} tasks moved with the date.`)).toBeVisible();
    const after = (await bridge.desk.Event(sample)).tasks;
    expect(after.find(({ id }) => id === "t6")?.due).toBe("2026-11-25");
    expect(after.find(({ id }) => id === "t5")?.due).toBe("2026-11-25");
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(async () => expect((await bridge.desk.Event(sample)).tasks).toEqual(before));
  });
});

describe("Today", () => {
  it("lists what is due over all events with who does it, and ticks it", async () => {
    const { user, bridge } = await openRoom("plan");
    await user.click(await screen.findByRole("tab", { name: "Today" }));
    const now = await screen.findByRole("region", { name: "Now" });
    const door = within(now).getByRole("checkbox", { name: "Check the step-free door with the caretaker" });
    expect(within(now).getByText("Amina")).toBeVisible();
    expect(within(now).getByRole("link", { name: "A shared table" })).toBeVisible();
    expect(
      within(screen.getByRole("region", { name: "In the next seven days" })).getByText("Joe"),
    ).toBeVisible();
    await expectAccessible();
    await user.click(door);
    await waitFor(() => expect(screen.queryByRole("checkbox", { name: /step-free door/ })).toBeNull());
    expect((await bridge.desk.Event(sample)).tasks.find(({ id }) => id === "t4")?.done).toBe(true);
  });

  it("stands above the list of events, closed", async () => {
    const { user } = await openAt("#/events");
    await user.click(await screen.findByRole("button", { name: /^Today/ }));
    expect(await screen.findByRole("region", { name: "Now" })).toBeVisible();
    await expectAccessible();
  });

  it("runs from right to left", async () => {
    const { user, t } = await openRoom("plan", { locale: "ar-XB" });
    await user.click(await screen.findByRole("tab", { name: t("today.title") }));
    expect(await screen.findByRole("region", { name: t("today.now") })).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});
