package sundown.simulation.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import sundown.account.UserId;
import sundown.hold.HoldStore.Hold;
import sundown.purge.BucketEntry;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.Plan;
import sundown.purge.Plan.PlanId;
import sundown.purge.PurgeRules;
import sundown.simulation.cloud.PurgeCloud;
import sundown.simulation.cloud.StoredGroup;
import sundown.simulation.cloud.WorldRows;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;

/** What must hold when a group has been deleted. */
public record PurgeEndings(PurgeCloud cloud, StoredGroup stored, WorldRows rows, Surroundings around) {
    /** Holds are looked up by clocks that may be a day late, and some time before the certificate is saved. */
    private static final Duration LATEST = PurgeRules.CLOCK_SKEW.plus(Duration.ofHours(1));

    /**
     * Checks a group of these users when its certificate is noted. If the close has moved after a deletion, exports
     * were or are open again, and the user may have begun again. Rows of a user who comes to the group after the plan,
     * without a folder, are named by nothing.
     */
    public void checkCertified(Set<UserId> users, Plan plan, Instant close) {
        Set<UserId> begunAnew = cloud.deletions(plan.id())
                .filter(deletion -> deletion.at().minus(PurgeRules.CLOCK_SKEW).isBefore(close))
                .map(Deletion::user)
                .collect(Collectors.toSet());
        List<BucketEntry> left = stored.all().stream()
                .filter(entry -> !spared(stored.owner(entry)) && !others(entry, users))
                .filter(entry -> !stored.unnamed(entry, users) && !stored.unseen(entry) && !stored.withoutRow(entry))
                .toList();
        Violation.unless(
                left.isEmpty(), "after the certificate nothing is left but holds, and what users have who left", left);
        for (UserId user : users) {
            Violation.unless(
                    spared(user)
                            || begunAnew.contains(user)
                            || cloud.books.returnedSince(user, plan.at().minus(PurgeRules.CLOCK_SKEW))
                            || !rows.any(user),
                    "no rows are left of a user who is deleted",
                    user);
        }
        boolean unnamed = stored.all().stream().anyMatch(entry -> stored.unnamed(entry, users));
        around.count("certificates with something that no account names", unnamed ? 1 : 0);
        around.count("certificates with something under hold", stored.all().isEmpty() ? 0 : 1);
    }

    /**
     * A certificate says no more than was deleted, and all of it unless a worker died and none came back in time. It
     * does not count a hold that had nothing to keep. A user who was met under hold has no receipt, also when the hold
     * is released before the certificate.
     */
    public void checkCounts(JsonNode certificate) {
        long accounts = certificate.at("/deleted/accounts").asLong();
        long receipts = certificate.path("receipts").asLong();
        long held = kept(certificate);
        Violation.unless(
                receipts <= accounts && receipts >= accounts - held,
                "a certificate counts the receipts of all that are not under hold",
                receipts + " of " + accounts);
        Totals deleted = cloud.books.deleted();
        Totals certified = totals(certificate.path("deleted"));
        Violation.unless(
                deleted.versions() >= certified.versions()
                        && deleted.markers() >= certified.markers()
                        && deleted.uploads() >= certified.uploads()
                        && deleted.bytes() >= certified.bytes(),
                "a certificate says no more than was deleted",
                certified + " of " + deleted);
        Violation.unless(
                !cloud.books.settled() || certified.equals(deleted),
                "a certificate says all that was deleted",
                certified + " of " + deleted);
        around.count("certificates of all that was deleted", cloud.books.settled() ? 1 : 0);
    }

    /** A certificate counts whose folders are left because they are of another group or none. */
    public void checkForeign(Set<UserId> users, JsonNode certificate) {
        long counted = certificate.at("/foreign/accounts").asLong();
        Set<UserId> away = stored.all().stream()
                .filter(stored::inFolder)
                .map(stored::owner)
                .filter(cloud.books::awayThroughout)
                .collect(Collectors.toSet());
        List<UserId> met = users.stream().filter(cloud.books::awayMeanwhile).toList();
        // A user without a folder counts, and counts again once they have one.
        long most = met.size() + met.stream().filter(stored::changedMeanwhile).count();
        Violation.unless(
                counted >= away.size() && counted <= most,
                "a certificate counts the users who have left the group",
                counted + ", not less than " + away + ", not more than " + most);
        around.count("certificates of groups that users have left", counted > 0 ? 1 : 0);
    }

    /** The accounts that were met under hold, or after they had left. */
    private long kept(JsonNode certificate) {
        return StreamSupport.stream(certificate.path("plans").spliterator(), false)
                .map(plan -> new PlanId(plan.path("planId").asText()))
                .flatMap(cloud::deletions)
                .filter(deletion ->
                        deletion.outcome() == Deletion.Progress.HELD || deletion.outcome() == Deletion.Progress.FOREIGN)
                .map(Deletion::user)
                .distinct()
                .count();
    }

    private static Totals totals(JsonNode members) {
        return new Totals(
                members.path("versions").asLong(),
                members.path("markers").asLong(),
                members.path("uploads").asLong(),
                members.path("bytes").asLong());
    }

    /** True for an object of somebody else who is under hold, or is not deleted in this world. */
    private boolean others(BucketEntry entry, Set<UserId> users) {
        return stored.everOn(entry.key()).stream().anyMatch(other -> spared(other) || !users.contains(other));
    }

    private boolean spared(UserId user) {
        return held(user) || cloud.books.awayMeanwhile(user);
    }

    private boolean held(UserId user) {
        return cloud.hold(user).filter(this::holds).isPresent();
    }

    private boolean holds(Hold hold) {
        return hold.holdsAt(around.now().minus(LATEST));
    }
}
