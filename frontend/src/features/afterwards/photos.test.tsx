import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { agreedPhotograph, newPhotograph } from "../../bridge/fake/fake-album";
import type { Photograph, PhotoUse } from "../../bridge/photograph-types";
import { expectAccessible, expectRightToLeft, openAt, sample } from "../../test/window";

const here = `#/event/${sample}/afterwards/photos`;
const all: readonly PhotoUse[] = ["report", "web", "social", "press", "campaign"];
const photographs = [agreedPhotograph("p-a", "A long table"), newPhotograph("p-b")];

describe("Photographs", () => {
  it("lead to the consent sheet while there are none", async () => {
    const { user } = await openAt(here);
    expect(await screen.findByRole("heading", { name: "No photographs yet" })).toBeVisible();
    expect(screen.getByText(/keeps no copy of the file that you choose/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Print the consent sheet" }));
    expect(await screen.findByText(/^Saved:/)).toBeVisible();
    await expectAccessible();
  });

  it("come many at a time, and what is none is named", async () => {
    const { user } = await openAt(here);
    await user.click(await screen.findByRole("button", { name: "Add photographs" }));
    expect(await screen.findByText("2 photographs added. Now say who agreed.")).toBeVisible();
    expect(screen.getByText(/^Not taken in: letter\.pdf\./)).toBeVisible();
    expect(screen.getAllByRole("img")).toHaveLength(2);
    expect(
      screen.getAllByText(/^Not to be used yet\. Missing: who is in it, who asked, when they were asked/),
    ).toHaveLength(2);
  });

  it("say that something is under way once it takes a while", async () => {
    const { user, bridge } = await openAt(here);
    let go: (() => void) | undefined;
    bridge.desk.PickPhotographs = () =>
      new Promise((done) => (go = () => done({ added: [], refused: [], photographs: [] })));
    await user.click(await screen.findByRole("button", { name: "Add photographs" }));
    expect(screen.queryByText("Working on it…")).toBeNull();
    expect(await screen.findByText("Working on it…")).toBeVisible();
    go?.();
    await waitFor(() => expect(screen.queryByText("Working on it…")).toBeNull());
  });

  it("lose a last day that was a mistake", async () => {
    const [first] = photographs;
    const dated = { ...first, consent: { ...first?.consent, until: "2027-01-31" } } as Photograph;
    const { user, bridge } = await openAt(here, { photographs: [dated] });
    await user.click(await screen.findByRole("button", { name: "Consent and caption: A long table" }));
    await user.click(await screen.findByRole("button", { name: "No last day" }));
    expect(screen.queryByRole("button", { name: "No last day" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(async () => expect((await bridge.desk.Photographs(sample))[0]?.consent.until).toBe(""));
  });

  it("are not offered before their picture is here", async () => {
    const late = {
      ...agreedPhotograph("p-a", "A long table"),
      here: false,
      refused: Object.fromEntries(all.map((use) => [use, "picture"])),
    };
    await openAt(here, { photographs: [late] });
    expect(await screen.findByText(/^The picture is not here yet\./)).toBeVisible();
    expect(screen.queryByRole("img")).toBeNull();
    await expectAccessible();
  });

  it("are offered for what was agreed and for nothing else", async () => {
    const { user, bridge } = await openAt(here, { photographs });
    expect(await screen.findByText("May be used for: the report and the web")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "More for A long table" }));
    const menu = await screen.findByRole("menu");
    expect(
      within(menu)
        .getAllByRole("menuitem")
        .map((item) => item.textContent),
    ).toEqual(["Save a copy for the report", "Save a copy for the web", "Withdraw", "Take off the list"]);
    await user.click(within(menu).getByRole("menuitem", { name: "Save a copy for the web" }));
    expect(await screen.findByText(/^Saved:/)).toBeVisible();
    for (const use of all) {
      const saving = bridge.desk.SavePhotograph(sample, "p-a", use);
      if (use === "report" || use === "web") await expect(saving).resolves.toMatchObject({ pages: 1 });
      else await expect(saving).rejects.toThrow(/did not agree to this use/);
      await expect(bridge.desk.SavePhotograph(sample, "p-b", use)).rejects.toThrow();
    }
  });

  it("are agreed to in a dialog", async () => {
    const { user, bridge } = await openAt(here, { photographs: [newPhotograph("p-b")] });
    await user.click(await screen.findByRole("button", { name: /^Consent and caption: / }));
    const dialog = within(await screen.findByRole("dialog", { name: "Consent and caption" }));
    await user.click(dialog.getByRole("radio", { name: "People, and each of them agreed" }));
    await user.click(dialog.getByRole("radio", { name: "By the consent sheet" }));
    await user.click(dialog.getByRole("radio", { name: "Yes, and nobody has asked yet" }));
    await user.type(dialog.getByLabelText("Who asked"), "Ben");
    await user.click(dialog.getByRole("checkbox", { name: "social media" }));
    await user.type(dialog.getByLabelText("What is to be seen"), "A choir");
    await expectAccessible();
    await user.click(dialog.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Saved.")).toBeVisible();
    expect(
      screen.getByText(
        "Not to be used yet. Missing: when they were asked and the yes of a parent or guardian.",
      ),
    ).toBeVisible();
    const [kept] = await bridge.desk.Photographs(sample);
    expect(kept).toMatchObject({
      alt: "A choir",
      consent: { people: "everyone", uses: ["social"], by: "Ben" },
    });
  });

  it("are withdrawn, with what is to be taken down, and erased when asked", async () => {
    const { user, bridge } = await openAt(here, { photographs });
    await bridge.desk.SavePhotograph(sample, "p-a", "web");
    await user.click(await screen.findByRole("button", { name: "More for A long table" }));
    await user.click(await screen.findByRole("menuitem", { name: "Withdraw" }));
    const ask = within(await screen.findByRole("alertdialog", { name: "Withdraw this photograph?" }));
    expect(await ask.findByText(/^a copy for the web, /)).toBeVisible();
    await user.click(ask.getByRole("button", { name: "Withdraw" }));
    expect(await screen.findByText(/^Withdrawn on .* It is used for nothing\.$/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "More for A long table" }));
    await user.click(await screen.findByRole("menuitem", { name: "Take down" }));
    const sure = within(await screen.findByRole("alertdialog", { name: "Take down" }));
    await user.click(sure.getByRole("checkbox", { name: /^Erase the picture/ }));
    await user.click(sure.getByRole("button", { name: "Erase for good" }));
    expect(await screen.findByText(/^Erased on /)).toBeVisible();
  });

  it("read from right to left", async () => {
    await openAt(here, { photographs, locale: "ar-XB" });
    await screen.findAllByRole("img");
    expectRightToLeft();
    await expectAccessible();
  });
});
