"use client";

import { Plan, Readings, init } from "okr-wasm";
import { useEffect } from "react";
import { score } from "../score.js";

export function Client({ server }) {
  useEffect(() => {
    init().then(() => {
      const client = score({ Plan, Readings });
      document.title = client === server ? client : "server and client differ";
    });
  }, [server]);
  return null;
}
