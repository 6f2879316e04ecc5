package sundown.simulation;

import java.util.ArrayList;
import java.util.List;
import sundown.purge.BucketDeletion;
import sundown.purge.BucketEntry;

/** Buckets that refuse what their policy denies, and now and then something else. */
final class GuardedDeletion implements BucketDeletion {
    private final BucketDeletion real;
    private final BucketPolicy policy;
    private final Surroundings around;

    GuardedDeletion(BucketDeletion real, BucketPolicy policy, Surroundings around) {
        this.real = real;
        this.policy = policy;
        this.around = around;
    }

    @Override
    public List<Refused> delete(List<BucketEntry> entries) {
        List<Refused> refused = new ArrayList<>();
        List<BucketEntry> allowed = new ArrayList<>();
        for (BucketEntry entry : entries) {
            if (policy.denies(entry)) {
                around.coverage().count("entries denied by the policy");
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
        real.abort(upload);
    }
}
