/** @type {import('@remix-run/dev').AppConfig} */
export default {
  serverModuleFormat: "esm",
  serverPlatform: "node",
  serverMinify: false,
  sourcemap: false,
  ignoredRouteFiles: ["**/.*", "**/*.test.*", "**/*.server.*"],
  serverDependenciesToBundle: [],
  watchPaths: ["./db/**/*.ts", "./tsconfig.json"],
  tailwind: false,
  postcss: false,
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: false,
    v3_lazyRouteDiscovery: false,
    v3_routeConfig: false,
  },
};
