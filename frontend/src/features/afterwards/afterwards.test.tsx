import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { BridgeError } from "../../bridge/bridge-error";
import type { FakeStart } from "../../bridge/fake/fake-desk";
import { blankSafety, checkedSheet, secondLaptop } from "../../bridge/fake/fake-safety";
import { beginEvent, expectAccessible, expectRightToLeft, openAt, openRoom, sample } from "../../test/window";

/** What a send carries, to whom, and the public page. */
const openSending = (start: FakeStart = {}) => openAt(`#/event/${sample}/afterwards/send`, start);

const twoLaptops = [...blankSafety().devices, secondLaptop];

describe("Afterwards", () => {
  it("lists exactly what would be sent, and what nobody else can read", async () => {
    await openSending();
    const about = await screen.findByRole("region", { name: "Everything that leaves, to the byte" });
    expect(
      await within(about).findByText(
        "16 signed up, 3 of them came, 3 walked in; and the event’s languages, activities and objectives",
      ),
    ).toBeVisible();
    expect(within(about).getAllByText("go locked: only your group’s laptops can read them")).toHaveLength(3);
    expect(within(about).queryByText(/Abeba/)).toBeNull();
    expect(screen.queryByRole("button", { name: "Review and send" })).toBeNull();
    await expectAccessible();
  });

  it("begins with joining: until then nothing is ticked, and no page is offered", async () => {
    const { user } = await openSending();
    const join = await screen.findByRole("button", { name: "Join" });
    const later = within(await screen.findByRole("region", { name: "What you could send later" }));
    expect(later.getByText("Comments")).toBeVisible();
    expect(later.getByText("Names and phone numbers")).toBeVisible();
    expect(join.compareDocumentPosition(later.getByText("Comments"))).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(screen.queryByRole("checkbox")).toBeNull();
    expect(screen.getByText("Join the campaign first: its server shows the page.")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Publish page" })).toBeNull();
    await user.type(screen.getByRole("textbox", { name: "Invitation code" }), "WEAVE");
    await user.click(screen.getByRole("tab", { name: "Report" }));
    await user.click(screen.getByRole("tab", { name: "Send and publish" }));
    expect(await screen.findByRole("textbox", { name: "Invitation code" })).toHaveValue("WEAVE");
    await expectAccessible();
  });

  it("says what to do where nobody is counted, before the day and after it", async () => {
    const { bridge } = await openRoom("afterwards");
    expect(screen.queryByText("Nobody is counted yet.")).toBeNull();
    const id = await beginEvent(bridge, "A quiet day");
    window.location.hash = `#/event/${id}/afterwards`;
    expect(await screen.findByText("The event is still to come.")).toBeVisible();
    expect(screen.queryByText("walked in")).toBeNull(); // no row of noughts
    await bridge.desk.EditEvent(id, JSON.stringify({ date: "2026-11-20" }));
    expect(await screen.findByText("Nobody is counted yet.")).toBeVisible();
    const there = screen.getByRole("link", { name: "Go to On the day" });
    expect(there).toHaveAttribute("href", `#/event/${id}/day`);
    await expectAccessible();
  });

  it("joins, publishes and sends with the keyboard", async () => {
    const { user } = await openSending({ safety: { recovery: checkedSheet } });
    await user.type(
      await screen.findByRole("textbox", { name: "Address of the campaign" }),
      "https://imd.example",
    );
    await user.tab();
    await user.keyboard("WEAVE-7Q{Enter}");
    expect(await screen.findByText("You have joined as Sample Neighbours.")).toBeVisible();
    (await screen.findByRole("button", { name: "Publish page" })).focus();
    await user.keyboard("{Enter}");
    await screen.findByText(/^The page is made\./);
    (await screen.findByRole("button", { name: "Review and send" })).focus();
    await user.keyboard("{Enter}");
    const dialog = await screen.findByRole("alertdialog", { name: "Send this?" });
    expect(within(dialog).getByText("Public page of A shared table")).toBeVisible();
    await expectAccessible();
    await user.click(within(dialog).getByRole("button", { name: "Send" }));
    expect(await screen.findByText("Sent and confirmed: 3 changes.")).toBeVisible();
  });

  it("says how many sign-ups came with a sending, and leads to them", async () => {
    const { user } = await openSending({ joined: true, published: true, letters: 5 });
    await user.click(await screen.findByRole("button", { name: "Review and send" }));
    await user.click(await screen.findByRole("button", { name: "Send" }));
    expect(await screen.findByText("Sent and confirmed: 2 changes. 5 new sign-ups.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Look at the sign-ups" }));
    expect(await screen.findByRole("rowheader", { name: /^Visitor 5/ })).toBeVisible();
  });

  it("asks nothing where nothing would leave, fetches at once and says what came", async () => {
    const { user, bridge } = await openSending({
      joined: true,
      published: true,
      sent: true,
      letters: 1,
    });
    const sync = bridge.desk.Sync.bind(bridge.desk);
    let synced = 0;
    bridge.desk.Sync = () => {
      synced++;
      return sync();
    };
    await user.click(await screen.findByRole("button", { name: "Review and send" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Nothing to send; fetched" }));
    expect(dialog.getByText(/^Nothing is new here, so nothing of yours leaves\./)).toBeVisible();
    expect(await dialog.findByText("1 new sign-up.")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Send" })).toBeNull();
    expect(synced).toBe(1);
    await expectAccessible();
    await user.click(dialog.getByRole("button", { name: "Look at the sign-ups" }));
    expect(await screen.findByRole("rowheader", { name: /^Visitor 1/ })).toBeVisible();
  });

  it("says when nothing came, and when nobody could be reached", async () => {
    const { user, bridge } = await openSending({ joined: true, sent: true });
    await user.click(await screen.findByRole("button", { name: "Review and send" }));
    expect(await screen.findByText("Nothing new came.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Close" }));
    bridge.desk.Sync = async () => {
      throw new BridgeError("offline", "the campaign cannot be reached", "try again when online");
    };
    await user.click(await screen.findByRole("button", { name: "Review and send" }));
    expect(await screen.findByText(/^No connection: the campaign cannot be reached\./)).toBeVisible();
  });

  it("says in plain words why joining failed", async () => {
    const { user } = await openSending();
    await user.type(
      await screen.findByRole("textbox", { name: "Address of the campaign" }),
      "https://imd.example",
    );
    await user.type(screen.getByRole("textbox", { name: "Invitation code" }), "no{Enter}");
    expect(
      await screen.findByText("Not allowed: the campaign does not know this code. Ask for a new one."),
    ).toBeVisible();
  });

  it("publishes nothing before names could be had back, and leads to the sheet", async () => {
    const { user, bridge } = await openSending({ joined: true });
    await user.click(await screen.findByRole("button", { name: "Publish page" }));
    await screen.findByRole("dialog", { name: "First, make sure no name can be lost" });
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Go to the recovery sheet" }));
    expect(await screen.findByRole("button", { name: "Print the recovery sheet" })).toBeVisible();
    expect((await bridge.desk.Event(sample)).published).toBe(false);
  });

  it("publishes once a second laptop is there", async () => {
    const { user } = await openSending({ joined: true, safety: { devices: twoLaptops } });
    await user.click(await screen.findByRole("button", { name: "Publish page" }));
    expect(await screen.findByText(/^The page is made\./)).toBeVisible();
  });

  it("keeps everything when the campaign cannot be reached", async () => {
    const { user } = await openSending({ joined: true, offline: true });
    await user.click(await screen.findByRole("button", { name: "Review and send" }));
    await user.click(await screen.findByRole("button", { name: "Send" }));
    expect(await screen.findByText(/^No connection: the campaign cannot be reached\./)).toBeVisible();
  });

  it("saves reports", async () => {
    const { user } = await openRoom("afterwards");
    await user.click(await screen.findByRole("button", { name: "Report for funders (PDF)" }));
    expect(await screen.findByText("Saved: /home/sam/report.pdf")).toBeVisible();
  });

  it("runs from right to left", async () => {
    const { t } = await openSending({ locale: "ar-XB", joined: true });
    expect(await screen.findByRole("button", { name: t("after.send") })).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});
