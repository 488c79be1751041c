// Starts the real program on a free port, or uses one that runs (BELLWETHER_URL).
import { spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";

/** Says why there is nothing to test, or undefined. In CI there is no such excuse. */
export function missing() {
  const { BELLWETHER_URL: url, BELLWETHER_BIN: program, BELLWETHER_TEST_DATA: data, CI: ci } = process.env;
  if (url || (program && data)) return undefined;
  const reason = "set BELLWETHER_BIN to the program and BELLWETHER_TEST_DATA to a folder with data, or BELLWETHER_URL";
  if (ci) throw new Error(reason);
  return reason;
}

// The program reads its settings from variables with this prefix and refuses those that it does not know.
const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("BELLWETHER_")));

/** Makes an administrator of this run, as the installation itself does at the command line. */
function makeAdministrator() {
  const administrator = { email: "browser-test@example.org", password: randomUUID() };
  const run = (...options) =>
    spawnSync(process.env.BELLWETHER_BIN, ["--data", process.env.BELLWETHER_TEST_DATA, "user", ...options], {
      env: { ...clean, BELLWETHER_PASSWORD: administrator.password },
      encoding: "utf8",
    });
  const made = run("add", administrator.email, "--name", "Browser test", "--admin");
  if (made.status === 0) return administrator;
  const renewed = run("passwd", administrator.email);
  if (renewed.status !== 0) throw new Error(`no administrator:\n${made.stderr}${renewed.stderr}`);
  return administrator;
}

/** The address of the server, how to sign in as an administrator (if that is known), and how to stop it. */
export async function start() {
  if (process.env.BELLWETHER_URL) {
    const [email, ...password] = (process.env.BELLWETHER_TEST_ADMIN ?? "").split(":");
    const administrator = email ? { email, password: password.join(":") } : undefined;
    return { url: process.env.BELLWETHER_URL.replace(/\/$/, ""), administrator, stop: async () => {} };
  }
  const administrator = makeAdministrator();
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
    administrator,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
