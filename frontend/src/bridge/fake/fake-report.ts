import type { Saved } from "../print-types";
import type { ReportFormat, Reporting, ReportSheet, ReportTexts } from "../report-types";
import type { Erased } from "../safety-types";
import { FakeVoices } from "./fake-voices";

const parts = [
  "people",
  "languages",
  "times",
  "volunteers",
  "activities",
  "access",
  "feedback",
  "quotes",
  "photos",
  "money",
  "learned",
  "next",
];

function blankReport(): ReportSheet {
  return {
    texts: { learned: "", next: "", thanks: "" },
    parts: parts.map((id) => ({ id, on: true })),
    hidden: [
      { part: "people", measure: "arrived", key: "", why: "apart" },
      { part: "people", measure: "walk_ins", key: "", why: "apart" },
      { part: "people", measure: "first_time", key: "", why: "not-known" },
      { part: "volunteers", measure: "volunteers", key: "", why: "small" },
      { part: "volunteers", measure: "volunteer_minutes", key: "", why: "apart" },
      { part: "languages", measure: "language", key: "other", why: "joined" },
    ],
    held: [{ block: "people", counted_on: "2026-12-20" }],
    found: [{ text: "crew", found: ["Sam Sample"] }],
    crew: "The long table worked.",
    given: ["2026-12-20"],
    locked: false,
  };
}

/** The part of the fake desk that tells funders what happened. */
export abstract class FakeReport extends FakeVoices implements Reporting {
  private readonly reports = new Map<string, ReportSheet>();

  async ReportSheet(id: string) {
    return structuredClone(this.reports.get(id) ?? blankReport());
  }

  protected override saying(id: string, name: string): Erased["said"] {
    const { learned, next, thanks } = (this.reports.get(id) ?? blankReport()).texts;
    const says = [
      learned.includes(name) && "learned",
      next.includes(name) && "next",
      thanks.includes(name) && "thanks",
    ] as const;
    return says.filter((text) => text !== false);
  }

  async SetReportTexts(id: string, texts: Partial<ReportTexts>) {
    const now = await this.ReportSheet(id);
    this.reports.set(id, { ...now, texts: { ...now.texts, ...texts } });
    this.tell(id);
    return this.ReportSheet(id);
  }

  async SetReportPart(id: string, part: string, on: boolean) {
    const now = await this.ReportSheet(id);
    this.reports.set(id, {
      ...now,
      parts: now.parts.map((one) => (one.id === part ? { id: part, on } : one)),
    });
    return this.ReportSheet(id);
  }

  async SaveReport(_: string, format: ReportFormat) {
    return saved(`report.${format}`, "report");
  }

  async SaveUmbrella(_: string, format: ReportFormat) {
    return saved(`umbrella-form.${format}`, "report");
  }
}

function saved(file: string, kind: string): Saved {
  return { file: `/home/sam/${file}`, kind, lang: "en", pages: 1, problems: [] };
}
