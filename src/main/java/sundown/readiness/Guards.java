package sundown.readiness;

import java.time.Instant;
import java.util.Map;
import sundown.purge.plan.PurgedBucket;

/**
 * What the policy of a bucket keeps from being deleted.
 *
 * @param notBefore by the prefix of their keys, from when on objects may be deleted
 * @param others whether no other object may ever be deleted
 */
public record Guards(PurgedBucket bucket, Map<String, Instant> notBefore, boolean others) {
    public Guards {
        notBefore = Map.copyOf(notBefore);
    }
}
