import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { checkedSheet } from "../../bridge/fake/fake-safety";
import { sampleSignups } from "../../bridge/fake/fake-signups";
import { expectAccessible, expectRightToLeft, openRoom, sample } from "../../test/window";

const came = () => ({ signups: sampleSignups(), published: true });

async function openOnline(start: object = came()) {
  const opened = await openRoom("signup", start);
  await opened.user.click(await screen.findByRole("tab", { name: /^From the page/ }));
  return opened;
}

describe("Sign-ups from the page", () => {
  it("says how many are new until somebody looks", async () => {
    const { bridge } = await openRoom("signup", came());
    expect(await screen.findByRole("tab", { name: "From the page, 3 new" })).toBeVisible();
    expect(screen.getByText("3 new")).toBeVisible();
    expect((await bridge.desk.Event(sample)).new_signups).toBe(3);
  });

  it("marks what is new while it is looked at, and not after", async () => {
    const { bridge } = await openOnline();
    const table = await screen.findByRole("grid", { name: "Sign-ups with a place" });
    expect(await within(table).findByRole("rowheader", { name: /^سلمى حداد\s*new$/ })).toBeVisible();
    expect(await screen.findByRole("tab", { name: "From the page" })).toBeVisible();
    expect((await bridge.desk.Event(sample)).new_signups).toBe(0);
    await expectAccessible();
  });

  it("has a screen reader say that some came", async () => {
    const { bridge } = await openRoom("signup", { published: true });
    const event = bridge.desk.Event.bind(bridge.desk);
    bridge.desk.Event = async (id) => ({ ...(await event(id)), new_signups: 2 });
    await bridge.desk.WalkIns(sample, 1);
    expect(await screen.findByText("2 new sign-ups came from the page.")).toBeInTheDocument();
  });

  it("says in plain words that there are none", async () => {
    const { user } = await openOnline({});
    expect(await screen.findByText(/^Nobody has signed up on the page yet/)).toBeVisible();
    expect(screen.getByText(/^The page is not published/)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Publish the page" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Join the campaign first" }));
    expect(await screen.findByRole("textbox", { name: "Address of the campaign" })).toBeVisible();
    await expectAccessible();
  });

  it("leads to the recovery sheet before it publishes", async () => {
    const { user } = await openOnline({ joined: true });
    await user.click(await screen.findByRole("button", { name: "Publish the page" }));
    expect(await screen.findByText(/^A public page gathers names\./)).toBeVisible();
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Go to the recovery sheet" }));
    expect(await screen.findByRole("button", { name: "Print the recovery sheet" })).toBeVisible();
  });

  it("leads to sending once the page is published", async () => {
    const { user } = await openOnline({ joined: true, safety: { recovery: checkedSheet } });
    await user.click(await screen.findByRole("button", { name: "Publish the page" }));
    expect(await screen.findByText("Saved. The page goes out when you send.")).toBeVisible();
    expect(await screen.findByText(/^The page is ready and goes with the next sending\./)).toBeVisible();
    expect(screen.queryByText(/^People can sign up on the page\./)).toBeNull();
    await user.click(await screen.findByRole("button", { name: "Send and fetch" }));
    await user.click(await screen.findByRole("button", { name: "Review and send" }));
    await user.click(await screen.findByRole("button", { name: "Send" }));
    await screen.findByText(/^Sent and confirmed: 3 changes\./);
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Close" }));
    await user.click(screen.getByRole("link", { name: "Sign-up" }));
    await user.click(await screen.findByRole("tab", { name: /^From the page/ }));
    expect(await screen.findByText(/^People can sign up on the page\./)).toBeVisible();
  });

  it("lists only who came by the page, and says where the others are", async () => {
    const signups = sampleSignups();
    const [first] = signups.all;
    if (first) Object.assign(first, { page: false, name: "Written Down", came: "", contact: "" });
    await openOnline({ ...came(), signups });
    const table = await screen.findByRole("grid", { name: "Sign-ups with a place" });
    expect(await within(table).findByRole("rowheader", { name: /سلمى حداد/ })).toBeVisible();
    expect(within(table).queryByText("Written Down")).toBeNull();
    expect(screen.getByText(/^1 entry was put on the list by hand: it is under “Guests”\.$/)).toBeVisible();
  });

  it("marks words that no speaker has read, with the English, and English that stands in", async () => {
    const signups = sampleSignups();
    const piotr = signups.all.at(-1);
    if (piotr)
      Object.assign(piotr, {
        words: "Wolne miejsce.",
        words_lang: "pl",
        words_state: "unreviewed",
        english: "A place is free.",
      });
    await openOnline({ ...came(), signups });
    expect(await screen.findByText("Wolne miejsce.")).toHaveAttribute("lang", "pl");
    expect(screen.getByText(/^No speaker has read these words\./)).toBeVisible();
    expect(screen.getByText("A place is free.")).toHaveAttribute("lang", "en");
    await expectAccessible();
  });

  it("makes one of two, and two of one again", async () => {
    const { user } = await openOnline();
    await user.click(await screen.findByRole("button", { name: "One sign-up, 2 people" }));
    expect(await screen.findByText(/^Made one\./)).toBeVisible();
    await waitFor(() => expect(screen.queryByRole("heading", { name: "Is this one person?" })).toBeNull());
    await user.click(within(screen.getByRole("alertdialog")).getByRole("button", { name: "Undo" }));
    expect(await screen.findByRole("heading", { name: "Is this one person?" })).toBeVisible();
  });

  it("keeps two who share a contact", async () => {
    const { user, bridge } = await openOnline();
    await user.click(await screen.findByRole("button", { name: "Two sign-ups" }));
    expect(await screen.findByText("Kept as two.")).toBeVisible();
    expect((await bridge.desk.Signups(sample)).pairs).toEqual([]);
  });

  it("offers a place and shows whom to tell what", async () => {
    const { user } = await openOnline();
    const queue = await screen.findByRole("region", { name: "Waiting list" });
    const [rhys] = within(queue).getAllByRole("listitem");
    if (!rhys) throw new Error("nobody waits");
    await user.click(within(rhys).getByRole("button", { name: "Offer a place" }));
    const dialog = await screen.findByRole("dialog", { name: "Offer Rhys Morgan a place?" });
    expect(within(dialog).getByText(/keeps 4 places free for them\. It sends nothing/)).toBeVisible();
    await expectAccessible();
    await user.click(within(dialog).getByRole("button", { name: "Offer the place" }));
    expect(await screen.findByText("The place is held. Now tell them.")).toBeVisible();
    expect(await within(queue).findByText("offered until 26 Nov")).toBeVisible();
    expect(within(queue).getByText("rhys@example.org")).toBeVisible();
    expect(within(queue).getAllByText(/^A place is free for you at A shared table/)).toHaveLength(2);
  });

  it("lets a late offer go, or gives the place", async () => {
    const { user, bridge } = await openOnline();
    const queue = await screen.findByRole("region", { name: "Waiting list" });
    expect(within(queue).getByText("the offer ended on 22 Nov: say what came of it")).toBeVisible();
    await user.click(within(queue).getByRole("button", { name: "Let the offer go" }));
    expect(await within(queue).findByText("did not take the place")).toBeVisible();
    const given = within(queue).getAllByRole("button", { name: "Has a place now" }).at(-1);
    if (given) await user.click(given);
    await waitFor(async () => {
      const { entries } = await bridge.desk.Signups(sample);
      expect(entries.map(({ name }) => name)).toContain("Piotr Nowak");
    });
  });

  it("shows totals, and what does not open with why", async () => {
    await openOnline();
    const chosen = await screen.findByRole("region", { name: "What people chose" });
    expect(within(chosen).getByText("Halal").nextSibling).toHaveTextContent("5");
    expect(screen.getByRole("heading", { name: "1 sign-up does not open" })).toBeVisible();
    expect(screen.getByText(/^Sealed for a key that is not on this laptop/)).toBeVisible();
  });

  it("asks what was chosen, and shows it as visitors see it", async () => {
    const { user, bridge } = await openRoom("signup", came());
    await user.click(await screen.findByRole("tab", { name: "What the page asks" }));
    const phone = await screen.findByRole("figure", { name: "The sign-up as a phone shows it" });
    expect(within(phone).queryByText("Vegan")).toBeNull();
    await user.click(await screen.findByRole("checkbox", { name: "Vegan" }));
    expect(await within(phone).findByText("Vegan")).toBeVisible();
    expect((await bridge.desk.Event(sample)).doc.signup_page?.food).toEqual(["vegan"]);
    expect(screen.queryByRole("checkbox", { name: "Came" })).toBeNull();
    await expectAccessible();
  });

  it("lists the event where that is chosen, and never with a hidden address", async () => {
    const { user, bridge } = await openRoom("signup", came());
    await user.click(await screen.findByRole("tab", { name: "What the page asks" }));
    const box = await screen.findByRole("checkbox", { name: "List the event for its town" });
    expect(box).not.toBeChecked();
    await user.click(box);
    await waitFor(async () => {
      expect((await bridge.desk.Event(sample)).doc.signup_page?.listed).toBe(true);
    });
  });

  it("changes the state with a note, and back", async () => {
    const { user, bridge } = await openRoom("signup", came());
    await user.click(await screen.findByRole("tab", { name: "What the page asks" }));
    await user.click(await screen.findByRole("radio", { name: "Full" }));
    await user.type(screen.getByRole("textbox", { name: "Note in English" }), "Ask at the door.");
    await user.click(screen.getByRole("button", { name: "Change the page" }));
    expect(await screen.findByText("Saved. The page changes when you send.")).toBeVisible();
    expect(await screen.findByText(/^The page says that the event is full/)).toBeVisible();
    const phone = screen.getByRole("figure", { name: "The sign-up as a phone shows it" });
    expect(await within(phone).findByText("Ask at the door.")).toBeVisible();
    await user.click(within(screen.getByRole("alertdialog")).getByRole("button", { name: "Undo" }));
    await waitFor(async () => {
      expect((await bridge.desk.Event(sample)).doc.signup_page?.state ?? "open").toBe("open");
    });
  });

  it("asks how it was once somebody chose so, and not before", async () => {
    const { user, bridge } = await openRoom("signup", came());
    await user.click(await screen.findByRole("tab", { name: "What the page asks" }));
    const card = await screen.findByRole("region", { name: "When the event is over" });
    expect(within(card).getByText("Until somebody chooses, the page asks nothing.")).toBeVisible();
    expect(within(card).queryByRole("group", { name: /^Last day of answers/ })).toBeNull();
    await user.click(within(card).getByRole("radio", { name: "Ask how it was" }));
    expect(await screen.findByText("Saved. The page asks once the event is over.")).toBeVisible();
    expect((await bridge.desk.Event(sample)).doc.feedback_page).toEqual({ state: "open" });
    const day = within(card).getByRole("spinbutton", { name: /^day, Last day of answers/ });
    await user.click(day);
    await user.keyboard("5");
    await user.tab();
    await user.click(within(card).getByRole("radio", { name: "Ask how it was" }));
    await waitFor(async () => {
      expect((await bridge.desk.Event(sample)).doc.feedback_page).toEqual({
        state: "open",
        until: "2027-01-05",
      });
    });
    await user.click(within(card).getByRole("radio", { name: "Ask nothing" }));
    await waitFor(async () => {
      expect((await bridge.desk.Event(sample)).doc.feedback_page).toEqual({ state: "closed" });
    });
    await expectAccessible();
  });

  it("runs from right to left", async () => {
    const { user, t } = await openRoom("signup", { ...came(), locale: "ar-XB" });
    await user.click((await screen.findAllByRole("tab"))[1] as HTMLElement);
    expect(await screen.findByRole("region", { name: t("online.queue") })).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});
