import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { ListedItem } from '../api/answer';
import { thumbnailOf } from '../screens/items';

/** Room for a small picture beside a name, where the operator has pictures; it stays empty without one. */
export function Thumbnail({ of, uri }: { of: ListedItem; uri: string | undefined }): VNode | null {
  const [failed, setFailed] = useState(false);
  if (uri === undefined) return null;
  const address = thumbnailOf(of, uri);
  return (
    <span class="thumbnail">
      {address !== undefined && !failed && (
        <img
          loading="lazy"
          decoding="async"
          referrerpolicy="no-referrer"
          src={address}
          alt=""
          width="48"
          height="48"
          onError={() => setFailed(true)}
        />
      )}
    </span>
  );
}
