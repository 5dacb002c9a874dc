import { BridgeError } from "../bridge-error";
import type { Keeping } from "../keeping";
import type { Saved } from "../print-types";
import type {
  Accepted,
  AuditEntry,
  Conflict,
  Device,
  Erased,
  HandedOver,
  Invitation,
  Light,
  MergePreview,
  Progress,
  Recovered,
  Restored,
  Role,
  Safety,
} from "../safety-types";
import {
  blankSafety,
  fakeCode,
  fakeConflicts,
  fakeEventCode,
  fakeMark,
  fakePassphrase,
  fakeServer,
  sheetGroups,
} from "./fake-safety";
import { FakeWork } from "./fake-work";

/** How the keeping of a fake starts. */
export interface KeepingStart {
  /** What differs from a laptop that has done all that it can. */
  safety?: Partial<Safety>;
  /** Two laptops have changed the same things. */
  met?: boolean;
  /** Milliseconds for each step of what takes its time. */
  workPause?: number;
}

/** The half of the fake desk that keeps things safe, with Go's habits but none of its care. */
export abstract class FakeKeeping implements Keeping {
  private safety: Safety;
  private met: Conflict[];
  private audit: AuditEntry[] = [];
  private photo = "";
  protected readonly work: FakeWork;
  private readonly devices: Device[];

  constructor(start: KeepingStart) {
    this.safety = { ...blankSafety(), ...start.safety };
    this.devices = [...this.safety.devices];
    this.met = start.met ? fakeConflicts() : [];
    this.work = new FakeWork(start.workPause ?? 0);
    this.note("backup", "2026-11-23-0900.daykit");
    this.note("export", "/media/stick/a-shared-table.daykit");
  }

  protected abstract tell(event: string): void;
  protected abstract counts(): { waiting: number; joined: boolean; offline: boolean; events: number };
  protected abstract again(id: string): string;
  protected abstract forget(id: string, guest: string): string;
  /** The report's texts that say a name. */
  protected abstract saying(id: string, name: string): Erased["said"];
  protected abstract bring(): string;
  protected abstract remember(id: string, label: string, change: () => void, back: () => void): void;
  protected abstract restoreSample(): void;

  listenProgress(heard: (progress: Progress) => void): () => void {
    return this.work.listen(heard);
  }

  async Safety(): Promise<Safety> {
    const { waiting, joined } = this.counts();
    const missing = [
      { what: "held", count: this.safety.held ? 1 : 0 },
      { what: "not-joined", count: joined ? 0 : 1 },
      { what: "ops-waiting", count: joined ? waiting : 0 },
      { what: "sheet-not-checked", count: this.isRecoverable() ? 0 : 1 },
      { what: "quarantined", count: this.safety.quarantined },
      ...this.safety.missing,
    ].filter(({ count }) => count > 0);
    const red = this.safety.held ?? this.safety.recovered ?? this.safety.quarantined > 0;
    const light: Light = red ? "red" : missing.length > 0 ? "amber" : "green";
    return { ...this.safety, light, safe: light === "green", missing, waiting, devices: [...this.devices] };
  }

  async Lock() {
    if (this.safety.keys !== "passphrase")
      throw new BridgeError("conflict", "there is no passphrase on this laptop", "set one first");
    this.change({ locked: true });
  }

  async Unlock(passphrase: string) {
    if (passphrase !== fakePassphrase)
      throw new BridgeError("denied", "that is not the passphrase", "try again");
    this.change({ locked: false });
  }

  async SetPassphrase() {
    this.change({ keys: "passphrase" });
  }

  async RemovePassphrase() {
    this.change({ keys: "keyring" });
  }

  async SaveBackup() {
    this.note("backup", "/media/stick/daykit-2026-11-23.daykit");
    this.change({ backups: { ...this.safety.backups, last: now, count: this.safety.backups.count + 1 } });
    return saved("/media/stick/daykit-2026-11-23.daykit", "backup");
  }

  async Restore() {
    await this.work.through("save", "read", "check", "place");
    this.change({ held: { since: restored.from, file: baseOf(restored.file) } });
    return restored;
  }

  async Stop() {
    this.work.stop();
  }

  async GoOn() {
    this.change({ held: null });
  }

  async SeenRecovered() {
    this.change({ recovered: null });
  }

  async ExportEvent(id: string, device: string) {
    const file = `/media/stick/${id}${device === "" ? "" : "-for-one"}.daykit`;
    this.note("export", file);
    this.tell("");
    return saved(file, "event");
  }

  async PickMerge(): Promise<MergePreview> {
    return brought;
  }

  async Merge() {
    await this.work.through("read", "save", "merge", "tidy");
    this.met = fakeConflicts();
    return { ...brought, event: this.bring() };
  }

  async Redo(id: string) {
    return this.again(id);
  }

  async Conflicts() {
    return this.met;
  }

  async Settle(id: string, entity: string, thing: string, field: string) {
    const before = this.met;
    const rest = before.filter((one) => `${one.entity}${one.id}${one.field}` !== `${entity}${thing}${field}`);
    const put = (list: Conflict[]) => () => {
      this.met = list;
    };
    this.remember(id, "settle", put(rest), put(before));
  }

  async EraseGuest(id: string, guest: string) {
    const name = this.forget(id, guest);
    this.note("erase", name);
    this.tell(id);
    const beyond = this.audit.filter(({ what }) => what === "export");
    return { people: 1, ops: 4, backups: this.safety.backups.count, beyond, said: this.saying(id, name) };
  }

  async PrintRecovery(replace: boolean) {
    if (this.safety.recovery.checked !== "" && !replace)
      throw new BridgeError("conflict", "there is a recovery sheet already", "ask for a new one");
    this.change({
      recovery: { made: now, checked: "", due: false, ask: Object.keys(sheetGroups).map(Number) },
    });
    return saved("/home/sam/recovery-sheet.pdf", "recovery");
  }

  async CheckRecovery(text: string) {
    const groups = Object.entries(sheetGroups).map(([number, group]) => `${number}:${group}`);
    if (text !== groups.join(" ") && text !== Object.values(sheetGroups).join(" "))
      return { ok: false, wrong: "group 4 is not as on the sheet" };
    return this.checked();
  }

  async CheckRecoveryPhoto() {
    return this.checked();
  }

  async PickSheet() {
    this.photo = "sheet.jpg";
    return this.photo;
  }

  async RestoreFromSheet(text: string): Promise<Restored> {
    this.refuseNoSheet(text);
    await this.work.through("read", "check", "place");
    this.restoreSample();
    this.change({ locked: false, held: { since: restored.from, file: baseOf(restored.file) } });
    return restored;
  }

  async RecoverOnline(text: string, server: string): Promise<Recovered> {
    this.refuseNoSheet(text);
    this.refuseUnreached(server);
    this.restoreSample();
    return { changes: 214, at: "2026-11-23T09:55:00Z" };
  }

  async HelperReach(_: string): Promise<number> {
    const { joined, events } = this.counts();
    return joined ? Math.max(0, events - 1) : 0;
  }

  async Invite(role: Role, event: string, allNames: boolean): Promise<Invitation> {
    const { offline } = this.counts();
    const file = role === "helper" && !allNames && (await this.HelperReach(event)) > 0;
    const joined = this.counts().joined && !file;
    return {
      code: fakeCode,
      file: "/media/stick/invitation.daykit",
      expires: "2026-11-24T10:15:00Z",
      server: joined && !offline ? fakeServer : "",
      missed: joined && offline,
    };
  }

  async HandOver(event: string, role: Role): Promise<HandedOver> {
    this.note("export", handed);
    this.tell("");
    const expires = "2026-11-24T10:15:00Z";
    return { code: fakeEventCode, file: handed, expires, role, event, for: "", ops: 214, pictures: 1 };
  }

  async Accept(code: string): Promise<Accepted> {
    refuseNoCode(code);
    if (code !== fakeEventCode) return { ...joined, reply: "/media/stick/reply.daykit" };
    this.restoreSample();
    return { ...joined, reply: handed, came: brought.title, same: true };
  }

  async AcceptOnline(code: string, server: string): Promise<Accepted> {
    refuseNoCode(code);
    this.refuseUnreached(server);
    this.restoreSample();
    return joined;
  }

  async Finish() {
    const added: Device = {
      id: "d3",
      label: "Joe’s laptop",
      role: "organiser",
      event: "",
      here: false,
      added: now,
    };
    this.devices.push(added);
    this.note("pair", added.label);
    this.tell("");
    return added;
  }

  async Revoke(device: string) {
    const at = this.devices.findIndex(({ id }) => id === device);
    const [gone] = this.devices.splice(at, 1);
    this.note("revoke", gone?.label ?? "");
    this.tell("");
  }

  async Audit() {
    return this.audit;
  }

  /** Go gives no names while they are locked. */
  protected refuseLocked(): void {
    if (this.safety.locked)
      throw new BridgeError("locked", "the names are locked", "unlock with your passphrase");
  }

  /** Go publishes nothing that names could come back from while nothing could recover them. */
  protected refuseUnsafe(): void {
    if (!this.counts().joined)
      throw new BridgeError(
        "denied",
        "this kit has not joined a campaign yet",
        "join with the invitation code first",
      );
    if (!this.isRecoverable())
      throw new BridgeError("denied", "names could be lost", "check the recovery sheet first");
  }

  private refuseNoSheet(text: string): void {
    if (text.length < 5 && (text !== "" || this.photo === ""))
      throw new BridgeError("invalid", "that is no recovery sheet", "type all of its groups");
  }

  private refuseUnreached(server: string): void {
    if (server !== fakeServer)
      throw new BridgeError(
        "offline",
        "the server cannot be reached",
        "look at the address and the connection",
      );
  }

  private isRecoverable(): boolean {
    return this.safety.recovery.checked !== "" || this.devices.some(({ here }) => !here);
  }

  private checked() {
    this.change({ recovery: { ...this.safety.recovery, checked: now, due: false, ask: [] } });
    return { ok: true, wrong: "" };
  }

  private change(part: Partial<Safety>): void {
    this.safety = { ...this.safety, ...part };
    this.tell("");
  }

  private note(what: string, detail: string): void {
    this.audit = [{ at: now, what, event: "", device: "d1", detail }, ...this.audit];
  }
}

const now = "2026-11-23T10:15:00Z";
const brought: MergePreview = {
  path: "/media/stick/a-shared-table.daykit",
  event: "K7QM2Z8T",
  title: "A shared table",
  from: "d2",
  made: "2026-11-23T08:50:00Z",
  new: 14,
  changed: 3,
  conflicts: 2,
  unread: 0,
  ops: 31,
};

const handed = "/media/stick/new-laptop.daykit";
const joined: Accepted = { group: fakeMark, role: "organiser", reply: "", came: "", same: false };

/** As Go does, a file is called by its name once it is put back. */
function baseOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function refuseNoCode(code: string): void {
  if (code.length < 8) throw new BridgeError("invalid", "this code is too short", "it has 6 groups");
}

const restored: Restored = { file: "/media/stick/daykit-2026-11-22.daykit", from: "2026-11-22T18:00:00Z" };

function saved(file: string, kind: string): Saved {
  return { file, kind, lang: "en", pages: 1, problems: [] };
}
