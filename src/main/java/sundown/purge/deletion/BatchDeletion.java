package sundown.purge.deletion;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.gallery.Claims;
import sundown.gallery.ObjectKey;
import sundown.purge.plan.BucketEntry;
import sundown.purge.plan.EntryKind;

/** Deletes a batch: versions and markers in one call, uploads one by one, after claims are released. */
@Singleton
final class BatchDeletion {
    private static final Logger LOG = Logger.getLogger(BatchDeletion.class);

    private final BucketDeletion buckets;
    private final Claims claims;

    BatchDeletion(BucketDeletion buckets, Claims claims) {
        this.buckets = buckets;
        this.claims = claims;
    }

    /**
     * Deletes what {@link Remains#batches} puts together. The user gives up what is shared, and it is deleted where
     * nobody else has a claim any more.
     *
     * @return how many entries were refused, and are still there
     */
    long delete(UserId user, List<BucketEntry> batch) {
        List<BucketEntry> unclaimed = batch.getFirst().shared() ? givenUp(user, batch) : batch;
        return unclaimed.isEmpty() ? 0 : deleted(user, unclaimed);
    }

    private List<BucketEntry> givenUp(UserId user, List<BucketEntry> batch) {
        Map<ObjectKey, Boolean> last = new HashMap<>();
        return batch.stream()
                .filter(entry -> last.computeIfAbsent(entry.key(), key -> isLast(user, key)))
                .toList();
    }

    /**
     * The last user to release a claim sees no other. Of two who release at once, at least one is the last; where both
     * are, both delete. A user who comes again after a crash is still the last.
     */
    private boolean isLast(UserId user, ObjectKey key) {
        claims.release(key, user);
        return !claims.claimedByOthers(key, user);
    }

    private long deleted(UserId user, List<BucketEntry> batch) {
        if (batch.getFirst().kind() == EntryKind.UPLOAD) {
            batch.forEach(buckets::abort);
            return 0;
        }
        Map<String, Long> refused = buckets.delete(batch).stream()
                .map(BucketDeletion.Refused::code)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        if (!refused.isEmpty()) {
            LOG.errorf("entries of user %s were refused, by code: %s", user, refused);
        }
        return refused.values().stream().mapToLong(Long::longValue).sum();
    }
}
