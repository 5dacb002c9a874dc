import type { EventView, Task } from "./types";

/** What the tasks of an event come to today. */
export interface Schedule {
  /** There is less time than the tasks ask for. */
  compressed: boolean;
  /** Tasks past the date that they were planned for. */
  late: number;
  /** Tasks to be done whose true date had passed when the event was begun. */
  squeezed: number;
  /** Tasks offered to be left out. */
  skipped: number;
  /** Tasks that moved with the date, in the answer to the change of it; else 0. */
  moved: number;
  /** Nothing that the day needs is open. */
  ready: boolean;
  /** Ids of duties without which the event is never ready. */
  blocks: string[];
}

export interface TodayTask {
  event: string;
  event_title: string;
  task: Task;
}

/** What is to be done over all events, by the date on which it is best done. */
export interface Today {
  now: TodayTask[];
  week: TodayTask[];
}

/** What people answered: "yes", "no" or "", and for nation "england", "wales", "scotland", "northern-ireland" or "". */
export interface DutyAnswers {
  nation: string;
  alcohol: string;
  late_hot_food: string;
  tickets: string;
  hired_hall: string;
  licensed: string;
}

export interface Question {
  key: string;
  answer: string;
  choices: string[];
}

/** Something that law, a licensor or a landlord asks of an event. */
export interface Duty {
  id: string;
  title: string;
  jurisdiction: string;
  /** "ask": it depends on the answer to the question; "elsewhere": other rules hold there. */
  applies: "yes" | "ask" | "elsewhere";
  why: string[];
  /** "" where other rules hold. */
  due: string;
  /** The last day of a late notice, or "". */
  late_due: string;
  due_basis: string;
  state: "open" | "late-notice" | "too-late" | "";
  words: string[];
  question: string;
  /** Whom to ask. */
  ask: string;
  sources: string[];
  /** What Daykit does not know. */
  unknown: string[];
}

/** A duty with what became of it. */
export interface DutyView extends Duty {
  /** Id of its task; "" where other rules hold. */
  task: string;
  done: boolean;
  /** Taken off the list of tasks. */
  dropped: boolean;
  /** The event is not ready before it is ticked. */
  blocks: boolean;
}

export interface Duties {
  answers: DutyAnswers;
  questions: Question[];
  duties: DutyView[];
}

/** What a person can do with the tasks of events. */
export interface Planning {
  /** A pinned task keeps its date when the event moves. */
  AddTask(id: string, title: string, due: string, who: string, pinned: boolean): Promise<EventView>;
  EditTask(
    id: string,
    task: string,
    title: string,
    due: string,
    who: string,
    pinned: boolean,
  ): Promise<EventView>;
  SetTaskDone(id: string, task: string, done: boolean): Promise<EventView>;
  DeleteTask(id: string, task: string): Promise<EventView>;
  Today(): Promise<Today>;
  Duties(id: string): Promise<Duties>;
  /** An answer of "" takes it back. */
  AnswerDuty(id: string, question: string, answer: string): Promise<Duties>;
}
