import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { waitingGuests } from "../../bridge/fake/fake-people";
import { expectAccessible, expectRightToLeft, openRoom, sample } from "../../test/window";

const inRoom = () => screen.getByRole("status", { name: "In the room" });

describe("On the day", () => {
  it("marks a guest as arrived, and undoes it", async () => {
    const { user } = await openRoom("day");
    await user.click(await screen.findByRole("button", { name: "Arrived: Farida Rahimi" }));
    expect(await screen.findByText("Farida Rahimi arrived.")).toBeVisible();
    await waitFor(() => expect(inRoom()).toHaveTextContent("10"));
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(inRoom()).toHaveTextContent("6"));
    await expectAccessible();
    expect(await screen.findByRole("button", { name: "Arrived: Farida Rahimi" })).toBeVisible();
  });

  it("finds and checks in a guest with the keyboard alone", async () => {
    const { user, bridge } = await openRoom("day");
    await screen.findByRole("grid", { name: "Guests" });
    await user.keyboard("/");
    expect(screen.getByRole("searchbox", { name: "Find a guest" })).toHaveFocus();
    await user.keyboard("kowalska{Enter}");
    await screen.findByText("Maria Kowalska arrived.");
    const guests = await bridge.desk.Guests(sample);
    expect(guests.find((guest) => guest.name === "Maria Kowalska")?.arrived_at).toBe("18:02");
  });

  it("keeps what is typed for the next person while one is marked, and what was refused", async () => {
    const { user, bridge } = await openRoom("day");
    const box = await screen.findByRole("searchbox", { name: "Find a guest" });
    let answer: (refusal?: Error) => void = () => {};
    const count = await bridge.desk.WalkIns(sample, 0);
    bridge.desk.Arrive = () =>
      new Promise((resolve, reject) => {
        answer = (refusal) => (refusal ? reject(refusal) : resolve(count));
      });
    await user.click(box);
    await user.paste("kowalska");
    await user.keyboard("{Enter}");
    await user.clear(box);
    await user.paste("farida");
    await act(async () => answer());
    expect(box).toHaveValue("farida");
    await user.keyboard("{Enter}");
    await act(async () => answer(new Error("the disk is full")));
    expect(box).toHaveValue("farida");
  });

  it("acts on a row with Enter", async () => {
    const { user } = await openRoom("day");
    const row = await screen.findByRole("row", { name: /Nasreen Akhtar/ });
    row.focus();
    await user.keyboard("{Enter}");
    expect(await screen.findByText("Nasreen Akhtar arrived.")).toBeVisible();
  });

  it("adds somebody who is not on the list", async () => {
    const { user } = await openRoom("day");
    await user.type(await screen.findByRole("searchbox", { name: "Find a guest" }), "Rosa");
    await user.click(await screen.findByRole("button", { name: "Add Rosa and mark arrived" }));
    expect(await screen.findByText("Rosa arrived.")).toBeVisible();
  });

  it("marks who has no place yet, and lets them in all the same", async () => {
    const { user } = await openRoom("day", { guests: waitingGuests() });
    const waits = await screen.findByRole("row", { name: /Maria Kowalska/ });
    expect(within(waits).getByText("On the waiting list")).toBeVisible();
    const offered = screen.getByRole("row", { name: /Nasreen Akhtar/ });
    expect(within(offered).getByText("Place offered, no answer yet")).toBeVisible();
    const [first] = screen.getAllByRole("row");
    expect(first).not.toHaveTextContent(/waiting|offered/);
    await expectAccessible();
    await user.click(within(waits).getByRole("button", { name: "Arrived: Maria Kowalska" }));
    expect(await screen.findByText("Maria Kowalska arrived.")).toBeVisible();
  });

  it("counts walk-ins up and down", async () => {
    const { user } = await openRoom("day");
    await user.click(await screen.findByRole("button", { name: "+ 1 walk-in" }));
    await waitFor(() => expect(inRoom()).toHaveTextContent("7"));
    await user.click(screen.getByRole("button", { name: "− 1 walk-in" }));
    await waitFor(() => expect(inRoom()).toHaveTextContent("6"));
  });

  it("gives the arrivals as a table", async () => {
    const { user } = await openRoom("day");
    await user.click(await screen.findByRole("button", { name: "Show as a table" }));
    const table = await screen.findByRole("table", { name: "Arrivals by quarter of an hour" });
    expect(within(table).getByRole("row", { name: "17:30 4" })).toBeVisible();
  });

  it("runs from right to left", async () => {
    const { t } = await openRoom("day", { locale: "ar-XB" });
    expect(await screen.findByRole("grid", { name: t("day.list") })).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});
