import type { Attendance, Guest, Task } from "../types";

const guest = (id: number, name: string, party: number, notes: string, arrived = "", lang = "en"): Guest => ({
  id: `g${id}`,
  name,
  lang,
  org: "",
  party,
  notes,
  contact: "",
  arrived_at: arrived,
  place: "",
  page: false,
});

/** Somebody who was put on the list here. */
export function byHand(id: string, name: string, lang: string, party: number): Guest {
  return { ...guest(0, name, party, "", "", lang), id };
}

/** Made-up guests of the sample event. */
export function sampleGuests(): Guest[] {
  return [
    guest(1, "Abeba Tesfay", 2, "vegetarian", "17:41", "ti"),
    guest(2, "Dmytro Koval", 1, "", "17:44", "uk"),
    guest(3, "Farida Rahimi", 4, "wants to help", "", "fa"),
    guest(4, "Maria Kowalska", 1, "", "", "pl"),
    guest(5, "Mohammed Al-Sayed", 3, "BSL", "", "ar"),
    guest(6, "Nasreen Akhtar", 1, "no photos, please", "", "ur"),
    guest(7, "حسین چوہدری", 2, "", "", "ur"),
    guest(8, "Xiu Ying Chen", 2, "", "", "zh-Hans"),
  ];
}

/** Guests of whom one waits for a place, and one was offered one. */
export function waitingGuests(): Guest[] {
  const place = { g4: "waiting", g6: "offered" } as const;
  return sampleGuests().map((one) =>
    one.id === "g4" || one.id === "g6" ? { ...one, place: place[one.id], page: true } : one,
  );
}

const names = ["Amina", "Joe", "Li", "Samira", "Olena", "Tadesse", "Rahima", "Piotr"];

/** Many made-up guests, for lists that must stay quick. */
export function manyGuests(count: number): Guest[] {
  return Array.from({ length: count }, (_, index) =>
    guest(
      100 + index,
      `${names[index % names.length]} ${String(index + 1).padStart(3, "0")}`,
      1 + (index % 3),
      "",
    ),
  );
}

/** Counts people as Go does: each party once, walk-ins on top, by quarter of an hour. */
export function count(guests: Guest[], walkIns: string[]): Attendance {
  const came = guests.filter((one) => one.arrived_at !== "");
  const people = (list: Guest[]) => list.reduce((sum, one) => sum + one.party, 0);
  const quarters = new Map<string, number>();
  for (const one of came) addTo(quarters, one.arrived_at, one.party);
  for (const at of walkIns) addTo(quarters, at, 1);
  return {
    signed_up: people(guests),
    arrived: people(came),
    walk_ins: walkIns.length,
    in_room: people(came) + walkIns.length,
    by_quarter: [...quarters].sort().map(([at, number]) => ({ at, count: number })),
  };
}

function addTo(quarters: Map<string, number>, at: string, number: number): void {
  const [hours = "0", minutes = "0"] = at.split(":");
  const quarter = `${hours}:${String(Math.floor(Number(minutes) / 15) * 15).padStart(2, "0")}`;
  quarters.set(quarter, (quarters.get(quarter) ?? 0) + number);
}

const task = (
  id: number,
  title: string,
  who: string,
  due: string,
  gate: string,
  late: number,
  done = false,
): Task => ({
  id: `t${id}`,
  title,
  who,
  due,
  days_before: 0,
  gate,
  done,
  late_days: done ? 0 : late,
  source: "pack",
});

/** The sample event's tasks on 23 November 2026. */
export function sampleTasks(): Task[] {
  return [
    task(1, "Book the hall and write down the key holder’s number", "Amina", "2026-11-20", "d28", 3, true),
    task(2, "Ask a speaker; agree what they will and won’t talk about", "Joe", "2026-11-20", "d28", 3, true),
    task(3, "Print posters in English, Urdu and Polish", "Joe", "2026-11-20", "d28", 3),
    task(4, "Check the step-free door with the caretaker", "Amina", "2026-11-23", "d28", 0),
    task(5, "Invite the ward councillor and the school", "Li", "2026-11-25", "d28", -2),
    task(
      6,
      "Food: count dishes, allergens list, halal and vegan covered",
      "Samira",
      "2026-12-04",
      "d14",
      -11,
    ),
    task(7, "Print 3 sign-up sheets and 60 name badges", "Joe", "2026-12-06", "d14", -13),
    task(8, "Brief volunteers: welcome, photos only with consent", "Amina", "2026-12-08", "d14", -15),
    task(9, "Send the numbers to the campaign", "", "2026-12-20", "after", -27),
  ];
}
