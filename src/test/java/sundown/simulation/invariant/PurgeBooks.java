package sundown.simulation.invariant;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sundown.account.UserId;
import sundown.hold.HoldStore.Hold;
import sundown.operator.Operator;
import sundown.purge.BucketEntry;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.Plan.PlanId;
import sundown.simulation.run.Run;

/** The reference: what was said about the group's end and when, and what each run has read of it. */
public final class PurgeBooks {
    private final Set<UserId> everHeld = new HashSet<>();
    private final Map<UserId, Placed> held = new HashMap<>();
    private final Map<UserId, Instant> away = new HashMap<>();
    private final Set<UserId> everAway = new HashSet<>();
    private final Set<UserId> back = new HashSet<>();
    private final Map<UserId, Instant> returned = new HashMap<>();
    private Optional<Instant> verifiedAt = Optional.empty();
    private final Map<PlanId, Map<Operator, Instant>> approvals = new HashMap<>();
    private final Map<PlanId, Instant> voided = new HashMap<>();
    private final Map<Run, Reading> readings = new HashMap<>();
    private final Set<Account> unsettled = new HashSet<>();
    private Totals deleted = Totals.NONE;

    /** An account as one plan deletes it. */
    private record Account(PlanId plan, UserId user) {}

    /** A hold, and when it was placed. */
    private record Placed(Hold hold, Instant at) {}

    /** What a run has read since its last batch. */
    public static final class Reading {
        private Optional<UserId> visited = Optional.empty();
        private Optional<PlanId> plan = Optional.empty();
        private Optional<Boolean> stopped = Optional.empty();
        private Optional<UserId> askedForHold = Optional.empty();
        private Optional<Hold> hold = Optional.empty();
        private Optional<Instant> since = Optional.empty();

        /** The user that the run deletes. */
        public Optional<UserId> visited() {
            return visited;
        }

        /** By which plan the run works. */
        Optional<PlanId> plan() {
            return plan;
        }

        /** How the kill switch stood; nothing when it was not looked at. */
        Optional<Boolean> stopped() {
            return stopped;
        }

        boolean askedForHold(UserId user) {
            return askedForHold.equals(Optional.of(user));
        }

        Optional<Hold> hold() {
            return hold;
        }

        /** When it began to look whether it may delete a batch. */
        Optional<Instant> since() {
            return since;
        }

        /** A batch is over: before the next one, the run must read it again. */
        void forget() {
            stopped = Optional.empty();
            askedForHold = Optional.empty();
            hold = Optional.empty();
            since = Optional.empty();
        }
    }

    /** Somebody's approval is stored. */
    public void approved(PlanId plan, Operator by, Instant at) {
        approvals.computeIfAbsent(plan, ignored -> new HashMap<>()).putIfAbsent(by, at);
    }

    /** Who approved a plan, and when. */
    public Map<Operator, Instant> approvals(PlanId plan) {
        return approvals.getOrDefault(plan, Map.of());
    }

    /** Something has changed that voids what was approved until now. */
    public void changed(Instant now) {
        approvals.keySet().forEach(plan -> voided.putIfAbsent(plan, now));
    }

    /** When the approvals of a plan became void. */
    Optional<Instant> voidedAt(PlanId plan) {
        return Optional.ofNullable(voided.get(plan));
    }

    /** A run comes to an account. */
    public void visits(Run run, UserId user) {
        of(run).visited = Optional.of(user);
        of(run).forget();
    }

    /** A run has looked where the purge stands, and so by which plan it works. */
    public void readPurge(Run run, Optional<PlanId> plan, Instant now) {
        of(run).plan = plan;
        of(run).since = of(run).since.or(() -> Optional.of(now));
    }

    /** A run has looked at the kill switch. */
    public void readSwitch(Run run, boolean stopped) {
        of(run).stopped = Optional.of(stopped);
    }

    /** A hold is placed. */
    public void placed(Hold hold, Instant now) {
        everHeld.add(hold.user());
        held.put(hold.user(), new Placed(hold, now));
    }

    /** A hold is released. */
    public void released(UserId user) {
        held.remove(user);
    }

    /** The hold of a user as it has been since before an instant. */
    Optional<Hold> holdSince(UserId user, Optional<Instant> instant) {
        return Optional.ofNullable(held.get(user))
                .filter(placed -> instant.filter(placed.at()::isBefore).isPresent())
                .map(Placed::hold);
    }

    /** The account of a user is of another group or none from now on. */
    public void left(UserId user, Instant now) {
        everAway.add(user);
        away.put(user, now);
    }

    /** The account of a user is of the group again. */
    public void returned(UserId user, Instant now) {
        away.remove(user);
        back.add(user);
        returned.put(user, now);
    }

    /** True for a user whose account came to the group after an instant: a plan of then may not list them. */
    boolean returnedSince(UserId user, Instant instant) {
        return returned.getOrDefault(user, Instant.MIN).isAfter(instant);
    }

    /** A verification begins. */
    public void verify(Instant now) {
        back.clear();
        verifiedAt = Optional.of(now);
    }

    /** True for a user whose account has not been of the group since before the latest verification. */
    boolean awayThroughout(UserId user) {
        return awaySince(user, verifiedAt);
    }

    /** True for a user whose account is not of the group, and was not before an instant. */
    boolean awaySince(UserId user, Optional<Instant> instant) {
        return Optional.ofNullable(away.get(user))
                .filter(left -> instant.filter(left::isBefore).isPresent())
                .isPresent();
    }

    /** True for a user whose account was of another group or none at any time since a verification has begun. */
    boolean awayMeanwhile(UserId user) {
        return away.containsKey(user) || back.contains(user);
    }

    /** True for a user who was under hold, or whose account was of another group or none, at any time. */
    public boolean everSpared(UserId user) {
        return everHeld.contains(user) || everAway.contains(user);
    }

    /** True for a user who was under hold at any time. */
    public boolean everHeld(UserId user) {
        return everHeld.contains(user);
    }

    /** A run has looked for a hold. */
    public void readHold(Run run, UserId user, Optional<Hold> hold) {
        of(run).askedForHold = Optional.of(user);
        of(run).hold = hold;
    }

    /** Something that was there is gone, by a plan. What is shared counts for all who gave it up. */
    public void deleted(PlanId plan, UserId user, BucketEntry entry) {
        deleted = entry.shared() ? deleted : deleted.plus(entry);
        unsettled.add(new Account(plan, user));
    }

    /** A worker has recorded what is gone of an account. */
    public void settled(PlanId plan, UserId user) {
        unsettled.remove(new Account(plan, user));
    }

    /** All that was deleted, by whatever plan. */
    public Totals deleted() {
        return deleted;
    }

    /** True unless a worker died after it had deleted something, and none has come back to the account in time. */
    public boolean settled() {
        return unsettled.isEmpty();
    }

    public Reading of(Run run) {
        return readings.computeIfAbsent(run, ignored -> new Reading());
    }
}
