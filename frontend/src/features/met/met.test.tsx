import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { translator } from "../../i18n/messages";
import { expectAccessible, expectRightToLeft, openRoom, sample } from "../../test/window";
import { fieldName, valueWords } from "./words";

describe("Changes that met", () => {
  it("are said quietly, listed with both values, settled and undone", async () => {
    const { user, bridge } = await openRoom("plan", { met: true });
    await user.click(await screen.findByRole("button", { name: "2 changes met" }));
    const dialog = await screen.findByRole("dialog", { name: "Changes that met" });
    expect(within(dialog).getByText("17:30")).toBeVisible();
    expect(within(dialog).getByText("18:00")).toBeVisible();
    await expectAccessible();
    await user.click(within(dialog).getByRole("button", { name: "Use this instead (Begins at: 18:00)" }));
    await waitFor(() => expect(within(dialog).queryByText("18:00")).toBeNull());
    expect(await bridge.desk.Conflicts(sample)).toHaveLength(1);
    await user.click(within(dialog).getByRole("button", { name: "Close" }));
    await user.keyboard("{Control>}z{/Control}");
    expect(await screen.findByRole("button", { name: "2 changes met" })).toBeVisible();
  });

  it("say nothing where there are none", async () => {
    await openRoom("plan");
    expect(screen.queryByRole("button", { name: /met$/ })).toBeNull();
  });

  it("run from right to left", async () => {
    const { user, t } = await openRoom("plan", { met: true, locale: "ar-XB" });
    await user.click(await screen.findByRole("button", { name: t("met.badge", { count: 2 }) }));
    await screen.findByRole("dialog", { name: t("met.title") });
    expectRightToLeft();
    await expectAccessible();
  });

  it.each([
    ["", "nothing"],
    [null, "nothing"],
    [true, "yes"],
    [12, "12"],
    [{ en: "Tea" }, "en: Tea"],
  ])("read %j as %s", (value, want) => expect(valueWords(translator("en-GB"), value, "en: Tea")).toBe(want));

  it("name what they are about, also when it is newer than the window", () => {
    const t = translator("en-GB");
    const conflict = { id: "", name: "", now: "", lost: "", now_words: "", lost_words: "", at: "" };
    expect(fieldName(t, { ...conflict, entity: "event", field: "texts.headline" })).toBe(
      "Words of the poster",
    );
    expect(fieldName(t, { ...conflict, entity: "task", field: "colour" })).toBe("A task");
    expect(fieldName(t, { ...conflict, entity: "song", field: "x" })).toBe("A detail");
  });
});
