import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, expectRightToLeft, openRoom, sample } from "../../test/window";

describe("Plan", () => {
  it("shows tasks under their gates, late ones in words", async () => {
    await openRoom("plan");
    const gate = await screen.findByRole("region", { name: "Four weeks before" });
    expect(within(gate).getByText("2 of 5 done")).toBeVisible();
    expect(within(gate).getByText("3 days late")).toBeVisible();
    expect(within(gate).getByText("today")).toBeVisible();
    await expectAccessible();
  });

  it("ticks a task with the keyboard alone", async () => {
    const { user, bridge } = await openRoom("plan");
    const box = await screen.findByRole("checkbox", { name: "Check the step-free door with the caretaker" });
    box.focus();
    await user.keyboard(" ");
    await screen.findByText("3 of 5 done");
    const { tasks } = await bridge.desk.Event(sample);
    expect(tasks.filter((task) => task.done)).toHaveLength(3);
  });

  it("adds a task, and takes it back", async () => {
    const { user } = await openRoom("plan");
    await user.click(await screen.findByRole("button", { name: "Add a task" }));
    const dialog = await screen.findByRole("dialog", { name: "New task" });
    await user.click(within(dialog).getByRole("textbox", { name: "What is to be done?" }));
    await user.paste("Borrow a samovar");
    await expectAccessible();
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("checkbox", { name: "Borrow a samovar" })).toBeVisible();
    await user.click(await screen.findByRole("button", { name: "Undo: task" }));
    await waitFor(() => expect(screen.queryByRole("checkbox", { name: "Borrow a samovar" })).toBeNull());
  });

  it("changes and deletes a task", async () => {
    const { user } = await openRoom("plan");
    const edit = { name: "Edit: Invite the ward councillor and the school" };
    await user.click(await screen.findByRole("button", edit));
    const who = await screen.findByRole("textbox", { name: "Who does it?" });
    await user.clear(who);
    await user.paste("Samira");
    await user.click(screen.getByRole("button", { name: "Save the task" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await user.click(await screen.findByRole("button", edit));
    await user.click(await screen.findByRole("button", { name: "Delete the task" }));
    await waitFor(() => expect(screen.queryByRole("button", edit)).toBeNull());
  });

  it("saves what is typed under Details, by itself", async () => {
    const { user, bridge } = await openRoom("plan");
    await user.click(await screen.findByRole("tab", { name: "Details" }));
    const venue = await screen.findByRole("textbox", { name: "Venue" });
    await user.clear(venue);
    await user.paste("The Old Library");
    await screen.findByText("Saved");
    expect((await bridge.desk.Event(sample)).doc.venue.name).toBe("The Old Library");
    await expectAccessible();
  });

  it("keeps wrong words in their field with the reason, and saves the rest", async () => {
    const { user, bridge } = await openRoom("plan");
    await user.click(await screen.findByRole("tab", { name: "Details" }));
    await user.clear(await screen.findByRole("textbox", { name: "Event" }));
    await user.type(screen.getByRole("textbox", { name: "Town" }), "!");
    await user.tab();
    expect(await screen.findByText("An event needs a title. Write one in any language.")).toBeVisible();
    expect(screen.getByRole("textbox", { name: "Event" })).toBeInvalid();
    expect((await bridge.desk.Event(sample)).doc.venue.town).toBe("Manchester!");
  });

  it("removes words in a language when they are emptied", async () => {
    const { user, bridge } = await openRoom("plan");
    await user.click(await screen.findByRole("tab", { name: "Details" }));
    await user.clear(await screen.findByRole("textbox", { name: "Headline" }));
    await user.tab();
    await screen.findByText("Saved");
    expect((await bridge.desk.Event(sample)).doc.texts.headline).toEqual({});
  });

  it("runs from right to left", async () => {
    const { t } = await openRoom("plan", { locale: "ar-XB" });
    expect(await screen.findByRole("heading", { name: t("plan.title") })).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});
