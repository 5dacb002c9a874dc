import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { BridgeError } from "../../bridge/bridge-error";
import { expectAccessible, expectRightToLeft, openAt, sample } from "../../test/window";

const room = `#/event/${sample}/afterwards/feedback`;

async function openFeedback(start = {}) {
  const opened = await openAt(room, start);
  await screen.findByRole("region", { name: opened.t("said.type") });
  return opened;
}

describe("Feedback", () => {
  it("begins with printing the form", async () => {
    const { user } = await openFeedback();
    expect(screen.getByRole("heading", { name: "No form is in yet." })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Print the form" }));
    expect(await screen.findByText(/feedback.*pdf/)).toBeVisible();
  });

  it("types a pile of forms in by keys alone", async () => {
    const { user, bridge } = await openFeedback();
    const group = screen.getByRole("radiogroup", { name: /How welcome did you feel/ });
    within(group).getByRole("radio", { name: "Blank" }).focus();
    await user.keyboard("5"); // very welcome
    await user.keyboard("1"); // talked to someone new
    await user.keyboard("0"); // would come again: blank
    await user.keyboard("15{Enter}"); // two reasons
    await user.keyboard("2{Enter}"); // a poster
    await user.keyboard("Soup, 3{Enter}");
    await user.keyboard("1{Enter}");
    expect(await screen.findByText("Form 1 is saved.")).toBeVisible();
    expect(within(group).getByRole("radio", { name: "Not at all" })).toHaveFocus();
    await user.keyboard("4{Enter}{Enter}{Enter}{Enter}{Enter}{Enter}");
    expect(await screen.findByText("Form 2 is saved.")).toBeVisible();
    const { forms } = await bridge.desk.Forms(sample);
    expect(forms[1]).toMatchObject({
      answers: { welcome: ["5"], new: ["yes"], again: [], why: ["people", "day"], heard: ["poster"] },
      words: "Soup, 3",
      may_quote: true,
    });
    expect(forms[0]?.answers).toEqual({ welcome: ["4"] });
    const table = await screen.findByRole("table", {
      name: /How welcome did you feel.*2 answered · 4.5 of 5/,
    });
    expect(within(table).getByRole("row", { name: "Very welcome 1" })).toBeVisible();
    await expectAccessible();
  });

  it("says why nothing can be read, and waits for no answer that never comes", async () => {
    const { user, bridge } = await openAt(`#/event/${sample}/afterwards`);
    bridge.desk.Forms = () => Promise.reject(new BridgeError("damaged", "the forms cannot be read", ""));
    await user.click(screen.getByRole("tab", { name: "Feedback" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("the forms cannot be read");
  });

  it("refuses an empty form and says why", async () => {
    const { user } = await openFeedback();
    await user.click(screen.getByRole("button", { name: "Save and next form" }));
    expect(await screen.findByRole("alert")).toBeVisible();
  });

  it("quotes only what was ticked, and changes and takes a form away", async () => {
    const { user, bridge } = await openFeedback();
    const form = { lang: "", answers: { welcome: ["5"] }, words: "More chairs", may_quote: true };
    await bridge.desk.AddForm(sample, form);
    await bridge.desk.AddForm(sample, { ...form, words: "Not for others", may_quote: false });
    await user.click(await screen.findByRole("checkbox", { name: "Quote it" }));
    expect(screen.getByText("Not ticked: it stays with you.")).toBeVisible();
    await user.click(screen.getByRole("tab", { name: "What happened" }));
    const said = await screen.findByRole("region", { name: "What people said" });
    expect(await within(said).findByText("More chairs")).toBeVisible();
    expect(within(said).queryByText("Not for others")).toBeNull();
    expect(within(said).getByText("2 feedback cards · 5.0 of 5 felt welcome")).toBeVisible();
    await expectAccessible();
    await user.click(within(said).getByRole("button", { name: "Choose what to quote" }));
    await user.click(await screen.findByRole("button", { name: /Look at all forms again/ }));
    await user.click(screen.getByRole("button", { name: "Change form 2" }));
    const card = await screen.findByRole("dialog", { name: "Change form 2" });
    await user.click(within(card).getByRole("radio", { name: "Welcome" }));
    await user.click(within(card).getByRole("button", { name: "Save the change" }));
    await waitFor(async () =>
      expect((await bridge.desk.Forms(sample)).forms[0]?.answers.welcome).toEqual(["4"]),
    );
    expect(await screen.findByText("Form 2 is changed.")).toBeVisible();
    await user.click(await screen.findByRole("button", { name: "Take form 2 away" }));
    await waitFor(() => expect(screen.queryByText("Not for others")).toBeNull());
    expect(screen.queryByRole("button", { name: "Take form 2 away" })).toBeNull();
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    expect(await screen.findByRole("button", { name: "Take form 2 away" })).toBeVisible();
  });

  it("keeps a form that is half typed while another tab is looked at", async () => {
    const { user } = await openFeedback();
    const words = { name: "One thing you will remember" };
    await user.type(screen.getByRole("textbox", words), "The soup");
    await user.click(screen.getByRole("tab", { name: "Report" }));
    await user.click(screen.getByRole("tab", { name: "Feedback" }));
    expect(await screen.findByRole("textbox", words)).toHaveValue("The soup");
  });

  it("takes the next form while one is being saved, and gives back one that is refused", async () => {
    const { user, bridge } = await openFeedback();
    const add = bridge.desk.AddForm.bind(bridge.desk);
    let go: (() => void) | undefined;
    bridge.desk.AddForm = (...args) => new Promise<void>((ready) => (go = ready)).then(() => add(...args));
    const words = screen.getByRole("textbox", { name: "One thing you will remember" });
    await user.type(words, "First");
    await user.click(screen.getByRole("button", { name: "Save and next form" }));
    await user.type(words, "Second");
    go?.();
    expect(await screen.findByText("Form 1 is saved.")).toBeVisible();
    expect(words).toHaveValue("Second");
    bridge.desk.AddForm = () => Promise.reject(new BridgeError("locked", "the names are locked", ""));
    await user.click(screen.getByRole("button", { name: "Save and next form" }));
    expect(await screen.findByRole("alert")).toBeVisible();
    expect(words).toHaveValue("Second");
  });

  it("corrects a pile, and takes the correction back", async () => {
    const { user, bridge } = await openFeedback();
    await bridge.desk.AddPile(sample, { forms: 12, counts: { welcome: { "5": 9 } }, blank: {} });
    await user.click(
      await screen.findByRole("button", { name: /Look at all forms again 0 forms and 1 pile/ }),
    );
    await user.click(screen.getByRole("button", { name: "Change pile 1" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Change pile 1" }));
    const very = dialog.getByRole("textbox", { name: "Very welcome" });
    expect(very).toHaveValue("9");
    await user.clear(very);
    await user.type(very, "11");
    await user.click(dialog.getByRole("button", { name: "Save the change" }));
    expect(await screen.findByText("Pile 1 is changed.")).toBeVisible();
    expect(await screen.findByRole("table", { name: /11 answered · 5.0 of 5/ })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Undo" }));
    expect(await screen.findByRole("table", { name: /9 answered · 5.0 of 5/ })).toBeVisible();
  });

  it("adds a pile that was counted", async () => {
    const { user } = await openFeedback();
    await user.click(screen.getByRole("button", { name: "Count a pile instead of typing each form" }));
    await user.type(screen.getByRole("textbox", { name: "Forms in the pile" }), "12");
    await user.type(screen.getByRole("textbox", { name: "Very welcome" }), "9");
    await user.click(screen.getByRole("button", { name: "Add the pile" }));
    expect(await screen.findByRole("table", { name: /9 answered · 5.0 of 5/ })).toBeVisible();
  });

  it("keeps what the crew said, and care and safety out of sight", async () => {
    const { user, bridge } = await openFeedback();
    await user.type(
      screen.getByRole("textbox", { name: "What worked, and what did not?" }),
      "The long table",
    );
    await user.click(screen.getByRole("button", { name: "Show and write" }));
    await user.type(
      await screen.findByRole("textbox", { name: "Any care or safety concern?" }),
      "A loud man",
    );
    await user.type(screen.getByRole("textbox", { name: "Children" }), "7");
    await user.tab();
    await waitFor(async () => {
      const { debrief, counts } = await bridge.desk.Evaluation(sample);
      expect(debrief).toMatchObject({ answers: { worked: "The long table" }, concern: true });
      expect(counts.children).toBe(7);
    });
    expect(await bridge.desk.OpenConcern(sample)).toBe("A loud man");
    await user.type(screen.getByRole("textbox", { name: "Adults" }), "many");
    await user.tab();
    expect(await screen.findByText("Write a number, or leave it empty.")).toBeVisible();
    await user.click(screen.getByRole("tab", { name: "Report" }));
    expect(await screen.findByText(/^What you typed was not saved\. .*write a number/)).toBeVisible();
  });

  it("loses no typed number where a language is chosen straight after it", async () => {
    const { user, bridge } = await openFeedback();
    const set = bridge.desk.SetDayCounts.bind(bridge.desk);
    let go: (() => void) | undefined;
    bridge.desk.SetDayCounts = (...args) => {
      bridge.desk.SetDayCounts = set;
      return new Promise<void>((ready) => (go = ready)).then(() => set(...args));
    };
    await user.type(screen.getByRole("textbox", { name: "Children" }), "7");
    await user.click(screen.getByRole("button", { name: /Add a language/ }));
    await user.click(await screen.findByRole("option", { name: "Arabic" }));
    go?.(); // the number is written more slowly than a hand moves
    await waitFor(async () => expect((await bridge.desk.Evaluation(sample)).counts.heard).toEqual(["ar"]));
    expect((await bridge.desk.Evaluation(sample)).counts.children).toBe(7);
  });

  it("runs from right to left", async () => {
    const { t } = await openFeedback({ locale: "ar-XB" });
    expect(screen.getByRole("heading", { name: t("said.debrief") })).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});
