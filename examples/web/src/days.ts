/** Civil days: text outside, a count of days where one steps from one to the next. */

const MILLISECONDS = 86_400_000;

/** Days since 1970-01-01. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / MILLISECONDS;

/** The day with a number, `YYYY-MM-DD`. */
export const dayOf = (number: number): string => new Date(number * MILLISECONDS).toISOString().slice(0, 10);

// In the zone in which the number was made into a day: so it is that day for everybody.
const LONG = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" });

/** A day as people write it. */
export const dayText = (day: string): string => LONG.format(dayNumber(day) * MILLISECONDS);

/** Every seventh day from the first to the last, and the last. */
export function weeks(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = dayNumber(first); day < dayNumber(last); day += 7) days.push(dayOf(day));
  return [...days, last];
}
