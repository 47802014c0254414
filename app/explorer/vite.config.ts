import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { defineConfig, type Plugin } from "vite";

const here = import.meta.dirname;
const BUNDLED = ["preact", "cytoscape", "cytoscape-fcose", "cose-base", "layout-base"];
const OUT = join(here, "../api/static/explorer");

/** Every file that the assets are built from, so that a test without Node can tell whether they are stale. */
function sources(): string[] {
  const inside = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? inside(join(folder, entry.name)) : [join(folder, entry.name)],
    );
  const own = ["index.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts"];
  return [...own.map((name) => join(here, name)), ...inside(join(here, "src"))].sort();
}

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const path of sources()) {
    const content = createHash("sha256").update(readFileSync(path)).digest("hex");
    hash.update(`${content}  ${relative(here, path)}\n`);
  }
  return hash.digest("hex");
}

function licences(): string {
  return BUNDLED.map((name) => {
    const folder = join(here, "node_modules", name);
    const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf-8"));
    const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"].find((each) => existsSync(join(folder, each)));
    if (!file) {
      throw new Error(`${name} comes without the text of its licence`);
    }
    const text = readFileSync(join(folder, file), "utf-8").replaceAll("\r\n", "\n").trim();
    return `${name} ${about.version} (${about.license})\n\n${text}\n`;
  }).join(`\n${"-".repeat(80)}\n\n`);
}

const accompany: Plugin = {
  name: "accompany",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "LICENSES.txt", source: licences() });
    this.emitFile({ type: "asset", fileName: "sources.sha256", source: `${fingerprint()}\n` });
  },
};

export default defineConfig({
  root: here,
  // The page stands at the root, its assets below static/explorer: relative, for a proxy may put a path before both.
  base: "./",
  plugins: [accompany],
  build: {
    outDir: OUT,
    emptyOutDir: true,
    assetsDir: "assets",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    chunkSizeWarningLimit: 700,
  },
  experimental: {
    renderBuiltUrl: (name, { hostType }) => (hostType === "html" ? `static/explorer/${name}` : { relative: true }),
  },
});
