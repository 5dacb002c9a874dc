import type { Saved } from "./print-types";
import type {
  Accepted,
  AuditEntry,
  Conflict,
  Device,
  Erased,
  HandedOver,
  Invitation,
  MergePreview,
  Recovered,
  Restored,
  Role,
  Safety,
  SheetCheck,
} from "./safety-types";

/** The part of the desk by which nothing is lost, nothing doubled and nothing read by the wrong person. */
export interface Keeping {
  Safety(): Promise<Safety>;
  Lock(): Promise<void>;
  /** A wrong passphrase is refused with the code "denied" and changes nothing. */
  Unlock(passphrase: string): Promise<void>;
  SetPassphrase(passphrase: string): Promise<void>;
  RemovePassphrase(): Promise<void>;
  SaveBackup(): Promise<Saved>;
  /** Puts everything back from a file; the passphrase is "" where there is none. */
  Restore(passphrase: string): Promise<Restored>;
  /** Makes a Restore, a Merge, a PickPack or a TakePack under way refuse with the code "cancelled", if it is not final. */
  Stop(): Promise<void>;
  /** Ends the wait after a Restore: from then on things are sent again. */
  GoOn(): Promise<void>;
  /** The person has read that the stored data was damaged. */
  SeenRecovered(): Promise<void>;
  /** Saves one event for one device, or with "" for all of the group's. */
  ExportEvent(id: string, device: string): Promise<Saved>;
  PickMerge(): Promise<MergePreview>;
  Merge(path: string): Promise<MergePreview>;
  /** Does again what was undone last, and gives its label key. */
  Redo(id: string): Promise<string>;
  Conflicts(id: string): Promise<Conflict[]>;
  /** Settles a conflict; lost is the value that had lost, as JSON. */
  Settle(
    id: string,
    entity: string,
    thing: string,
    field: string,
    keep: "now" | "lost",
    lost: string,
  ): Promise<void>;
  /** Erases a person from here and from every backup; it cannot be undone. */
  EraseGuest(id: string, guest: string): Promise<Erased>;
  PrintRecovery(replace: boolean): Promise<Saved>;
  /** Takes the whole sheet, or the groups asked for as "3:ABCDE 7:FGHJK". */
  CheckRecovery(text: string): Promise<SheetCheck>;
  CheckRecoveryPhoto(): Promise<SheetCheck>;
  /** Asks for a photo of a sheet, reads it and gives its name; "" when none was picked. */
  PickSheet(): Promise<string>;
  /**
   * Gives a blank or locked kit the keys of a group, and what was saved, by its sheet; name is this laptop's.
   * An empty text is the photo of PickSheet.
   */
  RestoreFromSheet(text: string, name: string): Promise<Restored>;
  /** The same for a blank kit from a campaign alone. */
  RecoverOnline(text: string, server: string, name: string): Promise<Recovered>;
  /** How many other events a helper at this one would get names of over the internet; 0 without a campaign. */
  HelperReach(event: string): Promise<number>;
  /** Without allNames a helper who would get names of other events is let in by the file alone. */
  Invite(role: Role, event: string, allNames: boolean): Promise<Invitation>;
  /** Saves one event for a laptop that is not of the group yet, and gives the code that pairs it. */
  HandOver(id: string, role: Role): Promise<HandedOver>;
  /** Takes the file of Invite, and saves a reply; or that of HandOver, into which the answer goes. */
  Accept(code: string, name: string): Promise<Accepted>;
  /** The same over the internet: there is no file and no reply. */
  AcceptOnline(code: string, server: string, name: string): Promise<Accepted>;
  /** Takes in the file in which a device answered; no id when none was picked. */
  Finish(): Promise<Device>;
  Revoke(device: string): Promise<void>;
  /** What was done, newest first; "" is every event. */
  Audit(event: string): Promise<AuditEntry[]>;
}
