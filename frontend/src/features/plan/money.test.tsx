import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, expectRightToLeft, openRoom, sample } from "../../test/window";

async function openMoney(start = {}) {
  const opened = await openRoom("plan", start);
  await opened.user.click(await screen.findByRole("tab", { name: opened.t("money.tab") }));
  return opened;
}

describe("Money", () => {
  it("shows what is planned, what it came to, and what lacks a receipt", async () => {
    await openMoney();
    const costs = await screen.findByRole("row", { name: "Costs £190.00 £80.00" });
    expect(costs).toBeVisible();
    expect(screen.getByRole("row", { name: "Balance £10.00 £120.00" })).toBeVisible();
    expect(screen.getByText("Expected in the end: £10.00")).toBeVisible();
    expect(screen.getByText("One cost is paid and without a receipt.")).toBeVisible();
    await expectAccessible();
  });

  it("adds a line with the keyboard, and takes it back", async () => {
    const { user, bridge } = await openMoney();
    await user.click(await screen.findByRole("button", { name: "Add a line" }));
    const dialog = await screen.findByRole("dialog", { name: "New line" });
    await user.click(within(dialog).getByRole("textbox", { name: "What is it for?" }));
    await user.paste("Deposit for the key");
    await user.tab();
    await user.tab();
    await user.keyboard("25{Enter}");
    expect(await screen.findByText("Deposit for the key")).toBeVisible();
    const { lines } = await bridge.desk.Money(sample);
    expect(lines.find(({ what }) => what === "Deposit for the key")).toMatchObject({
      kind: "venue",
      budget: 2500,
      actual: null,
    });
    await user.click(await screen.findByRole("button", { name: "Undo: money" }));
    await waitFor(() => expect(screen.queryByText("Deposit for the key")).toBeNull());
  });

  it("keeps a wrong amount in its field with the reason", async () => {
    const { user, bridge } = await openMoney();
    await user.click(await screen.findByRole("button", { name: "Edit: Hall, four hours" }));
    const paid = await screen.findByRole("textbox", { name: "Actual, in pounds" });
    await user.clear(paid);
    await user.type(paid, "lots{Enter}");
    expect(await screen.findByText("“lots” is not an amount of pounds. Write it like 12.50.")).toBeVisible();
    expect(paid).toBeInvalid();
    expect((await bridge.desk.Money(sample)).sums.costs.actual).toBe(8000);
    await expectAccessible();
    await user.clear(paid);
    await user.type(paid, "75{Enter}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect((await bridge.desk.Money(sample)).sums.costs.actual).toBe(7500);
  });

  it("adds a receipt and takes it off", async () => {
    const { user } = await openMoney();
    await user.click(await screen.findByRole("button", { name: "Edit: Hall, four hours" }));
    await user.click(await screen.findByRole("button", { name: "Add a receipt" }));
    expect(await screen.findByRole("img", { name: "Receipt 1 of Hall, four hours" })).toBeVisible();
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Take off receipt 1" }));
    await waitFor(() => expect(screen.queryByRole("img", { name: /^Receipt 1/ })).toBeNull());
  });

  it("runs from right to left", async () => {
    const { t } = await openMoney({ locale: "ar-XB" });
    expect(await screen.findByRole("heading", { name: t("money.title") })).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});
