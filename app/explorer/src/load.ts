/** What a view waits for: the value, or why there is none. */

import { useEffect, useState } from "preact/hooks";

export interface Loaded<T> {
  value: T | null;
  error: Error | null;
  loading: boolean;
}

/** Loads anew when `key` changes, and shows what it had until the new is there where `keep` says so. */
export function useLoaded<T>(key: string, load: () => Promise<T>, keep = false): Loaded<T> {
  const [state, setState] = useState<Loaded<T> & { key: string }>({ key: "", value: null, error: null, loading: true });
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
  }, [key]);
  // Between a change of the key and its effect the old value does not belong to what is asked.
  return state.key === key || keep ? state : { value: null, error: null, loading: true };
}
