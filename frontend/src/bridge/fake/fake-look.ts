import { BridgeError } from "../bridge-error";
import type { PageLook } from "../look-types";
import type { FakeEvent } from "./fake-view";

const never: PageLook = {
  event: "",
  state: "",
  looked: "",
  tried: "",
  why: "",
  older: false,
  found: [],
  since: "",
  still: false,
  hint: "",
};

const at = "2026-11-23T09:00:00Z";

/** A page that was as it was published. */
export const fineLook: PageLook = { ...never, state: "fine", looked: at, tried: at };

/** A page of a server that somebody tampered with. */
export const badLook: PageLook = {
  ...fineLook,
  state: "differs",
  found: [
    { id: "script", words: "another script" },
    { id: "elsewhere", words: "another address" },
  ],
  since: at,
  still: true,
  hint: "call the campaign",
};

const looks = new WeakMap<FakeEvent, PageLook>();

export const lookOf = (event: FakeEvent): PageLook => looks.get(event) ?? never;

/** The fake's server is an honest one. */
export function lookAt(event: FakeEvent): PageLook {
  if (!event.published) throw new BridgeError("not_found", "there is no page that takes sign-ups", "");
  looks.set(event, fineLook);
  return fineLook;
}

export function seenLook(event: FakeEvent): PageLook {
  const next: PageLook = { ...lookOf(event), found: [], since: "", still: false };
  looks.set(event, next);
  return next;
}
