package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.account.Found;
import sundown.account.ReachStore;
import sundown.account.ReachStore.Reach;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveStore;
import sundown.edge.Json;
import sundown.edge.MessageQueue;
import sundown.failure.LoggableFailure;
import sundown.failure.RetryableFailure;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryLayout;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWork;
import sundown.job.ChunkWork.GroupWork;
import sundown.job.GroupUsers;
import sundown.metrics.Fault;
import sundown.purge.FolderRange.FolderWork;
import sundown.purge.ManifestWriter.Page.Chance;
import sundown.purge.Plan.PlanId;
import sundown.receipt.Safety;
import sundown.timeline.Group;
import sundown.transfer.Transfer;
import sundown.transfer.TransferStore;

/**
 * Lists the users of a group for a manifest, in two jobs: first the users whom the accounts list, then all other users
 * with a folder in a bucket. It deletes nothing.
 */
@Singleton
public record PlanWork(
        PlanStore plans,
        BucketListing buckets,
        GalleryLayout layout,
        ManifestWriter manifest,
        ReachStore reaches,
        TransferStore transfers,
        ArchiveStore archives,
        @Named(QUEUE) MessageQueue<ChunkMessage> queue) {
    /** The name of the queue of both jobs, of leavers, and of verifications. */
    public static final String QUEUE = "plan";

    private static final Logger LOG = Logger.getLogger(PlanWork.class);

    /**
     * The checkpoint of a chunk, and in memory the current page.
     *
     * @param plan the plan of the chunk
     * @param chunk its number in the manifest
     * @param range the folders that the chunk lists; all for a chunk of accounts
     * @param page the lines of the current page; a checkpoint has none, because the audit bucket keeps its pages
     * @param summary the result of the chunk, once it has ended
     */
    @RegisterForReflection
    record Sums(
            PlanId plan,
            int chunk,
            FolderRange range,
            ManifestWriter.Page page,
            Optional<ManifestWriter.ChunkSummary> summary) {
        private Sums with(ManifestWriter.Page more) {
            return new Sums(plan, chunk, range, more, summary);
        }
    }

    ChunkWork<?, Sums> forJob(PurgeJob kind) {
        return kind == PurgeJob.LIST_FOLDERS ? new OfFolders() : new OfAccounts();
    }

    /** @param <K> the names in the listing */
    private abstract class Listing<K> implements ChunkWork<K, Sums> {
        @Override
        public MessageQueue<ChunkMessage> queue() {
            return queue;
        }

        /** The begin of the plan names the run. Once another plan replaces it, its messages fail. */
        @Override
        public Sums begin(Group group, int chunk, Instant run, Optional<Sums> before) {
            Plan.Begun plan = plans.find(group.id())
                    .filter(found -> found.begunAt().equals(run))
                    .orElseThrow(() -> new RetryableFailure("the plan of group %s is another".formatted(group.id())));
            return new Sums(
                    plan.id(),
                    inManifest(plan, chunk),
                    range(plan, chunk),
                    ManifestWriter.Page.EMPTY,
                    Optional.empty());
        }

        /** Returns the number of a chunk in the manifest, where the accounts come first. */
        int inManifest(Plan.Begun plan, int chunk) {
            return chunk;
        }

        FolderRange range(Plan.Begun plan, int chunk) {
            return FolderRange.ALL;
        }

        @Override
        public Sums endPage(Group group, int chunk, Sums sums) {
            if (!sums.page().empty()) {
                manifest.keepPage(group.id(), sums.plan(), sums.chunk(), sums.page());
            }
            return sums.with(ManifestWriter.Page.EMPTY);
        }

        @Override
        public Sums endChunk(Group group, int chunk, Sums sums) {
            ManifestWriter.ChunkSummary summary = manifest.writeChunk(group.id(), sums.plan(), sums.chunk());
            return new Sums(sums.plan(), sums.chunk(), sums.range(), sums.page(), Optional.of(summary));
        }

        @Override
        public void setAside(K one, LoggableFailure failed) {
            LOG.errorf(failed, "user %s needs people: what they have cannot be listed", name(one));
            Fault.MANUAL_CLOSES.report();
        }

        @Override
        public Sums read(String text) {
            return Json.read(text, Sums.class);
        }
    }

    private static Reach reach(Found<Reach> reachOfAll, UserId user) {
        return reachOfAll.find(user).orElse(Reach.NOT_WRITTEN_TO);
    }

    private final class OfAccounts extends Listing<UserId> implements GroupWork<Sums> {
        @Override
        public Visit<UserId, Sums> readPage(List<UserId> page) {
            Found<Reach> reachOfAll = reaches.findAll(page);
            Found<Transfer> transfersOfAll = transfers.findAll(page);
            Found<Archive> archivesOfAll = archives.findAll(page);
            return (user, group, sums) -> {
                ManifestLine line = manifest.writeAccount(group.id(), sums.plan(), user);
                Safety safety = Safety.of(transfersOfAll.find(user), archivesOfAll.find(user), Optional.empty());
                return sums.with(sums.page().with(line, new Chance(reach(reachOfAll, user), Safety.Sums.of(safety))));
            };
        }

        @Override
        public Sums visit(UserId user, Group group, Sums sums) {
            return readPage(List.of(user)).visit(user, group, sums);
        }
    }

    private final class OfFolders extends Listing<String> implements FolderWork<Sums> {
        @Override
        int inManifest(Plan.Begun plan, int chunk) {
            return plan.chunks() + chunk;
        }

        /** Divides the folders by the users of the first chunk of accounts, which are spread over all names. */
        @Override
        FolderRange range(Plan.Begun plan, int chunk) {
            return FolderRange.part(
                    manifest.readUsers(plan.group(), plan.id(), 0).stream().map(BucketLayout::folder),
                    chunk,
                    plan.chunks());
        }

        @Override
        public List<String> list(
                GroupUsers accounts, Group group, int chunk, Optional<String> after, int limit, Sums sums) {
            return sums.range().folders(buckets, layout, group.id(), after, limit);
        }

        /** A folder or key of no user is left out, and reported. */
        @Override
        public Sums visit(String folder, Group group, Sums sums) {
            Optional<UserId> owner = BucketLayout.owner(folder);
            return owner.isEmpty()
                    ? sums.with(sums.page().withStrange(folder))
                    : manifest.writeFolder(group.id(), sums.plan(), owner.get())
                            .map(line -> sums.with(sums.page().with(line, chance(owner.get()))))
                            .orElse(sums);
        }

        private Chance chance(UserId user) {
            return new Chance(reach(reaches.findAll(List.of(user)), user), Safety.Sums.NONE);
        }
    }
}
