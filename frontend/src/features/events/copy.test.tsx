import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { yearAfter } from "../../lib/next-day";
import { expectAccessible, expectRightToLeft, openAt, openRoom } from "../../test/window";

type Opened = Awaited<ReturnType<typeof openAt>>;

async function choose(user: Opened["user"], menu: string, item: string) {
  await user.click(await screen.findByRole("button", { name: menu }));
  await user.click(await screen.findByRole("menuitem", { name: item }));
}

/** Puts words into a field at once: typing takes a window of this size its time. */
async function paste(user: Opened["user"], field: HTMLElement, words: string) {
  await user.click(field);
  await user.paste(words);
}

describe("Copies of events", () => {
  it("makes a copy for next year, and says what stayed behind", async () => {
    const { user, bridge } = await openAt("#/events");
    await choose(user, "More for A shared table", "Copy to another day");
    const dialog = await screen.findByRole("dialog", { name: "Copy A shared table" });
    const title = within(dialog).getByRole("textbox", { name: "Its title" });
    await user.clear(title);
    await paste(user, title, "Another table");
    await expectAccessible();
    await user.click(within(dialog).getByRole("button", { name: "Make the copy" }));
    const summary = await screen.findByRole("dialog", { name: "The new event is there" });
    expect(within(summary).getByText(/^Names and contacts/)).toBeVisible();
    expect(within(summary).getByText("Your words may still say 2026.")).toBeVisible();
    expect(within(summary).getAllByText(/the consent ends before that day/).length).toBeGreaterThan(0);
    await expectAccessible();
    expect(await bridge.desk.Events()).toMatchObject([
      { title: "A shared table", date: "2026-12-18" },
      { title: "Another table", date: "2027-12-18" },
    ]);
    await user.click(within(summary).getByRole("button", { name: "To its plan" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Plan" })).toBeVisible();
  });

  it("saves a template, begins from it, renames it and takes it off and back", async () => {
    const { user, bridge } = await openAt("#/events");
    await choose(user, "More for A shared table", "Save as a template");
    const name = await screen.findByRole("textbox", { name: "What to call it" });
    await user.clear(name);
    await paste(user, name, "Winter supper");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await user.click(screen.getByRole("button", { name: "New event" }));
    await choose(user, "More for Winter supper", "Rename");
    await paste(user, await screen.findByRole("textbox", { name: "What to call it" }), " 2");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await user.click(await screen.findByRole("button", { name: "Begin Winter supper 2" }));
    await user.click(await screen.findByRole("button", { name: "Make the copy" }));
    await user.click(await screen.findByRole("button", { name: "Close" }));
    expect((await bridge.desk.Events()).map(({ title }) => title)).toContain("Winter supper 2");
    expect(screen.getByRole("heading", { level: 1, name: "Start an event" })).toBeVisible(); // nothing else was begun
    await choose(user, "More for Winter supper 2", "Delete");
    await waitFor(() => expect(screen.queryByText("Winter supper 2")).toBeNull());
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    expect(await screen.findByText("Winter supper 2")).toBeVisible();
  });

  it("is offered from inside an event too", async () => {
    const { user, bridge } = await openRoom("plan");
    await choose(user, "More for this event", "Copy to another day");
    await user.click(await screen.findByRole("button", { name: "Make the copy" }));
    await user.click(await screen.findByRole("button", { name: "Close" }));
    expect((await bridge.desk.Events()).map(({ date }) => date)).toEqual(["2026-12-18", "2027-12-18"]);
    await choose(user, "More for this event", "Save as a template");
    await user.click(await screen.findByRole("button", { name: "Save" }));
    await waitFor(async () => expect(await bridge.desk.Templates()).toHaveLength(1));
  });

  it("stands on the page of a new event, from right to left too", async () => {
    const { user, t } = await openAt("#/start", { locale: "ar-XB" });
    await user.click(await screen.findByRole("button", { name: t("copy.import") }));
    expect(await screen.findByText("From a file")).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });

  it("offers the day a year later, and one that every year has", () => {
    expect(yearAfter("2026-12-18")).toBe("2027-12-18");
    expect(yearAfter("2028-02-29")).toBe("2029-02-28");
  });
});
