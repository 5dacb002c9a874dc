import type {
  Attendance,
  Choices,
  EventCard,
  EventView,
  Guest,
  ImportPreview,
  Outgoing,
  Preview,
  PrintRequest,
  Saved,
  State,
  SyncResult,
  Voice,
} from "./types";

/** What a person can do with the kit: one method for each thing, answered by Go. Every refusal is a BridgeError. */
export interface Desk {
  State(): Promise<State>;
  SetLocale(tag: string): Promise<void>;
  Choices(): Promise<Choices>;
  Events(): Promise<EventCard[]>;
  AddSample(): Promise<string>;
  CreateEvent(title: string, date: string, group: string): Promise<string>;
  /** Asks for a file in the system's dialog; "" when the person cancelled. */
  ImportEvent(): Promise<string>;
  DeleteEvent(id: string): Promise<void>;
  Event(id: string): Promise<EventView>;
  /** Applies a merge patch, written as JSON. */
  EditEvent(id: string, changes: string): Promise<EventView>;
  /** Takes back the last act of this event and gives its label key. */
  Undo(id: string): Promise<string>;
  AddTask(id: string, title: string, due: string, who: string): Promise<EventView>;
  EditTask(id: string, task: string, title: string, due: string, who: string): Promise<EventView>;
  SetTaskDone(id: string, task: string, done: boolean): Promise<EventView>;
  DeleteTask(id: string, task: string): Promise<EventView>;
  SaveCalendar(id: string): Promise<Saved>;
  Voices(id: string): Promise<Voice[]>;
  ChooseVoice(id: string, voice: string, chosen: boolean): Promise<Voice[]>;
  Preview(id: string, request: PrintRequest): Promise<Preview>;
  SavePrint(id: string, request: PrintRequest): Promise<Saved>;
  OpenPrint(id: string, request: PrintRequest): Promise<Saved>;
  /** Everything for the event into a folder the person picks; empty when cancelled. */
  SaveKit(id: string): Promise<Saved[]>;
  Guests(id: string): Promise<Guest[]>;
  PickGuests(id: string): Promise<ImportPreview>;
  ImportGuests(id: string, path: string): Promise<Attendance>;
  AddGuest(id: string, name: string, lang: string, party: number): Promise<Guest>;
  Attendance(id: string): Promise<Attendance>;
  Arrive(id: string, guest: string): Promise<Attendance>;
  ArriveNamed(id: string, name: string): Promise<Attendance>;
  /** Adds n people nobody knew of; a negative n takes them back. */
  WalkIns(id: string, n: number): Promise<Attendance>;
  Outgoing(): Promise<Outgoing>;
  Publish(id: string): Promise<EventView>;
  Join(url: string, code: string): Promise<State>;
  Sync(): Promise<SyncResult>;
  SaveReport(id: string, format: "csv" | "json"): Promise<Saved>;
}

/** The desk and its one event: listen is told after every write which event changed ("" means any). */
export interface Bridge {
  desk: Desk;
  listen(changed: (event: string) => void): () => void;
}
