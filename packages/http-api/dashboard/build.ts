// The built page as the API sees it: a folder that may not be there yet. The server builds it; the API only serves it.

export type BuildState =
  | { readonly kind: "ready"; readonly folder: string }
  | { readonly kind: "building" }
  /** `message` says what to do. */
  | { readonly kind: "failed"; readonly message: string };

export interface DashboardBuild {
  /** How the build stands; the first call begins it where none was made yet. Returns at once. */
  state(): BuildState;
}
