import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { beginEvent, expectAccessible, expectRightToLeft, openAt } from "../../test/window";

/** The tile with these words; asking every element of the page for its role takes long. */
async function tile(name: string) {
  const [words] = await screen.findAllByText(name); // it is said again below the tiles once it is chosen
  const option = words?.closest<HTMLElement>("[role=option]");
  if (!option) throw new Error(`${name} is no tile`);
  return option;
}
const go = () => screen.findByRole("button", { name: "Start the event" });

/** Types into a part of the day, and on into the parts after it. */
async function typeDate(user: Awaited<ReturnType<typeof openAt>>["user"], part: RegExp, digits: string) {
  const [segment] = await screen.findAllByRole("spinbutton", { name: part });
  if (!segment) throw new Error("there is no day to type");
  await user.click(segment);
  await user.keyboard(digits);
}

describe("Starting an event", () => {
  it("is where a blank kit leads, with the keyboard alone, to the plan", async () => {
    const { user, bridge } = await openAt("#/events", { sample: false });
    (await screen.findByRole("button", { name: "Start your first event" })).focus();
    await user.keyboard("{Enter}");
    const meal = await tile("Shared meal");
    meal.focus();
    await user.keyboard(" ");
    expect(meal).toHaveAttribute("aria-selected", "true");
    await user.keyboard("foo{Enter}"); // the first letters jump to football
    expect(await tile("Football or sport")).toHaveAttribute("aria-selected", "true");
    const place = screen.getByLabelText("Where?");
    while (document.activeElement !== place) await user.tab();
    await user.paste("Sample Hall, Exampleton");
    const group = screen.getByLabelText("Which group invites?");
    while (document.activeElement !== group) await user.tab();
    await user.paste("Sample Neighbours");
    await waitFor(() => expect(screen.getByText("Shared meal in Exampleton")).toBeVisible());
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("heading", { level: 1, name: "Plan" })).toBeVisible();
    expect(await bridge.desk.Events()).toMatchObject([
      { title: "Shared meal in Exampleton", group: "Sample Neighbours", town: "Exampleton" },
    ]);
  });

  it("leads on to the first poster, and says so until there is one", async () => {
    const { user, bridge } = await openAt("#/events", { sample: false });
    window.location.hash = `#/event/${await beginEvent(bridge, "Tea and stories")}/plan`;
    const next = await screen.findByRole("region", { name: "Your first poster is ready" });
    await user.click(within(next).getByRole("button", { name: "Your first poster" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Print" })).toBeVisible();
    await user.click(await screen.findByRole("button", { name: "Save as PDF" }));
    await user.click(screen.getByRole("link", { name: "Plan" }));
    await screen.findByRole("heading", { level: 1, name: "Plan" });
    expect(screen.queryByRole("region", { name: "Your first poster is ready" })).toBeNull();
  });

  it("shows beforehand what will be there, each with its source", async () => {
    const { user } = await openAt("#/start");
    await user.click(await tile("Shared meal"));
    expect(await screen.findByText(/People bring or cook a dish/)).toBeVisible();
    await user.click(await screen.findByRole("button", { name: "2 things to bring" }));
    const card = screen.getByText("Allergen card").closest("li");
    if (!card) throw new Error("the card is in no list");
    expect(within(card).getByText("source 2")).toBeVisible();
    expect(screen.getAllByText("our planning default, not from a source")).toHaveLength(1);
    expect(screen.getByText(/One undo takes the whole start back/)).toBeVisible();
    await expectAccessible();
  });

  it("is taken back by one undo, and done again", async () => {
    const { user, bridge } = await openAt("#/start", { sample: false });
    await user.click(await tile("Something else"));
    await user.click(await go());
    await user.click(await screen.findByRole("button", { name: "Undo: start of the event" }));
    expect(await screen.findByRole("heading", { name: "No events yet" })).toBeVisible();
    expect(await bridge.desk.Events()).toEqual([]);
    await user.click(await screen.findByRole("button", { name: "Redo" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Plan" })).toBeVisible();
  });

  it("says kindly that time is short, and what can still be done", async () => {
    const { user } = await openAt("#/start");
    await user.click(await tile("Film screening and talk"));
    await typeDate(user, /^day/, "2511");
    expect(await screen.findByText(/There are 2 days.*It can still be good/)).toBeVisible();
    expect(screen.getByText(/it is too late to send one.*choose a day from/)).toBeVisible();
    expect(screen.getByText("Film licence: the film’s licensor")).toBeVisible();
    expect(await go()).toBeEnabled();
    await typeDate(user, /^day/, "20");
    expect(await screen.findByText(/That day is over/)).toBeVisible();
    await typeDate(user, /^year/, "2028");
    expect(await screen.findByText(/more than a year away/)).toBeVisible();
  });

  it("keeps what a person types over what it offers, and says what was refused", async () => {
    const { user, bridge } = await openAt("#/start", { sample: false });
    const title = await screen.findByRole("textbox", { name: "What is it called?" });
    await waitFor(() => expect(title).toHaveValue("Get-together"));
    await user.clear(title);
    await user.paste("Tea and stories");
    bridge.desk.Start = () => Promise.reject(new Error("the disk is full"));
    await user.click(await go());
    expect(await screen.findByRole("alert")).toBeVisible();
    expect(title).toHaveValue("Tea and stories");
  });

  it("asks in which languages pages are printed, and says in which the title is offered", async () => {
    const { user, bridge } = await openAt("#/start", { sample: false });
    const chosen = await screen.findByRole("grid", { name: "In which languages will you print?" });
    await waitFor(() => expect(within(chosen).getByRole("row", { name: "English" })).toBeVisible());
    await user.click(screen.getByRole("button", { name: /Add a language/ }));
    await user.click(await screen.findByRole("option", { name: "Urdu" }));
    await user.click(await screen.findByRole("button", { name: /^Remove English/ }));
    expect(
      await screen.findByText("Our suggestion, in English. Write it in Urdu, if you can."),
    ).toBeVisible();
    await expectAccessible();
    await user.click(await go());
    await screen.findByRole("heading", { level: 1, name: "Plan" });
    const [event] = await bridge.desk.Events();
    expect((await bridge.desk.Event(event?.id ?? "")).doc.languages).toEqual(["ur"]);
  });

  it("runs from right to left", async () => {
    const { t } = await openAt("#/start", { locale: "ar-XB" });
    expect(await screen.findByRole("button", { name: t("begin.go") })).toBeVisible();
    expectRightToLeft();
    await expectAccessible();
  });
});
