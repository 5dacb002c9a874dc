import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { BridgeError } from "../../bridge/bridge-error";
import { fakeCode, fakeEventCode, fakeMark, fakeServer } from "../../bridge/fake/fake-safety";
import type { Accepted, Restored } from "../../bridge/safety-types";
import { beginEvent, expectAccessible, expectRightToLeft, hold, openAt } from "../../test/window";

const blank = { sample: false };

async function openCode(start = {}) {
  const opened = await openAt("#/events", { ...blank, ...start });
  await opened.user.click(await screen.findByRole("button", { name: "I have a code from another laptop" }));
  const dialog = within(await screen.findByRole("alertdialog", { name: "Join your group’s laptops" }));
  return { ...opened, dialog };
}

async function openSheet(start = {}) {
  const opened = await openAt("#/events", { ...blank, ...start });
  await opened.user.click(await screen.findByRole("button", { name: "I have a recovery sheet" }));
  const title = "Start again from the recovery sheet";
  const dialog = within(await screen.findByRole("alertdialog", { name: title }));
  return { ...opened, dialog };
}

const nameField = /^What do you call/;

const joined: Accepted = { group: fakeMark, role: "organiser", reply: "", came: "", same: false };

describe("A code from another laptop", () => {
  it("joins over the internet, with the keyboard alone, and needs no file", async () => {
    const { user, dialog } = await openCode();
    await expectAccessible();
    expect(dialog.getByRole("button", { name: "Join" })).toBeDisabled();
    dialog.getByRole("textbox", { name: "Address of the campaign" }).focus();
    await user.keyboard(fakeServer);
    await user.tab();
    await user.keyboard(fakeCode);
    await user.tab();
    await user.keyboard("Joe’s laptop{Enter}");
    expect(await dialog.findByText(/^This laptop belongs to your group now\./)).toBeVisible();
    expect(dialog.getByText(fakeMark)).toBeVisible();
    expect(dialog.queryByText(/must go back/)).toBeNull();
    await expectAccessible();
    // The events that came with it are there behind the dialog.
    expect(await screen.findAllByText("A shared table")).not.toHaveLength(0);
    await user.click(dialog.getByRole("button", { name: "Close" }));
    expect(await screen.findByRole("link", { name: "A shared table" })).toBeVisible();
  });

  it("tells a helper what they can read", async () => {
    const { user, bridge, dialog } = await openCode();
    bridge.desk.AcceptOnline = async () => ({ ...joined, role: "helper" });
    await user.type(dialog.getByRole("textbox", { name: "Address of the campaign" }), fakeServer);
    await user.type(dialog.getByRole("textbox", { name: "Code" }), fakeCode);
    await user.type(dialog.getByRole("textbox", { name: nameField }), "The door{Enter}");
    expect(await dialog.findByText("This laptop can read the names at your event now.")).toBeVisible();
  });

  it("joins by a file from a USB stick, and says where the reply is", async () => {
    const { user, dialog } = await openCode();
    await user.click(dialog.getByRole("radio", { name: "From a USB stick" }));
    expect(dialog.queryByRole("textbox", { name: "Address of the campaign" })).toBeNull();
    expect(dialog.getByText(/gives you the file and tells you the code/)).toBeVisible();
    await user.type(dialog.getByRole("textbox", { name: "Code" }), fakeCode);
    await user.type(dialog.getByRole("textbox", { name: nameField }), "Joe’s laptop{Enter}");
    expect(await dialog.findByText("/media/stick/reply.daykit")).toBeVisible();
    expect(dialog.getByText(/^One thing is left\./)).toBeVisible();
    await expectAccessible();
  });

  it("takes a file that brings an event, and sends the stick back with it", async () => {
    const { user, dialog } = await openCode();
    await user.click(dialog.getByRole("radio", { name: "From a USB stick" }));
    await user.type(dialog.getByRole("textbox", { name: "Code" }), fakeEventCode);
    await user.type(dialog.getByRole("textbox", { name: nameField }), "Joe’s laptop{Enter}");
    expect(await dialog.findByText("“A shared table” came with it.")).toBeVisible();
    expect(dialog.getByText(/^Take the stick back to the first laptop\./)).toBeVisible();
    expect(dialog.getByText("/media/stick/new-laptop.daykit")).toBeVisible();
    expect(dialog.queryByText(/^One thing is left\./)).toBeNull();
    await expectAccessible();
    await user.click(dialog.getByRole("button", { name: "Close" }));
    expect(await screen.findByRole("link", { name: "A shared table" })).toBeVisible();
  });

  it("says how to be known when the stick could not be written on", async () => {
    const { user, bridge, dialog } = await openCode();
    bridge.desk.Accept = async () => ({ ...joined, came: "A shared table" });
    await user.click(dialog.getByRole("radio", { name: "From a USB stick" }));
    await user.type(dialog.getByRole("textbox", { name: "Code" }), fakeEventCode);
    await user.type(dialog.getByRole("textbox", { name: nameField }), "Joe’s laptop{Enter}");
    expect(await dialog.findByText(/^Nothing could be written on the stick/)).toBeVisible();
    expect(dialog.queryByText(/^Take the stick back/)).toBeNull();
    await expectAccessible();
  });

  it("says in words what was wrong, and keeps what was typed", async () => {
    const { user, bridge, dialog } = await openCode();
    await user.type(dialog.getByRole("textbox", { name: "Address of the campaign" }), "https://elsewhere");
    await user.type(dialog.getByRole("textbox", { name: "Code" }), fakeCode);
    await user.type(dialog.getByRole("textbox", { name: nameField }), "X{Enter}");
    expect(await dialog.findByRole("alert")).toHaveTextContent(
      "No connection: the server cannot be reached. Look at the address and the connection.",
    );
    expect(dialog.getByRole("textbox", { name: "Code" })).toHaveValue(fakeCode);
    bridge.desk.AcceptOnline = async () => {
      throw new BridgeError("not_found", "nothing waits under this pairing code", "ask for a new one");
    };
    await user.click(dialog.getByRole("button", { name: "Join" }));
    await waitFor(() =>
      expect(dialog.getByRole("alert")).toHaveTextContent(
        "That was not found: nothing waits under this pairing code. Ask for a new one.",
      ),
    );
    await expectAccessible();
  });

  it("says that it is at work, and cannot be shut meanwhile", async () => {
    const { user, bridge, dialog } = await openCode();
    let end: (() => void) | undefined;
    bridge.desk.AcceptOnline = () =>
      new Promise((resolve) => {
        end = () => resolve(joined);
      });
    await user.type(dialog.getByRole("textbox", { name: "Address of the campaign" }), fakeServer);
    await user.type(dialog.getByRole("textbox", { name: "Code" }), fakeCode);
    await user.type(dialog.getByRole("textbox", { name: nameField }), "X{Enter}");
    expect(await dialog.findByText("Joining, and fetching what your group has…")).toBeVisible();
    expect(dialog.getByRole("button", { name: "Cancel" })).toBeDisabled();
    await user.keyboard("{Escape}");
    end?.();
    expect(await dialog.findByText(fakeMark)).toBeVisible();
  });

  it("does nothing when no file was picked", async () => {
    const { user, bridge, dialog } = await openCode();
    bridge.desk.Accept = async () => ({ ...joined, group: "" });
    await user.click(dialog.getByRole("radio", { name: "From a USB stick" }));
    await user.type(dialog.getByRole("textbox", { name: "Code" }), fakeCode);
    await user.type(dialog.getByRole("textbox", { name: nameField }), "X{Enter}");
    await waitFor(() => expect(dialog.getByRole("button", { name: "Choose the file" })).toBeEnabled());
    expect(dialog.queryByRole("status")).toBeNull();
  });
});

describe("A recovery sheet", () => {
  it("brings everything back over the internet, typed", async () => {
    const { user, dialog } = await openSheet();
    await expectAccessible();
    await user.type(dialog.getByRole("textbox", { name: "Address of the campaign" }), fakeServer);
    await user.type(dialog.getByRole("textbox", { name: /^The groups/ }), "KQ7ZD M2XWT 9RDBH");
    await user.type(dialog.getByRole("textbox", { name: nameField }), "Amina’s laptop{Enter}");
    expect(await screen.findByText(/^Back as the campaign had it 23 Nov 2026.*214 changes\./)).toBeVisible();
    expect(await screen.findByRole("link", { name: "A shared table" })).toBeVisible();
  });

  it("brings everything back from a file, by a photo of the sheet", async () => {
    const { user, bridge, dialog } = await openSheet();
    await user.click(dialog.getByRole("radio", { name: "From a USB stick" }));
    await user.click(dialog.getByRole("radio", { name: "A photo of it" }));
    expect(dialog.getByRole("button", { name: "Choose the file" })).toBeDisabled();
    await user.click(dialog.getByRole("button", { name: "Choose the photo" }));
    expect(await dialog.findByText("The code in sheet.jpg was read.")).toBeVisible();
    await expectAccessible();
    const asked: string[] = [];
    const restore = bridge.desk.RestoreFromSheet.bind(bridge.desk);
    bridge.desk.RestoreFromSheet = (text, name) => {
      asked.push(text, name);
      return restore(text, name);
    };
    await user.type(dialog.getByRole("textbox", { name: nameField }), "Amina’s laptop");
    await user.click(dialog.getByRole("button", { name: "Choose the file" }));
    expect(await screen.findByText(/^Everything is back, as it was 22 Nov 2026/)).toBeVisible();
    expect(asked).toEqual(["", "Amina’s laptop"]);
  });

  it("says when no code can be seen in a photo", async () => {
    const { user, bridge, dialog } = await openSheet();
    bridge.desk.PickSheet = async () => {
      throw new BridgeError("invalid", "no code can be seen in the photo", "take it again in more light");
    };
    await user.click(dialog.getByRole("radio", { name: "A photo of it" }));
    await user.click(dialog.getByRole("button", { name: "Choose the photo" }));
    expect(await dialog.findByRole("alert")).toHaveTextContent("no code can be seen in the photo");
    bridge.desk.PickSheet = async () => "";
    await user.click(dialog.getByRole("button", { name: "Choose the photo" }));
    await waitFor(() => expect(dialog.queryByRole("alert")).toBeNull());
    expect(dialog.queryByText(/was read\.$/)).toBeNull();
  });

  it("says what is wrong with what was typed", async () => {
    const { user, dialog } = await openSheet();
    await user.click(dialog.getByRole("radio", { name: "From a USB stick" }));
    await user.type(dialog.getByRole("textbox", { name: /^The groups/ }), "abc");
    await user.type(dialog.getByRole("textbox", { name: nameField }), "X");
    await user.click(dialog.getByRole("button", { name: "Choose the file" }));
    expect(await dialog.findByRole("alert")).toHaveTextContent("that is no recovery sheet");
  });

  it("shows how far it is when it takes its time", async () => {
    const { user, bridge, dialog } = await openSheet();
    const work = hold<Restored>(bridge);
    bridge.desk.RestoreFromSheet = work.call;
    await user.click(dialog.getByRole("radio", { name: "From a USB stick" }));
    await user.type(dialog.getByRole("textbox", { name: /^The groups/ }), "KQ7ZD M2XWT 9RDBH");
    await user.type(dialog.getByRole("textbox", { name: nameField }), "X{Enter}");
    expect(await dialog.findByText("Putting everything back…")).toBeVisible();
    work.tell("read", { done: 1, all: 4 });
    expect(await dialog.findByRole("progressbar", { name: "Putting everything back…" })).toBeVisible();
    expect(dialog.getByText("Reading the file…")).toBeVisible();
    await expectAccessible();
    work.end({ file: "/media/stick/b.daykit", from: "2026-11-22T18:00:00Z" });
    expect(await screen.findByText(/^Everything is back, as it was 22 Nov 2026/)).toBeVisible();
  });

  it("has only its own files on a laptop whose passphrase is forgotten", async () => {
    const { user } = await openAt("#/events", { safety: { keys: "passphrase", locked: true } });
    await user.click(screen.getByRole("button", { name: "I have forgotten it" }));
    await user.click(screen.getByRole("button", { name: "I have a recovery sheet" }));
    const dialog = within(await screen.findByRole("alertdialog"));
    expect(dialog.queryByRole("radio", { name: "Over the internet" })).toBeNull();
    expect(dialog.getByRole("button", { name: "Choose the file" })).toBeDisabled();
  });
});

describe("The ways to start again", () => {
  it("stand beside the sample, and not where there is work", async () => {
    const { bridge } = await openAt("#/events");
    expect(await screen.findByRole("button", { name: "I have a recovery sheet" })).toBeVisible();
    await beginEvent(bridge, "Another");
    await waitFor(() => expect(screen.queryByRole("button", { name: "I have a recovery sheet" })).toBeNull());
  });

  it.each(["start.code", "start.sheet"] as const)("%s runs from right to left", async (key) => {
    const { user, t } = await openAt("#/events", { ...blank, locale: "ar-XB" });
    await user.click(await screen.findByRole("button", { name: t(key) }));
    await screen.findByRole("alertdialog");
    expectRightToLeft();
    await expectAccessible();
  });
});
