/** JSON text of JavaScript values. Refuses what `JSON.stringify` would silently lose. */

/** Marks a number that JSON can't represent until the text is made. */
const MARK = "\uE000";

/**
 * Returns the JSON text of a value. Writes `NaN` and infinities as they are: the core reads them and names the field at
 * fault. Throws for anything else that JSON can't represent.
 *
 * @param name what messages call the value.
 */
export function jsonText(value: unknown, name: string): string {
  if (isPlain(value, 0)) {
    const text = JSON.stringify(value);
    // A lone surrogate is written as an escape.
    if (!/\\ud[89a-f]/.test(text)) return text;
  }
  const finite = check(value, name, new Set());
  if (finite) return JSON.stringify(value);
  const text = JSON.stringify(value, (_, part) =>
    typeof part === "number" && !Number.isFinite(part) ? `${MARK}${part}${MARK}` : part,
  );
  return text.replace(new RegExp(`"${MARK}(NaN|-?Infinity)${MARK}"`, "g"), "$1");
}

/** Values nested deeper are left to the core, which refuses them. */
const DEEPEST = 200;

/** Whether `JSON.stringify` writes a value without loss. This is the usual case, checked without naming every part. */
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

/** Whether all numbers are finite. Throws for a value that JSON can't represent. `around` holds the enclosing objects. */
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
      throw new TypeError(`${name} is ${typeof value === "undefined" ? "undefined" : `a ${typeof value}`}, which JSON can't represent`);
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
    // By index, because `forEach` skips holes.
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
    // An undefined field counts as absent.
    if (part !== undefined) finite = check(part, `${name}.${key}`, around) && finite;
  }
  return finite;
}

/** The message that a `Date` is not a civil date. */
export function dateMessage(name: string): string {
  return (
    `${name} is a Date, which is an instant: its day depends on the time zone. Write the day as text, such as ` +
    `"2026-08-31"; that of the user's own zone is date.toLocaleDateString("sv-SE")`
  );
}

/** Returns the day if it is text. The core checks whether the text is a date. */
export function requireDate(date: unknown, name: string): string {
  if (typeof date === "string") return date;
  if (date instanceof Date) throw new TypeError(dateMessage(`\`${name}\``));
  throw new TypeError(`\`${name}\` must be a day as text, such as "2026-08-31", found ${describe(date)}`);
}

/** Whether text has no lone surrogate: half a character, as when an emoji was cut in two. */
export function isWhole(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** Throws if text contains half a character. */
export function requireWhole(text: string, name: string): void {
  if (!isWhole(text)) {
    throw new TypeError(`${name} contains half a character, which no file can hold: cut text with [...text].slice(…)`);
  }
}

/** Returns the value if it is text. */
export function requireText(value: unknown, name: string): string {
  if (typeof value === "string") return value;
  throw new TypeError(value instanceof Date ? dateMessage(`\`${name}\``) : `\`${name}\` must be text, found ${describe(value)}`);
}

/** Returns the value if it is a whole number from 0 to 2³² - 1. */
export function requireCount(value: unknown, name: string): number {
  if (Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 32) return value as number;
  throw new TypeError(`\`${name}\` must be a whole number from 0 to 4294967295, found ${describe(value)}`);
}

/** Returns the number if it is one. */
export function requireNumber(value: unknown, name: string): number {
  if (typeof value === "number") return value;
  throw new TypeError(`\`${name}\` must be a number, found ${describe(value)}`);
}

/** Returns the value if it is an array. */
export function requireArray<T>(value: readonly T[], name: string): readonly T[] {
  if (Array.isArray(value)) return value;
  throw new TypeError(`\`${name}\` must be an array, found ${describe(value)}`);
}

/** Throws if a value is not an object or has unknown fields; `kind` is the word for a field in messages. */
export function requireFields(value: unknown, known: readonly string[], kind: string): void {
  if (typeof value !== "object" || value === null) {
    throw new TypeError(`${kind}s must be an object such as { ${known[0]}: … }, found ${describe(value)}`);
  }
  const unknown = Object.keys(value).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new TypeError(`unknown ${kind} ${list(unknown)}: ${kind}s are ${list(known)}`);
}

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}

/** Describes the type of a value in a message. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "string") return "text";
  if (typeof value !== "object") return `a ${typeof value}`;
  const kind = value.constructor?.name || "Object";
  return kind === "Object" ? "an object" : `${/^[AEIO]/.test(kind) ? "an" : "a"} ${kind}`;
}
