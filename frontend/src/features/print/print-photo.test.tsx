import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, openRoom, sample } from "../../test/window";

async function withPhoto(locale = "en-GB") {
  const opened = await openRoom("print", { locale });
  const { user, t } = opened;
  const panel = await screen.findByRole("button", { name: (name) => name.startsWith(t("print.photo")) });
  await user.click(panel);
  await user.click(screen.getByRole("button", { name: t("print.photoPick") }));
  const across = await screen.findByRole("slider", { name: t("print.focusAcross") });
  return { ...opened, across, photo: async () => (await opened.bridge.desk.Event(sample)).doc.photo };
}

describe("A photo on the page", () => {
  it("says what it shows in each language, and whose it is", async () => {
    const { user, photo } = await withPhoto();
    const alt = screen.getByRole("textbox", { name: "What it shows, in English" });
    await waitFor(() => expect(alt).toHaveAccessibleDescription(/^No words say what the photo shows/));
    await user.click(alt);
    await user.paste("Neighbours at a long table");
    await user.click(screen.getByRole("textbox", { name: "What it shows, in Polish" }));
    await user.paste("The same in Polish");
    await user.click(screen.getByRole("textbox", { name: "Who took it" }));
    await user.paste("The group");
    await user.tab();
    await waitFor(async () =>
      expect(await photo()).toMatchObject({
        alt: { en: "Neighbours at a long table", pl: "The same in Polish" },
        credit: "The group",
      }),
    );
    await waitFor(() => expect(alt).not.toHaveAccessibleDescription());
    await expectAccessible();
  });

  it("keeps in view what the arrow keys point at, also from right to left", async () => {
    const { user, across, photo } = await withPhoto("ar-XB");
    across.focus();
    await user.keyboard("{ArrowRight}{ArrowRight}{ArrowDown}{Shift>}{ArrowUp}{/Shift}");
    expect(across).toHaveValue("52");
    await waitFor(async () => expect((await photo()).focus).toEqual({ x: 52, y: 31 }));
    await user.keyboard("{Shift>}{ArrowUp}{ArrowUp}{ArrowUp}{ArrowUp}{/Shift}");
    await waitFor(async () => expect((await photo()).focus).toEqual({ x: 52, y: 0 }));
  });

  it("keeps in view what is clicked on", async () => {
    const { across, photo } = await withPhoto();
    const pointer = document.querySelector(".focus-pointer");
    if (!pointer) throw new Error("the picture cannot be clicked");
    pointer.getBoundingClientRect = () => ({ x: 100, y: 200, width: 200, height: 100 }) as DOMRect;
    fireEvent.click(pointer, { clientX: 150, clientY: 280 });
    expect(across).toHaveValue("25");
    expect(across).toHaveFocus();
    await waitFor(async () => expect((await photo()).focus).toEqual({ x: 25, y: 80 }));
  });

  it("is taken in with what is good to know about it", async () => {
    const { user } = await withPhoto();
    const large = /^The photo was very large, and was made smaller/;
    expect(screen.getByText(large).closest("[role=status]")).toHaveTextContent(
      /made for a print shop’s inks/,
    );
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Remove" }));
    await waitFor(() => expect(screen.queryByText(large)).not.toBeInTheDocument());
  });

  it("is named when it is left out to save ink", async () => {
    const { user } = await withPhoto();
    await user.click(screen.getByRole("checkbox", { name: "Save ink" }));
    expect(await screen.findByText("Photo: Left out, to save ink.")).toBeVisible();
  });

  it("goes off the page again", async () => {
    const { user, photo } = await withPhoto();
    await user.click(screen.getByRole("button", { name: "Remove" }));
    expect(await screen.findByText("The photo is off the page.")).toBeVisible();
    expect((await photo()).file).toBe("");
    expect(screen.getByRole("button", { name: "Choose a photo" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(async () => expect((await photo()).file).not.toBe(""));
  });
});
