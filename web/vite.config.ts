import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// Where `npm run dev` finds the API: a running `perennial demo` or `perennial serve`.
const server = process.env.PERENNIAL_URL ?? "http://127.0.0.1:7373";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "~": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { proxy: { "/api": server, "/v1": server } },
  build: { target: "es2022", chunkSizeWarningLimit: 700 },
  test: { include: ["src/**/*.test.{ts,tsx}"] },
});
