import type { Copying } from "./copy-types";
import type { Crewing } from "./crew-types";
import type { Guarding } from "./door-types";
import type { Hearing } from "./feedback-types";
import type { Keeping } from "./keeping";
import type { Budgeting } from "./money-types";
import type { PackCheck, PackFile, PackStatus } from "./pack-types";
import type { PackingUp } from "./packing-types";
import type { Album } from "./photograph-types";
import type { Planning } from "./plan-types";
import type {
  FileFormat,
  Ink,
  KitForm,
  KitProgress,
  Letter,
  PickedPhoto,
  Preview,
  PrintChoices,
  PrintRecord,
  PrintRequest,
  ProofItem,
  Saved,
  TextsFormat,
  TextsImport,
} from "./print-types";
import type { Reporting } from "./report-types";
import type { Risking } from "./risk-types";
import type { RunningOrder } from "./running-types";
import type { Progress } from "./safety-types";
import type { Sending } from "./send-types";
import type { SigningUp } from "./signup-types";
import type { Starting } from "./start-types";
import type {
  Attendance,
  Choices,
  EventCard,
  EventView,
  Guest,
  ImportPreview,
  Outgoing,
  State,
  SyncResult,
} from "./types";
import type { Venuing } from "./venue-types";
import type { Voicing } from "./voice-types";
import type { Wording } from "./words-types";

/** What a person can do with the kit: one method for each thing, answered by Go. Every refusal is a BridgeError. */
export interface Desk
  extends Keeping,
    SigningUp,
    Planning,
    RunningOrder,
    Budgeting,
    Album,
    Risking,
    Hearing,
    Venuing,
    Voicing,
    Crewing,
    Copying,
    Reporting,
    Guarding,
    Sending,
    Starting,
    PackingUp,
    Wording {
  State(): Promise<State>;
  SetLocale(tag: string): Promise<void>;
  Choices(): Promise<Choices>;
  Events(): Promise<EventCard[]>;
  AddSample(): Promise<string>;
  /** Asks for a file in the system's dialog; "" when the person cancelled. */
  ImportEvent(): Promise<string>;
  DeleteEvent(id: string): Promise<void>;
  Event(id: string): Promise<EventView>;
  /** Applies a merge patch, written as JSON. */
  EditEvent(id: string, changes: string): Promise<EventView>;
  /** Takes back the last act of this event and gives its label key. */
  Undo(id: string): Promise<string>;
  SaveCalendar(id: string): Promise<Saved>;
  /** What this laptop has of the campaign's packs, and how old its list of withdrawals is. */
  Packs(): Promise<PackStatus>;
  /** Which prints carry a voice that was withdrawn since. */
  CheckPacks(): Promise<PackCheck>;
  /** Asks for a file of the campaign, and says what TakePack would do with it. */
  PickPack(): Promise<PackFile>;
  /** Takes in the file of PickPack; the fingerprint is "" unless asks_key. */
  TakePack(path: string, fingerprint: string): Promise<PackFile>;
  /** Asks the campaign for its packs and what was withdrawn; nothing of the group's is sent. */
  FetchPacks(): Promise<PackStatus>;
  PrintChoices(): Promise<PrintChoices>;
  Preview(id: string, request: PrintRequest): Promise<Preview>;
  /** Takes a moment: ask after the preview has come. */
  Ink(id: string, request: PrintRequest): Promise<Ink>;
  SavePrint(id: string, request: PrintRequest, format: FileFormat): Promise<Saved>;
  OpenPrint(id: string, request: PrintRequest): Promise<Saved>;
  /** Everything for the event to where the person says; empty when they thought better of it. Takes minutes. */
  SaveKit(id: string, form: KitForm): Promise<Saved[]>;
  /** Makes a SaveKit under way refuse with the code "cancelled". */
  CancelKit(): Promise<void>;
  /** What was printed, newest first. */
  /** The kit's invitation, to begin a letter of one's own with. */
  LetterDraft(id: string, lang: string): Promise<Letter>;
  Prints(id: string): Promise<PrintRecord[]>;
  Proofs(id: string): Promise<ProofItem[]>;
  /** Records on somebody's word that a speaker has read the fixed words. */
  ConfirmProof(id: string, lang: string, by: string): Promise<ProofItem[]>;
  /** Asks for a picture in the system's dialog; the event is as it was when the person cancelled. */
  PickPhoto(id: string): Promise<PickedPhoto>;
  SetPrinter(name: string, xMM: number, yMM: number): Promise<PrintChoices>;
  DropPrinter(name: string): Promise<PrintChoices>;
  ExportTexts(id: string, lang: string, format: TextsFormat): Promise<Saved>;
  ImportTexts(id: string): Promise<TextsImport>;
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
}

/** The desk, what it tells by itself, and where its pictures are. */
export interface Bridge {
  desk: Desk;
  /** Is told after every write which event changed ("" means any). */
  listen(changed: (event: string) => void): () => void;
  /** Is told how far a SaveKit is. */
  listenKit(heard: (progress: KitProgress) => void): () => void;
  /** Is told how far a Merge, a Restore, a RestoreFromSheet, a PickPack or a TakePack is. */
  listenProgress(heard: (progress: Progress) => void): () => void;
  /** The address of a photo of the workspace. */
  photoUrl(file: string): string;
}
