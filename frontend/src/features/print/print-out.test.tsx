import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { fakePrintChoices } from "../../bridge/fake/fake-print-choices";
import { expectAccessible, openRoom, sample } from "../../test/window";

/** All kinds that the fake offers, without letters and the printer's test sheet. */
const inTheKit = fakePrintChoices().kinds.length - 2;

describe("Out of the Print room", () => {
  it("saves as a file of three kinds, and opens for printing, with the number of copies", async () => {
    const { user, bridge } = await openRoom("print");
    await user.click(await screen.findByRole("button", { name: "Save as PDF" }));
    expect(await screen.findByText("Saved: /home/sam/poster-en.pdf")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Other ways to save" }));
    await user.click(await screen.findByRole("menuitem", { name: "Save drawing (SVG)" }));
    expect(await screen.findByText("Saved: /home/sam/poster-en.svg")).toBeVisible();
    const copies = screen.getByRole("textbox", { name: "Copies" });
    await user.clear(copies);
    await user.type(copies, "25");
    await user.click(screen.getByRole("button", { name: "Open for printing" }));
    expect(await screen.findByText("Opened. Print it at actual size.")).toBeVisible();
    expect((await bridge.desk.Prints(sample)).map((print) => print.copies)).toEqual([25, 1, 1]);
  });

  it("offers only a PDF for what has several pages", async () => {
    const { user } = await openRoom("print");
    await user.click(await screen.findByRole("radio", { name: "Letters" }));
    await screen.findByText("1 of 8");
    expect(screen.queryByRole("button", { name: "Other ways to save" })).not.toBeInTheDocument();
  });

  it("asks for what a print shop needs, in plain words", async () => {
    const { user } = await openRoom("print");
    await user.click(await screen.findByRole("button", { name: /^For a print shop/ }));
    await user.click(screen.getByRole("radio", { name: "Print shop" }));
    await user.click(screen.getByRole("radio", { name: "5 mm" }));
    expect(screen.getByText(/^5 mm of extra colour past the edge/)).toBeVisible();
    await user.click(screen.getByRole("checkbox", { name: "Ink colours" }));
    expect(screen.getByRole("button", { name: "For a print shop Print shop" })).toBeVisible();
    await expectAccessible();
  });

  it("prints everything, tells how far it is and what needs a look", async () => {
    let go: (() => void) | undefined;
    const kitWait = (file: string) =>
      file === "flyer.pdf" ? new Promise<void>((resolve) => (go = resolve)) : Promise.resolve();
    const { user, bridge } = await openRoom("print", { kitWait });
    await bridge.desk.PickPhoto(sample);
    await user.click(await screen.findByRole("button", { name: "Everything for this event" }));
    await user.click(await screen.findByRole("radio", { name: "One file (zip)" }));
    await user.click(screen.getByRole("button", { name: "Choose where" }));
    const bar = await screen.findByRole("progressbar", { name: "Everything for this event" });
    expect(bar).toHaveAttribute("aria-valuemax", String(inTheKit));
    expect(await screen.findByText(new RegExp(`^\\d+ of ${inTheKit}: flyer\\.pdf$`))).toBeVisible();
    go?.();
    expect(await screen.findByText(`${inTheKit} files saved.`)).toBeVisible();
    const dialog = screen.getByRole("dialog");
    expect(within(dialog).getByText("daykit.zip/poster.pdf")).toBeVisible();
    expect(dialog).toHaveTextContent("What the photo shows, English: No words say");
    await expectAccessible();
  });

  it("stops when asked to, and says that nothing is left", async () => {
    let go: (() => void) | undefined;
    const kitWait = () => new Promise<void>((resolve) => (go = resolve));
    const { user } = await openRoom("print", { kitWait });
    await user.click(await screen.findByRole("button", { name: "Everything for this event" }));
    await user.click(await screen.findByRole("button", { name: "Choose where" }));
    await screen.findByRole("progressbar");
    await user.click(screen.getByRole("button", { name: "Stop" }));
    go?.();
    expect(await screen.findByText("Stopped. Nothing of it was left behind.")).toBeVisible();
    expect(screen.getByRole("button", { name: "Choose where" })).toBeVisible();
  });

  it("makes a folder with the keyboard alone", async () => {
    const { user } = await openRoom("print");
    (await screen.findByRole("button", { name: "Save as PDF" })).focus();
    await user.tab();
    await user.tab();
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("dialog", { name: "Everything for this event" })).toBeVisible();
    await user.tab(); // A folder
    await user.tab(); // Cancel
    await user.tab();
    expect(screen.getByRole("button", { name: "Choose where" })).toHaveFocus();
    await user.keyboard("{Enter}");
    await screen.findByText(`${inTheKit} files saved.`);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    const opener = screen.getByRole("button", { name: "Everything for this event" });
    await waitFor(() => expect(opener).toHaveFocus());
  });

  it("keeps a ledger of what was printed, and with whose words", async () => {
    const { user } = await openRoom("print");
    await user.click(await screen.findByRole("radio", { name: "Voice" }));
    await user.click(screen.getByRole("button", { name: "What was printed" }));
    expect(await screen.findByText("Nothing yet.")).toBeVisible();
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Close" }));
    await user.click(screen.getByRole("button", { name: "Save as PDF" }));
    await screen.findByText("Saved: /home/sam/poster-en.pdf");
    await user.click(screen.getByRole("button", { name: "What was printed" }));
    const row = await screen.findByRole("row", { name: /^Poster/ });
    expect(row).toHaveTextContent("PosterVoice · English · A4 · 1 page");
    expect(row).toHaveTextContent("Toby G. MBE");
    await expectAccessible();
  });

  it("sets a printer straight with two numbers, and forgets it", async () => {
    const { user, bridge } = await openRoom("print");
    await user.click(await screen.findByRole("button", { name: "Printer" }));
    await user.click(screen.getByRole("button", { name: "Set a printer straight" }));
    await user.click(await screen.findByRole("button", { name: "Print the test sheet" }));
    await user.click(screen.getByRole("textbox", { name: "Name of the printer" }));
    await user.paste("Canon at home");
    const scale = screen.getByRole("textbox", { name: "Scale A, in mm" });
    await user.clear(scale);
    await user.type(scale, "-1.5");
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Keep the numbers" }));
    expect(await screen.findByText("Pages are moved into place for Canon at home.")).toBeVisible();
    expect((await bridge.desk.PrintChoices()).printers).toEqual([
      { name: "Canon at home", x_mm: -1.5, y_mm: 0 },
    ]);
    expect(screen.getByRole("button", { name: "Printer Canon at home" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Set a printer straight" }));
    await user.click(await screen.findByRole("button", { name: "Forget Canon at home" }));
    await waitFor(async () => expect((await bridge.desk.PrintChoices()).printers).toEqual([]));
  });

  it("sends texts out to a translator and takes them back", async () => {
    const { user } = await openRoom("print");
    await user.click(await screen.findByRole("button", { name: "Texts for translators" }));
    await user.click(await screen.findByRole("radio", { name: "XLIFF" }));
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Save the texts" }));
    expect(await screen.findByText("Saved: /home/sam/texts-ur.xlf")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Take a translation in" }));
    expect(await screen.findByText("1 text changed, 3 are as before.")).toBeVisible();
    expect(screen.getByText(/not taken: the original has changed since/)).toBeVisible();
    expect(screen.getByText("texts.headline")).toBeVisible();
  });
});
