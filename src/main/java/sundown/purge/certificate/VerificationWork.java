package sundown.purge.certificate;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.edge.MessageQueue;
import sundown.failure.LoggableFailure;
import sundown.gallery.GalleryLayout;
import sundown.hold.HoldStore;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWork;
import sundown.job.GroupUsers;
import sundown.job.GroupWork;
import sundown.metrics.Fault;
import sundown.purge.approval.Purge;
import sundown.purge.deletion.Deletion;
import sundown.purge.deletion.DeletionRecords;
import sundown.purge.deletion.VerificationJobs.Part;
import sundown.purge.plan.ApprovedChunk;
import sundown.purge.plan.AuditFiles;
import sundown.purge.plan.BucketListing;
import sundown.purge.plan.FolderRange;
import sundown.purge.plan.ManifestLine;
import sundown.purge.plan.ManifestTree;
import sundown.purge.plan.PlanWork;
import sundown.timeline.Group;

/**
 * Looks whether a purge did what its manifest says, and nothing else, and whether nothing but holds is left. It does so
 * in two jobs: for the users whom the manifest names, and for the owner of each folder in a bucket. It deletes nothing.
 */
@Singleton
final class VerificationWork {
    private static final Logger LOG = Logger.getLogger(VerificationWork.class);

    private final Comparison comparison;
    private final Leftovers leftovers;
    private final PlansDone plans;
    private final ManifestTree manifest;
    private final DeletionRecords records;
    private final BucketListing buckets;
    private final GalleryLayout layout;
    private final GroupUsers accounts;
    private final HoldStore holds;
    private final AuditFiles files;
    private final MessageQueue<ChunkMessage> queue;

    VerificationWork(
            Comparison comparison,
            Leftovers leftovers,
            PlansDone plans,
            ManifestTree manifest,
            DeletionRecords records,
            BucketListing buckets,
            GalleryLayout layout,
            GroupUsers accounts,
            HoldStore holds,
            AuditFiles files,
            @Named(PlanWork.QUEUE) MessageQueue<ChunkMessage> queue) {
        this.comparison = comparison;
        this.leftovers = leftovers;
        this.plans = plans;
        this.manifest = manifest;
        this.records = records;
        this.buckets = buckets;
        this.layout = layout;
        this.accounts = accounts;
        this.holds = holds;
        this.files = files;
        this.queue = queue;
    }

    /** What is to be done for a message of a part. */
    ChunkWork<?, VerificationSums> of(Part part, Purge purge, ChunkMessage message) {
        return switch (part) {
            case USERS -> new OfUsers(purge, message);
            case FOLDERS -> new OfFolders(purge, message);
        };
    }

    /** @param <K> names those who are looked at */
    private abstract class Looking<K> implements ChunkWork<K, VerificationSums> {
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
        public VerificationSums begin(Group group, int chunk, Instant begun, Optional<VerificationSums> before) {
            return VerificationSums.begun(purge.plan().id(), holds.changes(group.id()), range(chunk));
        }

        abstract FolderRange range(int chunk);

        @Override
        public VerificationSums endPage(Group group, int chunk, VerificationSums sums) {
            if (!sums.page().isEmpty()) {
                keep(sums.page());
            }
            return sums.kept();
        }

        /** Keeps all that differs in the audit bucket. A worker that makes the same page finds it there. */
        private void keep(List<Difference> page) {
            byte[] bytes =
                    Json.write(page.stream().map(Difference::members).toList()).getBytes(StandardCharsets.UTF_8);
            files.putIfAbsent(
                    CertificateKeys.differences(purge.group(), purge.plan().id(), run, bytes), bytes);
        }

        @Override
        public void setAside(K one, LoggableFailure failed) {
            LOG.errorf(failed, "user %s needs people: whether they are deleted cannot be seen", name(one));
            Fault.MANUAL_CLOSES.report();
        }

        @Override
        public String write(VerificationSums sums) {
            return sums.write();
        }

        @Override
        public VerificationSums read(String text) {
            return VerificationSums.read(text);
        }
    }

    /** It reads its chunk of the manifest once, however many pages that has. */
    private final class OfUsers extends Looking<UserId> implements GroupWork<VerificationSums> {
        private final int number;
        private final Optional<ApprovedChunk> approved;

        private OfUsers(Purge purge, ChunkMessage message) {
            super(purge, message);
            this.number = message.chunk();
            this.approved = manifest.chunk(purge.group(), purge.plan(), number);
        }

        @Override
        FolderRange range(int chunk) {
            return FolderRange.ALL;
        }

        @Override
        public List<UserId> listed(
                GroupUsers accounts, Group group, int chunk, Optional<UserId> after, int limit, VerificationSums sums) {
            return approved.map(found -> found.users(after, limit)).orElse(List.of());
        }

        @Override
        public VerificationSums visit(UserId user, Group group, VerificationSums sums) {
            return sums.with(comparison.of(purge, number, approved.orElseThrow().line(user)));
        }

        @Override
        public VerificationSums endChunk(Group group, int chunk, VerificationSums sums) {
            return approved.map(found -> withNotPlanned(group, found, withNotListed(group, found, sums)))
                    .orElseGet(() -> endPage(group, chunk, sums.with(Findings.of(otherManifest()))))
                    .with(Findings.of(plans.of(group.id(), chunk, Part.USERS.chunks(purge.plan()))));
        }

        /** What differs where the manifest is not what was approved: of its root, the first chunk tells. */
        private Differences otherManifest() {
            boolean root = manifest.root(purge.group(), purge.plan())
                    .filter(found -> found.chunks().size() == purge.plan().chunks())
                    .isPresent();
            if (root) {
                return otherManifest("chunk " + number);
            }
            return number == 0 ? otherManifest("its root") : Differences.NONE;
        }

        private Differences otherManifest(String part) {
            return Differences.of(CertificateRules.otherManifest(purge.plan().manifest(), part));
        }

        /** Adds the users with a record and no line. Few of them are in memory at a time. */
        private VerificationSums withNotListed(Group group, ApprovedChunk found, VerificationSums sums) {
            try (Stream<Deletion> all = records.of(group.id(), purge.plan().id(), number)) {
                return all.filter(deletion -> !found.has(deletion.user()))
                        .flatMap(deletion -> CertificateRules.notListed(deletion).stream())
                        .gather(Gatherers.windowFixed(Differences.MOST))
                        .gather(Gatherers.fold(
                                () -> sums,
                                (before, some) ->
                                        endPage(group, number, before.with(Findings.of(Differences.of(some))))))
                        .findFirst()
                        .orElse(sums);
            }
        }

        /**
         * Adds the users whom the accounts list now, and the manifest does not. Where the gallery keeps groups apart, a
         * folder shows what they have.
         */
        private VerificationSums withNotPlanned(Group group, ApprovedChunk found, VerificationSums sums) {
            if (layout.keepsGroupsApart() || number >= Part.FOLDERS.chunks(purge.plan())) {
                return sums;
            }
            return Stream.iterate(
                            accounts(group, Optional.empty()),
                            Predicate.not(List::isEmpty),
                            page -> accounts(group, Optional.of(page.getLast())))
                    .flatMap(List::stream)
                    .filter(user -> !found.has(user))
                    .map(user -> comparison.of(purge, number, ManifestLine.unplanned(user)))
                    .gather(Gatherers.fold(
                            () -> sums, (before, finding) -> endPage(group, number, before.with(finding))))
                    .findFirst()
                    .orElse(sums);
        }

        private List<UserId> accounts(Group group, Optional<UserId> after) {
            return accounts.listed(group.id(), number, after, Leftovers.PAGE);
        }
    }

    /** It lists the buckets again, in parts of about as many users each. */
    private final class OfFolders extends Looking<String> {
        private OfFolders(Purge purge, ChunkMessage message) {
            super(purge, message);
        }

        /**
         * The users of the manifest's first chunk are spread over all names. Where the manifest is not what was
         * approved, there is no certificate. Then each chunk lists everything, so that no folder is left out.
         */
        @Override
        FolderRange range(int chunk) {
            return manifest.chunk(purge.group(), purge.plan(), 0)
                    .map(sample -> FolderRange.part(
                            sample.users(Optional.empty(), Integer.MAX_VALUE).stream()
                                    .map(layout::folder),
                            chunk,
                            Part.FOLDERS.chunks(purge.plan())))
                    .orElse(FolderRange.ALL);
        }

        @Override
        public List<String> listed(
                GroupUsers accounts, Group group, int chunk, Optional<String> after, int limit, VerificationSums sums) {
            return sums.range().folders(buckets, layout, group.id(), after, limit);
        }

        @Override
        public String name(String folder) {
            return folder;
        }

        @Override
        public String named(String name) {
            return name;
        }

        @Override
        public VerificationSums visit(String folder, Group group, VerificationSums sums) {
            return sums.with(leftovers.of(group.id(), folder));
        }
    }
}
