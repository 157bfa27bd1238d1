/** The version of the package; `assemble.mjs` writes it. */
export const VERSION: string;
