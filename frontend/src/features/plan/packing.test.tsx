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
    const sign = await screen.findByRole("checkbox", {
      name: "Sign about photographs, for the door source 1",
    });
    const bring = screen.getByRole("region", { name: "To bring" });
    expect(within(bring).getByText("Where this is from")).toBeVisible();
    expect(within(bring).getByText(/^resourcecentre/)).toBeVisible();
    const card = within(bring).getByRole("checkbox", { name: "Allergen card source 2" });
    expect(card).not.toBeChecked();
    const source = within(bring).getByText("our planning default, not from a source").closest("li");
    expect(source?.previousElementSibling).toHaveTextContent(/^resourcecentre/); // so it is the second
    const care = screen.getByRole("region", { name: "To take care of" });
    expect(within(care).getByText("From: our planning default, not from a source")).toBeVisible();
    expect(screen.queryByRole("heading", { name: "Offered" })).toBeNull();
    await user.click(sign);
    await waitFor(() => expect(screen.getByText("1 of 2 done")).toBeVisible());
    expect((await bridge.desk.Packing(sample)).lines.filter((one) => one.done)).toHaveLength(1);
    await expectAccessible();
  });

  it("offers the numbers that follow from other people, for each line and for all", async () => {
    const { user, bridge } = await openRoom("plan");
    const list = await bridge.desk.TakePacking(sample, ["kit-photo-sign", "care-1", "kit-allergen-card"]);
    let lines = list.lines.map((line) => ({ ...line, amount: "30", now: "60" }));
    bridge.desk.Packing = async () => ({ ...list, lines });
    const asked: unknown[] = [];
    bridge.desk.RescalePacking = async (_, ids, keep) => {
      asked.push([ids, keep]);
      lines = lines.map((line) => (ids.length === 0 || ids.includes(line.id) ? { ...line, now: "" } : line));
      return { ...list, lines };
    };
    await user.click(await screen.findByRole("tab", { name: "Kit & care" }));
    const card = await screen.findByRole("region", { name: "The numbers changed" });
    expect(within(card).getAllByText("30 on the list, 60 now")).toHaveLength(3);
    await expectAccessible();
    await user.click(within(card).getByRole("button", { name: "Keep our number: Allergen card" }));
    await user.click(await within(card).findByRole("button", { name: "Take all new numbers" }));
    expect(asked).toEqual([
      [["kit-allergen-card"], true],
      [[], false],
    ]);
    expect(await screen.findByRole("button", { name: "Undo" })).toBeVisible();
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
    await user.click(await screen.findByRole("checkbox", { name: /^Public liability insurance/ }));
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
