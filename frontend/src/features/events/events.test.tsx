import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { beginEvent, expectAccessible, expectRightToLeft, openAt } from "../../test/window";

describe("All events", () => {
  it("leads into an event by its title", async () => {
    const { user } = await openAt("#/events");
    await expectAccessible();
    await user.click(await screen.findByRole("link", { name: "A shared table" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Plan" })).toBeVisible();
    expect(screen.getByRole("link", { name: "On the day" })).toBeVisible();
  });

  it("leads to a new event", async () => {
    const { user } = await openAt("#/events");
    await user.click(await screen.findByRole("button", { name: "New event" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Start an event" })).toBeVisible();
  });

  it("offers the sample to a newcomer", async () => {
    const { user } = await openAt("#/events", { sample: false });
    await user.click(await screen.findByRole("button", { name: "Try the sample event" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Plan" })).toBeVisible();
  });

  it("offers no second sample beside the first", async () => {
    await openAt("#/events");
    expect(await screen.findByRole("button", { name: "More for A shared table" })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Try the sample event" })).toBeNull();
  });

  it("gives the sample again once it was deleted", async () => {
    const { user, bridge } = await openAt("#/events", { sample: false });
    await beginEvent(bridge, "Winter supper");
    await user.click(await screen.findByRole("button", { name: "Look at the sample event" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Plan" })).toBeVisible();
    await user.click(screen.getByRole("link", { name: "All events" }));
    expect(await screen.findByRole("link", { name: "A shared table" })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Look at the sample event" })).toBeNull();
  });

  it("asks before it deletes", async () => {
    const { user, bridge } = await openAt("#/events");
    await user.click(await screen.findByRole("button", { name: "More for A shared table" }));
    await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Delete this event?" });
    expect(within(dialog).getByRole("button", { name: "Cancel" })).toHaveFocus();
    await expectAccessible();
    await user.click(within(dialog).getByRole("button", { name: "Delete the event" }));
    expect(await screen.findByRole("heading", { name: "No events yet" })).toBeVisible();
    expect(await bridge.desk.Events()).toEqual([]);
  });

  it("runs from right to left", async () => {
    const { t } = await openAt("#/events", { locale: "ar-XB" });
    expect(await screen.findByRole("button", { name: t("events.new") })).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});
