import { screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { sampleOwn } from "../../bridge/fake/fake-own-voices";
import { expectAccessible, openAt, sample } from "../../test/window";

const here = `#/event/${sample}/afterwards/thanks`;

describe("Thanks", () => {
  it("show no name before somebody asks", async () => {
    const { user, bridge } = await openAt(here);
    const drawn = vi.spyOn(bridge.desk, "Preview");
    expect(await screen.findByRole("radio", { name: /^The crew \(\d+ people\)$/ })).toBeChecked();
    const crew = await bridge.desk.Crew(sample);
    for (const { name } of crew.members) expect(document.body).not.toHaveTextContent(name);
    expect(drawn).not.toHaveBeenCalled();
    expect(screen.queryByRole("img", { name: /^Page 1/ })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Show the pages" }));
    expect(await screen.findByRole("img", { name: /^Page 1 of/ })).toBeVisible();
    expect(drawn).toHaveBeenCalledWith(
      sample,
      expect.objectContaining({ kind: "letters", for: "crew", hours: false }),
    );
    await user.click(screen.getByRole("button", { name: "Hide the pages" }));
    expect(screen.queryByRole("img", { name: /^Page 1/ })).toBeNull();
    await expectAccessible();
  });

  it("are saved as asked for: certificates with hours, each in their own language", async () => {
    const { user, bridge } = await openAt(here);
    const saved = vi.spyOn(bridge.desk, "SavePrint");
    await user.click(await screen.findByRole("radio", { name: "Certificates" }));
    const hours = screen.getByRole("checkbox", { name: "Also say how long each helped" });
    expect(hours).not.toBeChecked();
    await user.click(hours);
    await user.click(screen.getByRole("checkbox", { name: "Each in their own language" }));
    await user.click(screen.getByRole("button", { name: "Save as PDF" }));
    expect(saved).toHaveBeenCalledWith(
      sample,
      expect.objectContaining({
        kind: "certificate",
        for: "crew",
        hours: true,
        own_lang: true,
        letter: null,
      }),
      "pdf",
    );
    expect(await screen.findByText(/^Saved:/)).toBeVisible();
    expect(screen.getByText(/vouchers and presents can count as pay/)).toBeVisible();
  });

  it("are written in one's own words, which begin with the draft", async () => {
    const { user, bridge } = await openAt(here);
    const saved = vi.spyOn(bridge.desk, "SavePrint");
    await user.click(await screen.findByRole("checkbox", { name: "Write the letter in your own words" }));
    const text = await screen.findByLabelText("Text");
    expect((text as HTMLTextAreaElement).value).toMatch(/not a record of work or of pay/);
    await user.clear(text);
    await user.type(text, "You were there.");
    await user.click(screen.getByRole("tab", { name: "Report" }));
    await user.click(screen.getByRole("tab", { name: "Thanks" }));
    expect(await screen.findByLabelText("Text")).toHaveValue("You were there."); // kept while the room is open
    await user.click(screen.getByRole("button", { name: "Save as PDF" }));
    const [, request] = saved.mock.calls[0] ?? [];
    expect(request?.letter).toMatchObject({ greeting: "Dear {name},", paras: ["You were there."] });
  });

  it("lead to the voices while nobody who spoke is chosen", async () => {
    const { user, bridge } = await openAt(here, { ownVoices: [sampleOwn] });
    await user.click(await screen.findByRole("radio", { name: "Who spoke (0 people)" }));
    expect(await screen.findByRole("link", { name: "Choose voices" })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Save as PDF" })).toBeNull();
    await bridge.desk.ChooseVoice(sample, "local-1", true);
    expect(await screen.findByRole("radio", { name: "Who spoke (1 person)" })).toBeChecked();
    expect(document.body).not.toHaveTextContent(sampleOwn.credit);
  });

  it("are for the people of a list, too", async () => {
    const { user, bridge } = await openAt(here);
    const saved = vi.spyOn(bridge.desk, "SavePrint");
    await user.click(await screen.findByRole("radio", { name: "A list" }));
    expect(screen.getByText("No list is chosen yet.")).toBeVisible(); // nothing comes from a list before
    await user.click(screen.getByRole("button", { name: "Choose a list" }));
    expect(await screen.findByRole("radio", { name: "A list (7 people)" })).toBeChecked();
    expect(screen.queryByRole("checkbox", { name: "Also say how long each helped" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Save as PDF" }));
    expect(saved).toHaveBeenCalledWith(
      sample,
      expect.objectContaining({ for: "list", list: "/home/sam/people.csv", hours: false }),
      "pdf",
    );
  });
});
