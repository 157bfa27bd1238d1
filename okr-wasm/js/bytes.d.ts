/** The compiled core, compressed by gzip, as base64; `assemble.mjs` writes it. */
export const CORE: string;
