/** Light or dark: as the system has it, until somebody chooses. */

const KEY = "nyhendegraf.theme";
export type Theme = "light" | "dark";

function chosen(): Theme | null {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : null;
  } catch {
    // A browser may forbid storage.
    return null;
  }
}

export function theme(): Theme {
  return chosen() ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

export function applyTheme(): void {
  document.documentElement.dataset["theme"] = theme();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    document.documentElement.dataset["theme"] = theme();
    dispatchEvent(new Event("themechange"));
  });
}

export function choose(value: Theme): void {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // It holds for this page at least.
  }
  document.documentElement.dataset["theme"] = value;
  dispatchEvent(new Event("themechange"));
}
