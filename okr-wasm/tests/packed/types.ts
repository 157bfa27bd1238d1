// What a typed program sees of the installed package; it is compiled, never run.

import { init, version } from "okr-wasm";

export const text: string = version();
export const loaded: Promise<void> = init();

// @ts-expect-error a version is text
export const number: number = version();
