import { act, renderHook } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { useAnswer } from "./use-answer";

/** A question that was answered "no", whose saving takes until it is let through. */
function open() {
  const sent: string[] = [];
  const held: ((isTaken: boolean) => void)[] = [];
  const send = (choice: string, words: string) => {
    sent.push(`${choice}: ${words}`);
    return new Promise<unknown>((resolve) => held.push((isTaken) => resolve(isTaken || undefined)));
  };
  const hook = renderHook(({ words }) => useAnswer({ choice: "no", words }, send), {
    initialProps: { words: "" },
  });
  const through = (isTaken = true) => act(async () => held.shift()?.(isTaken));
  const type = (words: string) => act(async () => hook.result.current.type(words));
  const leave = () => act(async () => hook.result.current.leave());
  return { ...hook, sent, through, type, leave };
}

describe("A choice with words", () => {
  it("is sent one after the other, so that a choice made while words are saved counts", async () => {
    const { result, sent, type, leave, through } = open();
    await type("ask Ada");
    await leave();
    await act(async () => result.current.choose("yes"));
    expect(sent).toEqual(["no: ask Ada"]);
    await through();
    expect(sent).toEqual(["no: ask Ada", "yes: ask Ada"]);
  });

  it("keeps the choice that is on its way when words are left", async () => {
    const { result, sent, type, leave, through } = open();
    await act(async () => result.current.choose("yes"));
    await type("a ramp");
    await leave();
    await through();
    expect(sent).toEqual(["yes: ", "yes: a ramp"]);
  });

  it("keeps what is typed while an answer is on its way, and what was refused", async () => {
    const { result, type, leave, through } = open();
    await type("a ramp");
    await leave();
    await type("a ramp at the back");
    await through();
    expect(result.current.words).toBe("a ramp at the back");
    await leave();
    await through(false);
    expect(result.current.words).toBe("a ramp at the back");
  });

  it("saves words that were not left when their field goes away", async () => {
    const { sent, type, unmount } = open();
    await type("the caretaker");
    await act(async () => unmount());
    expect(sent).toEqual(["no: the caretaker"]);
  });
});
