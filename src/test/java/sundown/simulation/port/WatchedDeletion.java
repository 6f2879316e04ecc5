package sundown.simulation.port;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.purge.deletion.BucketDeletion;
import sundown.purge.plan.AccountEntries;
import sundown.purge.plan.AuditFiles;
import sundown.purge.plan.BucketEntry;
import sundown.purge.plan.ManifestKeys;
import sundown.purge.plan.PlanId;
import sundown.simulation.cloud.StoredGroup;
import sundown.simulation.invariant.DeletionChecks;
import sundown.simulation.invariant.PurgeBooks;
import sundown.simulation.run.Run;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;
import sundown.timeline.GroupId;

/**
 * What is gone is gone: checks every deletion at the moment at which a bucket carries it out.
 *
 * @param files the audit bucket itself
 * @param books records what is gone
 */
public record WatchedDeletion(
        StoredGroup stored,
        GroupId group,
        AuditFiles files,
        DeletionChecks checks,
        PurgeBooks books,
        Surroundings around)
        implements BucketDeletion {
    @Override
    public List<Refused> delete(List<BucketEntry> entries) {
        if (!entries.isEmpty()) {
            UserId user = user();
            PlanId plan = check(user, entries);
            List<BucketEntry> there = there(entries);
            stored.delete(entries);
            there.forEach(entry -> books.deleted(plan, user, entry));
        }
        return List.of();
    }

    @Override
    public void abort(BucketEntry upload) {
        UserId user = user();
        PlanId plan = check(user, List.of(upload));
        List<BucketEntry> there = there(List.of(upload));
        stored.abort(upload);
        there.forEach(entry -> books.deleted(plan, user, entry));
    }

    /** Whose account the run deletes. */
    private UserId user() {
        Run run = around.runs().current();
        return books.of(run).visited().orElseThrow(() -> new Violation("only accounts are deleted", run.toString()));
    }

    private List<BucketEntry> there(List<BucketEntry> entries) {
        return entries.stream()
                .filter(entry -> stored.all().contains(entry.ofSharing(false)))
                .toList();
    }

    private PlanId check(UserId user, List<BucketEntry> entries) {
        Run run = around.runs().current();
        around.trace().say(() -> "    " + run + " deletes " + entries);
        around.coverage().count("batches deleted");
        PlanId plan = checks.check(run, user, entries);
        Set<BucketEntry> named = named(plan, user);
        entries.forEach(entry ->
                Violation.unless(named.contains(entry), "nothing is deleted that the manifest does not name", entry));
        return plan;
    }

    private Set<BucketEntry> named(PlanId plan, UserId user) {
        Set<BucketEntry> named = new HashSet<>();
        Stream.of(ManifestKeys.account(group, plan, user), ManifestKeys.folder(group, plan, user))
                .flatMap(key -> files.read(key).stream())
                .forEach(bytes -> AccountEntries.read(bytes, named::add));
        return named;
    }
}
