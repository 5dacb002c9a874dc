import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, expectRightToLeft, openRoom, sample } from "../../test/window";

const open = async (start = {}) => {
  const opened = await openRoom("plan", start);
  await opened.user.click(await screen.findByRole("tab", { name: opened.t("duty.title") }));
  await screen.findByRole("region", { name: opened.t("duty.questions") });
  return opened;
};

describe("Law and licences", () => {
  it("says whose rules they are, until when, why and by what source", async () => {
    const { user } = await open();
    const allergens = within(await screen.findByRole("region", { name: "Allergen information" }));
    expect(allergens.getByText("England and Wales")).toBeVisible();
    expect(allergens.getByText("By 11 Dec.")).toBeVisible();
    expect(allergens.getByText(/a card for each dish/)).toBeVisible();
    await user.click(allergens.getByRole("button", { name: /Sources/ }));
    expect(allergens.getByText(/food\.gov\.uk/)).toBeVisible();
    expect(screen.getByText(/This is no legal advice/)).toBeVisible();
    await expectAccessible();
  });

  it("asks what a duty hangs on, and lists it with its days", async () => {
    const { user, bridge } = await open();
    expect(screen.queryByRole("region", { name: "Temporary event notice" })).toBeNull();
    await user.click(screen.getByRole("button", { name: /Is there alcohol/ }));
    await user.click(await screen.findByRole("option", { name: "Yes" }));
    const notice = within(await screen.findByRole("region", { name: "Temporary event notice" }));
    expect(notice.getByText("A late notice until 10 Dec.", { exact: false })).toBeVisible();
    expect((await bridge.desk.Duties(sample)).answers.alcohol).toBe("yes");
    await user.click(screen.getByRole("button", { name: /Is there alcohol/ }));
    await user.click(await screen.findByRole("option", { name: "Not answered" }));
    await waitFor(() => expect(screen.queryByRole("region", { name: "Temporary event notice" })).toBeNull());
  });

  it("is ticked here as among the tasks", async () => {
    const { user, bridge } = await open();
    const insurance = within(await screen.findByRole("region", { name: "Public liability insurance" }));
    await user.click(insurance.getByRole("checkbox", { name: "Seen to, or it does not apply" }));
    await waitFor(() => expect(insurance.getByRole("checkbox")).toBeChecked());
    const { tasks } = await bridge.desk.Event(sample);
    expect(tasks.find(({ id }) => id === "duty-insurance")?.done).toBe(true);
  });

  it("holds an event back that shows a film, until its licence is ticked", async () => {
    const { user, bridge } = await openRoom("plan");
    await act(async () => {
      await bridge.desk.EditEvent(sample, JSON.stringify({ activities: ["film"] }));
    });
    expect(await screen.findByText("Not ready: the film licence is still open.")).toBeVisible();
    await user.click(screen.getByRole("tab", { name: "Law and licences" }));
    const film = within(await screen.findByRole("region", { name: "Film licence" }));
    expect(film.getByText("The event is not ready until this is ticked.")).toBeVisible();
    await user.click(film.getByRole("checkbox"));
    await waitFor(() => expect(film.getByRole("checkbox")).toBeChecked());
    await user.click(screen.getByRole("tab", { name: "Tasks" }));
    await screen.findByRole("checkbox", { name: "Film licence" });
    expect(screen.queryByText(/Not ready/)).toBeNull();
  });

  it("runs from right to left", async () => {
    await open({ locale: "ar-XB" });
    expectRightToLeft();
    await expectAccessible();
  });
});
