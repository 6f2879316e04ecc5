package sundown.simulation.port;

import java.util.ArrayList;
import java.util.List;
import sundown.failure.PermanentFailure;
import sundown.purge.deletion.BucketDeletion;
import sundown.purge.plan.BucketEntry;
import sundown.purge.plan.EntryKind;
import sundown.purge.plan.PurgedBucket;
import sundown.simulation.run.BucketPolicy;
import sundown.simulation.run.Surroundings;

/** Buckets that refuse what their policy denies, and now and then something else. */
public record GuardedDeletion(BucketDeletion real, BucketPolicy policy, Surroundings around) implements BucketDeletion {
    @Override
    public List<Refused> delete(List<BucketEntry> entries) {
        List<Refused> refused = new ArrayList<>();
        List<BucketEntry> allowed = new ArrayList<>();
        for (BucketEntry entry : entries) {
            if (policy.denies(entry)) {
                around.coverage().count(denied(entry));
                refused.add(new Refused(entry, "AccessDenied"));
            } else if (around.troubles().strange()) {
                refused.add(new Refused(entry, "InternalError"));
            } else {
                allowed.add(entry);
            }
        }
        if (!refused.isEmpty()) {
            around.runs().current().fail();
        }
        real.delete(allowed);
        return refused;
    }

    @Override
    public void abort(BucketEntry upload) {
        if (policy.denies(upload)) {
            around.coverage().count(denied(upload));
            around.runs().current().fail();
            throw new PermanentFailure("AccessDenied", new IllegalStateException("simulated"));
        }
        real.abort(upload);
    }

    /** What is counted when the policy of a bucket denies something of a kind. */
    public static String denied(PurgedBucket bucket, EntryKind kind) {
        return "denied by the policy: " + kind + " in " + bucket;
    }

    private static String denied(BucketEntry entry) {
        return denied(entry.bucket(), entry.kind());
    }
}
