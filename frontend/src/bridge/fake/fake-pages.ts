import type { Letter, PaperItem, PrintRequest } from "../print-types";
import type { EventDoc, Text, Voice } from "../types";
import { lines, part, strand, strands } from "./fake-ink";
import { thanksLetter } from "./fake-thanks";

/** What a page is drawn from. */
export interface PageInput {
  doc: EventDoc;
  request: PrintRequest;
  paper: PaperItem;
  voice: Voice | undefined;
  drafts: string[];
  names: string[];
}

/** The kinds that name no guest. */
const nameless = ["report", "umbrella"];

interface Canvas {
  w: number;
  h: number;
  doc: EventDoc;
  words: (text: Text) => string;
  second: (text: Text) => string;
  ground: string;
}

const ink = "#1d1a39";
const cream = "#fbf5ea";

/** The first page, roughly as Go draws it, as an address of an SVG. */
export function fakePage(input: PageInput): string {
  const { paper, request, doc, drafts } = input;
  const unit = 500 / Math.sqrt(paper.width_mm * paper.height_mm);
  const [lang = "en", other = lang] = (request.lang || "en").split(",");
  const words = (tag: string) => (text: Text) => text[tag] ?? text.en ?? "";
  const ground = request.save_ink ? "#ffffff" : cream;
  const canvas = { w: paper.width_mm * unit, h: paper.height_mm * unit, doc, ground };
  const body = bodyOf({ ...canvas, words: words(lang), second: words(other) }, input);
  const band =
    drafts.length === 0
      ? ""
      : `${part(0, 0, canvas.w, 15, "#f4a62a")}<text x="12" y="11" font-size="9">Draft</text>`;
  return svg(canvas.w, canvas.h, body + band);
}

/** Which of a poster's sheets goes where. */
export function fakeMap(columns: number, rows: number): string {
  const cells = Array.from({ length: columns * rows }, (_, at) => {
    const x = 60 + (at % columns) * (300 / columns);
    const y = 90 + Math.floor(at / columns) * (420 / rows);
    const box = `<rect x="${x}" y="${y}" width="${300 / columns}" height="${420 / rows}" fill="none" stroke="${ink}"/>`;
    return `${box}<text x="${x + 20}" y="${y + 50}" font-size="34">${at + 1}</text>`;
  });
  return svg(420, 594, part(0, 0, 420, 594, "#fff") + cells.join(""));
}

function svg(w: number, h: number, body: string): string {
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" font-family="Lexend, sans-serif" fill="${ink}">`;
  return `data:image/svg+xml,${encodeURIComponent(`${open}${body}</svg>`)}`;
}

function bodyOf(canvas: Canvas, { request, voice, names }: PageInput): string {
  switch (request.design) {
    case "weave":
      return weave(canvas);
    case "voice":
      return voicePage(canvas, voice?.quote ?? canvas.words(canvas.doc.texts.headline), voice?.credit ?? "");
    case "circle":
      return circle(canvas);
    case "plain":
      return plain(canvas);
    default:
      return form(canvas, request, nameless.includes(request.kind) ? [] : names);
  }
}

function weave({ w, h, doc, words, ground }: Canvas): string {
  const braid = strands
    .map((colour, index) => strand(colour, ground, w, h * 0.3 + index * h * 0.037))
    .join("");
  return `${part(0, 0, w, h, ground)}<text x="28" y="36" font-size="10">International Migrants Day</text>
${lines(words(doc.texts.headline), 28, 80, 46, w / 35, 800)}${braid}${lines(words(doc.title), 28, h * 0.68, 22, w / 15, 800)}
${lines(words(doc.texts.about), 28, h * 0.73, 11, w / 10, 400)}${foot({ h, w }, doc)}`;
}

function voicePage({ w, h, doc, words }: Canvas, quote: string, credit: string): string {
  const side = strands
    .slice(0, 4)
    .map((colour, at) => {
      const x = w - 62 + at * 16;
      const path = `M${x} -10C${x - 70} ${h * 0.3} ${x + 60} ${h * 0.4} ${x - 20} ${h * 0.74}`;
      return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="10"/>`;
    })
    .join("");
  return `${part(0, 0, w, h * 0.74, ink)}${side}${part(0, h * 0.74, w, h, cream)}
<g fill="${cream}">${lines(quote, 28, 80, 26, w / 20, 700)}<text x="28" y="${h * 0.7}" font-size="13">${credit}</text></g>
${lines(words(doc.title), 28, h * 0.79, 18, w / 13, 800)}${foot({ h, w }, doc)}`;
}

function circle({ w, h, doc, words, second }: Canvas): string {
  const rings = strands.map(
    (colour, at) =>
      `<circle cx="${w / 2}" cy="${h * 0.4}" r="${w * 0.26 + at * 7}" fill="none" stroke="${colour}" stroke-width="5"/>`,
  );
  const again = second(doc.texts.headline);
  const twin = again === words(doc.texts.headline) ? "" : lines(again, w * 0.3, h * 0.46, 20, 16, 700);
  return `${part(0, 0, w, h, "#f4a62a")}${rings.slice(1).join("")}${lines(words(doc.texts.headline), w * 0.3, h * 0.36, 22, 14, 800)}
${twin}${lines(words(doc.title), 28, h * 0.8, 18, w / 13, 800)}${foot({ h, w }, doc)}`;
}

function plain({ w, h, doc, words }: Canvas): string {
  const wave = `<path d="M28 ${h * 0.55}q20 -18 40 0t40 0t40 0t40 0t40 0t40 0t40 0" fill="none" stroke="${ink}" stroke-width="3"/>`;
  return `${part(0, 0, w, h, "#fff")}${part(28, 24, w - 56, 3, ink)}${lines(words(doc.texts.headline), 28, 80, 40, w / 30, 800)}
${lines(words(doc.texts.about), 28, h * 0.38, 13, w / 9, 400)}${wave}${lines(words(doc.title), 28, h * 0.68, 20, w / 14, 800)}${foot({ h, w }, doc)}`;
}

function foot({ h, w }: { h: number; w: number }, doc: EventDoc): string {
  const code = `<g transform="translate(${w - 104} ${h * 0.74})">${part(0, 0, 78, 78, "#fff")}<path d="M8 8h20v20h-20zm42 0h20v20h-20zm-42 42h20v20h-20zm26-40h8v8h-8zm10 18h10v10h-10zm8 20h14v14h-14z"/></g>`;
  return `${code}<text x="28" y="${h * 0.87}" font-size="12" font-weight="600">${doc.date}, ${doc.start}</text>
${lines(`${doc.venue.name}, ${doc.venue.postcode}`, 28, h * 0.9, 11, 60, 400)}`;
}

/** Everything without a design: a heading over rows, cells or a letter. */
function form({ w, h, doc, words }: Canvas, request: PrintRequest, names: string[]): string {
  const paper = part(0, 0, w, h, "#fff");
  if (request.kind === "letters") {
    const { letterhead, subject, greeting, paras, signer } =
      request.letter ?? draftOf(request.for, doc, words);
    const named = greeting.replace("{name}", names[0] ?? "");
    const text = [subject, named, ...paras, signer].map((para, at) =>
      lines(para, 48, 150 + at * 60, 12, 50, 400),
    );
    return `${paper}${lines(letterhead, 48, 90, 18, 30, 800)}${text.join("")}`;
  }
  const rows = Array.from({ length: 12 }, (_, row) => {
    const y = 150 + (row * (h - 190)) / 12;
    const name = names[row];
    return `<path d="M28 ${y}h${w - 56}" stroke="#857f9b"/>${name ? lines(name, 34, y + 20, 12, 40, 400) : ""}`;
  });
  return `${paper}${lines(`${words(doc.title)}`, 28, 70, 26, w / 18, 800)}<text x="28" y="120" font-size="12">${request.kind}</text>${rows.join("")}`;
}

/** The kit's own letter, which it makes from the event. */
function draftOf(whom: string, doc: EventDoc, words: (text: Text) => string): Letter {
  return whom === "crew" || whom === "voices" ? thanksLetter(doc, words, whom) : invitation(doc, words);
}

export function invitation(doc: EventDoc, words: (text: Text) => string): Letter {
  const title = words(doc.title);
  const paras = [`${doc.group} would be glad to see you at ${title}.`, words(doc.texts.about)];
  const signed = { letterhead: doc.group, signoff: "With warm wishes,", signer: doc.group };
  return {
    ...signed,
    address: "",
    date: "",
    greeting: "Dear {name},",
    subject: `You are invited: ${title}`,
    paras,
  };
}
