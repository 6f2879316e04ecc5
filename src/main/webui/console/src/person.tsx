import type { VNode } from 'preact';

/** The name is for people; the subject is who it was. */
export function Person({ name, subject }: { name: string; subject: string | undefined }): VNode {
  return (
    <>
      <bdi>{name}</bdi> {subject !== undefined && <span class="soft">({subject})</span>}
    </>
  );
}
