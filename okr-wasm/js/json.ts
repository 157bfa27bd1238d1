/** Values of JavaScript to JSON text, without what `JSON.stringify` loses in silence. */

/** What stands around a number that JSON can't write until the text is made. */
const MARK = "\uE000";

/**
 * The JSON text of a value. Numbers that are not finite stay what they are, as the core reads them and says which
 * field can't have them; what is no JSON at all is refused.
 *
 * @param name what messages call the value.
 */
export function jsonText(value: unknown, name: string): string {
  if (isPlain(value, 0)) {
    const text = JSON.stringify(value);
    // Half a character is written as its number.
    if (!/\\ud[89a-f]/.test(text)) return text;
  }
  const finite = check(value, name, new Set());
  if (finite) return JSON.stringify(value);
  const text = JSON.stringify(value, (_, part) =>
    typeof part === "number" && !Number.isFinite(part) ? `${MARK}${part}${MARK}` : part,
  );
  return text.replace(new RegExp(`"${MARK}(NaN|-?Infinity)${MARK}"`, "g"), "$1");
}

/** Deeper values are left to the core, which refuses them. */
const DEEPEST = 200;

/** Whether a value is what `JSON.stringify` writes as it is: most often, and found out without names for all its parts. */
function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object") return typeof value === "string" || typeof value === "boolean";
  if (value === null) return true;
  if (depth > DEEPEST || "toJSON" in value) return false;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      if (!isPlain(value[index], depth + 1)) return false;
    }
    return true;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const key of Object.keys(value)) {
    const part: unknown = value[key as keyof typeof value];
    if (part !== undefined && !isPlain(part, depth + 1)) return false;
  }
  return true;
}

/** Whether all numbers are finite; throws where a value is none that JSON can write. `around` is what it lies in. */
function check(value: unknown, name: string, around: Set<object>): boolean {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value);
    case "string":
      requireWhole(value, name);
      return true;
    case "boolean":
      return true;
    case "object":
      return value === null || around.size > DEEPEST || checkObject(value, name, around);
    case "bigint":
      throw new TypeError(`${name} is a bigint: write Number(…)`);
    default:
      throw new TypeError(`${name} is ${typeof value === "undefined" ? "undefined" : `a ${typeof value}`}, which JSON can't hold`);
  }
}

function checkObject(value: object, name: string, around: Set<object>): boolean {
  if (value instanceof Date) throw new TypeError(dateMessage(name));
  if (around.has(value)) throw new TypeError(`${name} contains itself`);
  around.add(value);
  const finite = checkParts(value, name, around);
  around.delete(value);
  return finite;
}

function checkParts(value: object, name: string, around: Set<object>): boolean {
  if ("toJSON" in value && typeof value.toJSON === "function") return check(value.toJSON(), name, around);
  let finite = true;
  if (Array.isArray(value)) {
    // By index, since a hole is no element for `forEach`.
    for (let index = 0; index < value.length; index++) {
      finite = check(value[index], `${name}[${index}]`, around) && finite;
    }
    return finite;
  }
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  if (kind !== "Object" && kind !== "Module") {
    throw new TypeError(`${name} is a ${kind}: write a plain object or an array`);
  }
  for (const [key, part] of Object.entries(value)) {
    // A field that is undefined is a field that is not there.
    if (part !== undefined) finite = check(part, `${name}.${key}`, around) && finite;
  }
  return finite;
}

/** Why a `Date` is no civil date. */
export function dateMessage(name: string): string {
  return (
    `${name} is a Date, which is an instant: its day depends on the time zone. Write the day as text, such as ` +
    `"2026-08-31"; that of the user's own zone is date.toLocaleDateString("sv-SE")`
  );
}

/** The day, if it is text; whether the text is a date is for the core to say. */
export function requireDate(date: unknown, name: string): string {
  if (typeof date === "string") return date;
  if (date instanceof Date) throw new TypeError(dateMessage(`\`${name}\``));
  throw new TypeError(`\`${name}\` is a day as text, such as "2026-08-31", not ${describe(date)}`);
}

/** Whether text has no half a character in it, as is left where one such as an emoji was cut in two. */
export function isWhole(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** Throws where text has half a character in it. */
export function requireWhole(text: string, name: string): void {
  if (!isWhole(text)) {
    throw new TypeError(`${name} has half a character in it, which no file can hold: cut text with [...text].slice(…)`);
  }
}

/** The value, if it is text. */
export function requireText(value: unknown, name: string): string {
  if (typeof value === "string") return value;
  throw new TypeError(value instanceof Date ? dateMessage(`\`${name}\``) : `\`${name}\` is text, not ${describe(value)}`);
}

/** The value, if it is a number. */
export function requireNumber(value: unknown, name: string): number {
  if (typeof value === "number") return value;
  throw new TypeError(`\`${name}\` is a number, not ${describe(value)}`);
}

/** The value, if it is an array. */
export function requireArray<T>(value: readonly T[], name: string): readonly T[] {
  if (Array.isArray(value)) return value;
  throw new TypeError(`\`${name}\` is an array, not ${describe(value)}`);
}

/** Throws where a value is no object, or has fields that are not known; `kind` is what messages call a field. */
export function requireFields(value: unknown, known: readonly string[], kind: string): void {
  if (typeof value !== "object" || value === null) {
    throw new TypeError(`${kind}s are an object such as { ${known[0]}: … }, not ${describe(value)}`);
  }
  const unknown = Object.keys(value).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new TypeError(`there is no ${kind} ${list(unknown)}; ${kind}s are ${list(known)}`);
}

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}

/** What a value is, in a message. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "string") return "text";
  if (typeof value !== "object") return `a ${typeof value}`;
  const kind = value.constructor?.name || "Object";
  return kind === "Object" ? "an object" : `${/^[AEIO]/.test(kind) ? "an" : "a"} ${kind}`;
}
