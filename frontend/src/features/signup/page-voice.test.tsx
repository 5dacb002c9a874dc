import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { sampleOwn } from "../../bridge/fake/fake-own-voices";
import { webVoice } from "../../bridge/fake/fake-page-voices";
import { checkedSheet } from "../../bridge/fake/fake-safety";
import { expectAccessible, openAt, openRoom, sample } from "../../test/window";

async function openChoice(ownVoices = [webVoice]) {
  const opened = await openRoom("signup", { ownVoices });
  await opened.user.click(await screen.findByRole("tab", { name: "What the page asks" }));
  return { ...opened, group: await screen.findByRole("radiogroup", { name: "A voice on the page" }) };
}

describe("A voice on the page", () => {
  it("is nobody's until somebody chooses, and shows the words as the page will", async () => {
    const { user, bridge, group } = await openChoice();
    expect(within(group).getByRole("radio", { name: "None" })).toBeChecked();
    expect(screen.queryByText("Сусіди стали друзями.")).not.toBeInTheDocument();
    await user.click(within(group).getByRole("radio", { name: /^Оксана/ }));
    expect(await screen.findByText("Saved. The words go out with the page when you send.")).toBeVisible();
    expect(screen.getByText("Сусіди стали друзями.")).toHaveAttribute("lang", "uk");
    expect(screen.getByText("Neighbours became friends.")).toBeVisible();
    expect(screen.getByText("صار الجيران أصدقاء.")).toHaveAttribute("dir", "rtl");
    expect(screen.getByText("Translation that nobody else has checked yet")).toBeVisible();
    expect((await bridge.desk.Event(sample)).doc.signup_page?.voice).toBe("local-1");
    await expectAccessible();
    await user.click(within(group).getByRole("radio", { name: "None" }));
    expect(await screen.findByText("Saved. Nobody's words stand on the page.")).toBeVisible();
    expect((await bridge.desk.Event(sample)).doc.signup_page?.voice).toBeUndefined();
  });

  it("is named among what leaves the laptop", async () => {
    const { user, bridge } = await openAt(`#/event/${sample}/afterwards/send`, {
      ownVoices: [webVoice],
      joined: true,
      safety: { recovery: checkedSheet },
    });
    await bridge.desk.PageVoice(sample, "local-1");
    await bridge.desk.Publish(sample);
    expect((await bridge.desk.Outgoing()).pages[0]?.voice).toBe("local-1");
    await user.click(await screen.findByRole("button", { name: "Review and send" }));
    const dialog = within(await screen.findByRole("alertdialog"));
    expect(await dialog.findByText(/; with the words of local-1$/)).toBeVisible();
  });

  it("says who is not offered, and why", async () => {
    const { user } = await openRoom("signup", { ownVoices: [sampleOwn] });
    await user.click(await screen.findByRole("tab", { name: "What the page asks" }));
    expect(await screen.findByText("No voice has agreed to stand on a web page.")).toBeVisible();
    expect(screen.queryByRole("radiogroup", { name: "A voice on the page" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Not offered for the page" }));
    expect(screen.getByText(/^Оксана – Sample Neighbours: They did not agree to it\.$/)).toBeVisible();
    await expectAccessible();
  });

  it("says so when a voice is withdrawn after it was chosen", async () => {
    const { user, bridge, group } = await openChoice();
    await user.click(within(group).getByRole("radio", { name: /^Оксана/ }));
    await screen.findByText("Saved. The words go out with the page when you send.");
    await bridge.desk.WithdrawVoice(sample, "local-1", "consent");
    expect(await screen.findByText(/may not stand on the page any more\. It was withdrawn\./)).toBeVisible();
    await user.click(screen.getByRole("link", { name: "Voices" }));
    expect(await screen.findByText(/the public page still shows Оксана, at imd\.example/)).toBeVisible();
    await expect(bridge.desk.PageVoice(sample, "local-1")).rejects.toMatchObject({ code: "denied" });
  });
});
