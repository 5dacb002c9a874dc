import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { checkedSheet } from "../bridge/fake/fake-safety";
import { expectAccessible, openAt, openRoom, sample } from "../test/window";

afterEach(() => vi.restoreAllMocks());

describe("The frame", () => {
  it("names the event, how far off it is, and every room", async () => {
    await openRoom("plan");
    expect(screen.getByText("Fri 18 Dec · 25 days to go")).toBeVisible();
    const rooms = within(screen.getByRole("navigation", { name: "Rooms" }));
    const names = rooms.getAllByRole("link").map((link) => link.textContent);
    expect(names).toEqual([
      "Plan",
      "Voices",
      "Print",
      "Sign-up",
      "On the day",
      "Afterwards",
      "All events",
      "Settings",
    ]);
    expect(rooms.getByRole("link", { name: "Plan" })).toHaveAttribute("aria-current", "page");
  });

  it("always says what is saved, what waits and where to look", async () => {
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    await openRoom("plan", { joined: true });
    const line = screen.getByRole("complementary", { name: "Saved and sent" });
    expect(await within(line).findByText("2 things wait to be sent")).toBeVisible();
    expect(line).toHaveTextContent("Offline, and that is fine.");
    expect(within(line).getByRole("link", { name: "Is it safe?" })).toHaveAttribute(
      "href",
      "#/settings/K7QM2Z8T/safe",
    );
  });

  it.each([
    ["Saved on this laptop only", {}],
    ["Saved here; 1 thing left to do", { joined: true, sent: true }],
    ["Saved here and at the campaign", { joined: true, sent: true, safety: { recovery: checkedSheet } }],
    [
      "1 thing waits to be sent",
      { joined: true, sent: true, safety: { missing: [{ what: "media-only-here", count: 1 }] } },
    ],
    ["Look at this", { joined: true, safety: { quarantined: 2 } }],
  ])("says “%s” in words, not by colour alone", async (words, start) => {
    await openRoom("plan", start);
    const line = screen.getByRole("complementary", { name: "Saved and sent" });
    expect(await within(line).findByText(words)).toBeVisible();
    await expectAccessible();
  });

  it("undoes and does again with the keyboard, and says what", async () => {
    const { user, bridge } = await openRoom("day");
    await user.click(await screen.findByRole("button", { name: "Arrived: Farida Rahimi" }));
    await screen.findByText("Farida Rahimi arrived.");
    await user.keyboard("{Control>}z{/Control}");
    expect(await screen.findByText("Undone: arrival.")).toBeVisible();
    expect((await bridge.desk.Event(sample)).can_redo).toBe("arrive");
    await user.keyboard("{Control>}{Shift>}z{/Shift}{/Control}");
    expect(await screen.findByText("Done again: arrival.")).toBeVisible();
    await user.keyboard("{Control>}z{/Control}");
    await user.click(await screen.findByRole("button", { name: "Redo" }));
    expect(await screen.findByText("Done again: arrival.")).toBeVisible();
    await user.keyboard("{Control>}z{/Control}");
    await screen.findByText("Undone: arrival.");
    await user.keyboard("{Control>}y{/Control}");
    expect(await screen.findByText("Done again: arrival.")).toBeVisible();
  });

  it("leaves Ctrl+Z in a field to the field", async () => {
    const { user, bridge } = await openRoom("day");
    await user.click(await screen.findByRole("button", { name: "+ 1 walk-in" }));
    await user.type(await screen.findByRole("searchbox"), "a{Control>}z{/Control}");
    expect((await bridge.desk.Attendance(sample)).walk_ins).toBe(4);
  });

  it("asks to go on after a restore, and tells of damage", async () => {
    const at = "2026-11-23T09:40:00Z";
    const { user, bridge } = await openRoom("plan", {
      safety: {
        held: { since: at, file: "stick.daykit" },
        recovered: { at, file: "b.daykit", from: at, folder: "damaged" },
      },
    });
    expect(await screen.findByText(/^The stored data was damaged/)).toBeVisible();
    expect(
      screen.getByText(/^This laptop was put back from stick\.daykit, a backup of 23 Nov/),
    ).toBeVisible();
    expect(screen.getByText(/^The file is b\.daykit\./)).toBeVisible();
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "I have read this" }));
    await waitFor(() => expect(screen.queryByText(/^The stored data was damaged/)).toBeNull());
    expect((await bridge.desk.Safety()).recovered).toBeNull();
    await user.click(screen.getByRole("button", { name: "Go on" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Go on" })).toBeNull());
    expect((await bridge.desk.Safety()).held).toBeNull();
  });

  it("says that nothing is missing when damage could be mended", async () => {
    const { user } = await openRoom("plan", {
      safety: { recovered: { at: "2026-11-23T09:40:00Z", file: "", from: "", folder: "" } },
    });
    expect(await screen.findByText("The stored data was damaged, and Daykit could mend it.")).toBeVisible();
    expect(screen.getByText(/^Nothing is missing\./)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "I have read this" }));
    await waitFor(() => expect(screen.queryByText(/^Nothing is missing\./)).toBeNull());
  });

  it("moves focus into the room on arrival", async () => {
    const { user } = await openRoom("plan");
    await user.click(screen.getByRole("link", { name: "Voices" }));
    await screen.findByRole("heading", { level: 1, name: "Voices" });
    expect(screen.getByRole("main")).toHaveFocus();
  });

  it("shows the way back when an event is gone", async () => {
    await openAt("#/event/GONE/plan");
    const trouble = await screen.findByRole("alert");
    expect(trouble).toHaveTextContent(
      "That was not found: there is no such event. Choose one from the list.",
    );
    expect(within(trouble).getByRole("link", { name: "All events" })).toBeVisible();
    await expectAccessible();
  });
});
