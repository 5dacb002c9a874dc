import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Now } from "../../bridge/running-types";
import { expectAccessible, expectRightToLeft, openRoom, sample } from "../../test/window";

const card = () => within(screen.getByRole("region", { name: "Running order" }));

describe("The running order on the day", () => {
  afterEach(() => vi.useRealTimers());

  it("says what is on, until when, and what is next", async () => {
    await openRoom("day", { clock: "18:05" });
    expect(await screen.findByText("On now")).toBeVisible();
    expect(card().getByText("Welcome", { selector: ".now-what" })).toBeVisible();
    expect(card().getByText("since 18:00")).toBeVisible();
    expect(card().getByText("10 minutes left")).toBeVisible();
    expect(card().getByText("at 18:15")).toBeVisible();
    expect(card().queryByText(/late/)).toBeNull();
    await expectAccessible();
  });

  it("moves on with one button, says how late it is, and takes it back", async () => {
    const { user, bridge } = await openRoom("day", { clock: "18:25" });
    await user.click(await screen.findByRole("button", { name: "Next begins now: Stories from neighbours" }));
    expect(await screen.findByText("Stories from neighbours began.")).toBeVisible();
    await user.click(card().getByRole("button", { name: "Take back the last mark" }));
    await waitFor(async () => expect((await bridge.desk.Now(sample)).marked).toBe(false));
  });

  it("says how far behind the plan the day is, and has a screen reader told of what is on", async () => {
    const { user } = await openRoom("day", { clock: "18:25" });
    await user.click(await screen.findByRole("button", { name: "The whole running order" }));
    await user.click(screen.getByRole("button", { name: "More for Food and conversation cards" }));
    await user.click(await screen.findByRole("menuitem", { name: "This began now" }));
    expect(await card().findByText("10 minutes late")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "More for Welcome" }));
    await user.click(await screen.findByRole("menuitem", { name: "Leave this out" }));
    expect(await card().findByText("left out")).toBeVisible();
    await user.click(screen.getByRole("button", { name: /Next begins now/ }));
    await waitFor(() =>
      expect(screen.getAllByRole("status").map((one) => one.textContent)).toContain(
        "On now: Stories from neighbours",
      ),
    );
  });

  it("asks again when something changes by itself, and not before", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ["setTimeout", "clearTimeout"] });
    const { bridge } = await openRoom("day", { clock: "18:14" });
    const first = await bridge.desk.Now(sample);
    const changes = "2026-12-18T18:15:00Z";
    const asked = vi.fn(async (): Promise<Now> => ({ ...first, changes }));
    bridge.desk.Now = asked;
    await act(() => bridge.desk.WalkIns(sample, 1)); // any act has the card asked anew
    await waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
    await act(() => vi.advanceTimersByTimeAsync(50_000));
    expect(asked).toHaveBeenCalledTimes(1);
    await act(() => vi.advanceTimersByTimeAsync(11_000));
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it("is quiet on any other day, and leads to where a running order is made", async () => {
    const { bridge } = await openRoom("day");
    expect(await screen.findByText(/^On Friday,? 18 December 2026 this card says/)).toBeVisible();
    expect(card().queryByRole("button")).toBeNull();
    await act(() => bridge.desk.EditEvent(sample, JSON.stringify({ programme: [] })));
    expect(await screen.findByRole("link", { name: "Make one" })).toHaveAttribute(
      "href",
      `#/event/${sample}/plan/programme`,
    );
  });

  it("runs from right to left", async () => {
    const { t } = await openRoom("day", { clock: "18:05", locale: "ar-XB" });
    expect(await screen.findByText(t("now.on"))).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});
