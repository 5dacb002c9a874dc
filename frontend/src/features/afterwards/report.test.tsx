import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, expectRightToLeft, openAt, sample } from "../../test/window";

const open = (locale?: string) =>
  openAt(`#/event/${sample}/afterwards/report`, locale === undefined ? {} : { locale });
const card = async (name: string) => within(await screen.findByRole("region", { name }));

describe("The report for funders", () => {
  it("shows its pages, and says in words what it does not show", async () => {
    await open();
    const pages = await card("The report as it is now");
    expect(await pages.findByRole("img", { name: "Page 1 of 1" })).toBeVisible();
    const hidden = await card("What it does not show");
    expect(hidden.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
      expect.stringMatching(
        /^The numbers of people are those of .*20 December 2026: fewer than 5 have changed/,
      ),
      expect.stringMatching(/^How many of those who came had signed up: /),
      expect.stringMatching(/^For how many it was the first time: /),
      expect.stringMatching(/^How many volunteers there were: it is under 5/),
      expect.stringMatching(/^The hours of the volunteers: /),
      expect.stringMatching(/^Languages of fewer than 5 people: /),
    ]);
    await expectAccessible();
  });

  it("says what to do where nobody has counted", async () => {
    const { bridge } = await open();
    await card("What it does not show");
    expect(screen.queryByRole("link", { name: "Go to On the day" })).toBeNull();
    const sheet = await bridge.desk.ReportSheet(sample);
    const uncounted = ["signed_up", "in_room"].map((measure) => ({
      ...{ part: "people", measure, key: "", why: "uncounted" },
    }));
    bridge.desk.ReportSheet = async () => ({ ...sheet, hidden: uncounted, held: [] });
    await bridge.desk.SetReportTexts(sample, { next: "" });
    expect(await screen.findByRole("link", { name: "Go to On the day" })).toBeVisible();
    const hidden = await card("What it does not show");
    expect(hidden.getByText("How many came: nobody has counted yet.")).toBeVisible();
    expect(hidden.queryByText(/under 5|fewer than 5/)).toBeNull();
    await expectAccessible();
  });

  it("says which words may name somebody, and leaves nothing out because of it", async () => {
    await open();
    const texts = await card("In your own words");
    expect(texts.getByText("What the crew said: Sam Sample")).toBeVisible();
    expect(texts.getByText(/^Some words may say who somebody is/)).toBeVisible();
    expect((await card("Save the report")).getAllByRole("button", { name: "Save as CSV" })[0]).toBeEnabled();
    await expectAccessible();
  });

  it("keeps what is written, begun with what the crew said", async () => {
    const { user, bridge } = await open();
    const texts = await card("In your own words");
    expect(texts.getByText("Until you write here, this stands there: The long table worked.")).toBeVisible();
    await user.click(texts.getByRole("button", { name: "Begin with what the crew said" }));
    const learned = await texts.findByRole("textbox", { name: "What we learned" });
    expect(learned).toHaveValue("The long table worked.");
    await user.type(learned, " More chairs.");
    await user.type(texts.getByRole("textbox", { name: "What comes next" }), "Again in March.");
    await user.tab();
    expect(await texts.findByText("Saved")).toBeVisible();
    expect((await bridge.desk.ReportSheet(sample)).texts).toEqual({
      learned: "The long table worked. More chairs.",
      next: "Again in March.",
      thanks: "",
    });
  });

  it("leaves parts out, and saves files with the keyboard", async () => {
    const { user, bridge } = await open();
    const parts = await card("What is in it");
    await user.click(parts.getByRole("checkbox", { name: "Money" }));
    expect(await parts.findByRole("checkbox", { name: "Money", checked: false })).toBeVisible();
    expect((await bridge.desk.ReportSheet(sample)).parts).toContainEqual({ id: "money", on: false });
    const save = await card("Save the report");
    const umbrella = within(save.getByRole("group", { name: "Form for an umbrella" }));
    umbrella.getByRole("button", { name: "Save as CSV" }).focus();
    await user.keyboard("{Enter}");
    expect(await screen.findByText("Saved: /home/sam/umbrella-form.csv")).toBeVisible();
    expect(save.getByText(/^Reports were saved on .*20 December 2026\.$/)).toBeVisible();
  });

  it("runs from right to left", async () => {
    const { t } = await open("ar-XB");
    expect(await screen.findByRole("button", { name: t("report.pdf") })).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});
