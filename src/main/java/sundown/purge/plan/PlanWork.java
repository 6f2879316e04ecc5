package sundown.purge.plan;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.edge.MessageQueue;
import sundown.failure.LoggableFailure;
import sundown.failure.RetryableFailure;
import sundown.gallery.GalleryLayout;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWork;
import sundown.job.GroupUsers;
import sundown.job.GroupWork;
import sundown.job.JobId;
import sundown.metrics.Fault;
import sundown.timeline.Group;
import sundown.timeline.GroupId;

/**
 * Lists what is to be deleted of each user, for a manifest. It does so in two jobs: first for the users whom the
 * accounts list, then for everybody else with a folder in a bucket. It deletes nothing.
 */
@Singleton
public final class PlanWork {
    /** The name of the queue of both jobs, and of those of a verification. */
    public static final String QUEUE = "plan";

    private static final Logger LOG = Logger.getLogger(PlanWork.class);

    private final PlanStore plans;
    private final BucketListing buckets;
    private final GalleryLayout layout;
    private final AccountLister lister;
    private final ChunkFiles chunks;
    private final MessageQueue<ChunkMessage> queue;

    PlanWork(
            PlanStore plans,
            BucketListing buckets,
            GalleryLayout layout,
            AccountLister lister,
            ChunkFiles chunks,
            @Named(QUEUE) MessageQueue<ChunkMessage> queue) {
        this.plans = plans;
        this.buckets = buckets;
        this.layout = layout;
        this.lister = lister;
        this.chunks = chunks;
        this.queue = queue;
    }

    /** The two parts of a plan, in their order; each is a job. */
    enum Part {
        /** The users whom the accounts list. */
        ACCOUNTS("plan", 0),

        /** Users with a folder in a bucket. */
        FOLDERS("folders", 1);

        private final String work;
        private final int before;

        /** @param before how many parts come before it */
        Part(String work, int before) {
            this.work = work;
            this.before = before;
        }

        JobId job(GroupId group) {
            return new JobId(work, group);
        }

        /** The number that a chunk of the job has in the manifest. */
        int inManifest(PurgePlan plan, int chunk) {
            return before * plan.chunks() + chunk;
        }

        static Optional<Part> of(JobId job) {
            return Stream.of(values())
                    .filter(part -> part.work.equals(job.work()))
                    .findAny();
        }
    }

    /** What is to be done in a part. */
    ChunkWork<?, PlanSums> of(Part part) {
        return switch (part) {
            case ACCOUNTS -> new OfAccounts();
            case FOLDERS -> new OfFolders();
        };
    }

    /** @param <K> names those who are listed */
    private abstract class Listing<K> implements ChunkWork<K, PlanSums> {
        private final Part part;

        private Listing(Part part) {
            this.part = part;
        }

        @Override
        public MessageQueue<ChunkMessage> queue() {
            return queue;
        }

        /** The run is named by the plan. After another plan has replaced it, its messages fail. */
        @Override
        public PlanSums begin(Group group, int chunk, Instant run, Optional<PlanSums> before) {
            PurgePlan plan = plans.find(group.id())
                    .filter(found -> found.begunAt().equals(run))
                    .orElseThrow(() -> new RetryableFailure("the plan of group %s is another".formatted(group.id())));
            return PlanSums.begun(plan.id(), part.inManifest(plan, chunk), range(plan, chunk));
        }

        abstract FolderRange range(PurgePlan plan, int chunk);

        @Override
        public PlanSums endPage(Group group, int chunk, PlanSums sums) {
            if (!sums.page().empty()) {
                chunks.keep(group.id(), sums.plan(), sums.chunk(), sums.page());
            }
            return sums.kept();
        }

        @Override
        public PlanSums endChunk(Group group, int chunk, PlanSums sums) {
            return sums.ended(chunks.put(group.id(), sums.plan(), sums.chunk()));
        }

        @Override
        public void setAside(K one, LoggableFailure failed) {
            LOG.errorf(failed, "user %s needs people: what they have cannot be listed", name(one));
            Fault.MANUAL_CLOSES.report();
        }

        @Override
        public String write(PlanSums sums) {
            return sums.write();
        }

        @Override
        public PlanSums read(String text) {
            return PlanSums.read(text);
        }
    }

    private final class OfAccounts extends Listing<UserId> implements GroupWork<PlanSums> {
        private OfAccounts() {
            super(Part.ACCOUNTS);
        }

        @Override
        FolderRange range(PurgePlan plan, int chunk) {
            return FolderRange.ALL;
        }

        @Override
        public PlanSums visit(UserId user, Group group, PlanSums sums) {
            return sums.with(lister.ofAccount(group.id(), sums.plan(), user));
        }
    }

    private final class OfFolders extends Listing<String> {
        private OfFolders() {
            super(Part.FOLDERS);
        }

        /** The accounts are listed by now; those of the first chunk are spread over all names. */
        @Override
        FolderRange range(PurgePlan plan, int chunk) {
            return FolderRange.part(
                    chunks.users(plan.group(), plan.id(), 0).stream().map(layout::folder), chunk, plan.chunks());
        }

        @Override
        public List<String> listed(
                GroupUsers accounts, Group group, int chunk, Optional<String> after, int limit, PlanSums sums) {
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

        /** Leaves out what is in no user's folder, and reports it. */
        @Override
        public PlanSums visit(String folder, Group group, PlanSums sums) {
            Optional<UserId> owner = layout.owner(folder);
            return owner.isEmpty()
                    ? sums.withStrange(folder)
                    : lister.ofFolder(group.id(), sums.plan(), owner.get())
                            .map(sums::with)
                            .orElse(sums);
        }
    }
}
