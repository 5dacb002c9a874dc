import type { EventDoc, Preview, PrintRequest } from "../types";

const strands = ["#f4a62a", "#6d2e6f", "#0f8b8d", "#5aa9d6", "#e8573f", "#5b9a4b", "#1d1a39"];

/** A rough likeness of the real page; the real one is drawn by Go. */
export function fakePreview(doc: EventDoc, request: PrintRequest): Preview {
  const words = (text: Record<string, string>) => text[request.lang] ?? text.en ?? "";
  const paper = request.save_ink ? "#ffffff" : "#fbf5ea";
  const body = request.kind === "poster" ? poster(words, doc) : plainPage(request.kind, words, doc);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 594" font-family="Lexend, sans-serif" fill="#1d1a39"><rect width="420" height="594" fill="${paper}"/>${body}</svg>`;
  const large = request.paper === "a3" ? Math.SQRT2 : 1;
  return {
    pages: 1,
    urls: [`data:image/svg+xml,${encodeURIComponent(svg)}`],
    problems: problemsOf(doc, request),
    notes: [],
    width_mm: request.paper === "a3" ? 297 : 210,
    height_mm: request.paper === "a3" ? 420 : 297,
    reads_from_m: 2 * large,
    qr_from_m: 1.5 * large,
    address: "imd.example/e/K7QM2Z8T",
    alt: `${request.kind}: ${words(doc.texts.headline)}, ${words(doc.title)}, ${doc.date}`,
  };
}

function problemsOf(doc: EventDoc, request: PrintRequest): Preview["problems"] {
  const headline = doc.texts.headline[request.lang] ?? "";
  if (request.kind !== "poster" || headline.length < 60) return [];
  return [{ field: "texts.headline", lang: request.lang, what: "the headline is too long for this paper" }];
}

function poster(words: (text: Record<string, string>) => string, doc: EventDoc): string {
  const braid = strands.map((colour, index) => strand(colour, 180 + index * 22)).join("");
  return `<text x="28" y="36" font-size="10">International Migrants Day</text>
${lines(words(doc.texts.headline), 28, 80, 46, 12, "800")}${braid}
${lines(words(doc.title), 28, 400, 22, 24, "800")}${lines(words(doc.texts.about), 28, 430, 11, 40, "400")}
<text x="28" y="510" font-size="12" font-weight="600">${escaped(doc.date)}, ${escaped(doc.start)}</text>
<text x="28" y="526" font-size="11">${escaped(doc.venue.name)}, ${escaped(doc.venue.postcode)}</text>
<text x="28" y="542" font-size="11">${escaped(words(doc.texts.access))}</text>
<rect x="316" y="430" width="78" height="78" rx="4" fill="#fff"/><path d="M324 438h20v20h-20zm42 0h20v20h-20zm-42 42h20v20h-20zm26-40h8v8h-8zm10 18h10v10h-10zm8 20h14v14h-14z"/>`;
}

function strand(colour: string, y: number): string {
  const path = `M-10 ${y + 60}C90 ${y - 60} 180 ${y - 40} 230 ${y}S360 ${y + 90} 440 ${360 - y / 3}`;
  return `<path d="${path}" fill="none" stroke="#fbf5ea" stroke-width="15"/><path d="${path}" fill="none" stroke="${colour}" stroke-width="10"/>`;
}

function plainPage(kind: string, words: (text: Record<string, string>) => string, doc: EventDoc): string {
  const rules = Array.from(
    { length: 16 },
    (_, row) => `<path d="M28 ${150 + row * 25}h364" stroke="#565270"/>`,
  ).join("");
  return `${lines(kind === "article1" ? "Article 1" : words(doc.title), 28, 70, 26, 24, "800")}${rules}`;
}

function lines(text: string, x: number, y: number, size: number, width: number, weight: string): string {
  return wrapped(text, width)
    .map((line, index) => {
      const at = y + index * size * 1.15;
      return `<text x="${x}" y="${at}" font-size="${size}" font-weight="${weight}">${escaped(line)}</text>`;
    })
    .join("");
}

function wrapped(text: string, width: number): string[] {
  const done: string[] = [];
  for (const word of text.split(" ")) {
    const last = done.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= width) done[done.length - 1] = `${last} ${word}`;
    else done.push(word);
  }
  return done;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
