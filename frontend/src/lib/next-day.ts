/** International Migrants Day is 18 December (UN General Assembly resolution 55/93). */
const month = 11;
const day = 18;

/** The next International Migrants Day on or after the given day, as "2026-12-18": where a new event starts. */
export function nextMigrantsDay(now: Date): string {
  const over = now.getMonth() === month && now.getDate() > day;
  return `${now.getFullYear() + (over ? 1 : 0)}-${month + 1}-${day}`;
}
