/**
 * `npm run -s samverka -- <command> …`: administration from the command line. Each command is a file of its own here, loaded
 * only when asked for. Ends with the number the command returns: 0 fine, 1 refused, 2 wrong arguments.
 */

/** What a command's file exports. */
interface Command {
  /** Shown for wrong arguments. */
  usage: string;
  /** @param words what follows the command's name @returns exit code */
  run(words: string[]): Promise<number>;
}

const commands: Record<string, () => Promise<Command>> = {
  account: () => import("./account.ts"),
  import: () => import("./import.ts"),
};

/** @returns exit code */
async function main([name = "", ...words]: string[]): Promise<number> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load) return (await load()).run(words);
  const usages = await Promise.all(Object.values(commands).map(async (each) => (await each()).usage));
  process.stderr.write(`${usages.join("\n")}\n`);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));

export type { Command };
