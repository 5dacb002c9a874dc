import { BridgeError } from "../bridge-error";
import {
  type FileFormat,
  type Ink,
  type KitProgress,
  type Preview,
  type PrintChoices,
  type PrintKind,
  type PrintRecord,
  type PrintRequest,
  plainRequest,
  type Saved,
} from "../print-types";
import type { EventDoc, Guest } from "../types";
import { voices } from "./fake-content";
import { ofCampaign } from "./fake-own-voices";
import { fakePreview } from "./fake-preview";
import type { FakeProofs } from "./fake-proofs";

/** What a press prints from. */
interface Copy {
  doc: EventDoc;
  guests: Guest[];
  crew: { members: { name: string }[] };
}

/** The printing half of the fake desk, as strict about a request as Go. */
export class FakePress {
  private readonly copyOf: (id: string) => Copy;
  private readonly told = new Set<(progress: KitProgress) => void>();
  private readonly ledger = new Map<string, PrintRecord[]>();
  private readonly proofs: FakeProofs;
  private readonly offer: () => PrintChoices;
  private readonly wait: (file: string) => Promise<unknown>;
  private stopped = false;

  constructor(
    copyOf: (id: string) => Copy,
    proofs: FakeProofs,
    offer: () => PrintChoices,
    wait: (file: string) => Promise<unknown> = () => new Promise((resolve) => setTimeout(resolve, 10)),
  ) {
    this.copyOf = copyOf;
    this.proofs = proofs;
    this.offer = offer;
    this.wait = wait;
  }

  listen(heard: (progress: KitProgress) => void): () => void {
    this.told.add(heard);
    return () => this.told.delete(heard);
  }

  preview(id: string, asked: PrintRequest): Preview {
    const copy = this.copyOf(id);
    const { doc } = copy;
    const { kind, request } = this.filled(asked);
    const guests = request.for === "crew" ? copy.crew.members : copy.guests;
    const needsPeople = ["badges", "letters"].includes(kind.kind) || request.variant === "names";
    if (needsPeople && guests.length === 0)
      throw new BridgeError("not_found", "there is nobody to print it for", "import a guest list first");
    const paper = this.offer().papers.find(({ name }) => name === request.paper);
    if (!paper) throw new BridgeError("invalid", `there is no paper called ${request.paper}`, "");
    const drafts = this.proofs
      .of(id, doc)
      .filter(({ lang }) => langsOf(request, kind, doc).includes(lang))
      .filter(({ state, by }) => (state === "unreviewed" || state === "stale") && by === "")
      .map(({ lang }) => lang);
    const voice = voices.find((one) => one.id === (request.voice || doc.voices[0]));
    return fakePreview({
      doc,
      request,
      paper,
      drafts,
      voice: voice && ofCampaign(voice, true),
      names: guests.map(({ name }) => name),
    });
  }

  ink(id: string, request: PrintRequest): Ink {
    const { pages } = this.preview(id, request);
    const share = (request.save_ink ? 0.3 : 1) * (request.design === "" ? 0.25 : 1);
    const dark = request.design === "voice" ? 40 : 4;
    return {
      cyan: 6 * share,
      magenta: 5 * share,
      yellow: 7 * share,
      black: dark * share,
      pages,
      measured: Math.min(pages, 12),
    };
  }

  print(id: string, asked: PrintRequest, format: FileFormat): Saved {
    const { kind, request } = this.filled(asked);
    const { pages, problems } = this.preview(id, asked);
    if (!kind.formats.includes(format))
      throw new BridgeError("invalid", `${kind.kind} is not made as "${format}"`, "");
    if (format !== "pdf" && pages !== 1)
      throw new BridgeError("invalid", `${format} holds one page, and this has ${pages}`, "");
    this.record(id, request, pages);
    const file = `/home/sam/${request.kind}-${request.lang || "all"}.${format}`;
    return { file, kind: request.kind, lang: request.lang, pages, problems };
  }

  async kit(id: string, form: string): Promise<Saved[]> {
    this.stopped = false;
    const kinds = this.offer().kinds.filter(({ kind }) => !["letters", "calibration"].includes(kind));
    const files: Saved[] = [];
    for (const [done, { kind, formats }] of kinds.entries()) {
      const [format = "pdf"] = formats;
      const name = `${kind}.${format}`;
      for (const heard of this.told) heard({ done, all: kinds.length, file: name });
      await this.wait(name);
      if (this.stopped) throw new BridgeError("cancelled", "cancelled", "");
      const { pages, problems } = this.preview(id, plainRequest(kind));
      const folder = form === "zip" ? "daykit.zip/" : "";
      files.push({ file: folder + name, kind, lang: "en", pages, problems });
    }
    return files;
  }

  stop(): void {
    this.stopped = true;
  }

  prints(id: string): PrintRecord[] {
    return this.ledger.get(id) ?? [];
  }

  /** A request with the usual choices put in; what its kind does not have is refused. */
  private filled(request: PrintRequest): { kind: PrintKind; request: PrintRequest } {
    const kind = this.offer().kinds.find((one) => one.kind === request.kind);
    if (!kind) throw new BridgeError("invalid", `"${request.kind}" is not a printable`, "");
    for (const option of ["save_ink", "tile", "label", "variant", "neutral", "voice", "printer"] as const) {
      if (request[option] && !kind.options.includes(option))
        throw new BridgeError("invalid", `${kind.kind} has no option ${option}`, "leave it out");
    }
    const filled = {
      ...request,
      design: request.design || (kind.designs[0] ?? ""),
      paper: request.paper || (kind.papers[0] ?? ""),
    };
    if (filled.design !== "" && !kind.designs.includes(filled.design))
      throw new BridgeError("invalid", `"${filled.design}" is not a design of ${kind.kind}`, "");
    if (!kind.papers.includes(filled.paper))
      throw new BridgeError("invalid", `${kind.kind} does not come on "${filled.paper}"`, "");
    return { kind, request: filled };
  }

  private record(id: string, request: PrintRequest, pages: number): void {
    const { kind, design, lang, paper } = request;
    const { doc } = this.copyOf(id);
    const spoken = design === "voice" || kind === "programme" ? doc.voices : [];
    const at = `2026-11-23T10:${String(this.prints(id).length).padStart(2, "0")}:00Z`;
    const line = {
      at,
      kind,
      design,
      lang,
      paper,
      pages,
      copies: request.copies || 1,
      voices: spoken,
      photos: [],
      withdrawn: [],
    };
    this.ledger.set(id, [line, ...this.prints(id)]);
  }
}

function langsOf(request: PrintRequest, kind: PrintKind, doc: EventDoc): string[] {
  if (request.lang !== "") return request.lang.split(",");
  return kind.langs === "many" ? doc.languages : doc.languages.slice(0, 1);
}
