import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { BridgeError } from "../../bridge/bridge-error";
import type { FakeStart } from "../../bridge/fake/fake-desk";
import { withdrawnPacks } from "../../bridge/fake/fake-packs";
import type { PackFile } from "../../bridge/pack-types";
import { plainRequest } from "../../bridge/print-types";
import { expectAccessible, expectRightToLeft, hold, openAt, openRoom, sample } from "../../test/window";

const known = { ...withdrawnPacks, withdrawn: [] };

async function openFile(start: FakeStart = {}) {
  const opened = await openRoom("voices", start);
  await opened.user.click(await screen.findByRole("button", { name: opened.t("pack.add") }));
  return opened;
}

describe("A file from the campaign", () => {
  it("says what is in it, and then what it brought and what is to come down", async () => {
    const { user, bridge } = await openRoom("voices", { packs: known });
    await bridge.desk.SavePrint(sample, { ...plainRequest("poster"), design: "voice" }, "pdf");
    await user.click(await screen.findByRole("button", { name: "Add a file from the campaign" }));
    const asked = within(await screen.findByRole("alertdialog", { name: "Add this from the campaign?" }));
    expect(asked.getByText(/^A pack of The campaign, version 4, for use until /)).toBeVisible();
    expect(asked.getByRole("heading", { name: "1 new voice" })).toBeVisible();
    expect(asked.getByText("Sample Speaker")).toBeVisible();
    expect(asked.getByRole("heading", { name: "1 voice is withdrawn" })).toBeVisible();
    expect(asked.getByText("Toby G. MBE")).toBeVisible();
    expect(asked.queryByRole("textbox")).toBeNull();
    await expectAccessible();
    await user.click(asked.getByRole("button", { name: "Add it" }));
    const done = within(await screen.findByRole("dialog", { name: "It is added" }));
    expect(done.getByText("1 print carries a withdrawn voice: take it down.")).toBeVisible();
    await user.click(done.getByRole("button", { name: "Close" }));
    expect(await screen.findByText("Words of a sample speaker.")).toBeVisible();
    expect(await screen.findByText(/^Withdrawn: Toby G\. MBE\./)).toBeVisible();
  });

  it("asks for the fingerprint on a laptop that knows no campaign, and believes no other", async () => {
    const { user, bridge } = await openFile();
    const dialog = within(await screen.findByRole("alertdialog", { name: "Add this from the campaign?" }));
    const box = dialog.getByRole("textbox", { name: "Fingerprint of the campaign’s key" });
    await expectAccessible();
    await user.type(box, "AAAAA{Enter}");
    expect(await dialog.findByText(/^Not allowed: the file is signed with another key/)).toBeVisible();
    expect((await bridge.desk.Packs()).packs).toEqual([]);
    await user.clear(box);
    await user.type(box, "abcde-fghij klmno-pqrst-uvwxyz");
    await user.click(dialog.getByRole("button", { name: "Add it" }));
    expect(await screen.findByRole("dialog", { name: "It is added" })).toBeVisible();
    expect((await bridge.desk.Packs()).key).toBe(withdrawnPacks.key);
  });

  it("takes a list of withdrawn voices from every room of an event", async () => {
    const packFile: Partial<PackFile> = { kind: "list", new: [] };
    const { user, bridge } = await openRoom("plan", { packs: known, packFile });
    await user.click(screen.getByRole("button", { name: "More for this event" }));
    await user.click(await screen.findByRole("menuitem", { name: "Add a file from the campaign" }));
    expect(await screen.findByText("A list of voices that were withdrawn.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Take the list in" }));
    await screen.findByRole("dialog", { name: "It is added" });
    expect((await bridge.desk.Packs()).withdrawn.map(({ id }) => id)).toEqual(["toby-g-mbe"]);
  });

  it.each([
    ["older", /^A newer edition of this pack is on this laptop already\./],
    ["rollback", /Ask the campaign for its newest file\.$/],
    ["unsigned", /^It is not a file as the campaign signed it/],
    ["other-key", /^Another campaign signed it/],
  ] as const)("says why a file is refused (%s) and what to do", async (refused, words) => {
    const { user, bridge } = await openFile({ packs: known, packFile: { refused } });
    const dialog = within(await screen.findByRole("dialog", { name: "This file cannot be added" }));
    expect(dialog.getByText(words)).toBeVisible();
    expect(dialog.queryByRole("heading", { name: "1 new voice" })).toBeNull();
    expect(dialog.queryByRole("button", { name: "Add it" })).toBeNull();
    await expectAccessible();
    await user.click(dialog.getByRole("button", { name: "Close" }));
    expect((await bridge.desk.Packs()).packs).toEqual(known.packs);
  });

  it("says when what is withdrawn is known as of too long ago", async () => {
    await openFile({ packs: known, packFile: { stale: true } });
    expect(
      await screen.findByText(/more than 45 days ago, so nothing new can carry a voice yet/),
    ).toBeVisible();
  });

  it("offers nothing where all of it is here, and says nothing when none was picked", async () => {
    const { user, bridge, t } = await openFile({ packs: known, packFile: { same: true } });
    expect(await screen.findByText(/^Nothing new: this laptop has all of it/)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Add it" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Close" }));
    const pick = bridge.desk.PickPack.bind(bridge.desk);
    bridge.desk.PickPack = async () => ({ ...(await pick()), path: "" });
    await user.click(screen.getByRole("button", { name: t("pack.add") }));
    await waitFor(() => expect(screen.getByRole("button", { name: t("pack.add") })).toBeEnabled());
    expect(screen.queryByRole("alertdialog", { name: t("pack.title") })).toBeNull();
  });

  it("shows that a slow stick is read, and stops", async () => {
    const { user, bridge, t } = await openAt("#/events", { packs: known });
    const work = hold<PackFile>(bridge);
    bridge.desk.PickPack = work.call;
    await user.click(await screen.findByRole("button", { name: t("pack.add") }));
    work.tell("read", { done: 4096 });
    const dialog = within(await screen.findByRole("alertdialog", { name: "Reading the file…" }));
    expect(dialog.getByRole("progressbar")).toBeVisible();
    await user.click(dialog.getByRole("button", { name: "Stop" }));
    await waitFor(() => expect(screen.queryByRole("alertdialog", { name: "Reading the file…" })).toBeNull());
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("says why a file could not be read", async () => {
    const { user, bridge, t } = await openAt("#/events", {});
    bridge.desk.PickPack = async () => {
      throw new BridgeError(
        "invalid",
        "cannot read day.daykit-pack",
        "check that it is a file, and copy it again",
      );
    };
    await user.click(await screen.findByRole("button", { name: t("pack.add") }));
    expect(await screen.findByText(/copy it again\.$/)).toBeVisible();
  });

  it("runs from right to left", async () => {
    const { t } = await openFile({ locale: "ar-XB" });
    expect(await screen.findByRole("alertdialog", { name: t("pack.title") })).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});
