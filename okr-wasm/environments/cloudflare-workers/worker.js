import { Plan, Readings } from "okr-wasm";
import { score } from "./score.js";

const html = (title) => `<!doctype html><title>${title}</title>`;
export default {
  fetch: () => new Response(html(score({ Plan, Readings })), { headers: { "content-type": "text/html" } }),
};
