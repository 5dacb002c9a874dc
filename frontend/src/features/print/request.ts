import {
  type Letter,
  type PaperItem,
  type PrintKind,
  type PrintRequest,
  plainRequest,
} from "../../bridge/print-types";

/** What the person has picked, also for the kinds not on show; "" leaves it to the kit. */
export interface Choice {
  kind: string;
  design: string;
  /** "" for the event's main language. */
  lang: string;
  /** Stands beside the first, where a page takes two. */
  second: string;
  paper: string;
  profile: string;
  cmyk: boolean;
  bleedMm: number;
  saveInk: boolean;
  tile: string;
  label: string;
  variant: string;
  neutral: boolean;
  voice: string;
  printer: string;
  local: boolean;
  sums: boolean;
  /** Of a press notice. */
  embargo: string;
  contact: string;
  /** Quoted in it; apart from the voice of posters, since fewer agree to the press. */
  pressVoice: string;
  named: boolean;
  copies: number;
  /** Letters of one's own, by language. */
  letters: Readonly<Record<string, Letter>>;
}

export const firstChoice: Choice = {
  kind: "poster",
  design: "weave",
  lang: "",
  second: "",
  paper: "",
  profile: "home",
  cmyk: false,
  bleedMm: 3,
  saveInk: false,
  tile: "",
  label: "",
  variant: "",
  neutral: false,
  voice: "",
  printer: "",
  local: false,
  sums: false,
  embargo: "",
  contact: "",
  pressVoice: "",
  named: false,
  copies: 1,
  letters: {},
};

/** The request for Go: what the kind does not take is left out, since Go refuses what would mislead. */
export function requestOf(
  choice: Choice,
  kind: PrintKind,
  languages: readonly string[],
  papers: readonly PaperItem[],
): PrintRequest {
  const takes = (option: PrintKind["options"][number]) => kind.options.includes(option);
  const design = oneOf(choice.design, kind.designs);
  const paper = oneOf(choice.paper, kind.papers);
  const lang = mainOf(choice, kind, languages);
  return {
    ...plainRequest(kind.kind),
    ...fileWishes(choice, kind),
    design,
    paper,
    lang: takesTwo(kind, design) && pairs(choice.second, lang, languages) ? `${lang},${choice.second}` : lang,
    save_ink: takes("save_ink") && choice.saveInk,
    tile: takes("tile") && tilesOf(paper, papers).includes(choice.tile) ? choice.tile : "",
    label: takes("label") ? choice.label : "",
    variant: takes("variant") ? choice.variant : "",
    neutral: takes("neutral") && choice.neutral,
    voice: takes("voice") && design === "voice" ? choice.voice : "",
    printer: takes("printer") ? choice.printer : "",
    local: takes("local") && choice.local,
    ...contentWishes(choice, kind),
    letter: takes("letter") ? (choice.letters[lang] ?? null) : null,
  };
}

/** What stands on the pages of kinds that have wishes of their own. */
function contentWishes(
  { sums, named, embargo, contact, pressVoice }: Choice,
  { options }: PrintKind,
): Partial<PrintRequest> {
  return {
    ...(options.includes("sums") && { sums }),
    ...(options.includes("named") && { named }),
    ...(options.includes("press") && { embargo, contact, voice: pressVoice }),
  };
}

/** What only a PDF can be. */
function fileWishes(choice: Choice, kind: PrintKind): Partial<PrintRequest> {
  if (!kind.formats.includes("pdf")) return {};
  if (choice.profile !== "print-shop") return { profile: choice.profile };
  return { profile: choice.profile, cmyk: choice.cmyk, bleed_mm: choice.bleedMm };
}

/** The language of the words on show; "" where all of the event's stand on the page. */
function mainOf(choice: Choice, kind: PrintKind, languages: readonly string[]): string {
  if (kind.langs === "many") return "";
  const main = languages[0] ?? "";
  // Article 1 has its own list of languages; only its heading is in the event's.
  return kind.kind === "article1" ? main : oneOf(choice.lang, languages);
}

/** Whether a page takes a second language beside the first. */
export function takesTwo(kind: PrintKind, design: string): boolean {
  return kind.langs === "two" || (kind.langs === "each" && design === "circle");
}

function pairs(second: string, first: string, languages: readonly string[]): boolean {
  return second !== first && languages.includes(second);
}

/** The sheets over which a paper can be spread: those smaller than it. */
export function tilesOf(paper: string, papers: readonly PaperItem[]): string[] {
  const area = (name: string) => {
    const item = papers.find((one) => one.name === name);
    return item && item.px === 0 ? item.width_mm * item.height_mm : 0;
  };
  return ["a4", "a3"].filter((sheet) => area(sheet) > 0 && area(sheet) < area(paper));
}

function oneOf(wish: string, all: readonly string[]): string {
  return all.includes(wish) ? wish : (all[0] ?? "");
}
