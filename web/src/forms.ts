interface RequestConfig extends Event {
  detail: { ctx?: { request?: { headers?: Record<string, string> } } };
}

/** Requests that htmx makes carry the token of the page, like its forms do. */
export function formTokens(): void {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content;
  if (!token) return;
  document.addEventListener("htmx:config:request", (event) => {
    const headers = (event as RequestConfig).detail.ctx?.request?.headers;
    if (headers) headers["X-CSRF-Token"] = token;
  });
}
