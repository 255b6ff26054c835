const browsers: [name: string, mark: RegExp][] = [
  ["Edge", /\bEdg(?:e|A|iOS)?\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Opera", /\bOPR\//],
  ["Chrome", /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ["Safari", /\bSafari\//],
];
const systems: [name: string, mark: RegExp][] = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMac OS X\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Linux", /\bLinux\b/],
];

/**
 * Browser and system from a User-Agent header, such as "Firefox · Windows"; versions are left out, they would identify.
 * @returns null when neither is known
 */
export function deviceOf(userAgent: string | null): string | null {
  const found = [browsers, systems].flatMap(
    (list) => list.find(([, mark]) => mark.test(userAgent ?? ""))?.[0] ?? [],
  );
  return found.length > 0 ? found.join(" · ") : null;
}
