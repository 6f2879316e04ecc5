package sundown.simulation.port;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.failure.PermanentFailure;
import sundown.gallery.Claims;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;
import sundown.hold.HoldStore;
import sundown.hold.HoldStore.Hold;
import sundown.operator.CallRecords;
import sundown.operator.CallRecords.CallRecord;
import sundown.purge.AccountEntries;
import sundown.purge.ApprovalStore;
import sundown.purge.ApprovalStore.Approvals;
import sundown.purge.AuditFiles;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.BucketDeletion;
import sundown.purge.BucketEntry;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.CertificateChain;
import sundown.purge.DeletionRecords;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.Inclusion.Place;
import sundown.purge.KillSwitch;
import sundown.purge.ManifestReader;
import sundown.purge.Plan;
import sundown.purge.Plan.PlanId;
import sundown.purge.PlanStore;
import sundown.purge.PurgeStore;
import sundown.purge.PurgeStore.PurgeState.StateName;
import sundown.purge.UserRows;
import sundown.purge.close.ClosingStore;
import sundown.purge.close.ClosingStore.Closing;
import sundown.simulation.cloud.StoredGroup;
import sundown.simulation.invariant.DeletionChecks;
import sundown.simulation.invariant.PurgeBooks;
import sundown.simulation.run.BucketPolicy;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Run;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;
import sundown.simulation.run.WorldTime;
import sundown.timeline.GroupId;

/** The ports of the close and of the purge, which check and note what passes them. */
public final class PurgeWatch {
    private PurgeWatch() {}

    /**
     * A store of closings in which a save may look as if somebody else had been faster; checks every drain when it is
     * noted.
     */
    public record WatchedClosings(
            ClosingStore real, BooleanSupplier nothingRuns, BooleanSupplier archivesLeft, Surroundings around) {
        /** A listing of what waits for a time may miss changes. */
        public static final String NOTHING_RUNS = "a group is drained when nothing of it runs";

        /** A removal had been due for half an hour. */
        public static final String ARCHIVES_LEFT = "groups drained before archives are removed";

        public Optional<Closing> save(Closing closing) {
            Optional<Closing> saved = real.save(closing);
            if (saved.isPresent() && closing.drainedAt().isPresent()) {
                Violation.unless(nothingRuns.getAsBoolean(), NOTHING_RUNS, closing);
                around.tell(() -> "finds the group drained");
                around.count("groups drained");
                if (archivesLeft.getAsBoolean()) {
                    around.count(ARCHIVES_LEFT);
                }
            }
            return saved.filter(ignored -> !around.troubles().echoLost());
        }
    }

    /** Notes which holds there are, and who has looked for them. */
    public record WatchedHolds(HoldStore real, PurgeBooks books, Surroundings around) {
        public Optional<Hold> find(UserId user) {
            Optional<Hold> hold = real.find(user);
            books.readHold(around.run(), user, hold);
            return hold;
        }

        public boolean place(GroupId group, Hold hold) {
            boolean changes = real.find(hold.user()).isPresent();
            boolean placed = real.place(group, hold);
            if (changes) {
                books.changed(around.now());
            }
            if (placed) {
                books.placed(hold, around.now());
                around.count(changes ? "holds changed" : "holds placed");
                around.tell(() -> "places " + hold);
            }
            return placed;
        }

        public boolean placeWhereNone(Hold hold) {
            boolean placed = real.placeWhereNone(hold);
            if (placed) {
                books.placed(hold, around.now());
                around.count("recovery holds placed");
                around.tell(() -> "places " + hold);
            }
            return placed;
        }

        public boolean release(GroupId group, UserId user, Instant now) {
            boolean released = real.release(group, user, now);
            books.changed(around.now());
            if (released) {
                books.released(user);
                around.count("holds released");
                around.tell(() -> "releases " + user);
            }
            return released;
        }
    }

    /**
     * Plans; what a plan lists is checked at the moment at which it is made.
     *
     * @param files the audit bucket itself
     * @param users of the group
     * @param spared true for a user who was under hold or away at any time
     */
    public record WatchedPlans(
            PlanStore real,
            AuditFiles files,
            GalleryLayout layout,
            Supplier<Set<UserId>> users,
            Predicate<UserId> spared,
            Surroundings around) {
        /** A user in no plan stays in the buckets. */
        public static final String WHOLE = "a plan lists everybody of the group, each with a proof";

        public void complete(GroupId group, PlanId plan, Plan.Planned planned) {
            ManifestReader manifest = new ManifestReader(files, layout);
            for (UserId user : users.get()) {
                boolean listed = manifest.findInclusion(group, plan, user)
                        .filter(proof -> proof.proves(planned.hash()))
                        .isPresent();
                Violation.unless(listed || spared.test(user), WHOLE, user);
                around.count("users whose plan has a proof", listed ? 1 : 0);
            }
            real.complete(group, plan, planned);
        }
    }

    /** Notes who approved what, and when; a save may look as if somebody else had been faster. */
    public record WatchedApprovals(ApprovalStore real, PurgeBooks books, Surroundings around) {
        public Optional<Approvals> save(Approvals approvals) {
            Run run = around.run();
            Violation.unless(
                    run.function() == FunctionName.APPROVE_PURGE, "no function but one approves", run.function());
            Violation.unless(
                    approvals.all().stream()
                            .noneMatch(approval -> !approval.by()
                                    .isAnotherThan(approvals.plan().plannedBy())),
                    "the planner of a purge does not approve it",
                    approvals);
            Optional<Approvals> saved = real.save(approvals);
            saved.ifPresent(this::note);
            return saved.filter(ignored -> !around.troubles().echoLost());
        }

        private void note(Approvals approvals) {
            approvals.all().forEach(approval -> books.approved(approvals.plan().id(), approval.by(), around.now()));
            around.count("approvals");
            around.tell(() -> "saves " + approvals);
        }
    }

    /** Notes how the kill switch was set, and who has looked at it. */
    public record WatchedSwitch(KillSwitch real, PurgeBooks books, Surroundings around) implements KillSwitch {
        @Override
        public Optional<Position> position() {
            Optional<Position> position = real.position();
            books.readSwitch(around.run(), position.filter(Position::stopped).isPresent());
            return position;
        }

        @Override
        public void set(Position position) {
            real.set(position);
            around.count(position.stopped() ? "purges stopped" : "purges allowed");
            around.tell(() -> "sets " + position);
        }
    }

    /** Checks each step of a purge when it is saved; a save may look as if somebody else had been faster. */
    public record WatchedPurges(PurgeStore real, PurgeBooks books, Surroundings around) implements PurgeStore {
        @Override
        public Optional<Purge> find(GroupId group) {
            Optional<Purge> found = real.find(group);
            books.readPurge(around.run(), found.map(purge -> purge.plan().id()), around.now());
            return found;
        }

        @Override
        public Optional<Purge> save(Purge purge) {
            Optional<Purge> before = real.find(purge.group());
            Optional<Purge> saved = real.save(purge);
            if (saved.isPresent()) {
                step(before, purge);
            }
            return saved.filter(ignored -> !around.troubles().echoLost());
        }

        private void step(Optional<Purge> before, Purge after) {
            StateName next = after.state().name();
            around.tell(() -> "saves " + after);
            Optional<StateName> last = before.filter(known -> known.plan().equals(after.plan()))
                    .map(known -> known.state().name());
            boolean forward = last.map(name -> name == next || following(name).contains(next))
                    .orElse(true);
            Violation.unless(forward, "a purge goes forward only", last + " -> " + next);
            if (!last.equals(Optional.of(next))) {
                around.count("purges " + next);
                entered(next);
            }
        }

        private void entered(StateName name) {
            switch (name) {
                case ABORTED, VOIDED -> books.changed(around.now());
                case PLANNED, CANARY, WAVES, PURGED, DIFFERS, CERTIFIED -> {}
            }
        }

        private static Set<StateName> following(StateName name) {
            return switch (name) {
                case PLANNED -> Set.of(StateName.CANARY, StateName.ABORTED, StateName.VOIDED);
                case CANARY -> Set.of(StateName.WAVES, StateName.ABORTED, StateName.VOIDED);
                case WAVES -> Set.of(StateName.PURGED, StateName.ABORTED, StateName.VOIDED);
                case PURGED -> Set.of(StateName.CERTIFIED, StateName.DIFFERS);
                case DIFFERS -> Set.of(StateName.CERTIFIED);
                case CERTIFIED, ABORTED, VOIDED -> Set.of();
            };
        }
    }

    /**
     * Checks a certificate when it is issued. The purge may be noted as certified much later, by another call.
     *
     * @param check takes the document
     */
    public record WatchedCertificates(CertificateChain real, Consumer<JsonNode> check) implements CertificateChain {
        @Override
        public Optional<Link> last() {
            return real.last();
        }

        @Override
        public boolean append(Link next) {
            boolean appended = real.append(next);
            if (appended) {
                check.accept(Json.read(next.document()));
            }
            return appended;
        }
    }

    /** Notes what workers record, whatever comes of it. */
    public record WatchedRecords(DeletionRecords real, PurgeBooks books, Surroundings around) {
        public boolean put(GroupId group, Deletion deletion) {
            boolean put = real.put(group, deletion);
            settle(deletion);
            return put;
        }

        /** A worker who comes to an account looks here first; an account that is finished is not recorded again. */
        public Optional<Deletion> find(GroupId group, PlanId plan, Place place) {
            books.visits(around.run(), place.user());
            Optional<Deletion> found = real.find(group, plan, place);
            found.filter(Deletion::finished).ifPresent(this::settle);
            return found;
        }

        /** After a worker has died, nothing tells who has deleted what is gone of a user who has left by then. */
        private void settle(Deletion deletion) {
            boolean unknown = deletion.outcome() == Deletion.Progress.FOREIGN
                    && deletion.deleted().equals(Totals.NONE);
            if (!unknown) {
                books.settled(deletion.plan(), deletion.user());
            }
        }
    }

    /** Checks every removal of rows as a deletion is checked. */
    public record WatchedUserRows(UserRows real, DeletionChecks checks, Surroundings around) {
        public long remove(UserId user) {
            checks.checkGroup(around.run(), user, "rows");
            return real.remove(user);
        }
    }

    /** Checks every release of a claim as a deletion is checked: nobody takes it back. */
    public record WatchedClaims(Claims real, StoredGroup stored, DeletionChecks checks, Surroundings around) {
        public void release(ObjectKey key, UserId user) {
            checks.checkRelease(around.run(), user, key);
            around.tell(() -> "releases the claim of " + user + " on " + key);
            around.count("claims released");
            real.release(key, user);
            stored.release(key, user);
        }
    }

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
        public List<String> delete(List<BucketEntry> entries) {
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

        /** The user that the run deletes. */
        private UserId user() {
            Run run = around.run();
            return books.of(run)
                    .visited()
                    .orElseThrow(() -> new Violation("only accounts are deleted", run.toString()));
        }

        private List<BucketEntry> there(List<BucketEntry> entries) {
            return entries.stream()
                    .filter(entry -> stored.all().contains(entry.ofSharing(false)))
                    .toList();
        }

        private PlanId check(UserId user, List<BucketEntry> entries) {
            Run run = around.run();
            around.trace().say(() -> "    " + run + " deletes " + entries);
            around.count("batches deleted");
            PlanId plan = checks.check(run, user, entries);
            Set<BucketEntry> named = named(plan, user);
            entries.forEach(entry -> Violation.unless(
                    named.contains(entry), "nothing is deleted that the manifest does not name", entry));
            return plan;
        }

        private Set<BucketEntry> named(PlanId plan, UserId user) {
            Set<BucketEntry> named = new HashSet<>();
            Stream.of(AuditKeys.account(group, plan, user), AuditKeys.folder(group, plan, user))
                    .flatMap(key -> files.read(key).stream())
                    .forEach(bytes -> AccountEntries.read(bytes, named::add));
            return named;
        }
    }

    /** Buckets that refuse what their policy denies, and now and then something else. */
    public record GuardedDeletion(BucketDeletion real, BucketPolicy policy, Surroundings around)
            implements BucketDeletion {
        @Override
        public List<String> delete(List<BucketEntry> entries) {
            List<String> refused = new ArrayList<>();
            List<BucketEntry> allowed = new ArrayList<>();
            for (BucketEntry entry : entries) {
                if (policy.denies(entry)) {
                    around.count(denied(entry));
                    refused.add("AccessDenied");
                } else if (around.troubles().strange()) {
                    refused.add("MethodNotAllowed");
                } else {
                    allowed.add(entry);
                }
            }
            if (!refused.isEmpty()) {
                around.run().fail();
            }
            real.delete(allowed);
            return refused;
        }

        @Override
        public void abort(BucketEntry upload) {
            if (policy.denies(upload)) {
                around.count(denied(upload));
                around.run().fail();
                throw new PermanentFailure("AccessDenied", new IllegalStateException("simulated"));
            }
            real.abort(upload);
        }

        /** What is counted when the policy of a bucket denies something of a kind. */
        public static String denied(PurgedBucket bucket, BucketEntry.Kind kind) {
            return "denied by the policy: " + kind + " in " + bucket;
        }

        private static String denied(BucketEntry entry) {
            return denied(entry.bucket(), entry.kind());
        }
    }

    /**
     * The policies of the template, as they are for the role of {@code purge-account}: it takes nothing out of either
     * bucket, and ends no upload, before the close that was given when they were deployed.
     */
    public static final class DeployedPolicy implements BucketPolicy {
        private final WorldTime time;
        private Instant close;

        public DeployedPolicy(WorldTime time, Instant close) {
            this.time = time;
            this.close = close;
        }

        /** It is deployed again. */
        public void deploy(Instant newClose) {
            close = newClose;
        }

        @Override
        public boolean denies(BucketEntry entry) {
            return time.now().isBefore(close);
        }
    }

    /** Notes which runs are recorded. */
    public record WatchedCalls(CallRecords real, Surroundings around) {
        public boolean put(CallRecord call) {
            boolean put = real.put(call);
            if (put) {
                around.run().recorded(call.outcome());
                around.count("calls recorded as " + call.outcome());
            }
            return put;
        }
    }
}
