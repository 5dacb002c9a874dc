import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, expectRightToLeft, openRoom, sample } from "../../test/window";

async function openPacking(start = {}) {
  const opened = await openRoom("plan", start);
  await opened.user.click(await screen.findByRole("tab", { name: opened.t("packing.tab") }));
  return opened;
}

describe("Kit and care", () => {
  it("takes what is offered, says where it comes from, and ticks it", async () => {
    const { user, bridge } = await openPacking();
    await user.click(await screen.findByRole("button", { name: "Take all 3" }));
    const sign = await screen.findByRole("checkbox", { name: "Sign about photographs, for the door" });
    expect(screen.getByText(/^From: resourcecentre/)).toBeVisible();
    expect(screen.queryByRole("heading", { name: "Offered" })).toBeNull();
    await user.click(sign);
    await waitFor(() => expect(screen.getByText("1 of 2 done")).toBeVisible());
    expect((await bridge.desk.Packing(sample)).lines.filter((one) => one.done)).toHaveLength(1);
    await expectAccessible();
  });

  it("adds a line with who brings it, changes it and takes it off again", async () => {
    const { user, bridge } = await openPacking();
    await user.click(await screen.findByRole("button", { name: "Add something to bring" }));
    const dialog = await screen.findByRole("dialog", { name: "New line" });
    await user.click(within(dialog).getByRole("button", { name: "Save the line" }));
    expect(await within(dialog).findByText(/Write what to bring/)).toBeVisible();
    await user.click(within(dialog).getByRole("textbox", { name: "What?" }));
    await user.paste("Samovar");
    await user.click(within(dialog).getByRole("textbox", { name: "Who brings it or sees to it?" }));
    await user.paste("Hana");
    await expectAccessible();
    await user.keyboard("{Enter}");
    expect(await screen.findByText("Who: Hana")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Edit: Samovar" }));
    await user.click(await screen.findByRole("button", { name: "Take it off the list" }));
    await waitFor(() => expect(screen.queryByText("Who: Hana")).toBeNull());
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    expect(await screen.findByText("Who: Hana")).toBeVisible();
    expect((await bridge.desk.Packing(sample)).lines).toMatchObject([{ what: "Samovar", basis: "" }]);
  });

  it("ticks a licence as the task that it is", async () => {
    const { user, bridge } = await openPacking();
    await user.click(await screen.findByRole("checkbox", { name: "Public liability insurance" }));
    await waitFor(async () =>
      expect((await bridge.desk.Event(sample)).tasks.find(({ id }) => id === "duty-insurance")?.done).toBe(
        true,
      ),
    );
  });

  it("runs from right to left", async () => {
    await openPacking({ locale: "ar-XB" });
    expectRightToLeft();
    await expectAccessible();
  });
});
