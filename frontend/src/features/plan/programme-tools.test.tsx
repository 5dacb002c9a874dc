import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, openAt, sample } from "../../test/window";

const dialog = () => within(screen.getByRole("dialog"));

async function programme() {
  const opened = await openAt(`#/event/${sample}/plan/programme`);
  const stored = async () => (await opened.bridge.desk.Event(sample)).doc.programme;
  return { ...opened, stored };
}

describe("The tools of the running order", () => {
  it("shows what the activities bring, asks before it replaces, and can be undone", async () => {
    const { user, stored } = await programme();
    await user.click(await screen.findByRole("button", { name: "Fill from the activities" }));
    expect(await dialog().findByText("Shared meal")).toBeVisible();
    expect(dialog().getByText(/^The 4 points that you have now go/)).toBeVisible();
    await expectAccessible();
    await user.click(dialog().getByRole("button", { name: "Replace 4 points" }));
    expect(await screen.findByText("The running order is filled.")).toBeVisible();
    expect((await stored()).map(({ at }) => at)).toEqual(["17:30", "17:40", "20:00", "20:10"]);
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(async () => expect((await stored())[1]?.title.en).toBe("Welcome"));
  });

  it("moves what follows, and says why not", async () => {
    const { user, stored } = await programme();
    await user.click(await screen.findByRole("button", { name: "Move what follows" }));
    await user.click(dialog().getByRole("button", { name: /From which point on/ }));
    await user.click(await screen.findByRole("option", { name: "18:15 Food and conversation cards" }));
    await user.click(dialog().getByRole("button", { name: "Move them" }));
    expect(await screen.findByText("2 points moved.")).toBeVisible();
    expect((await stored()).map(({ at }) => at)).toEqual(["17:30", "18:00", "18:25", "19:25"]);
    await user.click(screen.getByRole("button", { name: "Move what follows" }));
    await user.click(dialog().getByRole("button", { name: /From which point on/ }));
    await user.click(await screen.findByRole("option", { name: "18:25 Food and conversation cards" }));
    await user.click(dialog().getByRole("radio", { name: "Earlier" }));
    const minutes = dialog().getByRole("textbox", { name: "Minutes" });
    await user.clear(minutes);
    await user.type(minutes, "40");
    await user.click(dialog().getByRole("button", { name: "Move them" }));
    expect(await dialog().findByText(/before the point that stands before it/)).toBeVisible();
  });
});

describe("What is taken along", () => {
  it("is a file for calendars, of all events and with names only when asked", async () => {
    const { user, bridge } = await programme();
    const asked: unknown[][] = [];
    const save = bridge.desk.SaveFeed.bind(bridge.desk);
    bridge.desk.SaveFeed = (...all) => {
      asked.push(all);
      return save(...all);
    };
    await user.click(await screen.findByRole("button", { name: "Add to calendar" }));
    await user.click(dialog().getByRole("radio", { name: "All events with tasks and shifts" }));
    await user.click(dialog().getByRole("checkbox", { name: "Tasks as to-dos" }));
    await expectAccessible();
    await user.click(dialog().getByRole("button", { name: "Save the file" }));
    expect(await screen.findByText(/daykit\.ics/)).toBeVisible();
    expect(asked).toEqual([["", false, true]]);
  });

  it("is everything of the event, with names only after a question of its own", async () => {
    const { user, bridge } = await programme();
    const asked: unknown[][] = [];
    const save = bridge.desk.SaveData.bind(bridge.desk);
    bridge.desk.SaveData = (...all) => {
      asked.push(all);
      return save(...all);
    };
    const open = async () => {
      await user.click(await screen.findByRole("button", { name: "More for this event" }));
      await user.click(await screen.findByRole("menuitem", { name: "Take everything with you" }));
    };
    await open();
    await user.click(dialog().getByRole("button", { name: "Save" }));
    expect(await screen.findByText(/^Saved 21 tables with 75 lines/)).toBeVisible();
    await open();
    await user.click(dialog().getByRole("radio", { name: "One zip file" }));
    await user.click(dialog().getByRole("checkbox", { name: "With names and contacts" }));
    await user.click(dialog().getByRole("button", { name: "Save" }));
    expect(await screen.findByRole("alertdialog", { name: "With everybody’s names?" })).toBeVisible();
    await expectAccessible();
    expect(asked).toHaveLength(1);
    await user.click(screen.getByRole("button", { name: "Yes, with names" }));
    await waitFor(() => expect(asked[1]).toEqual([sample, "zip", true]));
  });
});
