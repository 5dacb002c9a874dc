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
    notes: coded.includes(request.kind) ? ["note.not-joined"] : [],
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
  const add = (field: string, what: string) => found.push({ field, lang, what });
  if (request.design !== "" && (doc.texts.headline[lang] ?? "").length >= 60)
    add("texts.headline", "the headline is too long for this paper");
  if (request.design === "voice" && !voice)
    add("voice", "choose a voice first: the headline stands in their place");
  if (request.design !== "" && doc.photo.file !== "" && (doc.photo.alt[lang] ?? "") === "")
    add("photo.alt", "no words say what the photo shows to people who do not see it");
  if ((request.letter?.paras.join(" ") ?? "").length > 2000)
    add("letter.paras", "the letter is too long for one page; its last words are left out");
  return found;
}

function mainLang(lang: string): string {
  return lang.split(",")[0] || "en";
}
