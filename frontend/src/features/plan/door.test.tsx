import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, expectRightToLeft, openRoom, sample } from "../../test/window";

type Opened = Awaited<ReturnType<typeof openRoom>>;

async function openDoor(start = {}) {
  const opened = await openRoom("plan", start);
  await opened.user.click(await screen.findByRole("tab", { name: opened.t("door.tab") }));
  return opened;
}

/** Puts words into a field at once: typing takes a window of this size its time. */
async function paste(user: Opened["user"], field: HTMLElement, words: string) {
  await user.click(field);
  await user.paste(words);
}

describe("Safety", () => {
  it("says what the kit does, and switches quiet mode with its area", async () => {
    const { user, bridge } = await openDoor();
    await user.click(await screen.findByRole("checkbox", { name: /Give the address only after/ }));
    const area = await screen.findByRole("textbox", { name: "Area to show instead" });
    await paste(user, area, "Near the river");
    await user.tab();
    await waitFor(async () =>
      expect(await bridge.desk.DoorPlan(sample)).toMatchObject({ quiet: true, area: "Near the river" }),
    );
    expect(await screen.findByText("Quiet mode is on")).toBeVisible();
    await user.click(screen.getByRole("checkbox", { name: /police team/ }));
    expect(await screen.findByText("1 of 3 seen to")).toBeVisible();
    await expectAccessible();
  });

  it("plans who stands where, and says who is alone", async () => {
    const { user, bridge } = await openDoor();
    await user.click(await screen.findByRole("button", { name: "Add a place" }));
    await user.keyboard("{Enter}");
    expect(await screen.findByText(/Write where somebody stands|write where somebody stands/)).toBeVisible();
    await paste(user, screen.getByRole("textbox", { name: "Where" }), "Front door");
    const [first] = (await bridge.desk.DoorPlan(sample)).crew;
    await user.click(screen.getByRole("checkbox", { name: first?.name ?? "" }));
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("One person is alone here.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Change: Front door" }));
    await user.click(await screen.findByRole("button", { name: "Take it off" }));
    await waitFor(() => expect(screen.queryByText("Front door")).toBeNull());
  });

  it("keeps the code word and phones sealed until somebody asks", async () => {
    const { user, bridge } = await openDoor();
    await user.click(await screen.findByRole("button", { name: "Code word and police" }));
    await paste(user, await screen.findByRole("textbox", { name: "Code word" }), "sunflower");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await user.click(await screen.findByRole("button", { name: "Add a person" }));
    await user.click(await screen.findByRole("radio", { name: "For the crew" }));
    await paste(user, screen.getByRole("textbox", { name: "Name" }), "Sam Sample");
    await paste(user, screen.getByRole("textbox", { name: /^Phone/ }), "0100 000000");
    await user.click(screen.getByRole("button", { name: "Save" }));
    const care = await screen.findByRole("region", { name: "Whom to turn to" });
    expect(await within(care).findByText("Sam Sample")).toBeVisible();
    expect(within(care).getByText("written down, and sealed")).toBeVisible();
    expect(screen.queryByText("sunflower")).toBeNull();
    expect(screen.queryByText("0100 000000")).toBeNull();
    await user.click(within(care).getByRole("button", { name: "Show them" }));
    expect(await screen.findByText("sunflower")).toBeVisible();
    expect(await screen.findByText("0100 000000")).toBeVisible();
    expect((await bridge.desk.DoorPlan(sample)).code_word).toBe("");
  });

  it("runs from right to left", async () => {
    const { t } = await openDoor({ locale: "ar-XB" });
    expect(await screen.findByRole("heading", { name: t("door.posts") })).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});
