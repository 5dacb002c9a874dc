/** International Migrants Day is 18 December (UN General Assembly resolution 55/93). */
const month = 11;
const day = 18;

/** The next International Migrants Day on or after the given day, as "2026-12-18": where a new event starts. */
export function nextMigrantsDay(now: Date): string {
  const over = now.getMonth() === month && now.getDate() > day;
  return `${now.getFullYear() + (over ? 1 : 0)}-${month + 1}-${day}`;
}

/** The same day a year later, as "2027-12-18"; of 29 February the day before, which every year has. */
export function yearAfter(date: string): string {
  const [year = "", months = "", days = ""] = date.split("-");
  const later = months === "02" && days === "29" ? "28" : days;
  return `${Number(year) + 1}-${months}-${later}`;
}
