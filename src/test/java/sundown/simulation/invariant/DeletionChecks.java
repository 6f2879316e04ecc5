package sundown.simulation.invariant;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import sundown.account.UserId;
import sundown.gallery.ObjectKey;
import sundown.hold.HoldStore.Hold;
import sundown.operator.Operator;
import sundown.purge.BucketEntry;
import sundown.purge.Plan.PlanId;
import sundown.purge.PurgeSettings;
import sundown.simulation.cloud.StoredGroup;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Run;
import sundown.simulation.run.Violation;
import sundown.simulation.run.WorldTime;

/** What must hold of every batch that is deleted. */
public record DeletionChecks(
        PurgeBooks books,
        Calendar calendar,
        Supplier<Optional<Instant>> drainedAt,
        PurgeSettings settings,
        StoredGroup stored,
        Supplier<Set<UserId>> accounts,
        WorldTime time) {
    /** What a breach of the published date is called. */
    public static final String CLOSE = "neither object nor upload goes before its group's close";

    /** The same of a claim, which no policy of a bucket guards. */
    private static final String RELEASE = "no claim is released before its group's close";

    /** What a breach of a hold is called. */
    public static final String HOLD = "nothing is deleted of a user under hold";

    /** What a breach of an account's group is called. */
    public static final String LEFT = "nothing is deleted of a user who has left the group";

    /** What a breach of somebody's claim is called. */
    public static final String SHARED = "a shared object goes when every user who has it is deleted";

    /** The same of a claim that was released before its user came under hold. */
    public static final String GIVEN_UP = "a shared object stays while one who gave it up is under hold";

    /** Clocks of machines differ by some seconds, besides what they may be wrong by. */
    private static final Duration SECONDS = Duration.ofSeconds(10);

    private static final int APPROVERS = 2;

    /**
     * Checks a batch.
     *
     * @param user that the run deletes
     * @return the plan by which the run deletes it
     */
    public PlanId check(Run run, UserId user, List<BucketEntry> entries) {
        Violation.unless(
                entries.stream().noneMatch(entry -> stored.unnamed(entry, accounts.get())),
                "nothing goes that may be another group's",
                entries);
        for (BucketEntry entry : entries) {
            Violation.unless(stored.othersOn(entry.key(), user).isEmpty(), SHARED, entry);
            Violation.unless(!keptForHolds(run, user, entry.key()), GIVEN_UP, entry);
        }
        boolean objects = entries.stream().anyMatch(entry -> entry.kind() != BucketEntry.Kind.UPLOAD);
        PlanId plan = check(run, user, CLOSE, entries.toString());
        if (objects) {
            books.of(run).forget();
        }
        return plan;
    }

    /** Checks that a user may give up an object now, which nobody undoes. */
    public void checkRelease(Run run, UserId user, ObjectKey key) {
        Violation.unless(accounts.get().contains(user), "nobody releases the claims of others", key);
        check(run, user, RELEASE, key.toString());
    }

    private PlanId check(Run run, UserId user, String early, String what) {
        PurgeBooks.Reading reading = books.of(run);
        Instant close = close(reading);
        Violation.unless(!time.now().isBefore(close), early, what);
        boolean drained = !close.equals(calendar.close()) || drainedAt.get().isPresent();
        Violation.unless(drained, "no object goes before the drain", what);
        PlanId plan = reading.plan()
                .filter(ignored -> run.function() == FunctionName.PURGE_ACCOUNT)
                .orElseThrow(() -> new Violation("nothing is deleted by any other function", run.toString()));
        checkApprovals(books.approvals(plan));
        checkReading(reading, run, user);
        checkGroup(run, user, what);
        Violation.unless(!isVoid(plan, reading), "nothing is deleted by approvals that are void", plan);
        return plan;
    }

    /** Checks that a user had not left the group before the run looked whether it may delete. */
    public void checkGroup(Run run, UserId user, String what) {
        Violation.unless(!books.awaySince(user, books.of(run).since()), LEFT, what);
    }

    /** A read after a change of the close must see it. */
    private Instant close(PurgeBooks.Reading reading) {
        return reading.since()
                .map(since -> calendar.earliestCloseSince(since.minus(SECONDS)))
                .orElseGet(calendar::close);
    }

    private void checkApprovals(Map<Operator, Instant> approvals) {
        long people = approvals.keySet().stream()
                .flatMap(operator -> operator.subject().stream())
                .distinct()
                .count();
        Violation.unless(people >= APPROVERS, "two people approve before anything goes", approvals);
        Instant second =
                approvals.values().stream().max(Comparator.naturalOrder()).orElseThrow();
        Violation.unless(
                !time.now().isBefore(second.plus(settings.pause()).minus(SECONDS)),
                "no object goes before the pause is over",
                approvals);
    }

    /** A read after the change must see it. */
    private boolean isVoid(PlanId plan, PurgeBooks.Reading reading) {
        return books.voidedAt(plan)
                .filter(at ->
                        reading.since().filter(since -> !since.isAfter(at)).isEmpty())
                .isPresent();
    }

    private void checkReading(PurgeBooks.Reading reading, Run run, UserId user) {
        boolean allowed = reading.stopped().filter(stopped -> !stopped).isPresent();
        Violation.unless(allowed, "the kill switch is read before each batch", run + ", " + reading.stopped());
        Violation.unless(reading.askedForHold(user), "holds are read before each batch", run);
        Violation.unless(!keeps(reading.hold()), HOLD, run);
    }

    /** True while somebody else who had the object is under hold, and was so when the run looked whether it may go. */
    private boolean keptForHolds(Run run, UserId user, ObjectKey key) {
        return stored.everOn(key).stream()
                .filter(other -> !other.equals(user))
                .anyMatch(other -> keeps(books.holdSince(other, books.of(run).since())));
    }

    private boolean keeps(Optional<Hold> hold) {
        return hold.filter(placed -> placed.holdsAt(time.now().plus(SECONDS))).isPresent();
    }
}
