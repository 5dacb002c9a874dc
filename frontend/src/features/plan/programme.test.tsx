import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { FakeStart } from "../../bridge/fake/fake-desk";
import type { ProgrammePoint } from "../../bridge/types";
import { expectAccessible, expectRightToLeft, openAt, sample } from "../../test/window";

const point = (at: string, title: ProgrammePoint["title"], lead = ""): ProgrammePoint => ({
  at,
  minutes: 30,
  title,
  lead,
});
const evening = [
  point("17:30", { en: "Doors open" }),
  point("18:00", { en: "Welcome", ur: "خوش آمدید" }, "Amina"),
  point("18:30", { en: "Food" }),
];

async function programme(points: ProgrammePoint[] = evening, start: FakeStart = {}) {
  const opened = await openAt(`#/event/${sample}/plan/programme`, start);
  await opened.bridge.desk.EditEvent(sample, JSON.stringify({ programme: points }));
  const stored = async () => (await opened.bridge.desk.Event(sample)).doc.programme;
  const row = (number: number) =>
    within(screen.getByRole("group", { name: opened.t("programme.point", { number }) }));
  if (points.length > 0)
    await screen.findByRole("group", { name: opened.t("programme.point", { number: 1 }) });
  return { ...opened, stored, row };
}

describe("The programme", () => {
  it("begins with nothing, and saves its first point by itself", async () => {
    const { user, stored, row } = await programme([]);
    expect(await screen.findByText(/^Nothing yet/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Add a point" }));
    const what = row(1).getByRole("textbox", { name: "What" });
    expect(what).toHaveFocus();
    await user.keyboard("Doors open{Tab}The hosts");
    expect(await screen.findByText("Saved")).toBeVisible();
    await waitFor(async () =>
      expect(await stored()).toEqual([
        { at: "17:30", minutes: 15, title: { en: "Doors open" }, lead: "The hosts" },
      ]),
    );
    await expectAccessible();
  });

  it("adds a point where the last one ends", async () => {
    const { user, row } = await programme();
    await user.click(screen.getByRole("button", { name: "Add a point" }));
    const time = row(4).getByRole("group", { name: "Time" });
    expect(
      within(time)
        .getAllByRole("spinbutton")
        .map((part) => part.textContent),
    ).toEqual(["19", "00"]);
  });

  it("puts a point where its time belongs, with the keyboard alone", async () => {
    const { user, stored, row } = await programme();
    const [hour] = row(3).getAllByRole("spinbutton", { name: /^hour/ });
    hour?.focus();
    await user.keyboard("17{ArrowRight}00{Tab}");
    await waitFor(async () =>
      expect((await stored()).map(({ title }) => title.en)).toEqual(["Food", "Doors open", "Welcome"]),
    );
    expect(row(1).getByRole("textbox", { name: "Minutes" })).toHaveFocus();
    expect(screen.getByText("Now point 1 of 3.")).toBeInTheDocument();
  });

  it("deletes a point, and brings it back", async () => {
    const { user, stored } = await programme();
    await user.click(screen.getByRole("button", { name: "Delete: Welcome" }));
    await waitFor(async () => expect(await stored()).toHaveLength(2));
    expect(screen.getByRole("button", { name: "Add a point" })).toHaveFocus();
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(async () => expect(await stored()).toEqual(evening));
    expect(await screen.findByDisplayValue("Welcome")).toBeVisible();
  });

  it("keeps what was typed before when a deletion is undone", async () => {
    const { user, stored, row } = await programme();
    await user.type(row(1).getByRole("textbox", { name: "Who leads it" }), "Sam");
    await user.click(screen.getByRole("button", { name: "Delete: Food" }));
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(async () => expect((await stored()).map(({ lead }) => lead)).toEqual(["Sam", "Amina", ""]));
  });

  it("holds the words of each language, and lends those of the first", async () => {
    const { user, stored, row } = await programme();
    await user.click(screen.getByRole("radio", { name: "Urdu" }));
    const what = row(1).getByRole("textbox", { name: "What" });
    expect(what).toHaveAttribute("placeholder", "Doors open");
    expect(what).toHaveAttribute("lang", "ur");
    expect(row(2).getByRole("textbox", { name: "What" })).toHaveValue("خوش آمدید");
    await user.type(what, "دروازے");
    await user.clear(row(2).getByRole("textbox", { name: "What" }));
    await user.tab();
    await waitFor(async () =>
      expect((await stored()).map(({ title }) => title)).toEqual([
        { en: "Doors open", ur: "دروازے" },
        { en: "Welcome" },
        { en: "Food" },
      ]),
    );
  });

  it("says at the field what cannot be saved", async () => {
    const { user, row } = await programme();
    const what = row(2).getByRole("textbox", { name: "What" });
    await user.click(what);
    await user.paste("very ".repeat(30));
    await user.tab();
    await waitFor(() => expect(what).toBeInvalid());
    expect(what).toHaveAccessibleDescription(/120 letters are the most/);
    expect(row(1).getByRole("textbox", { name: "What" })).toBeValid();
  });

  it("is found from the printed programme", async () => {
    const { user } = await openAt(`#/event/${sample}/print`);
    await user.click(await screen.findByRole("radio", { name: "Programme" }));
    await user.click(await screen.findByRole("link", { name: "Change the programme" }));
    expect(await screen.findByRole("tab", { name: "Programme", selected: true })).toBeVisible();
  });

  it("runs from right to left", async () => {
    const { t } = await programme(evening, { locale: "ar-XB" });
    expect(screen.getByRole("heading", { name: t("programme.title") })).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});
