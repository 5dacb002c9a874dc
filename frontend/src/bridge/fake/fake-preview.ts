import type { Preview, Problem } from "../print-types";
import { fakeMap, fakePage, type PageInput } from "./fake-pages";

/** The kinds that carry a code, which leads somewhere only once the laptop has joined. */
const coded = ["poster", "flyer", "social", "signup", "letters", "programme"];

/** A rough likeness of the real pages; the real ones are drawn by Go. */
export function fakePreview(input: PageInput): Preview {
  const { doc, request, paper, drafts } = input;
  const title = doc.title.en ?? "";
  const large = Math.sqrt((paper.width_mm * paper.height_mm) / (210 * 297));
  const urls = urlsOf(input);
  return {
    pages: urls.length,
    urls,
    problems: problemsOf(input),
    notes: notesOf(input),
    drafts,
    width_mm: request.tile === "" ? paper.width_mm : 210,
    height_mm: request.tile === "" ? paper.height_mm : 297,
    reads_from_m: 2 * large,
    qr_from_m: coded.includes(request.kind) ? 1.5 * large : 0,
    address: "imd.example/e/K7QM2Z8T",
    alt: `${request.kind}: ${doc.texts.headline[mainLang(request.lang)] ?? doc.texts.headline.en ?? ""}, ${title}, ${doc.date}`,
  };
}

function urlsOf(input: PageInput): string[] {
  const { request, paper, names } = input;
  const page = fakePage(input);
  if (request.tile !== "") {
    const columns = Math.ceil(paper.width_mm / 200);
    const rows = Math.ceil(paper.height_mm / 287);
    return [...Array<string>(columns * rows).fill(page), fakeMap(columns, rows)];
  }
  if (request.kind === "letters") return Array<string>(names.length).fill(page);
  return [page];
}

function problemsOf({ doc, request, voice }: PageInput): Problem[] {
  const lang = mainLang(request.lang);
  const found: Problem[] = [];
  const add = (field: string, code: string, params: Problem["params"] = {}) =>
    found.push({ field, lang, what: code, code, params });
  if (request.design !== "" && (doc.texts.headline[lang] ?? "").length >= 60)
    add("texts.headline", "too-much-text");
  if (request.design === "voice" && !voice) add("voice", "voice-none");
  if (request.design !== "" && doc.photo.file !== "" && (doc.photo.alt[lang] ?? "") === "")
    add("photo.alt", "photo-no-alt");
  if ((request.letter?.paras.join(" ") ?? "").length > 2000)
    add("letter.paras", "letter-too-long", { size: 11 });
  for (const [index, { title }] of doc.programme.entries())
    if (request.kind === "programme" && (title[lang] ?? "") === "")
      add(`programme.${index + 1}`, "not-translated", { language: lang, instead: "en" });
  return found;
}

function notesOf({ doc, request }: PageInput): Problem[] {
  const found: Problem[] = [];
  const add = (field: string, code: string) => found.push({ field, lang: "", what: code, code, params: {} });
  if (coded.includes(request.kind)) add("", "not-joined");
  if (request.kind === "programme") add("print", "programme-fold");
  if (request.save_ink && request.design !== "" && doc.photo.file !== "") add("photo", "photo-saves-ink");
  return found;
}

function mainLang(lang: string): string {
  return lang.split(",")[0] || "en";
}
