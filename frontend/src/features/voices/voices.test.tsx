import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { noPacks } from "../../bridge/fake/fake-packs";
import type { PackStatus } from "../../bridge/pack-types";
import { plainRequest } from "../../bridge/print-types";
import { expectAccessible, expectRightToLeft, openRoom, sample } from "../../test/window";

const known: PackStatus = {
  ...noPacks,
  key: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  packs: [
    {
      id: "day-2026",
      issuer: "The campaign",
      version: 3,
      begins: "2026-11-01T00:00:00Z",
      ends: "2027-02-01T00:00:00Z",
      state: "used",
      voices: 2,
      themes: 1,
    },
  ],
  number: 1,
  checked: "2026-11-19T10:00:00Z",
  days: 4,
  stops_in: 41,
  freshness: "fresh",
};

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
    expect(screen.getAllByText("print, social media")).toHaveLength(2);
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

  it("says which pack the voices come from and when the list was last heard of", async () => {
    await openRoom("voices", { packs: known });
    expect(await screen.findByText(/Voices of The campaign, version 3\./)).toBeVisible();
    expect(screen.getByText(/Checked for withdrawals 4 days ago\./)).toBeVisible();
    await expectAccessible();
  });

  it("says how long voices may still be printed, and when no more", async () => {
    const { t } = await openRoom("voices", { packs: { ...known, freshness: "due", days: 31, stops_in: 14 } });
    expect(await screen.findByText(/Go online within 14 days/)).toBeVisible();
    expect(t("voices.listStale", { days: 46 })).toMatch(/46 days ago, so nothing new can carry a voice/);
  });

  it("strikes a withdrawn voice, takes it off, and names what to take down", async () => {
    const packs = { ...known };
    const { user, bridge } = await openRoom("voices", { packs });
    const poster = { ...plainRequest("poster"), design: "voice", copies: 25 };
    await bridge.desk.SavePrint(sample, poster, "pdf");
    const gone = { id: "toby-g-mbe", credit: "Toby G. MBE", since: "2026-11-23", reason: "consent" } as const;
    packs.withdrawn = [gone];
    await bridge.desk.SetLocale("en-GB"); // tells that everything may have changed, as a sync does
    expect(await screen.findByText(/This voice was withdrawn, so nothing new may carry it/)).toBeVisible();
    expect(screen.queryByText(/^People, family, unity/)).not.toBeInTheDocument();
    expect(screen.getByText(/Poster, 25 copies of .*, with Toby G\. MBE/)).toBeVisible();
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Take off – Toby G. MBE" }));
    expect((await bridge.desk.Event(sample)).doc.voices).not.toContain("toby-g-mbe");
  });

  it("asks the campaign what was withdrawn, and sends nothing", async () => {
    const { user, bridge } = await openRoom("voices", {
      joined: true,
      packs: { ...known, freshness: "due", days: 31, stops_in: 14 },
    });
    let synced = false;
    bridge.desk.Sync = async () => {
      synced = true;
      throw new Error("not asked for");
    };
    expect(await screen.findByText(/Go online within 14 days/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Ask what was withdrawn" }));
    expect(await screen.findByText("The campaign was asked. Nothing of yours was sent.")).toBeVisible();
    expect(await screen.findByText(/Checked for withdrawals today\./)).toBeVisible();
    expect(synced).toBe(false);
  });

  it("asks nobody before there is a campaign, and says when it cannot be reached", async () => {
    const { user, bridge } = await openRoom("voices", { joined: true, offline: true });
    await user.click(await screen.findByRole("button", { name: "Ask what was withdrawn" }));
    expect(await screen.findByText(/^No connection: the campaign cannot be reached\./)).toBeVisible();
    expect((await bridge.desk.Packs()).freshness).toBe("none");
  });

  it("runs from right to left", async () => {
    const { t } = await openRoom("voices", { locale: "ar-XB" });
    expect(await screen.findByText(t("voices.consentLead"))).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});
