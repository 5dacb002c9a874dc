import type { Duties, DutyView, Question } from "../plan-types";
import type { FakeEvent } from "./fake-view";

const england = "England and Wales";
const asked = ["nation", "hired_hall", "licensed", "alcohol", "late_hot_food", "tickets"];

function questionsOf({ answers }: FakeEvent): Question[] {
  return asked.map((key) => ({
    key,
    answer: answers[key] ?? "",
    choices: key === "nation" ? ["england", "wales", "scotland", "northern-ireland"] : ["yes", "no"],
  }));
}

/** How sure it is that the notice is needed. */
export function noticeApplies({ answers }: FakeEvent): "yes" | "ask" | undefined {
  if (answers.licensed === "yes" || answers.alcohol !== "yes") return undefined;
  return answers.licensed === "no" ? "yes" : "ask";
}

/** What the law asks of an event, with what was answered. */
export function dutiesOf(event: FakeEvent): Duties {
  const { answers } = event;
  const given = (key: string) => answers[key] ?? "";
  const applies = noticeApplies(event);
  const film = event.doc.activities.includes("film") ? [filmDuty] : [];
  const list = [...(applies ? [{ ...noticeDuty, applies }] : []), ...film, ...sampleDuties];
  return {
    answers: {
      nation: given("nation"),
      alcohol: given("alcohol"),
      late_hot_food: given("late_hot_food"),
      tickets: given("tickets"),
      hired_hall: given("hired_hall"),
      licensed: given("licensed"),
    },
    questions: questionsOf(event),
    duties: list.map((one) => {
      const found = event.tasks.find(({ id }) => id === one.task);
      const done = found?.done ?? false;
      return { ...one, done, dropped: found === undefined, blocks: one === filmDuty && !done };
    }),
  };
}

const basis = "our planning default, not from a source";

function duty(
  part: Partial<DutyView> & Pick<DutyView, "id" | "title" | "words" | "question" | "ask">,
): DutyView {
  return {
    jurisdiction: england,
    applies: "ask",
    why: ["everyone"],
    due: "2026-11-27",
    late_due: "",
    due_basis: basis,
    state: "open",
    sources: ["docsbay.net toolkit", "blackburn.gov.uk"],
    unknown: [],
    task: `duty-${part.id}`,
    done: false,
    dropped: false,
    blocks: false,
    ...part,
  };
}

const noticeDuty = duty({
  id: "ten",
  title: "Temporary event notice",
  why: ["alcohol"],
  due: "2026-12-03",
  late_due: "2026-12-10",
  due_basis: "norwich.gov.uk TEN",
  words: [
    "Needed for alcohol, regulated entertainment or late hot food that the venue’s own licence does not cover.",
  ],
  question: "Does your licence cover what we plan, or do we have to send a temporary event notice?",
  ask: "the venue, then the council’s licensing team",
  sources: ["norwich.gov.uk TEN", "hart.gov.uk TEN"],
  unknown: ["days that the council’s office is closed beyond weekends and bank holidays"],
});

const filmDuty = duty({
  id: "film-licence",
  title: "Film licence",
  applies: "yes",
  why: ["film"],
  words: ["A film licence is needed for any group screening outside the home, free or with tickets."],
  question: "Who holds the rights in this film, and what does a licence for one screening cost?",
  ask: "the film’s licensor",
  sources: ["independentcinemaoffice.org.uk what-licences-do-i-need"],
  unknown: ["how long the licensor takes to answer"],
});

const sampleDuties = [
  duty({
    id: "allergens",
    title: "Allergen information",
    applies: "yes",
    why: ["food"],
    due: "2026-12-11",
    words: [
      "Food that is given out must be safe, and people must be told about allergens: a card for each dish.",
    ],
    question: "What is in each dish, and who writes the cards?",
    ask: "everyone who brings a dish",
    sources: ["food.gov.uk community and charity provision consultation page"],
  }),
  duty({
    id: "expenses",
    title: "Expenses for people who are seeking asylum",
    jurisdiction: "United Kingdom",
    words: [
      "Refund only what they truly spent on travel and meals, against a receipt or ticket: never an allowance.",
    ],
    question: "Could a payment or a gift put this person’s claim at risk?",
    ask: "the person, who may ask their solicitor or a regulated adviser",
    sources: ["gmiau.org volunteering (August 2024)"],
    unknown: ["changes to these rules since August 2024"],
  }),
  duty({
    id: "insurance",
    title: "Public liability insurance",
    words: ["Councils often ask for £5 million of public liability cover before they let a place."],
    question: "Which cover do you ask for, and does yours cover our event?",
    ask: "the venue and your insurer",
    unknown: ["what a private venue asks for"],
  }),
];
