import { BridgeError } from "../bridge-error";
import type {
  CrewQuestion,
  DayCounts,
  Evaluation,
  FeedbackForm,
  FeedbackForms,
  FilledForm,
  GuestQuestion,
  Hearing,
  Pile,
  QuestionKind,
  Tally,
} from "../feedback-types";
import type { AlbumStart } from "./fake-album";
import { FakeRisks } from "./fake-risks";
import type { FakeSaid } from "./fake-said";

const pattern = "pattern of refugeeweek.org.uk evaluate-your-event; our words";

function question(key: string, kind: QuestionKind, words: string, ...options: string[]): GuestQuestion {
  const basis = "our own words, not from a source";
  return {
    key,
    kind,
    words,
    options: options.map((one) => ({ key: one, words: one, basis })),
    basis: pattern,
  };
}

const questions: GuestQuestion[] = [
  question("welcome", "faces", "How welcome did you feel?", "1", "2", "3", "4", "5"),
  question("new", "yesno", "Did you talk to someone new?", "yes", "no"),
  question("again", "yesno", "Would you come again?", "yes", "no"),
  question("why", "choice", "Why did you come?", "people", "programme", "learn", "family", "day", "other"),
  question(
    "heard",
    "choice",
    "How did you hear of it?",
    "friend",
    "poster",
    "online",
    "group",
    "passing",
    "other",
  ),
  question("remember", "words", "One thing you will remember"),
];

const crew: CrewQuestion[] = ["numbers", "worked", "missing", "concern", "speakers"].map((key) => ({
  key,
  words: key,
  help: "",
  private: key === "concern",
  basis: pattern,
}));

function tallyOf({ key, kind, options }: GuestQuestion, { forms, piles }: FakeSaid): Tally {
  const counts = options.map((one) => ({
    key: one.key,
    n:
      forms.filter((form) => form.answers[key]?.includes(one.key)).length +
      piles.reduce((sum, pile) => sum + (pile.counts[key]?.[one.key] ?? 0), 0),
  }));
  const ticks = counts.reduce((sum, { n }) => sum + n, 0);
  const piled = piles.reduce((sum, pile) => sum + answeredIn(pile, key, kind), 0);
  const answered = forms.filter((form) => (form.answers[key]?.length ?? 0) > 0).length + piled;
  const points = counts.reduce((sum, { n }, at) => sum + n * (at + 1), 0);
  const mean = kind === "faces" && ticks > 0 ? Math.round((points / ticks) * 100) / 100 : 0;
  return { key, kind, answered, counts, mean };
}

function answeredIn(pile: Pile, key: string, kind: QuestionKind): number {
  const ticks = Object.values(pile.counts[key] ?? {}).reduce((sum, n) => sum + n, 0);
  return kind === "choice" && ticks > 0 ? pile.forms - (pile.blank[key] ?? 0) : ticks;
}

function evaluationOf(said: FakeSaid): Evaluation {
  const { forms, piles, debrief, counts } = said;
  const { concern, ...answers } = debrief;
  const piled = piles.reduce((sum, pile) => sum + pile.forms, 0);
  const written = forms.filter((form) => form.words !== "");
  return {
    totals: {
      forms: forms.length + piled,
      piled,
      words: written.length,
      questions: questions.filter(({ kind }) => kind !== "words").map((one) => tallyOf(one, said)),
    },
    quotes: written.map((form) => ({
      form: form.id,
      n: form.n,
      lang: form.lang,
      words: form.words,
      may: form.may_quote,
      chosen: form.quote,
    })),
    locked: false,
    debrief: { answers, concern: (concern ?? "") !== "", locked: false },
    counts,
  };
}

function refuseEmpty(form: FeedbackForm): void {
  const answered = Object.values(form.answers).some((given) => given.length > 0);
  if (!answered && form.words.trim() === "")
    throw new BridgeError("invalid", "nothing is answered on the form", "leave blank forms out");
}

function refuseNoForms(pile: Pile): void {
  if (pile.forms < 1)
    throw new BridgeError("invalid", "forms: 0, and a pile has 1 to 5000", "count the forms");
}

/** What was said of the sample event at the start. */
export interface SaidStart extends AlbumStart {
  said?: FakeSaid;
}

/** The part of the fake desk that holds what was said afterwards. */
export abstract class FakeFeedback extends FakeRisks implements Hearing {
  private saidMade = 0;
  private firstSaid: FakeSaid | undefined;

  constructor(start: SaidStart) {
    super(start);
    this.firstSaid = start.said;
  }

  async Forms(id: string): Promise<FeedbackForms> {
    const { forms, piles } = this.saidOf(id);
    return { questions, crew, forms: [...forms].reverse(), piles, locked: false };
  }

  async Evaluation(id: string) {
    return evaluationOf(this.saidOf(id));
  }

  async AddForm(id: string, form: FeedbackForm): Promise<FilledForm> {
    refuseEmpty(form);
    const n = Math.max(0, ...this.saidOf(id).forms.map((one) => one.n)) + 1;
    const may = form.may_quote && form.words !== "";
    const filled = { ...form, may_quote: may, id: `f-${++this.saidMade}`, n, via: "paper", quote: false };
    this.setForms(id, (list) => [...list, filled]);
    return filled;
  }

  async EditForm(id: string, form: string, next: FeedbackForm) {
    refuseEmpty(next);
    this.setForms(id, (list) =>
      list.map((one) => (one.id === form ? { ...one, ...next, quote: one.quote && next.may_quote } : one)),
    );
  }

  async DropForm(id: string, form: string) {
    this.setForms(id, (list) => list.filter((one) => one.id !== form));
  }

  async QuoteForm(id: string, form: string, quote: boolean) {
    this.setForms(id, (list) => list.map((one) => (one.id === form ? { ...one, quote } : one)));
  }

  async AddPile(id: string, pile: Pile) {
    refuseNoForms(pile);
    const made = { ...pile, id: `t-${++this.saidMade}`, n: this.saidOf(id).piles.length + 1 };
    this.setSaid(id, "feedback", (said) => ({ ...said, piles: [...said.piles, made] }));
    return made.id;
  }

  async EditPile(id: string, pile: string, next: Pile) {
    refuseNoForms(next);
    this.setSaid(id, "feedback", (said) => ({
      ...said,
      piles: said.piles.map((one) => (one.id === pile ? { ...one, ...next } : one)),
    }));
  }

  async DropPile(id: string, pile: string) {
    this.setSaid(id, "feedback", (said) => ({ ...said, piles: said.piles.filter((one) => one.id !== pile) }));
  }

  async SetDebrief(id: string, key: string, words: string) {
    this.setSaid(id, "debrief", (said) => ({ ...said, debrief: { ...said.debrief, [key]: words } }));
  }

  async OpenConcern(id: string) {
    return this.saidOf(id).debrief.concern ?? "";
  }

  async SetDayCounts(id: string, counts: DayCounts) {
    this.setSaid(id, "daycount", (said) => ({ ...said, counts }));
  }

  private saidOf(id: string): FakeSaid {
    const event = this.at(id);
    if (this.firstSaid) event.said = this.firstSaid;
    this.firstSaid = undefined;
    return event.said;
  }

  private setForms(id: string, change: (list: FilledForm[]) => FilledForm[]): void {
    this.setSaid(id, "feedback", (said) => ({ ...said, forms: change(said.forms) }));
  }

  private setSaid(id: string, label: string, change: (said: FakeSaid) => FakeSaid): void {
    this.saidOf(id);
    this.act(id, label, (event) => {
      event.said = change(event.said);
    });
  }
}
