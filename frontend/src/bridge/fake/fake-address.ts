import type { Bridge } from "../desk";
import { fakeBridge } from "./fake-desk";
import { manyGuests, sampleGuests } from "./fake-people";

/** A fake as the address asks for: ?empty, ?joined, ?offline, ?guests=500, ?locale=ar-XB. */
export function fakeFromAddress(search: string): Bridge {
  const asked = new URLSearchParams(search);
  return fakeBridge({
    sample: !asked.has("empty"),
    joined: asked.has("joined"),
    offline: asked.has("offline"),
    locale: asked.get("locale") ?? "en-GB",
    guests: [...sampleGuests(), ...manyGuests(Number(asked.get("guests") ?? 0))],
  });
}
