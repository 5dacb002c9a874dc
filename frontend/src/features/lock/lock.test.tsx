import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { fakePassphrase } from "../../bridge/fake/fake-safety";
import { expectAccessible, expectRightToLeft, openAt, openRoom, sample } from "../../test/window";

const guarded = { safety: { keys: "passphrase" as const } };
const locked = { safety: { keys: "passphrase" as const, locked: true } };

describe("The lock", () => {
  it("takes every name out of the window, and gives them back", async () => {
    const { user } = await openRoom("signup", guarded);
    await screen.findByRole("rowheader", { name: "Abeba Tesfay" });
    await user.click(screen.getByRole("button", { name: "Lock" }));
    await screen.findByRole("heading", { level: 1, name: "Locked" });
    expect(document.body).not.toHaveTextContent("Abeba");
    expect(document.body.innerHTML).not.toMatch(/Abeba|shared table/i);
    expect(screen.getByLabelText("Passphrase")).toHaveFocus();
    await expectAccessible();
    await user.keyboard(`${fakePassphrase}{Enter}`);
    expect(await screen.findByRole("rowheader", { name: "Abeba Tesfay" })).toBeVisible();
  });

  it("locks by Ctrl+L, after it has saved what was typed", async () => {
    const { user, bridge } = await openRoom("plan", guarded);
    await user.click(await screen.findByRole("tab", { name: "Details" }));
    const title = await screen.findByRole("textbox", { name: "Inviting group" });
    await user.type(title, "!");
    await user.keyboard("{Control>}l{/Control}");
    await screen.findByRole("heading", { level: 1, name: "Locked" });
    expect((await bridge.desk.Event(sample)).doc.group).toBe("Sample Neighbours!");
  });

  it("takes the notes with names away too", async () => {
    const { user } = await openRoom("day", guarded);
    await user.click(await screen.findByRole("button", { name: "Arrived: Farida Rahimi" }));
    await screen.findByText("Farida Rahimi arrived.");
    await user.keyboard("{Control>}l{/Control}");
    await screen.findByRole("heading", { level: 1, name: "Locked" });
    await waitFor(() => expect(document.body.innerHTML).not.toContain("Farida"));
  });

  it("says kindly that a passphrase was wrong", async () => {
    const { user, bridge } = await openAt("#/events", locked);
    await user.type(screen.getByLabelText("Passphrase"), "open sesame{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent(/^That was not it\./);
    expect(screen.getByLabelText("Passphrase")).toHaveValue("");
    expect((await bridge.desk.Safety()).locked).toBe(true);
    await expectAccessible();
  });

  it("shows what is typed when asked, and says what helps who forgot it", async () => {
    const { user } = await openAt("#/events", locked);
    await user.click(screen.getByRole("checkbox", { name: "Show what I type" }));
    expect(screen.getByRole("textbox", { name: "Passphrase" })).toHaveAttribute("type", "text");
    await user.click(screen.getByRole("button", { name: "I have forgotten it" }));
    expect(screen.getByRole("button", { name: "I have a recovery sheet" })).toBeVisible();
  });

  it("leads to the passphrase where there is none", async () => {
    const { user } = await openRoom("plan");
    await user.keyboard("{Control>}l{/Control}");
    expect(await screen.findByRole("button", { name: "Set a passphrase" })).toBeVisible();
    expect(await screen.findByText(/^Set a passphrase first\./)).toBeVisible();
  });

  it("runs from right to left", async () => {
    const { t } = await openAt("#/events", { ...locked, locale: "ar-XB" });
    expect(screen.getByRole("button", { name: t("lock.open") })).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});
