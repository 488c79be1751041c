// Starts the real program on a free port, or uses one that runs (BELLWETHER_URL).
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** Says why there is nothing to test, or undefined. In CI there is no such excuse. */
export function missing() {
  const { BELLWETHER_URL: url, BELLWETHER_BIN: program, BELLWETHER_TEST_DATA: data, CI: ci } = process.env;
  if (url || (program && data)) return undefined;
  const reason = "set BELLWETHER_BIN to the program and BELLWETHER_TEST_DATA to a folder with data, or BELLWETHER_URL";
  if (ci) throw new Error(reason);
  return reason;
}

/** The address of the server, and how to stop it. */
export async function start() {
  if (process.env.BELLWETHER_URL) return { url: process.env.BELLWETHER_URL.replace(/\/$/, ""), stop: async () => {} };
  // The program reads its settings from variables with this prefix and refuses those that it does not know.
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("BELLWETHER_")));
  const options = ["--data", process.env.BELLWETHER_TEST_DATA, "serve", "--listen", "127.0.0.1:0"];
  const child = spawn(process.env.BELLWETHER_BIN, options, { env: clean, stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const url = await new Promise((resolve, reject) => {
    const said = [];
    const lines = createInterface({ input: child.stderr });
    lines.on("line", (line) => {
      said.push(line);
      const found = /listening on (http:\/\/[\d.:]+)/.exec(line.replace(/\u001b\[\d+m/g, ""));
      if (found) resolve(found[1]);
    });
    ended.then((code) => reject(new Error(`the server ended with ${code}:\n${said.join("\n")}`)));
  });
  return {
    url,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
