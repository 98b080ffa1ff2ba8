import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { api, ok } from "~/api/client";
import { sentenceOf } from "~/api/problem";
import type { ImportPreview } from "~/api/types";
import { download } from "./send";
import { type Queued, rawBody } from "./usePreview";

/** Downloads the refused rows of a file with line, column and reason, to be mended and imported. */
export function useRejected({ file }: Queued, preview: ImportPreview) {
  return useMutation({
    mutationFn: async () => {
      const blob = await ok<Blob>(
        api.POST("/api/imports/{id}/rejected", {
          params: {
            path: { id: preview.kind },
            query: { file: file.name, mapping: JSON.stringify(preview.mapping) },
          },
          parseAs: "blob",
          ...rawBody(file),
        }),
      );
      download(blob, `${file.name}.rejected.csv`);
    },
    onError: (error) =>
      notifications.show({
        color: "red",
        title: "The refused rows could not be fetched",
        message: sentenceOf(error),
      }),
  });
}
