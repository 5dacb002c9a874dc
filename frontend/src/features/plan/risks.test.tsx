import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, expectRightToLeft, openRoom, sample } from "../../test/window";

async function openRisks(start = {}) {
  const opened = await openRoom("plan", start);
  await opened.user.click(await screen.findByRole("tab", { name: opened.t("risks.tab") }));
  return opened;
}

describe("Risks", () => {
  it("offers what the event brings, with its source, and takes it with one press", async () => {
    const { user } = await openRisks();
    const offers = await screen.findByRole("region", { name: "Offered" });
    expect(within(offers).getByText("for Shared meal")).toBeVisible();
    expect(within(offers).getByText("From: our planning default, not from a source")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Take: Slips and trips" }));
    expect(await screen.findByRole("checkbox", { name: "Slips and trips" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Take all 2" }));
    await waitFor(() => expect(screen.queryByRole("region", { name: "Offered" })).toBeNull());
    await expectAccessible();
    await user.click(await screen.findByRole("button", { name: "Undo: risk" }));
    expect(await screen.findByRole("button", { name: "Take all 2" })).toBeVisible();
  });

  it("says the level in words, and ticks with the keyboard", async () => {
    const { user, bridge } = await openRisks();
    await user.click(await screen.findByRole("button", { name: "Take: Allergic reaction" }));
    const sheet = screen.getByRole("region", { name: "Risk sheet" });
    expect(await within(sheet).findByText("High")).toBeVisible();
    expect(within(sheet).getByText("2 – unlikely · 5 – a life is at risk")).toBeVisible();
    within(sheet).getByRole("checkbox", { name: "Allergic reaction" }).focus();
    await user.keyboard(" ");
    expect(await within(sheet).findByText("1 of 1 seen to")).toBeVisible();
    expect((await bridge.desk.Risks(sample)).risks[0]?.done).toBe(true);
  });

  it("adds a risk of one's own, judges it and takes it off", async () => {
    const { user, bridge } = await openRisks();
    await user.click(await screen.findByRole("button", { name: "Add a risk" }));
    await user.keyboard("{Enter}");
    expect(await screen.findByText("Write what could go wrong.")).toBeVisible();
    await user.click(screen.getByRole("textbox", { name: "What could go wrong?" }));
    await user.paste("A large dog");
    await user.click(screen.getByRole("button", { name: /How likely\?/ }));
    await user.click(await screen.findByRole("option", { name: "4 – likely" }));
    await user.click(screen.getByRole("button", { name: /How bad\?/ }));
    await user.click(await screen.findByRole("option", { name: "4 – lasting harm" }));
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Save the risk" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect((await bridge.desk.Risks(sample)).risks[0]).toMatchObject({ what: "A large dog", score: 16 });
    expect(await screen.findByText("Very high")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Edit: A large dog" }));
    await user.click(await screen.findByRole("button", { name: "Take it off the sheet" }));
    await waitFor(() => expect(screen.queryByRole("checkbox", { name: "A large dog" })).toBeNull());
  });

  it("runs from right to left", async () => {
    const { t } = await openRisks({ locale: "ar-XB" });
    expect(await screen.findByRole("heading", { name: t("risks.offers") })).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});
