import type { Attendance, Guest } from "../types";

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
