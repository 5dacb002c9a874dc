import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { badLook, fineLook } from "../../bridge/fake/fake-look";
import type { PageLook } from "../../bridge/look-types";
import { expectAccessible, expectRightToLeft, openRoom, sample } from "../../test/window";

/** Opens the room, and then a look comes in. */
async function looked(look: PageLook, start: object = {}) {
  const opened = await openRoom("signup", { published: true, ...start });
  opened.bridge.desk.PageLook = async () => look;
  await opened.bridge.desk.WalkIns(sample, 1);
  return opened;
}

describe("The page as a visitor sees it", () => {
  it("is nothing to speak of before anybody looked", async () => {
    await openRoom("signup", { published: true });
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("is told whatever is open when it is not as it was published", async () => {
    await looked(badLook);
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("The page is not as you published it");
    expect(alert).toHaveTextContent(/a script that Daykit did not make/);
    expect(alert).toHaveTextContent(/leads to another address/);
    expect(alert).toHaveTextContent(/close the sign-up.*on paper.*call the campaign/);
    await expectAccessible();
  });

  it("asks for an update first where the server calls itself newer", async () => {
    await looked({ ...badLook, found: [{ id: "newer", words: "" }] });
    expect(await screen.findByRole("alert")).toHaveTextContent(
      /Update Daykit and look again\. If the newest/,
    );
  });

  it("is looked at again when somebody asks", async () => {
    const { user, bridge } = await looked(badLook);
    bridge.desk.LookAtPage = async () => ({ ...badLook, still: false });
    await user.click(await screen.findByRole("button", { name: "Look again" }));
    await waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent(/the last look did not find it/));
  });

  it("stays until somebody knows", async () => {
    const { user, bridge } = await looked(badLook);
    bridge.desk.SeenPageLook = async () => fineLook;
    await user.click(await screen.findByRole("button", { name: "We know" }));
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
    await user.click(screen.getByRole("tab", { name: /^From the page/ }));
    expect(await screen.findByText(/^Looked at as a visitor would/)).toBeVisible();
  });

  it("says quietly that it could not be seen", async () => {
    const { user } = await looked({ ...fineLook, state: "unseen", why: "the server was not reached" });
    await user.click(screen.getByRole("tab", { name: /^From the page/ }));
    expect(await screen.findByText(/^Could not be looked at as a visitor would/)).toBeVisible();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("reads from right to left", async () => {
    await looked(badLook, { locale: "ar-XB" });
    await screen.findByRole("alert");
    expectRightToLeft();
  });
});
