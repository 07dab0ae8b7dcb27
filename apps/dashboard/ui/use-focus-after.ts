// The focus goes where it came from once something is over: an edit, a choice. In: whether it is on. Out: a ref for the button.
import { useEffect, useRef } from "react";

export function useFocusAfter(isOn: boolean) {
  const ref = useRef<HTMLButtonElement>(null);
  const wasOn = useRef(false);
  useEffect(() => {
    if (wasOn.current && !isOn) ref.current?.focus();
    wasOn.current = isOn;
  }, [isOn]);
  return ref;
}
