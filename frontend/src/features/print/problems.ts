import type { Problem } from "../../bridge/print-types";
import { findingWords } from "../../i18n/finding-words";
import type { MessageKey, Translate } from "../../i18n/messages";
import type { Room as RoomName } from "../../lib/route";
import type { Room } from "./room";

/** Where beside the page a problem can be put right. */
export type Home =
  | "texts.headline"
  | "title"
  | "texts.about"
  | "texts.access"
  | "voice"
  | "photo"
  | "photo.alt"
  | "article1"
  | "signup"
  | "languages"
  | "letter";

const words = ["texts.headline", "title", "texts.about", "texts.access"] as const;

/** The homes that the room has now; the rest of the problems stand in a list. */
export function homesOf({ kind, request }: Room): Home[] {
  const homes: Home[] = [];
  if (kind.designs.length > 0) homes.push(...words, "photo", "photo.alt");
  if (request.design === "voice") homes.push("voice");
  if (kind.kind === "article1") homes.push("article1");
  if (kind.options.includes("variant")) homes.push("signup");
  if (kind.langs === "many") homes.push("languages");
  // A letter that is the kit's own cannot be shortened here.
  if (request.letter) homes.push("letter");
  return homes;
}

/** Layout names a text by its last part alone or with its path, and a part of a list or letter by its own path. */
function homeOf({ field }: Problem, homes: readonly Home[]): Home | undefined {
  return (
    homes.find((home) => home === field) ??
    homes.find((home) => home.endsWith(`.${field}`)) ??
    homes.find((home) => field.startsWith(`${home}.`))
  );
}

/** Whether a problem is shown at its field, given the language on show. */
function isAtHome(problem: Problem, homes: readonly Home[], lang: string): boolean {
  const home = homeOf(problem, homes);
  if (home === "photo.alt" || home === "article1" || home === "languages") return true;
  return home !== undefined && (problem.lang === lang || problem.lang === "");
}

/** What is wrong at a home in a language (undefined: in any), in whole sentences, or undefined. */
export function problemsAt(room: Room, home: Home, lang: string | undefined): string | undefined {
  const homes = homesOf(room);
  const found = (room.preview?.problems ?? []).filter(
    (problem) =>
      homeOf(problem, homes) === home && (lang === undefined || problem.lang === lang || problem.lang === ""),
  );
  return found.length === 0 ? undefined : found.map(room.words).join(" ");
}

/** The problems that have no field of their own beside the page. */
export function otherProblems(room: Room): Problem[] {
  const homes = homesOf(room);
  const lang = room.language?.tag ?? "";
  return (room.preview?.problems ?? []).filter((problem) => !isAtHome(problem, homes, lang));
}

/** What we call a field of which layout speaks. */
const labels: Record<string, MessageKey> = {
  title: "details.titleIn",
  "texts.headline": "details.headline",
  "texts.about": "details.about",
  "texts.access": "details.accessLine",
  date: "details.date",
  group: "details.group",
  venue: "details.venue",
  "venue.access": "details.access",
  article1: "print.field.article1",
  code: "print.field.code",
  languages: "details.languages",
  letter: "print.field.letter",
  paper: "print.paper",
  photo: "print.photo",
  "photo.alt": "print.field.photoAlt",
  programme: "print.kind.programme",
  signup: "print.field.signup",
  "signup.rows": "signup.rows",
  "signup.layout": "signup.layout",
  "signup.fields": "signup.fields",
  "signup.ticks": "signup.ticks",
  voice: "print.field.voice",
  voices: "print.field.voice",
  people: "signup.guests",
  tables: "print.kind.table-tents",
};

/** Problems of the page as a whole, and of words that it quotes, say themselves where they are. */
const unnamed = ["", "print", "phrases", "contrast", "draft", "which", "press"];

function fieldWords(t: Translate, field: string): string {
  const [head = "", row] = field.split(".");
  if (unnamed.includes(head)) return "";
  if (head === "people" && row !== undefined) return t("print.field.person", { number: row });
  if (head === "programme" && row !== undefined) return t("print.field.point", { number: row });
  const key = labels[field] ?? labels[`texts.${field}`] ?? labels[head];
  return key ? t(key) : field;
}

/** What is wrong alike at one field or several, in one line, and where it is put right. */
export interface ProblemLine {
  words: string;
  places: Place[];
}

/** Problems in lines: which fields, in which language, what is wrong. */
export function problemLines(
  t: Translate,
  problems: readonly Problem[],
  languageName: (tag: string) => string,
): ProblemLine[] {
  const alike = new Map<string, Problem[]>();
  for (const problem of problems) {
    const key = `${problem.lang} ${findingWords(t, problem, languageName)}`;
    alike.set(key, [...(alike.get(key) ?? []), problem]);
  }
  return [...alike.values()].map((group) => ({
    words: groupWords(t, group, languageName),
    places: placesFor(group),
  }));
}

function groupWords(t: Translate, group: readonly Problem[], languageName: (tag: string) => string): string {
  const [first] = group;
  if (!first) return "";
  const what = findingWords(t, first, languageName);
  const field = [...new Set(group.map((problem) => fieldWords(t, problem.field)))].filter(Boolean).join(", ");
  if (field === "") return what;
  // Where the sentence names the language itself, once is enough.
  if (first.lang === "" || first.params.language === first.lang) return t("print.problem", { field, what });
  return t("print.problemIn", { field, language: languageName(first.lang), what });
}

type Place = { room: RoomName; tab?: string };

const places: Record<string, Place> = {
  date: { room: "plan", tab: "details" },
  group: { room: "plan", tab: "details" },
  venue: { room: "plan", tab: "details" },
  programme: { room: "plan", tab: "programme" },
  people: { room: "signup" },
  code: { room: "afterwards", tab: "send" },
};

/** Where in the window a problem can be put right, if it is not in this room. */
function placesFor(problems: readonly Problem[]): Place[] {
  const found = problems.flatMap(({ field }) => places[field.split(".")[0] ?? ""] ?? []);
  return [...new Set(found)];
}
