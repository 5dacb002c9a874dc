import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, expectRightToLeft, openRoom, sample } from "../../test/window";

async function openVenue(start = {}) {
  const opened = await openRoom("plan", start);
  await opened.user.click(await screen.findByRole("tab", { name: opened.t("venue.tab") }));
  return opened;
}

describe("Venue and access", () => {
  it("tells unknown from no", async () => {
    const { user, bridge } = await openVenue();
    const toilet = await screen.findByLabelText("Accessible toilet");
    expect(within(toilet).getByLabelText("Not known")).toBeChecked();
    await user.click(within(toilet).getByLabelText("No"));
    await waitFor(() => expect(within(toilet).getByLabelText("No")).toBeChecked());
    const { features } = await bridge.desk.Venue(sample);
    expect(features.find(({ id }) => id === "feature.accessible-toilet")?.answer).toBe("no");
    await expectAccessible();
  });

  it("takes a feature off the posters when a question says no, and undoes it", async () => {
    const { user, bridge } = await openVenue();
    const entrance = await screen.findByLabelText("Is the entrance at least 90 cm wide?");
    await user.click(within(entrance).getByLabelText("No"));
    const free = screen.getByLabelText("Step-free");
    await waitFor(() => expect(within(free).getByLabelText("No")).toBeChecked());
    expect((await bridge.desk.Event(sample)).doc.venue.access).not.toContain("step-free");
    await user.click(await screen.findByRole("button", { name: "Undo: venue and access" }));
    await waitFor(() => expect(within(free).getByLabelText("Yes")).toBeChecked());
  });

  it("saves a note by itself", async () => {
    const { user, bridge } = await openVenue();
    const note = await screen.findByLabelText("Note: Who holds the key, and how to reach them");
    await user.type(note, "Ada");
    await user.tab();
    await waitFor(async () =>
      expect((await bridge.desk.Venue(sample)).facts.find(({ id }) => id === "fact.keys")?.note).toBe("Ada"),
    );
  });

  it("runs from right to left", async () => {
    const { t } = await openVenue({ locale: "ar-XB" });
    expect(await screen.findByRole("heading", { name: t("venue.questions") })).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});
