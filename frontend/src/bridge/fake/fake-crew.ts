import { BridgeError } from "../bridge-error";
import type {
  Crew,
  Crewing,
  CrewMember,
  CrewShift,
  CrewWarning,
  MemberInput,
  ShiftInput,
} from "../crew-types";
import type { Saved } from "../print-types";
import type { EventDoc } from "../types";
import { choices } from "./fake-content";
import { FakeSigning } from "./fake-signing";

/** The crew of an event as the fake keeps it. */
export interface FakeCrewState {
  members: (MemberInput & { id: string })[];
  shifts: (ShiftInput & { id: string; who: string[] })[];
}

/** Made-up people: one in two places at once, a shift with nobody, a language that nobody speaks. */
export function crewFor(doc: EventDoc): FakeCrewState {
  if (doc.title.en !== "A shared table") return { members: [], shifts: [] };
  const shift = (id: string, role: string, from: string, to: string, need: number, ...who: string[]) => {
    return { id, role, day: 0, from, to, need, who };
  };
  return {
    members: [
      {
        id: "c-1",
        name: "Amina",
        roles: ["welcome-desk"],
        languages: ["en", "so"],
        contact: "07700 900123",
      },
      { id: "c-2", name: "Piotr", roles: ["door"], languages: ["en", "pl"], contact: "" },
      { id: "c-3", name: "سلمى", roles: [], languages: ["ar"], contact: "salma@example.org" },
    ],
    shifts: [
      shift("s-1", "Setting up", "16:00", "17:30", 2, "c-2", "c-3"),
      shift("s-2", "welcome-desk", "17:00", "21:00", 2, "c-1", "c-2"),
      shift("s-3", "door", "17:00", "21:00", 1),
    ],
  };
}

const roleNames: Record<string, string> = {
  lead: "Lead",
  "welcome-desk": "Welcome desk",
  "care-contact": "Care contact",
  door: "Person at the door",
};

const roleName = (id: string) => roleNames[id] ?? id;
const languageName = (tag: string) => choices.languages.find((one) => one.tag === tag)?.name ?? tag;
const minutesOf = (clock: string) => {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
};

function shiftOf(doc: EventDoc, input: ShiftInput & { id: string; who: string[] }, basis = ""): CrewShift {
  const begins = minutesOf(input.from);
  const date = new Date(Date.parse(`${doc.date}T12:00:00Z`) + input.day * 86_400_000);
  return {
    ...input,
    role_name: roleName(input.role),
    date: date.toISOString().slice(0, 10),
    begins,
    minutes: (minutesOf(input.to) - begins + 1440) % 1440 || 1440,
    basis,
  };
}

/** The crew as Go would show it. */
export function crewOf(doc: EventDoc, state: FakeCrewState): Crew {
  const begin = (one: CrewShift) => one.day * 1440 + one.begins;
  const shifts = state.shifts.map((one) => shiftOf(doc, one)).sort((a, b) => begin(a) - begin(b));
  const members = state.members.map((one) => memberOf(one, shifts));
  const used = new Set(shifts.map(({ role }) => role));
  const suggested = Object.keys(roleNames)
    .filter((role) => !used.has(role) && doc.activities.length > 0)
    .map((role) =>
      shiftOf(
        doc,
        { id: `suggested-${role}`, role, day: 0, from: "17:00", to: "21:00", need: 1, who: [] },
        "our planning default, not from a source",
      ),
    );
  const own = [...used, ...members.flatMap(({ roles }) => roles)].filter((role) => !roleNames[role]);
  const roles = [...Object.keys(roleNames), ...new Set(own)].map((id) => ({
    id,
    name: roleName(id),
    needed: roleNames[id] !== undefined,
  }));
  return { members, shifts, suggested, roles, warnings: warningsOf(doc, members, shifts) };
}

function memberOf(one: MemberInput & { id: string }, shifts: readonly CrewShift[]): CrewMember {
  const own = shifts.filter(({ who }) => who.includes(one.id));
  return {
    ...one,
    role_names: one.roles.map(roleName),
    language_names: one.languages.map(languageName),
    shifts: own.length,
    minutes: own.reduce((sum, { minutes }) => sum + minutes, 0),
  };
}

const blank: Omit<CrewWarning, "kind"> = {
  shift: "",
  other: "",
  role: "",
  role_name: "",
  other_role: "",
  language: "",
  language_name: "",
  member: "",
  member_name: "",
  missing: 0,
  date: "",
  from: "",
  to: "",
  words: "",
  source: "",
};

function warningsOf(
  doc: EventDoc,
  members: readonly CrewMember[],
  shifts: readonly CrewShift[],
): CrewWarning[] {
  const gaps = shifts
    .filter(({ need, who }) => who.length < need)
    .map(({ id, role, role_name, date, from, to, need, who }) => {
      const kind = who.length === 0 ? ("nobody" as const) : ("few" as const);
      return { ...blank, kind, shift: id, role, role_name, missing: need - who.length, date, from, to };
    });
  const spoken = members.flatMap(({ languages }) => languages);
  const languages = doc.languages
    .filter((tag) => members.length > 0 && !spoken.includes(tag))
    .map((language) => {
      return { ...blank, kind: "language" as const, language, language_name: languageName(language) };
    });
  const others = shifts.flatMap(({ id, role, role_name, who }) =>
    members
      .filter((one) => who.includes(one.id) && one.roles.length > 0 && !one.roles.includes(role))
      .map(({ id: member, name }) => {
        const kind = "other" as const;
        return { ...blank, kind, shift: id, role, role_name, member, member_name: name };
      }),
  );
  return [...clashesOf(members, shifts), ...gaps, ...others, ...languages];
}

function clashesOf(members: readonly CrewMember[], shifts: readonly CrewShift[]): CrewWarning[] {
  return shifts.flatMap((a, i) =>
    shifts.slice(i + 1).flatMap((b) => {
      if (a.day !== b.day || b.begins >= a.begins + a.minutes) return [];
      const to = a.begins + a.minutes < b.begins + b.minutes ? a.to : b.to;
      return members
        .filter(({ id }) => a.who.includes(id) && b.who.includes(id))
        .map(({ id, name }) => ({
          ...blank,
          kind: "clash" as const,
          shift: a.id,
          other: b.id,
          role: a.role,
          role_name: a.role_name,
          other_role: b.role_name,
          member: id,
          member_name: name,
          date: b.date,
          from: b.from,
          to,
        }));
    }),
  );
}

/** The part of the fake desk that holds those who help. */
export abstract class FakeCrew extends FakeSigning implements Crewing {
  private crewMade = 0;

  async Crew(id: string) {
    this.refuseLocked();
    const { doc, crew } = this.at(id);
    return structuredClone(crewOf(doc, crew));
  }

  async AddMember(id: string, member: MemberInput) {
    if (member.name.trim() === "") throw new BridgeError("invalid", "name: write what to call them", "");
    return this.crewAct(id, "crew", ({ members, shifts }) => ({
      members: [...members, { ...member, id: `c-new${++this.crewMade}` }],
      shifts,
    }));
  }

  async EditMember(id: string, who: string, member: MemberInput) {
    return this.crewAct(id, "crew", ({ members, shifts }) => ({
      members: members.map((one) => (one.id === who ? { ...member, id: who } : one)),
      shifts,
    }));
  }

  async DropMember(id: string, who: string) {
    return this.crewAct(id, "crew", ({ members, shifts }) => ({
      members: members.filter((one) => one.id !== who),
      shifts: shifts.map((one) => ({ ...one, who: one.who.filter((other) => other !== who) })),
    }));
  }

  async AddShift(id: string, shift: ShiftInput) {
    if (shift.role.trim() === "") throw new BridgeError("invalid", "role: write what they do", "");
    return this.crewAct(id, "shift", ({ members, shifts }) => ({
      members,
      shifts: [...shifts, { ...shift, id: `s-new${++this.crewMade}`, who: [] }],
    }));
  }

  async AddSuggested(id: string, roles: string[]) {
    const offered = (await this.Crew(id)).suggested.filter(
      ({ role }) => roles.length === 0 || roles.includes(role),
    );
    return this.crewAct(id, "shift", ({ members, shifts }) => ({
      members,
      shifts: [
        ...shifts,
        ...offered.map(({ role, day, from, to, need }) => {
          return { id: `s-new${++this.crewMade}`, role, day, from, to, need, who: [] };
        }),
      ],
    }));
  }

  async EditShift(id: string, which: string, shift: ShiftInput) {
    return this.crewAct(id, "shift", ({ members, shifts }) => ({
      members,
      shifts: shifts.map((one) => (one.id === which ? { ...one, ...shift } : one)),
    }));
  }

  async DropShift(id: string, which: string) {
    return this.crewAct(id, "shift", ({ members, shifts }) => ({
      members,
      shifts: shifts.filter((one) => one.id !== which),
    }));
  }

  async Assign(id: string, which: string, who: string, on: boolean) {
    return this.crewAct(id, "turn", ({ members, shifts }) => ({
      members,
      shifts: shifts.map((one) => {
        const others = one.who.filter((other) => other !== who);
        return one.id === which ? { ...one, who: on ? [...others, who] : others } : one;
      }),
    }));
  }

  async SaveMemberCalendar(): Promise<Saved> {
    return { file: "/home/sam/shifts.ics", kind: "calendar", lang: "", pages: 0, problems: [] };
  }

  private crewAct(id: string, label: string, change: (crew: FakeCrewState) => FakeCrewState): Promise<Crew> {
    this.act(id, label, (event) => {
      event.crew = change(event.crew);
    });
    return this.Crew(id);
  }
}
