import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, expectRightToLeft, openAt } from "../../test/window";

describe("Settings", () => {
  it("turns the window round", async () => {
    const { user, bridge } = await openAt("#/settings");
    await expectAccessible();
    await user.click(await screen.findByRole("radio", { name: "Trial: right to left" }));
    await waitFor(expectRightToLeft);
    expect((await bridge.desk.State()).locale).toBe("ar-XB");
    await expectAccessible();
  });
});
