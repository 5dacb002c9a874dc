import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, openRoom, sample } from "../../test/window";

const shows = (words: string) =>
  waitFor(() =>
    expect(screen.getByAltText(/^Page 1 of/)).toHaveAttribute(
      "src",
      expect.stringContaining(encodeURIComponent(words)),
    ),
  );

describe("Print, by kind", () => {
  it("lets a chosen voice lead the page", async () => {
    const { user, bridge } = await openRoom("print");
    await bridge.desk.ChooseVoice(sample, "khadeja-alamary", true);
    await user.click(await screen.findByRole("radio", { name: "Voice" }));
    await user.click(await screen.findByRole("radio", { name: "Khadeja Alamary" }));
    await shows("Khadeja Alamary");
    await expectAccessible();
  });

  it("leads to the voices when none is chosen", async () => {
    const { user, bridge } = await openRoom("print");
    await bridge.desk.ChooseVoice(sample, "toby-g-mbe", false);
    await user.click(await screen.findByRole("radio", { name: "Voice" }));
    expect(await screen.findByRole("link", { name: "Choose a voice" })).toHaveAttribute(
      "href",
      `#/event/${sample}/voices`,
    );
  });

  it("sets two languages on a circle", async () => {
    const { user, bridge } = await openRoom("print");
    await bridge.desk.EditEvent(sample, JSON.stringify({ texts: { headline: { pl: "Words in Polish" } } }));
    await user.click(await screen.findByRole("radio", { name: "Circle" }));
    await user.click(await screen.findByRole("button", { name: /^None Second language/ }));
    await user.click(await screen.findByRole("option", { name: "Polish" }));
    await shows("Polish");
  });

  it("prints badges on the labels of a packet, with or without more than a first name", async () => {
    const { user, bridge } = await openRoom("print");
    await user.click(await screen.findByRole("radio", { name: "Name badges" }));
    await user.click(await screen.findByRole("checkbox", { name: "First names only" }));
    await user.click(screen.getByRole("button", { name: /^Plain paper, to cut/ }));
    await user.click(await screen.findByRole("option", { name: /^L7163.*99 × 38 mm, 14 on a sheet/ }));
    await user.click(screen.getByRole("button", { name: "Save as PDF" }));
    expect(await screen.findByText("Saved: /home/sam/badges-en.pdf")).toBeVisible();
    expect((await bridge.desk.Prints(sample))[0]).toMatchObject({ kind: "badges", copies: 1 });
    await expectAccessible();
  });

  it("writes a press notice that quotes nobody who did not agree", async () => {
    const { user, bridge } = await openRoom("print");
    await bridge.desk.ChooseVoice(sample, "toby-g-mbe", true);
    await user.click(await screen.findByRole("radio", { name: "Press notice" }));
    expect(await screen.findByText(/^No voice of this event has agreed to the press/)).toBeVisible();
    expect(screen.getByText("Without a day the press may use it at once.")).toBeVisible();
    await user.click(screen.getByRole("textbox", { name: "Whom the press may ask" }));
    await user.paste("Sam Sample");
    await user.click(screen.getByRole("button", { name: "Save as PDF" }));
    expect(await screen.findByText(/^Saved: .*press-en.pdf/)).toBeVisible();
    expect((await bridge.desk.Prints(sample))[0]).toMatchObject({ kind: "press", voices: [] });
    await expectAccessible();
  });

  it("says that a press notice is longer than editors read", async () => {
    const { user, bridge } = await openRoom("print");
    const preview = bridge.desk.Preview.bind(bridge.desk);
    const long = { field: "press", lang: "en", what: "", code: "press-long", params: { pages: 2 } };
    bridge.desk.Preview = async (id, request) => {
      const pages = await preview(id, request);
      return request.kind === "press" ? { ...pages, notes: [long] } : pages;
    };
    await user.click(await screen.findByRole("radio", { name: "Press notice" }));
    expect(await screen.findByText(/^The notice takes 2 pages, and editors read one\./)).toBeVisible();
  });

  it("rules sign-up sheets in three ways", async () => {
    const { user } = await openRoom("print");
    await user.click(await screen.findByRole("radio", { name: "Sign-up sheets" }));
    await user.click(await screen.findByRole("radio", { name: "Slips to cut" }));
    expect(screen.getByText("One slip for each person, to cut apart.")).toBeVisible();
    await user.click(screen.getByRole("radio", { name: "Names printed" }));
    expect(screen.getByText(/^The guest list, with a box/)).toBeVisible();
  });

  it("says why nothing can be printed for nobody", async () => {
    const { user } = await openRoom("print", { guests: [] });
    await user.click(await screen.findByRole("radio", { name: "Name badges" }));
    expect(await screen.findByText(/there is nobody to print it for/)).toBeVisible();
  });

  it("sends a letter of one's own, and keeps it while the room is open", async () => {
    const { user } = await openRoom("print");
    await user.click(await screen.findByRole("radio", { name: "Letters" }));
    await shows("Dear Abeba Tesfay,");
    await user.click(screen.getByRole("checkbox", { name: "Write our own letter" }));
    const greeting = await screen.findByRole("textbox", { name: "Greeting" });
    expect(greeting).toHaveValue("Dear {name},");
    expect(greeting).toHaveAccessibleDescription("{name} becomes each person’s name.");
    await user.clear(greeting);
    await user.paste("Hello {name}!");
    const paras = screen.getByRole("textbox", { name: "Paragraphs" });
    await user.clear(paras);
    await user.paste("Please come.\n\nBring a dish.");
    await shows("Hello Abeba Tesfay!");
    await shows("Bring a dish.");
    await user.click(screen.getByRole("radio", { name: "Poster" }));
    await user.click(screen.getByRole("radio", { name: "Letters" }));
    expect(await screen.findByRole("textbox", { name: "Greeting" })).toHaveValue("Hello {name}!");
    await expectAccessible();
  });

  it("says at the paragraphs that a letter is too long", async () => {
    const { user } = await openRoom("print");
    await user.click(await screen.findByRole("radio", { name: "Letters" }));
    await user.click(await screen.findByRole("checkbox", { name: "Write our own letter" }));
    const paras = await screen.findByRole("textbox", { name: "Paragraphs" });
    await user.click(paras);
    await user.paste("long ".repeat(500));
    await waitFor(() => expect(paras).toHaveAccessibleDescription(/too long for one page/));
  });

  it("puts all languages on a sign", async () => {
    const { user } = await openRoom("print");
    await user.click(await screen.findByRole("radio", { name: "Door signs" }));
    expect(
      await screen.findByText(/^All languages of the event stand on the page: English, Urdu/),
    ).toBeVisible();
    expect(
      await screen.findByRole("button", { name: "A speaker of Polish has read the proof" }),
    ).toBeVisible();
    expect(screen.getByRole("checkbox", { name: "On its side" })).toBeChecked();
  });

  it("makes pictures for screens, which are not for printing", async () => {
    const { user } = await openRoom("print");
    await user.click(await screen.findByRole("radio", { name: "Social pictures" }));
    await user.click(await screen.findByRole("radio", { name: "Tall" }));
    expect(screen.queryByRole("button", { name: "Open for printing" })).not.toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Save picture (PNG)" }));
    expect(await screen.findByText("Saved: /home/sam/social-en.png")).toBeVisible();
  });
});
