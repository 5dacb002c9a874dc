import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, openRoom, sample } from "../../test/window";

async function openDetails() {
  const opened = await openRoom("plan");
  await opened.user.click(await screen.findByRole("tab", { name: "Details" }));
  return opened;
}

describe("Thoughts on words", () => {
  it("says nothing where there is nothing to say", async () => {
    await openDetails();
    await screen.findByRole("textbox", { name: "Headline" });
    expect(screen.queryByRole("button", { name: /thought/ })).toBeNull();
  });

  it("waits to be asked, gives the reason and the source, and goes when the words do", async () => {
    const { user, bridge } = await openDetails();
    await bridge.desk.EditEvent(sample, JSON.stringify({ texts: { about: { en: "Hear our heroes." } } }));
    const ask = await screen.findByRole("button", { name: "1 thought on these words advice only" });
    expect(ask).toHaveAttribute("aria-expanded", "false");
    await user.click(ask);
    const list = await screen.findByRole("list", { name: "Thoughts on these words" });
    expect(within(list).getByText(/“heroes”: name the person/)).toBeVisible();
    expect(within(list).getByText(/From: unitedkingdom\.iom\.int/)).toBeVisible();
    await expectAccessible();
    await bridge.desk.EditEvent(sample, JSON.stringify({ texts: { about: { en: "Hear our neighbours." } } }));
    await screen.findByDisplayValue("Hear our neighbours.");
    expect(screen.queryByRole("button", { name: /thought/ })).toBeNull();
  });

  it("counts what is long for a poster", async () => {
    const { user, bridge } = await openDetails();
    const headline = "Come to the hall and ".repeat(4).trim();
    await bridge.desk.EditEvent(sample, JSON.stringify({ texts: { headline: { en: headline } } }));
    await user.click(await screen.findByRole("button", { name: /1 thought/ }));
    expect(await screen.findByText(/83 characters; 60 fit a poster well/)).toBeVisible();
  });
});
