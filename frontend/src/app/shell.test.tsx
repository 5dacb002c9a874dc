import { screen, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { expectAccessible, openAt, openRoom } from "../test/window";

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

  it("always says what is saved and what waits", async () => {
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    await openRoom("plan", { joined: true });
    const line = screen.getByRole("complementary", { name: "Saved and sent" });
    expect(within(line).getByText("Offline. All saved here.")).toBeVisible();
    expect(await within(line).findByText(/2 changes will go when you are back online\./)).toBeVisible();
    expect(within(line).getByRole("link", { name: "See what" })).toHaveAttribute(
      "href",
      "#/event/K7QM2Z8T/afterwards",
    );
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
      "It is not there any more: there is no such event. Choose one from the list.",
    );
    expect(within(trouble).getByRole("link", { name: "All events" })).toBeVisible();
    await expectAccessible();
  });
});
