/** Loads the compiled core. */

import { markLoaded } from "./core.js";
import load, { initSync } from "./okr_wasm.js";
import { VERSION } from "./version.js";

/** Where the compiled core is: its address (text, `URL` or `Request`), a `Response`, its bytes, or a `WebAssembly.Module`. */
export type CoreSource = string | object;

let loading: Promise<void> | undefined;

/**
 * Loads the core from a source, or else from where the entry has it. Until it succeeds it can be called again.
 *
 * @internal
 */
export function loadOnce(
  source: CoreSource | Promise<CoreSource> | undefined,
  own: () => Promise<WebAssembly.Module>,
): Promise<void> {
  loading ??= start(source, own).catch((cause: unknown) => {
    loading = undefined;
    throw cause;
  });
  return loading;
}

async function start(source: CoreSource | Promise<CoreSource> | undefined, own: () => Promise<WebAssembly.Module>): Promise<void> {
  const given = await source;
  const core = given === undefined ? await own() : await compile(given);
  requireVersion(core);
  await load({ module_or_path: core });
  markLoaded();
}

/**
 * Starts a compiled core at once.
 *
 * @internal
 */
export function loadSync(core: WebAssembly.Module): void {
  requireVersion(core);
  initSync({ module: core });
  markLoaded();
}

/**
 * Compiles the core.
 *
 * @internal
 */
export async function compile(source: CoreSource): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  const address = addressOf(source);
  try {
    const isAddress = typeof source === "string" || source instanceof URL || isA("Request", source);
    return await compileContent(isAddress ? await fetch(source) : source);
  } catch (cause) {
    // Cloudflare's workers compile nothing while they run.
    const hint = /disallowed by embedder/.test(String(cause)) ? "; import `okr-wasm/workerd` there" : "";
    throw new Error(`the core of okr-wasm could not be loaded${address && ` from ${address}`}: ${cause}${hint}`, { cause });
  }
}

/** The address of a source, if it has one. */
function addressOf(source: CoreSource): string {
  if (typeof source === "string" || source instanceof URL) return String(source);
  return isA("Request", source) || isA("Response", source) ? source.url : "";
}

async function compileContent(content: object): Promise<WebAssembly.Module> {
  if (!isA("Response", content)) return WebAssembly.compile(content as BufferSource);
  if (!content.ok) throw new Error(`the server answered ${content.status} ${content.statusText}`.trimEnd());
  const type = content.headers.get("content-type") ?? "";
  if (isPage(content)) throw new Error(`the server answered with a page (${type})`);
  // Not every runtime compiles while it reads, and those that do insist on the type.
  const streams = type === "application/wasm" && "compileStreaming" in WebAssembly;
  return streams ? WebAssembly.compileStreaming(content) : WebAssembly.compile(await content.arrayBuffer());
}

/** Whether a value is of a class that not every runtime has. */
function isA<Name extends "Request" | "Response">(name: Name, value: object): value is InstanceType<(typeof globalThis)[Name]> {
  return typeof globalThis[name] === "function" && value instanceof globalThis[name];
}

/**
 * Whether a server answered with a page, as those of single-page applications do for files that they don't have.
 *
 * @internal
 */
export function isPage(response: Response): boolean {
  return /^text\/html\b/.test(response.headers.get("content-type") ?? "");
}

/** Refuses the core of another version: its functions would be called with the wrong arguments. */
function requireVersion(core: WebAssembly.Module): void {
  const [section] = WebAssembly.Module.customSections(core, "okr_version");
  const found = section === undefined ? "WebAssembly without a version of okr-wasm" : new TextDecoder().decode(section);
  if (found !== VERSION) throw new Error(`the core of okr-wasm must have version ${VERSION}, found ${found}`);
}
