import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, expectRightToLeft, openRoom, sample } from "../../test/window";

describe("Voices", () => {
  it("gives each voice letter for letter with its terms", async () => {
    await openRoom("voices");
    const words = await screen.findByText(/^Community means a lot to me\./);
    expect(words).toHaveTextContent(
      "Community means a lot to me. It's not about the place where you are living. It is a gathering and sharing of the values of love and the experience of life.",
    );
    expect(
      screen.getByText("Pickwell Foundation · International Migrants Day Ambassador 2022"),
    ).toBeVisible();
    expect(screen.getAllByText("print, social, screen")).toHaveLength(2);
    await expectAccessible();
  });

  it("chooses and unchooses with the keyboard", async () => {
    const { user, bridge } = await openRoom("voices");
    const use = await screen.findByRole("button", { name: "Use this voice – Khadeja Alamary" });
    use.focus();
    await user.keyboard("{Enter}");
    const used = await screen.findByRole("button", { name: "Chosen – Khadeja Alamary" });
    expect(used).toHaveAttribute("aria-pressed", "true");
    expect((await bridge.desk.Event(sample)).doc.voices).toContain("khadeja-alamary");
    await user.click(used);
    await screen.findByRole("button", { name: "Use this voice – Khadeja Alamary" });
  });

  it("runs from right to left", async () => {
    const { t } = await openRoom("voices", { locale: "ar-XB" });
    expect(await screen.findByText(t("voices.consentLead"))).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});
