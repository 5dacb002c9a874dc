import { BridgeError } from "../bridge-error";
import type { BeginNote, StartForm, Starting, StartLine, StartPreview } from "../start-types";
import type { EventDoc, Task, Venue } from "../types";
import { choices, noPhoto, sampleDoc } from "./fake-content";
import { daysBetween, today } from "./fake-dates";
import { allThings, FakePacking } from "./fake-packing";
import { packTask } from "./fake-plan";
import type { FakeEvent } from "./fake-view";

const usualWeeks = 3;

const ours = "our planning default, not from a source";
const line = (text: string, when = "", amount = "", basis = ours): StartLine => ({
  text,
  when,
  amount,
  basis,
});

function placeOf(text: string): Venue {
  const parts = text.split(",").map((part) => part.trim());
  const [name = "", ...rest] = parts;
  const town = rest.pop() ?? "";
  return { name, address: rest.join(", "), town, postcode: "", access: [], hide_address: false };
}

function notesOf(form: StartForm): BeginNote[] {
  const days = daysBetween(today, form.date);
  const note = (kind: BeginNote["kind"], part: Partial<BeginNote> = {}): BeginNote => ({
    ...{ kind, duty: "", title: "", ask: "", date: "", days, weeks: usualWeeks, source: ours, words: "" },
    ...part,
  });
  if (days < 0) return [note("past")];
  if (days > 365) return [note("far")];
  if (days >= usualWeeks * 7) return [];
  const film = { duty: "film-licence", title: "Film licence", ask: "the film’s licensor" };
  const ten = {
    duty: "ten",
    title: "Temporary event notice",
    ask: "the venue, then the council’s licensing team",
  };
  return [
    note("soon"),
    ...(form.activities.includes("film")
      ? [note("notice-over", { ...ten, date: "2026-12-03" }), note("ask-now", film)]
      : []),
  ];
}

/** What an event would begin with, with Go's habits and little of its care. */
function previewOf(asked: StartForm): StartPreview {
  const venue = placeOf(asked.place);
  const names = asked.activities.flatMap((id) => choices.activities.filter((one) => one.id === id));
  const title = `${names[0]?.name ?? "Get-together"}${venue.town === "" ? "" : ` in ${venue.town}`}`;
  const form = {
    ...asked,
    title: asked.title || title,
    start: asked.start || "18:00",
    end: asked.end || "21:00",
    group: asked.group,
    languages: asked.languages.length > 0 ? asked.languages : ["en"],
  };
  const things = allThings().map((one) => ({
    kind: one.kind,
    line: line(one.what, "", one.amount, one.basis),
  }));
  const ofKind = (kind: string) => things.filter((one) => one.kind === kind).map((one) => one.line);
  return {
    form,
    filled: asked.title === "" ? ["title"] : [],
    title_lang: asked.title === "" ? "en" : (form.languages[0] ?? "en"),
    venue,
    tasks: [line("Agree what the event is for", today), line("Print posters and put them up", "2026-12-04")],
    duties: [line("Public liability insurance", "2026-11-27", "", "docsbay.net toolkit")],
    shifts: [line("Lead", "17:30–21:30", "1"), line("Welcome desk", "17:30–21:30", "2")],
    kit: ofKind("kit"),
    care: ofKind("care"),
    permissions: ofKind("permission"),
    risks: [line("Slips and trips")],
    questions: [line("Is there a quiet room?", "", "", "scie.org.uk choosing-a-venue")],
    programme: [
      line("Welcome", form.start, "10"),
      line(names[0]?.name ?? "Our own programme", "18:10", "120"),
    ],
    crew: { low: 3, high: 6, basis: ours },
    notes: notesOf(form),
  };
}

const tasks = (): Task[] => [
  packTask("aim", "Agree what the event is for", today),
  packTask("posters", "Print posters and put them up", "2026-12-04"),
];

/** The same of an event that was begun too late for one of them, and never had time for another. */
const lateTasks = (): Task[] => [
  {
    ...packTask("fasts", "Look up fasts and feasts", "2026-09-25"),
    ...{ planned: "", by: "", late_days: 0 },
    ...spare,
  },
  {
    ...packTask("aim", "Agree what the event is for", "2026-11-20"),
    ...{ planned: today, late_days: 0 },
    squeezed: true,
  },
  packTask("posters", "Print posters and put them up", "2026-11-24"),
];

const spare = { skip: "optional", optional: "The event works without it" };

/** The part of the fake desk that begins events. */
export abstract class FakeBegin extends FakePacking implements Starting {
  private begun = 0;

  protected abstract begin(doc: EventDoc, fill: (event: FakeEvent) => void): string;

  async PreviewStart(form: StartForm) {
    if (form.date === "")
      throw new BridgeError("invalid", "date: “” is not a date", "write it like 2026-12-18");
    return previewOf(form);
  }

  async Start(asked: StartForm) {
    const { form, venue, programme } = previewOf(asked);
    const doc: EventDoc = {
      ...sampleDoc(),
      id: `BEGAN${++this.begun}`,
      title: { en: form.title },
      date: form.date,
      start: form.start,
      end: form.end,
      group: form.group,
      venue,
      languages: form.languages,
      activities: form.activities.filter((id) => id !== "other"),
      expected: form.people,
      texts: { headline: {}, about: {}, access: {} },
      voices: [],
      photo: noPhoto,
      programme: programme.map(({ text, when }) => ({
        at: when,
        minutes: 10,
        title: { en: text },
        lead: "",
      })),
    };
    return this.begin(doc, (event) => {
      event.packing = allThings();
      event.walkIns = [];
      event.tasks = daysBetween(today, form.date) < usualWeeks * 7 ? lateTasks() : tasks();
    });
  }
}
