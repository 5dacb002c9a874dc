import { screen, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { sampleOwn } from "../../bridge/fake/fake-own-voices";
import { plainRequest } from "../../bridge/print-types";
import { expectAccessible, openRoom, sample } from "../../test/window";

const ownVoices = [sampleOwn];

/** Chooses of the menu of the sample voice. */
async function choose(user: UserEvent, item: string) {
  await user.click(await screen.findByRole("button", { name: "More for Оксана" }));
  await user.click(await screen.findByRole("menuitem", { name: item }));
}

describe("The library", () => {
  it("narrows by words, and says how many are left", async () => {
    const { user } = await openRoom("voices", { ownVoices });
    await user.type(await screen.findByRole("searchbox", { name: "Search the voices" }), "pickwell");
    expect(await screen.findByText("1 voice of 3")).toBeVisible();
    expect(screen.queryByText(/^People, family, unity/)).not.toBeInTheDocument();
    await user.keyboard("{Escape}");
    expect(await screen.findByText("3 voices of 3")).toBeVisible();
  });

  it("shows the local ones alone, and those of a topic", async () => {
    const { user } = await openRoom("voices", { ownVoices });
    await user.click(await screen.findByRole("radio", { name: "Local" }));
    expect(await screen.findByText("1 voice of 3")).toBeVisible();
    expect(screen.getByText("Сусіди стали друзями.")).toHaveAttribute("lang", "uk");
    await user.click(screen.getByRole("radio", { name: "family" }));
    expect(await screen.findByText(/^People, family, unity/)).toBeVisible();
    await expectAccessible();
  });

  it("narrows by year, language, organisation and use, one list for each", async () => {
    const { user } = await openRoom("voices", { ownVoices });
    await user.click(await screen.findByRole("button", { name: "More filters" }));
    const narrow = async (list: RegExp, to: string) => {
      await user.click(screen.getByRole("button", { name: list }));
      await user.click(await screen.findByRole("option", { name: to }));
    };
    for (const [list, to, left] of [
      [/Year/, "2022", "2 voices of 3"],
      [/Language/, "Ukrainian", "1 voice of 3"],
      [/Organisation/, "Pickwell Foundation", "1 voice of 3"],
      [/May be used for/, "translation", "1 voice of 3"],
    ] as const) {
      await narrow(list, to);
      expect(await screen.findByText(left)).toBeVisible();
      await narrow(list, "Any");
      expect(await screen.findByText("3 voices of 3")).toBeVisible();
    }
  });

  it("says in words what is not offered, and why", async () => {
    const { user } = await openRoom("voices", { ownVoices });
    await user.click(await screen.findByRole("radio", { name: "Local" }));
    await screen.findByText("1 voice of 3");
    await user.click(screen.getByRole("button", { name: "What they agreed to" }));
    expect(screen.getByText("print: yes")).toBeVisible();
    expect(screen.getByText("social media: not offered. They did not agree to it.")).toBeVisible();
    expect(screen.getByText(/^Until /)).toBeVisible();
  });

  it("does not offer a voice for an event after its consent has ended", async () => {
    const { bridge } = await openRoom("voices", { ownVoices: [{ ...sampleOwn, expires: "2026-12-17" }] });
    expect(await screen.findByText("Сусіди стали друзями.")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Use this voice – Оксана" })).not.toBeInTheDocument();
    expect(screen.getByText("No use agreed")).toBeVisible();
    await expect(bridge.desk.MayUse(sample, "local-1", "print", "")).rejects.toThrow(/has not agreed/);
  });

  it("offers nothing of somebody who has not answered yet", async () => {
    await openRoom("voices", { ownVoices: [{ ...sampleOwn, given: "" }] });
    expect(await screen.findByText(/^No consent is written down yet/)).toBeVisible();
    expect(screen.queryByText("Сусіди стали друзями.")).not.toBeInTheDocument();
  });
});

describe("A local voice", () => {
  it("is added with what was agreed, and can be undone", async () => {
    const { user, bridge } = await openRoom("voices");
    await user.click(await screen.findByRole("button", { name: "Add a local voice" }));
    const dialog = await screen.findByRole("dialog", { name: "A local voice" });
    const inside = within(dialog);
    await user.type(await inside.findByLabelText("What they said, letter for letter"), "We cook together.");
    await user.click(inside.getByRole("button", { name: /In which language/ }));
    await user.click(await screen.findByRole("option", { name: "English" }));
    await user.click(inside.getByRole("checkbox", { name: "print" }));
    await user.click(inside.getByRole("button", { name: "Save" }));
    expect(await inside.findByText(/write the name as they agreed to it/)).toBeVisible();
    await user.type(inside.getByLabelText("The name that is printed"), "Ana");
    await expectAccessible();
    await user.click(inside.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Saved.")).toBeVisible();
    expect(await bridge.desk.OwnVoice("local-1")).toMatchObject({
      credit: "Ana",
      scope: ["print"],
      given: "",
    });
    await bridge.desk.Undo(sample);
    await expect(bridge.desk.OwnVoice("local-1")).rejects.toThrow(/no local voice/);
  });

  it("has a care plan, and who made and who read each translation", async () => {
    const { user, bridge } = await openRoom("voices", { ownVoices });
    await choose(user, "Change");
    const inside = within(await screen.findByRole("dialog", { name: "A local voice" }));
    for (const [field, words] of [
      ["Who translated", "Ana Example"],
      ["Who else read it", "Ben Example"],
      ["Whom they tell when they change their mind", "Sam Sample, 0100 000000"],
      ["Who calls them afterwards, and when", "Ben Example, the day after"],
    ] as const)
      expect(await inside.findByLabelText(field)).toHaveValue(words);
    await user.type(inside.getByLabelText("The word they say when they want to stop"), "s");
    await user.click(inside.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Saved.")).toBeVisible();
    expect(await bridge.desk.OwnVoice("local-1")).toMatchObject({
      stop_word: "sunflowers",
      buddy: "Ana Example",
    });
  });

  it("has a form to sign, and keeps a photo of it", async () => {
    const { user } = await openRoom("voices", { ownVoices });
    await choose(user, "Print the consent form");
    expect(await screen.findByText(/^Saved: /)).toBeVisible();
    await choose(user, "Photo of the signed form");
    expect(await screen.findByText("The photo of the form is kept, sealed.")).toBeVisible();
  });

  it("is withdrawn, and what hangs is named", async () => {
    const { user, bridge } = await openRoom("voices", { ownVoices });
    await bridge.desk.ChooseVoice(sample, "local-1", true);
    await bridge.desk.ChooseVoice(sample, "toby-g-mbe", false);
    await bridge.desk.SavePrint(
      sample,
      { ...plainRequest("poster"), design: "voice", voice: "local-1", copies: 9 },
      "pdf",
    );
    await user.click(await screen.findByRole("button", { name: "More for Оксана" }));
    await user.click(await screen.findByRole("menuitem", { name: "Withdraw" }));
    const ask = await screen.findByRole("alertdialog", { name: "Withdraw this voice?" });
    await user.click(within(ask).getByRole("button", { name: "Withdraw" }));
    expect(await screen.findByText(/Poster, 9 copies of .*, with Оксана/)).toBeVisible();
    expect(screen.queryByText("Сусіди стали друзями.")).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "More for Оксана" }));
    await user.click(await screen.findByRole("menuitem", { name: "Erase the words for good" }));
    const sure = await screen.findByRole("alertdialog", { name: "Erase the words for good" });
    await user.click(within(sure).getByRole("button", { name: "Erase the words for good" }));
    expect(await screen.findByText(/The list of what to take down stays/)).toBeVisible();
  });

  it("says who somebody is as far as it is known, and keeps what is typed from a stray click", async () => {
    const plain = { ...sampleOwn, role: "", year: 0, organisation: "Sample Neighbours" };
    const { user } = await openRoom("voices", { ownVoices: [plain] });
    expect(await screen.findByText("Sample Neighbours", { selector: "p" })).toBeVisible(); // and no dot for nothing
    await user.click(screen.getByRole("button", { name: "Add a local voice" }));
    const words = await screen.findByRole("textbox", { name: "What they said, letter for letter" });
    await user.type(words, "Hello");
    await user.click(document.querySelector(".dialog-veil") ?? document.body);
    expect(words).toBeVisible();
    expect(words).toHaveValue("Hello");
  });
});
