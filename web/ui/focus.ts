import { useEffect, useRef } from 'react';

/** Moves the keyboard to the element when `key` changes, and not at first. */
export function useFocusOnChange<Element extends HTMLElement>(key: unknown) {
  const element = useRef<Element>(null);
  const before = useRef(key);
  useEffect(() => {
    if (before.current === key) return;
    before.current = key;
    element.current?.focus();
  }, [key]);
  return element;
}

/** Moves the keyboard to the element when it appears. */
export function useFocusAtFirst<Element extends HTMLElement>() {
  const element = useRef<Element>(null);
  useEffect(() => element.current?.focus(), []);
  return element;
}
