import { BridgeError } from "../bridge-error";
import type { Schedule } from "../plan-types";
import type { Task } from "../types";
import { daysBetween, today } from "./fake-dates";
import type { FakeEvent } from "./fake-view";

/** Moves with the date what is neither done nor pinned, and gives how many those were. */
export function moveTasks(event: FakeEvent, to: string): number {
  const days = daysBetween(event.doc.date, to);
  let moved = 0;
  event.tasks = event.tasks.map((one) => {
    if (one.done || one.pinned || days === 0) return one;
    moved++;
    const due = new Date(Date.parse(one.due) + days * 86_400_000).toISOString().slice(0, 10);
    return { ...one, due, planned: due, squeezed: false, by: later(due), late_days: daysBetween(due, today) };
  });
  return moved;
}

/** Puts the film licence on the list of an event that shows a film, and takes it off the list of all others. */
export function askForFilm(event: FakeEvent, activities: readonly string[]): void {
  const others = event.tasks.filter(({ id }) => id !== film.id);
  const asked = event.tasks.find(({ id }) => id === film.id) ?? film;
  event.tasks = activities.includes("film") ? [...others, asked].sort(byDue) : others;
}

/** What the tasks come to. */
export function scheduleOf({ tasks }: FakeEvent): Schedule {
  const blocked = tasks.some((one) => one.id === film.id && !one.done);
  return {
    compressed: tasks.some((one) => one.late_days > 0 || one.squeezed),
    late: tasks.filter((one) => one.late_days > 0).length,
    squeezed: tasks.filter((one) => one.squeezed && !one.done && one.skip === "").length,
    skipped: tasks.filter((one) => one.skip !== "").length,
    moved: 0,
    ready: !blocked && tasks.every((one) => one.done || one.skip !== "" || one.days_before < 0),
    blocks: blocked ? ["film-licence"] : [],
  };
}

/** How many tasks are to be done by today or within a week. */
export function dueOf({ tasks }: FakeEvent): number {
  return tasks.filter((one) => one.by !== "" && daysBetween(today, one.by) <= 7).length;
}

export const byDue = (a: Task, b: Task) => a.due.localeCompare(b.due);

export function ticked(task: Task, done: boolean): Task {
  const late = daysBetween(task.planned, today);
  return { ...task, done, late_days: done ? 0 : late, by: done ? "" : later(task.planned) };
}

const later = (due: string) => (due < today ? today : due);

export function ownTask(id: string, title: string, due: string, who: string): Task {
  if (title === "") throw new BridgeError("invalid", "title: a task needs words", "");
  return { ...task(id, title, who, due, "d14"), source: "own", basis: "" };
}

/** A task of the pack that nobody has changed. */
export function packTask(id: string, title: string, due: string): Task {
  return task(id, title, "", due, "d14");
}

function task(
  id: string,
  title: string,
  who: string,
  due: string,
  gate: string,
  part: Partial<Task> = {},
): Task {
  const late = daysBetween(due, today);
  return {
    id,
    title,
    who,
    due,
    pinned: false,
    days_before: daysBetween(due, "2026-12-18"),
    gate,
    done: false,
    planned: due,
    squeezed: false,
    late_days: part.done ? 0 : late,
    by: part.done || part.skip ? "" : later(due),
    skip: "",
    optional: "",
    source: "pack",
    basis: "our planning default, not from a source",
    jurisdiction: "",
    applies: "",
    instead: null,
    ...part,
  };
}

/** As internal/domain/plan names them. */
const lawSources = {
  "film-licence": "independentcinemaoffice.org.uk what-licences-do-i-need",
  ten: "norwich.gov.uk TEN; hart.gov.uk TEN",
  expenses: "gmiau.org volunteering (August 2024)",
  insurance: "docsbay.net toolkit; blackburn.gov.uk",
  allergens: "food.gov.uk community and charity provision consultation page",
};

const law = (
  id: keyof typeof lawSources,
  title: string,
  due: string,
  gate: string,
  applies: "yes" | "ask",
  jurisdiction = england,
) =>
  task(`duty-${id}`, title, "", due, gate, {
    source: "law",
    basis: lawSources[id],
    jurisdiction,
    applies,
  });

const england = "England and Wales";
const film = law("film-licence", "Film licence", "2026-11-27", "d21", "yes");
/** The task that comes with an answer. */
export const notice = law("ten", "Temporary event notice", "2026-12-03", "d14", "ask");

/** The sample event's tasks on 23 November 2026. */
export function sampleTasks(): Task[] {
  const optional = "The event works without partners; invite them as guests instead";
  return [
    task("t10", "Ask other groups nearby to take part", "", "2026-11-06", "d42", {
      skip: "optional",
      optional,
    }),
    task("t1", "Book the hall and write down the key holder’s number", "Amina", "2026-11-20", "d28", {
      done: true,
    }),
    task("t2", "Ask a speaker; agree what they will and won’t talk about", "Joe", "2026-11-20", "d28", {
      done: true,
    }),
    task("t3", "Print posters in English, Urdu and Polish", "Joe", "2026-11-20", "d28", { by: "2026-11-24" }),
    task("t4", "Check the step-free door with the caretaker", "Amina", "2026-11-23", "d28"),
    task("t5", "Invite the ward councillor and the school", "Li", "2026-11-25", "d28", { pinned: true }),
    law(
      "expenses",
      "Expenses for people who are seeking asylum",
      "2026-11-27",
      "d21",
      "ask",
      "United Kingdom",
    ),
    law("insurance", "Public liability insurance", "2026-11-27", "d21", "ask"),
    task("t6", "Food: count dishes, allergens list, halal and vegan covered", "Samira", "2026-12-04", "d14"),
    task("t7", "Print 3 sign-up sheets and 60 name badges", "Joe", "2026-12-06", "d14"),
    task("t8", "Brief volunteers: welcome, photos only with consent", "Amina", "2026-12-08", "d14"),
    law("allergens", "Allergen information", "2026-12-11", "d7", "yes"),
    task("t9", "Send the numbers to the campaign", "", "2026-12-20", "a7"),
    task(
      "delete-names",
      "Delete the names and contacts of everybody: guests, crew and forms",
      "",
      "2027-03-18",
      "deletion",
    ),
  ];
}
