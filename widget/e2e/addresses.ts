/** Where the assistant is, and a clinic's site of another origin. */
export const SERVER = "http://127.0.0.1:5161";
export const HOST = "http://localhost:5162";
/** the same site under a name that is not on the list */
export const STRANGER = "http://127.0.0.1:5162";
