import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runVectors } from "#app/cli/vector-run.ts";

const root = path.resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(path.join(tmpdir(), "vectors-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: unknown): string {
  const to = path.join(folder, name);
  writeFileSync(to, typeof content === "string" ? content : JSON.stringify(content));
  return to;
}

const right = { id: "right", kind: "quorum", input: { seats: 9 }, expected: { required: 5 } };
const wrong = { id: "wrong", kind: "quorum", input: { seats: 10 }, expected: { required: 5 } };

function command(...files: string[]) {
  const { status, stdout } = spawnSync(process.execPath, ["app/cli/vectors.ts", ...files], {
    cwd: root,
    encoding: "utf8",
  });
  return { status, lines: stdout.trimEnd().split("\n") };
}

describe("the command", () => {
  test("several files are summed; nothing else is printed", () => {
    const good = file("good.json", { vectors: [right] });
    expect(command(good, good)).toEqual({ status: 0, lines: ["2 passed, 0 failed"] });
  });

  test("a mismatch is told with id, field and both values, and fails", () => {
    const mixed = file("mixed.json", {
      vectors: [right, wrong, { ...right, id: "new", kind: "no-such-kind" }],
    });
    expect(command(mixed)).toEqual({
      status: 1,
      lines: ["wrong required: expected 5, got 6", 'new: unknown kind "no-such-kind"', "1 passed, 2 failed"],
    });
  });

  test("a file that cannot be read fails, and the others are still run", () => {
    const { status, lines } = command(
      path.join(folder, "none.json"),
      file("broken.json", "{"),
      file("one.json", { vectors: [right] }),
    );
    expect(status).toBe(1);
    expect(lines.at(-1)).toBe("1 passed, 2 failed");
  });

  test("as an npm script it sets itself up, and says so elsewhere than in the answer", () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    expect(scripts.vectors).toBe("node app/cli/vectors.ts");
    expect(scripts.prevectors).toBe("node .ci/setup.mjs >&2");
  });
});

test("only what a vector expects is compared, and a kind that throws has failed", () => {
  const report = runVectors(JSON.stringify({ vectors: [right, { ...right, id: "throws", input: null }] }));
  expect(report).toMatchObject({ passed: 1, failed: 1 });
  expect(report.lines[0]).toMatch(/^throws: /);
});

// The shared vectors stand beside the project where it is developed; they are not part of it.
const shared = path.resolve(root, "../shared/vectors");
describe.runIf(existsSync(shared))("the shared vectors", () => {
  test.each([
    ["contract-terms.json", 88],
    ["deadlines.json", 114],
  ])("%s", (name, count) => {
    expect(runVectors(readFileSync(path.join(shared, name), "utf8"))).toEqual({
      passed: count,
      failed: 0,
      lines: [],
    });
  });
});
