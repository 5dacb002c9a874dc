import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { blankSafety, checkedSheet, fakeCode, fakeServer, secondLaptop } from "../../bridge/fake/fake-safety";
import type { Restored } from "../../bridge/safety-types";
import { expectAccessible, expectRightToLeft, hold, openAt, sample } from "../../test/window";
import { strengthOf } from "./strength";

const made = { safety: { recovery: { ...checkedSheet, checked: "", ask: [2, 5, 11] } } };
const checked = { safety: { recovery: checkedSheet } };
const card = (name: string) => screen.findByRole("region", { name });

describe("Is it safe?", () => {
  it("says what is missing and what to do next", async () => {
    const { user } = await openAt(`#/settings/${sample}/safe`, { joined: true });
    const next = within(await card("What to do next"));
    expect(next.getByText("2 things wait to be sent")).toBeVisible();
    expect(next.getByRole("link", { name: "See what would be sent" })).toHaveAttribute(
      "href",
      `#/event/${sample}/afterwards/send`,
    );
    expect((await card("Where the copies are")).textContent).toContain("Last backup23 Nov 2026");
    await expectAccessible();
    await user.click(await screen.findByRole("button", { name: "Save to a USB stick" }));
    expect(await screen.findByText(/^Saved: \/media\/stick\/daykit-2026-11-23\.daykit\./)).toBeVisible();
    await user.click(next.getByRole("link", { name: "Go to the recovery sheet" }));
    expect(await card("Recovery sheet")).toBeVisible();
  });

  it("says yes, and lists nothing, when nothing is only here", async () => {
    await openAt("#/settings/-/safe", { joined: true, sent: true, ...checked });
    expect(await screen.findByText("Yes. Nothing is only on this laptop.")).toBeVisible();
    expect(screen.queryByRole("region", { name: "What to do next" })).toBeNull();
    await expectAccessible();
  });

  it("names what is newer than this window", async () => {
    const { bridge } = await openAt("#/events");
    const now = await bridge.desk.Safety();
    bridge.desk.Safety = async () => ({ ...now, missing: [{ what: "moon-dust", count: 1 }] });
    await bridge.desk.SaveBackup();
    window.location.hash = "#/settings/-/safe";
    expect(await screen.findByText("Something else is only on this laptop")).toBeVisible();
  });
});

describe("The recovery sheet", () => {
  it("is printed and then checked by three groups, with the keyboard", async () => {
    const { user, bridge } = await openAt("#/settings/-/keep");
    await user.click(await screen.findByRole("button", { name: "Print the recovery sheet" }));
    expect(await screen.findByText(/^Saved: \/home\/sam\/recovery-sheet\.pdf\./)).toBeVisible();
    (await screen.findByRole("button", { name: "Check it" })).focus();
    await user.keyboard("{Enter}");
    const dialog = await screen.findByRole("dialog", { name: "Check the recovery sheet" });
    await expectAccessible();
    await user.type(screen.getByRole("textbox", { name: "Group 2" }), "KQ7ZD");
    await user.tab();
    await user.keyboard("M2XWT");
    await user.tab();
    await user.keyboard("wrong{Enter}");
    // The note of the saved file may still stand beside it.
    expect(await within(dialog).findByRole("alert")).toHaveTextContent("group 4 is not as on the sheet");
    const last = screen.getByRole("textbox", { name: "Group 11" });
    await user.clear(last);
    await user.type(last, "9RDBH{Enter}");
    expect(await screen.findByText(/^The sheet is right\./)).toBeVisible();
    expect((await bridge.desk.Safety()).recovery.checked).not.toBe("");
  });

  it("is checked as a whole", async () => {
    const { user } = await openAt("#/settings/-/keep", made);
    await user.click(await screen.findByRole("button", { name: "Check it" }));
    await user.click(await screen.findByRole("radio", { name: "The whole sheet" }));
    await user.type(screen.getByRole("textbox", { name: /^All groups/ }), "KQ7ZD M2XWT 9RDBH");
    await user.click(screen.getByRole("button", { name: "Check" }));
    expect(await screen.findByText(/^The sheet is right\./)).toBeVisible();
  });

  it("is checked by a photo", async () => {
    const { user } = await openAt("#/settings/-/keep", made);
    await user.click(await screen.findByRole("button", { name: "Check it" }));
    await user.click(await screen.findByRole("radio", { name: "A photo" }));
    await user.click(screen.getByRole("button", { name: "Choose the photo" }));
    expect(await screen.findByText(/^The sheet is right\./)).toBeVisible();
  });

  it("is looked for again after three months, and warns before it is replaced", async () => {
    const { user, bridge } = await openAt("#/settings/-/keep", {
      safety: { recovery: { ...checkedSheet, due: true } },
    });
    expect(await screen.findByText(/^It is more than three months/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Print a new one" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Replace the recovery sheet?" });
    expect(within(dialog).getByRole("button", { name: "Cancel" })).toHaveFocus();
    await expectAccessible();
    await user.click(within(dialog).getByRole("button", { name: "Replace it" }));
    await screen.findByText(/^Saved: /);
    expect((await bridge.desk.Safety()).recovery.checked).toBe("");
  });
});

describe("Backups", () => {
  it("are put back after a question, and wait for a word to go on", async () => {
    const { user } = await openAt("#/settings/-/keep");
    await user.click(await screen.findByRole("button", { name: "Put back from a file" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Put everything back from a file?" });
    await expectAccessible();
    await user.click(within(dialog).getByRole("button", { name: "Choose the file" }));
    expect(await screen.findByText(/^Everything is as it was 22 Nov 2026/)).toBeVisible();
    expect(await screen.findByText(/^This laptop was put back from daykit-2026-11-22\.daykit/)).toBeVisible();
    expect(await screen.findByRole("button", { name: "Go on" })).toBeVisible();
  });

  it("show how far it is when it takes its time, and stop", async () => {
    const { user, bridge } = await openAt("#/settings/-/keep");
    const work = hold<Restored>(bridge);
    bridge.desk.Restore = work.call;
    await user.click(await screen.findByRole("button", { name: "Put back from a file" }));
    const dialog = within(await screen.findByRole("alertdialog"));
    await user.click(dialog.getByRole("button", { name: "Choose the file" }));
    work.tell("save");
    expect(dialog.queryByRole("progressbar")).toBeNull();
    expect(await dialog.findByRole("progressbar", { name: "Putting everything back…" })).toBeVisible();
    expect(dialog.getByText("First a backup of how it is now…")).toBeVisible();
    await expectAccessible();
    expect(dialog.getByRole("button", { name: "Stop" })).toHaveFocus();
    bridge.desk.Stop = async () => undefined; // it has not heard of it yet
    await user.keyboard("{Escape}");
    expect(await dialog.findByRole("button", { name: "Stopping…" })).toHaveFocus();
    work.stop();
    expect(await dialog.findByText("Stopped. Nothing was changed.")).toBeVisible();
    expect(dialog.getByRole("button", { name: "Cancel" })).toHaveFocus();
    await user.click(dialog.getByRole("button", { name: "Choose the file" }));
    work.tell("place", { final: true });
    expect(await dialog.findByText(/^Putting it in its place\./)).toBeVisible();
    expect(dialog.getByRole("button", { name: "Stop" })).toBeDisabled();
    work.end({ file: "/media/stick/b.daykit", from: "2026-11-22T18:00:00Z" });
    expect(await screen.findByText(/^Everything is as it was 22 Nov 2026/)).toBeVisible();
  });

  it("say what on this laptop came out of one", async () => {
    await openAt("#/settings/-/safe", {
      safety: {
        held: { since: "2026-11-22T18:00:00Z", file: "stick.daykit" },
        recovered: { at: "", file: "b.daykit", from: "2026-11-21T18:00:00Z", folder: "damaged-1" },
      },
    });
    const region = within(await screen.findByRole("region", { name: "What came out of a backup" }));
    expect(region.getByText("stick.daykit")).toBeVisible();
    expect(region.getByText("b.daykit")).toBeVisible();
    expect(region.getByText("damaged-1")).toBeVisible();
    await expectAccessible();
  });
});

describe("The passphrase", () => {
  it("leads out of its dialog to the sheet that is to be checked first", async () => {
    const { user } = await openAt("#/settings/-/keep");
    await user.click(await screen.findByRole("button", { name: "Set a passphrase" }));
    await user.click(await screen.findByRole("link", { name: /do that first/ }));
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    expect(screen.getByRole("button", { name: "Print the recovery sheet" })).toBeVisible();
  });

  it("is set twice, says how strong it is, and warns that nobody can reset it", async () => {
    const { user, bridge } = await openAt("#/settings/-/keep");
    await user.click(await screen.findByRole("button", { name: "Set a passphrase" }));
    await screen.findByRole("alertdialog", { name: "Choose a passphrase" });
    expect(screen.getByText(/^Nobody can reset a passphrase\./)).toBeVisible();
    expect(screen.getByRole("link", { name: /^Yours is not checked yet/ })).toBeVisible();
    await user.type(screen.getByLabelText("New passphrase"), "kettle river orange bicycle noon");
    expect(screen.getByRole("meter", { name: "Strength" })).toHaveAttribute("aria-valuetext", "Strong.");
    await user.type(screen.getByLabelText("The same once more"), "kettle lake");
    expect(screen.getByText("The two are not the same.")).toBeVisible();
    expect(screen.getByRole("button", { name: "Set it" })).toBeDisabled();
    await expectAccessible();
    await user.clear(screen.getByLabelText("The same once more"));
    await user.type(screen.getByLabelText("The same once more"), "kettle river orange bicycle noon{Enter}");
    expect(await screen.findByText(/^The passphrase is set\./)).toBeVisible();
    expect((await bridge.desk.Safety()).keys).toBe("passphrase");
  });

  it("is removed after a question", async () => {
    const { user, bridge } = await openAt("#/settings/-/keep", { safety: { keys: "passphrase" } });
    await user.click(await screen.findByRole("button", { name: "Remove it" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Remove the passphrase?" });
    await user.click(within(dialog).getByRole("button", { name: "Remove it" }));
    await screen.findByText("There is no passphrase any more.");
    expect((await bridge.desk.Safety()).keys).toBe("keyring");
  });

  it.each([
    ["", "short"],
    ["kettle", "short"],
    ["password1", "weak"],
    ["kettle kettle kettle", "weak"],
    ["kettle river orange", "fair"],
    ["kettle river orange bicycle noon", "strong"],
    ["q7Zk2mX9tRdWb6HvYpLc3nFs8", "strong"],
  ])("holds %j for %s", (text, level) => expect(strengthOf(text).level).toBe(level));
});

describe("Laptops and helpers", () => {
  it("shows the code, the file and what comes next", async () => {
    const { user } = await openAt("#/settings/-/devices");
    await user.click(await screen.findByRole("button", { name: "Add a laptop" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Add a laptop" });
    await user.click(within(dialog).getByRole("radio", { name: "A helper at the door" }));
    expect(within(dialog).getByText(/no phone numbers/)).toBeVisible();
    await expectAccessible();
    await user.click(within(dialog).getByRole("button", { name: "Save the invitation" }));
    expect(await within(dialog).findByText(fakeCode)).toBeVisible();
    expect(within(dialog).getByText("/media/stick/invitation.daykit")).toBeVisible();
    expect(within(dialog).getByText(/for one laptop and for 24 hours, until 24 Nov 2026/)).toBeVisible();
    expect(within(dialog).queryByText("Over the internet")).toBeNull();
    await expectAccessible();
    await user.click(within(dialog).getByRole("button", { name: "Done" }));
    await user.click(screen.getByRole("button", { name: "Take in its reply" }));
    expect(await screen.findByText("Joe’s laptop is on the list.")).toBeVisible();
  });

  it("says where the code works over the internet, and when it does not", async () => {
    const { user, bridge } = await openAt("#/settings/-/devices", { joined: true });
    const invite = bridge.desk.Invite.bind(bridge.desk);
    await user.click(await screen.findByRole("button", { name: "Add a laptop" }));
    const dialog = within(await screen.findByRole("alertdialog", { name: "Add a laptop" }));
    await user.click(dialog.getByRole("button", { name: "Save the invitation" }));
    expect(await dialog.findByText("Over the internet")).toBeVisible();
    expect(dialog.getByText(fakeServer)).toBeVisible();
    await expectAccessible();
    await user.click(dialog.getByRole("button", { name: "Done" }));
    bridge.desk.Invite = async (...asked) => ({
      ...(await invite(...asked)),
      server: "",
      missed: true,
    });
    await user.click(screen.getByRole("button", { name: "Add a laptop" }));
    const again = within(await screen.findByRole("alertdialog", { name: "Add a laptop" }));
    await user.click(again.getByRole("button", { name: "Save the invitation" }));
    expect(await again.findByText(/^The campaign could not be reached/)).toBeVisible();
    expect(again.queryByText("Over the internet")).toBeNull();
  });

  it("lets a helper have the names of all events only where that is wanted", async () => {
    const { user, bridge } = await openAt("#/settings/-/devices", { joined: true });
    bridge.desk.HelperReach = async () => 1;
    const ask = async () => {
      await user.click(await screen.findByRole("button", { name: "Add a laptop" }));
      const dialog = within(await screen.findByRole("alertdialog", { name: "Add a laptop" }));
      expect(dialog.queryByText(/plans and names of all your group’s events/)).toBeNull();
      await user.click(dialog.getByRole("radio", { name: "A helper at the door" }));
      expect(await dialog.findByText(/plans and names of all your group’s events/)).toBeVisible();
      return dialog;
    };
    let dialog = await ask();
    expect(
      await dialog.findByRole("checkbox", { name: "Let it in over the internet too" }),
    ).not.toBeChecked();
    expect(dialog.getByText(/^1 other event has names of guests/)).toBeVisible();
    await expectAccessible();
    await user.click(dialog.getByRole("button", { name: "Save the invitation" }));
    expect(await dialog.findByText(fakeCode)).toBeVisible();
    expect(dialog.queryByText("Over the internet")).toBeNull();
    await user.click(dialog.getByRole("button", { name: "Done" }));
    dialog = await ask();
    await user.click(await dialog.findByRole("checkbox", { name: "Let it in over the internet too" }));
    await user.click(dialog.getByRole("button", { name: "Save the invitation" }));
    expect(await dialog.findByText("Over the internet")).toBeVisible();
  });

  it("names a laptop that was never named", async () => {
    const [here] = blankSafety().devices;
    await openAt("#/settings/-/devices", { safety: { devices: here ? [{ ...here, label: "" }] : [] } });
    expect(await screen.findByText("A laptop without a name")).toBeVisible();
  });

  it("removes one in plain words, and never this one", async () => {
    const { user, bridge } = await openAt("#/settings/-/devices", {
      safety: { devices: [...blankSafety().devices, secondLaptop] },
    });
    await user.click(await screen.findByRole("button", { name: "Remove Amina’s laptop" }));
    expect(screen.queryByRole("button", { name: "Remove Sam’s laptop" })).toBeNull();
    const dialog = await screen.findByRole("alertdialog", { name: "Remove Amina’s laptop?" });
    expect(within(dialog).getByText(/names it has seen cannot be taken back/)).toBeVisible();
    await expectAccessible();
    await user.click(within(dialog).getByRole("button", { name: "Remove it" }));
    await waitFor(async () => expect((await bridge.desk.Safety()).devices).toHaveLength(1));
  });
});

describe("Who did what", () => {
  it("lists what was done with names and copies", async () => {
    await openAt("#/settings/-/log");
    const table = await screen.findByRole("grid", { name: "Who did what" });
    expect(await within(table).findByRole("rowheader", { name: "Saved to a file" })).toBeVisible();
    await expectAccessible();
  });
});

it.each(["safe", "keep", "devices", "log"])("%s runs from right to left", async (tab) => {
  const { t } = await openAt(`#/settings/-/${tab}`, { locale: "ar-XB" });
  expect(await screen.findByRole("tab", { name: t("safe.title") })).toBeVisible();
  expectRightToLeft();
  await expectAccessible();
});
