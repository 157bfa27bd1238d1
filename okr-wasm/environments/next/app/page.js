import { Plan, Readings } from "okr-wasm";
import { score } from "../score.js";
import { Client } from "./client.js";

export default function Page() {
  return <Client server={score({ Plan, Readings })} />;
}
