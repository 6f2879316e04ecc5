package sundown.readiness;

import java.time.Instant;
import java.util.Map;
import sundown.gallery.BucketLayout;
import sundown.purge.PurgedBucket;

/**
 * What the policy of a bucket keeps from being deleted.
 *
 * @param layout of this bucket alone
 * @param notBefore by the prefix of their keys, from when on objects may be deleted
 * @param others whether no other object may ever be deleted
 */
public record Guards(PurgedBucket bucket, BucketLayout layout, Map<String, Instant> notBefore, boolean others) {
    public Guards {
        notBefore = Map.copyOf(notBefore);
    }
}
