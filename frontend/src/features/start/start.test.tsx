import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, expectRightToLeft, openAt } from "../../test/window";

describe("A blank kit", () => {
  it("starts again from the recovery sheet, with the keyboard alone", async () => {
    const { user } = await openAt("#/events", { sample: false });
    (await screen.findByRole("button", { name: "I have a recovery sheet" })).focus();
    await user.keyboard("{Enter}");
    await screen.findByRole("dialog", { name: "Start again from the recovery sheet" });
    await expectAccessible();
    await user.keyboard("KQ7ZD M2XWT 9RDBH");
    await user.tab();
    await user.keyboard("Amina’s laptop{Enter}");
    expect(await screen.findByText(/^Everything is back, as it was 22 Nov 2026/)).toBeVisible();
    expect(await screen.findByRole("link", { name: "A shared table" })).toBeVisible();
  });

  it("says what is wrong with what was typed", async () => {
    const { user } = await openAt("#/events", { sample: false });
    await user.click(await screen.findByRole("button", { name: "I have a recovery sheet" }));
    await user.type(await screen.findByRole("textbox", { name: /^The groups/ }), "abc");
    await user.type(screen.getByRole("textbox", { name: /^What do you call/ }), "X");
    await user.click(screen.getByRole("button", { name: "Choose the file" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("that is no recovery sheet");
  });

  it("joins by a code, and says where the reply is", async () => {
    const { user } = await openAt("#/events", { sample: false });
    await user.click(await screen.findByRole("button", { name: "I have a code from another laptop" }));
    const dialog = await screen.findByRole("alertdialog", { name: "Join your group’s laptops" });
    await user.type(within(dialog).getByRole("textbox", { name: "Code" }), "7QK4-M2ZX-9TRD-WB6H");
    await user.type(
      within(dialog).getByRole("textbox", { name: /^What do you call/ }),
      "Joe’s laptop{Enter}",
    );
    expect(await within(dialog).findByText("/media/stick/reply.daykit")).toBeVisible();
    await expectAccessible();
  });

  it("runs from right to left", async () => {
    const { user, t } = await openAt("#/events", { sample: false, locale: "ar-XB" });
    await user.click(await screen.findByRole("button", { name: t("start.sheet") }));
    await screen.findByRole("dialog", { name: t("start.sheetTitle") });
    expectRightToLeft();
    await expectAccessible();
  });
});
