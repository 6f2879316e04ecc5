package sundown.purge.deletion;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.purge.plan.BucketEntry;
import sundown.purge.plan.EntryKind;

/** Deletes a batch: versions and markers in one call, uploads one by one. */
@Singleton
final class BatchDeletion {
    private static final Logger LOG = Logger.getLogger(BatchDeletion.class);

    private final BucketDeletion buckets;

    BatchDeletion(BucketDeletion buckets) {
        this.buckets = buckets;
    }

    /**
     * Deletes what {@link Remains#batches} puts together.
     *
     * @return how many entries were refused, and are still there
     */
    long delete(UserId user, List<BucketEntry> batch) {
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
