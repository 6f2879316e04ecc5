package sundown.purge;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.gallery.Claims;
import sundown.gallery.ObjectKey;

/** Deletes a batch: versions and markers in one call, uploads one by one, after claims are released. */
@Singleton
final class BatchDeletion {
    private static final Logger LOG = Logger.getLogger(BatchDeletion.class);

    private final BucketDeletion buckets;
    private final Claims claims;
    private final SharedObjects shared;

    BatchDeletion(BucketDeletion buckets, Claims claims, SharedObjects shared) {
        this.buckets = buckets;
        this.claims = claims;
        this.shared = shared;
    }

    /**
     * Deletes what {@link Remains#batches} puts together. The user gives up what is shared, and it is deleted where it
     * is kept for nobody else.
     *
     * @return how many entries were refused, and are still there
     */
    long delete(UserId user, List<BucketEntry> batch) {
        List<BucketEntry> unclaimed = batch.getFirst().shared() ? givenUp(user, batch) : batch;
        return unclaimed.isEmpty() ? 0 : deleted(user, unclaimed);
    }

    /**
     * The last user to release a claim sees no other. Of two who release at once, at least one is the last; where both
     * are, both delete. A user who comes again after a crash is still the last.
     */
    private List<BucketEntry> givenUp(UserId user, List<BucketEntry> batch) {
        Set<ObjectKey> keys = batch.stream().map(BucketEntry::key).collect(Collectors.toSet());
        keys.forEach(key -> claims.release(key, user));
        Set<ObjectKey> kept = shared.keptForOthers(user, keys);
        return batch.stream().filter(entry -> !kept.contains(entry.key())).toList();
    }

    private long deleted(UserId user, List<BucketEntry> batch) {
        if (batch.getFirst().kind() == BucketEntry.Kind.UPLOAD) {
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
