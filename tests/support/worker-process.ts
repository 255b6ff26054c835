import { startWorker } from "../../app/worker.server.ts";

// A worker in a process of its own, for tests that end it in the middle of its work.
await startWorker(process.env.DATABASE_WORKER_URL ?? "");
process.send?.("ready");
