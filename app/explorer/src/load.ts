/** What a view waits for: the value, or why there is none. */

import { useEffect, useState } from "preact/hooks";

let revision = 0;
const listeners = new Set<() => void>();

/** Something was written: whatever is shown is asked for anew, and stays until that is there. */
export function reload(): void {
  revision += 1;
  listeners.forEach((listener) => listener());
}

function useRevision(): number {
  const [seen, setSeen] = useState(revision);
  useEffect(() => {
    const listener = () => setSeen(revision);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return seen;
}

export interface Loaded<T> {
  value: T | null;
  error: Error | null;
  loading: boolean;
}

/** Loads anew when `key` changes, and shows what it had until the new is there where `keep` says so. */
export function useLoaded<T>(key: string, load: () => Promise<T>, keep = false): Loaded<T> {
  const [state, setState] = useState<Loaded<T> & { key: string }>({ key: "", value: null, error: null, loading: true });
  const seen = useRevision();
  useEffect(() => {
    let wanted = true;
    setState((before) => ({ key, value: keep || before.key === key ? before.value : null, error: null, loading: true }));
    load().then(
      (value) => wanted && setState({ key, value, error: null, loading: false }),
      (error: Error) => wanted && setState({ key, value: null, error, loading: false }),
    );
    return () => {
      wanted = false;
    };
  }, [key, seen]);
  // Between a change of the key and its effect the old value does not belong to what is asked.
  return state.key === key || keep ? state : { value: null, error: null, loading: true };
}
