import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { manyGuests } from "../../bridge/fake/fake-people";
import { expectAccessible, expectRightToLeft, openRoom, sample } from "../../test/window";

describe("Sign-up", () => {
  it("lists the guests in a table", async () => {
    await openRoom("signup");
    const table = await screen.findByRole("grid", { name: "Guests" });
    expect(await within(table).findByRole("rowheader", { name: "Abeba Tesfay" })).toBeVisible();
    expect(screen.getByText("16 people on the list, in 8 entries")).toBeVisible();
    await expectAccessible();
  });

  it("draws only what is seen of 600 guests", async () => {
    await openRoom("signup", { guests: manyGuests(600) });
    const table = await screen.findByRole("grid", { name: "Guests" });
    await within(table).findByRole("rowheader", { name: "Amina 001" });
    expect(within(table).getAllByRole("row").length).toBeLessThan(100);
  });

  it("adds a guest", async () => {
    const { user, bridge } = await openRoom("signup");
    await user.click(await screen.findByRole("button", { name: "Add a guest" }));
    await user.type(await screen.findByRole("textbox", { name: "Name" }), "Olena Bondar{Enter}");
    expect(await screen.findByText("Olena Bondar is on the list.")).toBeVisible();
    expect((await bridge.desk.Guests(sample)).at(-1)?.name).toBe("Olena Bondar");
  });

  it("shows the lines of a file that cannot be used, and imports nothing", async () => {
    const { user } = await openRoom("signup");
    await user.click(await screen.findByRole("button", { name: "Import a list" }));
    const dialog = await screen.findByRole("dialog", { name: "Import this list?" });
    expect(within(dialog).getByText("Line 4, party: “lots” is not a number of people")).toBeVisible();
    expect(within(dialog).queryByRole("button", { name: /^Import/ })).toBeNull();
    await expectAccessible();
  });

  it("imports a list after it was looked at", async () => {
    const { user, bridge } = await openRoom("signup");
    const pick = bridge.desk.PickGuests.bind(bridge.desk);
    bridge.desk.PickGuests = async (id) => ({ ...(await pick(id)), errors: [] });
    await user.click(await screen.findByRole("button", { name: "Import a list" }));
    await user.click(await screen.findByRole("button", { name: "Import 1 guest" }));
    expect(await screen.findByText("The list is imported.")).toBeVisible();
  });

  it("does nothing when no file was picked", async () => {
    const { user, bridge } = await openRoom("signup");
    const nothing = { path: "", rows: 0, new: 0, changed: 0, same: 0, erased: 0, errors: [], sample: [] };
    bridge.desk.PickGuests = async () => nothing;
    await user.click(await screen.findByRole("button", { name: "Import a list" }));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("rules the paper sheets", async () => {
    const { user, bridge } = await openRoom("signup");
    await user.click(await screen.findByRole("tab", { name: "Paper sheets" }));
    await user.click(await screen.findByRole("checkbox", { name: "Keep in touch" }));
    await user.click(screen.getByRole("radio", { name: "Slips to cut" }));
    await waitFor(async () => {
      const { signup } = (await bridge.desk.Event(sample)).doc;
      expect(signup.ticks).toEqual(["came", "first-time", "volunteer"]);
      expect(signup.layout).toBe("slips");
    });
    await expectAccessible();
  });

  it("erases a person after two steps, and says where else they are", async () => {
    const { user, bridge } = await openRoom("signup");
    await bridge.desk.SetReportTexts(sample, { thanks: "Abeba Tesfay, for the soup" });
    await user.click(await screen.findByRole("button", { name: "Erase Abeba Tesfay for good" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Erase Abeba Tesfay for good?" });
    expect(within(dialog).getByRole("button", { name: "Cancel" })).toHaveFocus();
    expect(await within(dialog).findByText("/media/stick/a-shared-table.daykit")).toBeVisible();
    expect(within(dialog).getByRole("button", { name: "Erase for good" })).toBeDisabled();
    await expectAccessible();
    await user.click(within(dialog).getByRole("checkbox", { name: "I want to erase Abeba Tesfay" }));
    await user.click(within(dialog).getByRole("button", { name: "Erase for good" }));
    expect(await screen.findByText(/^Gone from this laptop and from 12 backups\./)).toBeVisible();
    expect(screen.getByText(/^The report may still name them, under: Whom to thank\./)).toBeVisible();
    expect((await bridge.desk.Guests(sample)).map(({ name }) => name)).not.toContain("Abeba Tesfay");
    expect((await bridge.desk.Event(sample)).can_undo).toBe("");
  });

  it("runs from right to left", async () => {
    const { t } = await openRoom("signup", { locale: "ar-XB" });
    expect(await screen.findByRole("grid", { name: t("signup.list") })).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});
