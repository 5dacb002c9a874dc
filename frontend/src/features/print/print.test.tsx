import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, expectRightToLeft, openRoom, sample } from "../../test/window";

const page = () => screen.findByRole("img", { name: /^Page 1 of 1/ });

describe("Print", () => {
  it("shows the page and what it says about itself", async () => {
    await openRoom("print");
    expect(await page()).toHaveAttribute("src", expect.stringContaining("It%20takes"));
    expect(
      screen.getByText("Text is large enough to read from 2 metres. The code scans from 1.5 metres."),
    ).toBeVisible();
    await expectAccessible();
  });

  it("follows the words as they are typed", async () => {
    const { user, bridge } = await openRoom("print");
    const headline = await screen.findByRole("textbox", { name: "Headline" });
    await user.clear(headline);
    await user.type(headline, "Welcome");
    await waitFor(
      async () => expect(await page()).toHaveAttribute("src", expect.stringContaining("Welcome")),
      {
        timeout: 5000,
      },
    );
    expect((await bridge.desk.Event(sample)).doc.texts.headline).toEqual({ en: "Welcome" });
  });

  it("names a problem at the field it is about", async () => {
    const { user } = await openRoom("print");
    await user.type(
      await screen.findByRole("textbox", { name: "Headline" }),
      " and a very long headline that no paper holds",
    );
    await waitFor(
      () =>
        expect(screen.getByRole("textbox", { name: "Headline" })).toHaveAccessibleDescription(
          "The headline is too long for this paper.",
        ),
      { timeout: 5000 },
    );
  });

  it("picks what to print, language and paper with the keyboard", async () => {
    const { user } = await openRoom("print");
    (await screen.findByRole("radio", { name: "Poster, weave" })).focus();
    await user.keyboard("{ArrowDown}");
    expect(screen.getByRole("radio", { name: "Article 1" })).toBeChecked();
    await user.keyboard("{ArrowUp}");
    await user.click(await screen.findByRole("radio", { name: "Urdu, not reviewed" }));
    expect(await screen.findByText(/^The fixed phrases in Urdu are not reviewed yet/)).toBeVisible();
    await user.click(screen.getByRole("radio", { name: "A3" }));
    expect(await screen.findByText(/from 2.8 metres/)).toBeVisible();
  });

  it("saves and opens", async () => {
    const { user } = await openRoom("print");
    await user.click(await screen.findByRole("button", { name: "Save as PDF" }));
    expect(await screen.findByText("Saved: /home/sam/poster-en.pdf")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Open for printing" }));
    expect(await screen.findByText("Opened. Print it at actual size.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Save everything" }));
    expect(await screen.findByText("4 files saved.")).toBeVisible();
  });

  it("runs from right to left", async () => {
    const { t } = await openRoom("print", { locale: "ar-XB" });
    expect(await screen.findByRole("button", { name: t("print.savePdf") })).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});
