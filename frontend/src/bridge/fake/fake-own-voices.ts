import { found } from "../../lib/found";
import { BridgeError } from "../bridge-error";
import type { Voice } from "../types";
import type { OwnVoice, VoicePage, VoiceQuery, VoiceUse } from "../voice-types";

/** What a campaign says of a voice. */
export type CampaignVoice = Omit<
  Voice,
  "chosen" | "pack" | "local" | "name_form" | "given" | "expires" | "uses"
>;

/** The day of the fake. */
export const withdrawnOn = "2026-11-23";

const uses = ["print", "web", "social", "press", "translate", "photo"];

function verdicts(scope: readonly string[], why: string): VoiceUse[] {
  return uses.map((use) => {
    const allowed = why === "" && scope.includes(use);
    return { use, allowed, why: allowed ? "" : why || "scope" };
  });
}

export function ofCampaign(voice: CampaignVoice, chosen: boolean): Voice {
  return {
    ...voice,
    pack: "",
    chosen,
    local: false,
    name_form: "",
    given: "",
    expires: "",
    uses: verdicts(voice.scope, ""),
  };
}

/** Someone made up, who agreed to print and translation until after the sample event. */
export const sampleOwn: OwnVoice = {
  id: "local-1",
  name_form: "first",
  scope: ["print", "translate"],
  given: "2026-11-20",
  expires: "2026-12-31",
  withdrawn: "",
  reason: "",
  credit: "Оксана",
  role: "Neighbour",
  organisation: "Sample Neighbours",
  year: 2026,
  lang: "uk",
  quote: "Сусіди стали друзями.",
  topics: ["food"],
  translations: [
    { lang: "en", text: "Neighbours became friends.", by: "Ana Example", checked_by: "Ben Example" },
  ],
  person: "Оксана Примірна",
  withdraw_to: "Sam Sample, 0100 000000",
  buddy: "Ana Example",
  stop_word: "sunflower",
  call_after: "Ben Example, the day after",
  has_form: false,
};

/** How a group's own voice stands in an event's library. */
export function ofGroup(own: OwnVoice, chosen: boolean, day: string): Voice {
  const why = whyNot(own, day);
  const consent = why === "" || why === "expired" ? "granted" : why;
  return {
    id: own.id,
    credit: own.credit,
    role: own.role,
    organisation: own.organisation,
    quote: consent === "withdrawn" ? "" : own.quote,
    lang: own.lang,
    year: own.year,
    source: "",
    consent,
    scope: consent === "withdrawn" ? [] : own.scope,
    topics: own.topics,
    chosen,
    pack: "",
    local: true,
    name_form: own.name_form,
    given: own.given,
    expires: own.expires,
    uses: verdicts(own.scope, why),
  };
}

function whyNot(own: OwnVoice, day: string): string {
  if (own.withdrawn !== "") return "withdrawn";
  if (own.given === "") return "asked";
  return own.expires !== "" && day > own.expires ? "expired" : "";
}

/** The voices that a query keeps. */
export function searched(all: readonly Voice[], query: VoiceQuery): VoicePage {
  const kept = all.filter(
    (voice) =>
      (query.year === 0 || voice.year === query.year) &&
      (query.topic === "" || voice.topics.includes(query.topic)) &&
      (query.lang === "" || voice.lang === query.lang) &&
      (query.organisation === "" || voice.organisation === query.organisation) &&
      (query.use === "" || voice.uses.some((one) => one.use === query.use && one.allowed)) &&
      (query.from === "" || voice.local === (query.from === "local")),
  );
  const each = <T>(of: (voice: Voice) => T | T[]): T[] => [...new Set(all.flatMap(of))];
  return {
    voices: found(kept, query.text, ({ credit, role, organisation, quote }) =>
      [credit, role, organisation, quote].join(" "),
    ),
    all: all.length,
    years: each((voice) => voice.year).filter((year) => year !== 0),
    topics: each((voice) => voice.topics),
    langs: each((voice) => voice.lang).filter(Boolean),
    organisations: each((voice) => voice.organisation).filter(Boolean),
  };
}

export function kept(all: ReadonlyMap<string, OwnVoice>, id: string): OwnVoice {
  const one = all.get(id);
  if (!one) throw new BridgeError("not_found", `there is no local voice "${id}"`, "");
  return one;
}

/** Refuses a record as Go does. */
export function refuseOwn(voice: Omit<OwnVoice, "has_form">): void {
  const wrong = (message: string) => new BridgeError("invalid", message, "mend it and save it again");
  if (voice.quote === "") throw wrong("quote: write what they said, letter for letter");
  if (voice.name_form !== "none" && voice.credit === "")
    throw wrong("credit: write the name as they agreed to it");
  if (voice.given !== "" && voice.withdraw_to === "")
    throw wrong("withdraw_to: write whom they tell when they change their mind; the form says it too");
}
