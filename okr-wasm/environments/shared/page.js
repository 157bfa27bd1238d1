import { Plan, Readings, init } from "okr-wasm";
import { score } from "./score.js";

init().then(() => (document.title = score({ Plan, Readings })));
