// A file on its way to the server, with how much of it has arrived.

import { Problem } from "~/api/problem";
import type { ImportRun } from "~/api/types";

/** Imports a file as `kind`; `progress` hears the share that was sent, 0 to 1. */
export function sendFile(
  file: File,
  kind: string,
  mapping: string,
  progress: (share: number) => void,
): Promise<ImportRun> {
  const query = new URLSearchParams({ file: file.name, mapping });
  return new Promise((resolve, reject) => {
    // fetch can't tell how much of a body was sent.
    const call = new XMLHttpRequest();
    call.open("POST", `/api/imports/${encodeURIComponent(kind)}?${query}`);
    call.setRequestHeader("content-type", "application/octet-stream");
    call.setRequestHeader("x-perennial-csrf", "1");
    call.upload.onprogress = (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total);
    };
    call.onerror = () => reject(new TypeError("network"));
    call.onload = () => {
      const body: unknown = parsed(call.responseText);
      if (call.status >= 200 && call.status < 300) resolve(body as ImportRun);
      else reject(new Problem(call.status, body));
    };
    call.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Hands a file to the browser's downloads. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
