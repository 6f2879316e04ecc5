package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.edge.MessageQueue;
import sundown.failure.LoggableFailure;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryLayout;
import sundown.hold.HoldStore;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWork;
import sundown.job.ChunkWork.GroupWork;
import sundown.job.GroupUsers;
import sundown.metrics.Fault;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.Findings.Cause;
import sundown.purge.Findings.Difference;
import sundown.purge.Findings.Differences;
import sundown.purge.Findings.PlanDone;
import sundown.purge.FolderRange.FolderWork;
import sundown.purge.ManifestReader.ManifestChunk;
import sundown.purge.Plan.PlanId;
import sundown.purge.PurgeStore.Purge;
import sundown.timeline.Group;
import sundown.timeline.GroupId;

/**
 * Verifies that a purge did what its manifest says, and nothing else, and that only held, foreign, and shared objects
 * are left. It does so in two jobs: for the users in the manifest, and for the owner of each folder in a bucket. It
 * deletes nothing.
 */
@Singleton
record VerificationWork(
        UserVerification users,
        ManifestReader manifest,
        DeletionRecords records,
        BucketListing buckets,
        GalleryLayout layout,
        GroupUsers accounts,
        HoldStore holds,
        AuditFiles files,
        @Named(PlanWork.QUEUE) MessageQueue<ChunkMessage> queue) {
    private static final Logger LOG = Logger.getLogger(VerificationWork.class);

    /**
     * The checkpoint of a chunk of a verification, and in memory the page under way.
     *
     * @param plan the verified plan
     * @param holdChanges how often holds of the group had been changed or released when the chunk began
     * @param range the folders that the chunk lists; everything for a chunk of users
     * @param page the differences of this page, which are kept in the audit bucket before the checkpoint
     */
    @RegisterForReflection
    record Sums(PlanId plan, long holdChanges, FolderRange range, Findings findings, List<Difference> page) {
        Sums {
            page = List.copyOf(page);
        }

        /** Adds the findings about one more user or folder. */
        Sums with(Findings found) {
            return new Sums(
                    plan,
                    holdChanges,
                    range,
                    findings.plus(found),
                    Stream.concat(page.stream(), found.differences().first().stream())
                            .toList());
        }

        Sums kept() {
            return new Sums(plan, holdChanges, range, findings.brief(), List.of());
        }

        /** True for the findings about a plan, as long as every hold stands on which they rely. */
        boolean stands(PlanId of, long changesNow, Instant now) {
            return plan.equals(of)
                    && holdChanges == changesNow
                    && findings.spared(Cause.HELD).holdsAt(now);
        }
    }

    ChunkWork<?, Sums> forMessage(PurgeJob kind, Purge purge, ChunkMessage message) {
        return kind == PurgeJob.VERIFY_FOLDERS ? new OfFolders(purge, message) : new OfUsers(purge, message);
    }

    /**
     * Sums up the records of every plan of a group, as far as one chunk of a verification does so. If a plan has more
     * parts than the verification has chunks, a chunk sums up several of them. If it has fewer, some chunks sum up
     * none.
     *
     * @param chunks the number of chunks of the verification
     */
    private List<PlanDone> sumUpPlans(GroupId group, int chunk, int chunks) {
        try (Stream<String> ids = files.folders(AuditKeys.plans(group))) {
            return ids.map(id -> done(group, new PlanId(id), chunk, chunks))
                    .filter(done -> done.firstAt().isPresent())
                    .toList();
        }
    }

    private PlanDone done(GroupId group, PlanId plan, int chunk, int chunks) {
        Optional<ManifestRoot> root = files.read(AuditKeys.root(group, plan)).map(ManifestRoot::read);
        int parts = root.map(ManifestRoot::parts).orElse(0);
        return IntStream.iterate(chunk, part -> part < parts, part -> part + chunks)
                .mapToObj(part -> done(group, PlanDone.nothing(plan, root.map(ManifestRoot::hash)), part))
                .reduce(PlanDone::plus)
                .orElseGet(() -> PlanDone.nothing(plan, Optional.empty()));
    }

    private PlanDone done(GroupId group, PlanDone nothing, int part) {
        try (Stream<Deletion> all = records.list(group, nothing.plan(), part)) {
            return all.reduce(nothing, PlanDone::plus, PlanDone::plus);
        }
    }

    /** @param <K> the names in the listing */
    private abstract class Looking<K> implements ChunkWork<K, Sums> {
        final Purge purge;
        private final Instant run;

        private Looking(Purge purge, ChunkMessage message) {
            this.purge = purge;
            this.run = message.run();
        }

        @Override
        public MessageQueue<ChunkMessage> queue() {
            return queue;
        }

        @Override
        public Sums begin(Group group, int chunk, Instant begun, Optional<Sums> before) {
            return new Sums(purge.plan().id(), holds.changes(group.id()), range(chunk), Findings.NOTHING, List.of());
        }

        FolderRange range(int chunk) {
            return FolderRange.ALL;
        }

        @Override
        public Sums endPage(Group group, int chunk, Sums sums) {
            if (!sums.page().isEmpty()) {
                keep(sums.page());
            }
            return sums.kept();
        }

        /** Keeps all differences of a page in the audit bucket. A worker that makes an equal page finds it there. */
        private void keep(List<Difference> page) {
            byte[] bytes = Json.write(page).getBytes(StandardCharsets.UTF_8);
            files.putIfAbsent(AuditKeys.differences(purge.group(), purge.plan().id(), run, bytes), bytes);
        }

        @Override
        public void setAside(K one, LoggableFailure failed) {
            LOG.errorf(failed, "user %s needs people: whether they are deleted cannot be seen", name(one));
            Fault.MANUAL_CLOSES.report();
        }

        @Override
        public Sums read(String text) {
            return Json.read(text, Sums.class);
        }
    }

    /** Reads its chunk of the manifest once, however many pages the chunk has. */
    private final class OfUsers extends Looking<UserId> implements GroupWork<Sums> {
        private final int number;
        private final Optional<ManifestChunk> approved;

        private OfUsers(Purge purge, ChunkMessage message) {
            super(purge, message);
            this.number = message.chunk();
            this.approved = manifest.readChunk(purge.group(), purge.plan(), number);
        }

        @Override
        public List<UserId> list(
                GroupUsers accounts, Group group, int chunk, Optional<UserId> after, int limit, Sums sums) {
            return approved.map(found -> found.users(after, limit)).orElse(List.of());
        }

        @Override
        public Sums visit(UserId user, Group group, Sums sums) {
            return sums.with(users.compare(purge, number, approved.orElseThrow().line(user)));
        }

        @Override
        public Sums endChunk(Group group, int chunk, Sums sums) {
            return approved.map(found -> withNotPlanned(group, found, withNotListed(group, found, sums)))
                    .orElseGet(() -> endPage(group, chunk, sums.with(Findings.differing(otherManifest()))))
                    .with(Findings.of(
                            sumUpPlans(group.id(), chunk, Verification.chunks(PurgeJob.VERIFY_USERS, purge.plan()))));
        }

        /** Returns the difference of a manifest that is not the approved one. The first chunk tells of the root. */
        private List<Difference> otherManifest() {
            boolean root = manifest.readRoot(purge.group(), purge.plan())
                    .filter(found -> found.chunks().size() == purge.plan().chunks() && manifest.fits(found))
                    .isPresent();
            return root || number == 0
                    ? List.of(CertificateRules.otherManifest(
                            purge.plan().manifest(), root ? "chunk " + number : "its root"))
                    : List.of();
        }

        /** Adds the users who lost something and have no line. Few of them are in memory at a time. */
        private Sums withNotListed(Group group, ManifestChunk found, Sums sums) {
            try (Stream<Deletion> all = records.list(group.id(), purge.plan().id(), number)) {
                return all.filter(deletion -> !found.has(deletion.user()))
                        .flatMap(deletion -> CertificateRules.notListed(deletion).stream())
                        .gather(Gatherers.windowFixed(Differences.ANSWER_DIFFERENCES_MAX))
                        .gather(Gatherers.fold(
                                () -> sums,
                                (before, some) -> endPage(group, number, before.with(Findings.differing(some)))))
                        .findFirst()
                        .orElse(sums);
            }
        }

        /**
         * Adds the users whom the accounts list now, and the manifest does not. If the gallery keeps groups apart,
         * their folders are listed anyway.
         */
        private Sums withNotPlanned(Group group, ManifestChunk found, Sums sums) {
            if (layout.keepsGroupsApart() || number >= Verification.chunks(PurgeJob.VERIFY_FOLDERS, purge.plan())) {
                return sums;
            }
            return Stream.iterate(
                            accounts(group, Optional.empty()),
                            Predicate.not(List::isEmpty),
                            page -> accounts(group, Optional.of(page.getLast())))
                    .flatMap(List::stream)
                    .filter(user -> !found.has(user))
                    .map(user -> users.compare(purge, number, ManifestLine.unplanned(user)))
                    .gather(Gatherers.fold(
                            () -> sums, (before, finding) -> endPage(group, number, before.with(finding))))
                    .findFirst()
                    .orElse(sums);
        }

        private List<UserId> accounts(Group group, Optional<UserId> after) {
            return accounts.list(group.id(), number, after, UserVerification.PAGE_NAMES);
        }
    }

    /** Lists the buckets again, in parts of about as many users each. */
    private final class OfFolders extends Looking<String> implements FolderWork<Sums> {
        private OfFolders(Purge purge, ChunkMessage message) {
            super(purge, message);
        }

        /**
         * The users of the manifest's first chunk are spread over all names. If the manifest is not the approved one,
         * there is no certificate. Then each chunk lists everything, so that no folder is left out.
         */
        @Override
        FolderRange range(int chunk) {
            return manifest.readChunk(purge.group(), purge.plan(), 0)
                    .map(sample -> FolderRange.part(
                            sample.users(Optional.empty(), Integer.MAX_VALUE).stream()
                                    .map(BucketLayout::folder),
                            chunk,
                            Verification.chunks(PurgeJob.VERIFY_FOLDERS, purge.plan())))
                    .orElse(FolderRange.ALL);
        }

        @Override
        public List<String> list(
                GroupUsers accounts, Group group, int chunk, Optional<String> after, int limit, Sums sums) {
            return sums.range().folders(buckets, layout, group.id(), after, limit);
        }

        @Override
        public Sums visit(String folder, Group group, Sums sums) {
            return sums.with(users.inspectFolder(group.id(), folder));
        }
    }
}
