import type { Place } from "./types";

/** Where the person is, for the numbers to call in an emergency. */
export function place(country: string | null): Place {
  const found: Place = {};
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  if (timeZone) found.zone = timeZone;
  // some browsers say what is no language, such as `en-US@posix`
  if (/^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(navigator.language)) found.locale = navigator.language;
  if (country && /^[a-z]{2}$/i.test(country)) found.country = country;
  return found;
}
