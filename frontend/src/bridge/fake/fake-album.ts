import { BridgeError } from "../bridge-error";
import type { Album, EventPhoto, PhotoConsent, Photograph, PhotoUse } from "../photograph-types";
import type { Letter, PrintRecord } from "../print-types";
import { today } from "./fake-dates";
import { FakeReport } from "./fake-report";
import { thanksLetter } from "./fake-thanks";
import type { VoicesStart } from "./fake-voices";

const uses: readonly PhotoUse[] = ["report", "web", "social", "press", "campaign"];

/** A photograph of which nobody has said anything yet. */
export function newPhotograph(id: string): Photograph {
  const consent: PhotoConsent = {
    people: "",
    how: "",
    by: "",
    on: "",
    children: "",
    uses: [],
    until: "",
    withdrawn: "",
  };
  return judged({
    ...{
      id,
      caption: "",
      alt: "",
      lang: "",
      credit: "",
      added: today,
      here: true,
      w: 1600,
      h: 1200,
      erased: "",
    },
    consent,
    missing: [],
    refused: {},
  });
}

/** A made-up one that two uses were agreed for. */
export function agreedPhotograph(id: string, alt: string): Photograph {
  const plain = newPhotograph(id);
  return judged({
    ...plain,
    alt,
    caption: "At the long table",
    credit: "Ana Example",
    consent: {
      ...plain.consent,
      people: "everyone",
      how: "sheet",
      by: "Ben Example",
      on: today,
      children: "none",
      uses: ["report", "web"],
    },
  });
}

/** Photographs in each state, made up. */
export function sampleAlbum(): Photograph[] {
  const gone = agreedPhotograph("p-4", "Four people sing");
  return [
    agreedPhotograph("p-1", "A long table with twelve people who eat and talk"),
    newPhotograph("p-2"),
    judged({ ...newPhotograph("p-3"), alt: "Hands that knead bread", added: today }),
    judged({ ...gone, consent: { ...gone.consent, withdrawn: today } }),
    judged({ ...newPhotograph("p-5"), erased: today, consent: { ...gone.consent, withdrawn: today } }),
  ];
}

function missingOf(consent: PhotoConsent): string[] {
  const everyone = consent.people === "everyone";
  const lacks: Record<string, boolean> = {
    people: consent.people === "",
    how: everyone && consent.how === "",
    by: consent.by === "",
    on: consent.on === "",
    children: everyone && consent.children === "",
    guardian: everyone && consent.children === "unasked",
    uses: consent.uses.length === 0,
  };
  return Object.keys(lacks).filter((what) => lacks[what]);
}

/** What may be done with a photograph, as Go says it. */
function judged(photo: Photograph): Photograph {
  const { consent } = photo;
  const missing = missingOf(consent);
  const why = (use: PhotoUse): string => {
    if (photo.erased !== "") return "erased";
    if (consent.withdrawn !== "") return "withdrawn";
    if (missing.length > 0) return "record";
    if (consent.until !== "" && today > consent.until) return "expired";
    if (!consent.uses.includes(use)) return "scope";
    return photo.here ? "" : "picture";
  };
  const refused = Object.fromEntries(
    uses.map((use) => [use, why(use)]).filter(([, reason]) => reason !== ""),
  );
  return { ...photo, missing, refused };
}

/** What the sample event has of photographs at the start. */
export interface AlbumStart extends VoicesStart {
  photographs?: Photograph[];
}

/** The part of the fake desk that keeps photographs and counts whom to thank. */
export abstract class FakeAlbum extends FakeReport implements Album {
  private photosMade = 0;
  private readonly shown = new Map<string, PrintRecord[]>();
  private first: Photograph[];

  constructor(start: AlbumStart) {
    super(start);
    this.first = start.photographs ?? [];
  }

  async Photographs(id: string) {
    return this.photosOf(id);
  }

  async PickPhotographs(id: string) {
    const added = [`p-${++this.photosMade}`, `p-${++this.photosMade}`];
    const photographs = this.setPhotos(id, (all) => [...all, ...added.map(newPhotograph)]);
    const refused = [
      { file: "letter.pdf", why: "a PDF: not a kind of picture that can be used", hint: "save it as JPEG" },
    ];
    return { photographs, added, refused };
  }

  async EditPhotograph(id: string, photo: string, record: EventPhoto) {
    const was = this.photographAt(id, photo);
    if (was.consent.withdrawn !== "")
      throw new BridgeError(
        "denied",
        "the photograph was withdrawn, so its record is not changed any more",
        "who agrees again is in a photograph that is added anew",
      );
    if (record.consent.on > today)
      throw new BridgeError(
        "invalid",
        `on: ${record.consent.on} is still to come`,
        "write the day on which they were asked",
      );
    return this.setPhoto(id, photo, (one) => ({ ...one, ...record }));
  }

  async WithdrawPhotograph(id: string, photo: string) {
    const photographs = this.setPhoto(id, photo, (one) => ({
      ...one,
      consent: { ...one.consent, withdrawn: today },
    }));
    return { photographs, take_down: this.shown.get(photo) ?? [] };
  }

  async ForgetPhotograph(id: string, photo: string) {
    const photographs = this.setPhoto(id, photo, (one) => ({
      ...one,
      caption: "",
      alt: "",
      credit: "",
      erased: today,
      consent: { ...one.consent, by: "", withdrawn: today },
    }));
    return { photographs, take_down: this.shown.get(photo) ?? [] };
  }

  async PhotographUses(_: string, photo: string) {
    return this.shown.get(photo) ?? [];
  }

  async DropPhotograph(id: string, photo: string) {
    return this.setPhotos(id, (all) => all.filter((one) => one.id !== photo));
  }

  async SavePhotograph(id: string, photo: string, use: PhotoUse) {
    const reason = this.photographAt(id, photo).refused[use];
    if (reason !== undefined)
      throw new BridgeError(
        "denied",
        `the people in the photograph did not agree to this use: ${use}`,
        "choose another one",
      );
    const record = {
      ...{
        at: `${today}T12:00:00Z`,
        kind: "photograph",
        design: use,
        lang: "en",
        paper: "",
        pages: 1,
        copies: 1,
      },
      ...{ voices: [], photos: [photo], withdrawn: [] },
    };
    this.shown.set(photo, [record, ...(this.shown.get(photo) ?? [])]);
    return { file: `/home/sam/${photo}.jpg`, kind: "photograph", lang: "", pages: 1, problems: [] };
  }

  async ThanksCounts(id: string) {
    const { crew, doc } = this.at(id);
    const own = (await this.Voices(id)).filter((voice) => voice.local && doc.voices.includes(voice.id));
    return { crew: crew.members.length, voices: own.length };
  }

  async PickPeople() {
    return { path: "/home/sam/people.csv", people: 7 };
  }

  async ThanksDraft(id: string, _: string, whom: "crew" | "voices"): Promise<Letter> {
    return thanksLetter(this.at(id).doc, (text) => text.en ?? "", whom);
  }

  private photosOf(id: string): Photograph[] {
    const event = this.at(id);
    if (this.first.length > 0) event.photographs = this.first;
    this.first = [];
    return event.photographs;
  }

  private photographAt(id: string, photo: string): Photograph {
    const one = this.photosOf(id).find((other) => other.id === photo);
    if (!one) throw new BridgeError("not_found", `the event has no photograph "${photo}"`, "");
    return one;
  }

  private setPhoto(id: string, photo: string, change: (one: Photograph) => Photograph): Photograph[] {
    this.photographAt(id, photo);
    return this.setPhotos(id, (all) => all.map((one) => (one.id === photo ? judged(change(one)) : one)));
  }

  private setPhotos(id: string, change: (all: Photograph[]) => Photograph[]): Photograph[] {
    this.photosOf(id);
    this.act(id, "photograph", (event) => {
      event.photographs = change(event.photographs);
    });
    return this.at(id).photographs;
  }
}
