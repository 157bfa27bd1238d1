// Loads the packed package in small programs of many runtimes, bundlers and frameworks, and writes what it takes into the README.
//
//   node okr-wasm/environments/run.mjs [FOLDER …]
//
// Each folder is a program; `environments` in its package.json says, by name, how it is run:
//
//   run        a command; without `serve` and `folder` its last line must be the score
//   serve      the command of a server on $PORT, whose page gets the score as its title
//   folder     a folder to be served instead, with `headers`; `path` names its page
//   needs      what a user has to do, as this program does, in a sentence
//
// `uses` lists other programs whose files it takes.
// `versions` lists the versions of a package that the program is run with, each in turn; `{version}` in a name stands for it.

import { execFileSync, spawn } from "node:child_process";
import { closeSync, cpSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { CHROMIUM, freePort, serve, titleOf } from "./browser.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = join(HERE, "../..");
const README = join(ROOT, "okr-wasm/README.md");
/** From 42 to 25, at 33. */
const SCORE = String((42 - 33) / (42 - 25));

/** Names of all programs. */
export const PROGRAMS = readdirSync(HERE, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "shared")
  .map(({ name }) => name);

/** Packs the package into a folder that lasts as long as this process, and returns the path of the file. */
export function pack() {
  // Inside the project: where nothing is installed, the tools of its node_modules are found, but not its link to the package.
  mkdirSync(join(ROOT, "target"), { recursive: true });
  const scratch = mkdtempSync(join(ROOT, "target/environments-"));
  process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
  const words = ["pack", join(ROOT, "okr-wasm"), "--silent", "--pack-destination", scratch];
  return join(scratch, execFileSync("npm", words, { encoding: "utf8" }).trim());
}

/** What package.json of a program says. */
export function description(program) {
  return JSON.parse(readFileSync(resolve(HERE, program, "package.json"), "utf8"));
}

/** Lays a program out beside the packed package and installs that. Without `packages` no other is installed: those of the project serve. */
export function lay(program, packed, packages = []) {
  const folder = join(dirname(packed), basename(program));
  rmSync(folder, { recursive: true, force: true });
  const { environments, versions, uses, dependencies, ...manifest } = description(program);
  for (const from of ["shared", ...(uses ?? []), program]) cpSync(resolve(HERE, from), folder, { recursive: true });
  const installed = packages.length > 0 ? { dependencies } : {};
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...manifest, ...installed }));
  const words = packages.length > 0 ? ["--prefer-offline", ...packages] : ["--offline", "--no-save"];
  const flags = ["--silent", "--no-audit", "--no-fund", "--no-package-lock"];
  execFileSync("npm", ["install", ...flags, ...words, packed], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  return folder;
}

/** Runs a program as one of its environments says, and throws where its score is not right. */
export async function check(folder, { run, serve: command, folder: served, path = "", headers }) {
  let found = run === undefined ? "" : shell(run, folder);
  if (served !== undefined) {
    const { server, address } = await serve(join(folder, served), headers);
    found = await titleOf(address + path).finally(() => server.close());
  } else if (command !== undefined) {
    found = await titleOfServer(command, folder);
  }
  const last = found.trim().split("\n").at(-1);
  if (last !== SCORE) throw new Error(`the score must be ${SCORE}, found ${last}`);
}

/** Starts a server, and returns the title of its page. */
async function titleOfServer(command, cwd) {
  const port = await freePort();
  const log = join(cwd, "server.log");
  const output = openSync(log, "w");
  const server = spawn(command, { cwd, env: { ...environment(cwd), PORT: port }, shell: true, detached: true, stdio: ["ignore", output, output] });
  try {
    return await titleOf(`http://localhost:${port}/`);
  } catch (error) {
    throw new Error(`${error.message}\n${readFileSync(log, "utf8")}`, { cause: error });
  } finally {
    closeSync(output);
    // With all that it started.
    if (server.exitCode === null) process.kill(-server.pid);
  }
}

function shell(command, cwd) {
  try {
    const limits = { timeout: 240_000, maxBuffer: 1 << 26 };
    return execFileSync("sh", ["-c", command], { cwd, env: environment(cwd), encoding: "utf8", stdio: "pipe", ...limits });
  } catch (error) {
    throw new Error(`\`${command}\` failed: ${error.stdout}${error.stderr}`, { cause: error });
  }
}

function environment(folder) {
  const programs = [folder, ROOT].map((at) => join(at, "node_modules/.bin"));
  const quiet = { CI: "true", NO_COLOR: "1", NEXT_TELEMETRY_DISABLED: "1", ASTRO_TELEMETRY_DISABLED: "1", WRANGLER_SEND_METRICS: "false" };
  return { ...process.env, ...quiet, PATH: [...programs, process.env.PATH].join(delimiter) };
}

/** The environments of a program that is laid out, by their names. */
export function environmentsOf(program, folder) {
  const { environments, versions = {} } = description(program);
  const [name] = Object.keys(versions);
  const manifest = [folder, ROOT].map((at) => join(at, "node_modules", name ?? "", "package.json")).find(existsSync);
  const version = manifest === undefined ? process.versions.node : JSON.parse(readFileSync(manifest, "utf8")).version;
  return Object.entries(environments).map(([title, how]) => [title.replace("{version}", version), how]);
}

/** Runs a program in all its environments, and returns the rows of the table. */
async function rowsOf(program, packed) {
  const rows = [];
  const [[name, versions] = [undefined, [undefined]]] = Object.entries(description(program).versions ?? {});
  for (const version of versions) {
    let folder;
    try {
      folder = lay(program, packed, name === undefined ? [] : [`${name}@${version}`]);
    } catch (error) {
      rows.push(row(`${program} ${version ?? ""}`.trim(), "not installed", error.stderr));
      continue;
    }
    for (const [title, how] of environmentsOf(program, folder)) {
      const problem = await check(folder, how).then(() => undefined, (error) => error.message);
      rows.push(row(title, problem !== undefined ? "fails" : how.needs ? `needs ${how.needs}` : "works", problem));
    }
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
}

/** A row of the table, printed with the end of what went wrong. */
function row(title, result, problem) {
  console.log(`${title}: ${result}`);
  if (problem !== undefined) console.error(String(problem).slice(-1500).replace(/^/gm, "    "));
  return [title, result];
}

async function main(programs) {
  if (CHROMIUM === undefined) throw new Error("missing: chromium");
  if (!existsSync(join(ROOT, "okr-wasm/pkg"))) throw new Error("missing: okr-wasm/pkg; run `make javascript`");
  const packed = pack();
  const rows = [];
  for (const program of programs.length > 0 ? programs : PROGRAMS) rows.push(...(await rowsOf(program, packed)));
  if (programs.length === 0) {
    const table = ["| environment | `okr-wasm` |", "|---|---|", ...rows.map((row) => `| ${row.join(" | ")} |`)].join("\n");
    const text = readFileSync(README, "utf8");
    writeFileSync(README, text.replace(/(<!-- environments -->\n).*?(<!-- \/environments -->)/s, `$1\n${table}\n\n$2`));
  }
  process.exitCode = rows.some(([, result]) => result === "fails") ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
