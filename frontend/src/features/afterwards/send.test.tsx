import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { BridgeError } from "../../bridge/bridge-error";
import { agreedPhotograph } from "../../bridge/fake/fake-album";
import type { FakeStart } from "../../bridge/fake/fake-desk";
import { expectAccessible, expectRightToLeft, openAt, sample } from "../../test/window";

const danced = "My mum danced.";
const named = "Thank you Abeba.";

/** The tab, with two quoted comments, one of which says a name of the guest list, and two photographs. */
async function openSend(start: FakeStart = {}) {
  const album = ["A long table", "A stove"].map((alt, at) => agreedPhotograph(`p-${at}`, alt));
  const [first] = album;
  if (first) {
    first.consent.uses.push("campaign");
    delete first.refused.campaign;
  }
  const opened = await openAt(`#/event/${sample}/afterwards/happened`, {
    ...{ joined: true, photographs: album, ...start },
  });
  const { desk } = opened.bridge;
  for (const words of [danced, named, "", "", ""]) {
    const may_quote = words !== "";
    const form = await desk.AddForm(sample, { lang: "en", answers: { again: ["yes"] }, words, may_quote });
    if (may_quote) await desk.QuoteForm(sample, form.id, true);
  }
  await opened.user.click(await screen.findByRole("tab", { name: opened.t("after.sendTab") }));
  return opened;
}

const parts = async () => within(await screen.findByRole("region", { name: "What you are about to send" }));

describe("What the campaign gets", () => {
  it("ticks numbers alone at first, and says what never goes", async () => {
    await openSend();
    const list = await parts();
    expect(await list.findByRole("checkbox", { name: "Numbers" })).toBeChecked();
    expect(list.getByRole("checkbox", { name: "One comment" })).not.toBeChecked();
    expect(list.getByRole("checkbox", { name: "One photograph" })).not.toBeChecked();
    expect(list.getByText("Names and phone numbers")).toBeVisible();
    expect(list.getByText(/^never go to the campaign/)).toBeVisible();
    await expectAccessible();
  });

  it("sends what was ticked with the keyboard, and shows the receipt", async () => {
    const { user, bridge } = await openSend();
    const list = await parts();
    (await list.findByRole("checkbox", { name: "One comment" })).focus();
    await user.keyboard(" ");
    expect(await list.findByText(/^One of them waits/)).toBeVisible();
    (await screen.findByRole("button", { name: "Review and send" })).focus();
    await user.keyboard("{Enter}");
    const dialog = within(await screen.findByRole("alertdialog", { name: "Send this?" }));
    expect(dialog.getByText("One comment of A shared table")).toBeVisible();
    await user.click(dialog.getByRole("button", { name: /^The bytes/ }));
    const { ops } = await bridge.desk.Outgoing();
    for (const { body } of ops) expect(dialog.getByText(body)).toBeVisible();
    expect(dialog.getByText(/^Tasks and plans, locked: 2 changes, 412 bytes/)).toBeVisible();
    await expectAccessible();
    await user.click(dialog.getByRole("button", { name: "Send" }));
    const done = within(await screen.findByRole("dialog", { name: "The campaign has it" }));
    expect(done.getByText(/signed a receipt/)).toBeVisible();
    await user.click(done.getByRole("button", { name: "Close" }));
    expect(await list.findByText(/The campaign has it\.$/)).toBeVisible();
  });

  it("leads to the ticks from another tab", async () => {
    const { user } = await openSend();
    await user.click(await screen.findByRole("tab", { name: "What happened" }));
    await user.click(await screen.findByRole("button", { name: "Review and send" }));
    await user.click(await screen.findByRole("button", { name: "Cancel" }));
    expect(await parts()).toBeTruthy();
  });

  it("holds words with a name back until somebody looked", async () => {
    const { user } = await openSend();
    const list = await parts();
    await user.click(await list.findByRole("checkbox", { name: "One comment" }));
    await user.click(await list.findByRole("button", { name: "Look at what would go: comments" }));
    expect(await list.findByText(/^This may say who somebody is: Abeba/)).toBeVisible();
    await expectAccessible();
    await user.click(list.getByRole("button", { name: "I have looked: it may go as it is" }));
    expect(await list.findByRole("checkbox", { name: "2 comments" })).toBeChecked();
    await user.click(list.getByRole("checkbox", { name: danced }));
    expect(await list.findByRole("checkbox", { name: "One comment" })).toBeChecked();
  });

  it("offers photographs only where that was agreed, with what was agreed", async () => {
    const { user } = await openSend();
    const list = await parts();
    await user.click(await list.findByRole("checkbox", { name: "One photograph" }));
    await user.click(await list.findByRole("button", { name: "Look at what would go: photographs" }));
    expect(await list.findByRole("img", { name: "A long table" })).toBeVisible();
    expect(list.getAllByText("Everyone in it signed the consent sheet.")).toHaveLength(2);
    expect(list.getByText("Not sent: nobody agreed that the campaign may have it.")).toBeVisible();
    expect(list.getByRole("checkbox", { name: /A stove/ })).toBeDisabled();
  });

  it("takes back what is unticked, and can be undone", async () => {
    const { user, bridge } = await openSend();
    await bridge.desk.SendParts(sample, { evaluation: true });
    await bridge.desk.SyncSeen((await bridge.desk.Outgoing()).mark);
    const list = await parts();
    await user.click(await list.findByRole("checkbox", { name: "What the forms say, in counts" }));
    expect(await list.findByText("One is taken back with the next sending.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Review and send" }));
    const dialog = within(await screen.findByRole("alertdialog", { name: "Send this?" }));
    expect(dialog.getByText("Taken back: What the forms say, in counts of A shared table")).toBeVisible();
    await user.click(dialog.getByRole("button", { name: "Cancel" }));
    await bridge.desk.Undo(sample);
    expect(await list.findByRole("checkbox", { name: "What the forms say, in counts" })).toBeChecked();
  });

  it("goes on where the dialog is closed meanwhile, and says how it ended", async () => {
    const { user, bridge } = await openSend();
    const send = bridge.desk.SyncSeen.bind(bridge.desk);
    let go: (() => void) | undefined;
    bridge.desk.SyncSeen = (mark) => new Promise<void>((ready) => (go = ready)).then(() => send(mark));
    await user.click(await screen.findByRole("button", { name: "Review and send" }));
    const dialog = within(await screen.findByRole("alertdialog", { name: "Send this?" }));
    await user.click(dialog.getByRole("button", { name: "Send" }));
    await user.click(dialog.getByRole("button", { name: "Close" }));
    await waitFor(() => expect(screen.queryByRole("alertdialog", { name: "Send this?" })).toBeNull());
    go?.();
    expect(await screen.findByText(/^Sent and confirmed:/)).toBeVisible();
  });

  it("answers a fast second click with what is ticked by then", async () => {
    const { user, bridge } = await openSend();
    const list = await parts();
    const photographs = await list.findByRole("checkbox", { name: "One photograph" });
    const { desk } = bridge;
    const look = desk.Send.bind(desk);
    const put = desk.SendParts.bind(desk);
    const slow = () => new Promise<never>(() => undefined); // to look again
    desk.Send = slow;
    const asked = vi.spyOn(desk, "SendParts").mockImplementation(async (id, on) => {
      desk.Send = look;
      const now = await put(id, on);
      desk.Send = slow;
      return now;
    });
    await user.click(photographs);
    await waitFor(() => expect(photographs).toBeChecked());
    await user.click(photographs);
    await waitFor(() => expect(photographs).not.toBeChecked());
    expect(asked.mock.calls.map(([, on]) => on)).toEqual([{ photo: true }, { photo: false }]);
  });

  it("says numbers in words, before the bytes", async () => {
    const { user } = await openSend();
    const list = await parts();
    await user.click(await list.findByRole("button", { name: "Look at what would go: numbers" }));
    expect(list.getByText("English, Urdu, Polish, Tigrinya")).toBeVisible();
    expect(list.getByText("Friday, 18 December 2026")).toBeVisible();
    expect(list.queryByText("shared-meal")).toBeNull();
  });

  it("sends nothing when it changed meanwhile, and lets look again", async () => {
    const { user, bridge } = await openSend();
    await user.click(await screen.findByRole("button", { name: "Review and send" }));
    const seen = bridge.desk.SyncSeen.bind(bridge.desk);
    bridge.desk.SyncSeen = async () => {
      throw new BridgeError(
        "conflict",
        "what would be sent has changed since you looked, so nothing was sent",
        "look again",
      );
    };
    await user.click(await screen.findByRole("button", { name: "Send" }));
    expect(await screen.findByText(/has changed since you looked/)).toBeVisible();
    bridge.desk.SyncSeen = seen;
    await user.click(screen.getByRole("button", { name: "Look again" }));
    await user.click(await screen.findByRole("button", { name: "Send" }));
    expect(await screen.findByRole("dialog", { name: "The campaign has it" })).toBeVisible();
  });

  it("runs from right to left", async () => {
    const { t } = await openSend({ locale: "ar-XB" });
    expect(await screen.findByText(t("send.never"))).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});
