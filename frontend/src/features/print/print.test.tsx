import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, expectRightToLeft, openRoom, sample } from "../../test/window";

const page = (count = 1) => screen.findByRole("img", { name: new RegExp(`^Page 1 of ${count}: `) });

describe("Print", () => {
  it("shows the page and what it says about itself", async () => {
    await openRoom("print");
    expect(await page()).toHaveAttribute("src", expect.stringContaining("It%20takes"));
    expect(
      screen.getByText("Text is large enough to read from 2 m away. A phone reads the code from 1.5 m."),
    ).toBeVisible();
    expect(await screen.findByText("Ink covers about 22% of the page.")).toBeVisible();
    await expectAccessible();
  });

  it("says beside the button that the code leads nowhere yet, and where to change that", async () => {
    await openRoom("print");
    expect(await screen.findByText(/The code on it leads to no page yet: join the campaign/)).toBeVisible();
    expect(screen.getByRole("link", { name: "Go to Afterwards" })).toHaveAttribute(
      "href",
      `#/event/${sample}/afterwards/send`,
    );
  });

  it("follows the words as they are typed", async () => {
    const { user, bridge } = await openRoom("print");
    const headline = await screen.findByRole("textbox", { name: "Headline" });
    await user.clear(headline);
    await user.paste("Welcome");
    await waitFor(() =>
      expect(screen.getByAltText(/^Page 1 of 1: /)).toHaveAttribute(
        "src",
        expect.stringContaining("Welcome"),
      ),
    );
    expect((await bridge.desk.Event(sample)).doc.texts.headline).toEqual({ en: "Welcome" });
  });

  it("names a problem at the field it is about", async () => {
    const { user } = await openRoom("print");
    const headline = await screen.findByRole("textbox", { name: "Headline" });
    await user.click(headline);
    await user.paste(" and a very long headline that no paper holds");
    await waitFor(() =>
      expect(headline).toHaveAccessibleDescription(
        "Left out: there is too much text for this paper. Shorten it, or take larger paper.",
      ),
    );
    expect(screen.queryByText("To put right")).not.toBeInTheDocument();
  });

  it("offers every design as a small picture, and every printable by name", async () => {
    const { bridge } = await openRoom("print");
    const designs = await screen.findByRole("radiogroup", { name: "Design" });
    const names = within(designs).getAllByRole("radio");
    expect(names.map((one) => one.closest("label")?.textContent)).toEqual([
      "Weave",
      "Voice",
      "Circle",
      "Plain",
    ]);
    await waitFor(() => expect(designs.querySelectorAll("img")).toHaveLength(4));
    const printables = screen.getByRole("radiogroup", { name: "What to print" });
    const { kinds } = await bridge.desk.PrintChoices();
    expect(within(printables).getAllByRole("radio")).toHaveLength(kinds.length);
    for (const { kind } of kinds) expect(within(printables).queryByText(kind)).toBeNull(); // all have words
    expect(within(printables).getByText("On the tables")).toBeVisible();
  });

  it("picks design, printable, language and paper with the keyboard", async () => {
    const { user } = await openRoom("print");
    (await screen.findByRole("radio", { name: "Weave" })).focus();
    await user.keyboard("{ArrowRight}");
    expect(screen.getByRole("radio", { name: "Voice" })).toBeChecked();
    await user.tab();
    expect(screen.getByRole("radio", { name: "Poster" })).toHaveFocus();
    await user.keyboard("{ArrowDown}");
    expect(screen.getByRole("radio", { name: "Flyers" })).toBeChecked();
    expect(await screen.findByRole("radio", { name: "A5" })).toBeChecked();
    await user.keyboard("{ArrowUp}");
    (await screen.findByRole("radio", { name: "English, reviewed" })).focus();
    await user.keyboard("{ArrowRight}");
    expect(await screen.findByText(/^The fixed phrases in Urdu are not reviewed yet/)).toBeVisible();
    screen.getByRole("radio", { name: "A4" }).focus();
    await user.keyboard("{ArrowRight}");
    expect(await screen.findByText(/from 2.8 m away/)).toBeVisible();
    screen.getByRole("checkbox", { name: "On its side" }).focus();
    await user.keyboard(" ");
    await waitFor(async () =>
      expect((await page()).style.getPropertyValue("--shape")).toBe(String(420 / 297)),
    );
  });

  it("leads from another printable back to the poster by a design", async () => {
    const { user } = await openRoom("print");
    await user.click(await screen.findByRole("radio", { name: "Name badges" }));
    expect(screen.getByRole("radio", { name: "Plain" })).not.toBeChecked();
    await user.click(screen.getByRole("radio", { name: "Plain" }));
    expect(screen.getByRole("radio", { name: "Poster" })).toBeChecked();
    expect(screen.getByRole("radio", { name: "Plain" })).toBeChecked();
  });

  it("says how much less ink the saving way takes", async () => {
    const { user } = await openRoom("print");
    const save = await screen.findByRole("checkbox", { name: "Save ink" });
    await waitFor(() =>
      expect(save).toHaveAccessibleDescription("outlines, white paper: about 70% less ink"),
    );
    await user.click(save);
    expect(await screen.findByText("Ink covers about 7% of the page.")).toBeVisible();
  });

  it("judges the ink of a pile of letters by some of them", async () => {
    const guests = Array.from({ length: 40 }, (_, n) => ({
      ...{ id: `g${n}`, name: `Guest ${n}`, lang: "en", org: "", party: 1 },
      ...{ notes: "", contact: "", arrived_at: "", place: "" as const, page: false },
    }));
    const { user } = await openRoom("print", { guests });
    await user.click(await screen.findByRole("radio", { name: "Letters" }));
    expect(await screen.findByText("Ink covers about 6% of a page, judged by 12 of 40 pages.")).toBeVisible();
  });

  it("says when the ink could not be measured", async () => {
    await openRoom("print", { inkFails: true });
    expect(await screen.findByText("The ink could not be measured.")).toBeVisible();
  });

  it("spreads a large page over sheets, with the map last", async () => {
    const { user } = await openRoom("print");
    await user.click(await screen.findByRole("radio", { name: "A3" }));
    await user.click(screen.getByRole("button", { name: "More choices" }));
    await user.click(screen.getByRole("radio", { name: "Over A4 sheets" }));
    await page(5);
    await user.click(screen.getByRole("button", { name: "How the sheets go together" }));
    expect(screen.getByRole("img", { name: /^Page 5 of 5/ })).toBeVisible();
    await user.click(screen.getByRole("radio", { name: "A4" }));
    await page(1);
    expect(screen.getByText(/^Choose A3 or larger/)).toBeVisible();
  });

  it("takes somebody's word that a speaker has read the proof", async () => {
    const { user } = await openRoom("print");
    await user.click(await screen.findByRole("radio", { name: "Urdu, not reviewed" }));
    expect(await screen.findByText(/^The pages carry a draft band.*Urdu\.$/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "A speaker of Urdu has read the proof" }));
    const dialog = await screen.findByRole("dialog");
    expect(dialog).toHaveTextContent("carries a band that says “Draft”");
    await expectAccessible();
    await user.keyboard("Amina{Enter}");
    expect(await screen.findByText("A speaker of Urdu has read the proof: Amina, 23 Nov.")).toBeVisible();
    expect(screen.getByRole("radio", { name: "Urdu, read by a speaker" })).toBeChecked();
    await waitFor(() => expect(screen.queryByText(/draft band:/)).not.toBeInTheDocument());
  });

  it("says when a language is out of date", async () => {
    const { user } = await openRoom("print");
    await user.click(await screen.findByRole("radio", { name: "Tigrinya, out of date" }));
    expect(await screen.findByText(/^The English has changed since/)).toBeVisible();
  });

  it("runs from right to left", async () => {
    const { t } = await openRoom("print", { locale: "ar-XB" });
    expect(await screen.findByRole("button", { name: t("print.savePdf") })).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});
