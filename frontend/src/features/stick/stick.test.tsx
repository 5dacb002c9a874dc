import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { BridgeError } from "../../bridge/bridge-error";
import { blankSafety, fakeEventCode, secondLaptop } from "../../bridge/fake/fake-safety";
import type { MergePreview } from "../../bridge/safety-types";
import { expectAccessible, expectRightToLeft, hold, openAt, openRoom, sample } from "../../test/window";

const paired = { safety: { devices: [...blankSafety().devices, secondLaptop] } };

async function openSave(start = {}) {
  const opened = await openRoom("plan", start);
  const { user, t } = opened;
  await user.click(screen.getByRole("button", { name: t("stick.menu") }));
  await user.click(await screen.findByRole("menuitem", { name: t("stick.save") }));
  await screen.findByRole("dialog", { name: t("stick.saveTitle") });
  await user.click(screen.getByRole("radio", { name: t("stick.whose.new") }));
  return opened;
}

describe("A USB stick", () => {
  it("takes an event to another laptop, for one of them if asked", async () => {
    const { user } = await openRoom("plan", paired);
    await user.click(screen.getByRole("button", { name: "More for this event" }));
    await user.click(await screen.findByRole("menuitem", { name: "Save this event to a USB stick" }));
    const dialog = await screen.findByRole("dialog", { name: "Save to a USB stick" });
    await expectAccessible();
    await user.click(within(dialog).getByRole("button", { name: /^All laptops/ }));
    await user.click(await screen.findByRole("option", { name: "Amina’s laptop" }));
    await user.click(within(dialog).getByRole("button", { name: "Save the file" }));
    expect(await screen.findByText("Saved: /media/stick/K7QM2Z8T-for-one.daykit")).toBeVisible();
  });

  it("takes an event to a new laptop, with a code and the way there and back", async () => {
    const { user, bridge } = await openSave();
    const asked: string[] = [];
    const hand = bridge.desk.HandOver.bind(bridge.desk);
    bridge.desk.HandOver = (id, role) => {
      asked.push(id, role);
      return hand(id, role);
    };
    expect(screen.queryByRole("button", { name: /^All laptops/ })).toBeNull();
    await user.click(screen.getByRole("radio", { name: "A helper at the door" }));
    expect(screen.getByText(/no phone numbers/)).toBeVisible();
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Save the file and show the code" }));
    const dialog = within(await screen.findByRole("alertdialog", { name: "For a new laptop" }));
    expect(dialog.getByText(fakeEventCode)).toBeVisible();
    expect(dialog.getByText("/media/stick/new-laptop.daykit")).toBeVisible();
    expect(dialog.getByText(/for one laptop and for 24 hours, until 24 Nov 2026/)).toBeVisible();
    expect(dialog.getAllByRole("listitem")).toHaveLength(3);
    expect(dialog.getByText(/^On the new laptop: press “I have a code/)).toBeVisible();
    expect(asked).toEqual([sample, "helper"]);
    await expectAccessible();
    await user.click(dialog.getByRole("button", { name: "Done" }));
    expect(screen.queryByRole("alertdialog")).toBeNull();
  });

  it("shows no code when no file was saved, and says why one could not be", async () => {
    const { user, bridge } = await openSave();
    bridge.desk.HandOver = async (_, role) => ({
      code: "",
      file: "",
      expires: "",
      role,
      event: "",
      for: "",
      ops: 0,
      pictures: 0,
    });
    await user.click(screen.getByRole("button", { name: "Save the file and show the code" }));
    expect(screen.queryByRole("alertdialog")).toBeNull();
    bridge.desk.HandOver = async () => {
      throw new BridgeError("full", "the disk is full", "make some room and try again");
    };
    await user.click(screen.getByRole("button", { name: "Save the file and show the code" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("Make some room and try again.");
  });

  it("shows the code from right to left", async () => {
    const { user, t } = await openSave({ locale: "ar-XB" });
    await user.click(screen.getByRole("button", { name: t("stick.newYes") }));
    await screen.findByRole("alertdialog", { name: t("stick.newTitle") });
    expectRightToLeft();
    await expectAccessible();
  });

  it("brings an event in after it was looked at, on a laptop that has none", async () => {
    const { user } = await openAt("#/events", { sample: false });
    await user.click(await screen.findByRole("button", { name: "Bring in from a USB stick" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Bring this in?" });
    expect(within(dialog).getByText("14 things are new here, 3 changed.")).toBeVisible();
    expect(within(dialog).getByText(/^2 were changed here too\./)).toBeVisible();
    await expectAccessible();
    await user.click(within(dialog).getByRole("button", { name: "Bring it in" }));
    expect(await screen.findByText("14 new things were brought in, 3 changed.")).toBeVisible();
    await user.click(await screen.findByRole("button", { name: "Open the event" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Plan" })).toBeVisible();
    expect(await screen.findByRole("button", { name: "2 changes met" })).toBeVisible();
    expect(screen.getByRole("button", { name: /^Undo: bringing in/ })).toBeVisible();
  });

  it("shows how far it is when it takes its time, and stops", async () => {
    const { user, bridge } = await openAt("#/events");
    const preview = await bridge.desk.PickMerge();
    const work = hold<MergePreview>(bridge);
    bridge.desk.Merge = work.call;
    await user.click(await screen.findByRole("button", { name: "Bring in from a USB stick" }));
    const dialog = within(await screen.findByRole("alertdialog", { name: "Bring this in?" }));
    await user.click(dialog.getByRole("button", { name: "Bring it in" }));
    work.tell("read");
    expect(dialog.queryByRole("progressbar")).toBeNull();
    const bar = await dialog.findByRole("progressbar", { name: "Bringing it in…" });
    expect(bar).not.toHaveAttribute("aria-valuenow");
    expect(dialog.getByText("Reading the file…")).toBeVisible();
    work.tell("merge", { done: 128, all: 512 });
    expect(bar).toHaveAttribute("aria-valuenow", "128");
    await expectAccessible();
    await user.click(dialog.getByRole("button", { name: "Stop" }));
    expect(await dialog.findByText("Stopped. Nothing was brought in.")).toBeVisible();
    await user.click(dialog.getByRole("button", { name: "Bring it in" }));
    work.tell("tidy", { final: true });
    expect(await dialog.findByText(/^Tidying the backups\./)).toBeVisible();
    expect(dialog.getByRole("button", { name: "Stop" })).toBeDisabled();
    work.end(preview);
    expect(await screen.findByText("14 new things were brought in, 3 changed.")).toBeVisible();
  });

  it("says when a file has nothing new, and does nothing when none was picked", async () => {
    const { user, bridge } = await openAt("#/events");
    const pick = bridge.desk.PickMerge.bind(bridge.desk);
    bridge.desk.PickMerge = async () => ({ ...(await pick()), new: 0, changed: 0, conflicts: 0, ops: 0 });
    await user.click(await screen.findByRole("button", { name: "Bring in from a USB stick" }));
    expect(await screen.findByText(/^Nothing new/)).toBeVisible();
    expect(screen.getByRole("button", { name: "Bring it in" })).toBeDisabled();
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    bridge.desk.PickMerge = async () => ({ ...(await pick()), path: "" });
    await user.click(await screen.findByRole("button", { name: "Bring in from a USB stick" }));
    expect(screen.queryByRole("alertdialog", { name: "Bring this in?" })).toBeNull();
  });

  it("runs from right to left", async () => {
    const { user, t } = await openAt("#/events", { locale: "ar-XB" });
    await user.click(await screen.findByRole("button", { name: t("stick.bring") }));
    await screen.findByRole("alertdialog", { name: t("stick.bringTitle") });
    expectRightToLeft();
    await expectAccessible();
  });
});
