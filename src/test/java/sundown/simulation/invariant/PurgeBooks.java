package sundown.simulation.invariant;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sundown.account.UserId;
import sundown.hold.Hold;
import sundown.purge.BucketEntry;
import sundown.purge.Operator;
import sundown.purge.PlanId;
import sundown.purge.Totals;
import sundown.simulation.run.Run;

/** The reference: what was said about the group's end and when, and what each run has read of it. */
public final class PurgeBooks {
    private final Set<UserId> everHeld = new HashSet<>();
    private final Map<PlanId, Map<Operator, Instant>> approvals = new HashMap<>();
    private final Map<PlanId, Instant> voided = new HashMap<>();
    private final Map<Run, Reading> readings = new HashMap<>();
    private final Set<Account> unsettled = new HashSet<>();
    private Totals deleted = Totals.NONE;

    /** An account as one plan deletes it. */
    private record Account(PlanId plan, UserId user) {}

    /** What a run has read since its last batch. */
    public static final class Reading {
        private Optional<PlanId> plan = Optional.empty();
        private Optional<Boolean> stopped = Optional.empty();
        private boolean askedForHold;
        private Optional<Hold> hold = Optional.empty();
        private Optional<Instant> since = Optional.empty();
        private boolean handedOn;

        /** By which plan the run works. */
        Optional<PlanId> plan() {
            return plan;
        }

        /** How the kill switch stood; nothing when it was not looked at. */
        Optional<Boolean> stopped() {
            return stopped;
        }

        boolean askedForHold() {
            return askedForHold;
        }

        Optional<Hold> hold() {
            return hold;
        }

        /** When it began to look whether it may delete a batch. */
        Optional<Instant> since() {
            return since;
        }

        /** True when it has sent its work on to another run. */
        public boolean handedOn() {
            return handedOn;
        }

        /** A batch is over: for the next one it is to be read anew. */
        void forget() {
            stopped = Optional.empty();
            askedForHold = false;
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

    /** A run begins to work by a plan. */
    public void works(Run run, PlanId plan) {
        of(run).plan = Optional.of(plan);
    }

    /** A run has looked where the purge stands. */
    public void readPurge(Run run, Instant now) {
        of(run).since = of(run).since.or(() -> Optional.of(now));
    }

    /** A run has looked at the kill switch. */
    public void readSwitch(Run run, boolean stopped) {
        of(run).stopped = Optional.of(stopped);
    }

    /** A hold is placed. */
    public void placed(Hold hold) {
        everHeld.add(hold.user());
    }

    /** True for whoever was under hold at any time. */
    public boolean everHeld(UserId user) {
        return everHeld.contains(user);
    }

    /** A run has looked for a hold. */
    public void readHold(Run run, Optional<Hold> hold) {
        of(run).askedForHold = true;
        of(run).hold = hold;
    }

    /** A run sends messages of accounts. */
    public void sends(Run run) {
        of(run).handedOn = true;
    }

    /** Something that was there is gone, by a plan. */
    public void deleted(PlanId plan, UserId user, BucketEntry entry) {
        deleted = deleted.plus(entry);
        unsettled.add(new Account(plan, user));
    }

    /** A worker has finished with an account as intended, and recorded what is gone. */
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
